"""Positions, example by example: what a Unit is, and what can happen to it (recitals)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from rra_desktop.calculation.register.positions import positions
from rra_desktop.domain.register import EntryType, Security
from tests.calculation.position_rows import AFTER, LATER, held, one
from tests.matters import (
    AS_OF,
    SIGNING,
    cancel,
    convert,
    correction,
    desk_register,
    exercise,
    investor,
    issue,
    matter,
    split,
    transfer,
)


@pytest.mark.parametrize(
    ("units", "common", "on_conversion", "registrable"),
    [(3_563_593, 10_690_779, 7_127_186, 21_381_558), (4_500_000, 13_500_000, 9_000_000, 27_000_000), (1, 3, 2, 6)],
)
def test_a_unit_is_six_shares(units: int, common: int, on_conversion: int, registrable: int) -> None:
    """Recitals 1 and 2: 3 Common, a Preferred for 2, a Warrant for 1, as the Company's prospectus of 2003 counts."""
    row = one(issue("H1", units))
    assert held(row) == (units, common, units, units, registrable)
    assert registrable == common + on_conversion + units


def test_the_register_of_the_desk() -> None:
    """§7, §1(b), §3(c): the table in `desk_register`."""
    seen = positions(desk_register(), AS_OF)
    assert [held(row) for row in seen.rows] == [
        (360_000, 1_320_000, 240_000, 360_000, 2_160_000),
        (240_000, 720_000, 240_000, 240_000, 1_440_000),
        (540_000, 1_620_000, 540_000, 540_000, 3_240_000),
        (300_000, 900_000, 300_000, 300_000, 1_800_000),
        (240_000, 1_200_000, 0, 240_000, 1_440_000),
        (120_000, 480_000, 120_000, 0, 720_000),
        (60_000, 180_000, 60_000, 60_000, 360_000),
        (0, 0, 0, 0, 1_400_000),
    ]
    totals = seen.totals
    assert (totals.units, totals.common, totals.preferred, totals.warrants) == (
        1_800_000,
        6_240_000,
        1_440_000,
        1_680_000,
    )
    assert (totals.registrable, totals.holders, totals.investors) == (10_800_000, 6, 5)
    assert seen.group_totals("Alder").registrable == 3_600_000
    assert (seen.other_totals.registrable, seen.other_totals.percent_of_units) == (1_400_000, None)
    assert (seen.uncounted_totals.registrable, seen.uncounted_totals.percent_of_units) == (360_000, None)
    assert [row.percent_of_units for row in seen.rows][:2] == [Fraction(1, 5), Fraction(2, 15)]
    assert seen.of("H7").percent_of_units is seen.of("H8").percent_of_units is None


def test_rows_are_those_of_the_register_in_its_order() -> None:
    seen = positions(desk_register(), AS_OF)
    assert [row.holder.id for row in seen.rows] == [holder.id for holder in desk_register().holders]
    assert seen.rows[3] == seen.of("H4")
    assert seen.rows[-1].holder.name == "Dogwood Capital"
    with pytest.raises(KeyError):
        seen.of("H99")
    with pytest.raises(KeyError):
        seen.group_totals("Birch")


def test_an_empty_register() -> None:
    nothing = positions(matter(), AS_OF)
    assert list(nothing.rows) == []
    assert (nothing.totals.registrable, nothing.totals.holders, nothing.totals.investors) == (0, 0, 0)


def test_conversion_and_exercise_turn_one_security_into_another() -> None:
    """Recitals 1(c) and 2.

                   Units  Common  Preferred  Warrants  Registrable
    issued           100     300        100       100          600
    40 converted     100     380         60       100          600
    30 exercised     100     410         60        70          600
    """
    row = one(issue("H1", 100), convert("H1", 40, on=LATER), exercise("H1", 30, on=LATER))
    assert held(row) == (100, 410, 60, 70, 600)


def test_parts_can_be_issued_alone() -> None:
    row = one(issue("H1", 7, Security.COMMON), issue("H1", 5, Security.PREFERRED), issue("H1", 2, Security.WARRANT))
    assert held(row) == (0, 7, 5, 2, 19)


def test_entries_of_one_day_apply_in_the_order_of_their_numbers() -> None:
    converted_first = one(convert("H1", 10, on=SIGNING, sequence=1), issue("H1", 10, sequence=2))
    issued_first = one(convert("H1", 10, on=SIGNING, sequence=2), issue("H1", 10, sequence=1))
    assert (converted_first.preferred, issued_first.preferred) == (10, 0)


def test_what_is_dated_later_is_not_seen_yet() -> None:
    ledger = (issue("H1", 10), convert("H1", 4, on=LATER))
    assert one(*ledger, on=LATER - timedelta(days=1)).preferred == 10
    assert one(*ledger, on=LATER).preferred == 6
    assert one(*ledger, on=SIGNING - timedelta(days=1)).common == 0


def test_units_and_parts_are_cancelled() -> None:
    row = one(issue("H1", 100), cancel("H1", 10, on=LATER), cancel("H1", 5, Security.WARRANT, on=LATER))
    assert held(row) == (90, 270, 90, 85, 270 + 180 + 85)


def test_a_correction_of_units_brings_their_parts_along() -> None:
    row = one(issue("H1", 100), correction("H1", 20, Security.UNIT, on=LATER))
    assert held(row) == (120, 360, 120, 120, 720)
    assert held(one(issue("H1", 100), correction("H1", -20, Security.UNIT, on=LATER))) == (80, 240, 80, 80, 480)
    assert held(one(issue("H1", 100), correction("H1", -20, Security.COMMON, on=LATER))) == (100, 280, 100, 100, 580)


def test_the_ledger_of_a_holder_says_what_each_entry_left() -> None:
    """Entry, then Common, Preferred, Warrants and Units after it.

    2003-03-30  issue        300,000   900,000  300,000  300,000  300,000
    2003-05-20  transfer      60,000   720,000  240,000  240,000  240,000
    """
    lines = positions(desk_register(), AS_OF).ledger_of("H2")
    assert [
        (line.entry.type, line.common_after, line.preferred_after, line.warrants_after, line.units_after)
        for line in lines
    ] == [
        (EntryType.ISSUE, 900_000, 300_000, 300_000, 300_000),
        (EntryType.TRANSFER, 720_000, 240_000, 240_000, 240_000),
    ]


def test_a_split_stands_in_the_ledger_of_whom_it_reaches() -> None:
    it = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[issue("H1", 10), split(2, 1, on=LATER), issue("H2", 10, on=AFTER)],
    )
    seen = positions(it, AFTER)
    assert [line.entry.type for line in seen.ledger_of("H1")] == [EntryType.ISSUE, EntryType.SPLIT]
    assert [line.entry.type for line in seen.ledger_of("H2")] == [EntryType.ISSUE]


def test_a_ledger_follows_securities_through_other_hands() -> None:
    """What H3 has came from H1 by way of H2, with the Warrants of both issues."""
    it = matter(
        holders=[investor("H1"), investor("H2"), investor("H3")],
        ledger=[
            issue("H1", 10),
            issue("H2", 10, on=LATER),
            transfer("H1", "H2", 10, Security.WARRANT, on=LATER),
            transfer("H2", "H3", 15, Security.WARRANT, on=AFTER),
        ],
    )
    after_lapse = positions(it, date(2006, 6, 1))
    (line,) = after_lapse.ledger_of("H3")
    assert line.warrants_after == 15
    assert after_lapse.of("H3").warrants == 5
