"""Deadlines: dates the agreement sets, with where each stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from rra_desktop.domain.counts import TimeUnit
from rra_desktop.domain.figures import Figure, FigureKey, OtherReading
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.statements import GRAVE, WEIGHTY, Gravity, Mark, Said, Statement, gravest


class Act(StrEnum):
    """What has to be done by a deadline, or what its day does by itself."""

    FILE = "file"
    EFFECT = "effect"
    ANSWER = "answer"
    NOTIFY = "notify"
    KEEP = "keep"
    WAIT = "wait"
    LAPSE = "lapse"


class DeadlineKind(StrEnum):
    """Latest day, earliest day, advice, or the last day on which something is barred."""

    LATEST = "latest"
    EARLIEST = "earliest"
    ADVISORY = "advisory"
    BAR = "bar"


class Party(StrEnum):
    """Who must act."""

    COMPANY = "company"
    INVESTOR = "investor"


class DeadlineStatus(StrEnum):
    """Where a deadline stands on the day it is looked at."""

    PENDING = "pending"
    UPCOMING = "upcoming"
    DUE_TODAY = "due_today"
    MET = "met"
    LATE = "late"
    OVERDUE = "overdue"
    LAPSED = "lapsed"
    MOOT = "moot"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class DayCount:
    """Time counted from a start by a term of the agreement, backwards if negative; `term` may be empty.

    `unit` is one of it, as “business day”; `calendar` says whose open days are counted, None where every day is.
    `not_counted` are the weekdays in between on which that calendar is closed, with their names.
    """

    amount: int
    unit: TimeUnit
    term: str = ""
    calendar: Closing | None = None
    not_counted: tuple[tuple[dt.date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DayShift:
    """What moved a counted date: what it is called, the section, the day it gave, and how many days that was."""

    what: Statement
    section: str
    day: dt.date
    days: int


@dataclass(frozen=True, slots=True)
class DateParts:
    """What a date was made of.

    `start` names the record or deadline the clock started from and `started` its day. `roll` is the word of the roll
    that moved the date, empty while none did; `closed` is why EDGAR takes nothing on a day of filing, empty while it
    does.
    """

    start: FigureKey | None = None
    started: dt.date | None = None
    counts: tuple[DayCount, ...] = ()
    shifts: tuple[DayShift, ...] = ()
    roll: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True)
class FilingWindow:
    """The days on which a registration statement can be filed, between two limits.

    `first` and `last` are the two limits, `first_open` and `last_open` the days nearest to them, inside, on which EDGAR
    takes filings, and `filing_days` how many of those there are. `floor_waived` is the day since which the first limit
    is given up, `ceiling_waived` the last. `first_controls` says which limit stands where both cannot. `contradicted`
    says that the records from which it is counted, or by which it is used, cannot all be so. `first_id` and `last_id`
    are the two deadlines, and `section` is where the last stands.
    """

    first: dt.date
    last: dt.date
    first_open: dt.date
    last_open: dt.date
    filing_days: int
    floor_waived: dt.date | None = None
    ceiling_waived: dt.date | None = None
    first_controls: bool = False
    contradicted: bool = False
    first_id: str = ""
    last_id: str = ""
    section: str = ""

    @property
    def waived(self) -> bool:
        """Whether one of the two limits no longer binds, so that they cannot exclude each other."""
        return self.floor_waived is not None or self.ceiling_waived is not None

    @property
    def empty(self) -> bool:
        """Whether the two limits leave no day on which EDGAR takes a filing."""
        return self.first_open > self.last_open and not self.waived

    @property
    def days(self) -> int:
        """The calendar days between the limits, both counted; none or fewer where they exclude each other."""
        return (self.last - self.first).days + 1


class RequestState(StrEnum):
    """Where one holder's answer to a notice stands; a contradicted one is recorded, but cannot have come so."""

    INITIATED = "initiated"
    TIMELY = "timely"
    LATE = "late"
    INCOMPLETE = "incomplete"
    CONTRADICTED = "contradicted"
    SILENT = "silent"
    NOT_NOTIFIED = "not_notified"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date the agreement sets.

    `date` is the day counsel goes by, under the readings chosen, the roll among them; None while the deadline waits for
    the input `waits_for` names (one that waits for whether something was so has its date all the same), and for a moot
    one for which no clock runs. `subject` tells deadlines of one id apart that have no holder (the issue date of a
    warrant_expiry).

    Three days stand beside it, each None where it does not differ from the day counted: `rolled` is where the
    agreement's roll moves it, or while that is `none` the next business day; `safe` the last business day on or before
    it; `edgar_day`, for days of filing, the last day EDGAR takes filings on or before a latest date, or the first on or
    after an earliest one, here measured against `date`.

    `met_on` is the day it was met, or, of a first day that was not waited for, the day it was not; `released_on` the
    day since which it binds nobody, because it was waived or ended with its registration. `made_of` gives
    what the date was made of; `window` stands with the two days of filing. `marks` are what is to be said beside it,
    conflicts first. `answer` is where the answer of the holder stands whose day to ask this is, None for other rows.
    `brief` are ways to call it where there is little room, from the longest on, and `together` is how several of one id
    are called, empty where that is no other way.
    """

    id: str
    label: Said
    registration: str | None
    holder: str | None
    date: dt.date | None
    status: DeadlineStatus
    kind: DeadlineKind
    party: Party
    act: Act
    section: str
    explain: Callable[[], Figure[dt.date]] = field(compare=False, repr=False)
    subject: str = ""
    assumed: bool = False
    projected: bool = False
    waits_for: Said = ""
    edgar_day: dt.date | None = None
    rolled: dt.date | None = None
    safe: dt.date | None = None
    met_on: dt.date | None = None
    released_on: dt.date | None = None
    other_readings: tuple[OtherReading[dt.date], ...] = ()
    marks: tuple[Mark, ...] = ()
    made_of: Callable[[], DateParts] = field(default=DateParts, compare=False, repr=False)
    window: FilingWindow | None = None
    answer: RequestState | None = None
    brief: tuple[str, ...] = ()
    together: str = ""

    @property
    def parts(self) -> DateParts:
        """What the date was made of, as facts."""
        return self.made_of()

    @property
    def key(self) -> FigureKey:
        """The key under which the deadline is found again after a recompute."""
        return FigureKey("deadline", (self.registration or "", self.holder or "", self.subject), self.id)

    @property
    def conflicts(self) -> tuple[Mark, ...]:
        """What cannot be met, or contradicts itself."""
        return tuple(mark for mark in self.marks if mark.gravity in GRAVE)

    @property
    def open(self) -> bool:
        """Whether somebody still has to look at it: a first day that was not waited for must be waived."""
        if self.status is DeadlineStatus.MOOT:
            return self.met_on is not None
        return self.status in (DeadlineStatus.UPCOMING, DeadlineStatus.DUE_TODAY, DeadlineStatus.OVERDUE)

    @property
    def gravity(self) -> Gravity | None:
        """How grave the gravest thing said beside it is, from a doubt on; None where there are notes only."""
        return gravest(tuple(mark for mark in self.marks if mark.gravity in WEIGHTY))

    @property
    def pressing(self) -> bool:
        """Whether it must be dealt with before all else: a duty overdue, a conflict not over, facts that contradict.

        A conflict is over once a limit is waived, or once the deadline was met or ended in another way.
        """
        if self.status is DeadlineStatus.OVERDUE or self.gravity in (Gravity.ERROR, Gravity.CONTRADICTION):
            return True
        return self.gravity is Gravity.CONFLICT and (self.open or self.status is DeadlineStatus.PENDING)


@dataclass(frozen=True, slots=True)
class HolderAnswer:
    """What one holder was sent in a registration, by when it must answer, and what came back.

     `requested` is what the request asks for, `counted` what of it counts: no more than the holder had when it came
    .
    """

    registration: str
    holder: str
    state: RequestState
    method: str = ""
    sent: dt.date | None = None
    received: dt.date | None = None
    due: dt.date | None = None
    requested: int | None = None
    counted: int | None = None
    answered: dt.date | None = None
    marks: tuple[Mark, ...] = ()
