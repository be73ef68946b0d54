"""What a form says that a deadline counts, in numbers: by the terms in force on the day its clock starts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from rra_desktop.calculation.calendars import add_days, add_years
from rra_desktop.domain.agreement import COUNTED_UNITS
from rra_desktop.domain.deadline_definitions import DeadlineDefinition, DeclaredCount
from rra_desktop.domain.matter import Matter


class Count(NamedTuple):
    """Days or years counted from a start by a term of the agreement, backwards if negative; `term` may be empty."""

    amount: int
    unit: str
    term: str = ""


class TermsInForce:
    """The counts of an agreement on the day a clock starts; looked up once each."""

    __slots__ = ("_amended", "_known", "_matter", "_of_deadlines")

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._amended = frozenset(change.term for change in matter.term_changes)
        self._known: dict[tuple[str, dt.date | None], int] = {}
        self._of_deadlines: dict[tuple[int, dt.date | None], tuple[Count, ...]] = {}

    def count(self, term_id: str, on: dt.date | None) -> int:
        """Return a term that counts days, years or things as it stands on a day."""
        key = (term_id, on if term_id in self._amended else None)
        if key not in self._known:
            self._known[key] = self._matter.whole(*key)
        return self._known[key]

    def counts_of(self, definition: DeadlineDefinition, on: dt.date | None) -> tuple[Count, ...]:
        """Return the parts of what a deadline counts as its terms stand on a day, in the order of the form."""
        # There may be hundreds of rows of one deadline, and an agreement that was never amended counts all alike.
        return self.parts_of(definition.count, on)

    def parts_of(self, count: tuple[DeclaredCount, ...], on: dt.date | None) -> tuple[Count, ...]:
        """Return the parts of a count as its terms stand on a day."""
        # The counts live as long as the form does, and so do their addresses.
        key = (id(count), on if self._amended else None)
        if key not in self._of_deadlines:
            self._of_deadlines[key] = tuple(self._part(each, on) for each in count)
        return self._of_deadlines[key]

    def _part(self, declared: DeclaredCount, on: dt.date | None) -> Count:
        if not declared.term:
            return Count(declared.amount, declared.unit)
        amount = self.count(declared.term, on)
        unit = COUNTED_UNITS[self._matter.form.term(declared.term).kind]
        return Count(-amount if declared.back else amount, unit, declared.term)


def counted_on(since: dt.date, counts: Iterable[Count]) -> dt.date:
    """Return the day that counts lead to from a day, which is itself not counted (§1, §3(a)).

    They are calendar days, or calendar years, 29 February falling back to 28 February.
    """
    days = years = 0
    for each in counts:
        if each.unit == "year":
            years += each.amount
        else:
            days += each.amount
    return add_years(since, years) if years else add_days(since, days)
