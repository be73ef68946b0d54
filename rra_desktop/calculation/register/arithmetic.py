"""The working behind a count, stated: a sum with its terms, a count times a ratio."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rra_desktop.domain.statements import Statement, stated

_TERMS_SHOWN = 8


def total(terms: Sequence[int], share: Fraction | None = None) -> Statement:
    """State a sum with its first terms; `share` says what part of all Registrable Shares it is, 0 to 1."""
    more = max(0, len(terms) - _TERMS_SHOWN)
    return stated("register/sum", terms=tuple(terms[:_TERMS_SHOWN]), more=more, total=sum(terms), share=share)


def product(count: Fraction | int, of: str, ratio: Fraction, whole: int) -> Statement:
    """State a count of securities times a ratio, and what of it is `whole` where that differs.

    `of` names the securities, unless it is empty.
    """
    return stated("register/product", count=Fraction(count), of=of, ratio=ratio, whole=whole)
