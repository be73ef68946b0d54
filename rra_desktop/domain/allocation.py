"""What a cutback gives: rounds, allocations, and the money that follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rra_desktop.domain.offerings import Offering


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about a result, with the section it concerns; `section` is empty where the agreement is silent."""

    text: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class CutbackRound:
    """One pass of the proportion: this much capacity over this much weight; who reached its cap in it.

    `tier` counts from 1. `capped` names single Investors: a group's name, or a holder's id.
    """

    number: int
    tier: int
    capacity: Fraction
    weight: int
    capped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Allocation:
    """What one holder gets; money is dollars and cents, None until the offering has a price.

    `quota` is the exact share, of the whole group for a group's members taken together and, here, of the member inside
    its group. `round` is the round in which its single Investor was capped or served. `over_asked` marks a request
    above the holding, which was capped. `participates` is False for a holder that asked for nothing.
    """

    holder: str
    group: str | None
    held: int
    requested: int
    quota: Fraction
    allocated: int
    cut: int
    round: int | None
    participates: bool = True
    over_asked: bool = False
    gross: Decimal | None = None
    discount: Decimal | None = None
    net: Decimal | None = None
    indemnity_cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GroupAllocation:
    """What an affiliate group gets as the single Investor of §3(c)."""

    name: str
    members: tuple[str, ...]
    held: int
    requested: int
    weight: int
    quota: Fraction
    allocated: int
    cut: int
    round: int | None


@dataclass(frozen=True, slots=True)
class CompanyAllocation:
    """What the Company itself sells, and what that brings it."""

    requested: int
    allocated: int
    gross: Decimal | None = None
    discount: Decimal | None = None
    net: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SellerRow:
    """A line of the selling stockholder table (the form of Regulation S-K Item 507); `percent_after` is 0 to 100."""

    holder: str
    name: str
    before: int
    offered: int
    after: int
    percent_after: Decimal | None


@dataclass(frozen=True, slots=True)
class CutbackOutcome:
    """The whole answer for one offering; `pending` names the input it waits for, and then there are no rounds.

    `capacity` is the room left for holders; totals are over the holders (not the Company). `rows` run in the register's
    order and name every holder that could take part; those that asked for nothing do not participate.
    """

    offering: Offering
    plan: str
    plan_name: str
    section: str
    maximum: int | None
    capacity: int
    company: CompanyAllocation
    rounds: tuple[CutbackRound, ...]
    participants: tuple[Allocation, ...]
    groups: tuple[GroupAllocation, ...]
    total_held: int
    total_requested: int
    total_allocated: int
    total_cut: int
    notes: tuple[Note, ...] = ()
    pending: str = ""
