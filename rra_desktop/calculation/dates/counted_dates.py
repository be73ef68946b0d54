"""The dates of §1, §2 and §3 as pure rules: from what is recorded and the readings chosen to days and their working.

A bare date is counted, moved by a delay or a cooling-off, but not rolled; it knows nothing of the day it is looked at.
The rules run once for the readings chosen and once for every other choice, so they say nothing they can avoid. What is
doubtful about a start stands beside every date counted from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from rra_desktop.calculation.calendars import add_days, add_years
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts, TermsInForce
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry, Security
from rra_desktop.domain.statements import Mark, Said, Statement, stated

Choices: TypeAlias = Mapping[str, str]
"""The choice in force of each reading, by the reading's id."""


class RowKey(NamedTuple):
    """What tells the deadlines of one registration apart."""

    id: DeadlineId
    holder: str | None = None
    subject: str = ""


class Count(NamedTuple):
    """Days or years counted from a start by a term of the agreement, backwards if negative; `term` may be empty."""

    amount: int
    unit: str
    term: str = ""


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
    """Return the day a clock starts on: one that is recorded but had not come yet lets the date be projected."""
    return start.day or (start.later if isinstance(start, Anchor) else None)


def _is_projected(start: Anchor | CountedDate) -> bool:
    return start.projected if isinstance(start, CountedDate) else start.later is not None


def counted(
    terms: TermsInForce, key: RowKey, start: Anchor | CountedDate, *term_ids: str, back: bool = False
) -> CountedDate:
    """Count calendar days by terms of the agreement, the day of the start not counted (§1, §3(a)).

    The first term is added, or with `back` taken off, the others are taken off; each as in force when the clock starts.
    """
    since = day_of(start)
    if since is None:
        return CountedDate(key, None, start, waits_for=start.waits_for, doubts=doubts_of(start))
    first, *others = term_ids
    days = -terms.count(first, since) if back else terms.count(first, since)
    counts: tuple[Count, ...] = (Count(days, "day", first),)
    for term in others:
        taken_off = terms.count(term, since)
        counts, days = (*counts, Count(-taken_off, "day", term)), days - taken_off
    return CountedDate(
        key,
        add_days(since, days),
        start,
        counts,
        assumed=start.assumed,
        projected=_is_projected(start),
        doubts=doubts_of(start),
    )


def years_on(terms: TermsInForce, key: RowKey, start: Anchor, term_id: str) -> CountedDate:
    """Count calendar years by a term of the agreement, 29 February falling back to 28 February."""
    since = day_of(start)
    if since is None:
        return CountedDate(key, None, start, waits_for=start.waits_for, doubts=start.marks)
    years = terms.count(term_id, since)
    return CountedDate(
        key,
        add_years(since, years),
        start,
        (Count(years, "year", term_id),),
        assumed=start.assumed,
        projected=_is_projected(start),
        doubts=start.marks,
    )


def keep_effective_until(facts: RegistrationFacts, choices: Choices) -> CountedDate:
    """Return the day until which a registration is kept effective (§2(b), §2(e)).

    Read as two covenants that bind together, the later of the two ends counts.
    """
    key = RowKey(DeadlineId.KEEP_EFFECTIVE_UNTIL)
    date = years_on(facts.terms, key, facts.effective, "keep_effective_years")
    by_sale = _ends_with(date, facts.all_sold, stated("dates/nothing_left_to_sell"), "2(e)")
    if not facts.is_firm_commitment or choices["keep_effective_end"] == "2(e)":
        return by_sale
    by_distribution = _ends_with(date, facts.distributed, stated("dates/distribution_completed"), "2(b)")
    if choices["keep_effective_end"] == "2(b)" or by_sale.day is None or by_distribution.day is None:
        return by_distribution
    return max(by_distribution, by_sale, key=lambda each: each.day or dt.date.min)


def _ends_with(date: CountedDate, end: Anchor, rule: Statement, section: str) -> CountedDate:
    if date.day is None or end.day is None or end.day >= date.day:
        return date
    return date.shifted(Shift(end.label, end.day, rule, section, (end,)))


def warrant_expiries(matter: Matter, terms: TermsInForce) -> tuple[CountedDate, ...]:
    """Return when the Warrants of each issue date expire (first recital, (c)), in order of issue."""
    issues: dict[dt.date, LedgerEntry] = {}
    for entry in sorted(matter.ledger, key=lambda each: (each.date, each.sequence)):
        if entry.type is EntryType.ISSUE and entry.security in (Security.UNIT, Security.WARRANT):
            issues.setdefault(entry.date, entry)
    return tuple(
        years_on(
            terms,
            RowKey(DeadlineId.WARRANT_EXPIRY, subject=day.isoformat()),
            Anchor(EntryType.ISSUE, day, entry),
            "warrant_years",
        )
        for day, entry in issues.items()
    )
