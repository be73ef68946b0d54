"""What is doubtful about a holder, and that it stands beside every sum the holder is part of (§1(a), §7, recitals)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from rra_desktop.calculation.register.positions import Positions, positions
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder, LedgerEntry, Security
from rra_desktop.domain.statements import Gravity, Mark
from rra_desktop.wording import words_of
from tests.calculation.position_rows import AFTER, LATER
from tests.calculation.random_ledgers import LAST, Drawn, matters
from tests.matters import (
    convert,
    exercise,
    form,
    investor,
    issue,
    matter,
    other_sale,
    split,
    transfer,
    transferee,
)

SIGNED = date(2004, 1, 2)


def kinds(marks: tuple[Mark, ...]) -> list[str]:
    """Return the kinds of marks without their group."""
    return [mark.kind.removeprefix("register/") for mark in marks]


def moved(holder: Holder, *more: LedgerEntry, **readings: str) -> Matter:
    """Return a matter in which half of 200 Units went to a holder on October 1, 2003."""
    ledger = [issue("H1", 200), transfer("H1", "H2", 100, on=LATER), *more]
    return matter(holders=[investor("H1"), holder], ledger=ledger, readings=readings)


def test_a_late_counterpart_is_marked_from_its_day_on() -> None:
    """§7, §8(g): 93 days after the transfer; before that day the transferee is none, and is not marked."""
    it = moved(transferee("H2", counterpart=SIGNED))
    before, after = positions(it, date(2004, 1, 1)), positions(it, SIGNED)
    assert (before.of("H2").counts, before.total_marks) == (False, ())
    assert (after.of("H2").counts, after.totals.units) == (True, 200)
    (mark,) = after.of("H2").marks
    assert (mark.kind, mark.gravity, mark.statement.fact("days")) == ("register/joined_late", Gravity.DOUBT, 93)
    assert after.total_marks == (mark,)
    assert mark in after.figure("H2", "units").marks
    assert mark in after.figure(None, "common").marks


def test_under_the_other_reading_a_late_counterpart_makes_no_investor() -> None:
    """§7: whoever signed at the time of the transfer is one, whoever signed later is not."""
    late = positions(moved(transferee("H2", counterpart=SIGNED), joinder="at_transfer"), AFTER)
    assert (late.of("H2").counts, late.totals.units, late.total_marks) == (False, 100, ())
    assert "93 days after the transfer" in words_of(late.of("H2").why_not or "")
    in_time = positions(moved(transferee("H2", counterpart=LATER), joinder="at_transfer"), LATER)
    assert (in_time.of("H2").counts, in_time.of("H2").marks) == (True, ())


def test_who_signed_at_a_later_transfer_is_an_investor_from_then() -> None:
    """§7: the counterpart belongs to the second transfer, and the first is a doubt."""
    again = transfer("H1", "H2", 10, on=AFTER, counterpart_executed=True)
    seen = positions(moved(transferee("H2"), again, joinder="at_transfer"), AFTER)
    assert (seen.of("H2").counts, kinds(seen.of("H2").marks)) == (True, ["joined_late"])


@pytest.mark.parametrize(
    ("more", "marked"),
    [
        ((), ["unsigned_transferee"]),
        ((issue("H2", 1, on=AFTER),), []),
        ((issue("H2", 1, on=date(2005, 1, 1)),), ["unsigned_transferee"]),
        ((transfer("H1", "H2", 1, Security.COMMON, on=AFTER, counterpart_executed=True),), ["joined_late"]),
    ],
)
def test_who_has_all_by_transfer_is_a_transferee_flagged_or_not(
    more: tuple[LedgerEntry, ...], marked: list[str]
) -> None:
    """§7: without counterpart it counts as recorded, and is marked; who was issued something signed the agreement."""
    seen = positions(moved(investor("H2"), *more), AFTER)
    assert seen.of("H2").counts
    assert kinds(seen.of("H2").marks) == kinds(seen.total_marks) == marked
    assert [holder.id for holder in seen.unsigned] == (["H2"] if marked == ["unsigned_transferee"] else [])


def test_what_was_bought_in_the_market_or_never_arrived_makes_no_transferee() -> None:
    bought = transfer("H1", "H2", 10, Security.COMMON, on=LATER, public_distribution=True)
    refused = transfer("H1", "H2", 10_000, on=LATER)
    it = matter(holders=[investor("H1"), investor("H2")], ledger=[issue("H1", 100), bought, refused])
    assert kinds(positions(it, AFTER).of("H2").marks) == ["entry_left_out"]


@pytest.mark.parametrize(
    ("paid", "adjusted", "marked"),
    [
        (None, False, False),
        (Decimal("3.00"), False, False),
        (Decimal("3.01"), False, True),
        (Decimal("3.00"), True, False),
        (Decimal("0.30"), True, True),
    ],
)
def test_an_exercise_at_another_price_is_taken_and_marked(paid: Decimal | None, adjusted: bool, marked: bool) -> None:
    """Recital 1(c): ten Warrants at $0.30 a share; a split moves shares and price against each other."""
    ledger = [issue("H1", 100), exercise("H1", 10, on=AFTER, price_paid=paid)]
    if adjusted:
        ledger.insert(1, split(2, 1, on=LATER))
    seen = positions(matter(holders=[investor("H1")], ledger=ledger), AFTER)
    assert seen.of("H1").warrants == 90
    assert kinds(seen.of("H1").marks) == kinds(seen.total_marks) == (["exercise_at_another_price"] if marked else [])


def parted(on: date) -> Positions:
    """Return a register in which H1 sells all of its 100 Units piece by piece by October 1, and buys one share back."""
    ledger = [
        issue("H1", 100),
        issue("H2", 50),
        convert("H1", 100, on=date(2003, 9, 1)),
        exercise("H1", 100, on=date(2003, 9, 1)),
        other_sale("H1", 600, on=LATER),
        transfer("H2", "H1", 1, Security.COMMON, on=AFTER),
    ]
    return positions(matter(holders=[investor("H1"), investor("H2")], ledger=ledger), on)


def test_units_end_with_the_last_security_and_do_not_come_back() -> None:
    """§1(a): one share bought afterwards is no Unit."""
    assert parted(date(2003, 9, 30)).of("H1").units == 100
    for day in (LATER, AFTER):
        seen = parted(day)
        assert (seen.of("H1").units, seen.totals.units, seen.rights.whole(form().right("demand"))) == (0, 50, 50)
        assert kinds(seen.of("H1").marks) == ["units_ended"]
        figure = seen.figure("H1", "units")
        assert [(words_of(step.label), step.value) for step in figure.inputs] == [
            ("Units issued under the Purchase Agreement", 100),
            ("Units of which nothing is left", -100),
        ]
    assert [(line.units_after, line.common_after) for line in parted(AFTER).ledger_of("H1")][-2:] == [(0, 0), (0, 1)]


def test_units_of_warrants_alone_end_when_those_lapse() -> None:
    """§1(a), recital 1(c)."""
    ledger = [issue("H1", 100), convert("H1", 100, on=LATER), other_sale("H1", 500, on=LATER)]
    it = matter(holders=[investor("H1")], ledger=ledger)
    last_day = positions(it, date(2006, 3, 30))
    lapsed = positions(it, date(2006, 3, 31))
    assert (last_day.of("H1").units, lapsed.of("H1").units) == (100, 0)
    step = lapsed.figure("H1", "units").inputs[-1]
    assert (step.value, words_of(step.rule)) == (-100, "on Mar 31, 2006 nothing was left of 100 Units")


def test_of_many_marks_of_one_kind_a_total_shows_a_few() -> None:
    holders = [investor("H0"), *(investor(f"H{number}") for number in range(1, 7))]
    ledger = [issue("H0", 100), *(transfer("H0", each.id, 10, on=LATER) for each in holders[1:])]
    marks = positions(matter(holders=holders, ledger=ledger), AFTER).total_marks
    assert kinds(marks) == [*["unsigned_transferee"] * 3, "more_alike"]
    assert words_of(marks[-1]) == "The same stands beside 3 more holders (§7)."


@given(matters())
def test_what_stands_beside_a_holder_stands_beside_every_sum_it_is_in(drawn: Drawn) -> None:
    """§7: Alder is two holders, so its marks are never too many to be shown."""
    seen = positions(drawn.matter, LAST)
    for row in seen.rows:
        if row.holder.group == "Alder":
            assert (
                len(row.marks) > 3
                or set(row.marks) <= {*seen.group_marks("Alder")}
                or len(seen.group_marks("Alder")) > 3
            )
        sums = seen.total_marks if row.counts and row.percent_of_units is not None else seen.other_total_marks
        if row.counts:
            assert {mark.kind for mark in row.marks} <= {mark.kind for mark in sums}
    unmarked = replace(drawn.matter, ledger=())
    assert positions(unmarked, LAST).total_marks == ()
