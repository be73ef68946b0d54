"""Demands: which of them used the Investors' right up, and what is left of it (§1(a), §1(c))."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from rra_desktop.calculation import in_words
from rra_desktop.calculation.notices import notice_dates
from rra_desktop.calculation.sources import event_source, term_source
from rra_desktop.domain.figures import Clause, EnteredByCounsel, Figure, FigureKey, FigureValue
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType, Registration, RegistrationKind, WithdrawnBy
from rra_desktop.domain.standing import DemandsLeft

_BY = {
    WithdrawnBy.COMPANY: "withdrawn by the Company",
    WithdrawnBy.INVESTORS: "withdrawn at the request of the Investors that asked for it",
    WithdrawnBy.INVESTORS_MATERIAL_INFORMATION: (
        "withdrawn by the Investors that asked for it, solely for material information they learned afterwards"
    ),
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


def demand_received(matter: Matter, registration_id: str) -> dt.date | None:
    """Return the first day on which the Company received the Demand Notice, None while none is recorded (§8(a))."""
    days = (
        notice_dates(event).received
        for event in matter.events_of(registration_id)
        if event.type is EventType.DEMAND_NOTICE
    )
    return min((day for day in days if day is not None), default=None)


def demand_standings(matter: Matter, as_of: dt.date) -> tuple[DemandStanding, ...]:
    """Return how every demand of a matter stands on a day, in the order they were recorded (§1(c))."""
    demands = (each for each in matter.registrations if each.kind is RegistrationKind.DEMAND)
    return tuple(_standing(matter, registration, as_of) for registration in demands)


def demands_left(matter: Matter, as_of: dt.date) -> DemandsLeft:
    """Count the demands used, in use and left on a day; a second demand under §1(a) is no charge on the first."""
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
    left = max(0, granted - used - in_use)
    return DemandsLeft(granted, used, in_use, left, short_of_stock and not taken, tuple(reasons))


def demands_left_figure(matter: Matter, as_of: dt.date) -> Figure[int]:
    """Explain how many demands are left, from the number granted and what became of each (§1(c))."""
    count = demands_left(matter, as_of)
    steps = tuple(_step(standing) for standing in demand_standings(matter, as_of))
    taken = "".join(
        f" \N{MINUS SIGN} {number} {word}"
        for number, word in ((count.used, "used"), (count.in_use, "in use"))
        if number
    )
    return Figure(
        FigureKey("demands_left"),
        "Demands left",
        count.left,
        f"{count.granted} granted{taken}",
        Clause("1(c)"),
        (term_source(matter, "demands", as_of), *steps),
        remarks=count.reasons,
    )


def _step(standing: DemandStanding) -> Figure[FigureValue]:
    registration = standing.registration
    words = {
        DemandState.NOT_RECEIVED: "not received",
        DemandState.IN_USE: "in use",
        DemandState.USED: "used",
        DemandState.UNUSED: "not used up",
    }
    source = (
        Figure(
            FigureKey("registration", (registration.id,)),
            "No Demand Notice recorded as received",
            registration.id,
            "",
            EnteredByCounsel(f"registration {registration.id}"),
        )
        if standing.event is None
        else event_source(standing.event, _title(registration), standing.event.date or standing.event.received)
    )
    return Figure(
        FigureKey("registration", (registration.id,)),
        _title(registration),
        words[standing.state],
        standing.reason,
        Clause("1(a)" if registration.second_demand else "1(c)"),
        (source,),
    )


def _standing(matter: Matter, registration: Registration, as_of: dt.date) -> DemandStanding:
    received = demand_received(matter, registration.id)
    ended = _ending(matter, registration.id, as_of)
    if ended is not None:
        return _ended(matter, registration, ended)
    if received is None or received > as_of:
        return DemandStanding(registration, DemandState.NOT_RECEIVED, None, "")
    notice = next(
        each
        for each in matter.events_of(registration.id)
        if each.type is EventType.DEMAND_NOTICE and notice_dates(each).received == received
    )
    said = f"{_title(registration)} is in use: received {in_words.date(received)}, neither effective nor withdrawn."
    return DemandStanding(registration, DemandState.IN_USE, notice, said)


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
