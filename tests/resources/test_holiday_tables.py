"""The closed days the program ships: as the holidays package has them, and as the field knows them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from rra_desktop.domain.holidays import Closing, HolidayTable
from rra_desktop.store.holiday_tables import load_holidays

TABLES = load_holidays()
EVERY = (TABLES.federal, TABLES.edgar, TABLES.nyse, TABLES.nevada)
SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "make_holiday_tables.py"


def test_the_tables_are_what_the_holidays_package_gives() -> None:
    made = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert (made.returncode, made.stderr) == (0, "")


def test_each_table_is_of_its_own_calendar() -> None:
    assert [table.closing for table in EVERY] == list(Closing)


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.closing.value)
def test_a_table_lists_named_weekdays_in_order_within_what_it_says_it_knows(table: HolidayTable) -> None:
    days = list(table.days)
    assert days == sorted(set(days))
    assert all(day.weekday() < 5 and table.known_from <= day <= table.known_to for day in days)
    assert all(name == name.strip() and name for name in table.days.values())
    assert (table.known_from, table.known_to) == (date(1995, 1, 1), date(2035, 12, 31))
    assert {day.year for day in days} == set(range(1995, 2036))


@pytest.mark.parametrize(
    ("day", "federal", "edgar", "nyse", "nevada"),
    [
        # day                federal edgar  nyse   nevada
        (date(2003, 7, 4), True, True, True, True),
        (date(2003, 4, 18), False, False, True, False),  # Good Friday
        (date(2003, 10, 13), True, True, False, False),  # Columbus Day
        (date(2003, 11, 11), True, True, False, True),  # Veterans Day
        (date(2003, 10, 31), False, False, False, True),  # Nevada Day, the last Friday of October
        (date(2004, 10, 29), False, False, False, True),
        (date(1996, 10, 31), False, False, False, True),  # Nevada Day, October 31 until 1999
        (date(2003, 11, 28), False, False, False, True),  # Family Day
        (date(2021, 6, 18), True, True, False, False),  # Juneteenth, made a holiday the day before
        (date(2023, 6, 19), True, True, True, True),
        (date(2022, 6, 20), True, True, True, False),  # in Nevada a day of observance only
        (date(2004, 12, 31), True, True, False, True),  # New Year's Day on a Saturday
        (date(2027, 12, 31), True, True, False, True),
        (date(2003, 6, 2), False, False, False, False),
    ],
)
def test_days_on_which_the_calendars_differ(*, day: date, federal: bool, edgar: bool, nyse: bool, nevada: bool) -> None:
    assert [day in table.days for table in EVERY] == [federal, edgar, nyse, nevada]


@pytest.mark.parametrize(
    "day", [date(2003, 12, 26), date(2004, 6, 11), date(2007, 1, 2), date(2018, 12, 5), date(2025, 1, 9)]
)
def test_an_executive_order_closes_edgar_but_makes_no_federal_holiday(day: date) -> None:
    assert day in TABLES.edgar.days
    assert day not in TABLES.federal.days


@pytest.mark.parametrize("year", [2002, 2009, 2015])
def test_a_half_day_before_christmas_is_no_closing(year: int) -> None:
    assert date(year, 12, 24) not in TABLES.edgar.days


def test_edgar_is_closed_on_every_federal_holiday() -> None:
    assert set(TABLES.federal.days) <= set(TABLES.edgar.days)
