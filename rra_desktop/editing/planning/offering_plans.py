"""Plans of the commands on offerings and expenses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from types import NoneType

from rra_desktop.domain.edits import RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import OfferingRequest
from rra_desktop.editing.commands import (
    AddOffering,
    ChangeOffering,
    RecordExpense,
    RemoveExpense,
    RemoveOffering,
    SetAgreedSplit,
    SetOfferingRequest,
)
from rra_desktop.editing.planning.changes import Changes, added, changes_of, found, next_id, next_number, removed
from rra_desktop.editing.planning.fields import Kinds, with_field
from rra_desktop.errors import RefusedEditError

_FIELDS: Kinds = {
    "name": (str,),
    "registration": (str, NoneType),
    "plan": (str,),
    "maximum": (int, NoneType),
    "company_shares": (int, NoneType),
    "price": (Decimal, NoneType),
    "discount_percent": (Decimal, NoneType),
    "discount_per_share": (Decimal, NoneType),
    "option_shares": (int,),
    "as_of": (dt.date, NoneType),
    "outstanding_after": (int, NoneType),
    "note": (str,),
}


@changes_of.register
def _(command: AddOffering, matter: Matter) -> Changes:
    new_id = command.offering.id or next_id("O", (each.id for each in matter.offerings))
    offering = replace(command.offering, id=new_id)
    likened = () if command.like is None else matter.requests_in(command.like)
    return added(offering), *(added(replace(request, offering=new_id)) for request in likened)


@changes_of.register
def _(command: ChangeOffering, matter: Matter) -> Changes:
    before = found(matter.offerings, command.offering_id, "offering")
    after = with_field(before, _FIELDS, command.field, command.value, "An offering’s")
    # One discount at a time: writing one clears the other, as counsel means by typing it.
    if command.value is not None and command.field == "discount_percent":
        after = replace(after, discount_per_share=None)
    if command.value is not None and command.field == "discount_per_share":
        after = replace(after, discount_percent=None)
    return (RowChange(before, after),)


@changes_of.register
def _(command: RemoveOffering, matter: Matter) -> Changes:
    return (
        *(removed(each, matter.offering_requests) for each in matter.requests_in(command.offering_id)),
        removed(found(matter.offerings, command.offering_id, "offering"), matter.offerings),
    )


@changes_of.register
def _(command: SetOfferingRequest, matter: Matter) -> Changes:
    found(matter.offerings, command.offering_id, "offering")
    began = _in_force(matter, command)
    before = _request(matter, command.offering_id, command.holder_id)
    if command.quantity is None and not _received(matter, command):
        return () if before is None else (removed(before, matter.offering_requests),)
    # A request that the registration received is taken out by a 0 in its place: left out, it would count again.
    quantity, stood = command.quantity or 0, began.pop(command.holder_id, None)
    if stood is not None and stood.quantity == quantity:
        return ()
    after = replace(before or OfferingRequest(command.offering_id, command.holder_id, 0), quantity=quantity)
    return (*map(added, began.values()), RowChange(before, after))


@changes_of.register
def _(command: SetAgreedSplit, matter: Matter) -> Changes:
    began = _in_force(matter, command)
    before = _request(matter, command.offering_id, command.holder_id)
    asked = before or began.pop(command.holder_id, None)
    if asked is None:
        raise RefusedEditError("A holder that asks for nothing has no part in its group’s split.")
    return (*map(added, began.values()), RowChange(before, replace(asked, agreed=command.quantity)))


@changes_of.register
def _(command: RecordExpense, matter: Matter) -> Changes:
    return (added(replace(command.expense, id=next_number(expense.id for expense in matter.expenses))),)


@changes_of.register
def _(command: RemoveExpense, matter: Matter) -> Changes:
    return (removed(found(matter.expenses, command.expense_id, "expense"), matter.expenses),)


def _in_force(matter: Matter, command: SetOfferingRequest | SetAgreedSplit) -> dict[str, OfferingRequest]:
    """Return the requests in force to be recorded with the first figure that is typed, by holder; later none."""
    if matter.requests_in(command.offering_id):
        return {}
    return {holder: OfferingRequest(command.offering_id, holder, shares) for holder, shares in command.in_force}


def _received(matter: Matter, command: SetOfferingRequest) -> bool:
    """Say whether the offering's registration has a request of the holder."""
    registration = found(matter.offerings, command.offering_id, "offering").registration
    return registration is not None and any(
        each.holder == command.holder_id for each in matter.requests_of(registration)
    )


def _request(matter: Matter, offering_id: str, holder_id: str) -> OfferingRequest | None:
    return next((each for each in matter.requests_in(offering_id) if each.holder == holder_id), None)
