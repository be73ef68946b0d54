"""The Company's delay of a demand as recorded: its election, what it relies on, and the elections before it (§1(d))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from rra_desktop.calculation.counted_limits import Occurrence, in_span
from rra_desktop.calculation.dates.anchors import Anchor, EventsByType, dated
from rra_desktop.calculation.record_names import registration_title
from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.limits import LimitSpan
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType
from rra_desktop.domain.statements import Statement


@dataclass(frozen=True, slots=True)
class DelayGround:
    """What is recorded of the Company's offering or activity on which a delay rests.

    `planned` is the day on which it was under way or its plans were fixed.
    """

    planned: Anchor
    offering_effective: Anchor
    activity_commenced: Anchor

    def proven_by(self, last: dt.date) -> Anchor | None:
        """Return the first recorded fact that shows by a day that the offering or activity was under way or planned."""
        every = (self.planned, self.offering_effective, self.activity_commenced)
        in_time = [each for each in every if each.day is not None and each.day <= last]
        return min(in_time, key=lambda each: each.day or dt.date.max, default=None)

    def disproved(self, last: dt.date) -> bool:
        """Tell whether the plans are recorded as fixed after a day, and nothing shows that they were before."""
        return self.planned.day is not None and self.planned.day > last and self.proven_by(last) is None


@dataclass(frozen=True, slots=True)
class Delay:
    """The Company's election to delay a demand, the first recorded of it.

    `before` are the elections in the matter that came before it, in their order; `again` those that followed in the
    same demand. `titles` has what the matter's registrations are called, by id.
    """

    election: Event
    before: tuple[Event, ...]
    again: tuple[Event, ...]
    titles: Mapping[str, Statement]

    def spent_on(self, allowed: int, within: LimitSpan | DeclaredCount) -> Event | None:
        """Return the election that used the right up, None while some of it is left; itself where none was given.

        Those before it count that lie in the span of the limit, or in the time back from it, on which delays are
        counted. An election without a day is taken as made on the last day there is.
        """
        day = self.election.date or dt.date.max
        before = [
            each
            for each in self.before
            if in_span(within, Occurrence(each.date, each.registration), day, self.election.registration)
        ]
        if len(before) < allowed:
            return None
        return before[allowed - 1] if allowed > 0 else self.election


def delay_ground(events: EventsByType, as_of: dt.date) -> DelayGround:
    """Return what is known on a day of an offering or activity of the Company that may delay a demand (§1(d))."""
    return DelayGround(
        planned=dated(events, EventType.DELAY_OFFERING_PLANNED, as_of),
        offering_effective=dated(events, EventType.DELAY_OFFERING_EFFECTIVE, as_of),
        activity_commenced=dated(events, EventType.DELAY_ACTIVITY_COMMENCED, as_of),
    )


def delay_elected(matter: Matter, events: EventsByType, as_of: dt.date) -> Delay | None:
    """Return the Company's delay of the demand whose events are given, None when it had elected none by a day (§1(d)).

    An election without a day is taken as made.
    """
    elections = [each for each in events.get(EventType.DELAY_ELECTED, ()) if each.date is None or each.date <= as_of]
    if not elections:
        return None
    election = elections[0]
    places = {registration.id: place for place, registration in enumerate(matter.registrations)}
    in_order = sorted(
        (each for each in matter.events if each.type is EventType.DELAY_ELECTED),
        key=lambda each: (each.date or dt.date.max, places.get(each.registration, len(places)), each.id),
    )
    titles = {each.id: registration_title(matter, each) for each in matter.registrations}
    return Delay(election, tuple(in_order[: in_order.index(election)]), tuple(elections[1:]), titles)
