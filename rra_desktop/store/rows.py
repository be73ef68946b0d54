"""The table of each kind of record, column by column: how a record becomes a row and a row the same record again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from rra_desktop import wording
from rra_desktop.domain.agreement import AgreementForm, PointSettled, PointState, ReadingChoice, TermChange
from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.domain.matter import ActingFor, MatterDetails, Record
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
from rra_desktop.errors import MatterFileError, RefusedEditError
from rra_desktop.store.cells import (
    AGREEMENT_TEXT,
    ANSWERS,
    CENTS,
    COUNT,
    DAY,
    DECIMAL,
    EVENT,
    FLAG,
    FORM_TEXT,
    HOUR,
    NAME,
    NAMES,
    PLACE_OF_EVENT,
    POSITIVE,
    SIGNATURES,
    TERM_VALUE,
    TEXT,
    WHOLE,
    AnyKind,
    Cell,
    CellError,
    optional,
    shown,
    word_of,
)
from rra_desktop.store.kept_forms import kept_form


class DamagedRowError(MatterFileError):
    """A row holds something no record can be made of; the sentence names table, row and column."""


Names: TypeAlias = Mapping[tuple[str, str], str]
"""What counsel calls holders, registrations and offerings, by the table or column that names them and their id."""


@dataclass(frozen=True)
class RecordTable:
    """The table of one kind of record.

    `field` is where the records stand in a Matter. `key` are the columns that name a row, `called` the column with what
    counsel calls it. `absent` is what a column holds that an entry of the journal of an older version does not have.
    `make` makes a record of the values of its columns, where the class of the record does not. Beside the columns of
    the record every row has its `place`: the rows of a table stand in that order.
    """

    name: str
    record: type[Record]
    field: str
    columns: Mapping[str, AnyKind]
    key: tuple[str, ...]
    called: str = ""
    absent: Mapping[str, Cell] | None = None
    make: Callable[..., Record] | None = None

    def row(self, record: Record) -> tuple[Cell, ...]:
        """Return a record's cells in the order of the columns; raises RefusedEditError for a value out of bounds."""
        try:
            return tuple([write(value) for write, value in zip(self._writers, self._values(record), strict=True)])
        except CellError:
            raise self.refusal(record) from None

    def records(self, rows: Sequence[Sequence[Cell]]) -> tuple[Record, ...]:
        """Return the records of many rows; raises DamagedRowError for the first that no record can be made of."""
        if not rows:
            return ()
        try:
            columns = [
                kind.read(cells) for kind, cells in zip(self.columns.values(), zip(*rows, strict=True), strict=True)
            ]
        except CellError:
            raise DamagedRowError(next(filter(None, map(self._problem, rows)))) from None
        try:
            return tuple(map(self.make or self.record, *columns))
        except CellError as error:
            raise DamagedRowError(f"The {self.name.replace('_', ' ')} {error}.") from None

    def problems(self, rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
        """Return what is wrong with each row of which no record can be made, as a sentence."""
        try:
            self.records(rows)
        except DamagedRowError as error:
            return tuple(filter(None, map(self._problem, rows))) or (str(error),)
        return ()

    def _problem(self, row: Sequence[Cell]) -> str:
        for (column, kind), cell in zip(self.columns.items(), row, strict=True):
            try:
                kind.read((cell,))
            except CellError as error:
                title = self._title(dict(zip(self.columns, row, strict=True)), {})
                return f"The column “{column}” of {title} holds {error}."
        return ""

    def refusal(self, record: Record, names: Names = MappingProxyType({})) -> RefusedEditError:
        """Return why a record has no row; `names` are of the records it points at. Raises ValueError if it has one."""
        for column, kind in self.columns.items():
            try:
                kind.write(getattr(record, column))
            except CellError as error:
                field = column.replace("_", " ").capitalize()
                title = self.title(record, names)
                return RefusedEditError(f"{field} of {title} would be {error}; nothing was changed.")
        raise ValueError(record)

    @cached_property
    def _writers(self) -> tuple[Callable[[Any], Cell], ...]:
        return tuple(kind.write for kind in self.columns.values())

    @cached_property
    def _values(self) -> Callable[[Record], tuple[Any, ...]]:
        return attrgetter(*self.columns)

    def title(self, record: Record, names: Names = MappingProxyType({})) -> str:
        """Return what a sentence calls a record: its name in the matter, where `names` has that, or else its own."""
        return self._title({column: getattr(record, column) for column in self.columns}, names)

    def _title(self, cells: Mapping[str, object], names: Names) -> str:
        noun = self.name.replace("_", " ")
        if not self.key:
            return f"the {noun}"
        own = names.get((self.name, str(cells[self.key[0]]))) or cells.get(self.called)
        if isinstance(own, str) and own.strip() and own.isprintable():
            return f"{noun} {shown(own)}"
        return f"{noun} {shown(' / '.join(_part(column, cells[column], names) for column in self.key))}"


def _part(column: str, value: object, names: Names) -> str:
    if isinstance(value, dt.date):
        return wording.date_only(value)
    return names.get((column, str(value))) or str(value)


_WHOLE_OR_NONE: Final = optional(WHOLE)
_COUNT_OR_NONE: Final = optional(COUNT)
_DAY_OR_NONE: Final = optional(DAY)
_TEXT_OR_NONE: Final = optional(TEXT)
_DECIMAL_OR_NONE: Final = optional(DECIMAL)
_FLAG_OR_NONE: Final = optional(FLAG)

TABLES: Final = (
    RecordTable(
        "agreement",
        AgreementForm,
        "form",
        {"id": NAME, "text": FORM_TEXT, "digest": TEXT},
        key=(),
        make=kept_form,
    ),
    RecordTable(
        "matter",
        MatterDetails,
        "details",
        {
            "title": TEXT,
            "company": TEXT,
            "agreement_date": DAY,
            "acting_for": word_of(ActingFor),
            "header": TEXT,
            "opens_as_of": _DAY_OR_NONE,
            "month_first": _FLAG_OR_NONE,
        },
        key=(),
    ),
    RecordTable(
        "holder",
        Holder,
        "holders",
        {
            "id": NAME,
            "name": TEXT,
            "role": word_of(Role),
            "group": _TEXT_OR_NONE,
            "entity": optional(word_of(Entity)),
            "transferee": FLAG,
            "counterpart_date": _DAY_OR_NONE,
            "notice_address": TEXT,
            "notes": TEXT,
            "holder_class": TEXT,
        },
        key=("id",),
        called="name",
        absent={"holder_class": ""},
    ),
    RecordTable("affiliate_group", AffiliateGroup, "groups", {"name": NAME, "lead": _TEXT_OR_NONE}, key=("name",)),
    RecordTable(
        "ledger_entry",
        LedgerEntry,
        "ledger",
        {
            "sequence": POSITIVE,
            "date": DAY,
            "type": word_of(EntryType),
            "holder": _TEXT_OR_NONE,
            "security": optional(word_of(Security)),
            "quantity": _WHOLE_OR_NONE,
            "to": _TEXT_OR_NONE,
            "counterpart_executed": FLAG,
            "public_distribution": FLAG,
            "new": _COUNT_OR_NONE,
            "old": _COUNT_OR_NONE,
            "percent": _DECIMAL_OR_NONE,
            "adjusts_conversion": FLAG,
            "price_paid": _DECIMAL_OR_NONE,
            "note": TEXT,
        },
        key=("sequence",),
    ),
    RecordTable(
        "registration",
        Registration,
        "registrations",
        {
            "id": NAME,
            "kind": word_of(RegistrationKind),
            "title": TEXT,
            "underwriting": word_of(Underwriting),
            "purpose": word_of(Purpose),
            "initiated_by": NAMES,
            "second_demand": FLAG,
            "covers_all_requested": _FLAG_OR_NONE,
            "note": TEXT,
            "right": TEXT,
            "facts": ANSWERS,
        },
        key=("id",),
        called="title",
        absent={"right": "", "facts": "{}"},
    ),
    RecordTable(
        "event",
        Event,
        "events",
        {
            "id": POSITIVE,
            "registration": PLACE_OF_EVENT,
            "type": EVENT,
            "date": _DAY_OR_NONE,
            "method": optional(word_of(Method)),
            "sent": _DAY_OR_NONE,
            "received": _DAY_OR_NONE,
            "to": _TEXT_OR_NONE,
            "days": _COUNT_OR_NONE,
            "because": optional(word_of(DelayBecause)),
            "by": optional(word_of(WithdrawnBy)),
            "form": TEXT,
            "permits_resale": _FLAG_OR_NONE,
            "note": TEXT,
            "hour": optional(HOUR),
        },
        key=("id",),
    ),
    RecordTable(
        "request",
        Request,
        "requests",
        {
            "id": POSITIVE,
            "registration": TEXT,
            "holder": TEXT,
            "quantity": _COUNT_OR_NONE,
            "received": _DAY_OR_NONE,
            "method_of_distribution": TEXT,
            "information_owed": FLAG,
            "completed": _DAY_OR_NONE,
            "accepted": _DAY_OR_NONE,
            "note": TEXT,
        },
        key=("id",),
    ),
    RecordTable(
        "offering",
        Offering,
        "offerings",
        {
            "id": NAME,
            "name": TEXT,
            "registration": _TEXT_OR_NONE,
            "plan": TEXT,
            "maximum": _COUNT_OR_NONE,
            "company_shares": _COUNT_OR_NONE,
            "price": _DECIMAL_OR_NONE,
            "discount_percent": _DECIMAL_OR_NONE,
            "discount_per_share": _DECIMAL_OR_NONE,
            "option_shares": COUNT,
            "as_of": _DAY_OR_NONE,
            "outstanding_after": _COUNT_OR_NONE,
            "note": TEXT,
        },
        key=("id",),
        called="name",
    ),
    RecordTable(
        "offering_request",
        OfferingRequest,
        "offering_requests",
        {"offering": NAME, "holder": NAME, "quantity": COUNT, "agreed": _COUNT_OR_NONE},
        key=("offering", "holder"),
    ),
    RecordTable(
        "expense",
        Expense,
        "expenses",
        {
            "id": POSITIVE,
            "date": DAY,
            "category": TEXT,
            "amount": CENTS,
            "registration": _TEXT_OR_NONE,
            "note": TEXT,
        },
        key=("id",),
    ),
    RecordTable(
        "damages_payment",
        DamagesPayment,
        "damages_paid",
        {
            "id": POSITIVE,
            "date": DAY,
            "clause": NAME,
            "holder": NAME,
            "amount": CENTS,
            "registration": _TEXT_OR_NONE,
            "note": TEXT,
        },
        key=("id",),
    ),
    RecordTable(
        "reading_choice", ReadingChoice, "readings", {"reading": NAME, "choice": TEXT, "reason": TEXT}, key=("reading",)
    ),
    RecordTable(
        "point_settled",
        PointSettled,
        "points",
        {"point": NAME, "state": word_of(PointState), "note": TEXT},
        key=("point",),
    ),
    RecordTable(
        "term_change",
        TermChange,
        "term_changes",
        {
            "id": POSITIVE,
            "term": TEXT,
            "value": TERM_VALUE,
            "effective_from": _DAY_OR_NONE,
            "section": TEXT,
            "note": TEXT,
            "signed_by": SIGNATURES,
        },
        key=("id",),
        absent={"signed_by": "[]"},
    ),
    RecordTable(
        "waiver",
        Waiver,
        "waivers",
        {
            "id": POSITIVE,
            "deadline": TEXT,
            "date": DAY,
            "signed_by": NAMES,
            "registration": _TEXT_OR_NONE,
            "holder": _TEXT_OR_NONE,
            "note": TEXT,
        },
        key=("id",),
    ),
    RecordTable(
        "agreement_text",
        AgreementText,
        "texts",
        {"name": NAME, "attached": DAY, "text": AGREEMENT_TEXT},
        key=("name",),
    ),
    RecordTable(
        "holiday_change",
        HolidayChange,
        "holiday_changes",
        {"closing": word_of(Closing), "date": DAY, "closed": FLAG, "name": TEXT},
        key=("closing", "date"),
    ),
)
"""Every table of records; details first, and what is pointed at before what points at it."""

_OF_RECORD: Final = {table.record: table for table in TABLES}
_BY_NAME: Final = {table.name: table for table in TABLES}


def table_of(record: Record) -> RecordTable:
    """Return the table that keeps a record."""
    return _OF_RECORD[type(record)]


def table_named(name: str) -> RecordTable:
    """Return a table by its name; raises KeyError for one that keeps no records."""
    return _BY_NAME[name]
