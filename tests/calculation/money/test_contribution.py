"""Contribution to a loss where indemnity fails (§5(d))."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.money.contribution import contribution
from rra_desktop.domain.figures import Clause
from rra_desktop.domain.offerings import Expense
from rra_desktop.domain.proceeds import ContributionParty
from rra_desktop.errors import NotUnderstoodError
from rra_desktop.wording import words_of
from tests.calculation.offering_builder import Person, cut_back_matter, offering_matter
from tests.matters import form

MONEY = st.decimals("0", "1000000", places=2)
COMPANY = ContributionParty("the Company", Decimal("6975000.00"))
BIRCH = ContributionParty("Birch", Decimal("1579632.90"))


def test_benefits_are_as_the_net_proceeds_and_fault_as_counsel_sees_it() -> None:
    found = contribution(COMPANY, BIRCH, Decimal("100000.00"), Fraction(3, 4), form=form())

    assert found.by_benefits.value == Decimal("81534.77")
    assert words_of(found.by_benefits.rule) == "$100,000.00 × $6,975,000.00 / $8,554,632.90 = $81,534.77"
    assert found.by_benefits.authority == Clause("5(d)")
    assert found.by_fault.value == Decimal("75000.00")
    assert words_of(found.by_fault.rule) == "$100,000.00 × 3/4 = $75,000.00"
    assert "A court decides" in words_of(found.remarks[0])


def test_fault_waits_for_counsel() -> None:
    found = contribution(COMPANY, BIRCH, Decimal(100), form=form())

    assert (found.by_fault.value, words_of(found.by_fault.waits_for)) == (
        None,
        "the share of the fault of the Company, as counsel sees it",
    )


@pytest.mark.parametrize(
    ("mine", "theirs", "waits_for"),
    [
        (None, "1", "the net proceeds of the Company"),
        ("1", None, "the net proceeds of Birch"),
        ("0", "0", "net proceeds on either side"),
        ("-5", "9", "net proceeds on either side"),
        ("9", "-5", "net proceeds on either side"),
    ],
)
def test_benefits_wait_for_proceeds(mine: str | None, theirs: str | None, waits_for: str) -> None:
    parties = [
        ContributionParty(name, None if net is None else Decimal(net))
        for name, net in (("the Company", mine), ("Birch", theirs))
    ]
    found = contribution(parties[0], parties[1], Decimal(100), form=form())

    assert (found.by_benefits.value, words_of(found.by_benefits.waits_for)) == (None, waits_for)


@given(MONEY, MONEY, MONEY, st.fractions(0, 1))
def test_the_two_sides_bear_the_whole_loss_to_a_cent(
    loss: Decimal, mine: Decimal, theirs: Decimal, fault: Fraction
) -> None:
    one, two = ContributionParty("A", mine), ContributionParty("B", theirs)
    there = contribution(one, two, loss, fault, form=form())
    back = contribution(two, one, loss, 1 - fault, form=form())

    for here, other in ((there.by_benefits.value, back.by_benefits.value), (there.by_fault.value, back.by_fault.value)):
        if here is None or other is None:
            assert not mine + theirs
        else:
            assert abs(here + other - loss) <= Decimal("0.01")


def test_a_negative_loss_and_an_impossible_share_are_refused() -> None:
    with pytest.raises(NotUnderstoodError, match="cannot be shared"):
        contribution(COMPANY, BIRCH, Decimal("-0.01"), form=form())
    with pytest.raises(NotUnderstoodError, match="between 0% and 100%"):
        contribution(COMPANY, BIRCH, Decimal(1), Fraction(11, 10), form=form())
    with pytest.raises(NotUnderstoodError, match="between 0% and 100%"):
        contribution(COMPANY, BIRCH, Decimal(1), Fraction(-1, 10), form=form())


def test_a_cutback_knows_both_sides_and_takes_the_companys_expenses_off() -> None:
    """Draw 200 shares of the Company and 100 of Ash at $1 less 10%: 180 less 30 of expenses against 90."""
    people = [Person("Ash", 100, 100)]
    made = offering_matter(people, maximum=300, company=200, price="1", discount_percent="10")
    made = replace(made, expenses=(Expense(1, dt.date(2003, 7, 1), "printing", Decimal("30.00"), "R1"),))
    cutback = cut_back_matter(made, people)

    by_company = cutback.contribution("Ash", Decimal("24.00"), Fraction(1, 2))
    by_ash = cutback.contribution("Ash", Decimal("24.00"), by_seller=True)
    assert (by_company.indemnifying.name, by_company.indemnified.name) == ("the Company", "Ash")
    assert by_company.indemnifying.net_proceeds == Decimal("150.00")
    assert (by_company.by_benefits.value, by_company.by_fault.value) == (Decimal("15.00"), Decimal("12.00"))
    assert (by_ash.indemnifying.name, by_ash.by_benefits.value) == ("Ash", Decimal("9.00"))


def test_of_two_sellers_each_contributes_by_its_own_proceeds() -> None:
    """Draw 100 shares of the Company, 100 of Ash and 300 of Beech at $1: Ash and the Company are alike."""
    people = [Person("Ash", 100, 100), Person("Beech", 300, 300)]
    made = offering_matter(people, maximum=500, company=100, price="1", discount_percent="0")
    cutback = cut_back_matter(made, people)

    assert cutback.contribution("Ash", Decimal(24)).by_benefits.value == Decimal("12.00")
    assert cutback.contribution("Beech", Decimal(24)).by_benefits.value == Decimal("6.00")


def test_a_cutback_without_a_price_waits() -> None:
    people = [Person("Ash", 100, 100)]
    cutback = cut_back_matter(offering_matter(people, maximum=300, company=200), people)

    waits_for = cutback.contribution("Ash", Decimal(24)).by_benefits.waits_for
    assert words_of(waits_for) == "the net proceeds of the Company"
