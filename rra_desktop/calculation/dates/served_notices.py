"""The notices of a registration, one per addressee, each with the days from which a clock can count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import NamedTuple

from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.notices import is_method_of_notice, notice_dates, notice_days
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.domain.registrations import Event, EventType, RegistrationKind
from rra_desktop.domain.statements import Mark, Person, stated


@dataclass(frozen=True, slots=True)
class ServedNotice:
    """A notice to one holder, or to all without addressee (`holder` None), with its two days.

    One that is not `in_order` was given before the demand it tells of: its clocks run, marked, but it meets nothing.
    """

    holder: Holder | None
    event: Event
    given: Anchor
    received: Anchor
    marks: tuple[Mark, ...]
    in_order: bool = True


class Receipts(NamedTuple):
    """The receipts of a registration's notices: the first and the last known, and what is doubtful about any of them.

    `first` and `last` are None while no receipt is known; `without` are addressees whose receipt is not.
    """

    first: ServedNotice | None
    last: ServedNotice | None
    doubts: tuple[Mark, ...]
    assumed: bool
    without: tuple[Holder, ...]


def receipts(notices: Sequence[ServedNotice]) -> Receipts:
    """Return when notices were received; of two on one day the last may be an assumed one, the first is none."""
    known = [notice for notice in notices if notice.received.starts is not None]
    return Receipts(
        min(known, key=_by_day_received, default=None),
        max(known, key=_by_day_received, default=None),
        tuple(dict.fromkeys(mark for notice in notices for mark in notice.received.marks)),
        any(notice.received.assumed for notice in known),
        tuple(notice.holder for notice in notices if notice.holder and notice.received.starts is None),
    )


def _by_day_received(notice: ServedNotice) -> tuple[dt.date, bool]:
    return notice.received.starts or dt.date.max, notice.received.assumed


@dataclass(frozen=True, slots=True)
class DemandNotice:
    """The Demand Notice as it counts, or the lack of it; `received` is by the Company."""

    given: Anchor
    received: Anchor
    marks: tuple[Mark, ...] = ()


def demand_notice(matter: Matter, events: Sequence[Event], as_of: dt.date = dt.date.max) -> DemandNotice:
    """Return the Demand Notice of a demand as it is known on a day.

    Of several the first counts that the Company received by a method that the agreement knows.
    """
    event = min(events, key=lambda each: _by_receipt(matter, each), default=None)
    given = Anchor(EventType.DEMAND_NOTICE, None, event, "given")
    received = Anchor(EventType.DEMAND_NOTICE, None, event, "received")
    if event is None:
        missing = stated("dates/notice_missing", notice=EventType.DEMAND_NOTICE, to=None)
        return DemandNotice(replace(given, waits_for=missing), replace(received, waits_for=missing))
    dates = notice_dates(matter, event)
    marks = (*dates.marks, *_several(matter, events, None))
    return DemandNotice(
        replace(given, day=dates.given, waits_for=dates.waits_for, marks=marks).seen_on(as_of),
        replace(received, day=dates.received, assumed=dates.assumed, waits_for=dates.waits_for, marks=marks).seen_on(
            as_of
        ),
        marks,
    )


def served_notices(
    matter: Matter, events: Sequence[Event], out_of_order: AbstractSet[int] = frozenset(), as_of: dt.date = dt.date.max
) -> tuple[ServedNotice, ...]:
    """Return one notice per addressee as known on a day, in the register's order, the one without addressee last.

    Of several to one addressee the first given by a method that the agreement knows counts, of those that are in order
    if any is;
    `out_of_order` are the ids of those that are not.
    """
    by_addressee: dict[str | None, list[Event]] = {}
    for event in events:
        by_addressee.setdefault(event.to, []).append(event)
    addressees = [holder for holder in matter.holders if holder.id in by_addressee]
    served = [_served_on(matter, holder, by_addressee[holder.id], out_of_order, as_of) for holder in addressees]
    if None in by_addressee:
        served.append(_served_on(matter, None, by_addressee[None], out_of_order, as_of))
    return tuple(served)


def _served_on(
    matter: Matter, holder: Holder | None, events: Sequence[Event], out_of_order: AbstractSet[int], as_of: dt.date
) -> ServedNotice:
    event = events[0]
    if len(events) > 1:
        event = min(events, key=lambda each: (each.id in out_of_order, *_by_giving(matter, each)))
    person = holder.person if holder else None
    dates = notice_dates(matter, event, person)
    marks = (*dates.marks, *_several(matter, events, person))
    given = Anchor(event.type, dates.given, event, "given", person, waits_for=dates.waits_for, marks=marks)
    received = Anchor(
        event.type,
        dates.received,
        event,
        "received",
        person,
        assumed=dates.assumed,
        waits_for=dates.waits_for,
        marks=marks,
    )
    return ServedNotice(
        holder, event, given.seen_on(as_of), received.seen_on(as_of), marks, event.id not in out_of_order
    )


def _by_giving(matter: Matter, event: Event) -> tuple[bool, dt.date, dt.date, int]:
    given, received = notice_days(matter, event)
    return not is_method_of_notice(matter.form, event.method), given or dt.date.max, received or dt.date.max, event.id


def _by_receipt(matter: Matter, event: Event) -> tuple[bool, dt.date, dt.date, int]:
    no_method, given, received, number = _by_giving(matter, event)
    return no_method, received, given, number


def _several(matter: Matter, events: Sequence[Event], to: Person | None) -> tuple[Mark, ...]:
    if len(events) == 1:
        return ()
    section = matter.form.section_of_notices
    return (Mark(stated("dates/several_notices", section, count=len(events), notice=events[0].type, to=to)),)


def unserved_notices(
    kind: RegistrationKind, notices: Sequence[ServedNotice], unnotified: Iterable[Holder]
) -> list[tuple[str | None, Anchor]]:
    """Return the lack of each notice that is not served, by its addressee: of one to all while there is none."""
    if not notices:
        return [(None, unserved_notice(kind))]
    return [(holder.id, unserved_notice(kind, holder)) for holder in unnotified]


def unserved_notice(kind: RegistrationKind, holder: Holder | None = None) -> Anchor:
    """Return the lack of a Company or Registration Notice, to one Investor or to all, as a day to wait for."""
    is_demand = kind is RegistrationKind.DEMAND
    kind_of_notice = EventType.COMPANY_NOTICE if is_demand else EventType.REGISTRATION_NOTICE
    person = holder.person if holder else None
    waits_for = stated("dates/notice_missing", notice=kind_of_notice, to=person)
    return Anchor(kind_of_notice, None, part="given", to=person, waits_for=waits_for)
