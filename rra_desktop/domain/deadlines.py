"""Deadlines: dates the agreement sets, with where each stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from rra_desktop.domain.figures import Figure, FigureKey, OtherReading
from rra_desktop.domain.statements import GRAVE, Mark, Said


class DeadlineId(StrEnum):
    """The fixed ids; they appear in JSON, calendar UIDs and tests."""

    COMPANY_NOTICE_ADVISED = "company_notice_advised"
    REQUEST_DEADLINE = "request_deadline"
    FILING_EARLIEST = "filing_earliest"
    FILING_LATEST = "filing_latest"
    EFFECTIVENESS_DEADLINE = "effectiveness_deadline"
    DELAY_TEST = "delay_test"
    DELAY_ENDS = "delay_ends"
    COOLING_OFF_ENDS = "cooling_off_ends"
    KEEP_EFFECTIVE_UNTIL = "keep_effective_until"
    REGISTRATION_NOTICE_DUE = "registration_notice_due"
    REGISTRATION_NOTICE_ADVISED = "registration_notice_advised"
    PIGGYBACK_REQUEST_DEADLINE = "piggyback_request_deadline"
    WARRANT_EXPIRY = "warrant_expiry"


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
    MOOT = "moot"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date the agreement sets.

    `date` is the day counsel goes by, under the readings chosen, the roll among them; None while the deadline waits for
    the input `waits_for` names, and for a moot one for which no clock runs. `subject` tells deadlines of one id apart
    that have no holder (the issue date of a warrant_expiry).

    Three days stand beside it, each None where it does not differ from the day counted: `rolled` is where the reading
    `day_roll` moves it, or while that is `none` the next business day; `safe` the last business day on or before it;
    `edgar_day`, for days of filing, the last day EDGAR takes filings on or before a latest date, or the first on or
    after an earliest one, here measured against `date`.

    `met_on` is the day it was met. `marks` are what is to be said beside it, conflicts first.
    """

    id: DeadlineId
    label: str
    registration: str | None
    holder: str | None
    date: dt.date | None
    status: DeadlineStatus
    kind: DeadlineKind
    party: Party
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
    other_readings: tuple[OtherReading[dt.date], ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def key(self) -> FigureKey:
        """The key under which the deadline is found again after a recompute."""
        return FigureKey("deadline", (self.registration or "", self.holder or "", self.subject), self.id.value)

    @property
    def conflicts(self) -> tuple[Mark, ...]:
        """What cannot be met, or contradicts itself."""
        return tuple(mark for mark in self.marks if mark.gravity in GRAVE)

    @property
    def open(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.status in (DeadlineStatus.UPCOMING, DeadlineStatus.DUE_TODAY, DeadlineStatus.OVERDUE)


class RequestState(StrEnum):
    """Where one holder's answer to a notice stands."""

    INITIATED = "initiated"
    TIMELY = "timely"
    LATE = "late"
    INCOMPLETE = "incomplete"
    SILENT = "silent"
    NOT_NOTIFIED = "not_notified"


@dataclass(frozen=True, slots=True)
class HolderAnswer:
    """What one holder was sent in a registration, by when it must answer, and what came back."""

    registration: str
    holder: str
    state: RequestState
    method: str = ""
    sent: dt.date | None = None
    received: dt.date | None = None
    due: dt.date | None = None
    requested: int | None = None
    answered: dt.date | None = None
    remarks: tuple[str, ...] = ()
