"""Amendments that are not signed by all: the day each would give, beside the day that stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from rra_desktop.calculation.dates.counted_dates import CountedDate
from rra_desktop.calculation.dates.declared_counts import TermsInForce
from rra_desktop.calculation.dates.registration_facts import as_if_signed
from rra_desktop.domain.agreement import COMPANY, TermChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import Fact, Gravity, Mark, stated


def beside_amendments(
    matter: Matter, dates: Iterable[CountedDate], counted_by: Callable[[TermsInForce], Iterable[CountedDate]]
) -> Iterator[CountedDate]:
    """Yield dates, those an unsigned amendment would move marked with the day it gives and who has not signed it.

    `counted_by` counts the same dates by other terms; it is asked only where there is an unsigned amendment.
    """
    unsigned = [change for change in matter.term_changes if matter.unsigned_by(change)]
    amended = {date.key: date for date in counted_by(TermsInForce(as_if_signed(matter)))} if unsigned else {}
    for date in dates:
        other = amended.get(date.key)
        if other is None or other.day == date.day:
            yield date
            continue
        terms = set(_terms_of(other)) | set(_terms_of(date))
        in_point = [change for change in unsigned if change.term in terms] or unsigned
        yield date.marked(*(_mark(matter, change, other.day) for change in in_point))


def _mark(matter: Matter, change: TermChange, day: dt.date | None) -> Mark:
    people = {holder.id: holder.person for holder in matter.holders}
    missing: tuple[Fact, ...] = tuple(
        party if party == COMPANY else people[party] for party in matter.unsigned_by(change)
    )
    said = stated(
        "dates/amendment_unsigned", matter.form.amendment_section, since=change.effective_from, day=day, missing=missing
    )
    return Mark(said, Gravity.DOUBT)


def _terms_of(date: CountedDate) -> Iterator[str]:
    """Yield the terms a date was counted by, and those of what it was counted from or moved by."""
    yield from (count.term for count in date.counts)
    for each in (date.start, *(because for shift in date.shifts for because in shift.because)):
        if isinstance(each, CountedDate):
            yield from _terms_of(each)
