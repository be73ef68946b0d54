"""Who is an Investor, and what of its securities is Registrable (§7, §8(g), §1(b))."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from rra_desktop.calculation.register.positions import positions
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder, Security
from rra_desktop.domain.standing import HolderPosition
from rra_desktop.wording import words_of
from tests.calculation.position_rows import AFTER, LATER, held, one
from tests.matters import (
    cancel,
    convert,
    investor,
    issue,
    matter,
    other_holder,
    other_sale,
    registered_sale,
    split,
    transfer,
    transferee,
)


def joined(holder: Holder, *, marked: bool = False) -> Matter:
    """Make a matter in which 60 of 100 Units go to a transferee."""
    return matter(
        holders=[investor("H1"), holder],
        ledger=[issue("H1", 100), transfer("H1", "H2", 60, on=LATER, counterpart_executed=marked)],
    )


@pytest.mark.parametrize(
    ("holder", "marked", "on", "counts"),
    [
        (transferee("H2"), False, AFTER, False),
        (transferee("H2", counterpart=AFTER), False, AFTER, True),
        (transferee("H2", counterpart=AFTER), False, AFTER - timedelta(days=1), False),
        (transferee("H2"), True, LATER, True),
        (transferee("H2"), True, LATER - timedelta(days=1), False),
        (transferee("H2", counterpart=AFTER), True, LATER, True),
        (investor("H2"), False, LATER, True),
    ],
)
def test_a_transferee_counts_from_its_counterpart(holder: Holder, marked: bool, on: date, counts: bool) -> None:
    """§7, §8(g): shown, and outside every total until it has executed a counterpart."""
    seen = positions(joined(holder, marked=marked), on)
    row = seen.of("H2")
    assert row.counts is counts
    assert bool(row.why_not) is not counts
    moved = 60 if on >= LATER else 0
    assert row.units == moved
    assert seen.totals.units == (100 if counts else 100 - moved)
    assert seen.uncounted_totals.units == (0 if counts else moved)
    assert (row.percent_of_units is None) is not counts


def why_not(row: HolderPosition) -> str:
    """Return why a holder does not count, in words."""
    return words_of(row.why_not or "")


def test_why_a_transferee_does_not_count() -> None:
    """§7."""
    assert "executed no counterpart" in why_not(positions(joined(transferee("H2")), AFTER).of("H2"))
    later = positions(joined(transferee("H2", counterpart=date(2004, 2, 1))), AFTER).of("H2")
    assert "Feb 1, 2004" in why_not(later)


def test_units_and_single_parts_are_transferred() -> None:
    """§7, §8(g).

                         H1                          H2
    issued        100 Units: 300 100 100
    30 Units       70 Units: 210  70  70       30 Units: 90 30 30
    10 Common      70 Units: 200  70  70       30 Units: 100 30 30
    5 Preferred    70 Units: 200  65  70       30 Units: 100 35 30
    """
    it = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[
            issue("H1", 100),
            transfer("H1", "H2", 30, on=LATER),
            transfer("H1", "H2", 10, Security.COMMON, on=LATER),
            transfer("H1", "H2", 5, Security.PREFERRED, on=LATER),
        ],
    )
    assert [held(row) for row in positions(it, LATER).rows] == [
        (70, 200, 65, 70, 200 + 130 + 70),
        (30, 100, 35, 30, 100 + 70 + 30),
    ]


def test_what_is_acquired_in_a_public_distribution_is_not_registrable() -> None:
    """§7: shown among the Common, never among the Registrable Shares; and it stays so in other hands."""
    it = matter(
        holders=[investor("H1"), investor("H2"), investor("H3")],
        ledger=[
            issue("H1", 100),
            issue("H2", 10),
            transfer("H1", "H2", 50, Security.COMMON, on=LATER, public_distribution=True),
            transfer("H2", "H3", 60, Security.COMMON, on=AFTER),
        ],
    )
    before = positions(it, LATER)
    assert (before.of("H2").common, before.of("H2").registrable, before.of("H2").not_registrable) == (80, 60, 50)
    assert before.totals.not_registrable == 50
    after = positions(it, AFTER)
    # The 30 Registrable Shares left first, then 30 of the others.
    assert (after.of("H2").common, after.of("H2").registrable, after.of("H2").not_registrable) == (20, 30, 20)
    assert (after.of("H3").common, after.of("H3").registrable, after.of("H3").not_registrable) == (60, 30, 30)


def test_units_from_a_public_distribution_give_no_say() -> None:
    """§7, §1(a): whoever acquired them so is no Investor for them."""
    it = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[issue("H1", 100), transfer("H1", "H2", 40, on=LATER, public_distribution=True)],
    )
    seen = positions(it, LATER)
    row = seen.of("H2")
    assert held(row) == (0, 120, 40, 40, 0)
    assert row.not_registrable == 240
    assert (seen.totals.units, seen.of("H1").percent_of_units) == (60, Fraction(1))


def test_a_registered_sale_ends_what_another_sale_does_not() -> None:
    """§7: on the words only shares sold under a registration statement leave the definition; both leave the holder."""
    row = one(issue("H1", 100), registered_sale("H1", 50, on=LATER), other_sale("H1", 20, on=LATER))
    assert held(row) == (100, 230, 100, 100, 530)
    seen = positions(
        matter(
            holders=[investor("H1")],
            ledger=[
                issue("H1", 100),
                registered_sale("H1", 50, on=LATER),
                other_sale("H1", 20, on=LATER),
                split(2, 1, on=AFTER),
            ],
        ),
        AFTER,
    )
    assert (seen.sold_registered, seen.sold_otherwise) == (100, 40)


def test_an_other_holder_sells_what_it_holds() -> None:
    """§1(b)."""
    it = matter(
        holders=[other_holder("H1")],
        ledger=[issue("H1", 100, Security.OTHER_REGISTRABLE), registered_sale("H1", 30, on=LATER)],
    )
    seen = positions(it, LATER)
    assert (seen.of("H1").other, seen.of("H1").registrable, seen.of("H1").counts) == (70, 70, True)
    assert seen.totals.registrable == 0


def test_an_investors_other_securities_are_no_registrable_shares() -> None:
    """§7, §1(b)."""
    row = one(issue("H1", 10), issue("H1", 500, Security.OTHER_REGISTRABLE))
    assert (row.other, row.registrable) == (500, 60)


@pytest.mark.parametrize(("choice", "registrable"), [("as_converted", 600), ("issued_only", 380)])
def test_what_counts_as_registrable_is_a_reading(choice: str, registrable: int) -> None:
    """§7: unconverted Preferred and unexercised Warrants count or do not."""
    it = matter(
        holders=[investor("H1")],
        ledger=[issue("H1", 100), convert("H1", 40, on=LATER)],
        readings={"registrable_basis": choice},
    )
    assert positions(it, LATER).of("H1").registrable == registrable


@pytest.mark.parametrize(
    ("choice", "units", "share"),
    [
        ("units_held", 100, Fraction(1, 2)),
        ("intact_units", 60, Fraction(3, 8)),
        ("as_converted_shares", 100, Fraction(1, 2)),
    ],
)
def test_what_a_holding_of_units_is_is_a_reading(choice: str, units: int, share: Fraction) -> None:
    """§1(a): of two that bought 100 Units each, one converted 40 Preferred."""
    it = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[issue("H1", 100), issue("H2", 100), convert("H1", 40, on=LATER)],
        readings={"majority_basis": choice},
    )
    row = positions(it, LATER).of("H1")
    assert (row.units, row.percent_of_units) == (units, share)


@pytest.mark.parametrize(
    ("choice", "share"),
    [("held_by_investors", Fraction(3, 4)), ("all_issued", Fraction(3, 5)), ("all_offered", Fraction(300, 4_500_000))],
)
def test_of_which_units_is_a_reading(choice: str, share: Fraction) -> None:
    """§1(a): 500 Units issued, 100 of them cancelled since."""
    it = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[issue("H1", 300), issue("H2", 200), cancel("H2", 100, on=LATER)],
        readings={"majority_of": choice},
    )
    assert positions(it, LATER).of("H1").percent_of_units == share
