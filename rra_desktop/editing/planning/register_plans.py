"""Plans of the commands on the register: holders, positions typed over, ledger entries."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import count
from types import NoneType

from rra_desktop import wording
from rra_desktop.calculation.register.positions import positions
from rra_desktop.domain.edits import RowChange, applied
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Entity, EntryType, Holder, LedgerEntry, Role, Security
from rra_desktop.editing.commands import (
    AddHolder,
    AddInvestors,
    AddLedgerEntry,
    ChangeHolder,
    ChangeLedgerEntry,
    NewInvestor,
    RemoveHolder,
    RemoveLedgerEntry,
    SetGroupLead,
    SetPosition,
)
from rra_desktop.editing.planning.changes import Changes, added, changes_of, found, next_id, next_number, removed
from rra_desktop.editing.planning.fields import Kinds, with_field
from rra_desktop.editing.planning.register_parts import those_that_dealt_with
from rra_desktop.errors import RefusedEditError

_FIELDS: Kinds = {
    "name": (str,),
    "role": (Role,),
    "group": (str, NoneType),
    "entity": (Entity, NoneType),
    "transferee": (bool,),
    "counterpart_date": (dt.date, NoneType),
    "notice_address": (str,),
    "notes": (str,),
    "holder_class": (str,),
}


@changes_of.register
def _(command: AddHolder, matter: Matter) -> Changes:
    holder = Holder(
        id=next_id("H", (each.id for each in matter.holders)),
        name=wording.one_line(command.name),
        role=command.role,
        group=_group_name(matter, command.group),
        entity=command.entity,
        transferee=command.transferee,
        counterpart_date=command.counterpart_date,
        holder_class=command.holder_class,
    )
    if not command.quantity:
        return (added(holder),)
    if command.transferee:
        raise RefusedEditError(
            "A transferee comes to its Units by a transfer; add it without Units, then the transfer."
        )
    if command.on is None:
        raise RefusedEditError("Say on which day the securities were issued.")
    security = Security.UNIT if command.role is Role.INVESTOR else Security.OTHER_REGISTRABLE
    return added(holder), *_issue(matter, holder.id, security, command.quantity, command.on)


@changes_of.register
def _(command: AddInvestors, matter: Matter) -> Changes:
    changes: list[RowChange] = []
    numbers = count(int(next_id("H", (each.id for each in matter.holders)).removeprefix("H")))
    sequences = count(next_number(entry.sequence for entry in matter.ledger))
    groups = {holder.group.casefold(): holder.group for holder in matter.holders if holder.group}
    # Entries without a holder, as splits, are all that moves the figures of somebody who has only just come.
    everybodys = replace(matter, ledger=tuple(entry for entry in matter.ledger if entry.holder is None))
    for investor in command.investors:
        group = wording.one_line(investor.group or "")
        spelled = groups.setdefault(group.casefold(), group) if group else None
        holder = Holder(f"H{next(numbers)}", wording.one_line(investor.name), group=spelled)
        entries = _first_entries(investor, holder, command.on, everybodys)
        changes += [added(holder), *(added(replace(entry, sequence=next(sequences))) for entry in entries)]
    return tuple(changes)


def _first_entries(investor: NewInvestor, holder: Holder, on: dt.date, everybodys: Matter) -> tuple[LedgerEntry, ...]:
    """Return the entries that give a new Investor its figures: an issue, then corrections of what that brought."""
    alone = replace(everybodys, holders=(holder,))
    before = len(alone.ledger)
    for security, quantity in investor.figures:
        if len(alone.ledger) > before:
            alone = applied(alone, changes_of(SetPosition(holder.id, security, quantity, on), alone))
        else:
            alone = applied(alone, _issue(alone, holder.id, security, quantity, on))
    return alone.ledger[before:]


def _issue(matter: Matter, holder_id: str, security: Security, quantity: int, on: dt.date) -> Changes:
    if not quantity:
        return ()
    sequence = next_number(entry.sequence for entry in matter.ledger)
    return (added(LedgerEntry(sequence, on, EntryType.ISSUE, holder_id, security, quantity)),)


@changes_of.register
def _(command: ChangeHolder, matter: Matter) -> Changes:
    before = found(matter.holders, command.holder_id, "holder")
    after = with_field(before, _FIELDS, command.field, command.value, "A holder’s")
    after = replace(after, name=wording.one_line(after.name)) if command.field == "name" else after
    after = replace(after, group=_group_name(matter, after.group))
    if command.field == "role" and matter.form.class_of(after) is None:
        after = replace(after, holder_class="")  # a class is one of a role
    leads = tuple(
        RowChange(group, replace(group, lead=None))
        for group in matter.groups
        if group.lead == before.id and after.group != group.name
    )
    return (*leads, RowChange(before, after))


def _group_name(matter: Matter, written: str | None) -> str | None:
    """Return the group as the register already spells it, None for no group."""
    name = (written or "").strip()
    spelled = {holder.group.casefold(): holder.group for holder in matter.holders if holder.group}
    return spelled.get(name.casefold(), name) or None


@changes_of.register
def _(command: RemoveHolder, matter: Matter) -> Changes:
    holder = found(matter.holders, command.holder_id, "holder")
    for entry in matter.ledger:
        if entry.type is EntryType.TRANSFER and holder.id in (entry.holder, entry.to):
            raise RefusedEditError(
                f"{holder.name} is part of the transfer of {wording.date_only(entry.date)}; remove that ledger entry "
                "first, or the other holder’s position would be wrong."
            )
    for registration in matter.registrations:
        if holder.id in registration.initiated_by:
            raise RefusedEditError(f"{holder.name} is an Initiating Investor; take it out of the demand first.")
    leads = tuple(RowChange(group, replace(group, lead=None)) for group in matter.groups if group.lead == holder.id)
    return (
        *leads,
        *(removed(each, matter.offering_requests) for each in matter.offering_requests if each.holder == holder.id),
        *(removed(each, matter.requests) for each in matter.requests if each.holder == holder.id),
        *(removed(each, matter.events) for each in matter.events if each.to == holder.id),
        *(removed(each, matter.waivers) for each in matter.waivers if each.holder == holder.id),
        *(removed(each, matter.ledger) for each in matter.ledger if each.holder == holder.id),
        removed(holder, matter.holders),
    )


@changes_of.register
def _(command: SetPosition, matter: Matter) -> Changes:
    holder = found(matter.holders, command.holder_id, "holder")
    held = _held(matter, command)
    if command.quantity < 0:
        raise RefusedEditError(f"{holder.name} cannot hold {command.quantity:,}; shares are counted from 0.")
    if command.quantity == held:
        return ()
    correction = LedgerEntry(
        sequence=next_number(entry.sequence for entry in matter.ledger),
        date=command.on,
        type=EntryType.CORRECTION,
        holder=holder.id,
        security=command.security,
        quantity=command.quantity - held,
        note=f"typed over: {held:,} became {command.quantity:,}",
    )
    return (added(correction),)


def _held(matter: Matter, command: SetPosition) -> int:
    there = positions(those_that_dealt_with(matter, command.holder_id), command.on)
    return there.of(command.holder_id).held(command.security)


@changes_of.register
def _(command: SetGroupLead, matter: Matter) -> Changes:
    name, lead = command.group.name, command.group.lead
    if lead is not None and all(each.id != lead or each.group != name for each in matter.holders):
        raise RefusedEditError(
            f"The lead of {name} must be one of its members; choose one of them, or add the holder to the group first."
        )
    before = next((group for group in matter.groups if group.name == name), None)
    return (RowChange(before, command.group),)


@changes_of.register
def _(command: AddLedgerEntry, matter: Matter) -> Changes:
    sequence = next_number(entry.sequence for entry in matter.ledger)
    return (added(replace(command.entry, sequence=sequence)),)


@changes_of.register
def _(command: ChangeLedgerEntry, matter: Matter) -> Changes:
    return (RowChange(found(matter.ledger, command.entry.sequence, "ledger entry"), command.entry),)


@changes_of.register
def _(command: RemoveLedgerEntry, matter: Matter) -> Changes:
    return (removed(found(matter.ledger, command.sequence, "ledger entry"), matter.ledger),)
