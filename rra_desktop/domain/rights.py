"""The rights that an agreement gives: who can ask for a registration, with how much, and what uses the right up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from rra_desktop.domain.conditions import ALWAYS, Condition
from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.deadline_definitions import FormText
from rra_desktop.domain.registrations import EventId, RegistrationKind


class HoldingMeasure(StrEnum):
    """In what a holding is measured.

    The first three are what can stand for Units; `registrable` are Registrable Shares as the reading
    `registrable_basis` counts them, `issued` those of them that are issued.
    """

    UNITS_HELD = "units_held"
    INTACT_UNITS = "intact_units"
    AS_CONVERTED_SHARES = "as_converted_shares"
    REGISTRABLE = "registrable"
    ISSUED = "issued"


UNIT_MEASURES = frozenset({HoldingMeasure.UNITS_HELD, HoldingMeasure.INTACT_UNITS, HoldingMeasure.AS_CONVERTED_SHARES})
"""The measures of Units; the others count Registrable Shares."""


class MeasuredOn(StrEnum):
    """On which day of the notice that demands it a holding is measured."""

    RECEIVED = "demand_notice.received"
    GIVEN = "demand_notice.given"

    @property
    def part(self) -> str:
        """Which of the notice's days it is: "received" or "given"."""
        return self.value.split(".")[1]


class ShareBase(StrEnum):
    """Of what a share is asked: what the class holds, all Units issued or offered, or the Company's Common."""

    HELD_BY_INVESTORS = "held_by_investors"
    ALL_ISSUED = "all_issued"
    ALL_OFFERED = "all_offered"
    COMMON = "common"


@dataclass(frozen=True, slots=True)
class Least:
    """How much is enough: an amount written in place, or a term's value if `term` is not empty.

    With `exceeded` the amount itself is not enough, as in “more than half”.
    """

    amount: Fraction = Fraction(0)
    term: str = ""
    exceeded: bool = False

    def reached_by(self, value: Fraction | int, amount: Fraction) -> bool:
        """Tell whether a value is enough, by the amount in force."""
        return value > amount if self.exceeded else value >= amount

    def whole_of(self, amount: Fraction) -> int:
        """Return the least whole number that is enough, by the amount in force, at least 1."""
        if self.exceeded:
            return int(amount) + 1
        return max(1, -(-amount.numerator // amount.denominator))


class SizeMeasure(StrEnum):
    """What the size of a demand is measured in: shares, parts of a holding, or dollars before or after discounts.

    `share_held` is no measure of what is asked for but of what those who ask hold of the whole.
    """

    SHARES = "shares"
    SHARE_OF_CLASS = "share_of_class"
    SHARE_OF_OWN = "share_of_own"
    SHARE_HELD = "share_held"
    SHARE_OF_COMMON = "share_of_common"
    GROSS = "gross"
    NET = "net"


@dataclass(frozen=True, slots=True)
class SizeTest:
    """One test of how much must be asked for: so many shares, such a part of a holding (0 to 1), or so many dollars."""

    measure: SizeMeasure
    least: Least


@dataclass(frozen=True, slots=True)
class UsedBy:
    """What uses a right up: an event for which `when` holds of the event's fields and the registration's facts.

    The event is that the registration becomes effective or is withdrawn, or one that the form declares.

    It counts only once the registration was `kept` effective so long, and once such a part (0 to 1) of the shares asked
    for was `sold`; None where neither is asked.
    """

    event: EventId
    when: Condition = ALWAYS
    kept: DeclaredCount | None = None
    sold: Fraction | None = None


@dataclass(frozen=True, slots=True)
class GivenAgain:
    """When a registration uses nothing up and gives one more: the facts of the registration, and the section."""

    when: Condition
    section: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """When no right arises: the facts of the registration, and why, as the end of a sentence."""

    when: Condition
    why: str


_REGISTRABLE: Final = FormText(HoldingMeasure.REGISTRABLE)
_HELD_BY_ALL: Final = FormText(ShareBase.HELD_BY_INVESTORS)
_ON_RECEIPT: Final = FormText(MeasuredOn.RECEIVED)


@dataclass(frozen=True, slots=True)
class Right:
    """A right to have shares registered.

    `by` are the classes of holders that have it. A demand needs holders who have enough together: `least` is a share (0
    to 1) of `base`, in `measure`; None where any holder can demand. `common` is the term that says how much Common the
    Company has outstanding, `of` the classes whose holdings are the whole where those are not `by`. `on` says on which
    day it is measured. `size` are alternatives of which one must be met, with all of its tests; none where any size
    will do.

    `opens` and `ends` are the ids of the deadlines between whose days the right is there. Where something `excluded`
    holds no right arises, and only the row `first` stands, without effect.
    """

    id: str
    kind: RegistrationKind
    section: str
    by: tuple[str, ...]
    label: str = ""
    least: Least | None = None
    measure: FormText = _REGISTRABLE
    base: FormText = _HELD_BY_ALL
    of: tuple[str, ...] = ()
    common: str = ""
    on: FormText = _ON_RECEIPT
    size: tuple[tuple[SizeTest, ...], ...] = ()
    opens: str = ""
    ends: str = ""
    used_by: tuple[UsedBy, ...] = ()
    again: tuple[GivenAgain, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    first: str = ""

    @property
    def name(self) -> str:
        """How it is called: the label, else the id in words."""
        return self.label or self.id.replace("_", " ").replace("-", " ")

    @property
    def whole_classes(self) -> tuple[str, ...]:
        """The classes whose holdings are the whole of which a share is asked."""
        return self.of or self.by
