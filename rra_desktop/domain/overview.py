"""What counsel looks at first in a matter: what is wrong, who is waited for, what comes next, what to do first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.register import Holder
from rra_desktop.domain.statements import Statement


@dataclass(frozen=True, slots=True)
class DateLine:
    """Deadlines of one kind, day and standing in one registration: one line, however many holders they bind."""

    deadlines: tuple[Deadline, ...]

    @property
    def first(self) -> Deadline:
        """The one whose derivation stands for all."""
        return self.deadlines[0]


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that is still to come in, from whom, and by when where a day is set.

    `what` names it and whose it is; `by` is its last day, which was missed where it is `overdue`. `place` is the figure
    or record it belongs to, `registration` the registration, None for the matter.
    """

    what: Statement
    place: FigureKey
    by: dt.date | None = None
    overdue: bool = False
    registration: str | None = None


@dataclass(frozen=True, slots=True)
class RequestsIn:
    """What was asked for in one registration, in shares, and by how many of the `holders` that may ask.

    `counted` adds up what counts of the `in_time` requests that are complete: no more of any than its holder had, so
    that `above_holding` of them count in part. `doubtful` requests came late, lack something or cannot be so.
    """

    registration: str
    counted: int
    in_time: int
    holders: int
    doubtful: int
    above_holding: int


@dataclass(frozen=True, slots=True)
class VotingShare:
    """What one holder has towards what a right to demand asks: `share` is a part of the whole, usually 0 to 1.

    It is more than 1 only where the whole is what a class held on an earlier day.
    """

    holder: Holder
    held: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class VotingShares:
    """The largest holders that can demand under a right, the largest first, and how many `others` there are.

    `of_others` is what those have together; what is missing to 1 is held by nobody who has a say.
    """

    largest: tuple[VotingShare, ...]
    others: int = 0
    of_others: Fraction = Fraction(0)


class FirstStep(StrEnum):
    """What is recorded first in a matter, in this order."""

    INVESTORS = "investors"
    HOLDINGS = "holdings"
    REGISTRATION = "registration"
    NOTICE = "notice"
    REQUEST = "request"
    OFFERING = "offering"


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One of the first steps, and whether something of it is recorded."""

    step: FirstStep
    done: bool
