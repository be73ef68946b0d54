"""What became of each demand: in use, used up, or ended without using the right up, as the form says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from rra_desktop.calculation.counted_limits import time_after
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.contradictions import key_of
from rra_desktop.calculation.dates.order_of_events import order_of_events
from rra_desktop.calculation.dates.served_notices import demand_notice
from rra_desktop.calculation.facts_known import known_of
from rra_desktop.calculation.record_names import registration_title
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType
from rra_desktop.domain.registrations import Event, EventType, Registration, RegistrationKind, WithdrawnBy
from rra_desktop.domain.rights import Right, UsedBy
from rra_desktop.domain.statements import Statement, stated


class DemandState(Enum):
    """What became of a demand; `UNUSED` ended without using the right up."""

    NOT_RECEIVED = 0
    IN_USE = 1
    USED = 2
    UNUSED = 3


CHARGED = (DemandState.USED, DemandState.IN_USE)


@dataclass(frozen=True, slots=True)
class DemandStanding:
    """One demand on a day: its state, the event that decided it, and what is said of it.

    `again` says that it gives a further demand, by what the form says of it.
    """

    registration: Registration
    state: DemandState
    event: Event | None
    said: Statement | None
    again: bool = False


def demand_received(matter: Matter, registration_id: str) -> Anchor:
    """Return when the Company received the notice of a demand, without a day while none is recorded."""
    notices = [event for event in matter.events_of(registration_id) if event.type is EventType.DEMAND_NOTICE]
    return demand_notice(matter, notices).received


def demand_standings(matter: Matter, as_of: dt.date, rights: Collection[str]) -> tuple[DemandStanding, ...]:
    """Return how every demand under some rights stands on a day, in the order they were recorded."""
    found = []
    for registration in matter.registrations:
        right = matter.form.right_of(registration) if registration.kind is RegistrationKind.DEMAND else None
        if right is not None and right.id in rights:
            found.append(_standing(matter, registration, right, as_of))
    return tuple(found)


def section_of_use(matter: Matter, right: Right) -> str:
    """Return the section that says how often there is a right: its first limit's, else its own."""
    return next((limit.section for limit in matter.form.limits_on(right.id)), right.section)


def section_of_another(right: Right) -> str:
    """Return the section that gives a further demand."""
    return next((each.section for each in right.again if each.section), right.section)


def _standing(matter: Matter, registration: Registration, right: Right, as_of: dt.date) -> DemandStanding:
    falls = frozenset(key for each in order_of_events(matter, registration) for key in each.falls)
    events = [event for event in matter.events_of(registration.id) if key_of(event) not in falls]
    again = any(each.when.holds(known_of(matter, registration)) for each in right.again)
    ended = _ending(right, events, as_of)
    if ended is not None:
        return _Ended(matter, registration, right, ended, again).standing(events, as_of)
    received = demand_received(matter, registration.id)
    if received.day is None or received.day > as_of or not isinstance(received.record, Event):
        return DemandStanding(registration, DemandState.NOT_RECEIVED, None, None, again)
    said = stated(
        "demands/in_use",
        section_of_use(matter, right),
        title=registration_title(matter, registration),
        day=received.day,
        assumed=received.assumed,
        event=_awaited(matter, right),
        contradicted=_ending(right, matter.events_of(registration.id), as_of) is not None,
    )
    return DemandStanding(registration, DemandState.IN_USE, received.record, said, again)


def _awaited(matter: Matter, right: Right) -> str:
    """Return what the form calls the event of its own that uses a right up, empty for one that is built in."""
    declared = (matter.form.event(each.event) for each in right.used_by if not isinstance(each.event, EventType))
    return next((each.name for each in declared if each is not None), "")


def _ending(right: Right, events: Iterable[Event], as_of: dt.date) -> Event | None:
    """Return the event that ended a demand: its withdrawal, or what the form has use it up, else its effectiveness."""
    done = {each.event for each in right.used_by} - {EventType.WITHDRAWN} or {EventType.EFFECTIVE}
    kinds = {EventType.WITHDRAWN, *done}
    endings = (event for event in events if event.type in kinds and event.date is not None and event.date <= as_of)
    return min(endings, key=lambda event: (event.date or dt.date.max, event.id), default=None)


@dataclass(frozen=True, slots=True)
class _Ended:
    """A demand that became effective or was withdrawn, and what the form makes of that."""

    matter: Matter
    registration: Registration
    right: Right
    event: Event
    again: bool

    def standing(self, events: Sequence[Event], as_of: dt.date) -> DemandStanding:
        """Return how it stands on a day."""
        by = self._uses_up()
        if by is not None and not self.again:
            waiting = self._waits(by, as_of)
            if waiting is not None:
                return DemandStanding(self.registration, DemandState.IN_USE, self.event, waiting, self.again)
        used = by is not None and not self.again
        state = DemandState.USED if used else DemandState.UNUSED
        return DemandStanding(self.registration, state, self.event, self._said(events, used=used), self.again)

    def _uses_up(self) -> UsedBy | None:
        known = known_of(self.matter, self.registration, self.event)
        matching = (each for each in self.right.used_by if each.event == self.event.type and each.when.holds(known))
        return next(matching, None)

    def _said(self, events: Sequence[Event], *, used: bool) -> Statement:
        withdrawn = self.event.type is EventType.WITHDRAWN
        return stated(
            "demands/ended",
            section_of_use(self.matter, self.right),
            title=registration_title(self.matter, self.registration),
            day=self.event.date,
            by=(self.event.by or WithdrawnBy.COMPANY) if withdrawn else None,
            event=self._declared,
            used=used,
            left_out=self.again,
            covers_unsaid=used and bool(self.right.again) and self.registration.covers_all_requested is None,
            never_filed=used and withdrawn and not _was_filed(events, self.event),
        )

    @property
    def _declared(self) -> str:
        """What the form calls the event, empty for one that is built in."""
        declared = self.matter.form.event(self.event.type)
        return "" if declared is None or isinstance(self.event.type, EventType) else declared.name

    def _waits(self, by: UsedBy, as_of: dt.date) -> Statement | None:
        """Return what is still to come before an effective demand is used up, None where nothing is."""
        day = self.event.date or dt.date.min
        until = None if by.kept is None else time_after(day, by.kept)
        sold, asked = self._sold(day, as_of) if by.sold is not None else (0, 0)
        kept = until is None or as_of >= until
        enough = by.sold is None or (asked > 0 and Fraction(sold, asked) >= by.sold)
        if kept and enough:
            return None
        return stated(
            "demands/not_used_up_yet",
            section_of_use(self.matter, self.right),
            title=registration_title(self.matter, self.registration),
            day=day,
            event=self._declared,
            until=None if kept else until,
            part=None if enough else by.sold,
            sold=sold,
            asked=asked,
        )

    def _sold(self, effective: dt.date, as_of: dt.date) -> tuple[int, int]:
        """Return what those who asked have sold under registration since, and what they asked for."""
        requests = self.matter.requests_of(self.registration.id)
        asked = sum(request.quantity or 0 for request in requests)
        known = (each.date for each in self.matter.events_of(self.registration.id) if each.type is EventType.ALL_SOLD)
        if any(day is not None and day <= as_of for day in known):
            return asked, asked
        sellers = {request.holder for request in requests}
        sales = (
            entry.quantity or 0
            for entry in self.matter.ledger
            if entry.type is EntryType.REGISTERED_SALE and entry.holder in sellers and effective <= entry.date <= as_of
        )
        return sum(sales), asked


def _was_filed(events: Iterable[Event], withdrawn: Event) -> bool:
    return any(
        event.type is EventType.FILED and event.date is not None and event.date <= (withdrawn.date or dt.date.max)
        for event in events
    )
