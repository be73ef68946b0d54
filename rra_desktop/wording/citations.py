"""Sentences that cite the agreement by topic, so that each agreement's own sections stand in them."""

from __future__ import annotations

import re

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.topics import Topic
from rra_desktop.wording import writing

_TOPICS = re.compile(r"\[([a-z_]+(?:, [a-z_]+)*)\]")


def cited(text: str, form: AgreementForm) -> str:
    """Return a text with the sections of the topics that it has in square brackets.

    “Affiliates are one Investor[cutback].” is “Affiliates are one Investor (§3(c)).” where the form names that section
    for the cutback, and has nothing there where it names none. What counsel wrote has no place in such a text.
    """

    def sections(found: re.Match[str]) -> str:
        topics = found[1].split(", ")
        if not all(each in [*Topic] for each in topics):
            return found[0]
        named = dict.fromkeys(form.section(Topic(each)) for each in topics)
        listed = ", ".join(writing.section(each) for each in named if each)
        return f" ({listed})" if listed else ""

    return _TOPICS.sub(sections, text)
