"""What stands in the calendar: deadlines, recorded events and requests as entries of days, windows as bars.

What is put together in one entry or line stands alike, to the gravity of what is said beside it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TypeAlias

from rra_desktop import wording
from rra_desktop.domain.deadlines import Act, Deadline, DeadlineKind, DeadlineStatus
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventId, EventType, Request
from rra_desktop.domain.statements import WEIGHTY, Gravity, Mark, gravest
from ui.calendar.chip_words import Ways, deadline_ways, event_ways, gravity_ways, written
from ui.calendar.looks import chip_texts
from ui.widgets.chips import ChipLook, Shape, Tone
from ui.widgets.deadline_look import look_of
from ui.widgets.gravity import gravity_look

SaidOf: TypeAlias = Callable[[Event | Request], tuple[Mark, ...]]

_NOTICE_WORDS: dict[str, Ways] = {"sent": ("sent",), "received": ("received", "rec’d")}


class Weight(IntEnum):
    """What stands first on a day."""

    DEADLINE = 0
    EVENT = 1
    REQUEST = 2


@dataclass(frozen=True, slots=True)
class RecordKey:
    """What was recorded and can be opened: an event or a request by its number, and how to tell it from its like."""

    kind: str
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One chip of a day: what it says in short and in full, its look, what it explains or opens.

    `texts` are what it says in short, from the longest to the briefest, for the first there is room for. `figure` is
    what it explains, the first of the `figures` put together in it; `records` are those it opens, of which `said` is
    doubtful or worse. `full` is what it is and how it stands, `beside` the sentences said of it from a doubt on.
    """

    day: dt.date
    texts: Ways
    full: str
    look: ChipLook
    weight: Weight
    figure: FigureKey | None = None
    figures: tuple[FigureKey, ...] = ()
    records: tuple[RecordKey, ...] = ()
    said: tuple[Mark, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """What it says in full, and all that is said beside it, as sentences."""
        return " ".join((f"{self.full}.", *self.beside))

    @property
    def text(self) -> str:
        """What it says in short where there is room."""
        return self.texts[0]


@dataclass(frozen=True, slots=True)
class Span:
    """A window of days drawn as a bar."""

    start: dt.date
    end: dt.date
    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class DeadlineGroup:
    """Deadlines of one kind and day in one registration that stand alike: one line of the list, whoever it binds."""

    deadlines: tuple[Deadline, ...]

    @property
    def first(self) -> Deadline:
        """The one whose derivation stands for all."""
        return self.deadlines[0]

    @property
    def keys(self) -> tuple[FigureKey, ...]:
        """The keys of all of them."""
        return tuple(deadline.key for deadline in self.deadlines)

    @property
    def label(self) -> str:
        """What the line says."""
        together = self.first.together if len(self.deadlines) > 1 else ""
        return together or wording.words_of(self.first.label)


def in_registration(registration: str | None, chosen: str) -> bool:
    """Return whether something of a registration (None or empty: of the matter itself) shows under a filter, if any."""
    return not chosen or not registration or registration == chosen


def groups(deadlines: Iterable[Deadline]) -> tuple[DeadlineGroup, ...]:
    """Return deadlines grouped for the list: what cannot wait, open ones, those that wait, those that are over."""
    found: dict[tuple[object, ...], list[Deadline]] = defaultdict(list)
    for each in deadlines:
        found[_alike(each)].append(each)
    return tuple(sorted((DeadlineGroup(tuple(group)) for group in found.values()), key=_order))


def _alike(each: Deadline) -> tuple[object, ...]:
    """Return what deadlines have in common that may stand in one line: the same day, state, doubts and answer."""
    of, state = (each.registration, each.id, each.subject, each.date), (each.status, each.projected, each.assumed)
    said = frozenset(mark.kind for mark in each.marks if mark.gravity in WEIGHTY)
    return (*of, *state, each.waits_for, each.answer, each.gravity, said)


def _order(group: DeadlineGroup) -> tuple[int, dt.date]:
    first = group.first
    places = ((first.pressing, 0), (first.open, 1), (first.status is DeadlineStatus.PENDING, 2))
    return next((place for holds, place in places if holds), 3), first.date or dt.date.max


def who(group: DeadlineGroup) -> str:
    """Return whom a line of the list binds."""
    first = group.first
    if len(group.deadlines) > 1:
        return f"{len(group.deadlines)} Investors"
    return wording.party_name(first.party, each=first.act is Act.ANSWER and first.holder is None)


def entries(
    matter: Matter,
    deadlines: Iterable[Deadline],
    as_of: dt.date,
    chosen: str = "",
    said_of: SaidOf = lambda _record: (),
) -> tuple[Entry, ...]:
    """Return everything that stands on a day, in the order in which a day shows it: what cannot be so comes first.

    `said_of` gives what is to be said of an event or request.
    """
    shown = [each for each in deadlines if in_registration(each.registration, chosen)]
    found = [
        *_of_deadlines(shown, as_of, matter),
        *_of_events(matter, as_of, chosen, said_of),
        *_of_requests(matter, chosen, said_of),
    ]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.look.shape is not Shape.SOLID, entry.weight)))


def _of_deadlines(deadlines: Iterable[Deadline], as_of: dt.date, matter: Matter) -> Iterator[Entry]:
    names = {holder.id: holder.name for holder in matter.holders}
    for group in groups(deadlines):
        first = group.first
        if first.date is None:
            continue
        full = f"{wording.words_of(first.label)}, {wording.standing_name(first)}"
        if holders := [names.get(each.holder, each.holder) for each in group.deadlines if each.holder]:
            full = f"{deadline_ways(first)[0]}, {wording.standing_name(first)}: {', '.join(holders)}"
        texts = written(_counted(len(group.deadlines)), chip_texts(first))
        said = _sentences(mark for each in group.deadlines for mark in each.marks)
        look = look_of(first, as_of)
        yield Entry(first.date, texts, full, look, Weight.DEADLINE, group.keys[0], group.keys, beside=said)


def _of_events(matter: Matter, as_of: dt.date, chosen: str, said_of: SaidOf) -> Iterator[Entry]:
    names = {holder.id: holder.name for holder in matter.holders}
    together: dict[tuple[str, EventId, dt.date, str, Gravity | None], list[Event]] = defaultdict(list)
    for event in matter.events:
        if in_registration(event.registration, chosen):
            for day, word in _days_of(event):
                together[event.registration, event.type, day, word, _gravity(said_of(event))].append(event)
    for (_registration, kind, day, word, gravity), events in together.items():
        texts = _event_texts(kind, wording.event_name(kind, matter.form), word)
        addressees = [names.get(event.to, event.to) for event in events if event.to]
        full = f"{texts[0]}: {', '.join(addressees)}" if addressees else texts[0]
        if day > as_of:
            full += ", which has not come on the as-of day"
        texts = written(_counted(len(events)), texts)
        not_yet = kind is EventType.PLANNED_FILING or day > as_of
        look = ChipLook(Tone.ACCENT, Shape.DASHED if not_yet else Shape.SOFT)
        records = tuple(RecordKey("event", each.id, names.get(each.to or "", "all")) for each in events)
        marks = tuple(mark for event in events for mark in said_of(event))
        yield _recorded(Entry(day, texts, full, look, Weight.EVENT, records=records), gravity, marks)


def _recorded(entry: Entry, gravity: Gravity | None, marks: tuple[Mark, ...]) -> Entry:
    """Return the entry of a record with the word and look of the gravest thing that is said of it."""
    if gravity is None:
        return entry
    texts = written(lambda named, grave: f"{grave}: {named}", entry.texts, gravity_ways(gravity))
    said = tuple(dict.fromkeys(mark for mark in marks if mark.gravity in WEIGHTY))
    return replace(entry, texts=texts, look=gravity_look(gravity), said=said, beside=_sentences(said))


def _gravity(marks: tuple[Mark, ...]) -> Gravity | None:
    return gravest(tuple(mark for mark in marks if mark.gravity in WEIGHTY))


def _sentences(marks: Iterable[Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wording.marked(mark) for mark in marks if mark.gravity in WEIGHTY))


def _counted(count: int) -> Callable[[str], str]:
    """Return what writes how many are put together behind what is said of them."""
    return lambda said: f"{said} ({count})" if count > 1 else said


def _event_texts(kind: EventId, name: str, word: str) -> Ways:
    """Return what a chip says of an event on a day: what happened, of a notice whether it was sent or received."""
    if not word:
        return event_ways(kind, name)
    return written("{} {}".format, event_ways(kind, name), _NOTICE_WORDS[word])


def _days_of(event: Event) -> Iterator[tuple[dt.date, str]]:
    """Yield the days on which an event shows; a notice that arrived on the day it was sent shows once."""
    if not event.is_notice:
        if event.date is not None:
            yield event.date, ""
        return
    if event.sent is not None and event.sent != event.received:
        yield event.sent, "sent"
    if event.received is not None:
        yield event.received, "received"


def _of_requests(matter: Matter, chosen: str, said_of: SaidOf) -> Iterator[Entry]:
    names = {holder.id: holder.name for holder in matter.holders}
    by_day: dict[tuple[dt.date, Gravity | None], list[Request]] = defaultdict(list)
    for request in matter.requests:
        if request.received is not None and in_registration(request.registration, chosen):
            by_day[request.received, _gravity(said_of(request))].append(request)
    for (day, gravity), requests in by_day.items():
        first = names.get(requests[0].holder, requests[0].holder)
        texts = (f"Request: {first}" if len(requests) == 1 else f"{len(requests)} requests",)
        each = [f"{names.get(one.holder, one.holder)}, {_amount(one.quantity)}" for one in requests]
        records = tuple(RecordKey("request", one.id, names.get(one.holder, one.holder)) for one in requests)
        full = f"Received: request of {'; request of '.join(each)}"
        marks = tuple(mark for one in requests for mark in said_of(one))
        entry = Entry(day, texts, full, ChipLook(Tone.QUIET), Weight.REQUEST, records=records)
        yield _recorded(entry, gravity, marks)


def _amount(quantity: int | None) -> str:
    return "no amount" if quantity is None else wording.shares(quantity)


def spans(
    matter: Matter, deadlines: Iterable[Deadline], chosen: str = "", as_of: dt.date = dt.date.max
) -> tuple[Span, ...]:
    """Return the windows to draw as bars: when requests may come in, when to file, delays, suspensions.

    What is recorded for a day after the day looked at opens none.
    """
    shown = [each for each in deadlines if in_registration(each.registration, chosen) and each.date is not None]
    by_registration: dict[str | None, list[Deadline]] = defaultdict(list)
    for each in shown:
        by_registration[each.registration].append(each)
    found: list[Span] = []
    for registration, together in by_registration.items():
        found += _request_span(together)
        found += _filing_span(together)
        if registration is not None:
            come = (each for each in matter.events_of(registration) if each.date is not None and each.date <= as_of)
            found += _event_spans(tuple(come), together)
    return tuple(found)


def _request_span(deadlines: list[Deadline]) -> Iterator[Span]:
    """Yield the days on which requests may come in, from the day after the first clock started to the last of all."""
    ends = {
        each.date: each
        for each in deadlines
        if each.act is Act.ANSWER and each.status is not DeadlineStatus.MOOT and each.date is not None
    }
    if ends:
        started = ends[min(ends)].parts.started
        opens = min(ends) if started is None else started + dt.timedelta(days=1)
        yield Span(opens, max(ends), "Requests may come in", Tone.DANGER)


def _filing_span(deadlines: list[Deadline]) -> Iterator[Span]:
    live = [each for each in deadlines if each.status is not DeadlineStatus.MOOT and each.act is Act.FILE]
    earliest = next((each for each in live if each.kind is DeadlineKind.EARLIEST), None)
    latest = next((each for each in live if each.kind is DeadlineKind.LATEST), None)
    if earliest is None or latest is None or latest.status in (DeadlineStatus.MET, DeadlineStatus.LATE):
        return
    if earliest.date is not None and latest.date is not None and earliest.date <= latest.date:
        sure = earliest.gravity is None and latest.gravity is None
        yield Span(earliest.date, latest.date, "Filing window", Tone.OK if sure else Tone.WARN)


def _event_spans(events: tuple[Event, ...], deadlines: list[Deadline]) -> Iterator[Span]:
    """Yield the bars that begin with an event and end with a deadline or another event."""
    ends = {each.act: each.date for each in reversed(deadlines) if each.kind is DeadlineKind.LATEST}
    openings = (
        (EventType.DELAY_ELECTED, Act.WAIT, "Delay", Tone.VIOLET),
        (EventType.FILED, Act.EFFECT, "To become effective", Tone.ACCENT),
        (EventType.EFFECTIVE, Act.KEEP, "To be kept effective", Tone.ACCENT),
    )
    effective = next((event.date for event in events if event.type is EventType.EFFECTIVE), None)
    for kind, act, text, tone in openings:
        start = next((event.date for event in events if event.type is kind), None)
        end = ends.get(act)
        if kind is EventType.FILED and effective is not None:
            end = effective
        if start is not None and end is not None and start <= end:
            yield Span(start, end, text, tone)
    stopped: dt.date | None = None
    for event in events:
        if event.type is EventType.SUSPENDED:
            stopped = event.date
        elif event.type is EventType.RESUMED and stopped is not None and event.date is not None:
            yield Span(stopped, event.date, "Prospectus suspended", Tone.WARN)
            stopped = None
