"""The dates of a piggy-back (§3).

Jul 12              Jul 31         Aug 1
notice advised      notice due     planned filing
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType, Method, Purpose, WithdrawnBy
from rra_desktop.wording import words_of
from tests.calculation.deadline_rows import due, others, row, rows, under
from tests.matters import event, investor, matter, piggyback, registration_notice, transferee
from tests.saying import remarks_of

PLANNED = date(2003, 8, 1)


def company_offering(*events: Event, purpose: Purpose = Purpose.OFFERING) -> Matter:
    """Make a registration of the Company's planned to be filed on August 1, 2003, with two Investors."""
    return matter(
        holders=[investor("H1"), investor("H2"), transferee("H3")],
        registrations=[piggyback(purpose=purpose)],
        events=[event(EventType.PLANNED_FILING, PLANNED), *events],
    )


def test_the_registration_notice_comes_before_the_filing_and_is_advised_twenty_days_before() -> None:
    one = company_offering()
    assert due(one, "registration_notice_due") == date(2003, 7, 31)
    assert due(one, "registration_notice_advised") == date(2003, 7, 12)
    assert remarks_of(row(one, "registration_notice_advised")) == (
        "§3(a) sets no time between the Registration Notice and the filing.",
    )


@given(st.dates(date(2003, 1, 1), date(2030, 1, 1)))
def test_a_notice_given_when_advised_closes_the_request_window_by_the_filing(planned: date) -> None:
    plan = [event(EventType.PLANNED_FILING, planned)]
    one = matter(holders=[investor("H1")], registrations=[piggyback()], events=plan)
    advised = due(one, "registration_notice_advised")
    assert advised is not None
    given_then = matter(
        holders=[investor("H1")],
        registrations=[piggyback()],
        events=[*plan, registration_notice(to="H1", sent=advised, received=advised)],
    )
    assert due(given_then, "piggyback_request_deadline", "H1") == planned


def test_once_filed_the_notice_was_due_before_the_filing_itself() -> None:
    filed = company_offering(event(EventType.FILED, date(2003, 8, 5)))
    assert due(filed, "registration_notice_due") == date(2003, 8, 4)
    assert due(filed, "registration_notice_advised") == date(2003, 7, 16)


def test_without_plan_or_filing_the_notice_waits_and_requests_wait_for_the_notice() -> None:
    bare = matter(holders=[investor("H1")], registrations=[piggyback()])
    assert {(each.id, each.holder): words_of(each.waits_for) for each in rows(bare)} == {
        ("registration_notice_due", None): "the planned filing date",
        ("registration_notice_advised", None): "the planned filing date",
        ("piggyback_request_deadline", None): "the Registration Notice",
        ("keep_effective_until", None): "the effective date",
    }


def test_each_investor_answers_its_own_notice_counted_from_its_giving() -> None:
    """H1 by certified mail sent July 1; H2 by fax received July 3; the transferee is no Investor."""
    one = company_offering(
        registration_notice(to="H2", method=Method.FAX, received=date(2003, 7, 3)),
        registration_notice(to="H1", sent=date(2003, 7, 1), received=date(2003, 7, 8)),
    )
    found = [(each.holder, each.date) for each in rows(one) if each.id == "piggyback_request_deadline"]
    assert found == [("H1", date(2003, 7, 21)), ("H2", date(2003, 7, 23))]
    assert row(one, "piggyback_request_deadline", "H2").explain().label == "Piggy-back request from H2 due"
    by_receipt = under(one, {"request_window_from": "received"})
    assert due(by_receipt, "piggyback_request_deadline", "H1") == date(2003, 7, 21), "§3(a) speaks of giving only"


def test_an_investor_without_registration_notice_waits_by_name() -> None:
    one = company_offering(registration_notice(to="H1", sent=date(2003, 7, 1)))
    assert row(one, "piggyback_request_deadline", "H2").waits_for == "the Registration Notice to H2"


def test_a_request_window_rolls_like_any_last_day() -> None:
    one = company_offering(registration_notice(to="H1", method=Method.FAX, received=date(2003, 6, 30)))
    found = row(one, "piggyback_request_deadline", "H1")
    assert (found.date, found.rolled, found.safe) == (date(2003, 7, 20), date(2003, 7, 21), date(2003, 7, 18))
    assert others(found)["day_roll", "nevada"] == date(2003, 7, 21)


def test_a_day_counted_back_from_the_filing_does_not_roll_past_it() -> None:
    monday = matter(registrations=[piggyback()], events=[event(EventType.PLANNED_FILING, date(2003, 8, 4))])
    found = row(under(monday, {"day_roll": "next_business_day"}), "registration_notice_due")
    assert (found.date, found.rolled, found.safe) == (date(2003, 8, 3), None, date(2003, 8, 1))


@pytest.mark.parametrize(
    ("purpose", "why"),
    [
        (Purpose.STOCK_PLAN, "the registration is solely for participants in a Company stock plan"),
        (Purpose.RULE_145, "the registration is for a reorganization or other Rule 145 transaction"),
        (
            Purpose.CONVERTIBLE_DEBT,
            "the only Common registered is issuable on conversion of debt that is itself registered",
        ),
    ],
)
def test_an_excluded_registration_carries_no_piggyback_right_and_says_why(purpose: Purpose, why: str) -> None:
    one = company_offering(registration_notice(to="H1", sent=date(2003, 7, 1)), purpose=purpose)
    (only,) = rows(one)
    assert (only.id, only.date, only.status.value) == ("registration_notice_due", None, "moot")
    assert remarks_of(only) == (f"No piggy-back right arises: {why} (§3(a)).",)
    assert only.waits_for == ""


def test_the_company_may_withdraw_and_bears_the_expenses() -> None:
    one = company_offering(event(EventType.WITHDRAWN, date(2003, 7, 15), by=WithdrawnBy.COMPANY))
    found = row(one, "registration_notice_due", as_of=date(2003, 7, 15))
    assert found.status.value == "moot"
    assert remarks_of(found) == (
        "Withdrawn by the Company on Jul 15, 2003: nothing further is due; the expenses stay with it (§3(b), §4).",
    )


def test_a_piggyback_statement_is_kept_effective_with_a_doubt() -> None:
    one = company_offering(event(EventType.EFFECTIVE, date(2003, 9, 1)))
    found = row(one, "keep_effective_until")
    assert found.date == date(2004, 9, 1)
    assert remarks_of(found) == (
        "§2 speaks of registrations that §1 requires; whether it binds in one under §3 is not said.",
    )


@given(st.dates(date(2003, 1, 1), date(2030, 1, 1)))
def test_the_notice_is_due_the_day_before(planned: date) -> None:
    one = matter(registrations=[piggyback()], events=[event(EventType.PLANNED_FILING, planned)])
    assert due(one, "registration_notice_due") == planned - timedelta(days=1)
