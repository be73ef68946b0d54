"""The order of the events of a registration: what contradicts what, whatever the order of recording."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rra_desktop.calculation.dates.contradictions import key_of
from rra_desktop.calculation.dates.order_of_events import order_of_events
from rra_desktop.calculation.dates.registration_facts import gather
from rra_desktop.domain.deadlines import Deadline, DeadlineStatus
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType, RegistrationKind
from rra_desktop.domain.statements import Gravity
from rra_desktop.wording import words_of
from tests.calculation.deadline_rows import row, rows, simple, status, with_events
from tests.calculation.random_registrations import matters, shuffled
from tests.matters import company_notice, demand_notice, event, matter, piggyback, registration_notice, request

RECEIVED = date(2003, 6, 2)
FILED = event(EventType.FILED, date(2003, 7, 15))
EFFECTIVE = event(EventType.EFFECTIVE, date(2003, 9, 30))
DEMAND = (
    demand_notice(sent=date(2003, 5, 30), received=RECEIVED),
    company_notice(to="H2", sent=date(2003, 6, 6), received=date(2003, 6, 10)),
)
OPEN = {DeadlineStatus.PENDING, DeadlineStatus.UPCOMING, DeadlineStatus.DUE_TODAY, DeadlineStatus.OVERDUE}


def found(it: Matter, registration: str = "R1") -> set[str]:
    """Return the kinds of contradiction of a registration."""
    return {each.statement.kind.removeprefix("order/") for each in order_of_events(it, it.registration(registration))}


def marked(it: Matter, as_of: date = date(2004, 12, 31)) -> set[str]:
    """Return the ids of the rows of R1 that carry a contradiction."""
    return {
        each.id
        for each in rows(it, as_of)
        if any(mark.gravity is Gravity.CONTRADICTION for mark in each.marks) and each.registration == "R1"
    }


FILING_ROWS = {"filing_earliest", "filing_latest"}
EFFECTIVE_ROWS = {"effectiveness_deadline", "keep_effective_until"}
ALL_ROWS = {"company_notice_advised", "request_deadline", "delay_test"} | FILING_ROWS | EFFECTIVE_ROWS


@pytest.mark.parametrize(
    ("events", "kind", "touched"),
    [
        ((event(EventType.FILED, date(2003, 5, 1)),), "filed_before_demand", FILING_ROWS | {"effectiveness_deadline"}),
        ((FILED, event(EventType.EFFECTIVE, date(2003, 7, 1))), "effective_before_filed", FILING_ROWS | EFFECTIVE_ROWS),
        ((event(EventType.WITHDRAWN, date(2003, 5, 1)),), "withdrawn_before_demand", ALL_ROWS),
        ((FILED, event(EventType.WITHDRAWN, date(2003, 7, 1))), "withdrawn_before_filed", ALL_ROWS),
        ((FILED, EFFECTIVE, event(EventType.WITHDRAWN, date(2003, 10, 1))), "effective_and_withdrawn", ALL_ROWS),
        ((FILED, event(EventType.WITHDRAWN, date(2003, 8, 1)), EFFECTIVE), "effective_and_withdrawn", ALL_ROWS),
        ((FILED, EFFECTIVE, event(EventType.EFFECTIVE, date(2003, 10, 2))), "more_than_once", EFFECTIVE_ROWS),
        (
            (event(EventType.WITHDRAWN, date(2003, 8, 1)), event(EventType.WITHDRAWN, date(2003, 8, 4))),
            "more_than_once",
            ALL_ROWS,
        ),
        ((FILED, EFFECTIVE, event(EventType.ALL_SOLD, date(2003, 9, 1))), "sold_before_effective", EFFECTIVE_ROWS),
        (
            (FILED, EFFECTIVE, event(EventType.DISTRIBUTION_COMPLETED, date(2003, 9, 1))),
            "distributed_before_effective",
            EFFECTIVE_ROWS,
        ),
        (
            (FILED, EFFECTIVE, event(EventType.SUSPENDED, date(2003, 9, 1))),
            "suspended_before_effective",
            {"keep_effective_until"},
        ),
        (
            (FILED, EFFECTIVE, event(EventType.RESUMED, date(2003, 10, 1))),
            "resumed_before_suspended",
            {"keep_effective_until"},
        ),
        (
            (
                FILED,
                EFFECTIVE,
                event(EventType.SUSPENDED, date(2003, 10, 1)),
                event(EventType.SUSPENDED, date(2003, 10, 8)),
            ),
            "suspended_while_suspended",
            {"keep_effective_until"},
        ),
        (
            (event(EventType.DELAY_OFFERING_EFFECTIVE, date(2003, 6, 20)),),
            "without_what_it_needs",
            {"delay_test", "filing_latest", "effectiveness_deadline"},
        ),
        ((registration_notice(to="H2", sent=date(2003, 6, 6)),), "belongs_elsewhere", {"company_notice_advised"}),
        ((event(EventType.PLANNED_FILING, date(2003, 7, 15)),), "belongs_elsewhere", {"company_notice_advised"}),
    ],
)
def test_what_contradicts_what_and_the_rows_it_touches(events: Iterable[Event], kind: str, touched: set[str]) -> None:
    it = simple(*DEMAND, *events)
    assert found(it) == {kind}
    assert marked(it) == touched


def test_a_history_in_order_contradicts_nothing() -> None:
    """Amended filings, repeated notices and a second suspension are no contradictions."""
    it = simple(
        *DEMAND,
        company_notice(to="H2", sent=date(2003, 6, 9), received=date(2003, 6, 12)),
        FILED,
        event(EventType.FILED, date(2003, 8, 15)),
        EFFECTIVE,
        *(event(EventType.SUSPENDED, date(2003, month, 1)) for month in (10, 11)),
        *(event(EventType.RESUMED, date(2003, month, 8)) for month in (10, 11)),
        event(EventType.ALL_SOLD, date(2003, 12, 1)),
        event(EventType.DISTRIBUTION_COMPLETED, date(2003, 12, 8)),
        requests=[request("H2", 1, received=date(2003, 6, 20))],
    )
    assert found(it) == set()
    assert marked(it) == set()


@pytest.mark.parametrize(
    "stray",
    [
        EventType.DELAY_ELECTED,
        EventType.DELAY_OFFERING_EFFECTIVE,
        EventType.DELAY_ACTIVITY_COMMENCED,
        EventType.OTHER_REGISTRATION_EFFECTIVE,
    ],
)
def test_what_belongs_to_a_demand_belongs_to_no_registration_of_the_companys(stray: EventType) -> None:
    it = matter(registrations=[piggyback()], events=[event(stray, date(2003, 8, 1)), company_notice(sent=RECEIVED)])
    assert found(it) == {"belongs_elsewhere"}
    assert marked(it) == {"registration_notice_due"}


def test_a_filing_before_the_demand_is_no_filing_of_it() -> None:
    """§1(a): the statement to be filed covers what the Demand Notice and the requests name."""
    it = simple(*DEMAND, event(EventType.FILED, date(2003, 5, 1)))
    latest = row(it, "filing_latest", as_of=date(2003, 8, 1))
    assert (latest.date, latest.status.value) == (date(2003, 7, 17), "overdue")
    effective = row(it, "effectiveness_deadline", as_of=date(2003, 8, 1))
    assert (effective.date, effective.projected) == (date(2003, 11, 14), True)


def test_a_company_notice_before_the_demand_meets_nothing() -> None:
    """§1(a): it tells the others of a Demand Notice that the Company has received."""
    early = company_notice(to="H2", sent=date(2003, 5, 20), received=date(2003, 5, 20))
    it = simple(DEMAND[0], early, investors=("H1", "H2", "H3"))
    assert status(it, "company_notice_advised", date(2003, 6, 4)) == "upcoming"
    assert marked(it, date(2003, 6, 4)) == {"company_notice_advised", "request_deadline"} | FILING_ROWS
    untouched = row(it, "request_deadline", "H3", as_of=date(2003, 6, 4))
    assert all(mark.gravity is not Gravity.CONTRADICTION for mark in untouched.marks)
    again = with_events(it, DEMAND[1])
    assert row(again, "request_deadline", "H2", as_of=date(2003, 6, 12)).date == date(2003, 6, 26)


def test_a_contradicted_effectiveness_meets_nothing_and_keeps_nothing_effective() -> None:
    it = simple(*DEMAND, FILED, event(EventType.EFFECTIVE, date(2003, 7, 1)))
    after = date(2003, 12, 1)
    assert status(it, "filing_latest", after) == "overdue"
    assert status(it, "effectiveness_deadline", after) == "overdue"
    assert row(it, "keep_effective_until", as_of=after).date is None


_TOO_EARLY = "is recorded as received on Jun 1, 2003, before the Company received the Demand Notice on Jun 2, 2003."


def test_requests_that_cannot_have_come_so() -> None:
    asked = [
        request("H2", 10, received=None),
        request("H3", 10, received=date(2003, 6, 1)),
        request("H1", 10, received=date(2003, 6, 1)),
    ]
    it = simple(*DEMAND, investors=("H1", "H2", "H3"), requests=asked)
    said = [words_of(each.statement) for each in order_of_events(it, it.registration("R1"))]
    assert said == [
        "The request of H2 is recorded without the day it was received.",
        f"The request of H3 {_TOO_EARLY}",
        f"The request of H1 {_TOO_EARLY}",
    ]
    assert status(it, "request_deadline", date(2003, 6, 30), "H2") != "met"
    assert gather(it, it.registration("R1"), date(2003, 6, 30)).requests == {}


# -- the day looked at -------------------------------------------------------------------------------------------------


def test_what_lies_after_the_day_looked_at_has_not_happened() -> None:
    it = simple(*DEMAND, FILED, EFFECTIVE)
    looked_at = date(2003, 6, 24)
    effective = row(it, "effectiveness_deadline", as_of=looked_at)
    assert (effective.date, effective.projected, effective.status.value) == (date(2003, 11, 14), True, "upcoming")
    kept = row(it, "keep_effective_until", as_of=looked_at)
    assert (kept.date, kept.projected) == (date(2004, 9, 30), True)
    assert [words_of(mark) for mark in kept.marks] == [
        "Projected: the effective date is recorded for Sep 30, 2003, which had not come on the day looked at."
    ]


def _is_touched(deadline: Deadline) -> bool:
    return any(mark.gravity is Gravity.CONTRADICTION for mark in deadline.marks)


_DAYS = st.dates(date(2003, 5, 1), date(2005, 12, 31))


@given(it=matters, seed=st.integers(0, 30), as_of=_DAYS)
@settings(deadline=None)
def test_the_order_of_recording_does_not_matter(it: Matter, seed: int, as_of: date) -> None:
    turned = shuffled(it, seed)
    for registration in it.registrations:
        one, other = order_of_events(it, registration), order_of_events(turned, registration)
        assert set(one) == set(other)
    assert [(each.key, each.status, each.date) for each in rows(it, as_of)] == [
        (each.key, each.status, each.date) for each in rows(turned, as_of)
    ]


@given(it=matters, as_of=_DAYS)
@settings(deadline=None)
def test_every_contradiction_names_a_record_and_has_words(it: Matter, as_of: date) -> None:
    rows_of = rows(it, as_of)
    for registration in it.registrations:
        for each in order_of_events(it, registration):
            assert each.records
            assert words_of(each.statement).endswith(".")
            touched = [
                row
                for row in rows_of
                if each.touches(row.registration, row.id, row.holder) and row.registration is not None
            ]
            assert all(each.mark in row.marks for row in touched)


@given(it=matters, as_of=_DAYS)
@settings(deadline=None)
def test_no_status_uses_a_fact_after_the_day_looked_at(it: Matter, as_of: date) -> None:
    """Where nothing contradicts anything, leaving out what lies ahead closes and opens nothing."""
    assume(not any(order_of_events(it, registration) for registration in it.registrations))
    known = replace(
        it,
        events=tuple(each for each in it.events if not _lies_after(each, as_of)),
        requests=tuple(each for each in it.requests if each.received is None or each.received <= as_of),
    )
    now = {each.key: each.status for each in rows(known, as_of)}
    for each in rows(it, as_of):
        if each.key in now and each.status not in OPEN:
            assert now[each.key] is each.status, each.key


def _lies_after(each: Event, as_of: date) -> bool:
    if each.type is EventType.PLANNED_FILING:
        return False
    days = [day for day in (each.date, each.sent, each.received) if day is not None]
    return bool(days) and min(days) > as_of


@given(it=matters, as_of=_DAYS)
@settings(deadline=None)
def test_nothing_is_met_by_a_fact_after_the_day_looked_at_nor_by_one_that_fell(it: Matter, as_of: date) -> None:
    for each in rows(it, as_of):
        assert each.met_on is None or each.met_on <= as_of
    for registration in it.registrations:
        facts = gather(it, registration, as_of)
        fallen = {key for each in facts.contradictions for key in each.falls}
        kept = (facts.day(EventType.ALL_SOLD), facts.day(EventType.DISTRIBUTION_COMPLETED))
        for anchor in (facts.filed, facts.effective, *kept):
            record = anchor.record
            assert record is None or not isinstance(record, Event) or key_of(record) not in fallen
            assert anchor.day is None or anchor.day <= as_of


def test_a_contradicted_effective_date_of_another_registration_bars_nothing_and_is_said() -> None:
    it = simple(*DEMAND)
    both = replace(
        it,
        registrations=(*it.registrations, replace(piggyback("R2"), kind=RegistrationKind.PIGGYBACK)),
        events=(
            *it.events,
            replace(event(EventType.FILED, date(2003, 6, 20), registration="R2"), id=90),
            replace(event(EventType.EFFECTIVE, date(2003, 6, 10), registration="R2"), id=91),
        ),
    )
    last = row(both, "filing_latest", as_of=date(2003, 7, 1))
    assert last.date == date(2003, 7, 17)
    assert _is_touched(last)
    assert not [each for each in rows(both, date(2003, 7, 1)) if each.id == "cooling_off_ends"]
