"""A delay of the Company's as recorded: its election, what it relies on, and the elections before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rra_desktop.calculation.dates.anchors import Anchor, EventsByType
from rra_desktop.calculation.record_names import registration_title
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType
from rra_desktop.domain.statements import Statement


@dataclass(frozen=True, slots=True)
class DelayGround:
    """What is recorded of that on which a delay rests, the day of its plans first."""

    every: tuple[Anchor, ...]

    @property
    def planned(self) -> dt.date | None:
        """The day on which it was under way or its plans were fixed."""
        return self.every[0].day

    def proven_by(self, last: dt.date) -> Anchor | None:
        """Return the first recorded fact that shows by a day that the offering or activity was under way or planned."""
        in_time = [each for each in self.every if each.day is not None and each.day <= last]
        return min(in_time, key=lambda each: each.day or dt.date.max, default=None)

    def disproved(self, last: dt.date) -> bool:
        """Tell whether the plans are recorded as fixed after a day, and nothing shows that they were before."""
        return self.planned is not None and self.planned > last and self.proven_by(last) is None


@dataclass(frozen=True, slots=True)
class Delay:
    """The Company's election to delay, the first recorded in a registration.

    `before` are the elections in the matter that came before it, in their order; `again` those that followed in the
    same registration. `titles` has what the matter's registrations are called, by id.
    """

    election: Event
    before: tuple[Event, ...]
    again: tuple[Event, ...]
    titles: Mapping[str, Statement]

    def spent_on(self, allowed: int, counts: Callable[[Event], bool]) -> Event | None:
        """Return the election that used the right up, None while some of it is left; itself where none was given.

        `counts` tells whether an election before counts beside this one.
        """
        before = [each for each in self.before if counts(each)]
        if len(before) < allowed:
            return None
        return before[allowed - 1] if allowed > 0 else self.election


def delay_elected(matter: Matter, events: EventsByType, as_of: dt.date, kind: EventType) -> Delay | None:
    """Return the delay of the registration whose events are given, None when none was elected by a day.

    An election without a day is taken as made. `kind` is the event by which one is elected.
    """
    elections = [each for each in events.get(kind, ()) if each.date is None or each.date <= as_of]
    if not elections:
        return None
    election = elections[0]
    places = {registration.id: place for place, registration in enumerate(matter.registrations)}
    in_order = sorted(
        (each for each in matter.events if each.type == kind),
        key=lambda each: (each.date or dt.date.max, places.get(each.registration, len(places)), each.id),
    )
    titles = {each.id: registration_title(matter, each) for each in matter.registrations}
    return Delay(election, tuple(in_order[: in_order.index(election)]), tuple(elections[1:]), titles)
