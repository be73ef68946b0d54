"""Which entries of a journal stand, and what stands in the way of taking one back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from rra_desktop.domain.edits import EntryKind, JournalEntry, RowChange
from rra_desktop.domain.register import EntryType, Holder, LedgerEntry, Security
from rra_desktop.editing.taking_back import in_the_way, newer_word, remade_since, taken_back

MADE, EDIT, UNDO, REDO, REVERT = EntryKind
WHEN = dt.datetime(2003, 6, 24, 12, tzinfo=dt.UTC)
CEDAR = Holder("H4", "Cedar")
SALE = LedgerEntry(9, WHEN.date(), EntryType.TRANSFER, "H4", Security.COMMON, 100, to="H5")


def journal(*kinds: tuple[EntryKind, int | None]) -> list[JournalEntry]:
    """Write a journal: each entry's kind and the entry it answers."""
    return [
        JournalEntry(number, WHEN, "counsel", kind, f"Entry {number}", "", (), "0", of)
        for number, (kind, of) in enumerate(((MADE, None), *kinds), start=1)
    ]


def edits(*changes: RowChange | int) -> list[JournalEntry]:
    """Write a journal after its making: edits of one record each, or the undoing of an entry."""
    entries = [JournalEntry(1, WHEN, "counsel", MADE, "Made", "", (), "0")]
    for number, change in enumerate(changes, start=2):
        if isinstance(change, int):
            back = entries[change - 1].changes[0].reversed()
            entries.append(JournalEntry(number, WHEN, "counsel", UNDO, "Undo", "", (back,), "0", change))
        else:
            entries.append(JournalEntry(number, WHEN, "counsel", EDIT, f"Edit {number}", "", (change,), "0"))
    return entries


def noted(notes: str, before: str = "") -> RowChange:
    """Change Cedar's notes."""
    return RowChange(replace(CEDAR, notes=before), replace(CEDAR, notes=notes))


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([(EDIT, None), (EDIT, None)], {}),
        ([(EDIT, None), (UNDO, 2)], {2: 3}),
        ([(EDIT, None), (UNDO, 2), (REDO, 2)], {}),
        ([(EDIT, None), (UNDO, 2), (REDO, 2), (UNDO, 2)], {2: 5}),
        ([(EDIT, None), (REVERT, 2)], {2: 3}),
        ([(EDIT, None), (REVERT, 2), (UNDO, 3)], {3: 4}),
        ([(EDIT, None), (REVERT, 2), (UNDO, 3), (REDO, 3)], {2: 3}),
        ([(EDIT, None), (UNDO, 2), (REVERT, 3), (UNDO, 4)], {2: 3, 4: 5}),
        ([(EDIT, None), (EDIT, None), (UNDO, 3), (UNDO, 2)], {2: 5, 3: 4}),
    ],
)
def test_what_was_taken_back_and_by_what(kinds: list[tuple[EntryKind, int | None]], expected: dict[int, int]) -> None:
    assert taken_back(journal(*kinds)) == expected


def test_what_stands_in_the_way_is_the_newest_edit_of_the_same_record_that_stands() -> None:
    """Notes change three times and the third is undone: the second stands in the way of the first, not the undo."""
    entries = edits(noted("first"), noted("second", "first"), noted("third", "second"), 4)
    found = in_the_way(entries, entries[1])
    assert found is not None
    assert found.number == 3
    assert in_the_way(entries, entries[2]) is None


def test_other_records_stand_in_nobodys_way() -> None:
    entries = edits(noted("first"), RowChange(None, Holder("H5", "Elm")))
    assert in_the_way(entries, entries[1]) is None


def test_a_holder_made_anew_since_is_found_for_every_record_that_speaks_of_it() -> None:
    elm = Holder("H5", "Elm")
    sold = (RowChange(None, elm), RowChange(None, SALE))
    entries = edits(*sold, RowChange(elm, None), RowChange(None, replace(elm, name="Omega")))
    found = remade_since(entries, entries[2])
    assert found is not None
    assert found.number == 5
    assert remade_since(edits(*sold, RowChange(elm, None), 4), entries[2]) is None
    assert remade_since(edits(*sold, noted("first")), entries[2]) is None


def test_a_holder_is_told_from_another_of_its_id_through_any_taking_back() -> None:
    """Second is made and taken back, First given its id and shares, First taken back and Second put back."""
    first, second = Holder("H5", "First"), Holder("H5", "Second")
    entries = edits(RowChange(None, second), 2, RowChange(None, first), RowChange(None, SALE), 5, 4, 3)
    found = remade_since(entries, entries[5])
    assert found is not None
    assert found.number == 8


def test_only_the_last_word_on_an_entry_can_itself_be_taken_back() -> None:
    entries = edits(noted("first"), 2)
    assert newer_word(entries, entries[2]) is None
    again = JournalEntry(4, WHEN, "counsel", REDO, "Redo", "", entries[1].changes, "0", 2)
    entries.append(again)
    assert newer_word(entries, entries[2]) == again
    assert newer_word(entries, entries[1]) is None


def test_what_an_entry_makes_together_with_its_holder_speaks_of_nobody_else() -> None:
    together = JournalEntry(2, WHEN, "counsel", EDIT, "Both", "", (RowChange(None, CEDAR), RowChange(None, SALE)), "0")
    later = JournalEntry(3, WHEN, "counsel", EDIT, "Gone", "", (RowChange(CEDAR, None),), "0")
    made = JournalEntry(1, WHEN, "counsel", MADE, "Made", "", (), "0")
    assert remade_since([made, together, later], together) is None
