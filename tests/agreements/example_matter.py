"""Makes a matter of what the tables of a worked example give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial
from typing import TypeVar

from rra_desktop import wording
from rra_desktop.domain.agreement import AgreementForm, Signature, TermChange, TermKind, TermValue
from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, Entity, EntryType, Holder, LedgerEntry, Role, Security
from rra_desktop.domain.registrations import (
    DelayBecause,
    Event,
    EventId,
    EventType,
    Method,
    Purpose,
    Registration,
    RegistrationKind,
    Request,
    Underwriting,
    WithdrawnBy,
)
from rra_desktop.domain.waivers import Waiver
from tests.agreements.example_forms import example_form
from tests.agreements.worked_examples import Example, ExampleError, Row
from tests.matters import SIGNING, demand, form, matter, piggyback

OFFERING_DAY = dt.date(2003, 7, 15)
_REGISTRATIONS = {
    "demand": "R1",
    "Company": "R2",
    "later demand": "R3",
    "third demand": "R5",
    "fourth demand": "R6",
    "shelf": "R4",
    "matter": "",
}
"""The ids of the registrations; what happens in the matter itself happens in none."""
_INPUTS = {
    "Holders": {
        "holder",
        "role",
        "class",
        "group",
        "lead",
        "entity",
        "counterpart",
        "held",
        "Units",
        "signed",
        "requested",
        "agreed",
    },
    "Single Investors": {"group"},
    "Offering": {
        *("plan", "registration", "day", "maximum", "Company", "price", "discount", "option", "outstanding"),
    },
    "Readings": {"reading", "choice"},
    "Terms": {"term", "value", "from", "signed by"},
    "Waivers": {"deadline", "date", "signed by"},
    "Ledger": {
        *("date", "entry", "holder", "security", "quantity", "to", "new", "old", "percent", "counterpart", "market"),
        "price paid",
    },
    "Demands": {"demand", "signed by", "all covered", "right"},
    "Facts": {"registration", "fact", "answer"},
    "Notices and events": {
        *(
            "registration",
            "event",
            "to",
            "method",
            "sent",
            "received",
            "hour",
            "date",
            "days",
            "because",
            "by",
            "permits resale",
        ),
    },
    "Requests": {"registration", "holder", "shares", "received", "method", "information owed", "accepted"},
    "Form": {"form"},
    "Damages paid": {"clause", "holder", "date", "amount"},
    "Damages as of": {"clause", "holder"},
    "Expenses": {"registration", "date", "category", "amount"},
    "Requests as of": {"registration", "holder"},
    "Contradictions": {"number"},
    "Rounds": {"round"},
    "Result": {"what"},
    "Register as of": {"holder"},
    "Majority as of": {"reading", "choice"},
    "Demands left as of": {"agreement", "right"},
    "Deadlines as of": {"registration", "deadline", "holder"},
}

_BY_LENGTH = sorted(_INPUTS, key=len, reverse=True)
"""The kinds of table, the longer name first where one begins with another."""

_Kind = TypeVar("_Kind", bound=StrEnum)
_Value = TypeVar("_Value")


def matter_of(example: Example) -> Matter:
    """Make the matter; raises ExampleError for a table or column it does not know, or a cell it cannot read."""
    _refuse_unknown(example)
    own = next((example_form(row.take("form")) for row in example.rows("Form")), form())
    holders = [_holder(row) for row in example.rows("Holders")]
    leads = {row.take("group"): row.take("holder") for row in example.rows("Holders") if row.take("lead") == "yes"}
    groups = dict.fromkeys(holder.group for holder in holders if holder.group)
    made = matter(
        holders=holders,
        groups=[AffiliateGroup(group, leads.get(group)) for group in groups],
        ledger=[*_held(example, own.agreement_date), *(_entry(row) for row in example.rows("Ledger"))],
        registrations=_registrations(example, holders, own),
        events=[_event(row, own) for row in example.rows("Notices and events")],
        offerings=[_offering(row) for row in example.rows("Offering")],
        offering_requests=[
            OfferingRequest("O1", row.take("holder"), requested, _maybe(row, "agreed", wording.parse_shares))
            for row in example.rows("Holders")
            if (requested := _maybe(row, "requested", wording.parse_shares)) is not None
        ],
        requests=[_request(row) for row in example.rows("Requests")],
        readings={row.take("reading"): row.take("choice") for row in example.rows("Readings")},
        term_changes=[_term_change(row, own) for row in example.rows("Terms")],
        waivers=[_waiver(row) for row in example.rows("Waivers")],
        expenses=[_expense(row) for row in example.rows("Expenses")],
    )
    paid = tuple(_payment(number, row) for number, row in enumerate(example.rows("Damages paid"), start=1))
    details = replace(made.details, agreement_date=own.agreement_date)
    return replace(made, form=own, details=details, damages_paid=paid)


def _expense(row: Row) -> Expense:
    amount = _maybe(row, "amount", wording.parse_money) or Decimal(0)
    return Expense(0, _maybe(row, "date", read_date) or SIGNING, row.take("category"), amount, registration_of(row))


def _payment(number: int, row: Row) -> DamagesPayment:
    amount = _maybe(row, "amount", wording.parse_money) or Decimal(0)
    day = _maybe(row, "date", read_date) or SIGNING
    return DamagesPayment(number, day, row.take("clause"), row.take("holder"), amount, registration_of(row))


def _registrations(example: Example, holders: list[Holder], own: AgreementForm) -> list[Registration]:
    """Make a demand, a Company registration and a shelf, as far as the form gives a right to each."""
    kinds = {right.kind for right in own.rights}
    demands = _demands(example, holders) if RegistrationKind.DEMAND in kinds else []
    shelf = [Registration("R4", RegistrationKind.MANDATORY)] if RegistrationKind.MANDATORY in kinds else []
    company = [piggyback("R2")] if RegistrationKind.PIGGYBACK in kinds else []
    return [_with_facts(example, each) for each in (*demands, *company, *shelf)]


def _with_facts(example: Example, registration: Registration) -> Registration:
    rows = [row for row in example.rows("Facts") if registration_of(row) == registration.id]
    facts = tuple(sorted((row.take("fact"), row.take("answer")) for row in rows if row.take("fact") != "purpose"))
    purpose = next((Purpose(row.take("answer")) for row in rows if row.take("fact") == "purpose"), registration.purpose)
    return replace(registration, facts=facts, purpose=purpose)


def _demands(example: Example, holders: list[Holder]) -> list[Registration]:
    """Make one demand; of the demands listed the ones listed, with who signed them."""
    firm = Underwriting.FIRM_COMMITMENT
    if not example.rows("Demands"):
        return [demand("R1", initiated_by=_initiators(example, holders), underwriting=firm)]
    return [
        replace(
            demand(
                _REGISTRATIONS[row.take("demand")],
                initiated_by=_parties(row),
                underwriting=firm,
                covers_all_requested=_maybe(row, "all covered", lambda said: said == "yes"),
            ),
            right=row.take("right"),
        )
        for row in example.rows("Demands")
    ]


def _initiators(example: Example, holders: list[Holder]) -> list[str]:
    """Return who signed the Demand Notice: those marked so, or else the first holder."""
    signed = [row.take("holder") for row in example.rows("Holders") if row.take("signed") == "yes"]
    return signed or [holder.id for holder in holders[:1]]


def known_table(caption: str) -> str:
    """Return the kind of table a caption names, a date after it left out; empty for none."""
    return next((kind for kind in _BY_LENGTH if caption == kind or caption.startswith(f"{kind} ")), "")


def _refuse_unknown(example: Example) -> None:
    for table in example.tables:
        kind = known_table(table.caption)
        if not kind:
            raise ExampleError(f"{table.place}: there is no table “{table.caption}”; known are {', '.join(_INPUTS)}")
        for column in table.columns:
            if not column.startswith("→") and column not in _INPUTS[kind]:
                known = ", ".join(sorted(_INPUTS[kind]))
                raise ExampleError(f"{table.place}: {kind} has no column “{column}”; known are {known}")


def registration_of(row: Row) -> str:
    """Return the id of the registration that a row names, of the demand where it names none."""
    return _REGISTRATIONS[row.take("registration") or "demand"]


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
        holder_class=row.take("class"),
    )


def _held(example: Example, on: dt.date) -> list[LedgerEntry]:
    """Issue to each holder what it is said to hold."""
    entries = []
    for row in example.rows("Holders"):
        held, units = _maybe(row, "held", wording.parse_shares), _maybe(row, "Units", wording.parse_shares)
        if units:
            entries.append(LedgerEntry(0, on, EntryType.ISSUE, row.take("holder"), Security.UNIT, units))
        if held:
            other = row.take("role").casefold() == "other holder"
            security = Security.OTHER_REGISTRABLE if other else Security.COMMON
            entries.append(LedgerEntry(0, on, EntryType.ISSUE, row.take("holder"), security, held))
    return entries


def _entry(row: Row) -> LedgerEntry:
    return LedgerEntry(
        0,
        _maybe(row, "date", read_date) or SIGNING,
        _maybe(row, "entry", named(EntryType, wording.entry_name)) or EntryType.ISSUE,
        row.take("holder") or None,
        _maybe(row, "security", named(Security, partial(wording.security_name, form=form()))),
        _maybe(row, "quantity", wording.parse_shares),
        row.take("to") or None,
        counterpart_executed=row.take("counterpart") == "yes",
        public_distribution=row.take("market") == "yes",
        new=_maybe(row, "new", int),
        old=_maybe(row, "old", int),
        price_paid=_maybe(row, "price paid", wording.parse_money),
        percent=_maybe(row, "percent", lambda text: wording.parse_money(text.removesuffix("%"))),
    )


def _event_read(own: AgreementForm) -> Callable[[str], EventId]:
    """Read an event by what the program calls it, or by what the form does that declares it."""
    declared = {each.name: each.id for each in own.events}

    def read(written: str) -> EventId:
        return declared[written] if written in declared else named(EventType, wording.event_name)(written)

    return read


def _event(row: Row, own: AgreementForm) -> Event:
    return Event(
        0,
        registration_of(row),
        _maybe(row, "event", _event_read(own)) or EventType.FILED,
        date=_maybe(row, "date", read_date),
        method=_maybe(row, "method", named(Method, wording.method_name)),
        sent=_maybe(row, "sent", read_date),
        received=_maybe(row, "received", read_date),
        hour=_maybe(row, "hour", dt.time.fromisoformat),
        to=row.take("to") or None,
        days=_maybe(row, "days", int),
        because=_maybe(row, "because", named(DelayBecause)),
        by=_maybe(row, "by", named(WithdrawnBy, wording.withdrawer_name)),
        permits_resale=_maybe(row, "permits resale", lambda said: said == "yes"),
    )


def _request(row: Row) -> Request:
    registration = registration_of(row)
    return Request(
        0,
        registration,
        row.take("holder"),
        _maybe(row, "shares", wording.parse_shares),
        _maybe(row, "received", read_date),
        row.take("method") or "underwritten",
        information_owed=row.take("information owed") == "yes",
        accepted=_maybe(row, "accepted", read_date),
    )


def _term_change(row: Row, own: AgreementForm) -> TermChange:
    return TermChange(
        0,
        row.take("term"),
        _term_value(own, row.take("term"), row.take("value")),
        _maybe(row, "from", read_date),
        signed_by=tuple(map(Signature, _parties(row))),
    )


def _term_value(own: AgreementForm, term_id: str, written: str) -> TermValue:
    match own.term(term_id).kind:
        case TermKind.RATIO:
            return Fraction(written)
        case TermKind.MONEY:
            return Decimal(written)
        case TermKind.CHOICE:
            return written
        case _:
            return int(written)


def _waiver(row: Row) -> Waiver:
    deadline = (_maybe(row, "deadline", str) or "filing_latest").replace(" ", "_")
    return Waiver(0, deadline, _maybe(row, "date", read_date) or SIGNING, _parties(row), "R1")


def _parties(row: Row) -> tuple[str, ...]:
    """Read who signed, as “the Company, Ash, Beech”."""
    names = [name.strip() for name in row.take("signed by").split(",") if name.strip()]
    return tuple("company" if name == "the Company" else name for name in names)


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
