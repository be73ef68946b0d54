"""Who was sent what in a registration, and what came back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rra_desktop.calculation.dates.due_dates import answers
from rra_desktop.domain.deadlines import HolderAnswer
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Method, Purpose
from tests.calculation.deadline_rows import CALENDARS, under
from tests.matters import (
    AS_OF,
    company_notice,
    demand,
    demand_notice,
    investor,
    matter,
    other_holder,
    piggyback,
    registration_notice,
    request,
    transferee,
)
from tests.saying import marks_in_words

DUE = date(2003, 6, 26)


def timeline() -> Matter:
    """Make a demand whose every holder stands elsewhere.

    holder   notice           sent   received  due     request
    H1       initiating                                June 2
    H2       certified mail   Jun 6  Jun 9     Jun 26  June 18, timely
    H3       certified mail   Jun 6  none      Jun 26  silent
    H4       e-mail           Jun 6  Jun 7     Jun 27  June 20, timely though by no method of notice
    H5       certified mail   Jun 6  Jun 10    Jun 26  June 20, information owed
    H6       none                                      not notified
    H7       transferee without counterpart, not an Investor
    H8       Other Holder
    """
    return matter(
        holders=[*(investor(f"H{number}") for number in range(1, 7)), transferee("H7"), other_holder("H8")],
        registrations=[demand(initiated_by=("H1",))],
        events=[
            demand_notice(sent=date(2003, 5, 30), received=date(2003, 6, 2)),
            company_notice(to="H2", sent=date(2003, 6, 6), received=date(2003, 6, 9)),
            company_notice(to="H3", sent=date(2003, 6, 6)),
            company_notice(to="H4", method=Method.EMAIL, sent=date(2003, 6, 6), received=date(2003, 6, 7)),
            company_notice(to="H5", sent=date(2003, 6, 6), received=date(2003, 6, 10)),
        ],
        requests=[
            request("H2", 2_160_000, received=date(2003, 6, 18)),
            request("H4", 720_000, received=date(2003, 6, 20)),
            request("H5", 10, received=date(2003, 6, 20), information_owed=True),
        ],
    )


def answer(one: Matter, holder: str, as_of: date = AS_OF) -> HolderAnswer:
    (found,) = (each for each in answers(one, "R1", as_of, CALENDARS) if each.holder == holder)
    return found


def test_every_investor_has_a_row_in_the_registers_order_and_its_state() -> None:
    assert [(each.holder, each.state.value) for each in answers(timeline(), "R1", AS_OF, CALENDARS)] == [
        ("H1", "initiated"),
        ("H2", "timely"),
        ("H3", "silent"),
        ("H4", "timely"),
        ("H5", "incomplete"),
        ("H6", "not_notified"),
    ]


def test_a_row_says_what_was_sent_and_what_came_back() -> None:
    assert answer(timeline(), "H2") == HolderAnswer(
        registration="R1",
        holder="H2",
        state=answer(timeline(), "H2").state,
        method="certified_mail",
        sent=date(2003, 6, 6),
        received=date(2003, 6, 9),
        due=DUE,
        requested=2_160_000,
        counted=2_160_000,
        answered=date(2003, 6, 18),
    )


def test_an_assumed_receipt_is_not_shown_as_received() -> None:
    found = answer(timeline(), "H3")
    assert (found.sent, found.received, found.due, found.answered) == (date(2003, 6, 6), None, DUE, None)
    assert marks_in_words(found.marks) == (
        "No receipt of the Company Notice by H3 is recorded: assumed received the day it was sent.",
    )


def test_an_initiating_investor_answered_with_its_demand() -> None:
    found = answer(timeline(), "H1")
    assert (found.method, found.due, found.requested, found.answered) == ("", None, None, date(2003, 6, 2))


def test_doubts_stand_beside_the_answer() -> None:
    assert marks_in_words(answer(timeline(), "H4").marks) == (
        (
            "The Company Notice to H4 went by e-mail, which is no method of notice under §8(a): the day of actual "
            "receipt is used."
        ),
    )
    assert marks_in_words(answer(timeline(), "H5").marks) == (
        "The request of H5 lacks information the Company asked for (§6): it is good once completed.",
    )
    assert answer(timeline(), "H6").marks == ()


def one_request(received: date | None = None, **more: object) -> Matter:
    return matter(
        holders=[investor("H1")],
        registrations=[demand()],
        events=[company_notice(to="H1", sent=date(2003, 6, 6), received=date(2003, 6, 10))],
        requests=[request("H1", 10, received=received, **more)],  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("received", "as_of", "state"),
    [
        (DUE, DUE, "timely"),
        (date(2003, 6, 27), date(2003, 6, 27), "late"),
        (date(2003, 6, 20), date(2003, 6, 19), "silent"),
        (None, DUE, "contradicted"),
    ],
)
def test_a_request_is_timely_or_late_by_its_receipt(received: date | None, as_of: date, state: str) -> None:
    assert answer(one_request(received), "H1", as_of).state.value == state


@pytest.mark.parametrize(
    ("completed", "as_of", "curable", "strict"),
    [
        (None, DUE, "incomplete", "incomplete"),
        (None, date(2003, 6, 27), "incomplete", "late"),
        (DUE, date(2003, 6, 25), "incomplete", "incomplete"),
        (DUE, DUE, "timely", "timely"),
        (date(2003, 6, 27), date(2003, 6, 27), "timely", "late"),
    ],
)
def test_what_was_missing_may_follow_or_by_choice_only_in_time(
    completed: date | None, as_of: date, curable: str, strict: str
) -> None:
    one = one_request(date(2003, 6, 20), information_owed=True, completed=completed)
    assert answer(one, "H1", as_of).state.value == curable
    assert answer(under(one, {"late_request": "strict"}), "H1", as_of).state.value == strict


def test_a_late_request_stays_late_though_it_lacks_something_too() -> None:
    one = one_request(date(2003, 7, 1), method_of_distribution="")
    assert answer(one, "H1", date(2003, 7, 2)).state.value == "late"


def test_a_notice_without_addressee_is_everybodys() -> None:
    one = matter(
        holders=[investor("H1"), investor("H2"), other_holder("H3")],
        registrations=[demand(initiated_by=("H1",))],
        events=[company_notice(method=Method.FAX, received=date(2003, 6, 10))],
    )
    assert [(each.holder, each.due, each.received) for each in answers(one, "R1", AS_OF, CALENDARS)] == [
        ("H1", None, None),
        ("H2", date(2003, 6, 30), date(2003, 6, 10)),
    ]


def test_whoever_was_sent_a_notice_or_asked_has_a_row() -> None:
    one = matter(
        holders=[transferee("H1"), other_holder("H2"), other_holder("H3"), transferee("H4")],
        registrations=[demand()],
        events=[company_notice(to="H2", sent=date(2003, 6, 6))],
        requests=[request("H4", 10, received=date(2003, 6, 20))],
    )
    found = answers(one, "R1", AS_OF, CALENDARS)
    assert [(each.holder, each.state.value) for each in found] == [("H2", "not_notified"), ("H4", "timely")]


def test_the_due_day_follows_the_readings_and_the_roll() -> None:
    one = one_request()
    assert answer(under(one, {"request_window_from": "received"}), "H1").due == date(2003, 6, 30)
    sunday = under(
        matter(
            holders=[investor("H1")],
            registrations=[demand()],
            events=[company_notice(to="H1", method=Method.FAX, received=date(2003, 6, 9))],
        ),
        {"day_roll": "nevada"},
    )
    assert answer(sunday, "H1").due == date(2003, 6, 30)


def test_answers_to_a_registration_notice() -> None:
    one = matter(
        holders=[investor("H1")],
        registrations=[piggyback()],
        events=[registration_notice(to="H1", sent=date(2003, 6, 6), received=date(2003, 6, 10))],
    )
    assert (answer(one, "H1").state.value, answer(one, "H1").due) == ("silent", DUE)
    excluded = matter(
        holders=[investor("H1")],
        registrations=[piggyback(purpose=Purpose.STOCK_PLAN)],
        events=[registration_notice(to="H1", sent=date(2003, 6, 6))],
    )
    assert answer(excluded, "H1").due is None


def test_an_unknown_registration_has_no_answers() -> None:
    with pytest.raises(KeyError):
        answers(timeline(), "R9", AS_OF, CALENDARS)


@pytest.mark.parametrize(
    ("received", "choice", "state"),
    [
        (date(2003, 6, 2), "no", "initiated"),
        (date(2003, 6, 3), "no", "late"),
        (date(2003, 6, 3), "yes", "initiated"),
        (date(2003, 6, 27), "yes", "initiated"),
        (date(2003, 6, 28), "yes", "late"),
    ],
)
def test_whether_the_initiating_investors_may_add_shares_is_a_reading(received: date, choice: str, state: str) -> None:
    """§1(a): the Company has the Demand Notice on June 2; the last of the others may ask until June 27."""
    made = timeline()
    more = replace(request("H1", 1_000, received=received), id=99)
    made = under(replace(made, requests=(*made.requests, more)), {"initiators_window": choice})
    assert answers(made, "R1", date(2003, 6, 30), CALENDARS)[0].state.value == state
