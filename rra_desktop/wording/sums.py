"""How the working behind a count is written: sums, ratios, shares of a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from rra_desktop.wording import writing

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


def total(terms: Sequence[int], more: int, result: int) -> str:
    """Write a sum with its terms, as 3,000 + 1,000 − 500 = 3,500; `more` are those of many that are not shown."""
    if len(terms) + more <= 1:
        return mixed(Fraction(result))
    shown = "".join(f" {'−' if term < 0 else '+'} {abs(term):,}" for term in terms)
    shown = shown[3:] if terms[0] >= 0 else f"−{shown[3:]}"
    rest = f" and {more:,} more" if more else ""
    return f"{shown}{rest} = {mixed(Fraction(result))}"


def product(count: Fraction, noun: str, ratio_of_each: Fraction, whole: int) -> str:
    """Write a count times a ratio, as 300,000 Units × 3 = 900,000, and what of it is `whole` where that differs."""
    exact = count * ratio_of_each
    rounded = "" if exact == whole else f", {mixed(Fraction(whole))} in whole shares"
    return f"{mixed(count)}{noun and ' '}{noun} × {ratio(ratio_of_each)} = {mixed(exact)}{rounded}"


def factors(parts: Sequence[Sequence[Fraction]]) -> str:
    """Write factors, each the sum of its parts, as “ × 1/10 × (1 + 4/5 + 6/5)”."""
    written = (" + ".join(map(ratio, each)) for each in parts)
    return "".join(f" × ({each})" if " " in each else f" × {each}" for each in written)


def dates(days: Sequence[dt.date]) -> str:
    """Write one date, two, or the first and the last of many."""
    if len(days) <= _DATES_SHOWN:
        return " and ".join(map(writing.date_only, days))
    return f"{writing.date_only(days[0])} to {writing.date_only(days[-1])}"
