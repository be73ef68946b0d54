"""When a notice counts (§8(a)).

method                       given on     received on
registered, certified mail   sent         receipt; assumed as sent until recorded
personal, fax, regular mail  received     received
e-mail, courier, anything    no method of §8(a): received, and flagged
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.dates.notices import (
    NoticeDates,
    is_method_of_notice,
    notice_dates,
)
from rra_desktop.domain.registrations import Method
from rra_desktop.domain.statements import Person
from rra_desktop.wording import words_of
from tests.matters import company_notice, demand_notice, matter, registration_notice
from tests.saying import marks_in_words

MATTER = matter()
SENT, RECEIVED = date(2003, 5, 30), date(2003, 6, 2)
MAIL = (Method.REGISTERED_MAIL, Method.CERTIFIED_MAIL)
ON_RECEIPT = (Method.PERSONAL, Method.FAX, Method.REGULAR_MAIL)
NO_METHOD = (Method.EMAIL, Method.COURIER, None)

days = st.none() | st.dates(date(2003, 1, 1), date(2003, 12, 31))


@pytest.mark.parametrize("method", MAIL)
def test_mail_with_return_receipt_is_given_when_sent_and_received_by_its_receipt(method: Method) -> None:
    assert notice_dates(MATTER, demand_notice(method=method, sent=SENT, received=RECEIVED)) == NoticeDates(
        SENT, RECEIVED
    )


@pytest.mark.parametrize("method", MAIL)
def test_without_receipt_mail_is_assumed_received_when_sent_and_says_so(method: Method) -> None:
    dates = notice_dates(MATTER, company_notice(method=method, sent=SENT))
    assert (dates.given, dates.received, dates.assumed, dates.waits_for) == (SENT, SENT, True, "")
    assert marks_in_words(dates.marks) == (
        "No receipt of the Company Notice is recorded: assumed received the day it was sent.",
    )


@pytest.mark.parametrize("method", MAIL)
def test_mail_of_unknown_sending_is_received_but_waits_to_be_given(method: Method) -> None:
    dates = notice_dates(MATTER, registration_notice(method=method, received=RECEIVED))
    assert (dates.given, dates.received) == (None, RECEIVED)
    assert words_of(dates.waits_for) == "the day the Registration Notice was sent"


@pytest.mark.parametrize("method", ON_RECEIPT)
def test_what_counts_on_receipt_is_given_and_received_that_day(method: Method) -> None:
    assert notice_dates(MATTER, demand_notice(method=method, sent=SENT, received=RECEIVED)) == NoticeDates(
        RECEIVED, RECEIVED
    )


@pytest.mark.parametrize("method", ON_RECEIPT)
def test_what_counts_on_receipt_waits_for_it(method: Method) -> None:
    dates = notice_dates(MATTER, demand_notice(method=method, sent=SENT))
    assert (dates.given, dates.received) == (None, None)
    assert words_of(dates.waits_for) == "the day the Demand Notice was received"


@pytest.mark.parametrize(
    ("method", "remark"),
    [
        (Method.EMAIL, "The Company Notice to Elm went by e-mail, which is no method of notice under §8(a)"),
        (Method.COURIER, "The Company Notice to Elm went by courier, which is no method of notice under §8(a)"),
        (None, "The method of the Company Notice to Elm is not recorded"),
    ],
)
def test_no_method_of_notice_is_flagged_and_counts_from_actual_receipt(method: Method | None, remark: str) -> None:
    elm, said = Person("H5", "Elm"), (f"{remark}: the day of actual receipt is used.",)
    received = notice_dates(MATTER, company_notice(method=method, sent=SENT, received=RECEIVED), elm)
    assert received == NoticeDates(RECEIVED, RECEIVED, marks=received.marks)
    assert marks_in_words(received.marks) == said
    waiting = notice_dates(MATTER, company_notice(method=method, sent=SENT), elm)
    assert (waiting.given, waiting.received, marks_in_words(waiting.marks)) == (None, None, said)
    assert words_of(waiting.waits_for) == "the day the Company Notice was received by Elm"


@pytest.mark.parametrize("method", [*MAIL, *ON_RECEIPT])
def test_a_receipt_before_the_sending_is_pointed_out(method: Method) -> None:
    dates = notice_dates(MATTER, company_notice(method=method, sent=RECEIVED, received=SENT))
    assert dates.received == SENT
    assert marks_in_words(dates.marks) == ("The Company Notice is recorded as received before it was sent.",)


@pytest.mark.parametrize("method", [*MAIL, *ON_RECEIPT])
def test_a_notice_may_arrive_the_day_it_was_sent(method: Method) -> None:
    assert notice_dates(MATTER, company_notice(method=method, sent=SENT, received=SENT)) == NoticeDates(SENT, SENT)


def test_an_impossible_order_is_pointed_out_beside_the_method() -> None:
    dates = notice_dates(MATTER, company_notice(method=Method.EMAIL, sent=RECEIVED, received=SENT))
    assert len(dates.marks) == 2


@given(st.none() | st.sampled_from(Method), days, days)
def test_a_notice_has_its_days_or_says_what_they_wait_for(
    method: Method | None, sent: date | None, received: date | None
) -> None:
    dates = notice_dates(MATTER, company_notice(method=method, sent=sent, received=received))
    assert (dates.given is None or dates.received is None) == bool(dates.waits_for)
    assert dates.given in {None, sent, received}
    if received is not None:
        assert dates.received == received
        assert not dates.assumed


def test_the_methods_of_notice() -> None:
    assert [method for method in Method if is_method_of_notice(MATTER.form, method)] == [*MAIL, *ON_RECEIPT]
    assert not is_method_of_notice(MATTER.form, None)
