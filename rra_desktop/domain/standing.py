"""Who stands where on a day: positions, totals, majorities and the demands left."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rra_desktop.domain.figures import OtherReading
from rra_desktop.domain.register import Holder


@dataclass(frozen=True, slots=True)
class HolderPosition:
    """What one holder has on a day, in whole securities.

    `units` are Units as the reading `majority_basis` counts them; `registrable` is Registrable Shares as-converted or
    issued only, as `registrable_basis` says (§7). `counts` is False for a transferee that has executed no counterpart;
    `why_not` then says so. `percent_of_units` is a share of the denominator of the majority, 0 to 1, None where the
    holder has no say. `fraction_dropped` is Common lost to the fraction rule.
    """

    holder: Holder
    units: int
    common: int
    preferred: int
    warrants: int
    other: int
    registrable: int
    counts: bool
    why_not: str = ""
    percent_of_units: Fraction | None = None
    fraction_dropped: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class PositionTotals:
    """Sums over the holders that count; `investors` counts an affiliate group once, `holders` each of its members."""

    units: int
    common: int
    preferred: int
    warrants: int
    other: int
    registrable: int
    holders: int
    investors: int


@dataclass(frozen=True, slots=True)
class Majority:
    """What a majority of the Units means on a day: strictly more than half of `of` (§1(a))."""

    of: int
    needed: int
    unit: str
    basis: str
    other_readings: tuple[OtherReading[int], ...] = ()


@dataclass(frozen=True, slots=True)
class MajorityTest:
    """Whether the holders ticked reach the majority together; `share` is 0 to 1."""

    holders: tuple[str, ...]
    held: int
    share: Fraction
    shortfall: int
    reached: bool


@dataclass(frozen=True, slots=True)
class DemandsLeft:
    """How many demands the Investors still have, and why (§1(c)); `in_use` is one made and not ended."""

    granted: int
    used: int
    in_use: int
    left: int
    second_demand_open: bool
    reasons: tuple[str, ...]
