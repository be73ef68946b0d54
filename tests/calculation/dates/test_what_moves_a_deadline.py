"""What moves a deadline and what does not, for any bars, delays, copies, waivers and amendments (§1, §3(a), §8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.agreement import Signature, TermChange
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import DelayBecause, Event, EventType, Method
from rra_desktop.domain.statements import Gravity
from rra_desktop.domain.waivers import Waiver
from tests.calculation.deadline_rows import CALENDARS, due, others, row, rows, simple, under, with_events
from tests.matters import company_notice, demand, demand_notice, event, investor, matter, other_holder, transferee
from tests.saying import remarks_of

DAY = timedelta(days=1)
RECEIVED, NOTIFIED, LATEST = date(2003, 6, 2), date(2003, 6, 10), date(2003, 7, 17)
FILED, EFFECTIVE_BY = date(2003, 7, 15), date(2003, 11, 12)


def noticed(*events: Event, investors: tuple[str, ...] = ("H1", "H2"), waivers: tuple[Waiver, ...] = ()) -> Matter:
    """Make a demand received on June 2 of which H2 was told on June 10."""
    return simple(
        demand_notice(method=Method.FAX, received=RECEIVED),
        company_notice(to="H2", method=Method.FAX, received=NOTIFIED),
        *events,
        investors=investors,
        waivers=waivers,
    )


def filed(*events: Event) -> Matter:
    return noticed(event(EventType.FILED, FILED), *events)


def other_effective(day: date) -> Event:
    return event(EventType.OTHER_REGISTRATION_EFFECTIVE, day, permits_resale=True)


def election(day: date) -> Event:
    return event(EventType.DELAY_ELECTED, day, because=DelayBecause.OFFERING)


def in_time(deadline: Deadline) -> tuple[object, ...]:
    """Return when a deadline is and where it stands."""
    return deadline.key, deadline.date, deadline.status, deadline.met_on


# -- bars --------------------------------------------------------------------------------------------------------------


def moved_day_by_day(day: date, begins: list[date]) -> date:
    """Live through the days: as a bar begins, a deadline still to come that falls inside it waits until it is over."""
    today = min([day, *begins])
    while today <= max([day, *begins]):
        for _ in (begin for begin in begins if begin == today):
            if today <= day <= today + 180 * DAY:
                day = today + 181 * DAY
        today += DAY
    return day


@given(st.lists(st.dates(date(2002, 11, 1), date(2004, 12, 31)), max_size=4))
def test_bars_move_what_had_not_passed_and_falls_inside_them(begins: list[date]) -> None:
    barred = filed(*map(other_effective, begins))
    assert due(barred, "effectiveness_deadline") == moved_day_by_day(EFFECTIVE_BY, begins)


@pytest.mark.parametrize(("after", "moved"), [(0, True), (1, False)])
def test_a_bar_that_begins_on_the_last_day_still_moves_it(after: int, moved: bool) -> None:
    begins = EFFECTIVE_BY + after * DAY
    found = due(filed(other_effective(begins)), "effectiveness_deadline")
    assert found == (begins + 181 * DAY if moved else EFFECTIVE_BY)


def test_a_second_demand_for_want_of_stock_is_not_barred_unless_read_so() -> None:
    second = replace(demand(initiated_by=("H1",)), second_demand=True)
    barred = replace(filed(other_effective(date(2003, 6, 1))), registrations=(second,))
    found = row(barred, "cooling_off_ends")
    assert (found.date, found.status.value) == (None, "moot")
    assert others(found) == {("second_demand_bar", "applies"): date(2003, 11, 28)}
    assert due(barred, "effectiveness_deadline") == EFFECTIVE_BY
    assert due(under(barred, {"second_demand_bar": "applies"}), "effectiveness_deadline") == date(2003, 11, 29)


def test_a_waived_bar_gives_the_unmoved_day_back() -> None:
    waiver = Waiver(0, "cooling_off_ends", date(2003, 8, 1), ("company",), "R1")
    barred = replace(filed(other_effective(date(2003, 6, 1))), waivers=(replace(waiver, id=1),))
    assert row(barred, "effectiveness_deadline", as_of=date(2003, 7, 31)).date == date(2003, 11, 29)
    given_up = row(barred, "effectiveness_deadline", as_of=date(2003, 8, 1))
    assert given_up.date == EFFECTIVE_BY
    assert others(given_up)["company_right_waived_by", "all"] == date(2003, 11, 29)
    bar = row(barred, "cooling_off_ends", as_of=date(2003, 8, 1))
    assert (bar.date, bar.status.value) == (date(2003, 11, 28), "waived")
    assert "The Company has given up this bar since Aug 1, 2003" in remarks_of(bar)[0]
    every = under(barred, {"company_right_waived_by": "all"})
    assert remarks_of(row(every, "cooling_off_ends", as_of=date(2003, 8, 1)))[-1] == (
        "Waived by some, not by H1 and H2 (§8(c))."
    )


# -- delays ------------------------------------------------------------------------------------------------------------


@given(
    elected=st.dates(RECEIVED, date(2004, 6, 1)),
    effective=st.dates(date(2003, 5, 1), date(2004, 6, 1)),
    restart=st.booleans(),
)
def test_a_delay_moves_the_last_day_to_file_only_from_before_it_and_over_it(
    elected: date, effective: date, *, restart: bool
) -> None:
    delayed = noticed(election(elected), event(EventType.DELAY_OFFERING_EFFECTIVE, effective))
    delayed = under(delayed, {"delay_effect": "restart" if restart else "toll"})
    ends = effective + 120 * DAY
    if elected <= LATEST <= ends and elected < ends:
        moved = ends + 45 * DAY if restart else LATEST + (ends - elected)
    else:
        moved = LATEST
    assert due(delayed, "filing_latest") == moved
    assert due(delayed, "company_notice_advised") == moved - 30 * DAY
    assert due(delayed, "effectiveness_deadline") == moved + 120 * DAY


@given(st.integers(1, 400))
def test_a_delay_elected_after_the_filing_moves_nothing_and_says_so(days: int) -> None:
    late = election(FILED + days * DAY)
    delayed = filed(late, event(EventType.DELAY_OFFERING_EFFECTIVE, FILED))
    plain = {each.key: each.date for each in rows(filed())}
    assert {each.key: each.date for each in rows(delayed) if each.key in plain} == plain
    said = " ".join(remarks_of(row(delayed, "delay_ends")))
    assert "delays nothing" in said


def test_a_second_election_says_that_it_delays_nothing() -> None:
    twice = noticed(
        election(date(2003, 6, 12)),
        election(date(2003, 6, 20)),
        event(EventType.DELAY_OFFERING_EFFECTIVE, date(2003, 7, 1)),
    )
    assert "A further election of Jun 20, 2003 delays nothing: the Company may delay a request once (§1(d))." in (
        remarks_of(row(twice, "delay_ends"))
    )


def test_once_for_each_demand_is_a_reading() -> None:
    events = [
        each
        for registration in ("R1", "R2")
        for each in (
            demand_notice(method=Method.FAX, received=RECEIVED, registration=registration),
            event(EventType.DELAY_ELECTED, date(2003, 6, 12), registration=registration),
            event(EventType.DELAY_OFFERING_EFFECTIVE, date(2003, 7, 1), registration=registration),
        )
    ]
    both = matter(registrations=[demand("R1"), demand("R2")], events=events)
    latest = row(both, "filing_latest", registration="R2")
    assert (latest.date, others(latest)["delay_once", "per_demand"]) == (LATEST, date(2003, 12, 3))
    assert due(under(both, {"delay_once": "per_demand"}), "filing_latest", registration="R2") == date(2003, 12, 3)


def test_the_test_of_a_delay_runs_from_the_giving_or_by_choice_from_the_receipt() -> None:
    mailed = simple(demand_notice(sent=date(2003, 5, 30), received=RECEIVED))
    assert due(mailed, "delay_test") == date(2003, 6, 29)
    assert others(row(mailed, "delay_test"))["delay_test_from", "received"] == date(2003, 7, 2)
    assert due(under(mailed, {"delay_test_from": "received"}), "delay_test") == date(2003, 7, 2)


def test_a_waived_test_takes_the_doubt_away() -> None:
    delayed = noticed(election(date(2003, 6, 12)), event(EventType.DELAY_OFFERING_EFFECTIVE, date(2003, 9, 1)))
    doubtful = remarks_of(row(delayed, "filing_latest"))
    assert any("without the delay this day is Jul 17, 2003" in said for said in doubtful)
    waiver = Waiver(1, "delay_test", date(2003, 6, 20), ("H1", "H2"))
    waived = replace(delayed, waivers=(waiver,))
    assert not any("without the delay" in said for said in remarks_of(row(waived, "filing_latest")))
    assert row(waived, "filing_latest").date == row(delayed, "filing_latest").date


# -- the window --------------------------------------------------------------------------------------------------------


@given(received=st.dates(date(2003, 5, 1), date(2004, 12, 1)), later=st.integers(0, 40), waived=st.booleans())
def test_a_window_is_in_conflict_exactly_when_edgar_takes_no_filing_in_it(
    received: date, later: int, *, waived: bool
) -> None:
    waiver = Waiver(1, "filing_earliest", received, ("H1", "H2"))
    one = simple(
        demand_notice(method=Method.FAX, received=received),
        company_notice(to="H2", method=Method.FAX, received=received + later * DAY),
        waivers=(waiver,) if waived else (),
    )
    as_of = received + DAY
    first, last = row(one, "filing_earliest", as_of=as_of), row(one, "filing_latest", as_of=as_of)
    window = [received + n * DAY for n in range(later + 30, 46)]
    open_days = [day for day in window if CALENDARS.is_business_day(day, Closing.EDGAR)]
    impossible = not open_days and not waived
    assert bool(first.conflicts) == bool(last.conflicts) == impossible
    said = " ".join(remarks_of(last))
    assert ("The filing window is open" in said) == (bool(open_days) and not waived)
    assert last.window is not None
    assert last.window.empty == impossible
    if open_days:
        assert (last.window.first_open, last.window.last_open) == (open_days[0], open_days[-1])
        assert last.window.filing_days == len(open_days)


def test_where_the_first_day_controls_a_filing_on_it_is_in_time() -> None:
    """The first day is Sunday, July 20, after the last, July 17: the first filing day, Monday, is in order."""
    late = simple(
        demand_notice(method=Method.FAX, received=RECEIVED),
        company_notice(to="H2", method=Method.FAX, received=date(2003, 6, 20)),
        event(EventType.FILED, date(2003, 7, 21)),
        readings={"filing_conflict": "earliest_controls"},
    )
    found = row(late, "filing_latest", as_of=date(2003, 8, 1))
    assert (found.date, found.edgar_day) == (date(2003, 7, 20), date(2003, 7, 21))
    assert (found.status.value, found.met_on) == ("met", date(2003, 7, 21))
    kept = under(late, {"filing_conflict": "latest_controls"})
    assert row(kept, "filing_latest", as_of=date(2003, 8, 1)).status.value == "late"


# -- to whom a notice counts -------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.tuples(st.sampled_from(["H1", "H8", "H9"]), st.sampled_from(Method), st.dates(RECEIVED, date(2003, 12, 1))),
        min_size=1,
        max_size=4,
    )
)
def test_copies_to_anybody_the_clause_does_not_address_change_nothing(copies: list[tuple[str, Method, date]]) -> None:
    register = replace(noticed(), holders=(investor("H1"), investor("H2"), other_holder("H8"), transferee("H9")))
    sent = [company_notice(to=to, method=method, sent=day, received=day) for to, method, day in copies]
    with_copies = with_events(register, *sent)
    looked_at = date(2004, 1, 1)
    assert list(map(in_time, rows(with_copies, looked_at))) == list(map(in_time, rows(register, looked_at)))
    said = row(with_copies, "company_notice_advised").marks
    listed = [mark for mark in said if mark.kind.startswith("dates/copy_to")]
    assert len(listed) == len({to for to, _, _ in copies})


# -- doubts ------------------------------------------------------------------------------------------------------------


@given(method=st.sampled_from(Method), receipt=st.booleans())
def test_a_doubt_about_the_demand_notice_stands_beside_all_that_is_counted_from_it(
    method: Method, *, receipt: bool
) -> None:
    notice = demand_notice(method=method, sent=date(2003, 5, 30), received=RECEIVED if receipt else None)
    one = simple(notice, company_notice(to="H2", method=Method.FAX, received=NOTIFIED))
    doubts = {mark for mark in row(one, "filing_latest").marks if mark.statement.section == "8(a)"}
    for deadline in ("company_notice_advised", "effectiveness_deadline"):
        assert doubts <= set(row(one, deadline).marks)
    assert all(mark.gravity is Gravity.DOUBT for mark in doubts)
    assert bool(doubts) == (
        method in (Method.EMAIL, Method.COURIER)
        or (method in (Method.CERTIFIED_MAIL, Method.REGISTERED_MAIL) and not receipt)
    )


# -- other filings -----------------------------------------------------------------------------------------------------


def test_the_days_to_effectiveness_run_from_the_first_filing_or_by_choice_from_the_last_amendment() -> None:
    amended = filed(event(EventType.FILED, date(2003, 8, 15)), event(EventType.FILED, date(2003, 9, 1)))
    found = row(amended, "effectiveness_deadline")
    assert (found.date, others(found)) == (
        EFFECTIVE_BY,
        {("effectiveness_from", "last_amendment"): date(2003, 9, 1) + 120 * DAY},
    )
    effective = with_events(amended, event(EventType.EFFECTIVE, date(2003, 8, 20)))
    by_amendment = under(effective, {"effectiveness_from": "last_amendment"})
    assert due(by_amendment, "effectiveness_deadline") == date(2003, 8, 15) + 120 * DAY


def test_a_demand_read_as_proposed_by_the_company_needs_registration_notices_too() -> None:
    ids = {"registration_notice_due", "registration_notice_advised"}
    assert not ids & {each.id for each in rows(noticed())}
    needed = under(noticed(), {"demand_needs_registration_notice": "yes"})
    notice = row(needed, "registration_notice_due")
    assert (notice.date, notice.projected) == (LATEST - DAY, True)
    assert others(notice) == {("demand_needs_registration_notice", "no"): None}
    given_one = with_events(
        needed,
        *(
            event_to
            for event_to in (
                replace(company_notice(to=to, method=Method.FAX, received=NOTIFIED), type=EventType.REGISTRATION_NOTICE)
                for to in ("H1", "H2")
            )
        ),
        event(EventType.FILED, FILED),
    )
    met = row(given_one, "registration_notice_due", as_of=FILED)
    assert (met.date, met.status.value, met.met_on) == (FILED - DAY, "met", NOTIFIED)
    assert due(given_one, "piggyback_request_deadline", "H1") == NOTIFIED + 20 * DAY


# -- amendments --------------------------------------------------------------------------------------------------------

PARTIES = ("company", "H1", "H2", "H3")


def amended(signed_by: dict[str, date | None], since: date | None) -> Matter:
    register = noticed(investors=("H1", "H2", "H3"))
    signatures = tuple(Signature(party, day) for party, day in signed_by.items())
    change = TermChange(1, "filing_latest_days", 60, effective_from=since, signed_by=signatures)
    return replace(register, term_changes=(change,))


days_signed = st.none() | st.dates(date(2003, 5, 1), date(2003, 7, 1))


@given(st.dictionaries(st.sampled_from(PARTIES), days_signed), st.dates(date(2003, 5, 1), date(2003, 7, 1)))
def test_an_amendment_counts_from_the_later_of_its_day_and_the_last_signature_when_all_have_signed(
    signed_by: dict[str, date | None], since: date
) -> None:
    one = amended(signed_by, since)
    from_when = max([since, *(day for day in signed_by.values() if day)])
    complete = set(signed_by) == set(PARTIES)
    in_force = complete and from_when <= RECEIVED
    latest = row(one, "filing_latest")
    assert latest.date == RECEIVED + (60 if in_force else 45) * DAY
    unsigned = [mark for mark in latest.marks if mark.kind == "dates/amendment_unsigned"]
    assert bool(unsigned) == (not complete and from_when <= RECEIVED)
    for mark in unsigned:
        assert mark.statement.fact("day") == RECEIVED + 60 * DAY


@given(st.dictionaries(st.sampled_from(PARTIES), days_signed))
def test_a_correction_of_the_form_counts_at_once(signed_by: dict[str, date | None]) -> None:
    assert due(amended(signed_by, None), "filing_latest") == RECEIVED + 60 * DAY


def test_a_transferee_without_counterpart_need_not_sign() -> None:
    one = amended(dict.fromkeys(PARTIES), date(2003, 5, 1))
    later = transferee("H9", counterpart=date(2003, 5, 2))
    assert due(replace(one, holders=(*one.holders, transferee("H9"))), "filing_latest") == RECEIVED + 60 * DAY
    assert due(replace(one, holders=(*one.holders, later)), "filing_latest") == RECEIVED + 60 * DAY
    before = transferee("H9", counterpart=date(2003, 5, 1))
    assert due(replace(one, holders=(*one.holders, before)), "filing_latest") == LATEST
