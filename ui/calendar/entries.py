"""What stands in the calendar: deadlines, recorded events and requests as entries of days, windows as bars."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from rra_desktop import wording
from rra_desktop.domain.deadlines import Deadline, DeadlineId, DeadlineKind, DeadlineStatus
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType, Request
from ui.widgets.chips import ChipLook, Shape, Tone

SOON = dt.timedelta(days=7)
_SHORT = {
    DeadlineId.COMPANY_NOTICE_ADVISED: "Advised: notice received",
    DeadlineId.REQUEST_DEADLINE: "Requests due",
    DeadlineId.FILING_EARLIEST: "Earliest filing",
    DeadlineId.FILING_LATEST: "Last day to file",
    DeadlineId.EFFECTIVENESS_DEADLINE: "Effective by",
    DeadlineId.DELAY_TEST: "§1(d) test ends",
    DeadlineId.DELAY_ENDS: "Delay ends",
    DeadlineId.COOLING_OFF_ENDS: "Cooling-off ends",
    DeadlineId.KEEP_EFFECTIVE_UNTIL: "Keep effective until",
    DeadlineId.REGISTRATION_NOTICE_DUE: "Registration Notice due",
    DeadlineId.REGISTRATION_NOTICE_ADVISED: "Advised: Registration Notice",
    DeadlineId.PIGGYBACK_REQUEST_DEADLINE: "Requests due",
    DeadlineId.WARRANT_EXPIRY: "Warrants expire",
}
_TOGETHER = {
    DeadlineId.REQUEST_DEADLINE: "Requests from other Investors due",
    DeadlineId.PIGGYBACK_REQUEST_DEADLINE: "Requests from Investors due",
}
_OVER_LOOKS = {
    DeadlineStatus.MET: ChipLook(Tone.OK, Shape.HOLLOW),
    DeadlineStatus.LATE: ChipLook(Tone.WARN, Shape.HOLLOW),
    DeadlineStatus.LAPSED: ChipLook(Tone.QUIET, Shape.HOLLOW),
    DeadlineStatus.MOOT: ChipLook(Tone.QUIET, Shape.HOLLOW),
    DeadlineStatus.WAIVED: ChipLook(Tone.QUIET, Shape.HOLLOW),
    DeadlineStatus.PENDING: ChipLook(Tone.QUIET, Shape.DASHED),
}
_BRIEF = (
    ("Company Notice", "Co. Notice"),
    ("Registration Notice", "Reg. Notice"),
    ("Another registration", "Other reg."),
    ("registration", "reg."),
    ("received", "rec’d"),
    ("Keep effective", "Effective"),
    ("Requests due", "requests"),
    ("Advised: ", "Adv. "),
)
_OVER = {DeadlineStatus.LAPSED: "Lapsed", DeadlineStatus.MOOT: "Moot", DeadlineStatus.WAIVED: "Waived"}


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
    """One chip of a day: what it says in short and in full, its look, what it explains or opens."""

    day: dt.date
    text: str
    full: str
    look: ChipLook
    weight: Weight
    figure: FigureKey | None = None
    records: tuple[RecordKey, ...] = ()

    def briefer(self) -> Iterator[str]:
        """Yield what the chip says, each time in fewer signs, for the first that fits."""
        said = self.text
        yield said
        for long, short in _BRIEF:
            if long in said:
                said = said.replace(long, short)
                yield said


@dataclass(frozen=True, slots=True)
class Span:
    """A window of days drawn as a bar."""

    start: dt.date
    end: dt.date
    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class DeadlineGroup:
    """Deadlines of one kind, day and status in one registration: one line of the list, whoever it binds."""

    deadlines: tuple[Deadline, ...]

    @property
    def first(self) -> Deadline:
        """The one whose derivation stands for all."""
        return self.deadlines[0]

    @property
    def label(self) -> str:
        """What the line says."""
        together = _TOGETHER.get(self.first.id) if len(self.deadlines) > 1 else None
        return together or wording.words_of(self.first.label)


def in_registration(registration: str | None, chosen: str) -> bool:
    """Return whether something of a registration (None: of the whole matter) shows under a filter (empty: all)."""
    return not chosen or registration is None or registration == chosen


def groups(deadlines: Iterable[Deadline]) -> tuple[DeadlineGroup, ...]:
    """Return deadlines grouped for the list: open ones by date, then those that wait, then those that are over."""
    found: dict[tuple[object, ...], list[Deadline]] = defaultdict(list)
    for each in deadlines:
        found[each.registration, each.id, each.date, each.status, each.subject, bool(each.conflicts)].append(each)
    return tuple(sorted((DeadlineGroup(tuple(group)) for group in found.values()), key=_order))


def _order(group: DeadlineGroup) -> tuple[int, dt.date]:
    first = group.first
    if first.open:
        return 0, first.date or dt.date.max
    return (1 if first.status is DeadlineStatus.PENDING else 2), first.date or dt.date.max


def look_of(deadline: Deadline, as_of: dt.date) -> ChipLook:
    """Return how a deadline is drawn; the shape and its words say what the tone says."""
    over = _OVER_LOOKS.get(deadline.status)
    if over is not None:
        return over
    if deadline.status is DeadlineStatus.OVERDUE or deadline.conflicts:
        return ChipLook(Tone.DANGER, Shape.SOLID)
    if deadline.projected:
        return ChipLook(Tone.ACCENT, Shape.DASHED)
    return ChipLook(_tone(deadline, as_of), Shape.DASHED if deadline.assumed else Shape.SOFT)


def _tone(deadline: Deadline, as_of: dt.date) -> Tone:
    if deadline.kind is DeadlineKind.EARLIEST:
        return Tone.OK
    if deadline.kind in (DeadlineKind.ADVISORY, DeadlineKind.BAR) or deadline.id is DeadlineId.DELAY_TEST:
        return Tone.VIOLET
    near = deadline.date is not None and deadline.date <= as_of + SOON
    return Tone.DANGER if near else Tone.WARN


def short_text(deadline: Deadline) -> str:
    """Return what a chip says of a deadline: its short name, after a word for its state where it has one."""
    name = _SHORT[deadline.id]
    if deadline.status in _OVER:
        return f"{_OVER[deadline.status]}: {name}"
    states = (
        (deadline.status is DeadlineStatus.MET, "✓"),
        (deadline.status is DeadlineStatus.LATE, "Late:"),
        (bool(deadline.conflicts), "Conflict:"),
        (deadline.status is DeadlineStatus.OVERDUE, "Overdue:"),
        (deadline.status is DeadlineStatus.DUE_TODAY, "Today:"),
        (deadline.projected, "Projected:"),
        (deadline.assumed, "Assumed:"),
    )
    word = next((word for holds, word in states if holds), "")
    return f"{word} {name}".strip()


def who(group: DeadlineGroup) -> str:
    """Return whom a line of the list binds."""
    first = group.first
    if len(group.deadlines) > 1:
        return f"{len(group.deadlines)} Investors"
    return wording.party_name(first.party, first.id if first.holder is None else None)


def entries(matter: Matter, deadlines: Iterable[Deadline], as_of: dt.date, chosen: str = "") -> tuple[Entry, ...]:
    """Return everything that stands on a day, in the order in which a day shows it."""
    shown = [each for each in deadlines if in_registration(each.registration, chosen)]
    found = [*_of_deadlines(shown, as_of, matter), *_of_events(matter, chosen), *_of_requests(matter, chosen)]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.weight)))


def _of_deadlines(deadlines: Iterable[Deadline], as_of: dt.date, matter: Matter) -> Iterator[Entry]:
    names = {holder.id: holder.name for holder in matter.holders}
    for group in groups(deadlines):
        first = group.first
        if first.date is None:
            continue
        text = short_text(first)
        full = f"{wording.words_of(first.label)}, {wording.status_name(first.status)}"
        if holders := [names.get(each.holder, each.holder) for each in group.deadlines if each.holder]:
            full = f"{_SHORT[first.id]}, {wording.status_name(first.status)}: {', '.join(holders)}"
        if len(group.deadlines) > 1:
            text = f"{text} ({len(group.deadlines)})"
        yield Entry(first.date, text, full, look_of(first, as_of), Weight.DEADLINE, figure=first.key)


def _of_events(matter: Matter, chosen: str) -> Iterator[Entry]:
    names = {holder.id: holder.name for holder in matter.holders}
    together: dict[tuple[str, EventType, dt.date, str], list[Event]] = defaultdict(list)
    for event in matter.events:
        if in_registration(event.registration, chosen):
            for day, word in _days_of(event):
                together[event.registration, event.type, day, word].append(event)
    for (_registration, kind, day, word), events in together.items():
        text = f"{wording.event_name(kind)} {word}".strip()
        addressees = [names.get(event.to, event.to) for event in events if event.to]
        full = f"{text}: {', '.join(addressees)}" if addressees else text
        if len(events) > 1:
            text = f"{text} ({len(events)})"
        dashed = kind is EventType.PLANNED_FILING
        look = ChipLook(Tone.ACCENT, Shape.DASHED if dashed else Shape.SOFT)
        records = tuple(RecordKey("event", each.id, names.get(each.to or "", "all")) for each in events)
        yield Entry(day, text, full, look, Weight.EVENT, records=records)


def _days_of(event: Event) -> Iterator[tuple[dt.date, str]]:
    """Yield the days on which an event shows; a notice that arrived on the day it was sent shows once."""
    if not event.type.is_notice:
        if event.date is not None:
            yield event.date, ""
        return
    if event.sent is not None and event.sent != event.received:
        yield event.sent, "sent"
    if event.received is not None:
        yield event.received, "received"


def _of_requests(matter: Matter, chosen: str) -> Iterator[Entry]:
    names = {holder.id: holder.name for holder in matter.holders}
    by_day: dict[dt.date, list[Request]] = defaultdict(list)
    for request in matter.requests:
        if request.received is not None and in_registration(request.registration, chosen):
            by_day[request.received].append(request)
    for day, requests in by_day.items():
        first = names.get(requests[0].holder, requests[0].holder)
        text = f"Request: {first}" if len(requests) == 1 else f"{len(requests)} requests"
        each = [f"{names.get(one.holder, one.holder)}, {_amount(one.quantity)}" for one in requests]
        records = tuple(RecordKey("request", one.id, names.get(one.holder, one.holder)) for one in requests)
        full = f"Received: request of {'; request of '.join(each)}"
        yield Entry(day, text, full, ChipLook(Tone.QUIET), Weight.REQUEST, records=records)


def _amount(quantity: int | None) -> str:
    return "no amount" if quantity is None else wording.shares(quantity)


def spans(matter: Matter, deadlines: Iterable[Deadline], chosen: str = "") -> tuple[Span, ...]:
    """Return the windows to draw as bars: when requests may come in, when to file, delays, suspensions."""
    shown = [each for each in deadlines if in_registration(each.registration, chosen) and each.date is not None]
    by_registration: dict[str | None, list[Deadline]] = defaultdict(list)
    for each in shown:
        by_registration[each.registration].append(each)
    found: list[Span] = []
    for registration, together in by_registration.items():
        found += _request_span(matter, together)
        found += _filing_span(together)
        if registration is not None:
            found += _event_spans(matter.events_of(registration), together)
    return tuple(found)


def _request_span(matter: Matter, deadlines: list[Deadline]) -> Iterator[Span]:
    lengths = {
        DeadlineId.REQUEST_DEADLINE: "request_days",
        DeadlineId.PIGGYBACK_REQUEST_DEADLINE: "piggyback_request_days",
    }
    ends = [each for each in deadlines if each.id in lengths and each.status is not DeadlineStatus.MOOT]
    days = [each.date for each in ends if each.date is not None]
    if days:
        first = min(days)
        length = matter.whole(lengths[ends[0].id], first)
        yield Span(first - dt.timedelta(days=length - 1), max(days), "Requests may come in", Tone.DANGER)


def _filing_span(deadlines: list[Deadline]) -> Iterator[Span]:
    live = {each.id: each for each in deadlines if each.status is not DeadlineStatus.MOOT}
    earliest, latest = live.get(DeadlineId.FILING_EARLIEST), live.get(DeadlineId.FILING_LATEST)
    if earliest is None or latest is None or latest.status in (DeadlineStatus.MET, DeadlineStatus.LATE):
        return
    if earliest.date is not None and latest.date is not None and earliest.date <= latest.date:
        yield Span(earliest.date, latest.date, "Filing window", Tone.OK)


def _event_spans(events: tuple[Event, ...], deadlines: list[Deadline]) -> Iterator[Span]:
    """Yield the bars that begin with an event and end with a deadline or another event."""
    ends = {each.id: each.date for each in deadlines}
    openings = (
        (EventType.DELAY_ELECTED, DeadlineId.DELAY_ENDS, "Delay", Tone.VIOLET),
        (EventType.FILED, DeadlineId.EFFECTIVENESS_DEADLINE, "To become effective", Tone.ACCENT),
        (EventType.EFFECTIVE, DeadlineId.KEEP_EFFECTIVE_UNTIL, "To be kept effective", Tone.ACCENT),
    )
    effective = next((event.date for event in events if event.type is EventType.EFFECTIVE), None)
    for kind, deadline, text, tone in openings:
        start = next((event.date for event in events if event.type is kind), None)
        end = ends.get(deadline)
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
