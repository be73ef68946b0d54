"""The recorded days on which clocks start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from rra_desktop.domain.declared_events import DeclaredEvent
from rra_desktop.domain.register import EntryType, LedgerEntry
from rra_desktop.domain.registrations import Event, EventId
from rra_desktop.domain.statements import Mark, Person, Said, Statement, stated

EventsByType: TypeAlias = Mapping[EventId, Sequence[Event]]
"""The events of a registration by what happened, each kind in the order of its days, undated ones last."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A recorded day on which a clock can start, or the lack of one, named by `waits_for`.

    `what` says what happened on it, an issue of Warrants being a ledger entry's. `part` says which of the record's days
    it is: "given", "received", "sent", "dated" or "date". `to` is the addressee of a notice, `registration` what the
    other registration is called that the day is of. `later` is a day that is recorded but had not come on the day
    looked at: then `day` is None, nothing is met by it, and a date counted from it is projected. `marks` are the doubts
    about it; they stand beside every date counted from it. `declared` is what the form says of an event of its own.
    """

    what: EventId | EntryType
    day: dt.date | None
    record: Event | LedgerEntry | None = None
    part: str = "date"
    to: Person | None = None
    registration: Said = ""
    assumed: bool = False
    waits_for: Said = ""
    later: dt.date | None = None
    marks: tuple[Mark, ...] = ()
    declared: DeclaredEvent | None = None

    @property
    def label(self) -> Statement:
        """What the day is called as a step of a working."""
        if self.declared is not None:
            return stated("dates/declared_start", name=self.declared.name)
        return stated("dates/clock_start", what=self.what, part=self.part, to=self.to, registration=self.registration)

    @property
    def when(self) -> Statement:
        """What the day is called inside a sentence, where it follows “after”."""
        if self.declared is not None and self.declared.after:
            return stated("dates/after_declared_start", text=self.declared.after)
        return stated("dates/after_clock_start", what=self.what, part=self.part, to=self.to)

    @property
    def starts(self) -> dt.date | None:
        """The day a clock starts on: one that is recorded but had not come yet lets the date be projected."""
        return self.day or self.later

    def seen_on(self, as_of: dt.date) -> Anchor:
        """Return it as it is known on a day: one that lies after that day has not come yet."""
        if self.day is None or self.day <= as_of:
            return self
        return replace(self, day=None, later=self.day, assumed=False)


def events_by_type(events: Iterable[Event]) -> EventsByType:
    """Return events by what happened."""
    found: dict[EventId, list[Event]] = {}
    for event in sorted(events, key=lambda each: (each.date or dt.date.max, each.id)):
        found.setdefault(event.type, []).append(event)
    return found


def dated(events: EventsByType, kind: EventId, as_of: dt.date = dt.date.max) -> Anchor:
    """Return the first day on which something happened as it is known on a day, or the lack of it.

    `kind` is one by which a clock starts or ends; the words have no name for others.
    """
    waits_for = stated("dates/event_missing", what=kind)
    for event in events.get(kind, ()):
        if event.date is not None:
            return Anchor(kind, event.date, event, waits_for=waits_for).seen_on(as_of)
    return Anchor(kind, None, waits_for=waits_for)


def in_words_of_form(anchor: Anchor, declared: DeclaredEvent | None) -> Anchor:
    """Return the day of an event called, and waited for, as the form says; of one it says nothing of as it is."""
    if declared is None or not declared.label:
        return anchor
    text = declared.waits_for
    waits_for = stated("dates/declared_missing", text=text) if text and anchor.waits_for else anchor.waits_for
    return replace(anchor, declared=declared, waits_for=waits_for)
