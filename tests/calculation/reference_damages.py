"""Liquidated damages worked out one day after the other, by its own arithmetic, to hold the calculation against.

It knows nothing of periods as such: on each day that counts it asks how far back the period began, how long it is, and
what the sum of the period is on that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from dateutil.relativedelta import relativedelta

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Fixed:
    """What a clause fixes: sums in dollars, times as (amount, unit)."""

    first: Fraction
    each: Fraction
    every: tuple[int, str] | None
    part: str
    more: Fraction = Fraction(0)
    more_every: tuple[int, str] | None = None
    most: Fraction = Fraction(0)
    cap: Fraction | None = None
    one_at_a_time: bool = False


def later(day: dt.date, amount: int, unit: str) -> dt.date:
    """Return a day so many days, months or years later."""
    if unit == "month":
        return day + relativedelta(months=amount)
    if unit == "year":
        return day + relativedelta(years=amount)
    return day + dt.timedelta(days=amount)


def passed(since: dt.date, now: dt.date, every: tuple[int, str]) -> int:
    """Return how many whole periods lie between two days, one step after the other."""
    number = 0
    while later(since, every[0] * (number + 1), every[1]) <= now:
        number += 1
    return number


def owed_on_each_day(fixed: Fixed, missed: dt.date, days: Sequence[dt.date]) -> list[tuple[dt.date, Fraction]]:
    """Return what accrues on each of the days that count, before any cap.

    The clock stands still on the days between; so the n-th day that counts is looked at as the n-th after the limit.
    """
    found = []
    for number, real in enumerate(days, start=1):
        amount = fixed.first if number == 1 else Fraction(0)
        if fixed.every is not None:
            before, now = missed + (number - 1) * DAY, missed + number * DAY
            period = passed(missed, before, fixed.every)
            begins = later(missed, fixed.every[0] * period, fixed.every[1])
            ends = later(missed, fixed.every[0] * (period + 1), fixed.every[1])
            at = before if fixed.part == "pro_rata" else begins
            rises = passed(missed, at, fixed.more_every) if fixed.more_every else 0
            rate = min(max(fixed.most, fixed.each), fixed.each + rises * fixed.more) if fixed.more_every else fixed.each
            if fixed.part == "pro_rata":
                amount += rate / (ends - begins).days
            elif (fixed.part == "whole" and before == begins) or (fixed.part == "nothing" and now == ends):
                amount += rate
        found.append((real, amount))
    return found


@dataclass
class Owed:
    """What has accrued, in all and for each default by its place."""

    accrued: Fraction = Fraction(0)
    of: dict[int, Fraction] = field(default_factory=dict)


def owed(
    fixed: Fixed,
    defaults: Sequence[tuple[dt.date, dt.date]],
    counts: Callable[[dt.date], bool],
) -> Owed:
    """Return what has come of defaults, each the last day to keep a limit and the last day on which it was not kept."""
    running: dict[dt.date, int] = {}
    own: dict[int, list[dt.date]] = {place: [] for place in range(len(defaults))}
    for place in sorted(range(len(defaults)), key=lambda each: (defaults[each][0], each)):
        day = defaults[place][0] + DAY
        while day <= defaults[place][1]:
            if counts(day) and not (fixed.one_at_a_time and day in running):
                own[place].append(day)
                running.setdefault(day, place)
            day += DAY
    accrues: dict[tuple[dt.date, int], Fraction] = {}
    for place, days in own.items():
        for day, amount in owed_on_each_day(fixed, defaults[place][0], days):
            accrues[day, place] = amount
    result, left = Owed(of=dict.fromkeys(own, Fraction(0))), fixed.cap
    for (_, place), amount in sorted(accrues.items()):
        granted = amount if left is None else min(amount, left)
        left = None if left is None else left - granted
        result.of[place] += granted
        result.accrued += granted
    return result
