"""What is to be said beside a figure or record: which statement, and the facts it is made of.

The calculation states facts; `rra_desktop.wording` puts them into words. Nothing reads a sentence back.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias, Union


class Gravity(StrEnum):
    """How something said should be met, the gravest first.

    An error cannot be so and must be mended; a contradiction is between two recorded facts; a conflict is between two
    limits of the agreement that no day or number satisfies; a doubt must be settled; a note is good to know; a silence
    is something the agreement does not say.
    """

    ERROR = "error"
    CONTRADICTION = "contradiction"
    CONFLICT = "conflict"
    DOUBT = "doubt"
    NOTE = "note"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Person:
    """A holder named in a statement: its id in the register, and its name."""

    id: str
    name: str


Fact: TypeAlias = Union[
    int, str, bool, Fraction, Decimal, dt.date, dt.time, StrEnum, Person, "Statement", tuple["Fact", ...], None
]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing to be said: its kind, the section it rests on, and its facts by name.

    `kind` is "group/name", as "dates/no_day_left"; `rra_desktop.wording.statements` has the words of every kind.
    """

    kind: str
    facts: tuple[tuple[str, Fact], ...] = ()
    section: str = ""

    def fact(self, name: str) -> Fact:
        """Return a fact by its name; raises KeyError for one the statement does not have."""
        return dict(self.facts)[name]


Said: TypeAlias = str | Statement
"""What is said: a statement, or words that counsel or the form of the agreement wrote; empty where nothing is."""


def stated(kind: str, section: str = "", **facts: Fact) -> Statement:
    """Return a statement of a kind with its facts."""
    return Statement(kind, tuple(facts.items()), section)


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement that stands beside a figure, a deadline or a record, and how it should be met."""

    statement: Statement
    gravity: Gravity = Gravity.NOTE

    @property
    def kind(self) -> str:
        """The kind of its statement."""
        return self.statement.kind


GRAVE = (Gravity.ERROR, Gravity.CONTRADICTION, Gravity.CONFLICT)
"""What must not stand as if all were well: shown first, and in the colour of what is impossible."""

WEIGHTY = (*GRAVE, Gravity.DOUBT)
"""What is said by its word and a shape wherever the thing it concerns shows; a note is said where there is room."""


def gravest(marks: tuple[Mark, ...]) -> Gravity | None:
    """Return the gravity of the gravest mark, None where there is none."""
    order = {gravity: place for place, gravity in enumerate(Gravity)}
    return min((mark.gravity for mark in marks), key=order.__getitem__, default=None)
