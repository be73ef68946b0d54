"""What an edit did, in words: the record as counsel calls it, every field that differs, from what to what."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from rra_desktop.domain.agreement import PointSettled, PointState, ReadingChoice, TermChange
from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.edits import HOMES, EntryKind, JournalEntry, RowChange
from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.domain.matter import Matter, Record
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, EntryType, Holder, LedgerEntry, Security
from rra_desktop.domain.registrations import Event, EventType, Method, Registration, RegistrationKind, Request
from rra_desktop.domain.topics import Topic
from rra_desktop.domain.waivers import Waiver
from rra_desktop.wording import NOTHING, ChangesInWords, JournalInWords
from tests.forms.declaring import declaring
from tests.matters import worked_cutback
from tests.store.example import full_matter

JUNE_24 = dt.date(2003, 6, 24)
NOON = dt.datetime(2003, 6, 24, 12, tzinfo=dt.UTC)
MATTER = worked_cutback()
CEDAR = next(holder for holder in MATTER.holders if holder.id == "H4")


DEMAND = Registration("R9", RegistrationKind.DEMAND, "Demand no. 1")


def entry(number: int, *changes: RowChange) -> JournalEntry:
    return JournalEntry(number, NOON, "counsel", EntryKind.EDIT, f"Entry {number}", "", changes, "0")


def making_of(of: Matter) -> JournalEntry:
    """Return the entry that makes all records of a matter."""
    homes = (home for home, _area in HOMES.values() if home not in {"details", "form"})
    records = (each for home in homes for each in getattr(of, home))
    return entry(1, *(RowChange(None, each) for each in (of.form, of.details, *records)))


@pytest.fixture
def words() -> ChangesInWords:
    first = making_of(replace(MATTER, registrations=(DEMAND,)))
    journal = JournalInWords(MATTER.form)
    journal.follow([first])
    return journal.of(first)


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
        (Waiver(1, "request_deadline", JUNE_24, ("company",)), "Waiver of Jun 24, 2003"),
        (Offering("O9", "Base case"), "Base case"),
        (OfferingRequest("O9", "H4", 5), f"{CEDAR.name} in a scenario that is not there"),
        (Expense(1, JUNE_24, "Printing", Decimal(5)), "Printing, Jun 24, 2003"),
        (DamagesPayment(1, JUNE_24, "late", "H4", Decimal(5)), f"Damages paid to {CEDAR.name}, Jun 24, 2003"),
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
    assert set(words._records) == set(HOMES)


def test_each_entry_has_the_names_of_its_own_time() -> None:
    """Elm is renamed, removed, and its id given to Omega: what was done of Elm stays Elm's."""
    elm, omega = Holder("H9", "Elm"), Holder("H9", "Omega")
    sale = LedgerEntry(9, JUNE_24, EntryType.ISSUE, "H9", Security.COMMON, 5)
    journal = [
        entry(1, RowChange(None, elm)),
        entry(2, RowChange(None, sale)),
        entry(3, RowChange(elm, replace(elm, name="Elm II"))),
        entry(4, RowChange(replace(elm, name="Elm II"), None), RowChange(sale, None)),
        entry(5, RowChange(None, omega), RowChange(None, sale)),
    ]
    told = JournalInWords(MATTER.form)
    told.follow(journal[:2])
    told.follow(journal)
    names = [told.of(each).record_name(sale) for each in journal[1:]]
    assert names == [f"Issue of Jun 24, 2003, {name}" for name in ("Elm", "Elm II", "Elm II", "Omega")]


def test_ids_stand_for_what_they_name(words: ChangesInWords) -> None:
    group = AffiliateGroup("Alder", lead="H4")
    assert ("Led by", NOTHING, CEDAR.name) in said(words, None, group)
    signed = Waiver(1, "request_deadline", JUNE_24, ("H4", "company"), registration="R9")
    assert ("Signed by", NOTHING, f"{CEDAR.name}, the Company") in said(words, None, signed)
    assert ("Registration", NOTHING, "Demand no. 1") in said(words, None, signed)
    assert ("Holder", NOTHING, "a holder not in the register") in said(words, None, Request(1, "R9", "H77"))


def test_a_reading_is_told_by_its_choices(words: ChangesInWords) -> None:
    reading = MATTER.form.reading("cutback_weight")
    before, after = (ReadingChoice(reading.id, choice.id) for choice in reading.choices[:2])
    labels = [choice.label for choice in reading.choices[:2]]
    assert words.in_short(RowChange(before, after)) == " → ".join(labels)
    assert words.in_short(RowChange(None, after)) == f"{NOTHING} → {labels[1]}"
    assert words.in_short(RowChange(after, replace(after, reason="They insist."))) == f"{NOTHING} → They insist."
    assert said(words, None, after) == [("Read as", NOTHING, labels[1])]


def test_a_term_is_told_in_the_way_of_its_kind(words: ChangesInWords) -> None:
    priced = TermChange(1, "warrant_price", Decimal("0.3"))
    assert words.in_short(RowChange(priced, replace(priced, value=Decimal("0.45")))) == "$0.30 → $0.45"
    assert ("Value", NOTHING, "4 years") in said(words, None, TermChange(2, "warrant_years", 4))
    assert ("Value", NOTHING, "5/2") in said(words, None, TermChange(3, "common_per_preferred", Fraction(5, 2)))


def test_money_and_percentages_keep_all_their_decimals(words: ChangesInWords) -> None:
    offered = Offering("O9", price=Decimal("1.0625"), discount_percent=Decimal("7.50"), maximum=10_000_000)
    told = said(words, None, offered)
    assert ("Price a share", NOTHING, "$1.0625") in told
    assert ("Discount, per cent", NOTHING, "7.5") in told
    assert ("Underwriters’ maximum", NOTHING, "10,000,000") in told


def test_every_field_of_every_record_can_be_said() -> None:
    """Nothing in words is Python's own way of writing it, or an id of ours."""
    first = making_of(full_matter())
    journal = JournalInWords(MATTER.form)
    journal.follow([first])
    told = [each for change in first.changes for each in journal.of(first).fields_of(change)]
    assert {type(change.record) for change in first.changes} == set(HOMES)
    assert [each for each in told if re.search(r"datetime|Decimal|<\w|\bNone\b|[a-z]_[a-z]", each.after)] == []
    assert [each for each in told if not each.field] == []


def test_what_the_form_declares_is_told_by_its_own_words() -> None:
    of = replace(MATTER, form=declaring(), registrations=(DEMAND,))
    journal = JournalInWords(of.form)
    journal.follow([making_of(of)])
    words = journal.of(making_of(of))
    standstill = Event(9, DEMAND.id, "standstill_notice", method=Method.FAX, sent=JUNE_24, hour=dt.time(17, 30))
    assert words.record_name(standstill) == "Standstill notice, Demand no. 1"
    assert ("Hour", NOTHING, "5:30 p.m.") in said(words, None, standstill)
    closing = Event(10, "", "closing", JUNE_24)
    assert words.record_name(closing) == "Closing of the purchase"
    answered = replace(DEMAND, right="short", facts=(("letter", "adverse"), ("reviewed", "yes")))
    assert said(words, DEMAND, answered) == [
        ("Under the right", NOTHING, "Short-form demand"),
        ("Answers", NOTHING, "What did the letter say? adverse; Was the statement reviewed? yes"),
    ]
    founder = replace(CEDAR, holder_class="founders")
    assert said(words, CEDAR, founder) == [("Class of holders", NOTHING, "Founders")]


def test_another_form_is_told_by_what_it_says_otherwise(words: ChangesInWords) -> None:
    first, *others = declaring().terms
    other = replace(declaring(), terms=(replace(first, value=4_600_000), *others), governing_law="Delaware")
    told = said(words, MATTER.form, other)
    assert ("Governing law", "Nevada", "Delaware") in told
    assert ("Term: Units offered", "4,500,000", "4,600,000") in told
    assert ("Event: closing of the purchase", NOTHING, "there") in told
    assert ("Right: Short-form demand", NOTHING, "there") in told
    assert [each[0] for each in said(words, other, MATTER.form)] == [each[0] for each in told]
    assert said(words, MATTER.form, replace(MATTER.form, text="# the same")) == []
    moved = tuple((topic, "9" if topic is Topic.CUTBACK else where) for topic, where in MATTER.form.sections)
    assert said(words, MATTER.form, replace(MATTER.form, sections=moved)) == [("Section on cutback", "§3(c)", "§9")]
    kept = tuple(each for each in MATTER.form.sections if each[0] is not Topic.OTHER_HOLDERS)
    assert said(words, MATTER.form, replace(MATTER.form, sections=kept)) == [
        ("Section on other holders", "§1(b)", NOTHING)
    ]
    methods = MATTER.form.notice_methods[:1]
    assert said(words, MATTER.form, replace(MATTER.form, notice_methods=methods)) == [
        ("Notice method: personal, fax, regular mail", "there", NOTHING)
    ]
