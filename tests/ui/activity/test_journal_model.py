"""Which entries of a journal stand, once some were taken back, put in force again, and taken back again."""

from __future__ import annotations

import datetime as dt

import pytest

from rra_desktop.domain.edits import EntryKind, JournalEntry
from ui.activity.journal_model import moment, taken_back

MADE, EDIT, UNDO, REDO, REVERT = EntryKind


def journal(*kinds: tuple[EntryKind, int | None]) -> list[JournalEntry]:
    """Write a journal: each entry's kind and the entry it answers."""
    when = dt.datetime(2003, 6, 24, 12, tzinfo=dt.UTC)
    return [
        JournalEntry(number, when, "counsel", kind, f"Entry {number}", "", (), "0", of)
        for number, (kind, of) in enumerate(((MADE, None), *kinds), start=1)
    ]


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


def test_a_moment_is_told_in_this_computers_time_with_its_weekday() -> None:
    here = dt.datetime(2003, 6, 24, 9, 5).astimezone()
    assert moment(here.astimezone(dt.UTC)) == "Tue, Jun 24, 2003, 09:05"
