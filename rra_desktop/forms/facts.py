"""What a form asks of each registration, so that its other tables can turn on the answer."""

from __future__ import annotations

from typing import Any, Final

from rra_desktop.domain.declared_facts import NO, UNKNOWN, YES, DeclaredFact
from rra_desktop.forms.shapes import Entry, Key, Table
from rra_desktop.forms.values import NAME, SECTION, WORDS, list_of

BUILT_IN_FACTS: Final = ("form", "underwriting", "purpose", "covers_all_requested", "right")
"""What every registration says without being asked; no fact of a form has these ids."""


def _check_fact(values: dict[str, Any], entry: Entry) -> None:
    own, answers = values.get("id"), values.get("values", ())
    if own in BUILT_IN_FACTS:
        entry.fault("id", f"is “{own}”, which every registration says already.")
    for place, answer in enumerate(answers):
        if answer == UNKNOWN:
            entry.fault("values", f"has “{UNKNOWN}”, which stands for a fact that nobody has answered.", place)
    if len(answers) == 1:
        entry.fault("values", f"has only “{answers[0]}”; a question has two answers or more.")


FACTS: Final = Table(
    "facts",
    "fact",
    (
        Key("id", NAME),
        Key("question", WORDS),
        Key("section", SECTION, required=False, default=""),
        Key("values", list_of(NAME, "answers"), required=False, default=(YES, NO)),
    ),
    DeclaredFact,
    _check_fact,
)
