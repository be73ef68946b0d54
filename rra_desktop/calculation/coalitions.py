"""Coalitions: the smallest sets of Investors that reach a majority together (§1(a))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

_MOST_STEPS = 50_000
"""The search ends here in a register so large or so even that more sets could not be looked through in a moment."""


def smallest_coalitions(held: Sequence[int], needed: int, limit: int) -> tuple[tuple[int, ...], ...]:
    """Return the places of those that reach `needed` together, fewest members first, at most `limit` sets.

    `held` runs in the register's order. No set holds a member it could do without. All sets of the fewest members come
    first, the largest holders before the smaller; sets of more members follow as far as the search goes.
    """
    ranked = sorted((place for place, count in enumerate(held) if count > 0), key=lambda place: -held[place])
    search = _Search([held[place] for place in ranked], needed)
    found: list[tuple[int, ...]] = []
    for size in range(1, len(ranked) + 1):
        for chosen in search.sets_of(size):
            found.append(tuple(sorted(ranked[rank] for rank in chosen)))
            if len(found) == limit:
                return tuple(found)
        if search.exhausted:
            break
    return tuple(found)


class _Search:
    """A walk through sets of holders ranked by what they hold, leaving out every branch that cannot reach the goal."""

    def __init__(self, ranked: Sequence[int], needed: int) -> None:
        self.ranked = ranked
        self.needed = needed
        self.sums = [0, *accumulate(ranked)]
        self.steps = 0

    @property
    def exhausted(self) -> bool:
        """Whether the walk has been broken off."""
        return self.steps >= _MOST_STEPS

    def sets_of(self, size: int) -> Iterator[tuple[int, ...]]:
        """Yield the sets of so many members, as ranks; the next members in rank are the best that can still come."""
        if self.sums[min(size, len(self.ranked))] < self.needed:
            return
        branches: list[tuple[tuple[int, ...], int, int]] = [((), 0, 0)]
        while branches and not self.exhausted:
            self.steps += 1
            chosen, together, rank = branches.pop()
            missing = size - len(chosen)
            if not missing:
                yield chosen
                continue
            if rank + missing > len(self.ranked):
                continue
            if together + self.sums[rank + missing] - self.sums[rank] < self.needed:
                continue
            branches.append((chosen, together, rank + 1))
            grown = together + self.ranked[rank]
            # Reached before the last member is in: what follows could be done without.
            if missing == 1 or grown < self.needed:
                branches.append(((*chosen, rank), grown, rank + 1))
