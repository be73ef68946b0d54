"""Suspensions beyond a limit: the days on which the limit is broken, and the damages that run on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.money.limit_breaches import limit_breaches
from rra_desktop.domain.counts import DeclaredCount, TimeUnit
from rra_desktop.domain.damages import DefaultEnd
from rra_desktop.domain.limits import Beyond, Limit, LimitSpan, MostAllowed
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.wording import words_of
from tests.agreements.example_forms import example_form
from tests.matters import demand, event, investor, issue, matter

CALENDARS = BusinessCalendars(load_holidays())
START = dt.date(2003, 8, 1)
DAY = dt.timedelta(days=1)
MONTHS = DeclaredCount(amount=12, unit=TimeUnit.MONTH)


def days(amount: int) -> DeclaredCount:
    return DeclaredCount(amount=amount, unit=TimeUnit.DAY)


def suspended(spans: Sequence[tuple[int, int]], **limit: Any) -> Matter:  # noqa: ANN401 - any field of a limit
    """Suspend for some spans, each so many days after the start and so long, under one limit."""
    form = example_form("one-percent")
    (clause,) = form.damages
    blackouts = Limit("blackouts", "2(e)", ("suspended",), beyond=Beyond.BREACH, **limit)
    own = replace(clause, triggers=("blackouts",), but_not=())
    kinds = (EventType.SUSPENDED, EventType.RESUMED)
    events = [
        event(kind, START + (begins + after) * DAY)
        for begins, length in spans
        for kind, after in zip(kinds, (0, length), strict=True)
    ]
    made = matter(holders=[investor("H1")], ledger=[issue("H1", 100_000)], registrations=[demand()], events=events)
    return replace(made, form=replace(form, limits=(*form.limits, blackouts), damages=(own,)))


def broken(it: Matter, as_of: int) -> list[int]:
    """Return the days, counted from the start, on which the limit is broken."""
    found = limit_breaches(it, START + as_of * DAY, CALENDARS)
    return [(each.missed - START).days + number for each in found for number in range(1, each.days + 1)]


def test_a_suspension_may_last_so_long_and_no_longer() -> None:
    assert broken(suspended([(0, 33)], each=days(30)), 100) == [30, 31, 32]
    assert broken(suspended([(0, 30)], each=days(30)), 100) == []


def test_one_suspension_too_many_is_broken_from_its_first_day() -> None:
    it = suspended([(0, 2), (10, 2), (20, 3)], most=MostAllowed(2), within=MONTHS)
    assert broken(it, 100) == [20, 21, 22]
    assert broken(it, 20) == [20]
    later = suspended([(0, 2), (10, 2), (400, 3)], most=MostAllowed(2), within=MONTHS)
    assert broken(later, 500) == []


def test_all_together_may_last_so_long() -> None:
    assert broken(suspended([(0, 30), (50, 20)], total=days(45), within=MONTHS), 100) == [65, 66, 67, 68, 69]


def test_damages_run_on_the_days_beyond_and_are_explained_by_the_limit() -> None:
    it = suspended([(0, 45)], each=days(30), total=days(40), within=MONTHS, most=MostAllowed(2))
    (account,) = Analysis(it, START + 90 * DAY, load_holidays()).damages
    (default,) = account.defaults
    assert (default.days, default.end) == (15, DefaultEnd.CURED)
    assert str(account.totals.accrued) == "150.00"  # half of 1% of $30,000
    figure = default.explain()
    assert words_of(figure.label) == "blackouts, since Aug 1, 2003"
    assert words_of(figure.rule) == "at most 2, each of at most 30 days, 40 days in all within 12 months"


def test_two_must_lie_so_far_apart() -> None:
    """The second may begin ten days after the first has ended, on day 15; until then it breaks the limit."""
    assert broken(suspended([(0, 5), (12, 10)], gap=days(10)), 100) == [12, 13, 14]
    assert broken(suspended([(0, 5), (15, 10)], gap=days(10)), 100) == []


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=4),
    st.tuples(st.integers(1, 25), st.integers(1, 60), st.integers(1, 3)),
    st.sampled_from([LimitSpan.LIFE, days(40)]),
    st.integers(1, 300),
)
def test_a_day_is_broken_as_a_slow_count_finds(
    gaps: list[tuple[int, int]], allowed: tuple[int, int, int], within: LimitSpan | DeclaredCount, as_of: int
) -> None:
    each, total, most = allowed
    spans, at = [], 0
    for gap, length in gaps:
        spans.append((at + gap, length))
        at += gap + length
    it = suspended(spans, each=days(each), total=days(total), most=MostAllowed(most), within=within)
    back = 10_000 if isinstance(within, LimitSpan) else within.amount
    lasting = [range(begins, min(begins + length, as_of + 1)) for begins, length in spans if begins <= as_of]
    expected = [
        day
        for place, own in enumerate(lasting)
        for day in own
        if day - own.start >= each
        or 1 + sum(own.start - back < min(sum(other), as_of) for other in spans[:place]) > most
        or sum(day - back < other <= day for one in lasting for other in one) > total
    ]
    assert broken(it, as_of) == expected
