"""Numbers, dates and citations are written as counsel writes them."""

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop import wording
from rra_desktop.domain.agreement import Term, TermKind, TermValue


def test_shares_have_thousands_separators() -> None:
    assert wording.shares(1_250_000) == "1,250,000"


@pytest.mark.parametrize(
    ("exact", "written"),
    [
        (Fraction(23_100_000, 17), "1,358,823.53"),
        (Fraction(150_000), "150,000"),
        (Fraction(1, 3), "0.33"),
        (Fraction(10**15 * 3 + 1, 3), "1,000,000,000,000,000.33"),
    ],
)
def test_a_quota_has_two_decimals_and_no_binary_error(exact: Fraction, written: str) -> None:
    assert wording.quota(exact) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [(Fraction(19, 30), "63.33%"), (Fraction(1), "100.00%"), (Fraction(0), "0.00%"), (Fraction(1, 3), "33.33%")],
)
def test_percentages_have_two_decimals(share: Fraction, written: str) -> None:
    assert wording.percent(share) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("1974539.9625"), "$1,974,539.96"),
        (Decimal("0.125"), "$0.12"),
        (Decimal("0.135"), "$0.14"),
        (Decimal("-0.5"), "-$0.50"),
    ],
)
def test_money_is_rounded_half_even_to_the_cent(amount: Decimal, written: str) -> None:
    assert wording.money(amount) == written


@pytest.mark.parametrize(
    ("amount", "written"), [("1.25", "$1.25"), ("0.0625", "$0.0625"), ("3", "$3.00"), ("0.300", "$0.30")]
)
def test_a_price_keeps_the_decimals_it_has(amount: str, written: str) -> None:
    assert wording.price(Decimal(amount)) == written


def test_every_date_says_its_weekday() -> None:
    date = dt.date(2003, 7, 17)
    assert wording.day(date) == "Thu, Jul 17, 2003"
    assert wording.day_short(date) == "Thu Jul 17"
    assert wording.day_long(dt.date(2003, 6, 24)) == "Tuesday, June 24, 2003"


def test_no_date_follows_the_locale_of_the_machine() -> None:
    """A summary reads alike wherever it is printed, so no module of the program lets the platform name a day."""
    program = Path(wording.__file__).parents[2]
    sources = [*program.glob("rra_desktop/**/*.py"), *program.glob("ui/**/*.py")]
    assert len(sources) > 100
    named = [each.name for each in sources if re.search(r":%[aAbB]|strftime\([^)]*%[aAbBcx]", each.read_text("utf-8"))]
    assert named == []


@pytest.mark.parametrize(
    ("away", "written"), [(0, "today"), (1, "in 1 day"), (2, "in 2 days"), (-1, "1 day ago"), (-30, "30 days ago")]
)
def test_how_far_off_a_date_is(away: int, written: str) -> None:
    as_of = dt.date(2003, 6, 24)
    assert wording.days_until(as_of + dt.timedelta(away), as_of) == written


@pytest.mark.parametrize(
    ("number", "written"), [("3(c)", "§3(c)"), ("2(b), 2(e)", "§2(b), §2(e)"), ("Recital 1", "Recital 1"), ("", "")]
)
def test_citations(number: str, written: str) -> None:
    assert wording.section(number) == written


def test_figure_values_are_written_by_their_kind() -> None:
    values = [None, 1_200, Fraction(7, 2), Decimal("1.5"), dt.date(2003, 7, 17), "waits", True]
    assert [wording.figure_value(value) for value in values] == [
        "pending",
        "1,200",
        "3.50",
        "$1.50",
        "Thu, Jul 17, 2003",
        "waits",
        "yes",
    ]


@given(st.integers(0, 10**15))
def test_written_shares_read_back_as_they_were(count: int) -> None:
    assert wording.parse_shares(wording.shares(count)) == count


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_written_dates_read_back_as_they_were(date: dt.date) -> None:
    for written in (wording.day(date), wording.day_long(date), wording.date_only(date), date.isoformat()):
        assert wording.parse_date(written) == date


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        (TermKind.DAYS, 1, "1 day"),
        (TermKind.BUSINESS_DAYS, 10, "10 business days"),
        (TermKind.TRADING_DAYS, 1, "1 trading day"),
        (TermKind.FILING_DAYS, 3, "3 filing days"),
        (TermKind.MONTHS, 6, "6 months"),
        (TermKind.YEARS, 1, "1 year"),
        (TermKind.DATE, dt.date(2003, 9, 30), "Sep 30, 2003"),
    ],
)
def test_a_term_that_is_a_time_or_a_day_is_written_so(kind: TermKind, value: TermValue, written: str) -> None:
    assert wording.term_value(Term("any", "Any", kind, value, "1"), value) == written
