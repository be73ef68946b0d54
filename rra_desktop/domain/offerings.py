"""Offerings to be cut back, and the expenses of registration."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Offering:
    """One offering, or one scenario of it: what the underwriters will take and what the Company itself sells.

    `maximum` is all shares in the offering, `company_shares` the Company's own, each None while nobody has entered it;
    `option_shares` the over-allotment option, shown apart. Prices are dollars a share. `discount_percent` is per
    hundred; it or `discount_per_share` is given, not both. `as_of` is the day of the offering, None while not entered.
    """

    id: str
    name: str = ""
    registration: str | None = None
    plan: str = ""
    maximum: int | None = None
    company_shares: int | None = None
    price: Decimal | None = None
    discount_percent: Decimal | None = None
    discount_per_share: Decimal | None = None
    option_shares: int = 0
    as_of: dt.date | None = None
    outstanding_after: int | None = None
    note: str = ""

    @property
    def key(self) -> str:
        """The id under which rows and edits find the offering."""
        return self.id


@dataclass(frozen=True, slots=True)
class OfferingRequest:
    """How many shares one holder asks to sell in one offering; `agreed` is its share of the group's own split."""

    offering: str
    holder: str
    quantity: int
    agreed: int | None = None

    @property
    def key(self) -> str:
        """Offering and holder, under which rows and edits find the request."""
        return f"{self.offering}/{self.holder}"


@dataclass(frozen=True, slots=True)
class Expense:
    """Money spent on a registration, in dollars and cents."""

    id: int
    date: dt.date
    category: str
    amount: Decimal
    registration: str | None = None
    note: str = ""

    @property
    def key(self) -> int:
        """The number under which rows and edits find the expense."""
        return self.id
