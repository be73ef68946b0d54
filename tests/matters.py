"""Small builders of matters for tests: say only what the test is about, the rest is this agreement.

    matter(
        holders=[investor("H1"), transferee("H2", counterpart=date(2003, 11, 3))],
        ledger=[issue("H1", 360_000), transfer("H1", "H2", 60_000, on=date(2003, 10, 1))],
    )

Records made with number 0 (ledger entries, events, requests, expenses, waivers, changes of terms) are numbered by
`matter` in the order given, from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeVar

from rra_desktop.domain.agreement import AgreementForm, ReadingChoice, TermChange, TermValue
from rra_desktop.domain.holidays import HolidayChange
from rra_desktop.domain.matter import ActingFor, Matter, MatterDetails
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import (
    AffiliateGroup,
    Entity,
    EntryType,
    Holder,
    LedgerEntry,
    Role,
    Security,
)
from rra_desktop.domain.registrations import (
    DelayBecause,
    Event,
    EventType,
    Method,
    Purpose,
    Registration,
    RegistrationKind,
    Request,
    Underwriting,
    WithdrawnBy,
)
from rra_desktop.domain.waivers import Waiver
from rra_desktop.store.forms import load_form
from rra_desktop.store.holiday_tables import load_holidays

SIGNING = date(2003, 3, 30)
"""The day of the agreement, and of every issue that does not say otherwise."""

AS_OF = date(2003, 6, 24)
"""A day in the middle of the worked demand."""


@cache
def form() -> AgreementForm:
    """Return the form of this agreement, read once."""
    return load_form("bestnet-2003")


def matter(
    *,
    holders: Iterable[Holder] = (),
    groups: Iterable[AffiliateGroup] | None = None,
    ledger: Iterable[LedgerEntry] = (),
    registrations: Iterable[Registration] = (),
    events: Iterable[Event] = (),
    requests: Iterable[Request] = (),
    offerings: Iterable[Offering] = (),
    offering_requests: Iterable[OfferingRequest] = (),
    expenses: Iterable[Expense] = (),
    readings: Mapping[str, str] | None = None,
    terms: Mapping[str, TermValue] | None = None,
    term_changes: Iterable[TermChange] = (),
    waivers: Iterable[Waiver] = (),
    holiday_changes: Iterable[HolidayChange] = (),
) -> Matter:
    """Build a matter; `readings` by choice, `terms` for changed terms that hold from the beginning.

    Affiliate groups that holders name are made without a lead unless `groups` says otherwise.
    """
    holders = tuple(holders)
    if groups is None:
        groups = (AffiliateGroup(name) for name in dict.fromkeys(each.group for each in holders) if name is not None)
    changes = [TermChange(0, term, value) for term, value in (terms or {}).items()]
    return Matter(
        details=MatterDetails("BestNet 2003", form().company, form().agreement_date, ActingFor.COMPANY),
        form=form(),
        holders=holders,
        groups=tuple(groups),
        ledger=tuple(
            replace(entry, sequence=place) if entry.sequence == 0 else entry for place, entry in enumerate(ledger, 1)
        ),
        registrations=tuple(registrations),
        events=_numbered(events),
        requests=_numbered(requests),
        offerings=tuple(offerings),
        offering_requests=tuple(offering_requests),
        expenses=_numbered(expenses),
        readings=tuple(ReadingChoice(reading, choice) for reading, choice in (readings or {}).items()),
        term_changes=_numbered([*changes, *term_changes]),
        waivers=_numbered(waivers),
        holiday_changes=tuple(holiday_changes),
        holidays=load_holidays(),
    )


_Numbered = TypeVar("_Numbered", Event, Request, Expense, TermChange, Waiver)


def _numbered(records: Iterable[_Numbered]) -> tuple[_Numbered, ...]:
    return tuple(replace(each, id=place) if each.id == 0 else each for place, each in enumerate(records, 1))


# -- who holds ---------------------------------------------------------------------------------------------------------


def investor(holder_id: str, name: str = "", *, group: str | None = None, entity: Entity | None = None) -> Holder:
    """Make an Investor that signed the agreement; named by its id unless a name is given."""
    return Holder(holder_id, name or holder_id, Role.INVESTOR, group, entity)


def transferee(holder_id: str, name: str = "", *, counterpart: date | None = None, group: str | None = None) -> Holder:
    """Make a transferee, an Investor from the day of its counterpart (§7)."""
    return Holder(holder_id, name or holder_id, Role.INVESTOR, group, transferee=True, counterpart_date=counterpart)


def other_holder(holder_id: str, name: str = "") -> Holder:
    """Make an Other Holder, with registration rights under another agreement (§1(b))."""
    return Holder(holder_id, name or holder_id, Role.OTHER_HOLDER)


# -- what happened to securities ---------------------------------------------------------------------------------------


def issue(
    holder: str, quantity: int, security: Security = Security.UNIT, *, on: date = SIGNING, sequence: int = 0
) -> LedgerEntry:
    """Issue Units, or one kind of security, to a holder."""
    return LedgerEntry(sequence, on, EntryType.ISSUE, holder, security, quantity)


def convert(holder: str, quantity: int, *, on: date, sequence: int = 0) -> LedgerEntry:
    """Convert Preferred into Common."""
    return LedgerEntry(sequence, on, EntryType.CONVERT, holder, Security.PREFERRED, quantity)


def exercise(
    holder: str, quantity: int, *, on: date, price_paid: Decimal | None = None, sequence: int = 0
) -> LedgerEntry:
    """Exercise Warrants for Common."""
    return LedgerEntry(sequence, on, EntryType.EXERCISE, holder, Security.WARRANT, quantity, price_paid=price_paid)


def transfer(
    holder: str,
    to: str,
    quantity: int,
    security: Security = Security.UNIT,
    *,
    on: date,
    counterpart_executed: bool = False,
    public_distribution: bool = False,
    sequence: int = 0,
) -> LedgerEntry:
    """Transfer Units, or one kind of security, from one holder to another."""
    return LedgerEntry(
        sequence,
        on,
        EntryType.TRANSFER,
        holder,
        security,
        quantity,
        to,
        counterpart_executed=counterpart_executed,
        public_distribution=public_distribution,
    )


def registered_sale(
    holder: str, quantity: int, *, on: date, security: Security | None = None, sequence: int = 0
) -> LedgerEntry:
    """Sell shares under an effective registration statement."""
    return LedgerEntry(sequence, on, EntryType.REGISTERED_SALE, holder, security, quantity)


def other_sale(
    holder: str, quantity: int, *, on: date, security: Security | None = None, sequence: int = 0
) -> LedgerEntry:
    """Sell shares outside a registration, as under Rule 144."""
    return LedgerEntry(sequence, on, EntryType.OTHER_SALE, holder, security, quantity)


def cancel(
    holder: str, quantity: int, security: Security = Security.UNIT, *, on: date, sequence: int = 0
) -> LedgerEntry:
    """Cancel securities."""
    return LedgerEntry(sequence, on, EntryType.CANCEL, holder, security, quantity)


def correction(holder: str, quantity: int, security: Security, *, on: date, sequence: int = 0) -> LedgerEntry:
    """Correct a typed-over figure by its signed difference."""
    return LedgerEntry(sequence, on, EntryType.CORRECTION, holder, security, quantity)


def split(new: int, old: int, *, on: date, adjusts_conversion: bool = True, sequence: int = 0) -> LedgerEntry:
    """Split the Common, `new` shares for `old`; a reverse split has fewer new than old."""
    return LedgerEntry(sequence, on, EntryType.SPLIT, new=new, old=old, adjusts_conversion=adjusts_conversion)


def stock_dividend(percent: str, *, on: date, adjusts_conversion: bool = True, sequence: int = 0) -> LedgerEntry:
    """Pay a dividend in Common, in per cent of the Common held."""
    return LedgerEntry(
        sequence, on, EntryType.STOCK_DIVIDEND, percent=Decimal(percent), adjusts_conversion=adjusts_conversion
    )


# -- what happened in a registration -----------------------------------------------------------------------------------


def demand(
    registration_id: str = "R1",
    *,
    initiated_by: Iterable[str] = (),
    underwriting: Underwriting = Underwriting.NONE,
    covers_all_requested: bool | None = None,
    second_demand: bool = False,
) -> Registration:
    """Open a demand registration (§1)."""
    return Registration(
        registration_id,
        RegistrationKind.DEMAND,
        underwriting=underwriting,
        initiated_by=tuple(initiated_by),
        second_demand=second_demand,
        covers_all_requested=covers_all_requested,
    )


def piggyback(
    registration_id: str = "R1",
    *,
    purpose: Purpose = Purpose.OFFERING,
    underwriting: Underwriting = Underwriting.FIRM_COMMITMENT,
) -> Registration:
    """Open a registration of the Company's that carries piggy-back rights (§3)."""
    return Registration(registration_id, RegistrationKind.PIGGYBACK, underwriting=underwriting, purpose=purpose)


def notice(
    kind: EventType,
    *,
    sent: date | None = None,
    received: date | None = None,
    method: Method | None = Method.CERTIFIED_MAIL,
    to: str | None = None,
    registration: str = "R1",
) -> Event:
    """Give a notice, by certified mail unless another method is given (§8(a))."""
    return Event(0, registration, kind, method=method, sent=sent, received=received, to=to)


def demand_notice(
    *,
    sent: date | None = None,
    received: date | None = None,
    method: Method | None = Method.CERTIFIED_MAIL,
    registration: str = "R1",
) -> Event:
    """Give a Demand Notice to the Company."""
    return notice(EventType.DEMAND_NOTICE, sent=sent, received=received, method=method, registration=registration)


def company_notice(
    *,
    to: str | None = None,
    sent: date | None = None,
    received: date | None = None,
    method: Method | None = Method.CERTIFIED_MAIL,
    registration: str = "R1",
) -> Event:
    """Give a Company Notice to one holder, or to all."""
    return notice(
        EventType.COMPANY_NOTICE, sent=sent, received=received, method=method, to=to, registration=registration
    )


def registration_notice(
    *,
    to: str | None = None,
    sent: date | None = None,
    received: date | None = None,
    method: Method | None = Method.CERTIFIED_MAIL,
    registration: str = "R1",
) -> Event:
    """Give a Registration Notice to one holder, or to all (§3(a))."""
    return notice(
        EventType.REGISTRATION_NOTICE, sent=sent, received=received, method=method, to=to, registration=registration
    )


def event(
    kind: EventType,
    on: date | None,
    *,
    registration: str = "R1",
    by: WithdrawnBy | None = None,
    days: int | None = None,
    because: DelayBecause | None = None,
    form_type: str = "",
    permits_resale: bool | None = None,
) -> Event:
    """Record something that happened on a day and is no notice: filed, effective, withdrawn, delayed, suspended ..."""
    return Event(
        0,
        registration,
        kind,
        on,
        by=by,
        days=days,
        because=because,
        form=form_type,
        permits_resale=permits_resale,
    )


def request(
    holder: str,
    quantity: int | None = None,
    *,
    received: date | None = None,
    method_of_distribution: str = "underwritten",
    information_owed: bool = False,
    completed: date | None = None,
    registration: str = "R1",
) -> Request:
    """Ask, for a holder and in writing, to be included."""
    return Request(
        0,
        registration,
        holder,
        quantity,
        received,
        method_of_distribution,
        information_owed=information_owed,
        completed=completed,
    )


# -- examples that several tests speak of ------------------------------------------------------------------------------


def desk_register() -> Matter:
    """Make the register of a desk in use: two funds of one group, a transferee without counterpart, an Other Holder.

    holder              Units     Common  Preferred  Warrants  Registrable
    Alder Fund I      360,000  1,320,000    240,000   360,000    2,160,000
    Alder Fund II     240,000    720,000    240,000   240,000    1,440,000
    Birch             540,000  1,620,000    540,000   540,000    3,240,000
    Cedar             300,000    900,000    300,000   300,000    1,800,000
    Elm               240,000  1,200,000          0   240,000    1,440,000
    Hawthorn          120,000    480,000    120,000         0      720,000
    Investors       1,800,000  6,240,000  1,440,000 1,680,000   10,800,000
    Juniper            60,000    180,000     60,000    60,000      360,000  no counterpart: outside every total
    Dogwood               other registrable securities: 1,400,000           an Other Holder
    """
    later = date(2003, 5, 20)
    return matter(
        holders=[
            investor("H1", "Alder Growth Fund I, L.P.", group="Alder", entity=Entity.PARTNERSHIP),
            investor("H2", "Alder Growth Fund II, L.P.", group="Alder", entity=Entity.PARTNERSHIP),
            investor("H3", "Birch Street Partners", entity=Entity.PARTNERSHIP),
            investor("H4", "Cedar Family Trust", entity=Entity.TRUST),
            investor("H5", "Elm & Daughters LLC", entity=Entity.LLC),
            investor("H6", "Hawthorn, J. (IRA)", entity=Entity.INDIVIDUAL),
            transferee("H7", "Juniper Holdings"),
            other_holder("H8", "Dogwood Capital"),
        ],
        groups=[AffiliateGroup("Alder", lead="H1")],
        ledger=[
            issue("H1", 360_000),
            issue("H2", 300_000),
            issue("H3", 540_000),
            issue("H4", 300_000),
            issue("H5", 240_000),
            issue("H6", 120_000),
            issue("H8", 1_400_000, Security.OTHER_REGISTRABLE),
            transfer("H2", "H7", 60_000, on=later),
            convert("H1", 120_000, on=later),
            convert("H5", 240_000, on=later),
            exercise("H6", 120_000, on=later, price_paid=Decimal("36000.00")),
        ],
    )


def worked_demand() -> Matter:
    """Make the demand of the worked example: received June 2, 2003, Company Notice to all by June 10, 2003 (§1)."""
    register = desk_register()
    return replace(
        register,
        registrations=(demand(initiated_by=("H1", "H2", "H3"), underwriting=Underwriting.FIRM_COMMITMENT),),
        events=_numbered(
            [
                demand_notice(sent=date(2003, 5, 30), received=date(2003, 6, 2)),
                *(
                    company_notice(to=holder, sent=date(2003, 6, 6), received=received)
                    for holder, received in (
                        ("H4", date(2003, 6, 9)),
                        ("H5", date(2003, 6, 10)),
                        ("H6", date(2003, 6, 9)),
                    )
                ),
            ]
        ),
    )


def worked_cutback() -> Matter:
    """Make the cutback of the worked example (§3(c)): 10,000,000 at most, 6,000,000 of them the Company's.

    holder           held    requested  allocated
    Alder Fund I   1,800,000  1,800,000  1,698,529  } one Investor
    Alder Fund II  1,200,000          0          0  }
    Birch          2,400,000  2,400,000  1,358,824
    Cedar            600,000    150,000    150,000
    Dogwood        1,400,000  1,400,000    792,647  an Other Holder
    """
    asked = {"H1": 1_800_000, "H2": 0, "H3": 2_400_000, "H4": 150_000, "H5": 1_400_000}
    return matter(
        holders=[
            investor("H1", "Alder Fund I", group="Alder", entity=Entity.PARTNERSHIP),
            investor("H2", "Alder Fund II", group="Alder", entity=Entity.PARTNERSHIP),
            investor("H3", "Birch", entity=Entity.PARTNERSHIP),
            investor("H4", "Cedar", entity=Entity.TRUST),
            other_holder("H5", "Dogwood"),
        ],
        groups=[AffiliateGroup("Alder", lead="H1")],
        ledger=[
            issue("H1", 300_000),
            issue("H2", 200_000),
            issue("H3", 400_000),
            issue("H4", 100_000),
            issue("H5", 1_400_000, Security.OTHER_REGISTRABLE),
        ],
        registrations=[piggyback()],
        offerings=[
            Offering(
                "O1",
                registration="R1",
                plan="section-3c",
                maximum=10_000_000,
                company_shares=6_000_000,
                price=Decimal("1.25"),
                discount_percent=Decimal(7),
                as_of=date(2003, 7, 15),
            )
        ],
        offering_requests=[OfferingRequest("O1", holder, quantity) for holder, quantity in asked.items()],
    )
