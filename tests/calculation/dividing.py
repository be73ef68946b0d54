"""A capacity divided in one call, as tests and benchmarks of the division want it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rra_desktop.calculation.cutback.apportionment import CappedProportion, ShareRounding


def apportion(
    capacity: int | Fraction,
    caps: Sequence[int],
    weights: Sequence[int],
    *,
    reallocate: bool = True,
    rounding: ShareRounding = ShareRounding.LARGEST_REMAINDER,
) -> list[int]:
    """Divide a capacity among claims in whole shares (§3(c)); raises ValueError for negative caps or weights."""
    return CappedProportion(caps, weights).at(capacity, reallocate=reallocate).in_whole_shares(rounding)
