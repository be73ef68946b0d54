"""Capped proportional division: the arithmetic of §3(c), laws first."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rra_desktop.calculation.cutback.apportionment import CappedProportion, Quotas, ShareRounding, whole_parts
from tests.calculation.dividing import apportion
from tests.calculation.reference_cutback import Claim, exact_quotas, in_whole_shares

SMALL = st.integers(0, 7)
LARGE = st.integers(0, 10**12)
CLAIMS = st.lists(st.tuples(SMALL, SMALL), max_size=8) | st.lists(st.tuples(LARGE, LARGE), max_size=12)
CAPACITIES = st.integers(-3, 60) | st.integers(0, 10**13) | st.fractions(0, 10**13)
ROUNDINGS = st.sampled_from(ShareRounding)


def proportion(claims: list[tuple[int, int]]) -> CappedProportion:
    """Make the proportion of claims given as (cap, weight)."""
    return CappedProportion([cap for cap, _ in claims], [weight for _, weight in claims])


def quotas(claims: list[tuple[int, int]], capacity: int | Fraction, *, reallocate: bool = True) -> list[Fraction]:
    """Return every claim's exact share."""
    served = proportion(claims).at(capacity, reallocate=reallocate)
    return [served.of(place) for place in range(len(claims))]


def divided(served: Quotas) -> list[tuple[Fraction, int]]:
    """Return what each round divided over what."""
    return [(each.capacity, each.weight) for each in served.rounds]


def demand(claims: list[tuple[int, int]]) -> int:
    """Return what the claims with weight can take together."""
    return sum(cap for cap, weight in claims if weight)


# -- laws --------------------------------------------------------------------------------------------------------------


@given(CLAIMS, CAPACITIES)
def test_the_total_is_the_capacity_or_what_all_ask(claims: list[tuple[int, int]], capacity: Fraction) -> None:
    served = proportion(claims).at(capacity)

    assert served.total == max(0, min(capacity, demand(claims)))
    assert sum(quotas(claims, capacity)) == served.total
    assert sum(served.in_whole_shares(ShareRounding.LARGEST_REMAINDER)) == floor(served.total)
    for rounding in ShareRounding:
        assert sum(served.in_whole_shares(rounding, every_lot=True)) == floor(served.total)
        assert sum(served.in_whole_shares(rounding)) <= floor(served.total)


@given(CLAIMS, CAPACITIES, st.booleans())
def test_in_lots_every_share_is_in_whole_hundreds_or_its_request_met_in_full(
    claims: list[tuple[int, int]], capacity: Fraction, reallocate: bool
) -> None:
    served = proportion(claims).at(capacity, reallocate=reallocate)

    for place, share in enumerate(served.in_whole_shares(ShareRounding.ROUND_LOT_100)):
        quota, cap = served.of(place), claims[place][0]
        assert share == (cap if quota == cap else floor(quota / 100) * 100)


@given(CLAIMS, CAPACITIES, st.booleans(), ROUNDINGS)
def test_nobody_gets_more_than_asked_nor_less_than_nothing(
    claims: list[tuple[int, int]], capacity: Fraction, reallocate: bool, rounding: ShareRounding
) -> None:
    served = proportion(claims).at(capacity, reallocate=reallocate)
    for place, (share, (cap, _)) in enumerate(zip(served.in_whole_shares(rounding), claims, strict=True)):
        assert 0 <= share <= cap
        assert 0 <= served.of(place) <= cap


@given(CLAIMS, CAPACITIES, st.booleans(), ROUNDINGS)
def test_each_allocation_is_its_quota_rounded_down_or_up(
    claims: list[tuple[int, int]], capacity: Fraction, reallocate: bool, rounding: ShareRounding
) -> None:
    served = proportion(claims).at(capacity, reallocate=reallocate)
    lot = rounding.lot
    for place, share in enumerate(served.in_whole_shares(rounding)):
        quota = served.of(place)
        assert floor(quota / lot) * lot <= share <= ceil(quota / lot) * lot


@given(CLAIMS, CAPACITIES, CAPACITIES, st.booleans())
def test_more_capacity_never_gives_anyone_less(
    claims: list[tuple[int, int]], one: Fraction, another: Fraction, reallocate: bool
) -> None:
    less, more = sorted((one, another))
    for before, after in zip(
        quotas(claims, less, reallocate=reallocate), quotas(claims, more, reallocate=reallocate), strict=True
    ):
        assert before <= after


@given(st.data(), CLAIMS, CAPACITIES, st.booleans(), st.sampled_from(["largest_remainder", "floor"]))
def test_the_order_of_rows_only_breaks_ties(
    data: st.DataObject, claims: list[tuple[int, int]], capacity: Fraction, reallocate: bool, rounding: str
) -> None:
    """Draw the same claims in another order: quotas stay; shares move only between claims of one weight and quota."""
    shuffled = data.draw(st.permutations(claims))

    def exact(rows: list[tuple[int, int]]) -> list[tuple[tuple[int, int], Fraction]]:
        served = proportion(rows).at(capacity, reallocate=reallocate)
        return sorted((row, served.of(place)) for place, row in enumerate(rows))

    def whole(rows: list[tuple[int, int]]) -> list[tuple[int, Fraction, int]]:
        served = proportion(rows).at(capacity, reallocate=reallocate)
        shares = served.in_whole_shares(ShareRounding(rounding))
        return sorted((weight, served.of(place), shares[place]) for place, (_, weight) in enumerate(rows))

    assert exact(claims) == exact(shuffled)
    assert whole(claims) == whole(shuffled)


@pytest.mark.parametrize("claims", [[], [(10, 0)], [(0, 10)], [(10, 10)]])
def test_less_than_no_room_is_no_room(claims: list[tuple[int, int]]) -> None:
    assert proportion(claims).at(-1).in_whole_shares(ShareRounding.LARGEST_REMAINDER) == [0] * len(claims)
    assert proportion(claims).at(0).total == proportion(claims).at(-1).total == 0


@given(CLAIMS, CAPACITIES)
def test_those_below_their_caps_are_served_in_proportion(claims: list[tuple[int, int]], capacity: Fraction) -> None:
    served = proportion(claims).at(capacity)
    below = [
        served.of(place) / weight for place, (cap, weight) in enumerate(claims) if weight and served.of(place) < cap
    ]

    assert len(set(below)) <= 1
    for place, (cap, weight) in enumerate(claims):
        if weight and cap and served.of(place) == cap and below:
            assert Fraction(cap, weight) <= below[0]


@given(CLAIMS, CAPACITIES, st.booleans(), ROUNDINGS)
@example(claims=[(7, 0), (0, 7), (3, 3)], capacity=2, reallocate=True, rounding=ShareRounding.LARGEST_REMAINDER)
@example(claims=[(50, 1), (50, 1), (250, 3)], capacity=300, reallocate=True, rounding=ShareRounding.ROUND_LOT_100)
def test_the_engine_agrees_with_the_hand_calculation(
    claims: list[tuple[int, int]], capacity: Fraction, reallocate: bool, rounding: ShareRounding
) -> None:
    by_hand = [Claim("", cap, weight) for cap, weight in claims]
    exact = exact_quotas(max(Fraction(capacity), Fraction(0)), by_hand, reallocate=reallocate)
    served = proportion(claims).at(capacity, reallocate=reallocate)

    assert [served.of(place) for place in range(len(claims))] == exact
    for total in {floor(served.total), ceil(served.total)}:
        for every in (False, True):
            by_engine = served.in_whole_shares(rounding, total, every_lot=every)
            assert by_engine == in_whole_shares(exact, by_hand, total, rounding.value, every_lot=every)


@given(st.lists(st.fractions(0, 10**6), max_size=8))
def test_parts_made_whole_add_up_from_the_first(parts: list[Fraction]) -> None:
    whole = whole_parts(parts)

    for number in range(len(parts) + 1):
        assert sum(whole[:number]) == floor(sum(parts[:number]))
    for part, made in zip(parts, whole, strict=True):
        assert made in {floor(part), ceil(part)}


# -- rounds ------------------------------------------------------------------------------------------------------------


def test_rounds_say_what_was_divided_over_what_and_who_reached_its_cap() -> None:
    """Draw the worked example of §3(c): Cedar reaches its request in the first round.

    claim      cap        weight      round 1        round 2
    Alder    1,800,000  3,000,000  1,621,621.62   1,698,529.41
    Birch    2,400,000  2,400,000  1,297,297.30   1,358,823.53
    Cedar      150,000    600,000    150,000
    Dogwood  1,400,000  1,400,000    756,756.76     792,647.06
    """
    claims = [(1_800_000, 3_000_000), (2_400_000, 2_400_000), (150_000, 600_000), (1_400_000, 1_400_000)]
    served = proportion(claims).at(4_000_000)

    assert divided(served) == [(Fraction(4_000_000), 7_400_000), (Fraction(3_850_000), 6_800_000)]
    assert [list(served.capped_in(number)) for number in (1, 2)] == [[2], []]
    assert [served.round_of(place) for place in range(4)] == [2, 2, 1, 2]
    assert served.of(1) == Fraction(23_100_000, 17)
    assert served.in_whole_shares(ShareRounding.LARGEST_REMAINDER) == [1_698_529, 1_358_824, 150_000, 792_647]


def test_many_rounds_each_free_room_for_the_next() -> None:
    """Draw caps that fall one by one: each round's leftover lets the next claim reach its own.

    caps 1, 3, 6, 12 with equal weight and 16 to divide: 4 each caps the first two; 4 are left over; 6 each caps the
    third; 6 remain for the last.
    """
    served = proportion([(1, 1), (3, 1), (6, 1), (12, 1)]).at(16)

    assert divided(served) == [(Fraction(16), 4), (Fraction(12), 2), (Fraction(6), 1)]
    assert [list(served.capped_in(number)) for number in (1, 2, 3)] == [[0, 1], [2], []]
    assert [served.round_of(place) for place in range(4)] == [1, 1, 2, 3]


def test_one_round_is_final_where_nothing_goes_round_again() -> None:
    served = proportion([(1, 1), (3, 1), (6, 1), (12, 1)]).at(16, reallocate=False)

    assert len(served.rounds) == 1
    assert [served.of(place) for place in range(4)] == [1, 3, 4, 4]
    assert served.total == 12
    assert [served.round_of(place) for place in range(4)] == [1, 1, 1, 1]
    assert apportion(16, [1, 3, 6, 12], [1, 1, 1, 1], reallocate=False) == [1, 3, 4, 4]


def test_there_are_no_rounds_when_everything_fits() -> None:
    served = proportion([(5, 1), (7, 3)]).at(12)

    assert served.rounds == ()
    assert served.round_of(0) is None
    assert served.in_whole_shares(ShareRounding.FLOOR) == [5, 7]


def test_with_one_share_too_few_there_is_a_round() -> None:
    assert len(proportion([(5, 5), (7, 7)]).at(11).rounds) == 1


# -- whole shares ------------------------------------------------------------------------------------------------------


def test_equal_remainders_go_to_the_larger_weight_first() -> None:
    """Draw 4 shares over weights 1 and 7 and 8: quotas 1/4, 7/4 and 2; 7/4 has the larger remainder.

    Then 2 over weights 1, 3: quotas 1/2 and 3/2: one share left, equal remainders, the larger weight takes it.
    """
    assert apportion(2, [9, 9], [1, 3]) == [0, 2]
    assert apportion(2, [9, 9], [3, 1]) == [2, 0]


def test_equal_remainders_and_weights_go_to_the_earlier_place() -> None:
    assert apportion(1, [5, 5, 5], [2, 2, 2]) == [1, 0, 0]
    assert apportion(5, [5, 5, 5], [2, 2, 2]) == [2, 2, 1]


def test_ties_are_named() -> None:
    served = proportion([(5, 2), (5, 2), (5, 4), (1, 9)]).at(6)

    assert [served.of(place) for place in range(4)] == [Fraction(5, 4), Fraction(5, 4), Fraction(5, 2), 1]
    assert served.ties_with(0) == [1]
    assert served.ties_with(2) == []
    assert served.rounded_up(served.in_whole_shares(ShareRounding.LARGEST_REMAINDER)) == [2]


def test_a_whole_quota_is_not_rounded_up() -> None:
    served = proportion([(9, 1), (9, 1), (9, 4)]).at(3)

    assert [served.of(place) for place in range(3)] == [Fraction(1, 2), Fraction(1, 2), 2]
    assert served.rounded_up(served.in_whole_shares(ShareRounding.LARGEST_REMAINDER)) == [0]


def test_remainders_of_almost_a_share_are_handed_out_only_while_shares_are_left() -> None:
    assert apportion(Fraction(1_998, 1_000), [9, 9], [1, 1]) == [1, 0]
    assert apportion(Fraction(2_984, 1_000), [9] * 3, [998, 993, 993]) == [1, 1, 0]
    assert apportion(Fraction(3_982, 1_000), [9] * 4, [998, 998, 993, 993]) == [1, 1, 1, 0]


def test_rounding_down_leaves_what_is_over_to_nobody() -> None:
    assert apportion(5, [5, 5, 5], [1, 1, 1], rounding=ShareRounding.FLOOR) == [1, 1, 1]


def every_lot(capacity: int, caps: list[int], weights: list[int]) -> list[int]:
    """Divide in lots of 100 until nothing is left, as inside an affiliate group."""
    served = CappedProportion(caps, weights).at(capacity)
    return served.in_whole_shares(ShareRounding.ROUND_LOT_100, every_lot=True)


def test_lots_of_a_hundred_are_rounded_down_and_what_is_left_goes_to_nobody() -> None:
    """Draw 1,050 over weights 5, 3, 2: quotas 525, 315, 210; 50 stay unsold."""
    assert apportion(1_050, [9_999] * 3, [5, 3, 2], rounding=ShareRounding.ROUND_LOT_100) == [500, 300, 200]
    assert apportion(1_050, [9_999, 315, 9_999], [5, 3, 2], rounding=ShareRounding.ROUND_LOT_100) == [500, 315, 200]


def test_every_lot_goes_to_the_largest_remainders_and_the_odd_rest_to_the_next() -> None:
    """Draw 1,050 over weights 5, 3, 2: quotas 525, 315, 210.

    Whole lots 500, 300, 200 leave 50: less than a lot, to the largest remainder (25, before 15 and 10).
    """
    assert every_lot(1_050, [9_999] * 3, [5, 3, 2]) == [550, 300, 200]
    assert every_lot(1_180, [9_999] * 3, [5, 3, 2]) == [600, 380, 200]


def test_equal_remainders_of_a_lot_go_to_the_larger_weight() -> None:
    """Draw 600 over weights 1 and 3: quotas 150 and 450, each half a lot over."""
    assert every_lot(600, [9_999] * 2, [1, 3]) == [100, 500]


def test_remainders_of_a_lot_are_compared_to_the_fraction_of_a_share() -> None:
    """Draw 374 over weights 300 and 33: quotas 336.94 and 37.06, of which 37.06 is the larger over whole lots."""
    assert every_lot(374, [9_999] * 2, [300, 33]) == [300, 74]


def test_a_lot_never_passes_a_cap() -> None:
    assert every_lot(300, [170, 999, 999], [1, 1, 1]) == [100, 100, 100]
    assert every_lot(420, [170, 999, 999], [1, 1, 1]) == [170, 150, 100]
    assert every_lot(510, [160, 999, 999], [1, 1, 1]) == [160, 200, 150]
    assert every_lot(405, [170, 999, 999], [165, 120, 120]) == [170, 135, 100]


def test_who_reached_its_cap_gets_it_whole_even_where_others_get_lots() -> None:
    assert apportion(450, [150, 999], [3, 3], rounding=ShareRounding.ROUND_LOT_100) == [150, 300]


# -- edges -------------------------------------------------------------------------------------------------------------


def test_nobody_claims() -> None:
    assert apportion(10, [], []) == []


def test_no_capacity_gives_nothing_but_says_the_round() -> None:
    served = proportion([(3, 3), (4, 4)]).at(0)

    assert served.in_whole_shares(ShareRounding.LARGEST_REMAINDER) == [0, 0]
    assert divided(served) == [(Fraction(0), 7)]


def test_a_capacity_below_nothing_is_nothing() -> None:
    assert proportion([(3, 3)]).at(-5).total == 0


def test_one_claim_takes_all_up_to_its_cap() -> None:
    assert apportion(10, [7], [1]) == [7]
    assert apportion(6, [7], [1]) == [6]


def test_a_claim_without_weight_gets_nothing_even_when_there_is_room() -> None:
    assert apportion(10, [7, 2], [0, 2]) == [0, 2]
    assert proportion([(7, 0), (2, 2)]).at(10).round_of(0) is None


def test_a_million_million_shares_are_exact() -> None:
    assert apportion(10**12 - 1, [10**12] * 3, [10**12, 10**12 - 1, 10**12 - 2]) == [
        333_333_333_333,
        333_333_333_333,
        333_333_333_333,
    ]
    assert apportion(10**12, [10**12, 10**12], [10**12, 10**12 - 1]) == [500_000_000_000, 500_000_000_000]


def test_ratios_that_differ_by_almost_nothing_keep_their_order() -> None:
    big = 10**12
    almost_all = Fraction(2 * big - 3) - Fraction(1, 2 * big)
    served = proportion([(big - 1, big), (big - 2, big - 1)]).at(almost_all)

    assert served.of(1) == big - 2
    assert big - 2 < served.of(0) < big - 1
    assert list(served.capped_in(1)) == [1]


def test_negative_caps_weights_and_unequal_columns_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^caps and weights are not negative$"):
        CappedProportion([-1], [1])
    with pytest.raises(ValueError, match=r"^caps and weights are not negative$"):
        CappedProportion([1], [-1])
    with pytest.raises(ValueError, match=r"^every claim has a cap and a weight$"):
        CappedProportion([1, 2], [1])
