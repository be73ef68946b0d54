"""Ledger entries that cannot be so: named, left out, and never in anybody's face."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rra_desktop.calculation.register.positions import ledger_problems, positions
from rra_desktop.domain.register import EntryType, LedgerEntry, Security
from rra_desktop.wording import words_of
from tests.calculation.position_rows import AFTER, LATER, held
from tests.matters import (
    cancel,
    convert,
    correction,
    exercise,
    investor,
    issue,
    matter,
    other_sale,
    registered_sale,
    transfer,
)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (convert("H1", 101, on=LATER), "H1 held 100 Series A Preferred on Oct 1, 2003; 101 cannot be converted."),
        (exercise("H1", 101, on=LATER), "H1 held 100 Warrants on Oct 1, 2003; 101 cannot be exercised."),
        (transfer("H1", "H2", 101, on=LATER), "H1 held 100 Units on Oct 1, 2003; 101 cannot be transferred."),
        (registered_sale("H1", 301, on=LATER), "H1 held 300 Common on Oct 1, 2003; 301 cannot be sold."),
        (other_sale("H1", 1_301, on=LATER), "H1 held 300 Common on Oct 1, 2003; 1,301 cannot be sold."),
        (
            cancel("H1", 1, Security.OTHER_REGISTRABLE, on=LATER),
            "H1 held 0 other registrable securities on Oct 1, 2003; 1 cannot be cancelled.",
        ),
        (
            correction("H1", -101, Security.WARRANT, on=LATER),
            "H1 held 100 Warrants on Oct 1, 2003; 101 cannot be taken off by a correction.",
        ),
    ],
)
def test_an_entry_that_takes_too_much_is_named_and_left_out(entry: LedgerEntry, sentence: str) -> None:
    it = matter(holders=[investor("H1"), investor("H2")], ledger=[issue("H1", 100), entry])
    (problem,) = ledger_problems(it)
    assert words_of(problem.statement) == sentence
    assert (problem.sequence, problem.date, problem.holder) == (2, LATER, "H1")
    assert (problem.held or 0) < (problem.asked or 0)
    assert held(positions(it, LATER).of("H1")) == (100, 300, 100, 100, 600)


def test_a_unit_without_its_preferred_is_not_transferred_as_a_unit() -> None:
    """§1(a), §7: the entry says which part is missing, and nothing of it is done."""
    it = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[issue("H1", 100), convert("H1", 100, on=LATER), transfer("H1", "H2", 10, on=AFTER)],
    )
    (problem,) = ledger_problems(it)
    assert words_of(problem.statement) == (
        "H1 held 0 Series A Preferred on Jan 2, 2004; 10 Units, which take 10 of them, cannot be transferred."
    )
    assert held(positions(it, AFTER).of("H2")) == (0, 0, 0, 0, 0)


def test_entries_after_a_bad_one_still_apply() -> None:
    it = matter(
        holders=[investor("H1")],
        ledger=[
            issue("H1", 100),
            convert("H1", 500, on=LATER),
            exercise("H1", 100, on=LATER),
            convert("H1", 50, on=AFTER),
        ],
    )
    assert [problem.sequence for problem in ledger_problems(it)] == [2]
    assert held(positions(it, AFTER).of("H1")) == (100, 500, 50, 0, 600)


def test_a_bad_entry_is_found_whatever_its_date() -> None:
    it = matter(holders=[investor("H1")], ledger=[convert("H1", 5, on=date(2199, 12, 31))])
    assert [problem.asked for problem in ledger_problems(it)] == [5]


@pytest.mark.parametrize(
    "entry",
    [
        LedgerEntry(9, LATER, EntryType.ISSUE, "H1", None, 5),
        LedgerEntry(9, LATER, EntryType.ISSUE, "H1", Security.UNIT, None),
        LedgerEntry(9, LATER, EntryType.ISSUE, "H1", Security.UNIT, -5),
        LedgerEntry(9, LATER, EntryType.ISSUE, "H99", Security.UNIT, 5),
        LedgerEntry(9, LATER, EntryType.CONVERT, None, None, 5),
        LedgerEntry(9, LATER, EntryType.TRANSFER, "H1", Security.UNIT, 5, None),
        LedgerEntry(9, LATER, EntryType.TRANSFER, "H1", Security.UNIT, 5, "H99"),
        LedgerEntry(9, LATER, EntryType.TRANSFER, "H1", Security.UNIT, 5, "H1"),
        LedgerEntry(9, LATER, EntryType.TRANSFER, "H1", None, 5, "H2"),
        LedgerEntry(9, LATER, EntryType.CANCEL, "H1", None, 5),
        LedgerEntry(9, LATER, EntryType.CORRECTION, "H1", None, -5),
        LedgerEntry(9, LATER, EntryType.CORRECTION, "H1", Security.UNIT, 0),
        LedgerEntry(9, LATER, EntryType.SPLIT, new=0, old=10),
        LedgerEntry(9, LATER, EntryType.SPLIT, new=2),
        LedgerEntry(9, LATER, EntryType.STOCK_DIVIDEND),
    ],
)
def test_an_entry_that_contradicts_itself_changes_nothing_and_never_raises(entry: LedgerEntry) -> None:
    """Such entries are refused elsewhere; a file from the other side can still hold one."""
    good = matter(holders=[investor("H1"), investor("H2")], ledger=[issue("H1", 100)])
    bad = replace(good, ledger=(*good.ledger, entry))
    there = positions(bad, AFTER)
    assert [replace(row, marks=()) for row in there.rows] == list(positions(good, AFTER).rows)
    assert [mark.kind for mark in there.total_marks] == ["register/entry_left_out"] * len(there.total_marks)
    assert ledger_problems(bad) == ()
    assert positions(bad, AFTER).figure("H1", "registrable").value == 600
    assert [line.entry.sequence for line in positions(bad, AFTER).ledger_of("H1")] == [1]
