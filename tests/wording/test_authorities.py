"""Where a figure's rule comes from, in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rra_desktop import wording
from rra_desktop.domain.figures import Clause, Convention, EnteredByCounsel, RecordKind, Statute
from rra_desktop.domain.statements import stated
from tests.matters import worked_demand

ENTRIES = (4, 1, 2, 3, 7, 8, 11)


def entry(number: int) -> EnteredByCounsel:
    """Return a ledger entry as the source of a figure."""
    return EnteredByCounsel(RecordKind.LEDGER_ENTRY, number)


def test_what_is_no_record_is_cited() -> None:
    assert wording.authority_name(Clause("3(c)")) == "§3(c)"
    assert wording.authority_name(Statute("NRS 10.165")) == "NRS 10.165"
    assert wording.authority_name(Convention(stated("conventions/nothing_entered"))) == "What is not entered is 0."


def test_records_of_a_matter_are_called_by_their_names() -> None:
    matter = worked_demand()
    assert wording.record_name(entry(4), matter) == "ledger entry 4"
    assert wording.record_name(EnteredByCounsel(RecordKind.TERM_CHANGE, 3), matter) == "change 3 of a term"
    assert wording.record_name(EnteredByCounsel(RecordKind.EVENT, 7, "R1"), matter) == "event 7 of Demand no. 1"
    holder = matter.holders[0]
    request = EnteredByCounsel(RecordKind.REQUEST, holder.id, "O9")
    assert wording.record_name(request, matter) == f"request of {holder.name} in a scenario that is not there"
    reading = EnteredByCounsel(RecordKind.READING, "day_roll")
    label = matter.form.reading("day_roll").label_of(matter.choice("day_roll"))
    assert wording.record_name(reading, matter) == f"reading “{label}”"


def test_records_with_numbers_are_named_together() -> None:
    events = [EnteredByCounsel(RecordKind.EVENT, number, "R1") for number in (2, 1)]
    split = EnteredByCounsel(RecordKind.GROUP_SPLIT, "Alder 1 of 2")
    matter = worked_demand()
    assert wording.record_names([*map(entry, ENTRIES), split, *events], matter) == [
        "ledger entries 1 to 4, 7, 8 and 11",
        "events 1 and 2 of Demand no. 1",
        "split of Alder 1 of 2",
    ]
    changes = [EnteredByCounsel(RecordKind.TERM_CHANGE, number) for number in (1, 5)]
    assert wording.record_names(changes, matter) == ["changes 1 and 5 of a term"]


@given(st.lists(st.integers(1, 10**6), unique=True))
def test_records_are_listed_by_kind_and_then_by_number(numbers: list[int]) -> None:
    matter = worked_demand()
    offering = EnteredByCounsel(RecordKind.OFFERING, "O1")
    ordered = sorted([offering, *map(entry, numbers)], key=lambda each: wording.place_of_record(each, matter))
    assert ordered == [*map(entry, sorted(numbers)), offering]
