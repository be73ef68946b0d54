"""Priority plans: who is served in what order, by what measure and within what limits, where not all can be sold."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeAlias

from rra_desktop.domain.conditions import Condition
from rra_desktop.domain.register import Security

COMPANY: Final = "company"
"""How a rank names the Company among those it serves; classes of holders are named by their ids."""

INITIATORS: Final = "initiators"
"""How a rank names the Initiating Investors of the offering's demand."""

RULE_415: Final = "rule_415"
"""How a plan says that it governs what the SEC lets be registered for resale, instead of what underwriters take."""

Portion: TypeAlias = Fraction | int | Decimal
"""A part of an offering: a share of the whole as a Fraction, a number of shares as an int, or dollars as a Decimal."""


class Weight(StrEnum):
    """Pro rata to what; `reading` follows the matter's `cutback_weight`.

    `held` is what a single Investor holds, its affiliates' shares included as the matter's readings say; `entitled` the
    shares for which those who ask may ask, without those of affiliates that ask for nothing.
    """

    READING = "reading"
    HELD = "held"
    REQUESTED = "requested"
    EQUAL = "equal"
    ENTITLED = "entitled"


class Unused(StrEnum):
    """What becomes of the room that a claim leaves; `reading` follows the matter's `cutback_reallocate`."""

    READING = "reading"
    GOES_ROUND = "goes_round"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Tier:
    """One rank of a priority plan.

    It serves its `members`: classes of holders by their ids, the Company, and the Initiating Investors, who are served
    where they are named whatever class they are of. Under Rule 415 it serves only the kinds of share in `securities`,
    where it names any.

    `floor` is the part of the offering below which the tier may not be cut, whatever comes before it; `cap` the one
    above which it may not go. `most_cut` is the largest part of what all of the tier ask together by which they may be
    cut, `most_cut_each` that of what each single Investor asks. A tier that is `removed_wholly` gets all it asks or
    nothing, and with it those behind. With `company_half` the Company and the holders of the tier share its capacity
    half and half, and what one half leaves goes to the other. Shares are given in lots of `lot`.

    The first of the `cases` whose condition holds stands in the place of the tier.
    """

    members: tuple[str, ...]
    weight: Weight = Weight.READING
    aggregate_affiliates: bool = True
    floor: Portion | None = None
    company_half: bool = False
    cap: Portion | None = None
    most_cut: Fraction | None = None
    most_cut_each: Fraction | None = None
    removed_wholly: bool = False
    unused: Unused = Unused.READING
    lot: int = 1
    securities: tuple[Security, ...] = ()
    cases: tuple[TierCase, ...] = ()


@dataclass(frozen=True, slots=True)
class TierCase:
    """What a tier is where a condition on the offering's registration holds."""

    when: Condition
    tier: Tier


@dataclass(frozen=True, slots=True)
class PriorityPlan:
    """Who is served first when not all can be sold; `section` is empty for a plan counsel picks.

    `governs` are the rights for whose registrations the plan is meant, or Rule 415 alone; none where it is for any.
    """

    id: str
    name: str
    section: str
    tiers: tuple[Tier, ...]
    company_is_never_cut: bool = False
    meaning: str = ""
    governs: tuple[str, ...] = ()

    @property
    def of_rule_415(self) -> bool:
        """Whether it divides what the SEC lets be registered for resale."""
        return RULE_415 in self.governs


@dataclass(frozen=True, slots=True)
class OfferedPlan:
    """A plan of the form as counsel may pick it for an offering; `fits` says that it is meant for its registration.

    `rights` are the names of the rights it is meant for, none where it is for any registration.
    """

    plan: PriorityPlan
    fits: bool
    rights: tuple[str, ...] = ()
