"""How long the deadlines of a demand with 200 Investors take; aimed at 20 ms, printed, never asserted."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.due_dates import answers, deadlines
from rra_desktop.domain.matter import Matter
from rra_desktop.store.holiday_tables import load_holidays
from tests.matters import AS_OF, company_notice, demand, demand_notice, investor, issue, matter, request

pytestmark = pytest.mark.benchmark_speed

INVESTORS = 200


@cache
def large_demand() -> Matter:
    """Make a demand of 200 Investors, each with its own notice, half of them with a request."""
    holders = [investor(f"H{number}", f"Investor number {number}") for number in range(INVESTORS)]
    others = holders[1:]
    return matter(
        holders=holders,
        ledger=[issue(holder.id, 10_000) for holder in holders],
        registrations=[demand(initiated_by=(holders[0].id,))],
        events=[
            demand_notice(sent=date(2003, 5, 30), received=date(2003, 6, 2)),
            *(
                company_notice(
                    to=holder.id, sent=date(2003, 6, 6), received=date(2003, 6, 7) + timedelta(days=number % 7)
                )
                for number, holder in enumerate(others)
            ),
        ],
        requests=[request(holder.id, 1_000, received=date(2003, 6, 20)) for holder in others[::2]],
    )


def calendars() -> BusinessCalendars:
    return BusinessCalendars(load_holidays())


def test_all_deadlines_with_status_and_other_readings(benchmark: BenchmarkFixture) -> None:
    found = benchmark(deadlines, large_demand(), AS_OF, calendars())
    assert len(found) == INVESTORS + 6


def test_the_answers_of_all_investors(benchmark: BenchmarkFixture) -> None:
    found = benchmark(answers, large_demand(), "R1", AS_OF, calendars())
    assert len(found) == INVESTORS


def test_one_explanation(benchmark: BenchmarkFixture) -> None:
    wanted = deadlines(large_demand(), AS_OF, calendars())[1]
    assert benchmark(wanted.explain).value == wanted.date
