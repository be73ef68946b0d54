"""The records of a matter as JSON objects: the keys of each, and which of them a type of entry or event may have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rra_desktop.domain.agreement import PointSettled, PointState, ReadingChoice, TermChange
from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.event_fields import fields_asked
from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.domain.matter import ActingFor, MatterDetails
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, Entity, EntryType, Holder, LedgerEntry, Role, Security
from rra_desktop.domain.registrations import (
    DelayBecause,
    Event,
    Method,
    Purpose,
    Registration,
    RegistrationKind,
    Request,
    Underwriting,
    WithdrawnBy,
)
from rra_desktop.domain.waivers import Waiver
from rra_desktop.exchange import kinds
from rra_desktop.exchange.shapes import Known, Member, Shape
from rra_desktop.exchange.strict_json import shown

_EVERY_ENTRY: Final = ("sequence", "date", "type", "note")
_MOVED: Final = (*_EVERY_ENTRY, "holder", "security", "quantity")
_ENTRY_KEYS: Final[Mapping[EntryType, tuple[str, ...]]] = {
    EntryType.ISSUE: (*_MOVED, "price_paid"),
    EntryType.CONVERT: _MOVED,
    EntryType.EXERCISE: (*_MOVED, "price_paid"),
    EntryType.TRANSFER: (*_MOVED, "to", "counterpart_executed", "public_distribution", "price_paid"),
    EntryType.REGISTERED_SALE: _MOVED,
    EntryType.OTHER_SALE: (*_MOVED, "public_distribution"),
    EntryType.CANCEL: _MOVED,
    EntryType.SPLIT: (*_EVERY_ENTRY, "new", "old", "adjusts_conversion"),
    EntryType.STOCK_DIVIDEND: (*_EVERY_ENTRY, "percent", "adjusts_conversion"),
    EntryType.CORRECTION: _MOVED,
}
_EVERY_EVENT: Final = ("id", "type", "note")
_NOTICE: Final = (*_EVERY_EVENT, "method", "sent", "received", "hour", "to")
_DATED: Final = (*_EVERY_EVENT, "date")


def _entry_keys(entry: LedgerEntry, _known: Known) -> tuple[str, tuple[str, ...]]:
    return f"a ledger entry of type {shown(entry.type)}", _ENTRY_KEYS[entry.type]


def _event_keys(event: Event, known: Known) -> tuple[str, tuple[str, ...]]:
    keys = _NOTICE if known.form.is_notice(event.type) else _DATED
    return f"an event of type {shown(event.type)}", (*keys, *fields_asked(known.form, event.type))


DETAILS: Final = Shape(
    MatterDetails,
    (
        Member("title", kinds.NAME, required=True),
        Member("company", kinds.NAME, required=True),
        Member("agreement_date", kinds.DAY, required=True),
        Member("acting_for", kinds.one_of(ActingFor, "party one acts for"), always=True),
        Member("header", kinds.TEXT),
        Member("opens_as_of", kinds.DAY),
        Member("month_first", kinds.FLAG),
    ),
)
HOLDER: Final = Shape(
    Holder,
    (
        Member("id", kinds.NAME, required=True),
        Member("name", kinds.NAME, required=True),
        Member("role", kinds.one_of(Role, "role"), always=True),
        Member("group", kinds.NAME),
        Member("entity", kinds.one_of(Entity, "kind of entity")),
        Member("transferee", kinds.FLAG),
        Member("counterpart_date", kinds.DAY),
        Member("notice_address", kinds.TEXT),
        Member("notes", kinds.TEXT),
        Member("class", kinds.HOLDER_CLASS, attribute="holder_class"),
    ),
)
GROUP: Final = Shape(
    AffiliateGroup,
    (Member("name", kinds.NAME, required=True), Member("lead", kinds.HOLDER)),
)
LEDGER_ENTRY: Final = Shape(
    LedgerEntry,
    (
        Member("sequence", kinds.SHARES),
        Member("date", kinds.DAY, required=True),
        Member("type", kinds.one_of(EntryType, "type of ledger entry"), required=True),
        Member("holder", kinds.HOLDER),
        Member("to", kinds.HOLDER),
        Member("security", kinds.one_of(Security, "security")),
        Member("quantity", kinds.SIGNED),
        Member("new", kinds.SHARES),
        Member("old", kinds.SHARES),
        Member("percent", kinds.DIVIDEND),
        Member("counterpart_executed", kinds.FLAG),
        Member("public_distribution", kinds.FLAG),
        Member("adjusts_conversion", kinds.FLAG),
        Member("price_paid", kinds.PRICE),
        Member("note", kinds.TEXT),
    ),
    _entry_keys,
)
REGISTRATION: Final = Shape(
    Registration,
    (
        Member("id", kinds.NAME, required=True),
        Member("kind", kinds.one_of(RegistrationKind, "kind of registration"), required=True),
        Member("title", kinds.TEXT),
        Member("underwriting", kinds.one_of(Underwriting, "kind of underwriting"), always=True),
        Member("purpose", kinds.one_of(Purpose, "purpose of a registration")),
        Member("initiated_by", kinds.HOLDERS),
        Member("second_demand", kinds.FLAG),
        Member("covers_all_requested", kinds.FLAG),
        Member("note", kinds.TEXT),
        Member("right", kinds.RIGHT),
        Member("facts", kinds.ANSWERS),
    ),
)
EVENT: Final = Shape(
    Event,
    (
        Member("id", kinds.SHARES),
        Member("type", kinds.EVENT, required=True),
        Member("date", kinds.DAY),
        Member("method", kinds.one_of(Method, "method of notice")),
        Member("sent", kinds.DAY),
        Member("received", kinds.DAY),
        Member("to", kinds.HOLDER),
        Member("days", kinds.count(0, kinds.MOST_DAYS)),
        Member("because", kinds.one_of(DelayBecause, "reason for a delay")),
        Member("by", kinds.one_of(WithdrawnBy, "party that withdraws")),
        Member("form", kinds.TEXT),
        Member("permits_resale", kinds.FLAG),
        Member("note", kinds.TEXT),
        Member("hour", kinds.HOUR),
    ),
    _event_keys,
)
REQUEST: Final = Shape(
    Request,
    (
        Member("id", kinds.SHARES),
        Member("holder", kinds.HOLDER, required=True),
        Member("quantity", kinds.count(0)),
        Member("received", kinds.DAY),
        Member("method_of_distribution", kinds.TEXT),
        Member("information_owed", kinds.FLAG),
        Member("completed", kinds.DAY),
        Member("accepted", kinds.DAY),
        Member("note", kinds.TEXT),
    ),
)
OFFERING: Final = Shape(
    Offering,
    (
        Member("id", kinds.NAME, required=True),
        Member("name", kinds.TEXT),
        Member("registration", kinds.REGISTRATION),
        Member("plan", kinds.PLAN),
        Member("maximum", kinds.count(0)),
        Member("company_shares", kinds.count(0)),
        Member("price", kinds.PRICE),
        Member("discount_percent", kinds.PERCENT),
        Member("discount_per_share", kinds.PRICE),
        Member("option_shares", kinds.count(0)),
        Member("as_of", kinds.DAY),
        Member("outstanding_after", kinds.count(0)),
        Member("note", kinds.TEXT),
    ),
)
OFFERING_REQUEST: Final = Shape(
    OfferingRequest,
    (
        Member("holder", kinds.HOLDER, required=True),
        Member("quantity", kinds.count(0), required=True),
        Member("agreed", kinds.count(0)),
    ),
)
EXPENSE: Final = Shape(
    Expense,
    (
        Member("id", kinds.SHARES),
        Member("date", kinds.DAY, required=True),
        Member("category", kinds.NAME, required=True),
        Member("amount", kinds.CENTS, required=True),
        Member("registration", kinds.REGISTRATION),
        Member("note", kinds.TEXT),
    ),
)
DAMAGES_PAYMENT: Final = Shape(
    DamagesPayment,
    (
        Member("id", kinds.SHARES),
        Member("date", kinds.DAY, required=True),
        Member("clause", kinds.DAMAGES, required=True),
        Member("holder", kinds.HOLDER, required=True),
        Member("amount", kinds.CENTS, required=True),
        Member("registration", kinds.REGISTRATION),
        Member("note", kinds.TEXT),
    ),
)
READING: Final = Shape(
    ReadingChoice,
    (Member("choice", kinds.NAME, required=True), Member("reason", kinds.TEXT)),
)
POINT: Final = Shape(
    PointSettled,
    (
        Member("point", kinds.NAME, required=True),
        Member("state", kinds.one_of(PointState, "state of a drafting point"), required=True),
        Member("note", kinds.TEXT),
    ),
)
TERM_CHANGE: Final = Shape(
    TermChange,
    (
        Member("id", kinds.SHARES),
        Member("from", kinds.DAY, attribute="effective_from"),
        Member("section", kinds.TEXT),
        Member("note", kinds.TEXT),
        Member("signed_by", kinds.SIGNATURES),
    ),
)
WAIVER: Final = Shape(
    Waiver,
    (
        Member("id", kinds.SHARES),
        Member("deadline", kinds.DEADLINE, required=True),
        Member("date", kinds.DAY, required=True),
        Member("signed_by", kinds.SIGNATORIES, required=True),
        Member("registration", kinds.REGISTRATION),
        Member("holder", kinds.HOLDER),
        Member("note", kinds.TEXT),
    ),
)
HOLIDAY_CHANGE: Final = Shape(
    HolidayChange,
    (
        Member("closing", kinds.one_of(Closing, "calendar"), required=True),
        Member("date", kinds.DAY, required=True),
        Member("closed", kinds.FLAG, required=True),
        Member("name", kinds.TEXT),
    ),
)
