"""How often something may be: spans, times back and the days a limit is bound to, against slow counting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.counted_limits import Occurrence, counted_beside, in_span, time_before
from rra_desktop.domain.counts import DeclaredCount, TimeUnit
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.limits import Limit, LimitSpan
from rra_desktop.domain.registrations import DelayBecause, EventType
from rra_desktop.forms.reader import read_form
from rra_desktop.store.holiday_tables import load_holidays
from tests.made_up_forms import made_up_text, under, without_reading
from tests.matters import demand, demand_notice, event, investor, issue, matter

DAYS = st.dates(date(2000, 1, 1), date(2012, 12, 31))
MONTHS = st.integers(1, 40).map(lambda count: DeclaredCount(amount=count, unit=TimeUnit.MONTH))


@given(DAYS, DAYS, MONTHS)
def test_a_time_back_is_left_by_exactly_one_day(day: date, used: date, back: DeclaredCount) -> None:
    """Whether something counts changes once as the day looked at goes on, and never back."""
    there = Occurrence(used, "R1")
    counts = in_span(back, there, day, None)
    if used <= day:
        assert counts is (used > time_before(day, back))
        assert in_span(back, there, used, None)
        if not counts:
            assert not in_span(back, there, day + timedelta(days=1), None)


@given(DAYS, DAYS)
def test_a_calendar_year_and_one_registration_are_what_they_say(day: date, used: date) -> None:
    there = Occurrence(used, "R1")
    assert in_span(LimitSpan.CALENDAR_YEAR, there, day, None) is (day.year == used.year)
    assert in_span(LimitSpan.LIFE, there, day, "R2")
    assert in_span(LimitSpan.REGISTRATION, there, day, "R1")
    assert not in_span(LimitSpan.REGISTRATION, there, day, "R2")
    assert in_span(LimitSpan.CALENDAR_YEAR, Occurrence(None, "R1"), day, None)


@pytest.mark.parametrize(
    ("since", "until", "counted"),
    [
        (None, None, 3),
        (date(2004, 1, 2), None, 2),
        (None, date(2004, 1, 2), 2),
        (date(2004, 1, 2), date(2004, 1, 2), 1),
        ("agreement_date", "effective", 1),
        ("closing", None, 0),
    ],
)
def test_what_lies_between_the_days_a_limit_names_is_counted(
    since: date | str | None, until: date | str | None, counted: int
) -> None:
    it = matter(registrations=[demand()], events=[event(EventType.EFFECTIVE, date(2004, 1, 1))])
    limit = Limit("some", "", ("demand",), since=since, until=until)
    there = [Occurrence(date(2004, 1, number), "R1") for number in (1, 2, 3)]
    assert len(counted_beside(it, limit, there, date(2004, 2, 1))) == counted


# -- delays ------------------------------------------------------------------------------------------------------------


def delays(limit: str) -> list[Deadline]:
    """Return the rows of the delays of three demands, elected June 1, 2003, May 1 and July 1, 2004."""
    text = made_up_text(
        '[[rights]]\nid = "demand"\nkind = "demand"\nsection = "1(a)"\nby = "investors"\nmore_than = "50%"\n'
    )
    own = text.replace('cases = [{ when = { delay_once = "per_demand" }, within = "registration" }]\n', limit, 1)
    own = without_reading(own, "delay_once")
    elected = {"R1": date(2003, 6, 1), "R2": date(2004, 5, 1), "R3": date(2004, 7, 1)}
    it = matter(
        holders=[investor("H1")],
        ledger=[issue("H1", 1_000)],
        registrations=[demand(each, initiated_by=("H1",)) for each in elected],
        events=[
            made
            for registration, day in elected.items()
            for made in (
                demand_notice(sent=day, received=day, registration=registration),
                event(EventType.DELAY_ELECTED, day, registration=registration, because=DelayBecause.OFFERING),
            )
        ],
    )
    analysis = Analysis(under(read_form(own, "made-up.toml"), it), date(2004, 8, 1), load_holidays())
    return [each for each in analysis.deadlines if each.id == "delay_ends"]


@pytest.mark.parametrize(
    ("limit", "spent"),
    [
        ("", [False, True, True]),
        ('within = "registration"\n', [False, False, False]),
        ('within = "calendar year"\n', [False, False, True]),
        ('within = "12 months"\n', [False, True, True]),
        ('within = "10 months"\n', [False, False, True]),
        ('within = "1 month"\n', [False, False, False]),
    ],
)
def test_a_delay_is_spent_by_those_in_its_span_before_it(limit: str, spent: list[bool]) -> None:
    said = [["dates/delay_spent" in mark.kind for mark in row.marks].count(True) > 0 for row in delays(limit)]
    assert said == spent


def test_a_delay_beyond_a_limit_that_voids_none_runs_and_breaks_the_agreement() -> None:
    rows = delays('beyond = "breach"\n')
    kinds = [[mark.kind for mark in row.marks] for row in rows]
    assert ["dates/delay_beyond_the_limit" in each for each in kinds] == [False, True, True]
    assert not any("dates/delay_spent" in each for each in kinds)
