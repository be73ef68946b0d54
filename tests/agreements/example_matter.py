"""Makes a matter of what the tables of a worked example give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from rra_desktop import wording
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, Entity, EntryType, Holder, LedgerEntry, Role, Security
from rra_desktop.domain.registrations import DelayBecause, Event, EventType, Method, Request, WithdrawnBy
from rra_desktop.store.forms import term_value
from tests.agreements.worked_examples import Example, ExampleError, Row
from tests.matters import SIGNING, demand, form, matter, piggyback

OFFERING_DAY = dt.date(2003, 7, 15)
_REGISTRATIONS = {"demand": "R1", "Company": "R2"}
_INPUTS = {
    "Holders": {"holder", "role", "group", "lead", "entity", "counterpart", "held", "requested", "agreed"},
    "Single Investors": {"group"},
    "Offering": {
        *("plan", "registration", "day", "maximum", "Company", "price", "discount", "option", "outstanding"),
    },
    "Readings": {"reading", "choice"},
    "Terms": {"term", "value"},
    "Ledger": {*("date", "entry", "holder", "security", "quantity", "to", "new", "old", "percent", "counterpart")},
    "Notices and events": {
        *("registration", "event", "to", "method", "sent", "received", "date", "days", "because", "by"),
    },
    "Requests": {"registration", "holder", "shares", "received", "method", "accepted"},
    "Rounds": {"round"},
    "Result": {"what"},
    "Register as of": {"holder"},
    "Deadlines as of": {"registration", "deadline", "holder"},
}

_Kind = TypeVar("_Kind", bound=StrEnum)
_Value = TypeVar("_Value")


def matter_of(example: Example) -> Matter:
    """Make the matter; raises ExampleError for a table or column it does not know, or a cell it cannot read."""
    _refuse_unknown(example)
    holders = [_holder(row) for row in example.rows("Holders")]
    leads = {row.take("group"): row.take("holder") for row in example.rows("Holders") if row.take("lead") == "yes"}
    groups = dict.fromkeys(holder.group for holder in holders if holder.group)
    return matter(
        holders=holders,
        groups=[AffiliateGroup(group, leads.get(group)) for group in groups],
        ledger=[*_held(example), *(_entry(row) for row in example.rows("Ledger"))],
        registrations=[demand("R1", initiated_by=[holder.id for holder in holders[:1]]), piggyback("R2")],
        events=[_event(row) for row in example.rows("Notices and events")],
        offerings=[_offering(row) for row in example.rows("Offering")],
        offering_requests=[
            OfferingRequest("O1", row.take("holder"), requested, _maybe(row, "agreed", wording.parse_shares))
            for row in example.rows("Holders")
            if (requested := _maybe(row, "requested", wording.parse_shares)) is not None
        ],
        requests=[_request(row) for row in example.rows("Requests")],
        readings={row.take("reading"): row.take("choice") for row in example.rows("Readings")},
        terms={
            row.take("term"): term_value(form().term(row.take("term")).kind, row.take("value"))
            for row in example.rows("Terms")
        },
    )


def known_table(caption: str) -> str:
    """Return the kind of table a caption names, a date after it left out; empty for none."""
    return next((kind for kind in _INPUTS if caption == kind or caption.startswith(f"{kind} ")), "")


def _refuse_unknown(example: Example) -> None:
    for table in example.tables:
        kind = known_table(table.caption)
        if not kind:
            raise ExampleError(f"{table.place}: there is no table “{table.caption}”; known are {', '.join(_INPUTS)}")
        for column in table.columns:
            if not column.startswith("→") and column not in _INPUTS[kind]:
                known = ", ".join(sorted(_INPUTS[kind]))
                raise ExampleError(f"{table.place}: {kind} has no column “{column}”; known are {known}")


def read_date(written: str) -> dt.date:
    """Read a date as the program does; a weekday before it must be right."""
    weekday, comma, day = written.partition(", ")
    if comma and len(weekday) == len("Mon"):
        date = wording.parse_date(day)
        assert wording.day(date) == written, f"{day} is not a {weekday}"
        return date
    return wording.parse_date(written)


def _maybe(row: Row, column: str, read: Callable[[str], _Value]) -> _Value | None:
    """Read a given cell, None where it is empty or a dash; raises ExampleError with the row's line."""
    cell = row.take(column)
    if cell in ("", "–"):
        return None
    try:
        return read(cell)
    except Exception as error:
        raise ExampleError(f"{row.place}, {column}: {error}") from error


def _entered(row: Row, column: str, read: Callable[[str], _Value], otherwise: _Value) -> _Value | None:
    """Read a given cell: where it is empty what is usual, None for a dash, which says that nobody has entered it."""
    return otherwise if row.take(column) == "" else _maybe(row, column, read)


def named(kinds: type[_Kind], names: Callable[[_Kind], str] | None = None) -> Callable[[str], _Kind]:
    """Read one of several kinds by its name in the program or by its id."""

    def read(written: str) -> _Kind:
        for kind in kinds:
            if written.casefold() in {
                kind.value.replace("_", " "),
                kind.value,
                names(kind).casefold() if names else "",
            }:
                return kind
        raise ExampleError(f"“{written}” is none of {', '.join(kind.value.replace('_', ' ') for kind in kinds)}")

    return read


def _holder(row: Row) -> Holder:
    role = row.take("role").casefold() or "investor"
    return Holder(
        row.take("holder"),
        row.take("holder"),
        Role.OTHER_HOLDER if role == "other holder" else Role.INVESTOR,
        row.take("group") or None,
        _maybe(row, "entity", named(Entity, wording.entity_name)),
        transferee=role == "transferee",
        counterpart_date=_maybe(row, "counterpart", read_date),
    )


def _held(example: Example) -> list[LedgerEntry]:
    """Issue to each holder what it is said to hold."""
    entries = []
    for row in example.rows("Holders"):
        held = _maybe(row, "held", wording.parse_shares)
        if held:
            other = row.take("role").casefold() == "other holder"
            security = Security.OTHER_REGISTRABLE if other else Security.COMMON
            entries.append(LedgerEntry(0, SIGNING, EntryType.ISSUE, row.take("holder"), security, held))
    return entries


def _entry(row: Row) -> LedgerEntry:
    return LedgerEntry(
        0,
        _maybe(row, "date", read_date) or SIGNING,
        _maybe(row, "entry", named(EntryType, wording.entry_name)) or EntryType.ISSUE,
        row.take("holder") or None,
        _maybe(row, "security", named(Security, wording.security_name)),
        _maybe(row, "quantity", wording.parse_shares),
        row.take("to") or None,
        counterpart_executed=row.take("counterpart") == "yes",
        new=_maybe(row, "new", int),
        old=_maybe(row, "old", int),
        percent=_maybe(row, "percent", wording.parse_percent),
    )


def _event(row: Row) -> Event:
    return Event(
        0,
        _REGISTRATIONS[row.take("registration") or "demand"],
        _maybe(row, "event", named(EventType, wording.event_name)) or EventType.FILED,
        date=_maybe(row, "date", read_date),
        method=_maybe(row, "method", named(Method, wording.method_name)),
        sent=_maybe(row, "sent", read_date),
        received=_maybe(row, "received", read_date),
        to=row.take("to") or None,
        days=_maybe(row, "days", int),
        because=_maybe(row, "because", named(DelayBecause)),
        by=_maybe(row, "by", named(WithdrawnBy, wording.withdrawer_name)),
    )


def _request(row: Row) -> Request:
    return Request(
        0,
        _REGISTRATIONS[row.take("registration") or "Company"],
        row.take("holder"),
        _maybe(row, "shares", wording.parse_shares),
        _maybe(row, "received", read_date),
        row.take("method") or "underwritten",
        accepted=_maybe(row, "accepted", read_date),
    )


def _offering(row: Row) -> Offering:
    discount = row.take("discount")
    return Offering(
        "O1",
        registration=_REGISTRATIONS[row.take("registration") or "Company"],
        plan=row.take("plan"),
        maximum=_maybe(row, "maximum", wording.parse_shares),
        company_shares=_entered(row, "Company", wording.parse_shares, 0),
        price=_maybe(row, "price", wording.parse_money),
        discount_percent=_maybe(row, "discount", wording.parse_percent) if discount.endswith("%") else None,
        discount_per_share=_maybe(row, "discount", wording.parse_money) if discount.startswith("$") else None,
        option_shares=_maybe(row, "option", wording.parse_shares) or 0,
        as_of=_entered(row, "day", read_date, OFFERING_DAY),
        outstanding_after=_maybe(row, "outstanding", wording.parse_shares),
    )
