"""The matter the store is tried with: a row of every kind, every field set somewhere; and a clock that ticks."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from rra_desktop.domain.agreement import PointSettled, PointState, ReadingChoice, Signature, TermChange
from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.domain.matter import ActingFor, Matter, MatterDetails
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, Entity, EntryType, Holder, LedgerEntry, Role, Security
from rra_desktop.domain.registrations import (
    DelayBecause,
    Event,
    EventType,
    Method,
    Registration,
    RegistrationKind,
    Request,
    Underwriting,
    WithdrawnBy,
)
from rra_desktop.domain.waivers import Waiver
from rra_desktop.store.forms import load_form

FIRST = dt.datetime(2003, 6, 2, 9, 0, tzinfo=dt.UTC)


class TickingClock:
    """A clock that is one second later every time somebody looks at it."""

    def __init__(self, now: dt.datetime = FIRST) -> None:
        """Start at a moment."""
        self.now = now

    def __call__(self) -> dt.datetime:
        """Tell the time and move on."""
        self.now += dt.timedelta(seconds=1)
        return self.now


def full_matter() -> Matter:
    """One or more records of every kind, with every field set somewhere."""
    return Matter(
        MatterDetails(
            "BestNet 2003 – “Series A”",
            "BestNet Communications Corp.",
            dt.date(2003, 3, 30),
            ActingFor.INVESTORS,
            "Attorney work product",
            dt.date(2003, 6, 2),
            month_first=True,
        ),
        load_form("bestnet-2003"),
        holders=(
            Holder("H2", "Alder Growth Fund I, L.P.", group="Alder", entity=Entity.PARTNERSHIP, notes="ὁ κάτοχος\n2"),
            Holder(
                "H1",
                "Dogwood Capital",
                Role.OTHER_HOLDER,
                notice_address="1 Main St\nReno",
                holder_class="other_holders",
            ),
            Holder("H3", "Juniper Holdings", transferee=True, counterpart_date=dt.date(2003, 12, 1)),
        ),
        groups=(AffiliateGroup("Alder", "H2"), AffiliateGroup("Birch")),
        ledger=(
            LedgerEntry(2, dt.date(2003, 3, 30), EntryType.ISSUE, "H2", Security.UNIT, 10**12, note="closing"),
            LedgerEntry(1, dt.date(2003, 3, 30), EntryType.ISSUE, "H1", Security.OTHER_REGISTRABLE, 1_400_000),
            LedgerEntry(3, dt.date(2003, 9, 2), EntryType.EXERCISE, "H2", quantity=7, price_paid=Decimal("0.300")),
            LedgerEntry(
                4,
                dt.date(2003, 10, 1),
                EntryType.TRANSFER,
                "H2",
                Security.UNIT,
                60_000,
                to="H3",
                counterpart_executed=True,
                public_distribution=True,
            ),
            LedgerEntry(5, dt.date(2004, 1, 2), EntryType.SPLIT, new=1, old=10, adjusts_conversion=False),
            LedgerEntry(6, dt.date(2004, 2, 2), EntryType.STOCK_DIVIDEND, percent=Decimal("5.125")),
            LedgerEntry(8, dt.date(2004, 2, 3), EntryType.CORRECTION, "H1", Security.COMMON, -12),
        ),
        registrations=(
            Registration(
                "R2",
                RegistrationKind.DEMAND,
                "Demand of June",
                Underwriting.FIRM_COMMITMENT,
                initiated_by=("H2", "H3"),
                second_demand=True,
                covers_all_requested=False,
                note="n",
            ),
            Registration(
                "R1", RegistrationKind.PIGGYBACK, right="piggyback", facts=(("comments", "no"), ("reviewed", "yes"))
            ),
        ),
        events=(
            Event(
                1,
                "R2",
                EventType.DEMAND_NOTICE,
                method=Method.CERTIFIED_MAIL,
                sent=dt.date(2003, 5, 30),
                received=dt.date(2003, 6, 2),
                to="H2",
                hour=dt.time(17, 1),
            ),
            Event(5, "", "closing", dt.date(2003, 3, 30), note="at the Company's office"),
            Event(3, "R2", EventType.DELAY_ELECTED, dt.date(2003, 6, 5), days=90, because=DelayBecause.OFFERING),
            Event(2, "R1", EventType.WITHDRAWN, dt.date(2003, 6, 6), by=WithdrawnBy.COMPANY),
            Event(
                4, "R1", EventType.OTHER_REGISTRATION_EFFECTIVE, dt.date(2003, 7, 6), form="S-8", permits_resale=False
            ),
        ),
        requests=(
            Request(
                1,
                "R2",
                "H2",
                100_000,
                dt.date(2003, 6, 20),
                "underwritten",
                information_owed=True,
                completed=dt.date(2003, 6, 25),
                accepted=dt.date(2003, 7, 1),
                note="late",
            ),
            Request(2, "R1", "H3"),
        ),
        offerings=(
            Offering(
                "O1",
                "Ten million",
                "R2",
                "section-3c",
                10_000_000,
                6_000_000,
                Decimal("1.25"),
                Decimal(7),
                None,
                900_000,
                dt.date(2003, 7, 15),
                50_000_000,
                "scenario",
            ),
            Offering("O2", discount_per_share=Decimal("0.0875")),
        ),
        offering_requests=(OfferingRequest("O1", "H2", 1_800_000, 5), OfferingRequest("O1", "H1", 0)),
        expenses=(
            Expense(1, dt.date(2003, 7, 15), "filing_fee", Decimal("1234.56"), "R2", "wire"),
            Expense(2, dt.date(2003, 7, 16), "printing", Decimal("-0.05")),
        ),
        damages_paid=(DamagesPayment(1, dt.date(2003, 9, 1), "late", "H1", Decimal("270.05"), "R2", "wire"),),
        readings=(
            ReadingChoice("cutback_weight", "requested", "the letter of May 3"),
            ReadingChoice("day_roll", "none"),
        ),
        points=(PointSettled("promptly", PointState.SETTLED, "agreed by e-mail"),),
        texts=(AgreementText("agreement.txt", dt.date(2003, 6, 2), "1. Registration.\n(a) Demand."),),
        term_changes=(
            TermChange(
                1,
                "majority_fraction",
                Fraction(2, 3),
                dt.date(2004, 1, 1),
                "8(c)",
                "first amendment",
                (Signature("company"), Signature("H1", dt.date(2004, 1, 5))),
            ),
            TermChange(2, "request_days", 25),
            TermChange(3, "warrant_price", Decimal("0.25")),
            TermChange(4, "fraction_rule", "ceil"),
        ),
        waivers=(
            Waiver(1, "filing_latest", dt.date(2003, 7, 1), ("H2", "company"), "R2", "H3", "by letter"),
            Waiver(2, "warrant_expiry", dt.date(2003, 7, 2), ()),
        ),
        holiday_changes=(
            HolidayChange(Closing.EDGAR, dt.date(2004, 6, 11), closed=True, name="Day of mourning"),
            HolidayChange(Closing.NEVADA, dt.date(2003, 10, 31), closed=False),
        ),
    )
