"""The recorded days on which clocks start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from rra_desktop.domain.register import LedgerEntry
from rra_desktop.domain.registrations import Event, EventType
from rra_desktop.domain.statements import Mark, Said, stated

EventsByType: TypeAlias = Mapping[EventType, Sequence[Event]]
"""The events of a registration by what happened, each kind in the order of its days, undated ones last."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A recorded day on which a clock can start, or the lack of one, named by `waits_for`.

    `label` names it as a step, `when` as what follows “after”. `part` says which of the record's days it is: "given",
    "received" or "date". `later` is a day that is recorded but had not come on the day looked at: then `day` is None,
    nothing is met by it, and a date counted from it is projected. `marks` are the doubts about it; they stand beside
    every date counted from it.
    """

    label: str
    when: str
    day: dt.date | None
    record: Event | LedgerEntry | None = None
    part: str = "date"
    assumed: bool = False
    waits_for: Said = ""
    later: dt.date | None = None
    marks: tuple[Mark, ...] = ()

    def seen_on(self, as_of: dt.date) -> Anchor:
        """Return it as it is known on a day: one that lies after that day has not come yet."""
        if self.day is None or self.day <= as_of:
            return self
        return replace(self, day=None, later=self.day, assumed=False)


def events_by_type(events: Iterable[Event]) -> EventsByType:
    """Return events by what happened."""
    found: dict[EventType, list[Event]] = {}
    for event in sorted(events, key=lambda each: (each.date or dt.date.max, each.id)):
        found.setdefault(event.type, []).append(event)
    return found


_DATED: Mapping[EventType, tuple[str, str]] = {
    EventType.PLANNED_FILING: ("Planned filing", "the planned filing"),
    EventType.FILED: ("Registration statement filed", "the filing"),
    EventType.EFFECTIVE: ("Registration statement effective", "the effective date"),
    EventType.ALL_SOLD: ("All covered shares sold", "the sale of all"),
    EventType.DISTRIBUTION_COMPLETED: ("Underwriters’ distribution completed", "the end of the distribution"),
    EventType.DELAY_OFFERING_PLANNED: (
        "The Company's offering or activity under way or planned",
        "the day the Company's offering was planned",
    ),
    EventType.DELAY_OFFERING_EFFECTIVE: (
        "The Company's offering effective",
        "the effective date of the Company's offering",
    ),
    EventType.DELAY_ACTIVITY_COMMENCED: ("The Company's other activity commenced", "the other activity commenced"),
}
"""How a dated event is called as a step and after “after”; what it is called while waited for is its statement's."""


def dated(events: EventsByType, kind: EventType, as_of: dt.date = dt.date.max) -> Anchor:
    """Return the first day on which something happened as it is known on a day, or the lack of it.

    Raises KeyError for a kind no clock uses.
    """
    label, when = _DATED[kind]
    waits_for = stated("dates/event_missing", what=kind)
    for event in events.get(kind, ()):
        if event.date is not None:
            return Anchor(label, when, event.date, event, waits_for=waits_for).seen_on(as_of)
    return Anchor(label, when, None, waits_for=waits_for)
