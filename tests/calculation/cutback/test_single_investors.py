"""Which holders §3(c) deems one Investor, how such a group splits its shares, and what its words do not reach."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.cutback.apportionment import ShareRounding
from rra_desktop.calculation.cutback.group_split import SplitMember, split_group
from rra_desktop.calculation.cutback.single_investors import (
    PersonInTwoGroups,
    aggregated_groups,
    group_leads,
    outside_the_words,
    persons_in_two_groups,
)
from rra_desktop.domain.register import AffiliateGroup, Entity, Holder, Role
from rra_desktop.domain.statements import Person as NamedPerson
from rra_desktop.wording import words_of
from tests.calculation.offering_builder import Person, allocated, cutback_of
from tests.matters import investor, matter

FUND = [
    investor("H1", "Fund I", group="Fund", entity=Entity.LLC),
    investor("H2", "Fund II", group="Fund", entity=Entity.PARTNERSHIP),
    Holder("H3", "Dogwood", Role.OTHER_HOLDER, "Fund"),
    investor("H4", "Birch"),
    Holder("H5", "Elm", Role.OTHER_HOLDER, "Elms"),
]


# -- leads and words ---------------------------------------------------------------------------------------------------


def test_a_group_is_led_by_its_first_member_unless_another_is_recorded() -> None:
    assert {name: lead.id for name, lead in group_leads(matter(holders=FUND)).items()} == {"Fund": "H1"}
    recorded = matter(holders=FUND, groups=[AffiliateGroup("Fund", "H2")])
    assert group_leads(recorded)["Fund"].id == "H2"
    unrecorded = matter(holders=FUND, groups=[AffiliateGroup("Fund", None), AffiliateGroup("Other", "H2")])
    assert group_leads(unrecorded)["Fund"].id == "H1"


@pytest.mark.parametrize(
    ("entity", "outside"),
    [
        (Entity.PARTNERSHIP, False),
        (Entity.CORPORATION, False),
        (Entity.LLC, True),
        (Entity.TRUST, True),
        (Entity.INDIVIDUAL, True),
        (Entity.ESTATE, True),
        (None, False),
    ],
)
def test_the_words_reach_partnerships_and_corporations(entity: Entity | None, outside: bool) -> None:
    assert outside_the_words(investor("H1", entity=entity)) is outside


def test_as_written_only_groups_within_the_words_are_one() -> None:
    free = matter(holders=FUND)
    strict = matter(holders=FUND, readings={"affiliate_entities": "as_written"})
    led_otherwise = matter(
        holders=FUND, groups=[AffiliateGroup("Fund", "H2")], readings={"affiliate_entities": "as_written"}
    )

    assert aggregated_groups(free, group_leads(free)) == {"Fund"}
    assert aggregated_groups(strict, group_leads(strict)) == frozenset()
    assert aggregated_groups(led_otherwise, group_leads(led_otherwise)) == {"Fund"}


# -- one person, two groups --------------------------------------------------------------------------------------------


def test_a_person_in_two_groups_is_named_with_both() -> None:
    holders = [
        investor("H1", "J. Hawthorn", group="Alder"),
        investor("H2", "Birch", group="Birch"),
        investor("H3", " j.  HAWTHORN ", group="Birch"),
    ]

    assert persons_in_two_groups(holders) == (PersonInTwoGroups("J. Hawthorn", ("Alder", "Birch"), ("H1", "H3")),)
    (found,) = persons_in_two_groups(holders)
    assert "Hawthorn is in two affiliate groups, Alder and Birch" in words_of(found.statement)


@pytest.mark.parametrize(
    "holders",
    [
        [investor("H1", "Ash", group="Tree"), investor("H2", "Ash", group="Tree")],
        [investor("H1", "Ash", group="Tree"), investor("H2", "Ash")],
        [investor("H1", "Ash", group="Tree"), Holder("H2", "Ash", Role.OTHER_HOLDER, "Wood")],
        [investor("H1", "Ash", group="Tree"), investor("H2", "Asher", group="Wood")],
        [],
    ],
)
def test_one_name_in_one_group_is_no_contradiction(holders: list[Holder]) -> None:
    assert persons_in_two_groups(holders) == ()


# -- inside a group ----------------------------------------------------------------------------------------------------


def member(place: int, cap: int, held: int, agreed: int | None = None) -> SplitMember:
    """Make a member that asked, by its place in the register."""
    return SplitMember(place, NamedPerson(f"H{place}", f"Member {place}"), cap, held, agreed)


def test_a_group_splits_by_the_holdings_of_those_who_asked() -> None:
    """Draw 100 shares over holdings 300 and 100, the first capped at 50: 75 and 25, then 50 and 50."""
    split = split_group("Fund", 100, [member(3, 50, 300), member(8, 100, 100)], ShareRounding.LARGEST_REMAINDER)

    assert split.shares == {3: 50, 8: 50}
    assert split.quotas == {3: Fraction(50), 8: Fraction(50)}
    assert (split.agreed, split.refused) == (False, None)


def test_a_groups_whole_shares_go_to_the_largest_remainders() -> None:
    split = split_group("Fund", 10, [member(0, 99, 2), member(1, 99, 1)], ShareRounding.FLOOR)

    assert split.quotas == {0: Fraction(20, 3), 1: Fraction(10, 3)}
    assert split.shares == {0: 7, 1: 3}


def test_a_group_splits_in_lots_where_lots_are_the_reading() -> None:
    split = split_group("Fund", 550, [member(0, 999, 2), member(1, 999, 1)], ShareRounding.ROUND_LOT_100)

    assert split.shares == {0: 350, 1: 200}
    people = [Person("I", 500, 500, group="Fund"), Person("II", 400, 400, group="Fund"), Person("Beech", 900, 900)]
    in_lots = cutback_of(people, 1_100, readings={"share_rounding": "round_lot_100"})
    assert allocated(in_lots) == {"I": 300, "II": 200, "Beech": 500}


def test_an_agreed_split_that_adds_up_stands() -> None:
    split = split_group("Fund", 100, [member(0, 90, 300, 10), member(1, 90, 100, 90)], ShareRounding.LARGEST_REMAINDER)

    assert (split.agreed, split.shares, split.refused) == (True, {0: 10, 1: 90}, None)
    assert split.quotas == {0: Fraction(10), 1: Fraction(90)}


def test_who_is_not_in_an_agreed_split_gets_nothing() -> None:
    split = split_group("Fund", 80, [member(0, 90, 300, 80), member(1, 90, 100)], ShareRounding.LARGEST_REMAINDER)

    assert (split.agreed, split.shares) == (True, {0: 80, 1: 0})
    idle = split_group("Fund", 80, [member(0, 90, 300, 80), member(1, 0, 100, 0)], ShareRounding.LARGEST_REMAINDER)
    assert (idle.agreed, idle.shares) == (True, {0: 80, 1: 0})


def test_an_agreed_split_that_does_not_add_up_gives_way_and_says_so() -> None:
    split = split_group("Fund", 100, [member(0, 90, 300, 10), member(1, 90, 100, 80)], ShareRounding.LARGEST_REMAINDER)

    assert (split.agreed, split.shares) == (False, {0: 75, 1: 25})
    assert "The agreed split of Fund adds up to 90 and the group got 100" in words_of(split.refused or "")


def test_an_agreed_split_above_what_a_member_can_sell_gives_way_and_says_so() -> None:
    split = split_group("Fund", 100, [member(0, 90, 300, 9), member(1, 90, 100, 91)], ShareRounding.LARGEST_REMAINDER)

    assert not split.agreed
    assert "gives Member 1 91 shares, more than the 90 it can sell" in words_of(split.refused or "")


@given(st.data(), st.lists(st.tuples(st.integers(1, 60), st.integers(0, 40)), min_size=1, max_size=6))
def test_a_split_adds_up_and_passes_no_cap(data: st.DataObject, rows: list[tuple[int, int]]) -> None:
    members = [member(place, cap, cap + more) for place, (cap, more) in enumerate(rows)]
    got = data.draw(st.integers(0, sum(each.cap for each in members)))
    rounding = data.draw(st.sampled_from(ShareRounding))
    split = split_group("Fund", got, members, rounding)

    assert sum(split.shares.values()) == got == sum(split.quotas.values())
    assert all(split.shares[each.place] <= each.cap for each in members)


def test_a_cutback_follows_the_agreed_split_and_says_when_it_does_not_add_up() -> None:
    """Draw Fund I and II, who hold and ask for 60 each, against Beech with 120: 45 to the group of 90."""

    def cut(one: int | None, two: int | None, maximum: int = 90) -> tuple[dict[str, int], str]:
        people = [
            Person("I", 60, 60, group="Fund", agreed=one),
            Person("II", 60, 60, group="Fund", agreed=two),
            Person("Beech", 120, 120),
        ]
        cutback = cutback_of(people, maximum)
        return allocated(cutback), " ".join(words_of(note) for note in cutback.outcome.notes)

    assert cut(None, None)[0] == {"I": 23, "II": 22, "Beech": 45}
    assert cut(5, 40)[0] == {"I": 5, "II": 40, "Beech": 45}
    assert "agreed split" not in cut(5, 40)[1]
    assert cut(5, 30)[0] == {"I": 23, "II": 22, "Beech": 45}
    assert "The agreed split of Fund adds up to 35 and the group got 45" in cut(5, 30)[1]
    assert cut(60, 60, maximum=240)[0] == {"I": 60, "II": 60, "Beech": 120}


def test_an_agreed_split_gives_nothing_to_who_asked_for_nothing() -> None:
    people = [Person("I", 60, 60, group="Fund", agreed=35), Person("II", 60, 0, group="Fund", agreed=10)]
    cutback = cutback_of([*people, Person("Beech", 120, 120)], 90)

    assert allocated(cutback) == {"I": 45, "II": 0, "Beech": 45}
    assert any("gives II 10 shares, more than the 0 it can sell" in words_of(note) for note in cutback.outcome.notes)
    silent = cutback_of([Person("I", 60, 0, group="Fund", agreed=10), Person("Beech", 120, 120)], 90)
    assert any("gives I 10 shares, more than the 0 it can sell" in words_of(note) for note in silent.outcome.notes)


def test_an_agreed_split_of_who_is_in_no_single_investor_is_said_to_be_idle() -> None:
    people = [Person("Ash", 60, 60, agreed=10), Person("Beech", 60, 60)]

    assert any("typed for Ash is not used" in words_of(note) for note in cutback_of(people, 60).outcome.notes)
    grouped = [Person("Ash", 60, 60, group="Tree", agreed=30), Person("Beech", 60, 60)]
    assert not any("is not used" in words_of(note) for note in cutback_of(grouped, 60).outcome.notes)
