"""Terms through time, conversion ratios, and what becomes of a fraction of a share (§7, §8(c))."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.register.ratios import ConversionHistory, DatedTerm, FractionRule, common_factor
from rra_desktop.domain.agreement import Signature, TermChange
from rra_desktop.domain.register import EntryType, LedgerEntry
from tests.matters import SIGNING, issue, matter, split, stock_dividend

days = st.integers(0, 1_000).map(lambda number: SIGNING + timedelta(days=number))


@given(st.integers(0, 10**12), st.integers(1, 1_000), st.sampled_from(FractionRule))
def test_a_fraction_of_a_share(numerator: int, denominator: int, rule: FractionRule) -> None:
    exact = Fraction(numerator, denominator)
    slow = {
        FractionRule.FLOOR: floor(exact),
        FractionRule.NEAREST: floor(exact + Fraction(1, 2)),
        FractionRule.CEIL: ceil(exact),
    }
    assert rule.whole(numerator, denominator) == slow[rule]
    assert rule.times(numerator, Fraction(1, denominator)) == slow[rule]


@given(
    st.lists(
        st.builds(
            TermChange,
            st.just(0),
            st.sampled_from(["warrants_per_unit", "preferred_per_unit"]),
            st.integers(0, 9),
            st.none() | days,
        ),
        max_size=6,
    ),
    days,
)
def test_a_term_through_time_is_the_matters_own_on_every_day(changes: list[TermChange], day: date) -> None:
    """§8(c): whichever change was recorded last holds, of those in force."""
    it = matter(term_changes=changes)
    assert DatedTerm(it, "warrants_per_unit", it.whole).on(day) == it.whole("warrants_per_unit", day)


@pytest.mark.parametrize(
    ("entry", "factor"),
    [
        (split(1, 10, on=SIGNING), Fraction(1, 10)),
        (split(3, 2, on=SIGNING), Fraction(3, 2)),
        (stock_dividend("5", on=SIGNING), Fraction(21, 20)),
        (stock_dividend("33.3", on=SIGNING), Fraction(1333, 1000)),
        (issue("H1", 5), None),
        (LedgerEntry(1, SIGNING, EntryType.SPLIT, new=0, old=1), None),
        (LedgerEntry(1, SIGNING, EntryType.STOCK_DIVIDEND, percent=Decimal(0)), None),
    ],
)
def test_by_what_common_is_multiplied(entry: LedgerEntry, factor: Fraction | None) -> None:
    """§7."""
    assert common_factor(entry) == factor


def test_the_ratios_before_and_after_a_split_within_its_day() -> None:
    """§7: an entry of the same day with a smaller number is before the split, one with a larger after it."""
    day = date(2004, 1, 2)
    reverse = split(1, 10, on=day, sequence=5)
    history = ConversionHistory(matter(), [reverse])
    assert history.before(issue("H1", 1, on=day, sequence=4)).common_per_preferred == Fraction(2)
    assert history.before(reverse).common_per_preferred == Fraction(2)
    assert history.after(reverse).common_per_preferred == Fraction(1, 5)
    assert history.before(issue("H1", 1, on=day, sequence=6)).common_per_preferred == Fraction(1, 5)
    assert history.at_end_of(day - timedelta(days=1)).common_per_preferred == Fraction(2)
    assert history.at_end_of(day).warrant_price == Fraction(3)


def test_an_amendment_forgets_the_splits_before_it_and_only_for_its_own_term() -> None:
    """§8(c): of May 1 but signed on June 1, it counts from June 1 on."""
    amended = TermChange(
        0, "common_per_preferred", Fraction(3), date(2004, 5, 1), signed_by=(Signature("company", date(2004, 6, 1)),)
    )
    first, second = split(2, 1, on=date(2004, 1, 2), sequence=1), split(2, 1, on=date(2004, 6, 1), sequence=2)
    history = ConversionHistory(matter(term_changes=[amended]), [first, second])
    ratios = history.at_end_of(date(2004, 6, 1))
    assert (ratios.common_per_preferred, ratios.common_per_warrant) == (Fraction(6), Fraction(4))
    assert history.splits_at_end_of(date(2004, 6, 1), "common_per_preferred") == ((second, Fraction(2)),)
    assert history.splits_at_end_of(date(2004, 6, 1), "common_per_warrant") == (
        (first, Fraction(2)),
        (second, Fraction(2)),
    )
    assert history.changed_terms_on == [date(2004, 6, 1)]


def test_a_split_that_leaves_the_ratios_alone_is_in_none_but_the_unit() -> None:
    plain = split(2, 1, on=date(2004, 1, 2), adjusts_conversion=False, sequence=1)
    history = ConversionHistory(matter(), [plain])
    assert history.splits_at_end_of(date(2004, 1, 2), "common_per_unit") == ((plain, Fraction(2)),)
    assert history.splits_at_end_of(date(2004, 1, 2), "common_per_preferred") == ()
