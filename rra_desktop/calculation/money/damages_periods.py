"""What a default comes to as its days go by: the sum at once, the periods, the part of the last one, the rising rate.

Days that do not count make the clock stand still: the first day that counts is the first of the first period, whatever
lies between. Months and years run from the day after the limit, to the same day number, else to the month's last day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from rra_desktop.calculation.calendars import BusinessCalendars, add_days, add_months
from rra_desktop.domain.counts import MONTHS_IN, TimeUnit
from rra_desktop.domain.damages import PartOfPeriod
from rra_desktop.domain.holidays import Closing


class Span(NamedTuple):
    """A length of time: so many days, open days of a calendar, months or years."""

    amount: int
    unit: TimeUnit
    calendar: Closing | None = None

    @property
    def months(self) -> int:
        """How many months it is, none for one that is counted in days."""
        return self.amount * MONTHS_IN.get(self.unit, 0)


class Sum(NamedTuple):
    """A fixed sum: a share of the base, or dollars if not `of_base`, exact."""

    value: Fraction
    of_base: bool


class Rise(NamedTuple):
    """How the sum of a period rises: by `more` after each `every`, up to `most`."""

    more: Fraction
    every: Span
    most: Fraction


class Rates(NamedTuple):
    """What a clause fixes, as its terms stand on the day of the default."""

    first: Sum | None
    each: Sum | None
    every: Span | None
    part: PartOfPeriod
    rise: Rise | None


class Stretch(NamedTuple):
    """Days of one period at one rate: how many count, of how many, and the sum of the whole period; 0 of 0 at once."""

    days: int
    of: int
    sum: Sum

    @property
    def share(self) -> Fraction:
        """The part of the period that counts; all of what is owed at once."""
        return Fraction(self.days, self.of) if self.of else Fraction(1)


class Instalment(NamedTuple):
    """What accrues on a day, by the stretches of the period it is owed for."""

    on: dt.date
    stretches: tuple[Stretch, ...]

    @property
    def share(self) -> Fraction:
        """What share of the base it is."""
        return sum((each.share * each.sum.value for each in self.stretches if each.sum.of_base), Fraction(0))

    @property
    def dollars(self) -> Fraction:
        """How many exact dollars it is besides."""
        return sum((each.share * each.sum.value for each in self.stretches if not each.sum.of_base), Fraction(0))


def add_span(day: dt.date, span: Span, calendars: BusinessCalendars) -> dt.date:
    """Return the day a span after another, that one not counted."""
    if span.months:
        return add_months(day, span.months)
    if span.calendar is not None:
        return calendars.add_business_days(day, span.amount, span.calendar)
    return add_days(day, span.amount)


def boundary(since: dt.date, span: Span, times: int) -> int:
    """Return after how many days so many spans have passed; open days of a calendar are days of their own."""
    if span.months:
        return (add_months(since, span.months * times) - since).days
    return span.amount * times


def instalments(rates: Rates, missed: dt.date, counted: Sequence[dt.date]) -> Iterator[Instalment]:
    """Yield what accrues over the days that count, in their order; `missed` is the last day to keep the limit.

    Where periods are counted in open days of a calendar, `counted` are such days only.
    """
    if not counted:
        return
    if rates.first is not None:
        yield Instalment(counted[0], (Stretch(0, 0, rates.first),))
    if rates.each is None or rates.every is None:
        return
    begins = 0
    for number in count(1):
        ends = boundary(missed, rates.every, number)
        # Where the calendar itself ends a period has no days, and no other begins.
        if begins >= len(counted) or ends <= begins:
            return
        stretches = tuple(_stretches(rates, rates.each, missed, (begins, ends), len(counted)))
        if stretches:
            on = counted[begins] if rates.part is PartOfPeriod.WHOLE else counted[min(ends, len(counted)) - 1]
            yield Instalment(on, stretches)
        begins = ends


def _stretches(rates: Rates, each: Sum, missed: dt.date, period: tuple[int, int], passed: int) -> Iterator[Stretch]:
    """Yield the stretches of one period, from after the day `begins` through the day `ends`, that count by now."""
    begins, ends = period
    length = ends - begins
    if rates.part is PartOfPeriod.NOTHING and passed < ends:
        return
    if rates.part is not PartOfPeriod.PRO_RATA:
        yield Stretch(length, length, _risen(rates.rise, each, missed, begins))
        return
    last = min(ends, passed)
    while begins < last:
        until = min(last, _next_rise(rates.rise, missed, begins))
        yield Stretch(until - begins, length, _risen(rates.rise, each, missed, begins))
        begins = until


def _risen(rise: Rise | None, each: Sum, missed: dt.date, after: int) -> Sum:
    """Return the sum of a period as it stands on the day after so many days."""
    if rise is None:
        return each
    times = _rises(rise, missed, after)
    return each._replace(value=min(max(rise.most, each.value), each.value + times * rise.more))


def _rises(rise: Rise, missed: dt.date, after: int) -> int:
    """Return how often the sum has risen once so many days are over."""
    if not rise.every.months:
        return after // rise.every.amount
    times = 0
    while boundary(missed, rise.every, times) < boundary(missed, rise.every, times + 1) <= after:
        times += 1
    return times


def _next_rise(rise: Rise | None, missed: dt.date, after: int) -> int:
    """Return after how many days the sum rises next; never is after more days than there are."""
    if rise is None:
        return dt.date.max.toordinal()
    following = boundary(missed, rise.every, _rises(rise, missed, after) + 1)
    return following if following > after else dt.date.max.toordinal()


@lru_cache(maxsize=4096)
def simple_interest(rate: Fraction, every: Span, since: dt.date, until: dt.date) -> Fraction:
    """Return the simple interest on a dollar from the day after `since` through `until`, day by day in each period."""
    days, found, begins = (until - since).days, Fraction(0), 0
    for number in count(1):
        ends = boundary(since, every, number)
        if begins >= days or ends <= begins:
            return found
        found += rate * Fraction(min(ends, days) - begins, ends - begins)
        begins = ends
    raise AssertionError
