"""Demands: which of them used the Investors' right up, and what is left of it (§1(a), §1(c))."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from rra_desktop.calculation import in_words
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.notices import notice_dates
from rra_desktop.calculation.dates.served_notices import demand_notice
from rra_desktop.calculation.register.sources import event_source, term_source
from rra_desktop.domain.figures import Clause, Figure, FigureKey, FigureValue
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType, Registration, RegistrationKind, WithdrawnBy
from rra_desktop.domain.standing import DemandsLeft
from rra_desktop.domain.statements import marks_in_words

_BY = {
    WithdrawnBy.COMPANY: "withdrawn by the Company",
    WithdrawnBy.INVESTORS: "withdrawn at the request of the Investors that asked for it",
    WithdrawnBy.INVESTORS_MATERIAL_INFORMATION: (
        "withdrawn by the Investors that asked for it, solely for material information they learned afterwards"
    ),
}


_WHAT = {
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


@dataclass(frozen=True, slots=True)
class DemandStanding:
    """One demand on a day: its state, the event that decided it, and a sentence that says why (§1(c))."""

    registration: Registration
    state: DemandState
    event: Event | None
    reason: str


def demand_received(matter: Matter, registration_id: str) -> Anchor:
    """Return when the Company received the Demand Notice of a demand, without a day while none is recorded (§8(a))."""
    notices = [event for event in matter.events_of(registration_id) if event.type is EventType.DEMAND_NOTICE]
    return demand_notice(notices).received


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
    taken = any(each.state in (DemandState.USED, DemandState.IN_USE) for each in second)
    reasons = [each.reason for each in standings if each.reason]
    if short_of_stock and not taken:
        reasons.append(
            "A second demand is open for the Registrable Shares left out, if they were left out for want of authorized "
            "stock (§1(a))."
        )
    return DemandsLeft(granted, used, in_use, max(0, granted - used), short_of_stock and not taken, tuple(reasons))


def demands_left_figure(matter: Matter, as_of: dt.date) -> Figure[int]:
    """Explain how many demands are left, from the number granted and what became of each (§1(c))."""
    count = demands_left(matter, as_of)
    steps = tuple(_step(standing, standing.event) for standing in demand_standings(matter, as_of) if standing.event)
    in_use = f"; {count.in_use} in use" if count.in_use else ""
    return Figure(
        FigureKey("demands_left"),
        "Demands left",
        count.left,
        f"{count.granted} granted − {count.used} used = {count.left}{in_use}",
        Clause("1(c)"),
        (term_source(matter, "demands", as_of), *steps),
        marks=marks_in_words(count.reasons),
    )


def _step(standing: DemandStanding, event: Event) -> Figure[FigureValue]:
    registration = standing.registration
    words = {
        DemandState.IN_USE: "in use",
        DemandState.USED: "used",
        DemandState.UNUSED: "not used up",
    }
    day = event.date or notice_dates(event).received
    return Figure(
        FigureKey("demands_left", (registration.id,)),
        _title(registration),
        words[standing.state],
        standing.reason,
        Clause("1(a)" if registration.second_demand else "1(c)"),
        (event_source(event, _WHAT[event.type], day),),
    )


def _standing(matter: Matter, registration: Registration, as_of: dt.date) -> DemandStanding:
    ended = _ending(matter, registration.id, as_of)
    if ended is not None:
        return _ended(matter, registration, ended)
    received = demand_received(matter, registration.id)
    if received.day is None or received.day > as_of or not isinstance(received.record, Event):
        return DemandStanding(registration, DemandState.NOT_RECEIVED, None, "")
    day = f"{in_words.date(received.day)}{' (assumed)' if received.assumed else ''}"
    said = f"{_title(registration)} is in use: received {day}, neither effective nor withdrawn."
    return DemandStanding(registration, DemandState.IN_USE, received.record, said)


def _ending(matter: Matter, registration_id: str, as_of: dt.date) -> Event | None:
    """Return the event that ended a demand: the first of effectiveness and withdrawal."""
    endings = (
        event
        for event in matter.events_of(registration_id)
        if event.type in (EventType.EFFECTIVE, EventType.WITHDRAWN) and event.date is not None and event.date <= as_of
    )
    return min(endings, key=lambda event: (event.date or dt.date.max, event.id), default=None)


def _ended(matter: Matter, registration: Registration, event: Event) -> DemandStanding:
    title, day = _title(registration), in_words.date(event.date or dt.date.max)
    if event.type is EventType.EFFECTIVE:
        how = f"became effective {day}"
    else:
        how = f"was {_BY[event.by or WithdrawnBy.COMPANY]}, {day}"
    if registration.covers_all_requested is False:
        said = f"{title} {how}, but it did not cover every share in the timely notices: the demand is not used up."
        return DemandStanding(registration, DemandState.UNUSED, event, said)
    if event.type is EventType.WITHDRAWN and event.by is not WithdrawnBy.INVESTORS:
        return DemandStanding(registration, DemandState.UNUSED, event, f"{title} {how}: the demand is not used up.")
    doubts = []
    if registration.covers_all_requested is None:
        doubts.append("it is taken to cover every share in the timely notices until counsel says otherwise")
    if event.type is EventType.WITHDRAWN and not _was_filed(matter, registration.id, event):
        doubts.append("no statement had been filed, and the words speak of a statement that is withdrawn")
    doubt = f" ({'; '.join(doubts)})" if doubts else ""
    return DemandStanding(registration, DemandState.USED, event, f"{title} {how}: the demand is used up{doubt}.")


def _was_filed(matter: Matter, registration_id: str, withdrawn: Event) -> bool:
    return any(
        event.type is EventType.FILED and event.date is not None and event.date <= (withdrawn.date or dt.date.max)
        for event in matter.events_of(registration_id)
    )


def _title(registration: Registration) -> str:
    return registration.title or f"Demand {registration.id}"
