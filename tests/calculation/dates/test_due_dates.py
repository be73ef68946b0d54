"""The dates of a demand (§1, §2): the worked example, what waits, what conflicts, and the laws of counting.

May 30  Jun 2     Jun 6   Jun 9/10          Jun 17    Jun 26        Jun 29  Jul 10    Jul 17  Nov 14
DN sent DN rec'd  CN sent CN rec'd by all   advised   requests due  test    earliest  latest  effective (projected)
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rra_desktop.domain.deadlines import Deadline, DeadlineKind, Party
from rra_desktop.domain.registrations import EventType, Method, WithdrawnBy
from rra_desktop.wording import words_of
from tests.calculation.deadline_rows import due, others, row, rows, simple, under, with_events
from tests.matters import (
    company_notice,
    demand,
    demand_notice,
    event,
    investor,
    issue,
    matter,
    other_holder,
    transferee,
    worked_demand,
)
from tests.saying import conflict_of, remarks_of

days = st.dates(date(2003, 1, 1), date(2030, 1, 1))


# -- the worked example ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "holder", "day"),
    [
        ("company_notice_advised", None, date(2003, 6, 17)),
        ("delay_test", None, date(2003, 6, 29)),
        ("request_deadline", "H4", date(2003, 6, 26)),
        ("request_deadline", "H5", date(2003, 6, 26)),
        ("request_deadline", "H6", date(2003, 6, 26)),
        ("filing_earliest", None, date(2003, 7, 10)),
        ("filing_latest", None, date(2003, 7, 17)),
        ("effectiveness_deadline", None, date(2003, 11, 14)),
        ("keep_effective_until", None, None),
    ],
)
def test_the_worked_example(deadline: str, holder: str | None, day: date | None) -> None:
    assert due(worked_demand(), deadline, holder) == day


def test_the_worked_example_goes_on_to_filing_and_effectiveness() -> None:
    filed = with_events(worked_demand(), event(EventType.FILED, date(2003, 7, 15)))
    assert due(filed, "effectiveness_deadline") == date(2003, 11, 12)
    effective = with_events(filed, event(EventType.EFFECTIVE, date(2003, 9, 30)))
    assert due(effective, "keep_effective_until") == date(2004, 9, 30)


def test_the_other_reading_of_the_worked_request_window_runs_from_receipt() -> None:
    assert others(row(worked_demand(), "request_deadline", "H5")) == {
        ("request_window_from", "received"): date(2003, 6, 30)
    }


def test_the_worked_company_notice_received_on_june_20_leaves_no_day_to_file() -> None:
    late = simple(
        demand_notice(sent=date(2003, 5, 30), received=date(2003, 6, 2)),
        company_notice(to="H2", sent=date(2003, 6, 6), received=date(2003, 6, 20)),
    )
    earliest, latest = row(late, "filing_earliest"), row(late, "filing_latest")
    assert (earliest.date, latest.date) == (date(2003, 7, 20), date(2003, 7, 17))
    assert conflict_of(earliest) == conflict_of(latest)
    assert conflict_of(latest) == (
        "No day satisfies §1(a): the first day to file is Sun, Jul 20, 2003, the last Thu, Jul 17, 2003. "
        "The last day is taken to control."
    )
    assert latest.other_readings[0].label == "the 30 days control"
    assert others(latest) == {("filing_conflict", "earliest_controls"): date(2003, 7, 20), **_rolls(latest)}
    assert others(row(late, "effectiveness_deadline")) == {("filing_conflict", "earliest_controls"): date(2003, 11, 17)}


def _rolls(deadline: Deadline) -> dict[tuple[str, str], date | None]:
    return {key: day for key, day in others(deadline).items() if key[0] == "day_roll"}


def test_by_choice_the_first_day_to_file_controls_and_carries_its_assumption_along() -> None:
    late = under(
        simple(
            demand_notice(method=Method.FAX, received=date(2003, 6, 2)),
            company_notice(to="H2", sent=date(2003, 6, 20)),
        ),
        {"filing_conflict": "earliest_controls"},
    )
    latest = row(late, "filing_latest")
    assert (latest.date, latest.assumed) == (date(2003, 7, 20), True)
    assert conflict_of(latest).endswith(" The first day is taken to control.")
    demand_assumed = under(
        simple(
            demand_notice(sent=date(2003, 6, 2)),
            company_notice(to="H2", method=Method.FAX, received=date(2003, 6, 20)),
        ),
        {"filing_conflict": "earliest_controls"},
    )
    assert row(demand_assumed, "filing_latest").assumed
    assert not row(demand_assumed, "filing_earliest").assumed


def test_every_deadline_of_a_demand_says_whose_it_is_and_where_it_stands() -> None:
    """Each row with its kind, party and section, in the order of the agreement's steps."""
    company, investors = Party.COMPANY, Party.INVESTOR
    latest, bar, advisory = DeadlineKind.LATEST, DeadlineKind.BAR, DeadlineKind.ADVISORY
    full = with_events(
        worked_demand(),
        event(EventType.DELAY_ELECTED, date(2003, 6, 12)),
        event(EventType.OTHER_REGISTRATION_EFFECTIVE, date(2003, 3, 3), permits_resale=True),
    )
    assert [(each.id, each.kind, each.party, each.section) for each in rows(full)] == [
        ("company_notice_advised", advisory, company, "1(a)"),
        *[("request_deadline", latest, investors, "1(a)")] * 3,
        ("filing_earliest", DeadlineKind.EARLIEST, company, "1(a)"),
        ("filing_latest", latest, company, "1(a)"),
        ("effectiveness_deadline", latest, company, "1(a)"),
        ("delay_test", latest, company, "1(d)"),
        ("delay_ends", latest, company, "1(d)"),
        ("cooling_off_ends", bar, company, "1(c)"),
        ("keep_effective_until", latest, company, "2(b), 2(e)"),
        ("warrant_expiry", latest, investors, "Recital 1(c)"),
    ]


def test_a_row_bears_the_name_of_its_deadline_for_whomever_it_is() -> None:
    assert row(worked_demand(), "filing_latest").label == "Last day to file"
    assert {row(worked_demand(), "request_deadline", each).label for each in ("H4", "H5", "H6")} == {
        "Requests from other Investors due"
    }


def test_no_delay_and_no_other_registration_give_no_rows() -> None:
    ids = {each.id for each in rows(worked_demand())}
    assert not ids & {"delay_ends", "cooling_off_ends"}


# -- what waits --------------------------------------------------------------------------------------------------------


def test_a_demand_without_any_event_waits_for_its_notices() -> None:
    bare = simple()
    assert {(each.id, each.holder): (each.date, words_of(each.waits_for)) for each in rows(bare)} == {
        ("company_notice_advised", None): (None, "the Demand Notice"),
        ("request_deadline", None): (None, "the Company Notice"),
        ("filing_earliest", None): (None, "the Company Notice"),
        ("filing_latest", None): (None, "the Demand Notice"),
        ("effectiveness_deadline", None): (None, "the Demand Notice"),
        ("delay_test", None): (None, "the Demand Notice"),
        ("keep_effective_until", None): (None, "the effective date"),
    }


def test_a_demand_notice_by_fax_waits_for_its_receipt() -> None:
    faxed = simple(demand_notice(method=Method.FAX, sent=date(2003, 5, 30)))
    for deadline in ("company_notice_advised", "filing_latest", "delay_test"):
        assert row(faxed, deadline).waits_for == "the day the Demand Notice was received"


def test_an_investor_without_notice_waits_in_a_row_of_its_own() -> None:
    served = simple(
        demand_notice(sent=date(2003, 5, 30), received=date(2003, 6, 2)),
        company_notice(to="H2", sent=date(2003, 6, 6), received=date(2003, 6, 10)),
        investors=("H1", "H2", "H3"),
    )
    waiting = row(served, "request_deadline", "H3")
    assert (waiting.date, waiting.waits_for) == (None, "the Company Notice to H3")
    earliest = row(served, "filing_earliest")
    assert earliest.date == date(2003, 7, 10)
    assert remarks_of(earliest) == ("No receipt of the Company Notice by H3 is recorded: a later one moves this day.",)


def test_a_notice_that_was_not_received_yet_waits_by_name() -> None:
    served = simple(company_notice(to="H2", method=Method.FAX, sent=date(2003, 6, 6)))
    assert row(served, "request_deadline", "H2").waits_for == "the day the Company Notice was received by H2"
    assert row(served, "filing_earliest").waits_for == "the day the Company Notice was received by H2"


def test_a_notice_on_its_way_leaves_the_first_day_to_file_open_to_change() -> None:
    served = simple(
        company_notice(to="H2", method=Method.FAX, sent=date(2003, 6, 6)),
        company_notice(to="H3", method=Method.FAX, received=date(2003, 6, 9)),
        investors=("H1", "H2", "H3"),
    )
    earliest = row(served, "filing_earliest")
    assert earliest.date == date(2003, 7, 9)
    assert remarks_of(earliest) == ("No receipt of the Company Notice by H2 is recorded: a later one moves this day.",)
    assert remarks_of(row(under(served, {"filing_floor_receipt": "first"}), "filing_earliest")) == ()


def test_a_mailed_notice_of_unknown_sending_waits_for_it_though_it_was_received() -> None:
    served = simple(company_notice(to="H2", received=date(2003, 6, 9)))
    assert row(served, "request_deadline", "H2").waits_for == "the day the Company Notice was sent to H2"
    assert due(served, "filing_earliest") == date(2003, 7, 9)
    beside = simple(
        company_notice(to="H2", received=date(2003, 6, 9)),
        company_notice(to="H3", sent=date(2003, 6, 6), received=date(2003, 6, 7)),
        investors=("H1", "H2", "H3"),
    )
    assert due(beside, "filing_earliest") == date(2003, 7, 9)
    assert remarks_of(row(beside, "filing_earliest")) == ()


def test_initiating_investors_and_other_holders_get_no_row_and_a_transferee_one_from_its_counterpart() -> None:
    served = matter(
        holders=[
            investor("H1"),
            investor("H2"),
            other_holder("H3"),
            transferee("H4", counterpart=date(2003, 6, 20)),
            transferee("H5"),
        ],
        registrations=[demand(initiated_by=("H1",))],
        events=[company_notice(to="H2", sent=date(2003, 6, 6), received=date(2003, 6, 9))],
    )

    def asked(as_of: date) -> list[str | None]:
        return [each.holder for each in rows(served, as_of) if each.id == "request_deadline"]

    assert asked(date(2003, 6, 19)) == ["H2"]
    assert asked(date(2003, 6, 20)) == ["H2", "H4"]


def test_an_event_without_its_day_counts_for_nothing() -> None:
    undated = with_events(
        worked_demand(),
        *(
            event(kind, None, permits_resale=True, by=WithdrawnBy.INVESTORS)
            for kind in EventType
            if not kind.is_notice and kind is not EventType.DELAY_ELECTED
        ),
    )
    assert rows(undated, date(2004, 1, 1)) == rows(worked_demand(), date(2004, 1, 1))


# -- one clock per holder ----------------------------------------------------------------------------------------------


def test_each_investor_has_its_own_clock_in_the_registers_order() -> None:
    served = simple(
        company_notice(to="H3", sent=date(2003, 6, 9), received=date(2003, 6, 12)),
        company_notice(to="H2", sent=date(2003, 6, 6), received=date(2003, 6, 10)),
        company_notice(to="H4", method=Method.EMAIL, sent=date(2003, 6, 6), received=date(2003, 6, 7)),
        investors=("H1", "H2", "H3", "H4"),
    )
    found = [(each.holder, each.date) for each in rows(served) if each.id == "request_deadline"]
    assert found == [("H2", date(2003, 6, 26)), ("H3", date(2003, 6, 29)), ("H4", date(2003, 6, 27))]
    assert remarks_of(row(served, "request_deadline", "H4")) == (
        (
            "The Company Notice to H4 went by e-mail, which is no method of notice under §8(a): the day of actual "
            "receipt is used."
        ),
    )


def test_a_notice_without_addressee_gives_one_row_for_all() -> None:
    served = simple(company_notice(sent=date(2003, 6, 6), received=date(2003, 6, 10)), investors=("H1", "H2", "H3"))
    found = [(each.holder, each.date) for each in rows(served) if each.id == "request_deadline"]
    assert found == [(None, date(2003, 6, 26))]
    assert due(served, "filing_earliest") == date(2003, 7, 10)


def test_of_two_notices_to_one_holder_the_first_by_a_method_of_notice_counts() -> None:
    twice = simple(
        company_notice(to="H2", method=Method.EMAIL, sent=date(2003, 6, 3), received=date(2003, 6, 3)),
        company_notice(to="H2", sent=date(2003, 6, 9), received=date(2003, 6, 10)),
        company_notice(to="H2", sent=date(2003, 6, 6), received=date(2003, 6, 12)),
    )
    found = row(twice, "request_deadline", "H2")
    assert found.date == date(2003, 6, 26)
    assert remarks_of(found) == ("3 Company Notices to H2 are recorded: the first given by a method of §8(a) counts.",)
    assert due(twice, "filing_earliest") == date(2003, 7, 12)
    by_mail_after_email = simple(*twice.events[:2])
    assert due(by_mail_after_email, "request_deadline", "H2") == date(2003, 6, 29)


def test_of_two_demand_notices_the_first_received_by_a_method_of_notice_counts() -> None:
    twice = simple(
        demand_notice(sent=date(2003, 5, 28), received=date(2003, 6, 5)),
        demand_notice(method=Method.FAX, received=date(2003, 6, 2)),
        demand_notice(method=Method.COURIER, received=date(2003, 5, 20)),
    )
    latest = row(twice, "filing_latest")
    assert latest.date == date(2003, 7, 17)
    assert "3 Demand Notices are recorded: the first received by a method of §8(a) counts." in remarks_of(latest)


# -- the filing window -------------------------------------------------------------------------------------------------


@given(received=days, wait=st.integers(0, 60))
@example(received=date(2003, 6, 2), wait=15)
@example(received=date(2003, 6, 2), wait=16)
def test_the_window_is_in_conflict_exactly_when_the_company_notice_came_more_than_15_days_after(
    received: date, wait: int
) -> None:
    notice_day = received + timedelta(days=wait)
    one = simple(
        demand_notice(method=Method.FAX, received=received),
        company_notice(to="H2", method=Method.FAX, received=notice_day),
    )
    for deadline in ("filing_earliest", "filing_latest"):
        assert bool(conflict_of(row(one, deadline))) == (wait > 15)
    assert not conflict_of(row(one, "effectiveness_deadline"))


@given(st.lists(st.tuples(days, st.booleans()), min_size=1, max_size=5))
@example([(date(2003, 6, 6), True), (date(2003, 6, 6), False)])
@example([(date(2003, 6, 6), False), (date(2003, 6, 6), True)])
@example([(date(2003, 6, 6), True), (date(2003, 6, 10), False)])
@example([(date(2003, 6, 6), False), (date(2003, 6, 10), True)])
def test_the_first_day_to_file_counts_from_the_last_receipt_or_by_choice_from_the_first(
    receipts: list[tuple[date, bool]],
) -> None:
    holders = [f"H{number}" for number in range(2, len(receipts) + 2)]
    served = simple(
        *(
            company_notice(to=holder, sent=day, received=None if assumed else day)
            for holder, (day, assumed) in zip(holders, receipts, strict=True)
        ),
        investors=("H1", *holders),
    )
    last, first = max(day for day, _ in receipts), min(day for day, _ in receipts)
    assert due(served, "filing_earliest") == last + timedelta(days=30)
    assert row(served, "filing_earliest").assumed == any(assumed for _, assumed in receipts)
    by_first = row(under(served, {"filing_floor_receipt": "first"}), "filing_earliest")
    assert by_first.date == first + timedelta(days=30)
    assert by_first.assumed == all(assumed for day, assumed in receipts if day == first)


def test_the_window_of_the_worked_example_is_open_eight_days() -> None:
    assert remarks_of(row(worked_demand(), "filing_latest")) == (
        "The filing window is open 8 days, Jul 10 – Jul 17; EDGAR takes filings on 6 of them.",
        ("The Company Notice leaves a day to file if it is received by Jun 17, 2003: 30 days run from its receipt."),
    )


def test_effectiveness_is_projected_from_the_last_day_to_file_until_the_filing() -> None:
    before = row(worked_demand(), "effectiveness_deadline")
    assert (before.date, before.projected) == (date(2003, 11, 14), True)
    after = row(with_events(worked_demand(), event(EventType.FILED, date(2003, 7, 15))), "effectiveness_deadline")
    assert (after.date, after.projected) == (date(2003, 11, 12), False)
    assert not row(simple(), "effectiveness_deadline").projected
    assert [each.id for each in rows(worked_demand()) if each.projected] == ["effectiveness_deadline"]


# -- Warrants ----------------------------------------------------------------------------------------------------------


def test_warrants_expire_three_years_after_each_issue_date() -> None:
    issued = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[
            issue("H1", 100),
            issue("H2", 100),
            issue("H2", 50, on=date(2004, 2, 29)),
        ],
    )
    assert [(words_of(each.label), each.subject, each.date, conflict_of(each)) for each in rows(issued)] == [
        ("Warrants issued Mar 30, 2003 expire", "2003-03-30", date(2006, 3, 30), ""),
        ("Warrants issued Feb 29, 2004 expire", "2004-02-29", date(2007, 2, 28), ""),
    ]
    assert {each.registration for each in rows(issued)} == {None}
