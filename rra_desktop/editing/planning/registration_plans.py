"""Plans of the commands on registrations: notices and other events, requests, waivers."""

from __future__ import annotations

from dataclasses import replace

from rra_desktop.domain.edits import RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.editing.commands import (
    AcceptLateRequest,
    AddRegistration,
    ChangeEvent,
    ChangeRegistration,
    ChangeRequest,
    RecordEvent,
    RecordRequest,
    RecordWaiver,
    RemoveEvent,
    RemoveRegistration,
    RemoveRequest,
    RemoveWaiver,
)
from rra_desktop.editing.commands.names import offering_name
from rra_desktop.editing.planning.changes import Changes, added, changes_of, found, next_id, next_number, removed
from rra_desktop.editing.planning.event_fit import refuse_misfit, refuse_misfits_of_kind
from rra_desktop.errors import RefusedEditError

_UNTITLED = "Give the registration a title, for example Demand no. 2; it is found by it in every list."


@changes_of.register
def _(command: AddRegistration, matter: Matter) -> Changes:
    if not command.registration.title.strip():
        raise RefusedEditError(_UNTITLED)
    new_id = command.registration.id or next_id("R", (each.id for each in matter.registrations))
    return (added(replace(command.registration, id=new_id)),)


@changes_of.register
def _(command: ChangeRegistration, matter: Matter) -> Changes:
    before = found(matter.registrations, command.registration.id, "registration")
    if before.title.strip() and not command.registration.title.strip():
        raise RefusedEditError(_UNTITLED)
    refuse_misfits_of_kind(matter, before, command.registration)
    return (RowChange(before, command.registration),)


@changes_of.register
def _(command: RemoveRegistration, matter: Matter) -> Changes:
    gone = command.registration_id
    for offering in matter.offerings:
        if offering.registration == gone:
            name = offering_name(matter, offering.id)
            raise RefusedEditError(f"“{name}” is a scenario of it; remove that first, or give it another registration.")
    if any(expense.registration == gone for expense in matter.expenses):
        raise RefusedEditError("Expenses are recorded on it; remove those first.")
    if any(payment.registration == gone for payment in matter.damages_paid):
        raise RefusedEditError("Payments of damages are recorded on it; remove those first.")
    return (
        *(removed(each, matter.waivers) for each in matter.waivers if each.registration == gone),
        *(removed(each, matter.requests) for each in matter.requests if each.registration == gone),
        *(removed(each, matter.events) for each in matter.events if each.registration == gone),
        removed(found(matter.registrations, gone, "registration"), matter.registrations),
    )


@changes_of.register
def _(command: RecordEvent, matter: Matter) -> Changes:
    refuse_misfit(matter, command.event)
    return (added(replace(command.event, id=next_number(event.id for event in matter.events))),)


@changes_of.register
def _(command: ChangeEvent, matter: Matter) -> Changes:
    before = found(matter.events, command.event.id, "event")
    refuse_misfit(matter, command.event, before)
    return (RowChange(before, command.event),)


@changes_of.register
def _(command: RemoveEvent, matter: Matter) -> Changes:
    return (removed(found(matter.events, command.event_id, "event"), matter.events),)


@changes_of.register
def _(command: RecordRequest, matter: Matter) -> Changes:
    return (added(replace(command.request, id=next_number(request.id for request in matter.requests))),)


@changes_of.register
def _(command: ChangeRequest, matter: Matter) -> Changes:
    return (RowChange(found(matter.requests, command.request.id, "request"), command.request),)


@changes_of.register
def _(command: AcceptLateRequest, matter: Matter) -> Changes:
    before = found(matter.requests, command.request_id, "request")
    if before.received is None and command.accepted is not None:
        raise RefusedEditError("Record the day the request was received first; until then it cannot have come late.")
    return (RowChange(before, replace(before, accepted=command.accepted)),)


@changes_of.register
def _(command: RemoveRequest, matter: Matter) -> Changes:
    return (removed(found(matter.requests, command.request_id, "request"), matter.requests),)


@changes_of.register
def _(command: RecordWaiver, matter: Matter) -> Changes:
    return (added(replace(command.waiver, id=next_number(waiver.id for waiver in matter.waivers))),)


@changes_of.register
def _(command: RemoveWaiver, matter: Matter) -> Changes:
    return (removed(found(matter.waivers, command.waiver_id, "waiver"), matter.waivers),)
