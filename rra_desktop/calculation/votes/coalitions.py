"""Coalitions: the smallest sets of Investors that reach a majority together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

_MOST_STEPS = 50_000
"""The search for sets of more than the fewest members ends here, whatever the register."""


def smallest_coalitions(held: Sequence[int], needed: int, limit: int) -> tuple[tuple[int, ...], ...]:
    """Return the places of those that reach `needed` together, fewest members first, at most `limit` sets.

    `held` runs in the register's order. No set holds a member it could do without. All sets of the fewest members come
    first, the largest holders before the smaller; sets of more members follow as far as the search goes.
    """
    ranked = sorted((place for place, count in enumerate(held) if count > 0), key=lambda place: -held[place])
    search = _Search([held[place] for place in ranked], needed)
    found: list[tuple[int, ...]] = []
    for size in range(search.fewest, len(ranked) + 1):
        for chosen in search.sets_of(size):
            found.append(tuple(sorted(ranked[rank] for rank in chosen)))
            if len(found) >= limit:
                return tuple(found)
        if search.exhausted:
            break
    return tuple(found)


class _Search:
    """A walk through the sets of holders, the largest holders first, that leaves out sets which cannot reach the goal.

    Among sets of the fewest members there is no dead end: whoever is left out, the next in rank complete the set or
    nobody does. So the walk goes from one set straight to the next, and needs no bound.
    """

    def __init__(self, ranked: Sequence[int], needed: int) -> None:
        self.ranked = ranked
        self.needed = needed
        self.sums = [0, *accumulate(ranked)]
        self.fewest = next((size for size, most in enumerate(self.sums) if most >= needed), len(ranked) + 1) or 1
        self.steps = 0

    @property
    def exhausted(self) -> bool:
        """Whether the walk has been broken off."""
        return self.steps >= _MOST_STEPS

    def sets_of(self, size: int) -> Iterator[Sequence[int]]:
        """Yield the sets of so many members, as ranks; a set is good until the next is asked for."""
        chosen: list[int] = []
        together = rank = 0
        while True:
            if size > self.fewest:
                self.steps += 1
                if self.exhausted:
                    return
            missing = size - len(chosen)
            if missing and self._hopeful(together, rank, missing):
                if missing > 1:
                    rank = self._first_that_does_not_reach(together, rank)
                if self._hopeful(together, rank, missing):
                    chosen.append(rank)
                    together += self.ranked[rank]
                    rank += 1
                    continue
            elif not missing:
                yield chosen
            if not chosen:
                return
            rank = chosen.pop()
            together -= self.ranked[rank]
            rank += 1

    def _hopeful(self, together: int, rank: int, missing: int) -> bool:
        """Tell whether the largest from a rank on reach the goal, and the smallest need every one of theirs for it."""
        if rank + missing > len(self.ranked):
            return False
        least = self.sums[-1] - self.sums[len(self.ranked) - missing + 1]
        return together + self.sums[rank + missing] - self.sums[rank] >= self.needed > together + least

    def _first_that_does_not_reach(self, together: int, rank: int) -> int:
        """Return the first rank whose holder does not reach the goal alone: after one that does, no other is needed."""
        short = together - self.needed
        return bisect_right(self.ranked, short, lo=rank, key=lambda count: -count)
