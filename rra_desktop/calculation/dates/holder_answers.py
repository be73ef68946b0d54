"""What each holder was sent in a registration, by when it must answer, and what came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.addressees import said_of_copy
from rra_desktop.calculation.dates.counted_dates import RowKey
from rra_desktop.calculation.dates.register_against_events import HeldOn
from rra_desktop.calculation.dates.registration_dates import RegistrationDates, registration_dates
from rra_desktop.calculation.dates.requests_received import (
    RequestReceived,
    lateness,
    shortcoming,
)
from rra_desktop.calculation.dates.served_notices import ServedNotice
from rra_desktop.domain.deadlines import HolderAnswer, RequestState
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.domain.statements import Mark


def answers(
    matter: Matter,
    registration_id: str,
    as_of: dt.date,
    calendars: BusinessCalendars,
    held_on: HeldOn | None = None,
) -> tuple[HolderAnswer, ...]:
    """Return where each holder's answer stands, in the register's order; raises KeyError for no such registration.

    There is a row for every Investor, and for whoever else was sent a notice or has asked. With `held_on` a request
    counts for no more than its holder had when it came.
    """
    all_dates = registration_dates(matter, matter.registration(registration_id), as_of, calendars)
    return tuple(_answer(all_dates, holder, held_on) for holder in _concerned(all_dates))


def state_of(all_dates: RegistrationDates, holder: Holder) -> RequestState:
    """Return where the answer of a holder stands, without what is to be said of it."""
    notice = _notice_to(all_dates, holder)
    request = all_dates.requests.get(holder.id)
    due = _due_of(all_dates, holder, notice)
    return _state(all_dates, holder, request, due, noticed=_is_noticed(all_dates, notice))


def _concerned(all_dates: RegistrationDates) -> Iterator[Holder]:
    facts = all_dates.facts
    ids = {holder.id for holder in facts.investors}
    ids |= {holder_id for holder_id in all_dates.notices if holder_id}
    ids |= set(facts.requests) | set(facts.set_aside) | set(all_dates.registration.initiated_by)
    return (holder for holder in all_dates.matter.holders if holder.id in ids)


def _answer(all_dates: RegistrationDates, holder: Holder, held_on: HeldOn | None) -> HolderAnswer:
    facts = all_dates.facts
    notice = _notice_to(all_dates, holder)
    due = _due_of(all_dates, holder, notice)
    request = all_dates.requests.get(holder.id)
    state = _state(all_dates, holder, request, due, noticed=_is_noticed(all_dates, notice))
    requested = request.request.quantity if request else None
    initiated_on = facts.demand.received.day if state is RequestState.INITIATED else None
    return HolderAnswer(
        registration=all_dates.registration.id,
        holder=holder.id,
        state=state,
        method=(notice.event.method or "") if notice else "",
        sent=notice.event.sent if notice else None,
        received=notice.event.received if notice else None,
        due=None if state is RequestState.INITIATED else due,
        requested=requested,
        counted=_counted(holder, request, held_on),
        answered=request.received if request else initiated_on,
        marks=_marks(all_dates, holder, notice, request),
    )


def _is_noticed(all_dates: RegistrationDates, notice: ServedNotice | None) -> bool:
    return notice is not None and notice not in all_dates.facts.copies and notice.given.later is None


def _counted(holder: Holder, request: RequestReceived | None, held_on: HeldOn | None) -> int | None:
    requested = request.request.quantity if request else None
    if request is None or requested is None or held_on is None:
        return requested
    return min(requested, held_on(holder.id, request.received))


def _marks(
    all_dates: RegistrationDates, holder: Holder, notice: ServedNotice | None, request: RequestReceived | None
) -> tuple[Mark, ...]:
    facts, row = all_dates.facts, _row(all_dates)
    said = [
        each.mark
        for each in facts.contradictions
        if each.holders is not None and holder.id in each.holders and row in each.deadlines
    ]
    if notice is not None:
        said.extend(notice.marks)
        if notice in facts.copies:
            said.append(said_of_copy(notice, all_dates.registration, all_dates.matter.form))
    if request is not None and request.lacks:
        said.append(shortcoming(all_dates.matter, request, all_dates.choices))
    said.extend(late_answer(all_dates, holder))
    return tuple(said)


def _came_after(all_dates: RegistrationDates, request: RequestReceived | None, due: dt.date | None) -> bool:
    return request is not None and due is not None and (request.counts_from or all_dates.as_of) > due


def _due_of(all_dates: RegistrationDates, holder: Holder, notice: ServedNotice | None) -> dt.date | None:
    """Return by when a holder must ask, None where no day runs against it."""
    if holder.id in all_dates.registration.initiated_by:
        return _due_of_initiators(all_dates)
    return None if notice is None else _due(all_dates, notice.holder)


def _due_of_initiators(all_dates: RegistrationDates) -> dt.date | None:
    """Return by when the Initiating Investors may ask for more, under the reading `initiators_window`.

    Where the window is theirs too it ends with the last other Investor's; else the Demand Notice has said all.
    """
    if all_dates.choices["initiators_window"] == "no":
        return all_dates.facts.demand.received.day
    return max((day for key, day in all_dates.days.items() if key.id == _row(all_dates) and day), default=None)


def late_answer(all_dates: RegistrationDates, holder: Holder) -> Iterator[Mark]:
    """Yield what is said of a holder's request that came after its last day; nothing for another."""
    request = all_dates.requests.get(holder.id)
    if request is not None:
        due = _due_of(all_dates, holder, _notice_to(all_dates, holder))
        yield from lateness(holder, request, due, all_dates.matter.form)


def _notice_to(all_dates: RegistrationDates, holder: Holder) -> ServedNotice | None:
    return all_dates.notices.get(holder.id) or (all_dates.notices.get(None) if _is_covered(all_dates, holder) else None)


def _is_covered(all_dates: RegistrationDates, holder: Holder) -> bool:
    return holder.id in all_dates.facts.covered_ids


def _state(
    all_dates: RegistrationDates, holder: Holder, request: RequestReceived | None, due: dt.date | None, *, noticed: bool
) -> RequestState:
    """Judge an answer by the day it counts from; one that does not count yet can at the earliest count today."""
    if holder.id in all_dates.registration.initiated_by and not _came_after(all_dates, request, due):
        return RequestState.INITIATED
    if request is None and holder.id in all_dates.facts.set_aside:
        return RequestState.CONTRADICTED
    if request is None:
        return RequestState.SILENT if noticed else RequestState.NOT_NOTIFIED
    if _came_after(all_dates, request, due):
        return RequestState.LATE
    return RequestState.INCOMPLETE if request.lacks else RequestState.TIMELY


def _due(all_dates: RegistrationDates, addressee: Holder | None) -> dt.date | None:
    return all_dates.days.get(RowKey(_row(all_dates), addressee.id if addressee else None))


def _row(all_dates: RegistrationDates) -> str:
    return all_dates.matter.form.roles.answer(all_dates.facts.right, all_dates.registration.kind.value)
