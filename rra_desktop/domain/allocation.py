"""What a cutback gives: rounds, allocations, and the money that follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.priority_plans import Tier
from rra_desktop.domain.register import Security
from rra_desktop.domain.statements import Mark, Statement


class Side(StrEnum):
    """Whose a figure of a cutback is where it is nobody's in particular: the Company's, or all holders' together."""

    COMPANY = "company"
    HOLDERS = "holders"


@dataclass(frozen=True, slots=True)
class CutbackRound:
    """One pass of the proportion: this much capacity over this much weight; who reached its cap in it.

    `number` and `tier` count from 1. `capped` names single Investors: a group's name, or a holder's id; "company" for
    the Company where a plan divides between it and the holders. `kept` names in the same way those whose proportion is
    below the least share that a plan leaves each, and who get that instead. With `short` there is not room even for the
    least shares: those are divided, and `capped` are who reach theirs.
    """

    number: int
    tier: int
    capacity: Fraction
    weight: int
    capped: tuple[str, ...]
    kept: tuple[str, ...] = ()
    short: bool = False


@dataclass(frozen=True, slots=True)
class KindAllocation:
    """What one holder gets of one kind of share, where a plan tells kinds apart; counted as in its whole row."""

    security: Security
    held: int | None
    counted: int
    quota: Fraction
    allocated: int
    cut: int
    round: int | None


@dataclass(frozen=True, slots=True)
class Allocation:
    """What one holder gets; money is dollars and cents, None until the offering has a price.

    `group` is the affiliate group with which the holder is one single Investor, None where it stands alone. `requested`
    is what it asked for, `counted` what of it counts: no more than is held; `over_asked` marks a request above that.
    `requested_in_registration` is what its registration received where that is another number. `held` is None while the
    day of measuring is not known. `quota` is the exact share; for a member of a group, of what the group got. `cut` is
    what counted less what was allocated. `round` is the round in which its single Investor was capped or served, None
    where its tier was not cut. `participates` is False for a holder that has nothing to distribute: it asked for
    nothing or holds nothing. `indemnity_cap` is for Selling Investors only. `marks` are what is to be said
    beside the row. `kinds` divides it by kind of share, where a plan tells kinds apart.
    """

    holder: str
    group: str | None
    held: int | None
    requested: int
    counted: int
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
    requested_in_registration: int | None = None
    marks: tuple[Mark, ...] = ()
    kinds: tuple[KindAllocation, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupAllocation:
    """What an affiliate group gets as a single Investor; `weight` is its measure in the proportion."""

    name: str
    members: tuple[str, ...]
    held: int | None
    requested: int
    counted: int
    weight: int
    quota: Fraction
    allocated: int
    cut: int
    round: int | None


@dataclass(frozen=True, slots=True)
class CompanyAllocation:
    """What the Company itself sells, and what that brings it; money is None until the offering has a price.

    `requested` is None while its own shares are not entered.
    """

    requested: int | None
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
class LeftOutRequest:
    """A request of `shares` that the registration received and that is not in the offering."""

    holder: str
    shares: int


@dataclass(frozen=True, slots=True)
class CutbackOutcome:
    """The whole answer for one offering; `pending` names the inputs it waits for, and then there are no rounds.

    `capacity` is the room left for holders, None while it is not known; totals are over the holders (not the Company).
    `measured_on` is the day on which holdings are measured. `participants` stand in the register's order and name every
    holder that could take part; their rows, and those of `groups`, are made when they are looked at. `total_counted` is
    what of the requests counts. `left_out` are requests the registration received that are not in the offering;
    `of_registration` says that what is asked was received there and nothing was typed. No rounds and nothing pending
    means that nobody was cut. `tiers` are the plan's as they are in this offering, in the order of `CutbackRound.tier`;
    `of_rule_415` says that what is divided is what the SEC lets be registered.
    """

    offering: Offering
    plan: str
    plan_name: str
    section: str
    maximum: int | None
    measured_on: dt.date | None
    capacity: int | None
    company: CompanyAllocation
    rounds: tuple[CutbackRound, ...]
    participants: Sequence[Allocation]
    groups: Sequence[GroupAllocation]
    total_held: int | None
    total_requested: int
    total_counted: int
    total_allocated: int
    total_cut: int
    notes: tuple[Mark, ...] = ()
    pending: tuple[Statement, ...] = ()
    left_out: tuple[LeftOutRequest, ...] = ()
    of_registration: bool = False
    tiers: tuple[Tier, ...] = ()
    of_rule_415: bool = False
