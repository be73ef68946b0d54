"""Figures: values that carry their authority and what they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Generic, TypeAlias, TypeVar

from rra_desktop.domain.statements import Mark, Said, Statement

FigureValue: TypeAlias = int | Fraction | Decimal | date | str | bool
Value = TypeVar("Value", covariant=True)  # noqa: PLC0105 - read as a word in signatures


@dataclass(frozen=True, slots=True)
class Clause:
    """A section of the agreement, as "3(c)"."""

    section: str


@dataclass(frozen=True, slots=True)
class Statute:
    """A rule of law outside the agreement, by its citation, as "NRS 10.165"."""

    citation: str


@dataclass(frozen=True, slots=True)
class Convention:
    """A way of working the agreement does not prescribe; `statement` says which."""

    statement: Statement


class RecordKind(StrEnum):
    """What counsel enters, in the order in which records are listed."""

    LEDGER = "ledger"
    LEDGER_ENTRY = "ledger_entry"
    OTHER_HOLDER = "other_holder"
    EVENT = "event"
    DELAY_DAYS = "delay_days"
    OFFERING = "offering"
    REQUEST = "request"
    GROUP_SPLIT = "group_split"
    EXPENSE = "expense"
    DAMAGES_PAYMENT = "damages_payment"
    READING = "reading"
    TERM_CHANGE = "term_change"
    LOSS = "loss"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class EnteredByCounsel:
    """A fact somebody typed in, by the record it stands in.

    `key` is a ledger entry's sequence, the number of an event or of a change of a term, the id of an offering or
    reading, the id of the holder whose request it is, or the name of a group; None where a kind has one record only.
    `of` is the registration of an event or of a delay's days, and the offering of a request.
    """

    kind: RecordKind
    key: int | str | None = None
    of: str | None = None


Authority: TypeAlias = Clause | Statute | Convention | EnteredByCounsel


@dataclass(frozen=True, slots=True)
class FigureKey:
    """Where a figure is found again after a recompute.

    `kind` is "position", "total", "majority", "demands_left", "deadline", "requests", "cutback", "money", "term",
    "reading", "entry" or "event"; `subject` names the record or records; `part` the column or id.
    """

    kind: str
    subject: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class OtherReading(Generic[Value]):
    """What the figure would be had the other choice of a reading been made."""

    reading: str
    choice: str
    label: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Figure(Generic[Value]):
    """A number or date with its derivation; `value` is None while the figure waits for the input `waits_for` names."""

    key: FigureKey
    label: Said
    value: Value | None
    rule: Said
    authority: Authority
    inputs: tuple[Figure[Any], ...] = ()
    other_readings: tuple[OtherReading[Any], ...] = ()
    marks: tuple[Mark, ...] = ()
    assumed: bool = False
    waits_for: Said = ""

    def said_by(self, said: Said) -> bool:
        """Say whether a statement, its label or its rule, has the figure's value among its facts."""
        return isinstance(said, Statement) and any(fact == self.value for _, fact in said.facts)

    @property
    def rule_is_its_value(self) -> bool:
        """Whether the rule says the figure's value and nothing else."""
        return isinstance(self.rule, Statement) and len(self.rule.facts) == 1 and self.said_by(self.rule)

    def walk(self) -> Iterator[Figure[Any]]:
        """Yield the figure and everything it was made from, outermost first."""
        yield self
        for made_from in self.inputs:
            yield from made_from.walk()
