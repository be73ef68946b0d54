"""Sections as they are cited: one by one, and in the order of the agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rra_desktop.domain.agreement import AgreementForm

_PARTS = re.compile(r"[0-9]+|[^\W\d_]+")

Place = tuple[tuple[int, int, str], ...]


def cited(citation: str) -> tuple[str, ...]:
    """Return the sections of a citation one by one, as 2(b) and 2(e) of “2(b), 2(e)”; none of an empty one."""
    return tuple(part for each in citation.split(",") if (part := each.strip().removeprefix("§")))


def place_of(section: str) -> Place:
    """Return where a section stands among others: what has a name, as a recital, before what has a number."""
    numbered = section[:1].isdigit()
    parts = ((0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in _PARTS.findall(section))
    return ((int(numbered), 0, ""), *parts)


def in_order(sections: Iterable[str]) -> tuple[str, ...]:
    """Return sections in the order of the agreement, each once."""
    return tuple(sorted(set(sections), key=lambda each: (place_of(each), each)))


def is_within(section: str, whole: str) -> bool:
    """Tell whether a section is another or a part of it, as 1(a) of 1."""
    inside, around = place_of(section), place_of(whole)
    return inside[: len(around)] == around


def cites(citation: str, section: str) -> bool:
    """Tell whether a citation names a section; an empty section is what the agreement does not say."""
    return section in cited(citation) if section else not cited(citation)


def sections_of(form: AgreementForm) -> tuple[str, ...]:
    """Return every section that the form cites, in the order of the agreement."""
    citations = (
        *(each.section for each in form.terms),
        *(each.section for each in form.readings),
        *(each.section for each in form.drafting_points),
        *(each.section for each in form.plans),
        *(each.section for each in form.deadlines),
        *(each.section for each in form.rights),
        *(each.section for each in form.limits),
        *(each.section for each in form.classes),
        *(each.section for each in form.events),
        *(each.section for each in form.facts),
        *(each.section for each in form.notice_methods),
        *(each.section for each in form.damages),
        *(each.section for each in form.expenses),
        *(section for _topic, section in form.sections),
        form.amendment_section,
    )
    return in_order(section for each in citations for section in cited(each))
