"""What of the damages has been paid, and the interest on what was due and was not: the oldest is paid first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from rra_desktop.calculation.money.damages_periods import Span, simple_interest
from rra_desktop.domain.damages import DamagesPayment


class Accrued(NamedTuple):
    """Exact dollars that accrued on a day for one of the defaults, and the day by which they must be paid."""

    on: dt.date
    due: dt.date
    default: int
    amount: Fraction


class Unpaid(NamedTuple):
    """Exact dollars that were due and unpaid: from the day after `since` through `until`."""

    amount: Fraction
    since: dt.date
    until: dt.date


def within_cap(accrued: Iterable[Accrued], cap: Fraction | None) -> tuple[list[Accrued], bool]:
    """Return what accrues until the cap is reached, in the order of the days, and whether it leaves something out."""
    in_order = sorted(accrued, key=lambda each: (each.on, each.default))
    if cap is None:
        return in_order, False
    kept: list[Accrued] = []
    left, cut = cap, False
    for each in in_order:
        amount = min(each.amount, left)
        cut = cut or amount < each.amount
        left -= amount
        if amount or not each.amount:
            kept.append(each._replace(amount=amount))
    return kept, cut


def unpaid(accrued: Sequence[Accrued], payments: Iterable[DamagesPayment], as_of: dt.date) -> Iterator[Unpaid]:
    """Yield what was due and unpaid, and how long, with the payments taken for what accrued first."""
    money = [
        (each.date, Fraction(each.amount))
        for each in sorted(payments, key=lambda each: (each.date, each.id))
        if each.date <= as_of
    ]
    at, spent = 0, Fraction(0)
    for each in accrued:
        left = each.amount
        while left and at < len(money):
            paid_on, amount = money[at]
            taken = min(left, amount - spent)
            if taken and paid_on > each.due:
                yield Unpaid(taken, each.due, paid_on)
            left, spent = left - taken, spent + taken
            if spent == amount:
                at, spent = at + 1, Fraction(0)
        if left and as_of > each.due:
            yield Unpaid(left, each.due, as_of)


def interest_on(stretches: Iterable[Unpaid], rate: Fraction, every: Span) -> Fraction:
    """Return the simple interest on what was unpaid, in exact dollars."""
    return sum((each.amount * simple_interest(rate, every, each.since, each.until) for each in stretches), Fraction(0))
