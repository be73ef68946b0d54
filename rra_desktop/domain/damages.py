"""Liquidated damages: what an agreement fixes for a limit that is not kept, and what has come of it for each holder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.figures import Figure, FigureKey, OtherReading
from rra_desktop.domain.registrations import EventId
from rra_desktop.domain.statements import Mark, Said

FixedSum: TypeAlias = Fraction | Decimal | str
"""A share of the base (0 to 1), dollars, or the id of the term that says either."""

PURCHASE_PRICE = "purchase_price"
"""How a form says that damages are measured by what each holder paid for its securities."""


class PartOfPeriod(StrEnum):
    """What a period counts of which only a part has passed: its part day by day, the whole of it, or nothing yet."""

    PRO_RATA = "pro_rata"
    WHOLE = "whole"
    NOTHING = "nothing"


class OwedTo(StrEnum):
    """Whether each holder is owed the sum, or all together, divided by the Registrable Shares each holds."""

    EACH = "each"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class DamagesStep:
    """A rate that rises: by `more` after each `every`, up to `most`."""

    more: FixedSum
    every: DeclaredCount
    most: FixedSum


@dataclass(frozen=True, slots=True)
class DamagesInterest:
    """Interest on damages that are due and not paid: `rate` for each `every`, simple, day by day."""

    rate: FixedSum
    every: DeclaredCount


@dataclass(frozen=True, slots=True)
class DaysNotCounted:
    """Days of a default that do not count: from one event of the registration to the day before another.

    Without an `end` no day counts from the first event on. `why` is the end of a sentence about the days.
    """

    start: EventId
    end: EventId | None
    why: str


@dataclass(frozen=True, slots=True)
class DamagesClause:
    """What an agreement fixes for a limit that is not kept.

    `triggers` are ids of deadlines or limits. `first` is owed at once, `each` for every period `every`, of which the
    last counts as `part` says; both are shares of `base`, which is what each holder paid, dollars or a term, or are
    dollars. `cap` is the most that all triggers together come to for one holder, interest apart. What has accrued is
    due `pays_within` after it, at once for None. With `one_at_a_time` a day on which several limits are broken counts
    for the one broken first.
    """

    id: str
    section: str
    triggers: tuple[str, ...]
    label: str = ""
    base: Decimal | str | None = None
    first: FixedSum | None = None
    each: FixedSum | None = None
    every: DeclaredCount | None = None
    part: PartOfPeriod = PartOfPeriod.PRO_RATA
    step: DamagesStep | None = None
    cap: FixedSum | None = None
    owed_to: OwedTo = OwedTo.EACH
    pays_within: DeclaredCount | None = None
    interest: DamagesInterest | None = None
    one_at_a_time: bool = False
    but_not: tuple[DaysNotCounted, ...] = ()

    @property
    def name(self) -> str:
        """What the damages are called: by their label, else by the words of their id."""
        words = self.label or self.id.replace("_", " ").replace("-", " ")
        return words[:1].upper() + words[1:]

    @property
    def fixed_sums(self) -> tuple[FixedSum, ...]:
        """Every share, sum or term that the clause names besides its base."""
        step = (self.step.more, self.step.most) if self.step else ()
        interest = (self.interest.rate,) if self.interest else ()
        return tuple(each for each in (self.first, self.each, self.cap, *step, *interest) if each is not None)


@dataclass(frozen=True, slots=True)
class DamagesPayment:
    """Damages that the Company paid to one holder, in dollars and cents; `clause` is the id of what fixes them."""

    id: int
    date: dt.date
    clause: str
    holder: str
    amount: Decimal
    registration: str | None = None
    note: str = ""

    @property
    def key(self) -> int:
        """The number under which rows and edits find the payment."""
        return self.id


class DefaultEnd(StrEnum):
    """What ended a default: the thing was done, the limit was waived or fell with its registration, or nothing yet."""

    CURED = "cured"
    WAIVED = "waived"
    ENDED = "ended"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Default:
    """A limit that is not kept: on every day after `missed`, the last day to keep it, through the day `through`.

    `trigger` is the id of the deadline or limit, `key` where its figure is found; `holder` is set where it is one
    holder's own. The day on which it was cured counts, for the default had not ended when it began.
    """

    trigger: str
    label: Said
    registration: str | None
    holder: str | None
    missed: dt.date
    through: dt.date
    end: DefaultEnd
    key: FigureKey
    explain: Callable[[], Figure[dt.date]] = field(compare=False, repr=False)
    marks: tuple[Mark, ...] = ()
    assumed: bool = False

    @property
    def days(self) -> int:
        """How many days the limit has not been kept."""
        return (self.through - self.missed).days


@dataclass(frozen=True, slots=True)
class AwaitedTrigger:
    """A limit of which nobody can say yet whether it is kept: its day, or a fact on which it turns, is not recorded."""

    trigger: str
    label: Said
    key: FigureKey
    waits_for: Said


@dataclass(frozen=True, slots=True)
class DamagesOfDefault:
    """What one default has come to for one holder: the days that count, and dollars and cents within the cap."""

    default: Default
    counted: int
    accrued: Decimal


@dataclass(frozen=True, slots=True)
class HolderDamages:
    """What one holder is owed under one clause in one registration, in dollars and cents, as of a day.

    Every amount is None while `waits_for` names what is not recorded. `owed` is what accrued with the interest on it,
    less what was paid; it is negative where more was paid. `due` is what of the damages should have been paid by now.
    `reaches_cap` says that the cap leaves something out. `explain` makes the figure of an amount by its name.
    """

    clause: str
    section: str
    registration: str | None
    holder: str
    defaults: tuple[DamagesOfDefault, ...]
    accrued: Decimal | None
    due: Decimal | None
    interest: Decimal | None
    paid: Decimal
    owed: Decimal | None
    explain: Callable[[str], Figure[Decimal]] = field(compare=False, repr=False)
    reaches_cap: bool = False
    waits_for: Said = ""
    marks: tuple[Mark, ...] = ()
    assumed: bool = False
    other_readings: tuple[OtherReading[Decimal], ...] = ()

    def key(self, part: str) -> FigureKey:
        """Return where the figure of an amount is found again: accrued, interest or owed."""
        return FigureKey("damages", (self.clause, self.registration or "", self.holder), part)


@dataclass(frozen=True, slots=True)
class DamagesTotals:
    """The amounts of all holders, each the exact total rounded once; None while one holder's is not known."""

    accrued: Decimal | None
    due: Decimal | None
    interest: Decimal | None
    paid: Decimal
    owed: Decimal | None


@dataclass(frozen=True, slots=True)
class DamagesAccount:
    """One clause in one registration, None for the matter: the defaults, and what each holder is owed for them.

    `explain` makes the figure of an amount of all holders together by its name.
    """

    clause: DamagesClause
    registration: str | None
    defaults: tuple[Default, ...]
    awaited: tuple[AwaitedTrigger, ...]
    holders: tuple[HolderDamages, ...]
    totals: DamagesTotals
    explain: Callable[[str], Figure[Decimal]] = field(compare=False, repr=False)

    def key(self, part: str) -> FigureKey:
        """Return where the figure of an amount of all holders is found again."""
        return FigureKey("damages", (self.clause.id, self.registration or "", ""), part)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is to be said of the holders' amounts, each mark once."""
        return tuple(dict.fromkeys(mark for each in self.holders for mark in each.marks))
