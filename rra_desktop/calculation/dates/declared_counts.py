"""What a form says that a deadline counts, in numbers: by the terms in force on the day its clock starts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rra_desktop.calculation.calendars import BusinessCalendars, add_days, add_months, calendars_of
from rra_desktop.domain.agreement import COUNTED_UNITS
from rra_desktop.domain.counts import MONTHS_IN, OWN_CALENDARS, DeclaredCount, TimeUnit
from rra_desktop.domain.deadline_definitions import DeadlineDefinition
from rra_desktop.domain.deadlines import DayCount, DeadlineId
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import Gravity, Mark, Statement, stated


class Count(NamedTuple):
    """Time counted from a start by a term of the agreement, backwards if negative; `term` may be empty.

    `calendar` says whose open days are counted, None where every day is.
    """

    amount: int
    unit: TimeUnit
    term: str = ""
    calendar: Closing | None = None


class TermsInForce:
    """The counts of an agreement on the day a clock starts; looked up once each.

    `calendars` are the closed days by which its business days are counted.
    """

    __slots__ = ("_amended", "_known", "_matter", "_of_deadlines", "_reached", "calendars")

    def __init__(self, matter: Matter) -> None:
        self.calendars = calendars_of(matter)
        self._matter = matter
        self._reached: dict[tuple[dt.date, tuple[Count, ...]], DayReached] = {}
        self._amended = frozenset(change.term for change in matter.term_changes)
        self._known: dict[tuple[str, dt.date | None], int] = {}
        self._of_deadlines: dict[tuple[DeadlineId, dt.date | None], tuple[Count, ...]] = {}

    def count(self, term_id: str, on: dt.date | None) -> int:
        """Return a term that counts days, years or things as it stands on a day."""
        key = (term_id, on if term_id in self._amended else None)
        if key not in self._known:
            self._known[key] = self._matter.whole(*key)
        return self._known[key]

    def counts_of(self, definition: DeadlineDefinition, on: dt.date | None) -> tuple[Count, ...]:
        """Return the parts of what a deadline counts as its terms stand on a day, in the order of the form."""
        # There may be hundreds of rows of one deadline, and an agreement that was never amended counts all alike.
        key = (definition.id, on if self._amended else None)
        if key not in self._of_deadlines:
            self._of_deadlines[key] = tuple(self.in_numbers(each, on) for each in definition.count)
        return self._of_deadlines[key]

    def in_numbers(self, declared: DeclaredCount, on: dt.date | None) -> Count:
        """Return one part of a count as its term stands on a day, with the calendar by which it is counted."""
        amount, unit = declared.amount, declared.unit
        if declared.term:
            amount = self.count(declared.term, on)
            amount = -amount if declared.back else amount
            unit = COUNTED_UNITS[self._matter.form.term(declared.term).kind]
        calendar = declared.calendar or OWN_CALENDARS.get(unit)
        if unit is TimeUnit.BUSINESS_DAY and calendar is None:
            calendar = self._matter.form.business_days
        return Count(amount, unit, declared.term, calendar)

    def reached(self, since: dt.date, counts: tuple[Count, ...]) -> DayReached:
        """Return the day that counts lead to from a day, which is itself not counted, and what is doubtful of it."""
        # Hundreds of rows may start on one day.
        key = (since, counts)
        if key not in self._reached:
            self._reached[key] = reached(since, counts, self.calendars)
        return self._reached[key]

    def counted_on(self, since: dt.date, counts: tuple[Count, ...]) -> dt.date:
        """Return the day that counts lead to from a day, which is itself not counted."""
        return self.reached(since, counts).day


class DayReached(NamedTuple):
    """The day that a count leads to, and what is doubtful of it: that it runs where closings are not known."""

    day: dt.date
    doubts: tuple[Mark, ...] = ()


def reached(since: dt.date, counts: Sequence[Count], calendars: BusinessCalendars) -> DayReached:
    """Return the day that counts lead to from a day, which is itself not counted, and what is doubtful of it.

    Months and years end on the same day of the month, or its last; open days of a calendar pass over its closings.
    """
    day, doubts = since, []
    for parts, to in _in_order(since, counts, calendars):
        calendar = parts[0].calendar
        if calendar is not None and not (calendars.knows(day, calendar) and calendars.knows(to, calendar)):
            said = stated(
                "dates/counted_beyond_closings",
                calendar=calendar,
                known_from=calendars.known_from(calendar),
                known_to=calendars.known_to(calendar),
            )
            doubts.append(Mark(said, Gravity.DOUBT))
        day = to
    return DayReached(day, tuple(dict.fromkeys(doubts)))


def _in_order(
    since: dt.date, counts: Sequence[Count], calendars: BusinessCalendars
) -> Iterator[tuple[Sequence[Count], dt.date]]:
    """Yield the parts of a count in their order, each with the day it leads to.

    Parts that follow each other and are counted alike are counted as one, so that 29 February is left once only.
    """
    for (months, calendar), alike in groupby(counts, key=lambda each: (each.unit in MONTHS_IN, each.calendar)):
        parts = tuple(alike)
        if months:
            since = add_months(since, sum(each.amount * MONTHS_IN[each.unit] for each in parts))
        elif calendar is None:
            since = add_days(since, sum(each.amount for each in parts))
        else:
            since = calendars.add_business_days(since, sum(each.amount for each in parts), calendar)
        yield parts, since


def day_counts(since: dt.date | None, counts: Sequence[Count], calendars: BusinessCalendars) -> tuple[DayCount, ...]:
    """Return the parts of a count with the closings each of them passed; none while the start has no day."""
    if since is None:
        return tuple(DayCount(*each) for each in counts)
    found: list[DayCount] = []
    for parts, to in _in_order(since, counts, calendars):
        calendar = parts[0].calendar
        passed = () if calendar is None else calendars.closings_passed(since, to, calendar)
        # Of parts counted as one the first tells what all of them passed.
        found.extend(DayCount(*each, passed if place == 0 else ()) for place, each in enumerate(parts))
        since = to
    return tuple(found)


def parts_counted(counted: Sequence[DayCount]) -> tuple[Statement, ...]:
    """Return what was counted, part by part, as facts of a statement."""
    return tuple(
        stated("dates/time", amount=each.amount, unit=each.unit, not_counted=each.not_counted) for each in counted
    )
