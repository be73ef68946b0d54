"""The cutback of §3(c), case by case: what each rule gives and what the result says beside its numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rra_desktop.calculation.cutback.offering_cutback import Cutback, cut_back
from rra_desktop.domain.allocation import CutbackRound, GroupAllocation
from rra_desktop.domain.offerings import OfferingRequest
from rra_desktop.domain.priority_plans import PriorityPlan, Tier, Weight
from rra_desktop.domain.register import Entity
from rra_desktop.wording import words_of
from tests.calculation.offering_builder import (
    Person,
    allocated,
    cut_back_matter,
    cutback_of,
    offering_matter,
    other,
    texts,
)
from tests.matters import form, worked_cutback
from tests.saying import pending_of


@pytest.fixture
def worked() -> Cutback:
    """Cut the worked example back, from the ledger on."""
    made = worked_cutback()
    return cut_back(made, made.offerings[0])


# -- the worked example (§3(c)) ----------------------------------------------------------------------------------------


def test_the_worked_example_from_the_ledger_on(worked: Cutback) -> None:
    """Draw the example: Alder's two funds are one Investor though only one sells.

    holder          held      requested  quota         allocated  round
    Alder Fund I   1,800,000  1,800,000  } 28,875,000    1,698,529    2
    Alder Fund II  1,200,000          0  }     / 17              0
    Birch          2,400,000  2,400,000    23100000/17   1,358,824    2
    Cedar            600,000    150,000    150,000         150,000    1
    Dogwood        1,400,000  1,400,000    13475000/17     792,647    2
    """
    outcome = worked.outcome
    alder_one, alder_two, birch, cedar, dogwood = outcome.participants

    assert allocated(worked) == {"H1": 1_698_529, "H2": 0, "H3": 1_358_824, "H4": 150_000, "H5": 792_647}
    assert str(birch.quota) == "23100000/17"
    assert str(dogwood.quota) == "13475000/17"
    assert alder_one.quota == 1_698_529
    assert (alder_two.participates, alder_two.round, alder_two.group) == (False, None, "Alder")
    assert [row.cut for row in outcome.participants] == [101_471, 0, 1_041_176, 0, 607_353]
    assert (cedar.round, birch.round, dogwood.round, alder_one.round) == (1, 2, 2, 2)
    assert list(outcome.groups) == [
        GroupAllocation(
            "Alder",
            ("H1", "H2"),
            held=3_000_000,
            requested=1_800_000,
            counted=1_800_000,
            weight=3_000_000,
            quota=Fraction(28_875_000, 17),
            allocated=1_698_529,
            cut=101_471,
            round=2,
        )
    ]
    assert outcome.rounds == (
        CutbackRound(1, 1, Fraction(4_000_000), 7_400_000, ("H4",)),
        CutbackRound(2, 1, Fraction(3_850_000), 6_800_000, ()),
    )
    assert (outcome.capacity, outcome.maximum, outcome.company.allocated) == (4_000_000, 10_000_000, 6_000_000)
    assert (outcome.total_held, outcome.total_requested) == (7_400_000, 5_750_000)
    assert (outcome.total_allocated, outcome.total_cut) == (4_000_000, 1_750_000)
    assert (outcome.plan, outcome.plan_name, outcome.section, outcome.pending) == ("section-3c", "§3(c)", "3(c)", ())


def test_pro_rata_to_shares_requested(worked: Cutback) -> None:
    other_way = worked.under("cutback_weight", "requested")

    assert allocated(other_way) == {"H1": 1_252_174, "H2": 0, "H3": 1_669_565, "H4": 104_348, "H5": 973_913}
    assert worked.shares_moved_by("cutback_weight") == 310_741 + 181_266


def test_a_reading_that_is_none_of_shares_moves_none(worked: Cutback) -> None:
    assert worked.shares_moved_by("request_window_from") == 0
    assert worked.shares_moved_by("affiliate_entities") == 0


def test_a_reading_with_a_single_choice_moves_no_shares() -> None:
    people = [Person("Ash", 60, 60), Person("Beech", 60, 30)]
    made = offering_matter(people, maximum=30)
    readings = [
        replace(each, choices=each.choices[:1]) if each.id == "cutback_weight" else each for each in form().readings
    ]
    settled = replace(made, form=replace(form(), readings=tuple(readings)))

    assert cut_back_matter(made, people).shares_moved_by("cutback_weight") > 0
    assert cut_back_matter(settled, people).shares_moved_by("cutback_weight") == 0


def test_shares_that_one_choice_leaves_to_nobody_move_too() -> None:
    """Draw caps 10 and 90 with weights 50 and 90 and room for 70: Beech gets 60, or 45 where Ash's rest stays."""
    people = [Person("Ash", 50, 10), Person("Beech", 90, 90)]

    assert cutback_of(people, 70).shares_moved_by("cutback_reallocate") == 15
    assert cutback_of(people, 70, readings={"cutback_reallocate": "no"}).shares_moved_by("cutback_reallocate") == 15


def test_another_choice_replaces_its_own_reading_and_leaves_the_others() -> None:
    """Draw 20 shares: in proportion to requests 8, 8 and 4; to holdings 5 for Cedar, and 7.5 for each other."""
    people = [Person("Ash", 10, 10), Person("Beech", 10, 10), Person("Cedar", 10, 5)]
    chosen = {"cutback_weight": "requested", "share_rounding": "floor"}
    other_way = cutback_of(people, 20, readings=chosen).under("cutback_weight", "held")

    assert [row.quota for row in other_way.outcome.participants] == [Fraction(15, 2), Fraction(15, 2), 5]
    assert allocated(other_way) == {"Ash": 7, "Beech": 7, "Cedar": 5}


def test_only_issued_shares_count_where_the_reading_says_so(worked: Cutback) -> None:
    issued = worked.under("registrable_basis", "issued_only").outcome

    assert [row.held for row in issued.participants] == [900_000, 600_000, 1_200_000, 300_000, 1_400_000]
    assert issued.rounds == ()
    assert issued.participants[0].over_asked


def test_the_slider_leaves_the_result_as_it_was(worked: Cutback) -> None:
    at_nine = worked.at_maximum(9_000_000)

    assert (at_nine.capacity, at_nine.total_allocated, at_nine.offering.maximum) == (3_000_000, 3_000_000, 9_000_000)
    assert worked.outcome.total_allocated == 4_000_000


# -- steps 1 to 3: requests, room, no cutback --------------------------------------------------------------------------


def test_a_request_above_the_holding_is_flagged_and_counts_for_what_is_held() -> None:
    """Draw Ash, who holds 100 and asks for 150; Beech holds and asks for 100; room for 100."""
    cutback = cutback_of([Person("Ash", 100, 150), Person("Beech", 100, 100)], 100)
    ash = cutback.outcome.participants[0]

    assert allocated(cutback) == {"Ash": 50, "Beech": 50}
    assert (ash.over_asked, ash.requested, ash.counted, ash.cut) == (True, 150, 100, 50)
    assert not cutback.outcome.participants[1].over_asked
    assert "Ash asks for 150 and holds 100" in texts(cutback)


def test_of_many_requests_above_the_holding_the_rest_is_counted() -> None:
    cutback = cutback_of([Person(f"H{place}", 1, 2) for place in range(8)], 3)

    assert sum("asks for 2 and holds 1" in words_of(note) for note in cutback.outcome.notes) == 5
    assert "3 more holders ask for more than they hold" in texts(cutback)


def test_nobody_is_cut_when_the_capped_requests_fit() -> None:
    cutback = cutback_of([Person("Ash", 60, 100), Person("Beech", 40, 40)], 300, 200)

    assert allocated(cutback) == {"Ash": 60, "Beech": 40}
    assert cutback.outcome.rounds == ()
    assert [row.round for row in cutback.outcome.participants] == [None, None]
    assert "cut from the underwriting" not in texts(cutback)


def test_the_company_alone_exceeds_the_maximum() -> None:
    cutback = cutback_of([Person("Ash", 60, 60)], 100, 101)
    outcome = cutback.outcome

    assert (outcome.capacity, outcome.total_allocated, outcome.company.allocated) == (0, 0, 101)
    assert "The Company’s own 101 shares alone exceed the maximum of 100" in texts(cutback)
    assert "gives no rule for cutting the Company" in texts(cutback)


def test_the_company_alone_fills_the_maximum() -> None:
    outcome = cutback_of([Person("Ash", 60, 60)], 100, 100).outcome

    assert outcome.capacity == 0
    assert not any("alone exceed" in words_of(note) for note in outcome.notes)
    assert any("own shares are not cut" in words_of(note) for note in outcome.notes)


def test_a_company_without_shares_of_its_own_is_not_spoken_of() -> None:
    assert "Company’s own" not in texts(cutback_of([Person("Ash", 60, 60)], 30))


def test_the_empty_register() -> None:
    outcome = cutback_of([], 100, 40).outcome

    assert (list(outcome.participants), outcome.rounds, outcome.capacity) == ([], (), 60)


def test_who_asks_for_nothing_or_holds_nothing_does_not_take_part() -> None:
    """Draw Ash and Beech in equal parts, with Cedar silent and Elm holding nothing: two parts, not four."""
    plan = PriorityPlan("equal", "Equal parts", "", (Tier(("investors",), Weight.EQUAL),), company_is_never_cut=True)
    people = [Person("Ash", 90, 90), Person("Beech", 90, 90), Person("Cedar", 90, None), Person("Elm", 0, 10)]
    cutback = cutback_of(people, 60, plan=plan, readings={"cutback_reallocate": "no"})

    assert allocated(cutback) == {"Ash": 30, "Beech": 30, "Cedar": 0, "Elm": 0}
    assert [row.participates for row in cutback.outcome.participants] == [True, True, False, False]


def test_a_transferee_without_counterpart_is_outside() -> None:
    people = [Person("Ash", 60, 60), Person("Juniper", 60, 60, counts=False), Person("Beech", 60, 60)]
    cutback = cutback_of(people, 60)

    assert allocated(cutback) == {"Ash": 30, "Beech": 30}
    assert [note for note in texts(cutback).splitlines() if "takes no part" in note] == [
        (
            "The request of Juniper for 60 takes no part. "
            "A transferee that has executed no counterpart is not an Investor (§7)."
        )
    ]


def test_of_several_without_counterpart_those_that_asked_are_named() -> None:
    people = [
        Person("Juniper", 60, 60, counts=False),
        Person("Larch", 60, 0, counts=False),
        Person("Maple", 60, None, counts=False),
        Person("Ash", 60, 0),
    ]
    cutback = cutback_of(people, 60)

    assert [words_of(note).split(" for")[0] for note in cutback.outcome.notes] == ["The request of Juniper"]


def test_a_transferee_that_asked_for_nothing_is_not_spoken_of() -> None:
    assert "Juniper" not in texts(cutback_of([Person("Ash", 60, 60), Person("Juniper", 60, counts=False)], 60))


# -- step 4: single Investors ------------------------------------------------------------------------------------------


def test_a_request_of_somebody_outside_the_register_takes_no_part() -> None:
    people = [Person("Ash", 60, 60)]
    made = offering_matter(people, maximum=30)
    stray = replace(made, offering_requests=(*made.offering_requests, OfferingRequest("O1", "Elm", 40)))
    cutback = cut_back_matter(stray, people)

    assert "The request of Elm for 40 takes no part. It is not in the register." in texts(cutback).splitlines()
    assert allocated(cutback) == {"Ash": 30}


def test_other_holders_are_not_grouped() -> None:
    """Draw an Other Holder that carries a group's name: it stands alone."""
    people = [Person("Ash", 60, 60, group="Tree"), other("Dogwood", 60, 60)]
    people[1] = Person(people[1].id, 60, 60, group="Tree", role=people[1].role)
    outcome = cutback_of(people, 60).outcome

    assert [row.group for row in outcome.participants] == ["Tree", None]
    assert [group.members for group in outcome.groups] == [("Ash",)]


def test_only_participating_members_weigh_where_the_reading_says_so() -> None:
    """Draw Fund I (asks 60 of 60) and Fund II (silent, 60), against Beech (asks 60 of 60), with room for 60.

    All related: weights 120 and 60 give 40 and 20. Only participating: 60 and 60 give 30 and 30.
    """
    people = [Person("I", 60, 60, group="Fund"), Person("II", 60, 0, group="Fund"), Person("Beech", 60, 60)]
    all_related = cutback_of(people, 60)
    narrow = cutback_of(people, 60, readings={"affiliate_scope": "participating_only"})

    assert allocated(all_related) == {"I": 40, "II": 0, "Beech": 20}
    assert allocated(narrow) == {"I": 30, "II": 0, "Beech": 30}
    assert [group.weight for group in all_related.outcome.groups] == [120]
    assert [group.weight for group in narrow.outcome.groups] == [60]


def test_a_group_led_by_a_trust_is_outside_the_words_as_written() -> None:
    """Draw a family trust with two members who sell and hold 60 each, against Beech, who holds 120.

    As one they weigh 120 with a cap of 60: 30 each after the cap. One by one they weigh 60 each.
    """
    people = [
        Person("Trust", 60, 60, group="Family", entity=Entity.TRUST),
        Person("Son", 60, 0, group="Family", entity=Entity.INDIVIDUAL),
        Person("Beech", 120, 120),
    ]
    as_one = cutback_of(people, 90)
    as_written = cutback_of(people, 90, readings={"affiliate_entities": "as_written"})

    assert allocated(as_one) == {"Trust": 45, "Son": 0, "Beech": 45}
    assert allocated(as_written) == {"Trust": 30, "Son": 0, "Beech": 60}
    assert "neither partnership nor corporation: the words do not reach it, and it is taken as one" in texts(as_one)
    assert "its members are cut one by one" in texts(as_written)
    assert list(as_written.outcome.groups) == []
    assert [row.group for row in as_written.outcome.participants] == [None, None, None]


def test_as_written_one_group_may_be_within_the_words_and_another_not() -> None:
    people = [
        Person("Trust", 60, 60, group="Family", entity=Entity.TRUST),
        Person("Son", 60, 60, group="Family", entity=Entity.INDIVIDUAL),
        Person("I", 60, 60, group="Fund"),
        Person("II", 60, 60, group="Fund"),
    ]
    outcome = cutback_of(people, 90, readings={"affiliate_entities": "as_written"}).outcome

    assert [group.name for group in outcome.groups] == ["Fund"]
    assert [row.group for row in outcome.participants] == [None, None, "Fund", "Fund"]


def test_a_lead_of_unknown_kind_is_said_to_be_unknown_as_written() -> None:
    people = [Person("Ash", 60, 60, group="Tree", entity=None), Person("Beech", 60, 60)]

    assert "is not recorded" in texts(cutback_of(people, 60, readings={"affiliate_entities": "as_written"}))
    assert "is not recorded" not in texts(cutback_of(people, 60))


def test_a_group_that_asks_for_nothing_is_not_spoken_of_but_stands_in_the_result() -> None:
    people = [Person("Ash", 60, 0, group="Tree", entity=Entity.LLC), Person("Beech", 60, 60)]
    cutback = cutback_of(people, 30)

    assert "Tree" not in texts(cutback)
    (tree,) = cutback.outcome.groups
    assert tree == GroupAllocation("Tree", ("Ash",), 60, 0, 0, 0, Fraction(0), allocated=0, cut=0, round=None)


def test_a_person_in_two_groups_is_refused_with_both_names() -> None:
    people = [
        Person("H1", 60, 60, group="Alder", name="J. Hawthorn"),
        Person("H2", 60, 60, group="Birch", name="j.  hawthorn"),
    ]
    outcome = cutback_of(people, 60).outcome

    assert "J. Hawthorn is in two affiliate groups, Alder and Birch" in pending_of(outcome)
    assert outcome.total_allocated == 0


def test_two_persons_in_two_groups_are_told_in_two_sentences() -> None:
    people = [
        Person(f"H{number}", 60, 60, group=group, name=name)
        for number, (group, name) in enumerate(
            (("Alder", "Ash"), ("Birch", "Ash"), ("Alder", "Elm"), ("Birch", "Elm")), start=1
        )
    ]
    pending = pending_of(cutback_of(people, 60).outcome)
    assert " by name; Elm is in two affiliate groups" in pending
    assert pending.count("is in two affiliate groups") == 2


def test_without_a_price_no_proceeds_are_known() -> None:
    """Without a price nobody knows what a share brings, whoever sells."""
    nobody = offering_matter([Person("Ash", 60, 0)], maximum=10)
    assert cut_back_matter(nobody, [Person("Ash", 60, 0)]).proceeds.sellers.gross is None
    somebody = [Person("Ash", 60, 60)]
    assert cut_back_matter(offering_matter(somebody, maximum=10), somebody).proceeds.sellers.gross is None


# -- steps 5 and 6: readings of the proportion -------------------------------------------------------------------------


def test_what_a_holder_leaves_goes_to_nobody_where_the_reading_says_so() -> None:
    """Draw caps 10 and 90 with weights 50 and 90 and room for 70: shares 25 and 45."""
    people = [Person("Ash", 50, 10), Person("Beech", 90, 90)]

    assert allocated(cutback_of(people, 70)) == {"Ash": 10, "Beech": 60}
    single = cutback_of(people, 70, readings={"cutback_reallocate": "no"})
    assert allocated(single) == {"Ash": 10, "Beech": 45}
    assert "15 shares stay unused" in texts(single)


def test_rounding_down_says_what_is_left_over() -> None:
    people = [Person(name, 10, 10) for name in ("Ash", "Beech", "Cedar")]
    cutback = cutback_of(people, 20, readings={"share_rounding": "floor"})

    assert allocated(cutback) == {"Ash": 6, "Beech": 6, "Cedar": 6}
    assert "2 shares are left over by rounding down" in texts(cutback)


def test_equal_remainders_go_to_the_earlier_in_the_register() -> None:
    assert allocated(cutback_of([Person(name, 10, 10) for name in ("Ash", "Beech", "Cedar")], 20)) == {
        "Ash": 7,
        "Beech": 7,
        "Cedar": 6,
    }


def test_whether_cut_shares_stay_registered_is_said() -> None:
    people = [Person("Ash", 60, 60)]

    assert "The 40 shares cut from the underwriting leave the registration statement too." in texts(
        cutback_of(people, 20)
    )
    stay = cutback_of(people, 20, readings={"cut_shares_stay_registered": "yes"})
    assert "The 40 shares cut from the underwriting stay in the registration statement" in texts(stay)
