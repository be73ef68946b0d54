"""Filing days, rolled days and safe days: what stands beside the day counted (§1(a), §8(e))."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.domain.registrations import EventType, Method
from tests.calculation.deadline_rows import CALENDARS, due, filing_on, others, row, simple
from tests.matters import company_notice, demand_notice, event
from tests.saying import remarks_of

days = st.dates(date(2003, 1, 1), date(2030, 1, 1))


# -- EDGAR -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latest", "edgar"),
    [
        (date(2003, 7, 17), None),
        (date(2003, 7, 19), date(2003, 7, 18)),  # a Saturday
        (date(2003, 7, 20), date(2003, 7, 18)),  # a Sunday
        (date(2003, 7, 4), date(2003, 7, 3)),
        (date(2003, 10, 13), date(2003, 10, 10)),  # Columbus Day: EDGAR is closed, the exchanges are not
        (date(2003, 12, 26), date(2003, 12, 24)),  # closed by executive order, after Christmas
        (date(2004, 6, 11), date(2004, 6, 10)),
        (date(2025, 1, 9), date(2025, 1, 8)),
        (date(2002, 12, 24), None),  # a half day
    ],
)
def test_a_last_day_to_file_names_the_last_filing_day_on_or_before_it(latest: date, edgar: date | None) -> None:
    found = row(filing_on(latest), "filing_latest")
    assert (found.date, found.edgar_day) == (latest, edgar)


def test_a_first_day_to_file_names_the_first_filing_day_on_or_after_it() -> None:
    july_4 = simple(company_notice(to="H2", method=Method.FAX, received=date(2003, 6, 4)))
    found = row(july_4, "filing_earliest")
    assert (found.date, found.edgar_day) == (date(2003, 7, 4), date(2003, 7, 7))
    assert found.safe is None, "an earlier day would be no safe one for a first day"
    assert found.rolled is None


@given(days)
def test_the_filing_day_is_open_and_no_open_day_lies_between(latest: date) -> None:
    found = row(filing_on(latest), "filing_latest")
    edgar = found.edgar_day or latest
    assert found.edgar_day != latest
    assert CALENDARS.is_business_day(edgar, Closing.EDGAR)
    between = (edgar + timedelta(days=n) for n in range(1, (latest - edgar).days + 1))
    assert not any(CALENDARS.is_business_day(day, Closing.EDGAR) for day in between)


def test_a_closing_added_in_the_matter_moves_the_filing_day() -> None:
    closed = filing_on(
        date(2003, 7, 17), holiday_changes=[HolidayChange(Closing.EDGAR, date(2003, 7, 17), closed=True)]
    )
    assert row(closed, "filing_latest").edgar_day == date(2003, 7, 16)


# -- rolls -------------------------------------------------------------------------------------------------------------

SATURDAY = date(2003, 7, 19)


def test_by_default_the_day_counted_stands_with_the_rolled_and_the_safe_day_beside_it() -> None:
    found = row(filing_on(SATURDAY), "filing_latest")
    assert (found.date, found.rolled, found.safe) == (SATURDAY, date(2003, 7, 21), date(2003, 7, 18))
    assert others(found) == {
        ("day_roll", "next_business_day"): date(2003, 7, 21),
        ("day_roll", "previous_business_day"): date(2003, 7, 18),
    }, "Nevada does not move Saturdays"


@pytest.mark.parametrize(
    ("roll", "rolled", "edgar"),
    [
        ("next_business_day", date(2003, 7, 21), None),
        ("previous_business_day", date(2003, 7, 18), None),
        ("nevada", None, date(2003, 7, 18)),
    ],
)
def test_a_chosen_roll_is_the_date_and_the_day_counted_stands_beside_it(
    roll: str, rolled: date | None, edgar: date | None
) -> None:
    found = row(filing_on(SATURDAY, readings={"day_roll": roll}), "filing_latest")
    assert found.date == (rolled or SATURDAY)
    assert (found.rolled, found.safe, found.edgar_day) == (rolled, date(2003, 7, 18), edgar)
    assert others(found).get(("day_roll", "none")) == (SATURDAY if rolled else None)


def test_nothing_stands_beside_a_business_day() -> None:
    found = row(filing_on(date(2003, 7, 17)), "filing_latest")
    assert (found.rolled, found.safe, found.edgar_day, found.other_readings) == (None, None, None, ())


def test_nevada_moves_a_sunday_to_monday() -> None:
    found = row(filing_on(date(2003, 7, 20), readings={"day_roll": "nevada"}), "filing_latest")
    assert (found.date, found.edgar_day) == (date(2003, 7, 21), None)


def test_clocks_start_from_the_day_counted_not_from_the_rolled_one() -> None:
    projected = filing_on(SATURDAY, readings={"day_roll": "next_business_day"})
    assert due(projected, "effectiveness_deadline") == date(2003, 11, 17)
    assert row(projected, "effectiveness_deadline").rolled == date(2003, 11, 17), "Nov 16 is a Sunday"


def test_only_last_days_for_an_act_roll() -> None:
    """Everything below falls on a Sunday, and none of it is the last day for an act counted forward."""
    sunday = date(2003, 7, 20)
    served = simple(
        demand_notice(method=Method.FAX, received=sunday - timedelta(days=15)),
        company_notice(to="H2", method=Method.FAX, received=sunday - timedelta(days=30)),
        event(EventType.OTHER_REGISTRATION_EFFECTIVE, sunday - timedelta(days=180), permits_resale=True),
        readings={"day_roll": "next_business_day"},
    )
    for deadline in ("company_notice_advised", "filing_earliest", "cooling_off_ends"):
        found = row(served, deadline)
        assert (found.date, found.rolled) == (sunday, None), deadline
    kept = simple(event(EventType.EFFECTIVE, date(2002, 7, 20)), readings={"day_roll": "next_business_day"})
    weekend = row(kept, "keep_effective_until")
    assert (weekend.date, weekend.rolled, weekend.safe) == (sunday, None, None)


def test_a_day_beyond_the_known_closings_says_so() -> None:
    far = filing_on(date(2036, 2, 4))
    assert remarks_of(row(far, "filing_latest"))[-1] == "Closed days are known to Dec 31, 2035 only: check this one."
    assert "known" not in " ".join(remarks_of(row(far, "company_notice_advised")))
    assert "known" not in " ".join(remarks_of(row(filing_on(date(2035, 12, 31)), "filing_latest")))
