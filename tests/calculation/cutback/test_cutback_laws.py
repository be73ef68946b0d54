"""What must hold of every cutback under §3(c), whoever holds and asks for what."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.cutback.offering_cutback import Cutback
from rra_desktop.domain.allocation import Allocation
from rra_desktop.domain.register import Role
from tests.calculation.offering_builder import Person, allocated, cutback_of

SHARES = st.integers(0, 9) | st.integers(0, 10**12)
MAXIMA = st.integers(0, 40) | st.integers(0, 10**13)


@st.composite
def registers(draw: st.DrawFn, *, grouped: bool = True) -> list[Person]:
    """Draw a register with groups and Other Holders."""
    groups = st.sampled_from([None, "A", "B"]) if grouped else st.none()
    return [
        Person(
            f"H{place}",
            draw(SHARES),
            draw(SHARES),
            group=draw(groups),
            role=draw(st.sampled_from([Role.INVESTOR, Role.INVESTOR, Role.OTHER_HOLDER])),
        )
        for place in range(draw(st.integers(0, 8)))
    ]


def caps(people: list[Person]) -> int:
    """Return what all can sell together."""
    return sum(min(person.held, person.asked or 0) for person in people)


def single_quotas(cutback: Cutback) -> dict[str, Fraction]:
    """Return the exact share of every single Investor."""
    outcome = cutback.outcome
    groups = {group.name: group.quota for group in outcome.groups}
    return groups | {row.holder: row.quota for row in outcome.participants if row.group is None}


@given(registers(), MAXIMA, SHARES)
def test_the_total_is_the_room_or_what_all_can_sell(people: list[Person], maximum: int, company: int) -> None:
    outcome = cutback_of(people, maximum, company).outcome

    assert outcome.capacity == max(0, maximum - company)
    assert outcome.total_allocated == min(outcome.capacity, caps(people))
    assert outcome.total_allocated == sum(row.allocated for row in outcome.participants)
    assert outcome.total_counted == caps(people)
    assert outcome.total_counted - outcome.total_allocated == outcome.total_cut
    assert outcome.total_cut == sum(row.cut for row in outcome.participants)
    assert outcome.company.allocated == company


@given(registers(), MAXIMA)
def test_nobody_gets_more_than_it_holds_or_asked(people: list[Person], maximum: int) -> None:
    for person, row in zip(people, cutback_of(people, maximum).outcome.participants, strict=True):
        assert 0 <= row.allocated <= min(person.held, person.asked or 0)
        assert row.participates == (min(person.held, person.asked or 0) > 0)
        assert row.over_asked == ((person.asked or 0) > person.held)


@given(registers(), MAXIMA)
def test_each_allocation_is_its_quota_rounded_down_or_up(people: list[Person], maximum: int) -> None:
    outcome = cutback_of(people, maximum).outcome
    whole_and_exact = [(row.allocated, row.quota) for row in outcome.participants]
    whole_and_exact += [(group.allocated, group.quota) for group in outcome.groups]
    for allocated_shares, quota in whole_and_exact:
        assert allocated_shares in {floor(quota), ceil(quota)}


@given(registers(), MAXIMA, MAXIMA, SHARES)
def test_a_larger_maximum_never_gives_anyone_a_smaller_quota(
    people: list[Person], one: int, another: int, company: int
) -> None:
    less, more = sorted((one, another))
    before = single_quotas(cutback_of(people, less, company))
    after = single_quotas(cutback_of(people, more, company))

    assert all(before[name] <= after[name] for name in before)


@given(st.data(), registers(), MAXIMA)
def test_the_order_of_the_register_moves_no_quota(data: st.DataObject, people: list[Person], maximum: int) -> None:
    shuffled = data.draw(st.permutations(people))

    assert single_quotas(cutback_of(people, maximum)) == single_quotas(cutback_of(shuffled, maximum))


@given(st.data(), registers(grouped=False), MAXIMA)
def test_the_order_of_the_register_only_breaks_ties(data: st.DataObject, people: list[Person], maximum: int) -> None:
    shuffled = data.draw(st.permutations(people))

    def kinds(cutback: Cutback) -> Counter[tuple[int | None, int, Fraction]]:
        return Counter((row.held, row.allocated, row.quota) for row in cutback.outcome.participants)

    assert kinds(cutback_of(people, maximum)) == kinds(cutback_of(shuffled, maximum))


@given(registers(), MAXIMA, st.integers(0, 10**12))
def test_a_group_gets_what_it_would_get_as_one(people: list[Person], maximum: int, weight: int) -> None:
    """Draw a group of holders, and one Investor that holds and asks for what the group's members do together.

    The group's members stand first in the register, and so does the one, so that ties fall alike.
    """
    group = [
        replace(person, id=f"G{place}", group="One", role=Role.INVESTOR, asked=min(person.held, person.asked or 0))
        for place, person in enumerate(people[:3])
    ]
    others = [replace(person, group=None) for person in people[3:]] + [Person("Last", weight, weight)]
    merged = Person("G0", sum(each.held for each in group), sum(each.asked or 0 for each in group))

    together = cutback_of([*group, *others], maximum)
    as_one = cutback_of([merged, *others], maximum)

    assert sum(allocated(together)[person.id] for person in group) == allocated(as_one).get("G0", 0)
    assert [group_row.quota for group_row in together.outcome.groups] == [as_one.outcome.participants[0].quota][
        : len(group)
    ]
    assert {person.id: allocated(together)[person.id] for person in others} == {
        person.id: allocated(as_one)[person.id] for person in others
    }


@given(registers(), MAXIMA)
def test_inside_a_group_nothing_is_lost(people: list[Person], maximum: int) -> None:
    outcome = cutback_of(people, maximum, readings={"share_rounding": "floor", "cutback_reallocate": "no"}).outcome
    rows: dict[str, list[Allocation]] = {}
    for row in outcome.participants:
        if row.group is not None:
            rows.setdefault(row.group, []).append(row)
    for group in outcome.groups:
        assert group.allocated == sum(row.allocated for row in rows[group.name])
        assert group.quota >= group.allocated


@given(registers(), st.lists(MAXIMA, min_size=1, max_size=4), SHARES)
def test_the_slider_gives_what_a_new_maximum_gives(people: list[Person], maxima: list[int], company: int) -> None:
    cutback = cutback_of(people, 17, company)

    for maximum in maxima:
        fresh = cutback_of(people, maximum, company).outcome
        assert replace(cutback.at_maximum(maximum), offering=fresh.offering) == fresh
    assert cutback.outcome == cutback_of(people, 17, company).outcome


@given(registers(), MAXIMA, SHARES, st.sampled_from(["largest_remainder", "floor", "round_lot_100"]))
def test_no_reading_of_rounding_passes_the_room(
    people: list[Person], maximum: int, company: int, rounding: str
) -> None:
    outcome = cutback_of(people, maximum, company, readings={"share_rounding": rounding}).outcome
    room = min(outcome.capacity or 0, caps(people))
    lot = 100 if rounding == "round_lot_100" else 1

    assert outcome.total_allocated <= room
    if rounding == "largest_remainder":
        assert outcome.total_allocated == room
    else:
        assert room - outcome.total_allocated < max(1, lot * len(people))
    for row in outcome.participants:
        assert row.allocated == row.counted or row.group or row.allocated % lot == 0
