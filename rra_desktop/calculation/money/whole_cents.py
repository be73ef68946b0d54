"""Amounts of money in whole cents that add up to their exact total: the only place that rounds a column of money.

The total is rounded half-even, once; each line is rounded down, and the cents left go to the largest remainders.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Context, Decimal
from heapq import nsmallest

_EXACT = Context(prec=200)


def dollars(cents: int) -> Decimal:
    """Return whole cents as dollars, exactly."""
    return Decimal(cents).scaleb(-2, _EXACT)


def rounded(cents: int, over: int) -> int:
    """Round cents / over half-even to a whole cent; in plain ints, for a register of 100,000 has as many lines."""
    whole, rest = divmod(cents, over)
    return whole + (2 * rest > over or (2 * rest == over and whole % 2 == 1))


def in_whole_cents(lines: Sequence[int], over: int, total: int | None = None) -> list[int]:
    """Round lines, each of line / over cents and not negative, so that they add up to `total` cents.

    Without a total they add up to their exact sum, rounded half-even. Cents left go to the largest remainders; ties to
    the larger line, then to the earlier one. Raises ValueError for a total that is not
    the exact sum rounded up or down.
    """
    given, rests = [line // over for line in lines], [line % over for line in lines]
    left = (rounded(sum(lines), over) if total is None else total) - sum(given)
    if not 0 <= left <= len(rests) - rests.count(0):
        raise ValueError("the total is not the sum of its lines")
    for place in _largest(rests, lines, left):
        given[place] += 1
    return given


def _largest(rests: Sequence[int], lines: Sequence[int], count: int) -> list[int]:
    """Return the places of the largest remainders; only those among which the last one falls are put in order."""
    if not count:
        return []
    alike, last, above = Counter(rests), 0, 0
    for last in sorted(alike, reverse=True):
        if above + alike[last] >= count:
            break
        above += alike[last]
    places = [place for place, rest in enumerate(rests) if rest > last]
    ties = (place for place, rest in enumerate(rests) if rest == last)
    return places + nsmallest(count - above, ties, key=lambda place: (-lines[place], place))
