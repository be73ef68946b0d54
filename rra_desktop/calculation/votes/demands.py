"""Demands: which of them used the Investors' right up, and what is left of it (§1(a), §1(c))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.contradictions import key_of
from rra_desktop.calculation.dates.notices import notice_dates
from rra_desktop.calculation.dates.order_of_events import order_of_events
from rra_desktop.calculation.dates.served_notices import demand_notice
from rra_desktop.calculation.record_names import registration_title
from rra_desktop.calculation.register.sources import event_source, term_source
from rra_desktop.domain.figures import Clause, Figure, FigureKey, FigureValue
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventId, EventType, Registration, RegistrationKind, WithdrawnBy
from rra_desktop.domain.standing import DemandsLeft
from rra_desktop.domain.statements import Gravity, Mark, Statement, stated

_WHAT: Mapping[EventId, str] = {
    EventType.DEMAND_NOTICE: "Demand Notice received by the Company",
    EventType.EFFECTIVE: "Registration statement effective",
    EventType.WITHDRAWN: "Registration withdrawn",
}


class DemandState(Enum):
    """What became of a demand; `UNUSED` ended without using the right up."""

    NOT_RECEIVED = 0
    IN_USE = 1
    USED = 2
    UNUSED = 3


_CHARGED = (DemandState.USED, DemandState.IN_USE)


@dataclass(frozen=True, slots=True)
class DemandStanding:
    """One demand on a day: its state, the event that decided it, and what is said of it (§1(c))."""

    registration: Registration
    state: DemandState
    event: Event | None
    said: Statement | None


def demand_received(matter: Matter, registration_id: str) -> Anchor:
    """Return when the Company received the Demand Notice of a demand, without a day while none is recorded (§8(a))."""
    notices = [event for event in matter.events_of(registration_id) if event.type is EventType.DEMAND_NOTICE]
    return demand_notice(matter, notices).received


def demand_standings(matter: Matter, as_of: dt.date) -> tuple[DemandStanding, ...]:
    """Return how every demand of a matter stands on a day, in the order they were recorded (§1(c))."""
    demands = (each for each in matter.registrations if each.kind is RegistrationKind.DEMAND)
    return tuple(_standing(matter, registration, as_of) for registration in demands)


def demands_left(matter: Matter, as_of: dt.date) -> DemandsLeft:
    """Count the demands used, in use and left on a day (§1(c)).

    A demand in use is still left: §1(c) takes it as used up only when it ends in one of two ways. A second demand under
    §1(a) is no charge on the first.
    """
    standings = demand_standings(matter, as_of)
    first = [each for each in standings if not each.registration.second_demand]
    second = [each for each in standings if each.registration.second_demand]
    granted = matter.whole("demands", as_of)
    used = sum(each.state is DemandState.USED for each in first)
    in_use = sum(each.state is DemandState.IN_USE for each in first)
    short_of_stock = any(each.registration.covers_all_requested is False and each.event for each in first)
    taken = any(each.state in _CHARGED for each in second)
    marks = [Mark(each.said) for each in standings if each.said]
    if used > granted:
        beyond = stated("demands/beyond_the_right", "1(c)", granted=granted, used=used)
        marks.insert(0, Mark(beyond, Gravity.CONFLICT))
    if short_of_stock and not taken:
        marks.append(Mark(stated("demands/second_open", "1(a)")))
    return DemandsLeft(granted, used, in_use, max(0, granted - used), short_of_stock and not taken, tuple(marks))


def demands_left_figure(matter: Matter, as_of: dt.date) -> Figure[int]:
    """Explain how many demands are left, from the number granted and what became of each (§1(c))."""
    count = demands_left(matter, as_of)
    steps = tuple(
        _step(matter, standing, standing.event) for standing in demand_standings(matter, as_of) if standing.event
    )
    return Figure(
        FigureKey("demands_left"),
        stated("demands/left"),
        count.left,
        stated(
            "demands/left_of_granted", granted=count.granted, used=count.used, beyond=count.beyond, in_use=count.in_use
        ),
        Clause("1(c)"),
        (term_source(matter, "demands", as_of), *steps),
        marks=count.marks,
    )


def _step(matter: Matter, standing: DemandStanding, event: Event) -> Figure[FigureValue]:
    registration = standing.registration
    words = {
        DemandState.IN_USE: "in use",
        DemandState.USED: "used",
        DemandState.UNUSED: "not used up",
    }
    day = event.date or notice_dates(matter, event).received
    return Figure(
        FigureKey("demands_left", (registration.id,)),
        registration_title(matter, registration),
        words[standing.state],
        "",
        Clause("1(a)" if registration.second_demand else "1(c)"),
        (event_source(event, _WHAT.get(event.type, ""), day),),
        marks=(Mark(standing.said),) if standing.said else (),
    )


# -- whether a demand is one -------------------------------------------------------------------------------------------


def charge_marks(matter: Matter, registration: Registration, as_of: dt.date) -> tuple[Mark, ...]:
    """Return why no demand may be left for one: the right was used up, or another demand has it in use (§1(c)).

    Of several demands those received earlier come first. A second demand needs a first one that could not be registered
    for want of authorized stock, and there is one such only (§1(a), end).
    """
    if registration.second_demand:
        return _second_marks(matter, registration, as_of)
    granted = matter.whole("demands", as_of)
    earlier = [each for each in _received_before(matter, registration, as_of) if not each.registration.second_demand]
    used = [each for each in earlier if each.state is DemandState.USED]
    in_use = [each for each in earlier if each.state is DemandState.IN_USE]
    names = tuple(registration_title(matter, each.registration) for each in (*used, *in_use))
    if len(used) >= granted:
        return (Mark(stated("demands/none_left", "1(c)", granted=granted, by=names), Gravity.CONFLICT),)
    if len(used) + len(in_use) >= granted:
        return (Mark(stated("demands/in_use_by_another", "1(c)", granted=granted, by=names), Gravity.DOUBT),)
    return ()


def left_for(matter: Matter, registration: Registration, as_of: dt.date) -> int:
    """Return how many demands are left for one, the demands received before it counted off where used up (§1(c))."""
    earlier = _received_before(matter, registration, as_of)
    used = sum(each.state is DemandState.USED and not each.registration.second_demand for each in earlier)
    return max(0, matter.whole("demands", as_of) - used)


def _second_marks(matter: Matter, registration: Registration, as_of: dt.date) -> tuple[Mark, ...]:
    others = [each for each in matter.registrations if each.kind is RegistrationKind.DEMAND]
    left_out = any(not each.second_demand and each.covers_all_requested is False for each in others)
    if not left_out:
        return (Mark(stated("demands/no_first_left_out", "1(a)"), Gravity.CONFLICT),)
    earlier = [each for each in _received_before(matter, registration, as_of) if each.registration.second_demand]
    taken = tuple(registration_title(matter, each.registration) for each in earlier if each.state in _CHARGED)
    return (Mark(stated("demands/second_taken", "1(a)", by=taken), Gravity.CONFLICT),) if taken else ()


def _received_before(matter: Matter, registration: Registration, as_of: dt.date) -> list[DemandStanding]:
    places = {each.id: place for place, each in enumerate(matter.registrations)}

    def turn(registration_id: str) -> tuple[dt.date, int]:
        return demand_received(matter, registration_id).day or dt.date.max, places[registration_id]

    own = turn(registration.id)
    return [each for each in demand_standings(matter, as_of) if turn(each.registration.id) < own]


# -- how each stands ---------------------------------------------------------------------------------------------------


def _standing(matter: Matter, registration: Registration, as_of: dt.date) -> DemandStanding:
    falls = frozenset(key for each in order_of_events(matter, registration) for key in each.falls)
    events = [event for event in matter.events_of(registration.id) if key_of(event) not in falls]
    ended = _ending(events, as_of)
    if ended is not None:
        return _ended(matter, registration, ended, events)
    received = demand_received(matter, registration.id)
    if received.day is None or received.day > as_of or not isinstance(received.record, Event):
        return DemandStanding(registration, DemandState.NOT_RECEIVED, None, None)
    said = stated(
        "demands/in_use",
        "1(c)",
        title=registration_title(matter, registration),
        day=received.day,
        assumed=received.assumed,
        contradicted=_ending(matter.events_of(registration.id), as_of) is not None,
    )
    return DemandStanding(registration, DemandState.IN_USE, received.record, said)


def _ending(events: Iterable[Event], as_of: dt.date) -> Event | None:
    """Return the event that ended a demand: its effectiveness or its withdrawal."""
    endings = (
        event
        for event in events
        if event.type in (EventType.EFFECTIVE, EventType.WITHDRAWN) and event.date is not None and event.date <= as_of
    )
    return min(endings, key=lambda event: (event.date or dt.date.max, event.id), default=None)


def _ended(matter: Matter, registration: Registration, event: Event, events: Iterable[Event]) -> DemandStanding:
    withdrawn = event.type is EventType.WITHDRAWN
    by = (event.by or WithdrawnBy.COMPANY) if withdrawn else None
    left_out = registration.covers_all_requested is False
    used = not left_out and by in (None, WithdrawnBy.INVESTORS)
    said = stated(
        "demands/ended",
        "1(c)",
        title=registration_title(matter, registration),
        day=event.date,
        by=by,
        used=used,
        left_out=left_out,
        covers_unsaid=used and registration.covers_all_requested is None,
        never_filed=used and withdrawn and not _was_filed(events, event),
    )
    return DemandStanding(registration, DemandState.USED if used else DemandState.UNUSED, event, said)


def _was_filed(events: Iterable[Event], withdrawn: Event) -> bool:
    return any(
        event.type is EventType.FILED and event.date is not None and event.date <= (withdrawn.date or dt.date.max)
        for event in events
    )
