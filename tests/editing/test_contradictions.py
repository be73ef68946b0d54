"""What an event would contradict is said before it is recorded, and nothing that is in order is called so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rra_desktop.calculation.dates.order_of_events import order_of_events
from rra_desktop.domain.edits import applied
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry
from rra_desktop.domain.registrations import DelayBecause, Event, EventType, WithdrawnBy
from rra_desktop.editing.commands import AddLedgerEntry, ChangeEvent, RecordEvent, RecordRequest
from rra_desktop.editing.contradictions import contradictions
from rra_desktop.editing.planning import plan
from rra_desktop.errors import RefusedEditError
from rra_desktop.wording import words_of
from tests.calculation.random_registrations import matters
from tests.matters import (
    company_notice,
    demand,
    demand_notice,
    desk_register,
    event,
    matter,
    piggyback,
    request,
    worked_demand,
)

T = EventType
_TOLD = 6


def day(number: int) -> dt.date:
    return dt.date(2003, 7, number)


def in_course() -> Matter:
    """Return a demand whose every step is recorded in its order."""
    steps = [
        event(kind, day(number))
        for number, kind in enumerate((T.FILED, T.EFFECTIVE, T.SUSPENDED, T.RESUMED, T.ALL_SOLD), start=15)
    ]
    before = worked_demand()
    return replace(before, events=(*before.events, *(replace(each, id=100 + at) for at, each in enumerate(steps))))


def told(made: Matter, recorded: Event) -> tuple[str, ...]:
    """Return what is told before an event is recorded, or takes the place of the one with its number."""
    return contradictions(made, ChangeEvent(recorded) if recorded.id else RecordEvent(recorded))


def test_what_is_in_order_contradicts_nothing() -> None:
    made = in_course()
    recorded = worked_demand()
    for each in made.events[len(recorded.events) :]:
        assert told(recorded, replace(each, id=0)) == ()
        recorded = replace(recorded, events=(*recorded.events, each))
    assert [told(made, replace(each, note="seen")) for each in made.events] == [()] * len(made.events)


@pytest.mark.parametrize(
    ("recorded", "sentence"),
    [
        (
            event(T.EFFECTIVE, day(20)),
            "Effectiveness is recorded more than once, for Jul 16, 2003 and Jul 20, 2003: only one can be so.",
        ),
        (
            event(T.EFFECTIVE, day(14)),
            (
                "Recorded as effective on Jul 14, 2003, before it was filed on Jul 15, 2003: a registration statement "
                "becomes effective after it was filed."
            ),
        ),
        (
            event(T.FILED, day(20)),
            (
                "More than one filing is recorded, of Jul 15, 2003 and Jul 20, 2003: the first is the filing, a later "
                "one an amendment of it."
            ),
        ),
        (
            event(T.FILED, dt.date(2003, 5, 1)),
            (
                "Recorded as filed on May 1, 2003, before the Company received the Demand Notice on Jun 2, 2003: this "
                "demand’s statement is filed after it."
            ),
        ),
        (
            event(T.WITHDRAWN, day(20), by=WithdrawnBy.COMPANY),
            (
                "Recorded both as effective on Jul 16, 2003 and as withdrawn on Jul 20, 2003: a registration is "
                "withdrawn before it becomes effective, or not at all."
            ),
        ),
        (
            company_notice(to="H4", received=day(1)),
            ("2 Company Notices to Cedar Family Trust are recorded: the first given by a method of §8(a) counts."),
        ),
        (
            demand_notice(received=day(1)),
            "2 Demand Notices are recorded: the first received by a method of §8(a) counts.",
        ),
        (
            event(T.ALL_SOLD, day(15)),
            (
                "All is recorded as sold on Jul 15, 2003, before the registration statement became effective on "
                "Jul 16, 2003."
            ),
        ),
        (
            event(T.DELAY_ELECTED, day(20), because=DelayBecause.OFFERING),
            "The election of Jul 20, 2003 came 5 days after the filing of Jul 15, 2003 and delays nothing (§1(d)).",
        ),
        (
            event(T.DELAY_OFFERING_EFFECTIVE, day(20)),
            (
                "Effectiveness of the Company’s offering is recorded for Jul 20, 2003, but the Company’s election of a "
                "delay is not."
            ),
        ),
        (
            event(T.RESUMED, day(19)),
            "Offers are recorded as resumed on Jul 19, 2003, when they were not suspended.",
        ),
        (
            event(T.RESUMED, day(16)),
            "Offers are recorded as resumed on Jul 16, 2003, when they were not suspended.",
        ),
    ],
)
def test_what_is_out_of_order_is_said(recorded: Event, sentence: str) -> None:
    assert sentence in told(in_course(), recorded)


@pytest.mark.parametrize(
    ("recorded", "sentence"),
    [
        (
            company_notice(received=day(1)),
            "A Company Notice is recorded for Jul 1, 2003, but a Demand Notice is not.",
        ),
        (event(T.EFFECTIVE, day(1)), "Effectiveness is recorded for Jul 1, 2003, but a filing is not."),
        (event(T.ALL_SOLD, day(1)), "The sale of all is recorded for Jul 1, 2003, but effectiveness is not."),
    ],
)
def test_an_event_without_the_one_before_it_is_told_and_marks_no_row(recorded: Event, sentence: str) -> None:
    made = replace(worked_demand(), events=())
    assert told(made, recorded) == (sentence,)
    after = replace(made, events=(replace(recorded, id=1),))
    assert order_of_events(after, after.registrations[0]) == ()


def test_plans_of_a_filing_that_come_too_late_or_twice_are_told() -> None:
    filed = replace(event(T.FILED, day(15), registration="R2"), id=100)
    made = replace(worked_demand(), registrations=(demand(), piggyback("R2")))
    planned = event(T.PLANNED_FILING, day(20), registration="R2")
    assert told(replace(made, events=(*made.events, filed)), planned) == (
        "A filing is planned for Jul 20, 2003, after it was filed on Jul 15, 2003: no date is counted from that plan.",
    )
    again = replace(made, events=(*made.events, replace(planned, id=100, date=day(18))))
    assert told(again, planned) == (
        "More than one planned filing is recorded, of Jul 18, 2003 and Jul 20, 2003: dates are counted from the first.",
    )


def test_a_second_delay_is_told() -> None:
    elected = replace(event(T.DELAY_ELECTED, day(1), because=DelayBecause.OFFERING), id=100)
    made = worked_demand()
    made = replace(made, events=(*made.events, elected))
    assert told(made, replace(elected, id=0, date=day(2))) == (
        "A further election of Jul 2, 2003 delays nothing: the Company may delay a request once (§1(d)).",
    )


def test_what_a_request_contradicts_is_told() -> None:
    """§1(a): a request counts for what its holder had when it came, and answers a notice."""
    early = RecordRequest(request("H4", 9_000_000, received=dt.date(2003, 6, 1)))
    assert contradictions(worked_demand(), early) == (
        (
            "The request of Cedar Family Trust is recorded as received on Jun 1, 2003, before the Company received the "
            "Demand Notice on Jun 2, 2003."
        ),
        (
            "Cedar Family Trust asks for 9,000,000 shares and held 1,800,000 on Jun 1, 2003, when its request came: it "
            "counts for 1,800,000."
        ),
    )


def test_what_a_registered_sale_contradicts_is_told() -> None:
    """§7: nothing is sold under a registration statement that is not effective."""
    sale = LedgerEntry(0, day(1), EntryType.REGISTERED_SALE, "H4", None, 5)
    (sentence,) = contradictions(worked_demand(), AddLedgerEntry(sale))
    assert sentence.startswith("A registered sale is recorded for Jul 1, 2003, when no registration statement was")


def test_a_record_that_is_changed_does_not_contradict_itself() -> None:
    made = in_course()
    effective = next(each for each in made.events if each.type is T.EFFECTIVE)
    assert told(made, replace(effective, date=day(16), note="by order")) == ()


def test_of_very_many_contradictions_the_first_are_told() -> None:
    """A demand that came later than every request to take part in it."""
    register = desk_register()
    asked = [request(each.id, 1, received=day(2)) for each in register.holders]
    made = matter(
        holders=register.holders,
        ledger=register.ledger,
        registrations=[demand(initiated_by=[register.holders[0].id])],
        events=[demand_notice(received=day(1))],
        requests=asked,
    )
    said = told(made, replace(made.events[0], sent=None, received=day(9)))
    assert len(said) == 7
    assert said[-1] == f"{len(asked) - 6} more contradictions come of it."


def test_what_is_refused_is_no_contradiction() -> None:
    assert told(in_course(), event(T.FILED, None)) == ()


@given(matters, st.data())
@settings(deadline=None)
def test_everything_that_a_record_newly_contradicts_is_told_in_the_words_of_its_mark(
    made: Matter, data: st.DataObject
) -> None:
    """The dialogs judge nothing themselves: what is told is what the order of events says afterwards."""
    drawn = data.draw(matters).events
    assume(drawn)
    command = RecordEvent(replace(drawn[0], id=0))
    try:
        after = applied(made, plan(made, command).changes)
    except RefusedEditError:
        assume(False)  # noqa: FBT003 - the way hypothesis is told
    said = contradictions(made, command)
    for registration in made.registrations:
        known = {each.statement for each in order_of_events(made, registration)}
        for each in order_of_events(after, registration):
            assert each.statement in known or words_of(each.statement) in said or len(said) > _TOLD
