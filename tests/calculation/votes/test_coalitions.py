"""The smallest sets of Investors that reach a majority (§1(a)), against every set looked at one by one."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.votes.coalitions import smallest_coalitions


def every_coalition(held: list[int], needed: int) -> set[tuple[int, ...]]:
    """Return all sets that reach `needed` and hold nobody they could do without."""
    holders = [place for place, count in enumerate(held) if count > 0]
    found = set()
    for size in range(1, len(holders) + 1):
        for members in combinations(holders, size):
            together = sum(held[member] for member in members)
            if together >= needed > together - min(held[member] for member in members):
                found.add(members)
    return found


@given(st.lists(st.integers(0, 9), max_size=8), st.integers(1, 40))
def test_every_set_without_a_member_too_many_is_found(held: list[int], needed: int) -> None:
    found = smallest_coalitions(held, needed, limit=1000)
    assert len(found) == len(set(found))
    assert set(found) == every_coalition(held, needed)
    sizes = [len(members) for members in found]
    assert sizes == sorted(sizes)


@given(st.lists(st.integers(0, 9), max_size=8), st.integers(1, 40), st.integers(1, 5))
def test_a_limit_keeps_the_fewest_members(held: list[int], needed: int, limit: int) -> None:
    every = smallest_coalitions(held, needed, limit=1000)
    assert smallest_coalitions(held, needed, limit) == every[:limit]


def test_the_register_of_the_desk() -> None:
    """Alder I 360, Alder II 240, Birch 540, Cedar 300, Elm 240, Hawthorn 120 (thousand Units); 900,001 needed.

    No two of them reach it: Birch and Alder I have exactly half.
    """
    found = smallest_coalitions([360_000, 240_000, 540_000, 300_000, 240_000, 120_000], 900_001, 3)
    assert found == ((0, 2, 3), (0, 1, 2), (0, 2, 4))


def test_ten_thousand_equal_holders_are_answered_without_a_search_that_never_ends() -> None:
    (first, *_) = smallest_coalitions([100] * 10_000, 500_001, 3)
    assert len(first) == 5_001


def test_nobody_reaches_what_there_is_not() -> None:
    assert smallest_coalitions([1, 2, 3], 7, 10) == ()
    assert smallest_coalitions([], 1, 10) == ()
