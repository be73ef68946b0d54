"""How often something may be: what a limit still allows beside what there has been, by its span or time back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from rra_desktop.calculation.calendars import add_days, add_months
from rra_desktop.domain.counts import MONTHS_IN, DeclaredCount
from rra_desktop.domain.limits import Limit, LimitSpan, MostAllowed
from rra_desktop.domain.matter import Matter


class Occurrence(NamedTuple):
    """Something that a limit counts: its day, None while it is not known, and the registration it is of."""

    day: dt.date | None
    registration: str


def time_before(day: dt.date, time: DeclaredCount) -> dt.date:
    """Return the day so long before another: months end on the same day number, else on the month's last day."""
    months = MONTHS_IN.get(time.unit)
    return add_days(day, -time.amount) if months is None else add_months(day, -time.amount * months)


def time_after(day: dt.date, time: DeclaredCount) -> dt.date:
    """Return the day so long after another; months and years end as `time_before` says."""
    return time_before(day, replace(time, amount=-time.amount))


def most_allowed(matter: Matter, most: MostAllowed, on: dt.date) -> int:
    """Return how many a limit allows on a day, by the term in force where it names one."""
    return matter.whole(most.term, on) if most.term else most.number


def span_of(matter: Matter, limit: Limit) -> LimitSpan | DeclaredCount:
    """Return over what a limit counts under the readings chosen."""
    return limit.within_under(matter.choices())


def most_of(matter: Matter, limit: Limit) -> MostAllowed | None:
    """Return how many a limit allows under the readings chosen, None where it sets no number."""
    return limit.most_under(matter.choices())


def in_span(within: LimitSpan | DeclaredCount, occurrence: Occurrence, day: dt.date, registration: str | None) -> bool:
    """Tell whether something counts on a day, or for a registration, beside what else there is.

    Of a time back the day itself counts and the day so long before it does not. What has no day always counts.
    """
    if not isinstance(within, LimitSpan):
        return occurrence.day is None or occurrence.day > time_before(day, within)
    match within:
        case LimitSpan.REGISTRATION:
            return registration is None or occurrence.registration == registration
        case LimitSpan.CALENDAR_YEAR:
            return occurrence.day is None or occurrence.day.year == day.year
        case LimitSpan.LIFE:
            return True


def counted_beside(
    matter: Matter, limit: Limit, occurrences: Iterable[Occurrence], day: dt.date, registration: str | None = None
) -> Sequence[Occurrence]:
    """Return the occurrences that a limit counts on a day, between the days it is bound to, in their order."""
    within = span_of(matter, limit)
    counts = between(matter, limit)
    return [each for each in occurrences if counts(each.day) and in_span(within, each, day, registration)]


def between(matter: Matter, limit: Limit) -> Callable[[dt.date | None], bool]:
    """Return whether a day lies between those that a limit is bound to; a day not known does."""
    first = matter.named_day(limit.since) if limit.since is not None else None
    last = matter.named_day(limit.until) if limit.until is not None else None

    def lies(day: dt.date | None) -> bool:
        if day is None:
            return True
        not_begun = limit.since is not None and (first is None or day < first)
        return not not_begun and (last is None or day <= last)

    return lies
