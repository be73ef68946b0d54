"""The dates of §1, §2 and §3 as pure rules: from what is recorded and the readings chosen to days and their working.

A bare date is counted, moved by a delay or a cooling-off, but not rolled; it knows nothing of the day it is looked at.
The rules run once for the readings chosen and once for every other choice, so they say nothing they can avoid. What is
doubtful about a start stands beside every date counted from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.declared_counts import Count, TermsInForce
from rra_desktop.domain.deadline_definitions import DeadlineDefinition
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry, Security
from rra_desktop.domain.statements import Mark, Said, Statement

Choices: TypeAlias = Mapping[str, str]
"""The choice in force of each reading, by the reading's id."""


class RowKey(NamedTuple):
    """What tells the deadlines of one registration apart."""

    id: DeadlineId
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
    """Count a row from its start as the form defines it, by the terms in force when the clock starts (§1, §2, §3)."""
    since = day_of(start)
    if since is None:
        return CountedDate(key, None, start, waits_for=start.waits_for, doubts=doubts_of(start))
    counts = terms.counts_of(definition, since)
    day, doubts = terms.reached(since, counts)
    return CountedDate(
        key,
        day,
        start,
        counts,
        assumed=start.assumed,
        projected=_is_projected(start),
        doubts=(*doubts_of(start), *doubts),
    )


def warrant_expiries(matter: Matter, terms: TermsInForce) -> tuple[CountedDate, ...]:
    """Return when the Warrants of each issue date expire (first recital, (c)), in order of issue.

    Raises KeyError when the agreement has no such deadline.
    """
    definition = matter.form.deadline(DeadlineId.WARRANT_EXPIRY)
    issues: dict[dt.date, LedgerEntry] = {}
    for entry in sorted(matter.ledger, key=lambda each: (each.date, each.sequence)):
        if entry.type is EntryType.ISSUE and entry.security in (Security.UNIT, Security.WARRANT):
            issues.setdefault(entry.date, entry)
    return tuple(
        counted_by(
            definition, terms, RowKey(definition.id, subject=day.isoformat()), Anchor(EntryType.ISSUE, day, entry)
        )
        for day, entry in issues.items()
    )
