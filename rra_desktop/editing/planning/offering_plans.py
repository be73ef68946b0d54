"""Plans of the commands on offerings and expenses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from types import NoneType

from rra_desktop.calculation.cutback.measuring_day import measuring_day
from rra_desktop.calculation.cutback.requested_shares import shares_asked
from rra_desktop.domain.edits import RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering, OfferingRequest
from rra_desktop.editing.commands import (
    AddOffering,
    ChangeOffering,
    RecordDamagesPayment,
    RecordExpense,
    RemoveDamagesPayment,
    RemoveExpense,
    RemoveOffering,
    SetAgreedSplit,
    SetOfferingRequest,
    TakeInRequests,
)
from rra_desktop.editing.commands.names import holder_name
from rra_desktop.editing.planning.changes import Changes, added, changes_of, found, next_id, next_number, removed
from rra_desktop.editing.planning.fields import Kinds, with_field
from rra_desktop.errors import RefusedEditError

_NAMELESS = "Give the scenario a name; it stands on its button."
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
    if not command.offering.name.strip():
        raise RefusedEditError(_NAMELESS)
    new_id = command.offering.id or next_id("O", (each.id for each in matter.offerings))
    offering = replace(command.offering, id=new_id)
    likened: tuple[OfferingRequest, ...] = ()
    if command.like is not None:
        likened = matter.requests_in(found(matter.offerings, command.like, "scenario it is to begin like").id)
    began = {request.holder: replace(request, offering=new_id) for request in likened}
    for holder, shares in _taken_in(matter, offering, command.requests):
        before = began.get(holder, OfferingRequest(new_id, holder, 0))
        began[holder] = replace(before, quantity=shares)
    return added(offering), *(added(request) for request in began.values())


@changes_of.register
def _(command: ChangeOffering, matter: Matter) -> Changes:
    before = found(matter.offerings, command.offering_id, "scenario")
    if command.field == "name" and before.name and not str(command.value).strip():
        raise RefusedEditError(_NAMELESS)
    after = with_field(before, _FIELDS, command.field, command.value, "A scenario’s")
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
        removed(found(matter.offerings, command.offering_id, "scenario"), matter.offerings),
    )


@changes_of.register
def _(command: SetOfferingRequest, matter: Matter) -> Changes:
    found(matter.offerings, command.offering_id, "scenario")
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
        raise RefusedEditError(
            f"{holder_name(matter, command.holder_id)} asks for nothing and so has no part in its group’s split; "
            "type into Requested what it asks first."
        )
    return (*map(added, began.values()), RowChange(before, replace(asked, agreed=command.quantity)))


@changes_of.register
def _(command: TakeInRequests, matter: Matter) -> Changes:
    offering = found(matter.offerings, command.offering_id, "scenario")
    began = _in_force(matter, command)
    changes: list[RowChange] = []
    for holder, shares in _taken_in(matter, offering, command.requests):
        before = _request(matter, offering.id, holder)
        after = replace(before or OfferingRequest(offering.id, holder, 0), quantity=shares)
        began.pop(holder, None)
        changes.append(RowChange(before, after))
    return (*map(added, began.values()), *changes)


def _taken_in(matter: Matter, offering: Offering, requests: tuple[int, ...]) -> Iterator[tuple[str, int]]:
    """Yield whose requests are to be taken into an offering, and for how many shares of its day.

    Raises RefusedEditError for a request that cannot be.
    """
    measured_on = measuring_day(matter, offering).day
    for number in requests:
        request = found(matter.requests, number, "request")
        name = holder_name(matter, request.holder)
        if request.registration != offering.registration:
            raise RefusedEditError(
                f"The request of {name} was made in another registration; only requests of the scenario’s own "
                "registration can be taken in."
            )
        shares = shares_asked(matter, request, measured_on)
        if shares is None:
            raise RefusedEditError(
                f"The request of {name} does not say how many shares; complete it in Registrations first, "
                "or type the figure into Requested."
            )
        yield request.holder, shares


@changes_of.register
def _(command: RecordExpense, matter: Matter) -> Changes:
    return (added(replace(command.expense, id=next_number(expense.id for expense in matter.expenses))),)


@changes_of.register
def _(command: RemoveExpense, matter: Matter) -> Changes:
    return (removed(found(matter.expenses, command.expense_id, "expense"), matter.expenses),)


@changes_of.register
def _(command: RecordDamagesPayment, matter: Matter) -> Changes:
    return (added(replace(command.payment, id=next_number(each.id for each in matter.damages_paid))),)


@changes_of.register
def _(command: RemoveDamagesPayment, matter: Matter) -> Changes:
    return (removed(found(matter.damages_paid, command.payment_id, "payment of damages"), matter.damages_paid),)


def _in_force(
    matter: Matter, command: SetOfferingRequest | SetAgreedSplit | TakeInRequests
) -> dict[str, OfferingRequest]:
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
