"""A date before any roll, with its making: the start of its clock, what is counted, and what moved it.

A bare date is counted, moved by a delay or a cooling-off, but not rolled; it knows nothing of the day it is looked at.
The rules run once for the readings chosen and once for every other choice, so they say nothing they can avoid. What is
doubtful about a start stands beside every date counted from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.declared_counts import Count, TermsInForce
from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.deadline_definitions import DeadlineDefinition
from rra_desktop.domain.statements import Mark, Said, Statement, stated

Choices: TypeAlias = Mapping[str, str]
"""The choice in force of each reading, by the reading's id."""


class RowKey(NamedTuple):
    """What tells the deadlines of one registration apart."""

    id: str
    holder: str | None = None
    subject: str = ""


class Shift(NamedTuple):
    """A counted date moved by something else in the agreement, to `day`; `because` are the dates that moved it."""

    label: Statement
    day: dt.date
    rule: Statement
    section: str
    because: tuple[Anchor | CountedDate, ...] = ()


class CountedDate(NamedTuple):
    """A date before any roll, with its making: start, counts, shifts.

    `day` is None while it waits for what `waits_for` names, or, when `void`, because no such clock runs. `doubts` are
    what is said of its inputs, `marks` what is said of it alone; only the doubts go on to what is counted from it.
    """

    key: RowKey
    day: dt.date | None
    start: Anchor | CountedDate | None = None
    counts: tuple[Count, ...] = ()
    shifts: tuple[Shift, ...] = ()
    assumed: bool = False
    projected: bool = False
    waits_for: Said = ""
    marks: tuple[Mark, ...] = ()
    doubts: tuple[Mark, ...] = ()
    void: bool = False

    def shifted(self, shift: Shift) -> CountedDate:
        """Return the date moved by a shift, assumed and doubtful if anything that moved it is."""
        assumed = self.assumed or any(each.assumed for each in shift.because)
        projected = self.projected or any(_is_projected(each) for each in shift.because)
        doubts = tuple(dict.fromkeys((*self.doubts, *(mark for each in shift.because for mark in doubts_of(each)))))
        shifts = (*self.shifts, shift)
        return self._replace(day=shift.day, shifts=shifts, assumed=assumed, projected=projected, doubts=doubts)

    def marked(self, *marks: Mark) -> CountedDate:
        """Return the date with more said beside it."""
        return self._replace(marks=(*self.marks, *marks)) if marks else self


def doubts_of(start: Anchor | CountedDate) -> tuple[Mark, ...]:
    """Return what is said of a start, and so of everything counted from it."""
    return start.marks if isinstance(start, Anchor) else start.doubts


def day_of(start: Anchor | CountedDate) -> dt.date | None:
    """Return the day a clock starts on, whether that is recorded or counted."""
    return start.starts if isinstance(start, Anchor) else start.day


def _is_projected(start: Anchor | CountedDate) -> bool:
    return start.projected if isinstance(start, CountedDate) else start.later is not None


def counted_by(
    definition: DeadlineDefinition, terms: TermsInForce, key: RowKey, start: Anchor | CountedDate
) -> CountedDate:
    """Count a row from its start as the form defines it, by the terms in force when the clock starts."""
    return counted_from(definition.count, terms, key, start)


def counted_from(
    count: tuple[DeclaredCount, ...], terms: TermsInForce, key: RowKey, start: Anchor | CountedDate
) -> CountedDate:
    """Count a day from a start, by the terms in force when the clock starts."""
    since = day_of(start)
    if since is None:
        return CountedDate(key, None, start, waits_for=start.waits_for, doubts=doubts_of(start))
    counts = terms.parts_of(count, since)
    day, doubts = terms.reached(since, counts)
    return CountedDate(
        key,
        day,
        start,
        counts,
        assumed=start.assumed,
        projected=_is_projected(start),
        doubts=(*doubts_of(start), *doubts) if doubts else doubts_of(start),
    )


def words_of_form(text: str) -> Statement:
    """State what a form says in its own words."""
    return stated("dates/form_says", text=text)


def called(said: Statement, own: str) -> Statement:
    """Return what a form says in its own words under the id it has there."""
    return replace(said, kind=f"dates/{own}")
