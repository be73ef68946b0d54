"""What a cutback gives: rounds, allocations, and the money that follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.statements import Mark, Said


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about a result, with the section it concerns; `section` is empty where the agreement is silent.

    `why` gives the reason where it is one stated elsewhere.
    """

    text: str
    section: str = ""
    why: Said = ""


@dataclass(frozen=True, slots=True)
class CutbackRound:
    """One pass of the proportion: this much capacity over this much weight; who reached its cap in it.

    `number` and `tier` count from 1. `capped` names single Investors: a group's name, or a holder's id; "company" for
    the Company where a plan divides between it and the holders.
    """

    number: int
    tier: int
    capacity: Fraction
    weight: int
    capped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Allocation:
    """What one holder gets; money is dollars and cents, None until the offering has a price.

    `group` is the affiliate group with which the holder is one single Investor, None where it stands alone. `requested`
    is what it asked for; `over_asked` marks a request above the holding, which counts for no more than is held. `quota`
    is the exact share; for a member of a group, of what the group got. `cut` is requested less allocated. `round` is
    the round in which its single Investor was capped or served, None where its tier was not cut. `participates` is
    False for a holder that has nothing to distribute: it asked for nothing or holds nothing. `indemnity_cap` is for
    Selling Investors only (§5(b)).
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
    """What an affiliate group gets as the single Investor of §3(c); `weight` is its measure in the proportion."""

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
    """What the Company itself sells, and what that brings it; money is None until the offering has a price."""

    requested: int
    allocated: int
    gross: Decimal | None = None
    discount: Decimal | None = None
    net: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SellerRow:
    """A line of the selling stockholder table (the form of Regulation S-K Item 507).

    `before` and `after` are all shares the holder owns, Registrable or not, and those it may acquire by conversion or
    exercise within 60 days; `acquirable_after` are the latter of `after`. `offered` is what the prospectus covers for
    the holder: its allocation, and under the reading `cut_shares_stay_registered` also what was cut. `percent_after`
    is 0 to 100, of the outstanding count and `acquirable_after` (Rule 13d-3(d)(1)), None until that count is entered.
    `marks` are what is doubtful about the holder.
    """

    holder: str
    name: str
    before: int
    offered: int
    after: int
    percent_after: Decimal | None
    acquirable_after: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class CutbackOutcome:
    """The whole answer for one offering; `pending` names the input it waits for, and then there are no rounds.

    `capacity` is the room left for holders; totals are over the holders (not the Company). `participants` stand in the
    register's order and name every holder that could take part; their rows, and those of `groups`, are made when they
    are looked at. No rounds and nothing pending means that nobody was cut.
    """

    offering: Offering
    plan: str
    plan_name: str
    section: str
    maximum: int | None
    capacity: int
    company: CompanyAllocation
    rounds: tuple[CutbackRound, ...]
    participants: Sequence[Allocation]
    groups: Sequence[GroupAllocation]
    total_held: int
    total_requested: int
    total_allocated: int
    total_cut: int
    notes: tuple[Note, ...] = ()
    pending: str = ""
