"""What an event would contradict is said before it is recorded, and nothing that is in order is called so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType
from rra_desktop.editing.contradictions import contradictions
from tests.matters import company_notice, demand_notice, event, worked_demand

T = EventType


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


def test_what_is_in_order_contradicts_nothing() -> None:
    made = in_course()
    assert [contradictions(made, each) for each in made.events] == [()] * len(made.events)


@pytest.mark.parametrize(
    ("recorded", "sentence"),
    [
        (event(T.EFFECTIVE, day(20)), "The effective date is recorded already, of Jul 16, 2003."),
        (event(T.EFFECTIVE, day(14)), "The effective date, Jul 14, 2003, would lie before the filing, Jul 15, 2003."),
        (
            event(T.FILED, day(20)),
            "The filing is recorded already, of Jul 15, 2003; this one would stand beside it as an amendment.",
        ),
        (
            event(T.FILED, dt.date(2003, 5, 1)),
            "The filing, May 1, 2003, would lie before the Demand Notice, Jun 2, 2003.",
        ),
        (
            event(T.WITHDRAWN, day(20)),
            (
                "The effective date is recorded, of Jul 16, 2003; a registration is withdrawn before it is effective, "
                "or not at all."
            ),
        ),
        (
            company_notice(to="H4", received=day(1)),
            "The Company Notice to Cedar Family Trust is recorded already, of Jun 9, 2003.",
        ),
        (demand_notice(received=day(1)), "The Demand Notice is recorded already, of Jun 2, 2003."),
        (event(T.ALL_SOLD, day(15)), "The day all shares were sold, Jul 15, 2003, would lie before the effective date"),
        (event(T.DELAY_ELECTED, day(20)), "It was filed on Jul 15, 2003; the Company’s election of its delay after"),
        (
            event(T.DELAY_OFFERING_EFFECTIVE, day(20)),
            "The effective date of the delaying offering presupposes the Company’s election of its delay, which is not",
        ),
        (event(T.RESUMED, day(19)), "The day offers were resumed is recorded already, of Jul 18, 2003, and nothing"),
        (event(T.RESUMED, day(16)), "The day offers were resumed, Jul 16, 2003, would lie before the suspension"),
    ],
)
def test_what_is_out_of_order_is_said(recorded: Event, sentence: str) -> None:
    assert any(said.startswith(sentence) for said in contradictions(in_course(), recorded))


def test_a_record_that_is_changed_does_not_contradict_itself() -> None:
    made = in_course()
    effective = next(each for each in made.events if each.type is T.EFFECTIVE)
    assert contradictions(made, replace(effective, date=day(16), note="by order")) == ()
