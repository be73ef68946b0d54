"""How the working behind a count is written."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from rra_desktop.wording import sums


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
    ("terms", "more", "result", "written"),
    [
        ([], 0, 0, "0"),
        ([-5], 0, -5, "−5"),
        ([3_000, 1_000, -500], 0, 3_500, "3,000 + 1,000 − 500 = 3,500"),
        ([-1, 2], 0, 1, "−1 + 2 = 1"),
        ([1, 1], 2, 4, "1 + 1 and 2 more = 4"),
    ],
)
def test_sums_show_their_terms(terms: list[int], more: int, result: int, written: str) -> None:
    assert sums.total(terms, more, result) == written


def test_a_product_says_what_of_it_is_whole() -> None:
    assert sums.product(Fraction(300_000), "Units", Fraction(3), 900_000) == "300,000 Units × 3 = 900,000"
    assert sums.product(Fraction(7), "", Fraction(1, 5), 1) == "7 × 1/5 = 1 2/5, 1 in whole shares"


def test_few_dates_are_all_named() -> None:
    days = [date(2006, 3, 30), date(2006, 5, 19), date(2007, 2, 28)]
    assert sums.dates([]) == ""
    assert sums.dates(days[:1]) == "Mar 30, 2006"
    assert sums.dates(days[:2]) == "Mar 30, 2006 and May 19, 2006"
    assert sums.dates(days) == "Mar 30, 2006 to Feb 28, 2007"


def test_dividends_of_one_day_stand_in_brackets() -> None:
    assert sums.factors([(Fraction(1, 10),)]) == " × 1/10"
    assert sums.factors([(Fraction(1), Fraction(4, 5), Fraction(6, 5))]) == " × (1 + 4/5 + 6/5)"
