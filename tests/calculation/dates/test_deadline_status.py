"""Where a deadline stands on a day.

day looked at    before   on the day   after
nothing done     upcoming due today    overdue: a duty; met: a period or bar served; lapsed: a right not used
done in time     upcoming until done, then met
done after       overdue until done, then late
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rra_desktop.domain.registrations import EventType, Method, WithdrawnBy
from rra_desktop.domain.waivers import Waiver
from tests.calculation.deadline_rows import row, rows, simple, status, under, with_events
from tests.calculation.faxed_demands import DAY, EARLIEST, LATEST, NOTIFIED, RECEIVED, REQUESTS_DUE, asked, faxed, filed
from tests.matters import (
    company_notice,
    demand_notice,
    event,
    investor,
    issue,
    matter,
    piggyback,
    registration_notice,
    request,
)
from tests.saying import conflict_of, remarks_of

# -- duties ------------------------------------------------------------------------------------------------------------


def test_nothing_done_is_upcoming_then_due_then_overdue() -> None:
    found = [status(faxed(), "filing_latest", day) for day in (LATEST - DAY, LATEST, LATEST + DAY)]
    assert found == ["upcoming", "due_today", "overdue"]


@pytest.mark.parametrize(
    ("done", "then"), [(LATEST - DAY, "met"), (LATEST, "met"), (LATEST + DAY, "late"), (LATEST + 40 * DAY, "late")]
)
def test_a_filing_in_time_is_met_a_later_one_late(done: date, then: str) -> None:
    found = row(filed(done), "filing_latest", as_of=done)
    assert (found.status.value, found.met_on) == (then, done)
    assert not found.open


def test_what_happens_after_the_day_looked_at_has_not_happened() -> None:
    assert status(filed(LATEST), "filing_latest", LATEST - DAY) == "upcoming"
    assert status(filed(LATEST + 2 * DAY), "filing_latest", LATEST + DAY) == "overdue"
    assert row(filed(LATEST), "filing_latest", as_of=LATEST - DAY).met_on is None


def test_a_chosen_roll_moves_when_a_filing_is_late() -> None:
    """Received June 4 the last day is Sat, Jul 19; rolled, a filing on Mon, Jul 21 is in time."""
    saturday = simple(
        demand_notice(method=Method.FAX, received=date(2003, 6, 4)), event(EventType.FILED, date(2003, 7, 21))
    )
    assert status(saturday, "filing_latest", date(2003, 8, 1)) == "late"
    rolled = under(saturday, {"day_roll": "next_business_day"})
    assert status(rolled, "filing_latest", date(2003, 8, 1)) == "met"


def test_effectiveness_is_met_by_effectiveness() -> None:
    effective = with_events(filed(date(2003, 7, 15)), event(EventType.EFFECTIVE, date(2003, 11, 12)))
    found = row(effective, "effectiveness_deadline", as_of=date(2003, 11, 12))
    assert (found.status.value, found.met_on) == ("met", date(2003, 11, 12))
    late = with_events(filed(date(2003, 7, 15)), event(EventType.EFFECTIVE, date(2003, 11, 13)))
    assert status(late, "effectiveness_deadline", date(2003, 11, 13)) == "late"


@pytest.mark.parametrize(
    ("received", "then"), [(date(2003, 6, 17), "met"), (date(2003, 6, 18), "late"), (None, "overdue")]
)
def test_the_advice_is_followed_when_every_investor_has_the_company_notice(received: date | None, then: str) -> None:
    notices = [company_notice(to="H2", method=Method.FAX, received=date(2003, 6, 10))]
    if received:
        notices.append(company_notice(to="H3", sent=date(2003, 6, 10), received=received))
    served = simple(demand_notice(method=Method.FAX, received=RECEIVED), *notices, investors=("H1", "H2", "H3"))
    found = row(served, "company_notice_advised", as_of=date(2003, 7, 1))
    assert (found.status.value, found.met_on) == (then, received)


def test_a_notice_on_its_way_does_not_follow_the_advice() -> None:
    served = simple(
        demand_notice(method=Method.FAX, received=RECEIVED),
        company_notice(to="H2", method=Method.FAX, received=NOTIFIED),
        company_notice(to="H3", method=Method.FAX, sent=NOTIFIED),
        investors=("H1", "H2", "H3"),
    )
    assert status(served, "company_notice_advised", date(2003, 7, 1)) == "overdue"


# -- a first day -------------------------------------------------------------------------------------------------------


def test_a_first_day_is_waited_for_and_then_over() -> None:
    found = [status(faxed(), "filing_earliest", day) for day in (EARLIEST - DAY, EARLIEST, EARLIEST + DAY)]
    assert found == ["upcoming", "due_today", "met"]
    assert row(faxed(), "filing_earliest", as_of=EARLIEST + DAY).met_on == EARLIEST


def test_a_filing_on_the_first_day_waited_for_it() -> None:
    found = row(filed(EARLIEST), "filing_earliest", as_of=EARLIEST)
    assert (found.status.value, found.met_on, conflict_of(found)) == ("met", EARLIEST, "")


def test_a_filing_before_the_first_day_is_a_conflict() -> None:
    found = row(filed(EARLIEST - DAY), "filing_earliest", as_of=LATEST)
    assert found.status.value == "moot"
    assert conflict_of(found) == "Filed on Wed, Jul 9, 2003, 1 day before the first day §1(a) allows."
    assert not conflict_of(row(filed(EARLIEST - DAY), "filing_earliest", as_of=EARLIEST - 2 * DAY))


# -- requests ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("received", "then"), [(REQUESTS_DUE, "met"), (REQUESTS_DUE + DAY, "late")])
def test_a_request_received_on_the_last_day_is_timely(received: date, then: str) -> None:
    found = row(asked(received), "request_deadline", "H2", as_of=received)
    assert (found.status.value, found.met_on) == (then, received)


def test_the_right_of_a_silent_investor_has_lapsed() -> None:
    silent = filed(LATEST)
    days_looked_at = (REQUESTS_DUE, REQUESTS_DUE + DAY, LATEST - DAY, LATEST)
    assert [status(silent, "request_deadline", day, "H2") for day in days_looked_at] == [
        "due_today",
        "lapsed",
        "lapsed",
        "lapsed",
    ]
    assert not row(silent, "request_deadline", "H2", as_of=LATEST).open


def test_a_filing_before_the_last_day_for_requests_does_not_close_it() -> None:
    early = filed(REQUESTS_DUE - 5 * DAY)
    days_looked_at = (REQUESTS_DUE - DAY, REQUESTS_DUE, REQUESTS_DUE + DAY)
    assert [status(early, "request_deadline", day, "H2") for day in days_looked_at] == ["upcoming", "due_today", "moot"]


def test_a_copy_to_an_initiating_investor_has_no_row_and_is_listed() -> None:
    served = simple(
        demand_notice(sent=RECEIVED - 3 * DAY, received=RECEIVED),
        company_notice(to="H1", method=Method.FAX, received=NOTIFIED),
    )
    assert "H1" not in {each.holder for each in rows(served)}
    assert any("to H1, an Initiating Investor" in said for said in remarks_of(row(served, "company_notice_advised")))


@pytest.mark.parametrize(
    ("lacking", "remark"),
    [
        ({"method_of_distribution": " "}, "the method of distribution"),
        ({"information_owed": True}, "information the Company asked for (§6)"),
        ({"completed": date(2003, 7, 5)}, "what came on Jul 5, 2003"),
    ],
)
def test_a_timely_request_that_lacks_something_is_good_once_completed_or_by_choice_not(
    lacking: dict[str, object], remark: str
) -> None:
    incomplete = asked(date(2003, 6, 20), **lacking)
    curable = row(incomplete, "request_deadline", "H2", as_of=date(2003, 7, 1))
    assert (curable.status.value, curable.met_on) == ("met", date(2003, 6, 20))
    assert remarks_of(curable) == (f"The request of H2 lacks {remark}: it is good once completed.",)
    strict = row(under(incomplete, {"late_request": "strict"}), "request_deadline", "H2", as_of=date(2003, 7, 1))
    assert strict.status.value == "lapsed"
    assert remarks_of(strict) == (f"The request of H2 lacks {remark}: it does not count until complete.",)


@pytest.mark.parametrize(("completed", "then"), [(REQUESTS_DUE, "met"), (REQUESTS_DUE + DAY, "late")])
def test_read_strictly_a_request_counts_from_its_completion(completed: date, then: str) -> None:
    strict = under(asked(date(2003, 6, 20), information_owed=True, completed=completed), {"late_request": "strict"})
    found = row(strict, "request_deadline", "H2", as_of=date(2003, 7, 8))
    assert (found.status.value, found.met_on) == (then, completed)
    late = (
        "The request of H2 came on Jun 20, 2003, in time, but was complete on Jul 1, 2003 only, after the last day, "
        "Jun 30, 2003."
    )
    assert remarks_of(found) == ((late,) if then == "late" else ())


def test_a_request_without_number_of_shares_lacks_it() -> None:
    one = faxed(request("H2", received=date(2003, 6, 20), method_of_distribution=""))
    assert remarks_of(row(one, "request_deadline", "H2")) == (
        "The request of H2 lacks the number of shares and the method of distribution: it is good once completed.",
    )


def test_the_row_of_all_is_met_by_the_last_investor() -> None:
    """H2 asks on June 12, H3 on June 18; before that one of two has asked."""
    both = simple(
        company_notice(method=Method.FAX, received=NOTIFIED),
        investors=("H1", "H2", "H3"),
        requests=[
            request("H2", 10, received=date(2003, 6, 12)),
            request("H3", 10, received=date(2003, 6, 18)),
        ],
    )
    found = [
        row(both, "request_deadline", as_of=day) for day in (date(2003, 6, 11), date(2003, 6, 17), date(2003, 6, 18))
    ]
    assert [each.status.value for each in found] == ["upcoming", "upcoming", "met"]
    assert [remarks_of(each) for each in found] == [
        ("0 of 2 Investors have asked to be included.",),
        ("1 of 2 Investors have asked to be included.",),
        ("2 of 2 Investors have asked to be included.",),
    ]
    assert found[-1].met_on == date(2003, 6, 18)


def test_a_row_of_ones_own_beside_the_row_of_all_counts_nobody_else() -> None:
    both = simple(
        company_notice(method=Method.FAX, received=NOTIFIED),
        company_notice(to="H2", method=Method.FAX, received=NOTIFIED),
        investors=("H1", "H2", "H3"),
    )
    assert remarks_of(row(both, "request_deadline")) == ("0 of 1 Investors have asked to be included.",)
    assert remarks_of(row(both, "request_deadline", "H2")) == ()


def test_the_row_of_all_waits_for_those_the_notice_reaches() -> None:
    nobody = simple(company_notice(method=Method.FAX, received=NOTIFIED), investors=("H1",))
    assert status(nobody, "request_deadline", REQUESTS_DUE + DAY) == "lapsed"


# -- periods, bars, rights ---------------------------------------------------------------------------------------------


def test_the_year_of_effectiveness_is_served_when_it_is_over() -> None:
    effective = with_events(filed(LATEST), event(EventType.EFFECTIVE, date(2003, 9, 30)))
    days_looked_at = (date(2004, 9, 29), date(2004, 9, 30), date(2004, 10, 1))
    assert [status(effective, "keep_effective_until", day) for day in days_looked_at] == [
        "upcoming",
        "due_today",
        "met",
    ]
    assert row(effective, "keep_effective_until", as_of=date(2004, 10, 1)).met_on == date(2004, 9, 30)


def test_the_right_to_delay_lapses_with_its_test() -> None:
    test = date(2003, 7, 2)
    assert [status(faxed(), "delay_test", day) for day in (test - DAY, test, test + DAY)] == [
        "upcoming",
        "due_today",
        "lapsed",
    ]


def test_the_test_of_a_delay_is_met_by_what_shows_it_and_not_by_the_election() -> None:
    test = date(2003, 7, 2)
    elected = with_events(faxed(), event(EventType.DELAY_ELECTED, date(2003, 6, 12)))
    open_question = row(elected, "delay_test", as_of=test + DAY)
    assert (open_question.status.value, open_question.date) == ("pending", test)
    assert open_question.waits_for == (
        "whether the Company's offering or activity was under way or planned by Jul 2, 2003"
    )
    for kind in (
        EventType.DELAY_OFFERING_PLANNED,
        EventType.DELAY_OFFERING_EFFECTIVE,
        EventType.DELAY_ACTIVITY_COMMENCED,
    ):
        shown = row(with_events(elected, event(kind, test)), "delay_test", as_of=test + DAY)
        assert (shown.status.value, shown.met_on) == ("met", test)
    late = row(
        with_events(elected, event(EventType.DELAY_OFFERING_PLANNED, test + DAY)), "delay_test", as_of=test + DAY
    )
    assert (late.status.value, late.met_on) == ("late", test + DAY)
    assert "The plans were fixed on Jul 3, 2003, after the last day, Jul 2, 2003" in remarks_of(late)[0]


def test_expired_warrants_have_lapsed() -> None:
    issued = matter(holders=[investor("H1")], ledger=[issue("H1", 100)])
    expiry = date(2006, 3, 30)
    found = [rows(issued, day)[0] for day in (expiry - DAY, expiry, expiry + DAY)]
    assert [each.status.value for each in found] == ["upcoming", "due_today", "lapsed"]
    assert remarks_of(found[-1]) == ("Unexercised Warrants count for nothing since.",)
    assert (remarks_of(found[0]), found[-1].met_on) == ((), None)


# -- laws --------------------------------------------------------------------------------------------------------------


def test_whatever_closed_a_deadline_first_is_its_status() -> None:
    def closed_on(waived: date, ended: date) -> str:
        waiver = Waiver(0, "filing_latest", waived, ("H1", "H2"))
        one = with_events(faxed(), event(EventType.WITHDRAWN, ended, by=WithdrawnBy.INVESTORS))
        return status(replace(one, waivers=(waiver,)), "filing_latest", LATEST)

    earlier, later = date(2003, 6, 20), date(2003, 6, 25)
    assert closed_on(waived=earlier, ended=later) == "waived"
    assert closed_on(waived=later, ended=earlier) == "moot"


def test_a_piggyback_is_notified_when_every_investor_is() -> None:
    def given_on(*dates: date) -> str:
        one = matter(
            holders=[investor("H1"), investor("H2")],
            registrations=[piggyback()],
            events=[
                event(EventType.PLANNED_FILING, date(2003, 8, 1)),
                *(
                    registration_notice(to=f"H{number}", sent=day, received=day + 30 * DAY)
                    for number, day in enumerate(dates, 1)
                ),
            ],
        )
        return status(one, "registration_notice_due", date(2003, 10, 1))

    assert given_on(date(2003, 7, 1), date(2003, 7, 31)) == "met"
    assert given_on(date(2003, 7, 1), date(2003, 8, 1)) == "met", "the plan was let pass: nothing is late by it"
    assert given_on(date(2003, 7, 1)) == "pending"


def test_before_its_plan_has_passed_a_notice_of_registration_can_be_late_and_overdue() -> None:
    one = matter(
        holders=[investor("H1")],
        registrations=[piggyback()],
        events=[event(EventType.PLANNED_FILING, date(2003, 8, 1))],
    )
    looked_at = [row(one, "registration_notice_due", as_of=date(2003, 7, 31) + n * DAY) for n in range(3)]
    assert [each.status.value for each in looked_at] == ["due_today", "overdue", "pending"]
    assert [each.projected for each in looked_at] == [False, False, True]
    assert "Aug 1, 2003, has passed without a filing" in remarks_of(looked_at[-1])[0]
