"""The matter: everything in one file, at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from rra_desktop.domain import amendments
from rra_desktop.domain.agreement import AgreementForm, PointSettled, ReadingChoice, TermChange, TermValue
from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.holidays import NO_CLOSINGS_KNOWN, HolidayChange, HolidayTables
from rra_desktop.domain.limits import AGREEMENT_DATE, NamedDay
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, Holder, LedgerEntry
from rra_desktop.domain.registrations import Event, Registration, Request
from rra_desktop.domain.waivers import Waiver


class ActingFor(StrEnum):
    """Whose counsel the matter is kept for."""

    COMPANY = "company"
    INVESTORS = "investors"
    UNDERWRITERS = "underwriters"


@dataclass(frozen=True, slots=True)
class MatterDetails:
    """What the matter is called and whom it is for.

    `header` is printed at the top of every summary page. `opens_as_of` is the day the window shows first, None for
    today. `month_first` settles how 2/3/03 is read, None until counsel was asked.
    """

    title: str
    company: str
    agreement_date: date
    acting_for: ActingFor = ActingFor.COMPANY
    header: str = "Privileged and confidential · attorney work product"
    opens_as_of: date | None = None
    month_first: bool | None = None

    @property
    def key(self) -> str:
        """There is one such row."""
        return "matter"


Record: TypeAlias = (
    MatterDetails
    | AgreementForm
    | Holder
    | AffiliateGroup
    | LedgerEntry
    | Registration
    | Event
    | Request
    | Offering
    | OfferingRequest
    | Expense
    | DamagesPayment
    | ReadingChoice
    | AgreementText
    | PointSettled
    | TermChange
    | Waiver
    | HolidayChange
)


@dataclass(frozen=True, slots=True)
class Matter:
    """One registration rights agreement and everything recorded about it; tuples keep the order of entry.

    `holders` stand in the register's order. `holidays` are the closed days that the program ships, as `form` is the
    agreement that it does. Two matters are equal when everything recorded in them is.
    """

    details: MatterDetails
    form: AgreementForm = field(repr=False)
    holders: tuple[Holder, ...] = ()
    groups: tuple[AffiliateGroup, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    registrations: tuple[Registration, ...] = ()
    events: tuple[Event, ...] = ()
    requests: tuple[Request, ...] = ()
    offerings: tuple[Offering, ...] = ()
    offering_requests: tuple[OfferingRequest, ...] = ()
    expenses: tuple[Expense, ...] = ()
    damages_paid: tuple[DamagesPayment, ...] = ()
    readings: tuple[ReadingChoice, ...] = ()
    points: tuple[PointSettled, ...] = ()
    texts: tuple[AgreementText, ...] = ()
    term_changes: tuple[TermChange, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    holiday_changes: tuple[HolidayChange, ...] = ()
    holidays: HolidayTables = field(default=NO_CLOSINGS_KNOWN, compare=False, repr=False)

    def choice(self, reading: str) -> str:
        """Return the choice in force for a reading; raises KeyError when the form asks no such question."""
        for chosen in self.readings:
            if chosen.reading == reading:
                return chosen.choice
        return self.form.reading(reading).default

    def choices(self) -> dict[str, str]:
        """Return the choice in force of every reading, one the form leaves unsaid too, by the reading's id."""
        chosen = {each.reading: each.choice for each in reversed(self.readings)}
        return {each.id: chosen.get(each.id, each.default) for each in self.form.every_reading}

    def term(self, term_id: str, on: date | None = None) -> TermValue:
        """Return a term as it stands on a day: the latest change in effect then, or else the form's own value."""
        change = self.term_change(term_id, on)
        return self.form.value(term_id) if change is None else change.value

    def term_change(self, term_id: str, on: date | None = None) -> TermChange | None:
        """Return the change by which a term stands as it does on a day, None where the form's own value stands.

        An amendment that is not signed by all changes nothing.
        """
        found: TermChange | None = None
        latest = date.min
        for change in self.term_changes:
            if change.term != term_id:
                continue
            since = self.in_force_from(change)
            if since is not None and since >= latest and (on is None or since <= on):
                found, latest = change, since
        return found

    def in_force_from(self, change: TermChange) -> date | None:
        """Return the day from which a change of a term counts, None while a signature is missing."""
        return None if self.unsigned_by(change) else amendments.counts_from(change)

    def unsigned_by(self, change: TermChange) -> tuple[str, ...]:
        """Return who has not signed an amendment yet: "company" or holders' ids."""
        return amendments.unsigned_by(change, self.holders, self.ledger)

    def named_day(self, named: NamedDay) -> date | None:
        """Return the day that a form names: as it is written, the agreement's, or an event's first; None if none.

        The first of a notice's is the first day on which one was received.
        """
        if isinstance(named, date):
            return named
        if named == AGREEMENT_DATE:
            return self.form.agreement_date
        days = (event.date or event.received for event in self.events if event.type == named)
        return min((day for day in days if day is not None), default=None)

    def whole(self, term_id: str, on: date | None = None) -> int:
        """Return a term that counts days, years or things; raises TypeError for one that is no whole number."""
        value = self.term(term_id, on)
        if not isinstance(value, int):
            raise TypeError(term_id)
        return value

    def most_days(self, chosen: str) -> int | None:
        """Return the days a deadline lasts of which less may be chosen, None where the agreement has none such.

        `chosen` is the field of an event in which the days chosen are recorded.
        """
        for deadline in self.form.deadlines:
            if deadline.at_most == chosen:
                return sum(each.amount if not each.term else self._days_of(each) for each in deadline.count)
        return None

    def _days_of(self, count: DeclaredCount) -> int:
        days = self.whole(count.term)
        return -days if count.back else days

    def ratio(self, term_id: str, on: date | None = None) -> Fraction:
        """Return a term as an exact ratio; raises TypeError for one that is text or a day."""
        value = self.term(term_id, on)
        if isinstance(value, str | date):
            raise TypeError(term_id)
        return Fraction(value)

    def holder(self, holder_id: str) -> Holder:
        """Return a holder by id; raises KeyError when the register has none such."""
        for holder in self.holders:
            if holder.id == holder_id:
                return holder
        raise KeyError(holder_id)

    def registration(self, registration_id: str) -> Registration:
        """Return a registration by id; raises KeyError when the matter has none such."""
        return {each.id: each for each in self.registrations}[registration_id]

    def events_of(self, registration_id: str) -> tuple[Event, ...]:
        """Return the events of one registration, in the order they were recorded."""
        return tuple(event for event in self.events if event.registration == registration_id)

    def requests_of(self, registration_id: str) -> tuple[Request, ...]:
        """Return the requests received in one registration, in the order they were recorded."""
        return tuple(request for request in self.requests if request.registration == registration_id)

    def offering(self, offering_id: str) -> Offering:
        """Return an offering by id; raises KeyError when the matter has none such."""
        return {each.id: each for each in self.offerings}[offering_id]

    def requests_in(self, offering_id: str) -> tuple[OfferingRequest, ...]:
        """Return what each holder asks to sell in one offering."""
        # A list first: of 100,000 requests a tuple of what a generator yields takes a third longer.
        return tuple([request for request in self.offering_requests if request.offering == offering_id])
