"""The register: who holds, and the ledger of dated entries that positions are derived from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rra_desktop.domain.statements import Person


class Role(StrEnum):
    """Investors have the rights of the agreement; Other Holders only take part in a cutback."""

    INVESTOR = "investor"
    OTHER_HOLDER = "other_holder"


class Entity(StrEnum):
    """What kind of person a holder is; an agreement may speak of partnerships and corporations only."""

    PARTNERSHIP = "partnership"
    CORPORATION = "corporation"
    LLC = "llc"
    TRUST = "trust"
    INDIVIDUAL = "individual"
    ESTATE = "estate"


class Security(StrEnum):
    """What a ledger entry moves; one Unit is a fixed bundle of the three that follow (recital (a) to (c))."""

    UNIT = "unit"
    COMMON = "common"
    PREFERRED = "preferred"
    WARRANT = "warrant"
    OTHER_REGISTRABLE = "other_registrable"


PARTS: Mapping[str, Security] = {
    "units": Security.UNIT,
    "common": Security.COMMON,
    "preferred": Security.PREFERRED,
    "warrants": Security.WARRANT,
    "other": Security.OTHER_REGISTRABLE,
}
"""The columns of the register that count a security, and which it is."""


class EntryType(StrEnum):
    """The kinds of ledger entry."""

    ISSUE = "issue"
    CONVERT = "convert"
    EXERCISE = "exercise"
    TRANSFER = "transfer"
    REGISTERED_SALE = "registered_sale"
    OTHER_SALE = "other_sale"
    CANCEL = "cancel"
    SPLIT = "split"
    STOCK_DIVIDEND = "stock_dividend"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in the register; its place in the register is its place in `Matter.holders`.

    `holder_class` is the id of the form's class of holders that it belongs to, empty for the first class of its role.
    """

    id: str
    name: str
    role: Role = Role.INVESTOR
    group: str | None = None
    entity: Entity | None = None
    transferee: bool = False
    counterpart_date: dt.date | None = None
    notice_address: str = ""
    notes: str = ""
    holder_class: str = ""

    @property
    def key(self) -> str:
        """The id under which rows and edits find the holder."""
        return self.id

    @property
    def person(self) -> Person:
        """The holder as a statement names it."""
        return Person(self.id, self.name)


@dataclass(frozen=True, slots=True)
class AffiliateGroup:
    """Related persons that are deemed one Investor; `lead` is the member whose partners or stockholders they are."""

    name: str
    lead: str | None = None

    @property
    def key(self) -> str:
        """The name under which rows and edits find the group."""
        return self.name


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One dated fact of the register; entries of one date apply in the order of `sequence`.

    `quantity` is whole securities: positive, except in a correction, where it is the signed difference. A split has
    `new` and `old`; a stock dividend has `percent`; both have no holder. `adjusts_conversion` says whether a split or
    dividend also moves the conversion ratio and the shares per Warrant. `price_paid` is in dollars: what was paid for
    an issue or an exercise, and of a transfer what of the price paid to the Company goes along with it.
    """

    sequence: int
    date: dt.date
    type: EntryType
    holder: str | None = None
    security: Security | None = None
    quantity: int | None = None
    to: str | None = None
    counterpart_executed: bool = False
    public_distribution: bool = False
    new: int | None = None
    old: int | None = None
    percent: Decimal | None = None
    adjusts_conversion: bool = True
    price_paid: Decimal | None = None
    note: str = ""

    @property
    def key(self) -> int:
        """The sequence number, under which rows and edits find the entry."""
        return self.sequence
