"""Day counts, years, business days and rolls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.calendars import BusinessCalendars, add_days, add_months, add_years
from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.store.holiday_tables import load_holidays

CALENDARS = BusinessCalendars(load_holidays())
DAY = timedelta(days=1)

known_days = st.dates(date(1995, 1, 1), date(2035, 12, 1))
any_days = st.dates()
closings = st.sampled_from(Closing)
ROLLS = ("none", "next_business_day", "previous_business_day", "nevada")


# -- counting ----------------------------------------------------------------------------------------------------------


def test_the_day_itself_is_not_counted() -> None:
    assert add_days(date(2003, 6, 2), 45) == date(2003, 7, 17)
    assert add_days(date(2003, 6, 2), 1) == date(2003, 6, 3)


@given(known_days, st.integers(-5_000, 5_000))
def test_days_counted_forth_and_back_return(day: date, count: int) -> None:
    assert (add_days(day, count) - day).days == count
    assert add_days(add_days(day, count), -count) == day


def test_a_year_later_is_the_same_month_and_day_and_falls_back_from_29_february() -> None:
    assert add_years(date(2003, 9, 30), 1) == date(2004, 9, 30)
    assert add_years(date(2004, 2, 29), 1) == date(2005, 2, 28)
    assert add_years(date(2004, 2, 29), 3) == date(2007, 2, 28)
    assert add_years(date(2004, 2, 29), 4) == date(2008, 2, 29)
    assert add_years(date(2003, 2, 28), 1) == date(2004, 2, 28)


@given(known_days, st.integers(0, 100))
def test_years_keep_month_and_day(day: date, count: int) -> None:
    later = add_years(day, count)
    assert later.year == day.year + count
    assert (later.month, later.day) in {(day.month, day.day), (2, 28)}
    assert later.month == day.month


@pytest.mark.parametrize(
    ("day", "count", "to"),
    [
        (date(2003, 1, 31), 1, date(2003, 2, 28)),
        (date(2003, 12, 31), 2, date(2004, 2, 29)),
        (date(2003, 5, 31), -3, date(2003, 2, 28)),
        (date(2003, 2, 28), 1, date(2003, 3, 28)),
        (date(2003, 6, 2), -6, date(2002, 12, 2)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_the_month(day: date, count: int, to: date) -> None:
    assert add_months(day, count) == to


@given(known_days, st.integers(-1_200, 1_200))
def test_months_and_years_are_counted_as_dateutil_counts_them(day: date, count: int) -> None:
    assert add_months(day, count) == day + relativedelta(months=count)
    assert add_years(day, count // 12) == day + relativedelta(years=count // 12)


@pytest.mark.parametrize("count", [10**6, 10**9, 10**12])
def test_sums_beyond_the_calendar_end_with_it(count: int) -> None:
    day = date(2003, 6, 2)
    assert add_days(day, 10 * count) == date.max
    assert add_days(day, -10 * count) == date.min
    assert (add_days(date.max, 1), add_days(date.min, -1)) == (date.max, date.min)
    assert add_years(day, count) == date.max
    assert add_years(day, -count) == date.min
    assert CALENDARS.add_business_days(day, count * 10, Closing.NYSE) == date.max
    assert CALENDARS.add_business_days(day, -count * 10, Closing.NYSE) == date.min
    assert add_years(date(9999, 1, 1), 0) == date(9999, 1, 1)


# -- open and closed ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "closing", "reason"),
    [
        (date(2003, 7, 5), Closing.FEDERAL, "Saturday"),
        (date(2003, 7, 6), Closing.EDGAR, "Sunday"),
        (date(2003, 7, 4), Closing.EDGAR, "Independence Day"),
        (date(2003, 12, 26), Closing.EDGAR, "Day After Christmas"),
        (date(2003, 12, 26), Closing.FEDERAL, ""),
        (date(2003, 10, 13), Closing.NYSE, ""),
        (date(2003, 10, 31), Closing.NEVADA, "Nevada Day"),
    ],
)
def test_a_closed_day_says_why(day: date, closing: Closing, reason: str) -> None:
    assert CALENDARS.closed_because(day, closing) == reason
    assert CALENDARS.is_business_day(day, closing) == (not reason)


def test_counsel_adds_and_takes_out_closings_of_one_calendar() -> None:
    storm, friday = date(2010, 2, 10), date(2021, 6, 18)
    changed = BusinessCalendars(
        load_holidays(),
        (
            HolidayChange(Closing.EDGAR, storm, closed=True, name="Snow"),
            HolidayChange(Closing.EDGAR, friday, closed=False),
            HolidayChange(Closing.NEVADA, date(2010, 2, 11), closed=True),
        ),
    )
    assert changed.closed_because(storm, Closing.EDGAR) == "Snow"
    assert changed.closed_because(date(2010, 2, 11), Closing.NEVADA) == "closed"
    assert changed.is_business_day(friday, Closing.EDGAR)
    assert changed.is_business_day(storm, Closing.FEDERAL)
    assert not changed.is_business_day(friday, Closing.FEDERAL)
    assert CALENDARS.is_business_day(storm, Closing.EDGAR), "the shipped table is as it was"


def test_no_change_opens_a_weekend() -> None:
    change = HolidayChange(Closing.EDGAR, date(2003, 7, 5), closed=False)
    assert not BusinessCalendars(load_holidays(), (change,)).is_business_day(date(2003, 7, 5), Closing.EDGAR)


def test_closings_are_known_between_two_days() -> None:
    assert CALENDARS.known_to(Closing.EDGAR) == date(2035, 12, 31)
    assert [CALENDARS.knows(day, Closing.EDGAR) for day in (date(1994, 12, 31), date(1995, 1, 1))] == [False, True]
    assert [CALENDARS.knows(day, Closing.EDGAR) for day in (date(2035, 12, 31), date(2036, 1, 1))] == [True, False]


# -- the nearest open day ----------------------------------------------------------------------------------------------


@given(any_days, closings)
def test_the_next_business_day_is_the_first_open_one(day: date, closing: Closing) -> None:
    later = CALENDARS.next_business_day(day, closing)
    assert later >= day
    assert CALENDARS.is_business_day(later, closing)
    assert all(not CALENDARS.is_business_day(day + DAY * n, closing) for n in range((later - day).days))


@given(any_days, closings)
def test_the_previous_business_day_is_the_last_open_one(day: date, closing: Closing) -> None:
    earlier = CALENDARS.previous_business_day(day, closing)
    assert earlier <= day
    assert CALENDARS.is_business_day(earlier, closing)
    assert all(not CALENDARS.is_business_day(day - DAY * n, closing) for n in range((day - earlier).days))


def test_edgar_around_a_long_weekend() -> None:
    """Thu Jul 3 open, Fri Jul 4 holiday, Sat, Sun, Mon Jul 7 open."""
    for day in (date(2003, 7, 4), date(2003, 7, 5), date(2003, 7, 6)):
        assert CALENDARS.previous_business_day(day, Closing.EDGAR) == date(2003, 7, 3)
        assert CALENDARS.next_business_day(day, Closing.EDGAR) == date(2003, 7, 7)


# -- open days counted -------------------------------------------------------------------------------------------------


def one_by_one(day: date, count: int, calendars: BusinessCalendars, closing: Closing) -> Iterator[date]:
    """Yield every day passed in counting open days from another, one at a time."""
    left, step = abs(count), DAY if count > 0 else -DAY
    while left:
        day += step
        left -= calendars.is_business_day(day, closing)
        yield day


holiday_changes = st.lists(
    st.builds(HolidayChange, closings, st.dates(date(2003, 5, 1), date(2003, 9, 30)), st.booleans()),
    max_size=12,
    unique_by=lambda change: change.key,
).map(tuple)
SLOW = pytest.mark.parametrize("span", [(date(1994, 6, 1), date(2037, 1, 1)), (date(2003, 5, 1), date(2003, 10, 31))])


@SLOW
@given(st.data(), st.integers(-300, 300), closings, holiday_changes)
def test_open_days_are_counted_as_one_by_one(
    span: tuple[date, date], data: st.DataObject, count: int, closing: Closing, changes: tuple[HolidayChange, ...]
) -> None:
    """Weekends, shipped closings and what counsel changed in them, forth and back."""
    day, calendars = data.draw(st.dates(*span)), BusinessCalendars(load_holidays(), changes)
    passed = list(one_by_one(day, count, calendars, closing))
    to = calendars.add_business_days(day, count, closing)
    assert to == (passed[-1] if passed else day)
    closed = {each: calendars.closed_because(each, closing) for each in sorted(passed) if each.weekday() < 5}
    assert dict(calendars.closings_passed(day, to, closing)) == {each: why for each, why in closed.items() if why}


@pytest.mark.parametrize(
    ("day", "count", "closing", "to"),
    [
        (date(2003, 5, 23), 1, Closing.FEDERAL, date(2003, 5, 27)),  # over a weekend and Memorial Day
        (date(2003, 5, 24), 1, Closing.FEDERAL, date(2003, 5, 27)),  # from a Saturday on
        (date(2003, 6, 2), 10, Closing.FEDERAL, date(2003, 6, 16)),
        (date(2003, 4, 17), 1, Closing.NYSE, date(2003, 4, 21)),  # Good Friday closes the exchange,
        (date(2003, 4, 17), 1, Closing.EDGAR, date(2003, 4, 18)),  # and no government
        (date(2003, 10, 10), 1, Closing.NYSE, date(2003, 10, 13)),  # Columbus Day closes the government alone
        (date(2003, 10, 10), 1, Closing.EDGAR, date(2003, 10, 14)),
        (date(2003, 12, 24), 1, Closing.EDGAR, date(2003, 12, 29)),  # December 26 by executive order
        (date(2003, 12, 24), 1, Closing.FEDERAL, date(2003, 12, 26)),
        (date(2003, 10, 30), 1, Closing.NEVADA, date(2003, 11, 3)),  # Nevada Day
        (date(2001, 9, 10), 1, Closing.NYSE, date(2001, 9, 17)),  # the four days after the attacks
        (date(2012, 10, 26), 1, Closing.NYSE, date(2012, 10, 31)),  # the hurricane
        (date(2025, 1, 8), 1, Closing.NYSE, date(2025, 1, 10)),  # a day of mourning
        (date(2003, 7, 17), -10, Closing.FEDERAL, date(2003, 7, 2)),  # back over Independence Day
        (date(2003, 7, 6), -1, Closing.NYSE, date(2003, 7, 3)),  # back from a Sunday
        (date(2003, 7, 5), 0, Closing.NYSE, date(2003, 7, 5)),
    ],
)
def test_open_days_of_each_calendar(day: date, count: int, closing: Closing, to: date) -> None:
    assert CALENDARS.add_business_days(day, count, closing) == to


# -- rolls -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "nevada"),
    [
        (date(2003, 6, 28), date(2003, 6, 28)),  # a Saturday stays
        (date(2003, 6, 29), date(2003, 6, 30)),  # a Sunday moves to Monday
        (date(2003, 8, 31), date(2003, 9, 2)),  # a Sunday before Labor Day moves past both
        (date(2003, 10, 31), date(2003, 11, 3)),  # Nevada Day, a Friday, moves past the weekend
        (date(2003, 11, 27), date(2003, 12, 1)),  # Thanksgiving moves past Family Day and the weekend
        (date(2003, 10, 13), date(2003, 10, 13)),  # Columbus Day is no Nevada holiday
    ],
)
def test_nevada_moves_past_sundays_and_its_own_holidays(day: date, nevada: date) -> None:
    assert CALENDARS.nevada_business_day(day) == nevada
    assert CALENDARS.rolled(day, "nevada") == nevada


@given(any_days)
def test_each_roll_goes_its_way_and_no_farther_than_it_must(day: date) -> None:
    assert CALENDARS.rolled(day, "none") == day
    assert CALENDARS.rolled(day, "next_business_day") == CALENDARS.next_business_day(day, Closing.FEDERAL)
    assert CALENDARS.rolled(day, "previous_business_day") == CALENDARS.previous_business_day(day, Closing.FEDERAL)
    nevada = CALENDARS.rolled(day, "nevada")
    assert nevada >= day
    assert nevada == day or day.weekday() == 6 or CALENDARS.closed_because(day, Closing.NEVADA)


@given(any_days, st.sampled_from(ROLLS))
def test_a_rolled_day_does_not_roll_again(day: date, roll: str) -> None:
    rolled = CALENDARS.rolled(day, roll)
    assert CALENDARS.rolled(rolled, roll) == rolled


@given(known_days, known_days, st.sampled_from([roll for roll in ROLLS if roll != "nevada"]))
def test_rolls_keep_days_in_order(one: date, other: date, roll: str) -> None:
    first, second = sorted((one, other))
    assert CALENDARS.rolled(first, roll) <= CALENDARS.rolled(second, roll)


def slow_nevada(day: date, *, to_file: bool) -> date:
    """Move a day as NRS 10.165 says, one at a time: a Sunday or holiday moves, and lands on a business day."""
    if day.weekday() != 6 and not (day.weekday() < 5 and CALENDARS.closed_because(day, Closing.NEVADA)):
        return day
    while True:
        open_there = day.weekday() < 5 and not CALENDARS.closed_because(day, Closing.NEVADA)
        if open_there and (not to_file or not CALENDARS.closed_because(day, Closing.EDGAR)):
            return day
        day += timedelta(days=1)


@pytest.mark.parametrize("to_file", [False, True])
def test_every_day_of_four_decades_moves_as_the_statute_says(*, to_file: bool) -> None:
    day = date(1995, 1, 1)
    while day < date(2035, 12, 1):
        rolled = CALENDARS.rolled(day, "nevada", to_file=to_file)
        assert rolled == slow_nevada(day, to_file=to_file)
        assert rolled == day or CALENDARS.is_business_day(rolled, Closing.NEVADA)
        day += timedelta(days=1)


@given(known_days, st.integers(-5, 400))
def test_business_days_are_counted_as_one_by_one(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    one_by_one = sum(
        CALENDARS.is_business_day(first + timedelta(days=n), Closing.EDGAR) for n in range(max(0, length + 1))
    )
    assert CALENDARS.business_days(first, last, Closing.EDGAR) == one_by_one


@given(known_days, st.sampled_from(["next_business_day", "previous_business_day"]))
def test_a_day_to_file_rolls_to_a_day_on_which_edgar_takes_filings(day: date, roll: str) -> None:
    assert CALENDARS.is_business_day(CALENDARS.rolled(day, roll, to_file=True), Closing.EDGAR)


ROLLS_OF_A_CALENDAR = {
    "next_business_day": (Closing.NYSE, DAY),
    "previous_business_day": (Closing.NYSE, -DAY),
    "next_trading_day": (Closing.NYSE, DAY),
    "next_filing_day": (Closing.EDGAR, DAY),
}


@pytest.mark.parametrize("roll", ROLLS_OF_A_CALENDAR)
@given(known_days, st.booleans())
def test_a_roll_moves_a_day_closed_by_its_calendar_to_the_first_that_is_open_and_takes_filings(
    roll: str, day: date, to_file: bool
) -> None:
    closing, step = ROLLS_OF_A_CALENDAR[roll]
    expected = day
    if CALENDARS.closed_because(day, closing):
        while CALENDARS.closed_because(expected, closing) or (
            to_file and CALENDARS.closed_because(expected, Closing.EDGAR)
        ):
            expected += step
    assert CALENDARS.rolled(day, roll, to_file=to_file, business_days=Closing.NYSE) == expected


def test_a_closing_at_the_end_of_the_calendar_ends_the_search() -> None:
    closed = tuple(
        HolidayChange(closing, day, closed=True)
        for closing in (Closing.FEDERAL, Closing.NEVADA)
        for day in (date.max, date.min)
    )
    calendars = BusinessCalendars(load_holidays(), closed)
    assert calendars.next_business_day(date.max, Closing.FEDERAL) == date.max
    assert calendars.previous_business_day(date.min, Closing.FEDERAL) == date.min
    assert calendars.nevada_business_day(date.max) == date.max


def test_an_unknown_roll_is_no_roll_of_the_reading() -> None:
    with pytest.raises(KeyError, match="sideways"):
        CALENDARS.rolled(date(2003, 6, 29), "sideways")
