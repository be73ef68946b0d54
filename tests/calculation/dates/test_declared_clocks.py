"""A deadline is counted by what the form says: from another start, by another count, under another reading."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.dates.declared_counts import Count, TermsInForce, reached
from rra_desktop.domain.agreement import TermChange
from rra_desktop.domain.counts import DeclaredCount, TimeUnit
from rra_desktop.domain.deadline_definitions import FormText
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import DelayBecause, EventType, Method
from rra_desktop.exchange.answers import deadlines as answered
from rra_desktop.forms.clocks import can_start
from rra_desktop.report.summary import summary
from rra_desktop.store.holiday_tables import load_holidays
from tests.calculation.deadline_rows import CALENDARS, due, others, row, rows, simple, under
from tests.calculation.random_ledgers import SIGNED
from tests.calculation.random_registrations import matters
from tests.matters import company_notice, demand_notice, event, issue, piggyback, registration_notice

GIVEN, RECEIVED = dt.date(2003, 5, 30), dt.date(2003, 6, 2)
TOLD, HEARD = dt.date(2003, 6, 6), dt.date(2003, 6, 11)
FILED, AMENDED = dt.date(2003, 7, 10), dt.date(2003, 8, 4)
DEMANDED = (demand_notice(sent=GIVEN, received=RECEIVED), company_notice(to="H2", sent=TOLD, received=HEARD))


def days(amount: int) -> DeclaredCount:
    """Return days written in place."""
    return DeclaredCount(amount=amount, unit=TimeUnit.DAY)


def defined(
    made: Matter, deadline: DeadlineId, *start: str, count: tuple[DeclaredCount, ...] = (), pick: str = ""
) -> Matter:
    """Return a matter under a form in which one deadline has another start, count or choice of notices."""
    texts = tuple(FormText(each, each.partition("<")[2].partition(">")[0]) for each in start)
    own = made.form.deadline(deadline)
    changed = replace(
        own, start=texts or own.start, count=count or own.count, pick=FormText(pick) if pick else own.pick
    )
    every = tuple(changed if each.id is deadline else each for each in made.form.deadlines)
    return replace(made, form=replace(made.form, deadlines=every))


def after(day: dt.date, count: int) -> dt.date:
    return day + dt.timedelta(days=count)


def test_requests_counted_otherwise_from_another_day_of_the_notice() -> None:
    made = defined(simple(*DEMANDED), DeadlineId.REQUEST_DEADLINE, "company_notice.received", count=(days(10),))
    found = row(made, "request_deadline", "H2")
    assert found.date == after(HEARD, 10)
    assert found.parts.started == HEARD
    assert [(each.amount, each.unit, each.term) for each in found.parts.counts] == [(10, TimeUnit.DAY, "")]
    assert ("request_window_from", "received") not in others(found)


def test_a_request_counts_from_the_first_day_of_the_notice_that_is_known() -> None:
    sent = (DEMANDED[0], company_notice(to="H2", method=Method.FAX, received=HEARD), company_notice(to="H3", sent=TOLD))
    made = simple(*sent, investors=("H1", "H2", "H3", "H4"))
    made = defined(made, DeadlineId.REQUEST_DEADLINE, "company_notice.received", "company_notice.given")
    asked = made.whole("request_days")
    assert due(made, "request_deadline", "H2") == after(HEARD, asked)
    assert row(made, "request_deadline", "H3").parts.started == TOLD
    waiting = row(made, "request_deadline", "H4")
    assert (waiting.date, bool(waiting.waits_for)) == (None, True)


def test_a_start_by_another_reading_follows_that_reading_and_shows_its_other_choice() -> None:
    made = defined(simple(*DEMANDED), DeadlineId.REQUEST_DEADLINE, "company_notice.<delay_test_from>")
    asked = made.whole("request_days")
    found = row(made, "request_deadline", "H2")
    assert found.date == after(TOLD, asked)
    assert others(found)["delay_test_from", "received"] == after(HEARD, asked)
    chosen = under(made, {"delay_test_from": "received"})
    assert due(chosen, "request_deadline", "H2") == after(HEARD, asked)
    assert due(under(made, {"request_window_from": "received"}), "request_deadline", "H2") == after(TOLD, asked)


@pytest.mark.parametrize(
    ("start", TimeUnit.DAY), [("demand_notice.given", GIVEN), ("demand_notice.received", RECEIVED), ("filed", FILED)]
)
@pytest.mark.parametrize("deadline", ["filing_latest", "delay_test", "keep_effective_until"])
def test_a_row_for_all_starts_on_the_day_the_form_names(deadline: str, start: str, day: dt.date) -> None:
    made = simple(*DEMANDED, event(EventType.FILED, FILED))
    made = defined(made, DeadlineId(deadline), start, count=(days(12), days(-2)))
    assert due(made, deadline) == after(day, 10)


def test_the_first_start_that_has_a_day_counts_and_the_row_is_projected_from_the_last_day_to_file_alone() -> None:
    starts = ("filed.last_amendment", "demand_notice.given", "filing_latest")
    filed = (*DEMANDED, event(EventType.FILED, FILED), event(EventType.FILED, AMENDED))
    for events, starts_on in ((filed, AMENDED), (DEMANDED, GIVEN)):
        made = defined(simple(*events), DeadlineId.EFFECTIVENESS_DEADLINE, *starts, count=(days(5),))
        found = row(made, "effectiveness_deadline")
        assert (found.date, found.projected) == (after(starts_on, 5), False)
    made = defined(simple(*DEMANDED), DeadlineId.EFFECTIVENESS_DEADLINE, "filed", "filing_latest", count=(days(5),))
    latest, found = due(made, "filing_latest"), row(made, "effectiveness_deadline")
    assert latest is not None
    assert (found.date, found.projected) == (after(latest, 5), True)
    alone = defined(made, DeadlineId.EFFECTIVENESS_DEADLINE, "filing_latest", "filed")
    assert row(alone, "effectiveness_deadline").projected is False


def test_the_first_or_the_last_notice_starts_the_floor_as_the_form_picks() -> None:
    notices = (*DEMANDED, company_notice(to="H3", sent=TOLD, received=after(HEARD, 3)))
    made = simple(*notices, investors=("H1", "H2", "H3"))
    floor = made.whole("filing_earliest_days")
    for pick, day in (("first", HEARD), ("last", after(HEARD, 3))):
        found = row(defined(made, DeadlineId.FILING_EARLIEST, pick=pick), "filing_earliest")
        assert found.date == after(day, floor)
        assert not any(reading == "filing_floor_receipt" for reading, _ in others(found))


def test_the_advised_day_takes_off_what_the_form_says_from_the_last_day_to_file() -> None:
    count = (DeclaredCount("filing_latest_days"), DeclaredCount("request_days", back=True), days(-3))
    made = defined(simple(*DEMANDED), DeadlineId.COMPANY_NOTICE_ADVISED, count=count)
    latest, off = due(made, "filing_latest"), made.whole("request_days") + 3
    assert latest is not None
    assert due(made, "company_notice_advised") == after(latest, -off)
    longer = defined(made, DeadlineId.FILING_LATEST, count=(days(90),))
    assert due(longer, "company_notice_advised") == after(RECEIVED, 90 - off)


def test_a_delay_is_counted_and_the_clock_restarts_by_the_form() -> None:
    elected, effective = dt.date(2003, 6, 20), dt.date(2003, 7, 10)
    made = simple(
        *DEMANDED,
        event(EventType.DELAY_ELECTED, elected, because=DelayBecause.OFFERING),
        event(EventType.DELAY_OFFERING_EFFECTIVE, effective),
        readings={"delay_effect": "restart"},
    )
    made = defined(made, DeadlineId.DELAY_ENDS, count=(days(20),))
    made = defined(made, DeadlineId.FILING_LATEST, count=(days(40),))
    assert due(made, "delay_ends") == after(effective, 20)
    assert due(made, "filing_latest") == after(effective, 60)


def test_a_bar_lasts_as_long_as_the_form_says() -> None:
    began = dt.date(2003, 7, 1)
    made = simple(*DEMANDED, event(EventType.OTHER_REGISTRATION_EFFECTIVE, began, permits_resale=True))
    assert due(defined(made, DeadlineId.COOLING_OFF_ENDS, count=(days(30),)), "cooling_off_ends") == after(began, 30)


def test_notices_of_a_registration_are_due_as_long_before_the_filing_as_the_form_says() -> None:
    proposed = replace(
        simple(registration_notice(to="H2", sent=TOLD, received=HEARD), event(EventType.PLANNED_FILING, FILED)),
        registrations=(piggyback("R1"),),
    )
    for deadline in ("registration_notice_due", "registration_notice_advised"):
        made = defined(proposed, DeadlineId(deadline), count=(days(-15),))
        assert due(made, deadline) == after(FILED, -15)
    made = defined(proposed, DeadlineId.PIGGYBACK_REQUEST_DEADLINE, "registration_notice.received", count=(days(9),))
    assert due(made, "piggyback_request_deadline", "H2") == after(HEARD, 9)
    found = row(defined(proposed, DeadlineId.REGISTRATION_NOTICE_DUE, "filing_latest"), "registration_notice_due")
    assert (found.date, found.status.value) == (None, "moot")


def test_a_time_in_years_falls_back_from_the_end_of_february() -> None:
    made = replace(simple(), ledger=(replace(issue("H1", 100, on=dt.date(2004, 2, 29)), sequence=1),))
    two_more = DeclaredCount(amount=2, unit=TimeUnit.YEAR)
    made = defined(made, DeadlineId.WARRANT_EXPIRY, count=(DeclaredCount("warrant_years"), two_more))
    years = made.whole("warrant_years") + 2
    assert [each.date for each in rows(made) if each.id is DeadlineId.WARRANT_EXPIRY] == [
        dt.date(2004 + years, 2, 28 if years % 4 else 29)
    ]


@given(st.dates(dt.date(2003, 1, 1), dt.date(2010, 12, 31)), st.lists(st.integers(-40, 40), max_size=4))
def test_parts_of_a_count_are_added(since: dt.date, amounts: list[int]) -> None:
    counts = [Count(each, TimeUnit.DAY) for each in amounts]
    assert reached(since, counts, CALENDARS).day == since + dt.timedelta(days=sum(amounts))


@given(st.lists(st.integers(1, 90), min_size=1, max_size=3), st.integers(-30, 30))
@settings(deadline=None)
def test_each_part_counts_as_its_term_is_in_force_when_the_clock_starts(amendments: list[int], later: int) -> None:
    since = after(RECEIVED, later)
    changes = [
        TermChange(0, "filing_latest_days", amount, after(RECEIVED, 10 * number), signed_by=SIGNED)
        for number, amount in enumerate(amendments)
    ]
    made = simple(term_changes=changes, investors=("H1", "H2", "H3", "H4"))
    terms, definition = TermsInForce(made), made.form.deadline(DeadlineId.COMPANY_NOTICE_ADVISED)
    for day in (since, RECEIVED, since):
        assert terms.counts_of(definition, day) == (
            Count(made.whole("filing_latest_days", day), TimeUnit.DAY, "filing_latest_days"),
            Count(-made.whole("filing_earliest_days", day), TimeUnit.DAY, "filing_earliest_days"),
        )


parts = st.one_of(
    st.integers(-60, 120).filter(bool).map(days),
    st.builds(DeclaredCount, st.sampled_from(["request_days", "filing_latest_days", "delay_days"]), st.booleans()),
)


@st.composite
def clocks(draw: st.DrawFn) -> tuple[DeadlineId, list[str], tuple[DeclaredCount, ...]]:
    """Draw a deadline with starts and a count that the reader lets a form say."""
    deadline = draw(st.sampled_from(DeadlineId))
    starts = st.lists(st.sampled_from(sorted(map(str, can_start(deadline)))), min_size=1, max_size=3, unique=True)
    return deadline, draw(starts), draw(st.lists(parts, min_size=1, max_size=3, unique=True).map(tuple))


@given(matters, st.lists(clocks(), min_size=1, max_size=3), st.dates(dt.date(2003, 5, 1), dt.date(2004, 10, 31)))
@settings(deadline=None)
def test_whatever_a_form_can_say_of_its_clocks_is_counted_explained_and_told(
    original: Matter, said: list[tuple[DeadlineId, list[str], tuple[DeclaredCount, ...]]], as_of: dt.date
) -> None:
    made = original
    for deadline, starts, count in said:
        made = defined(made, deadline, *starts, count=count)
    for each in rows(made, as_of):
        assert each.explain().value == each.date
        assert each.date or each.waits_for or each.status.value == "moot"
    analysis = Analysis(made, as_of, load_holidays())
    assert answered(analysis)
    assert summary(analysis)
