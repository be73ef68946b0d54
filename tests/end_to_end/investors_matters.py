"""Matters under the shipped forms of venture investors and of a resale registration, with something of everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from rra_desktop.domain.matter import Matter, MatterDetails
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import EntryType, Holder, LedgerEntry, Role, Security
from rra_desktop.domain.registrations import (
    DelayBecause,
    Event,
    EventId,
    EventType,
    Method,
    Registration,
    RegistrationKind,
    Request,
)
from rra_desktop.store.forms import load_form
from tests.matters import event, matter


def _of_matter(kind: EventId, on: dt.date, to: str | None = None) -> Event:
    return Event(0, "", kind, on, to=to)


def _of(registration: str, *happened: tuple[EventId, dt.date]) -> Iterable[Event]:
    return (Event(0, registration, kind, on) for kind, on in happened)


def _notice(kind: EventType, sent: dt.date, *, to: str | None = None, registration: str = "R1") -> Event:
    return Event(0, registration, kind, method=Method.EMAIL, sent=sent, received=sent, to=to, hour=dt.time(11, 30))


def _issue(holder: str, security: Security, quantity: int, on: dt.date, price_paid: str | None = None) -> LedgerEntry:
    paid = None if price_paid is None else Decimal(price_paid)
    return LedgerEntry(0, on, EntryType.ISSUE, holder, security, quantity, price_paid=paid)


def _under(form_id: str, made: Matter) -> Matter:
    form = load_form(form_id)
    details = MatterDetails("A matter", form.company, form.agreement_date, made.details.acting_for)
    return replace(made, form=form, details=details)


def venture() -> Matter:
    """Make a long-form demand that is deferred, a Company registration, an offering of each, an IPO behind them."""
    signed = dt.date(2021, 2, 1)
    made = matter(
        holders=[
            *(Holder(each, each, Role.INVESTOR) for each in ("Ash", "Beech", "Cypress")),
            Holder("Dogwood", "Dogwood", Role.OTHER_HOLDER),
        ],
        ledger=[
            _issue("Ash", Security.PREFERRED, 3_000_000, signed),
            _issue("Beech", Security.PREFERRED, 4_000_000, signed),
            _issue("Cypress", Security.COMMON, 2_000_000, signed),
            _issue("Dogwood", Security.OTHER_REGISTRABLE, 5_000_000, signed),
        ],
        registrations=[
            Registration("R1", RegistrationKind.DEMAND, right="long_form", initiated_by=("Ash", "Beech")),
            Registration("R2", RegistrationKind.PIGGYBACK, facts=(("initial_public_offering", "no"),)),
            Registration("R3", RegistrationKind.DEMAND, right="short_form", initiated_by=("Cypress",)),
        ],
        events=[
            _of_matter("ipo", dt.date(2022, 3, 1)),
            _of_matter("rule_144_free", dt.date(2024, 9, 2), "Cypress"),
            _notice(EventType.DEMAND_NOTICE, dt.date(2024, 8, 5)),
            _notice(EventType.COMPANY_NOTICE, dt.date(2024, 8, 9), to="Cypress"),
            replace(event(EventType.DELAY_ELECTED, dt.date(2024, 9, 3)), because=DelayBecause.OFFERING),
            *_of("R2", (EventType.PLANNED_FILING, dt.date(2024, 11, 4))),
            _notice(EventType.REGISTRATION_NOTICE, dt.date(2024, 9, 30), to="Ash", registration="R2"),
            _notice(EventType.DEMAND_NOTICE, dt.date(2024, 9, 4), registration="R3"),
        ],
        requests=[
            Request(0, "R1", "Ash", 2_000_000, dt.date(2024, 8, 5), "underwritten"),
            Request(0, "R1", "Beech", 1_000_000, dt.date(2024, 8, 5), "underwritten"),
        ],
        offerings=[
            Offering(
                "O1",
                "Demand",
                "R1",
                maximum=2_500_000,
                company_shares=500_000,
                price=Decimal(12),
                discount_percent=Decimal(7),
                as_of=dt.date(2024, 10, 1),
            ),
            Offering("O2", "Company", "R2", maximum=2_000_000, company_shares=1_800_000, as_of=dt.date(2024, 10, 1)),
        ],
        offering_requests=[
            OfferingRequest("O1", "Ash", 2_000_000),
            OfferingRequest("O1", "Beech", 1_000_000),
            OfferingRequest("O2", "Ash", 1_000_000),
            OfferingRequest("O2", "Dogwood", 1_000_000),
        ],
        expenses=[Expense(0, dt.date(2024, 9, 30), "sellers_counsel", Decimal(40_000), "R1")],
    )
    return _under("venture-investors", made)


def resale() -> Matter:
    """Make a resale registration that was filed late, cut by the SEC, suspended, with its damages and expenses."""
    closing = dt.date(2025, 1, 15)
    made = matter(
        holders=[Holder(each, each, Role.INVESTOR) for each in ("Ash", "Beech")],
        ledger=[
            _issue("Ash", Security.COMMON, 600_000, closing, "3000000"),
            _issue("Ash", Security.WARRANT, 300_000, closing, "0"),
            _issue("Beech", Security.COMMON, 400_000, closing, "2000000"),
            _issue("Beech", Security.WARRANT, 200_000, closing, "0"),
        ],
        registrations=[
            Registration("R1", RegistrationKind.MANDATORY, right="resale", facts=(("reviewed", "yes"),)),
        ],
        events=[
            _of_matter("closing", closing),
            *_of(
                "R1",
                (EventType.FILED, dt.date(2025, 3, 3)),
                ("sec_limit", dt.date(2025, 4, 7)),
                (EventType.EFFECTIVE, dt.date(2025, 4, 30)),
                (EventType.SUSPENDED, dt.date(2025, 7, 1)),
                (EventType.RESUMED, dt.date(2025, 8, 8)),
                ("restriction_ends", dt.date(2025, 9, 2)),
            ),
        ],
        offerings=[Offering("O1", "Shelf", "R1", maximum=1_200_000, company_shares=0, as_of=dt.date(2025, 4, 7))],
        offering_requests=[OfferingRequest("O1", "Ash", 900_000), OfferingRequest("O1", "Beech", 600_000)],
        expenses=[Expense(0, dt.date(2025, 3, 3), "sellers_counsel", Decimal(17_000), "R1")],
    )
    return _under("pipe-resale", made)
