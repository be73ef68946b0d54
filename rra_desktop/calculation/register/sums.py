"""How the working behind a count is written: sums, ratios, shares of a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from rra_desktop.calculation import in_words

_TERMS_SHOWN = 8
_DATES_SHOWN = 2


def ratio(exact: Fraction) -> str:
    """Write a ratio, as 2 or 1/5."""
    return f"{exact.numerator:,}" if exact.denominator == 1 else f"{exact.numerator:,}/{exact.denominator:,}"


def mixed(exact: Fraction) -> str:
    """Write a count that need not be whole, as 90,000 1/2 or −1/2."""
    whole, rest = divmod(abs(exact), 1)
    sign = "−" if exact < 0 else ""
    if not rest:
        return f"{sign}{whole:,}"
    return f"{sign}{whole:,} {ratio(rest)}" if whole else f"{sign}{ratio(rest)}"


def percent(share: Fraction) -> str:
    """Write a share of a whole, not negative, per hundred with two decimals, rounded half-even, as 16.67%."""
    hundredths = round(share * 10_000)
    return f"{hundredths // 100:,}.{hundredths % 100:02}%"


def total(terms: Sequence[int]) -> str:
    """Write a sum with its terms, as 3,000 + 1,000 − 500 = 3,500; of many terms only the first."""
    result = sum(terms)
    if len(terms) <= 1:
        return mixed(Fraction(result))
    shown = "".join(f" {'−' if term < 0 else '+'} {abs(term):,}" for term in terms[:_TERMS_SHOWN])
    shown = shown[3:] if terms[0] >= 0 else f"−{shown[3:]}"
    more = len(terms) - _TERMS_SHOWN
    rest = f" and {more:,} more" if more > 0 else ""
    return f"{shown}{rest} = {mixed(Fraction(result))}"


def product(count: int, noun: str, ratio_of_each: Fraction, whole: int) -> str:
    """Write a count times a ratio, as 300,000 Units × 3 = 900,000, and what of it is `whole` where that differs."""
    exact = count * ratio_of_each
    rounded = "" if exact == whole else f", {mixed(Fraction(whole))} in whole shares"
    return f"{mixed(Fraction(count))}{noun and ' '}{noun} × {ratio(ratio_of_each)} = {mixed(exact)}{rounded}"


def dates(days: Sequence[dt.date]) -> str:
    """Write one date, two, or the first and the last of many."""
    if len(days) <= _DATES_SHOWN:
        return " and ".join(in_words.date(day) for day in days)
    return f"{in_words.date(days[0])} to {in_words.date(days[-1])}"
