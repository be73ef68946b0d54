"""Who stands where on a day: positions, totals, majorities and the demands left."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from rra_desktop.domain.figures import OtherReading
from rra_desktop.domain.register import Holder, LedgerEntry, Security
from rra_desktop.domain.statements import Mark, Statement


@dataclass(frozen=True, slots=True)
class HolderPosition:
    """What one holder has on a day, in whole securities.

    `units` are Units held, or intact Units where the reading `majority_basis` counts those; `registrable` is
    Registrable Shares as-converted or issued only, as `registrable_basis` says. `not_registrable` counts, in the
    same way, what the holder acquired in a public distribution: it is part of `common`, `preferred` and `warrants` and
    not of `registrable`. `counts` is False for a transferee that has executed no counterpart; `why_not` then says so.
    `marks` are what is doubtful about the holder or its entries; they stand beside every sum it is part of.
    `percent_of_units` is a share of the denominator of the majority, 0 to 1, None where the holder has no say.
    `fraction_dropped` is Common lost to the fraction rule, in shares of the day; negative where it was rounded up.
    """

    holder: Holder
    units: int
    common: int
    preferred: int
    warrants: int
    other: int
    registrable: int
    counts: bool
    why_not: Statement | None = None
    percent_of_units: Fraction | None = None
    fraction_dropped: Fraction = Fraction(0)
    not_registrable: int = 0
    marks: tuple[Mark, ...] = ()

    def held(self, security: Security) -> int:
        """Return how many of a security the holder has, Units as Units."""
        match security:
            case Security.UNIT:
                return self.units
            case Security.COMMON:
                return self.common
            case Security.PREFERRED:
                return self.preferred
            case Security.WARRANT:
                return self.warrants
            case Security.OTHER_REGISTRABLE:
                return self.other


@dataclass(frozen=True, slots=True)
class PositionTotals:
    """Sums over several holders; `investors` counts an affiliate group once, `holders` each of its members.

    `percent_of_units` is their share of the denominator of the majority, 0 to 1, None where they have no say.
    """

    units: int
    common: int
    preferred: int
    warrants: int
    other: int
    registrable: int
    holders: int
    investors: int
    percent_of_units: Fraction | None = None
    not_registrable: int = 0


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A ledger entry with what it left one holder with, that day; Warrants that had lapsed by then are not counted."""

    entry: LedgerEntry
    common_after: int
    preferred_after: int
    warrants_after: int
    units_after: int
    other_after: int = 0


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """A ledger entry that cannot be so: `asked` is more of `security` than the `held` of that day.

    `statement` says why. `security` and the two numbers are None where the entry is impossible for another reason.
    """

    sequence: int
    date: dt.date
    holder: str | None
    security: Security | None
    held: int | None
    asked: int | None
    statement: Statement


@dataclass(frozen=True, slots=True)
class ConversionRatios:
    """What a Unit and its parts are worth in Common from one moment to the next.

    `since` is the day, None for the beginning; `entry` the split or stock dividend that brought them, None where the
    terms did. `warrant_price` is in dollars a share.
    """

    since: dt.date | None
    entry: int | None
    common_per_unit: Fraction
    common_per_preferred: Fraction
    common_per_warrant: Fraction
    warrant_price: Fraction


@dataclass(frozen=True, slots=True)
class Majority:
    """What holders need together for a demand under a right on a day: a share of `of`, such as more than half.

    `needed` is None while nobody holds any: a share of nothing cannot be reached. `unit` is what is counted, as "Units"
    or "as-converted shares"; `basis` the measure. `right` is the id of the right, `name` how it is called and `section`
    where it stands. `of_half` says that it is more than half that is asked, a majority; `anybody` that no share is, so
    that any holder can demand. `size` is how large a demand must be, None where any size will do. Of the other readings
    those that give another number. `marks` are what is doubtful about the holders that are counted.
    """

    of: int
    needed: int | None
    unit: str
    basis: str
    other_readings: tuple[OtherReading[int], ...] = ()
    marks: tuple[Mark, ...] = ()
    right: str = ""
    name: str = ""
    section: str = ""
    of_half: bool = True
    anybody: bool = False
    size: Statement | None = None


@dataclass(frozen=True, slots=True)
class MajorityTest:
    """Whether the holders ticked reach the majority together; `share` is 0 to 1.

    `shortfall` is what is missing to it, None while there is no majority to reach.
    `on` is the day it was measured and `assumed` whether that day is one the agreement lets us assume.
    `uncounted` are those of `holders` that have no say.
    """

    holders: tuple[str, ...]
    held: int
    share: Fraction
    shortfall: int | None
    reached: bool
    on: dt.date | None = None
    assumed: bool = False
    uncounted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemandsLeft:
    """How many demands are left under a right, and why.

    `left` is `granted` less `used`, never less than none; both are None where the agreement sets no number, and `limit`
    is the id of the limit that leaves least. `beyond` is what was used beyond those granted. A demand that is under way
    (`in_use`) is not used up until it ends so. `second_demand_open` says whether a further demand can still be made for
    what a first one left out. `marks` say what became of each demand.
    """

    granted: int | None
    used: int
    in_use: int
    left: int | None
    second_demand_open: bool
    marks: tuple[Mark, ...]
    limit: str = ""

    @property
    def beyond(self) -> int:
        """How many demands were used beyond those granted."""
        return 0 if self.granted is None else max(0, self.used - self.granted)


@dataclass(frozen=True, slots=True)
class DemandTest:
    """Whether a demand is one, as it is known on a day.

    `right` is the id of the right it rests on, empty where the agreement gives none. `signed` are those who signed,
    `held` what they held together on the day of receipt, of which `needed` would be enough; both None while nobody has
    recorded who signed or when it was received. `large_enough` says whether it is for as much as the right asks, None
    while that is not known. `demands_left` are those left for this one and any after it, None without a limit. `marks`
    say why it is none or may be none; there are none beside a demand that is one.
    """

    registration: str
    signed: tuple[str, ...]
    held: int | None
    needed: int | None
    on: dt.date | None
    assumed: bool
    demands_left: int | None
    marks: tuple[Mark, ...] = ()
    right: str = ""
    large_enough: bool | None = True

    @property
    def reached(self) -> bool | None:
        """Whether those who signed held a majority, None while that is not known."""
        return None if self.held is None else self.needed is not None and self.held >= self.needed
