"""How the working behind a count is written."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.register import sums


@pytest.mark.parametrize(
    ("exact", "written"),
    [
        (Fraction(90_000), "90,000"),
        (Fraction(180_001, 2), "90,000 1/2"),
        (Fraction(-1, 2), "−1/2"),
        (Fraction(-7, 2), "−3 1/2"),
        (Fraction(0), "0"),
        (Fraction(1, 1_000), "1/1,000"),
    ],
)
def test_counts_that_need_not_be_whole(exact: Fraction, written: str) -> None:
    assert sums.mixed(exact) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Fraction(1, 6), "16.67%"),
        (Fraction(1), "100.00%"),
        (Fraction(1, 20_000), "0.00%"),
        (Fraction(3, 20_000), "0.02%"),
        (Fraction(25), "2,500.00%"),
    ],
)
def test_shares_are_rounded_half_even_to_two_decimals(share: Fraction, written: str) -> None:
    assert sums.percent(share) == written


@pytest.mark.parametrize(
    ("terms", "written"),
    [
        ([], "0"),
        ([-5], "−5"),
        ([3_000, 1_000, -500], "3,000 + 1,000 − 500 = 3,500"),
        ([-1, 2], "−1 + 2 = 1"),
        ([1] * 10, "1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 and 2 more = 10"),
    ],
)
def test_sums_show_their_terms(terms: list[int], written: str) -> None:
    assert sums.total(terms) == written


@given(st.lists(st.integers(-(10**12), 10**12), max_size=30))
def test_a_sum_ends_in_its_result(terms: list[int]) -> None:
    assert sums.total(terms).split(" = ")[-1] == f"{sum(terms):,}".replace("-", "−")


def test_a_product_says_what_of_it_is_whole() -> None:
    assert sums.product(300_000, "Units", Fraction(3), 900_000) == "300,000 Units × 3 = 900,000"
    assert sums.product(7, "", Fraction(1, 5), 1) == "7 × 1/5 = 1 2/5, 1 in whole shares"


def test_few_dates_are_all_named() -> None:
    days = [date(2006, 3, 30), date(2006, 5, 19), date(2007, 2, 28)]
    assert sums.dates([]) == ""
    assert sums.dates(days[:1]) == "Mar 30, 2006"
    assert sums.dates(days[:2]) == "Mar 30, 2006 and May 19, 2006"
    assert sums.dates(days) == "Mar 30, 2006 to Feb 28, 2007"
