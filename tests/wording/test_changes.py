"""What an edit did, in words: the record as counsel calls it, every field that differs, from what to what."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import fields, replace
from decimal import Decimal

import pytest

from rra_desktop.domain.agreement import PointSettled, PointState, ReadingChoice, TermChange
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.edits import HOMES, RowChange
from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.domain.matter import Matter, Record
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, EntryType, LedgerEntry, Security
from rra_desktop.domain.registrations import Event, EventType, Method, Registration, RegistrationKind, Request
from rra_desktop.domain.waivers import Waiver
from rra_desktop.wording import NOTHING, ChangesInWords
from tests.matters import worked_cutback

JUNE_24 = dt.date(2003, 6, 24)
MATTER = worked_cutback()
CEDAR = next(holder for holder in MATTER.holders if holder.id == "H4")


@pytest.fixture
def words() -> ChangesInWords:
    demand = Registration("R9", RegistrationKind.DEMAND, "Demand no. 1")
    return ChangesInWords(replace(MATTER, registrations=(demand,)))


def said(words: ChangesInWords, before: Record | None, after: Record | None) -> list[tuple[str, str, str]]:
    """Return the fields of a change, each with what it was and what it is."""
    return [(each.field, each.before, each.after) for each in words.fields_of(RowChange(before, after))]


def test_of_a_changed_record_only_what_differs_is_said(words: ChangesInWords) -> None:
    after = replace(CEDAR, notes="Call first.", transferee=True)
    assert said(words, CEDAR, after) == [("Transferee", "no", "yes"), ("Notes", NOTHING, "Call first.")]
    assert words.in_short(RowChange(CEDAR, after)) == "Transferee, Notes"
    assert words.in_short(RowChange(CEDAR, replace(CEDAR, name="Elm"))) == f"{CEDAR.name} → Elm"


def test_of_a_new_record_all_that_was_entered_is_said_and_no_more(words: ChangesInWords) -> None:
    sold = LedgerEntry(9, JUNE_24, EntryType.REGISTERED_SALE, "H4", Security.COMMON, 1_250_000, price_paid=None)
    change = RowChange(None, sold)
    assert words.in_short(change) == f"Registered sale of Jun 24, 2003, {CEDAR.name} added"
    assert said(words, None, sold) == [
        ("Date", NOTHING, "Tue, Jun 24, 2003"),
        ("Type", NOTHING, "Registered sale"),
        ("Holder", NOTHING, CEDAR.name),
        ("Security", NOTHING, "Common"),
        ("Quantity", NOTHING, "1,250,000"),
    ]
    assert words.in_short(change.reversed()).endswith("removed")
    assert said(words, sold, None)[-1] == ("Quantity", "1,250,000", NOTHING)


def test_a_correction_downwards_has_a_minus_sign(words: ChangesInWords) -> None:
    taken = LedgerEntry(9, JUNE_24, EntryType.CORRECTION, "H4", Security.WARRANT, -50_000)
    assert ("Quantity", NOTHING, "−50,000") in said(words, None, taken)


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (MATTER.details, "The matter"),
        (CEDAR, CEDAR.name),
        (AffiliateGroup("Alder"), "Group Alder"),
        (LedgerEntry(9, JUNE_24, EntryType.SPLIT, new=2, old=1), "Split of Jun 24, 2003"),
        (Registration("R9", RegistrationKind.DEMAND, "Demand no. 1"), "Demand no. 1"),
        (Event(1, "R9", EventType.FILED, JUNE_24), "Filed, Demand no. 1"),
        (
            Event(2, "R9", EventType.COMPANY_NOTICE, method=Method.FAX, to="H4"),
            f"Company Notice to {CEDAR.name}, Demand no. 1",
        ),
        (Request(1, "R9", "H4"), f"Request of {CEDAR.name}, Demand no. 1"),
        (Waiver(1, DeadlineId.REQUEST_DEADLINE, JUNE_24, ("company",)), "Waiver of Jun 24, 2003"),
        (Offering("O9", "Base case"), "Base case"),
        (OfferingRequest("O9", "H4", 5), f"{CEDAR.name} in O9"),
        (Expense(1, JUNE_24, "Printing", Decimal(5)), "Printing, Jun 24, 2003"),
        (ReadingChoice("cutback_weight", "requested"), MATTER.form.reading("cutback_weight").question),
        (
            PointSettled(MATTER.form.drafting_points[0].id, PointState.SETTLED),
            MATTER.form.drafting_points[0].title,
        ),
        (TermChange(1, "warrant_years", 4), MATTER.form.term("warrant_years").label),
        (HolidayChange(Closing.NYSE, JUNE_24, closed=True), "New York exchanges calendar, Tue, Jun 24, 2003"),
    ],
)
def test_every_kind_of_record_has_a_name_counsel_knows(words: ChangesInWords, record: Record, name: str) -> None:
    assert words.record_name(record) == name
    assert list(words.fields_of(RowChange(None, record)))


def test_no_kind_of_record_is_without_a_name(words: ChangesInWords) -> None:
    assert set(words._names) == set(HOMES)


def test_ids_stand_for_what_they_name(words: ChangesInWords) -> None:
    group = AffiliateGroup("Alder", lead="H4")
    assert ("Led by", NOTHING, CEDAR.name) in said(words, None, group)
    signed = Waiver(1, DeadlineId.REQUEST_DEADLINE, JUNE_24, ("H4", "company"), registration="R9")
    assert ("Signed by", NOTHING, f"{CEDAR.name}, the Company") in said(words, None, signed)
    assert ("Registration", NOTHING, "Demand no. 1") in said(words, None, signed)
    assert ("Holder", NOTHING, "H77") in said(words, None, Request(1, "R9", "H77"))


def test_a_reading_is_told_by_its_choices(words: ChangesInWords) -> None:
    reading = MATTER.form.reading("cutback_weight")
    before, after = (ReadingChoice(reading.id, choice.id) for choice in reading.choices[:2])
    labels = [choice.label for choice in reading.choices[:2]]
    assert words.in_short(RowChange(before, after)) == " → ".join(labels)
    assert words.in_short(RowChange(None, after)) == f"{NOTHING} → {labels[1]}"


def test_money_and_percentages_keep_all_their_decimals(words: ChangesInWords) -> None:
    offered = Offering("O9", price=Decimal("1.0625"), discount_percent=Decimal("7.50"), maximum=10_000_000)
    told = said(words, None, offered)
    assert ("Price a share", NOTHING, "$1.0625") in told
    assert ("Discount, per cent", NOTHING, "7.5") in told
    assert ("Underwriters’ maximum", NOTHING, "10,000,000") in told


def test_every_field_of_every_record_of_a_matter_can_be_said(words: ChangesInWords) -> None:
    """Nothing in words is Python's own way of writing it."""
    matter: Matter = MATTER
    for home, _area in HOMES.values():
        found = getattr(matter, home)
        for record in found if isinstance(found, tuple) else (found,):
            for each in words.fields_of(RowChange(None, record)):
                assert each.field
                assert not re.search(r"datetime|Decimal|<\w|\bNone\b|\w_\w", each.after)
            assert len(fields(record)) >= len(list(words.fields_of(RowChange(record, None))))
