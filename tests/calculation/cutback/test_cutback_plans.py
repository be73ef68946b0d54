"""The cutback under other plans than §3(c), and while something is awaited."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rra_desktop.domain.allocation import CompanyAllocation, CutbackRound
from rra_desktop.domain.priority_plans import COMPANY, PriorityPlan, Tier, Weight
from rra_desktop.domain.registrations import Purpose
from tests.calculation.offering_builder import (
    Person,
    allocated,
    cut_back_matter,
    cutback_of,
    offering_matter,
    other,
    texts,
)
from tests.matters import demand, form, piggyback
from tests.saying import pending_of


def test_without_a_maximum_the_result_waits_for_it() -> None:
    cutback = cutback_of([Person("Ash", 60, 50)], None, 20)
    outcome = cutback.outcome
    (ash,) = outcome.participants

    assert pending_of(outcome) == "the underwriters’ maximum"
    assert (outcome.rounds, outcome.capacity, outcome.total_cut, outcome.total_requested) == ((), None, 0, 50)
    assert (ash.held, ash.requested, ash.allocated, ash.cut, ash.participates) == (60, 50, 0, 0, True)
    assert ash.quota == 0
    assert (outcome.company, outcome.total_allocated) == (CompanyAllocation(20, 0), 0)
    assert cutback.at_maximum(30).pending == ()


def test_nobody_is_cut_while_the_result_waits() -> None:
    cutback = cutback_of([Person("Ash", 60, 50, group="Tree"), Person("Beech", 60, 50)], None)

    assert [(group.requested, group.allocated, group.cut) for group in cutback.outcome.groups] == [(50, 0, 0)]
    assert [cutback.values.value(subject, "cut") for subject in ("Ash", "Beech", "Tree", "")] == [0, 0, 0, 0]


def test_a_demand_registration_waits_for_a_plan_that_counsel_picks() -> None:
    people = [Person("Ash", 60, 60)]
    unpicked = offering_matter(people, maximum=100, plan="", registration=demand())
    picked = offering_matter(people, maximum=100, plan="demand-investors-first", registration=demand())

    pending = cut_back_matter(unpicked, people).outcome
    assert "no underwriter cutback for a demand registration" in pending_of(pending)
    assert "counsel must pick one" in pending_of(pending)
    assert (pending.plan, pending.capacity, pending.total_allocated) == ("", None, 0)
    chosen = cut_back_matter(picked, people)
    assert chosen.outcome.pending == ()
    assert "the plan “Demand: Investors first” is counsel’s choice" in texts(chosen)


def test_a_piggy_back_registration_follows_the_agreements_own_plan() -> None:
    people = [Person("Ash", 60, 60)]
    made = offering_matter(people, maximum=30, plan="", registration=piggyback())

    assert cut_back_matter(made, people).outcome.plan == "section-3c"


def test_another_plan_is_said_to_be_counsels_choice() -> None:
    assert "counsel’s choice" in texts(cutback_of([Person("Ash", 60, 60)], 30, plan="all-pro-rata"))
    assert "counsel’s choice" not in texts(cutback_of([Person("Ash", 60, 60)], 30))


def test_an_unknown_plan_waits_for_one_that_is_known() -> None:
    outcome = cutback_of([Person("Ash", 60, 60)], 30, plan="barter").outcome

    assert "none called “barter”" in pending_of(outcome)
    assert (outcome.plan, outcome.plan_name, outcome.section) == ("barter", "", "")


def test_a_stock_plan_registration_carries_no_piggy_back_right() -> None:
    people = [Person("Ash", 60, 60)]
    made = offering_matter(people, maximum=30, registration=piggyback(purpose=Purpose.STOCK_PLAN))

    assert "solely for a Company stock plan carries no piggy-back right" in texts(cut_back_matter(made, people))


HOLDERS = ("investors", "other_holders")


def plan_of(*tiers: Tier, never_cut: bool = False) -> PriorityPlan:
    """Make a plan of tiers."""
    return PriorityPlan("own", "Own plan", "", tiers, company_is_never_cut=never_cut)


PEOPLE = [Person("Ash", 600, 600), Person("Beech", 400, 400), other("Dogwood", 500, 500)]


@pytest.mark.parametrize(
    ("plan", "maximum", "shares"),
    [
        # what the Company (1,000), Ash (600), Beech (400) and Dogwood (500) get
        ("company-investors-others", 1_500, (1_000, 300, 200, 0)),
        ("company-investors-others", 2_200, (1_000, 600, 400, 200)),
        ("company-investors-others", 800, (800, 0, 0, 0)),
        ("demand-investors-first", 1_500, (500, 600, 400, 0)),
        ("demand-investors-first", 500, (0, 300, 200, 0)),
        ("demand-investors-first", 2_300, (1_000, 600, 400, 300)),
        ("all-pro-rata", 1_250, (500, 300, 200, 250)),
        ("venture-30-floor", 1_000, (700, 180, 120, 0)),
        ("venture-30-floor", 1_250, (875, 225, 150, 0)),
        ("venture-30-floor", 2_100, (1_000, 600, 400, 100)),
        ("venture-30-floor", 1_600, (1_000, 360, 240, 0)),
        ("section-3c", 1_750, (1_000, 300, 200, 250)),
    ],
)
def test_the_shipped_plans(plan: str, maximum: int, shares: tuple[int, int, int, int]) -> None:
    cutback = cutback_of(PEOPLE, maximum, 1_000, plan=plan)

    assert (cutback.outcome.company.allocated, *allocated(cutback).values()) == shares


def test_the_form_ships_these_plans() -> None:
    assert [plan.id for plan in form().plans] == [
        "section-3c",
        "company-investors-others",
        "demand-investors-first",
        "all-pro-rata",
        "venture-30-floor",
    ]


def test_a_floor_is_a_share_of_the_whole_offering_and_no_fraction_is_taken_from_it() -> None:
    """Draw a maximum of 1,001: three tenths are 300.3, and the Company's 700.7 are rounded down."""
    cutback = cutback_of(PEOPLE, 1_001, 1_000, plan="venture-30-floor")

    assert cutback.outcome.company.allocated == 700
    assert cutback.outcome.total_allocated == 301


def test_floors_that_promise_more_than_there_is_are_kept_in_order() -> None:
    """Draw two floors of three fifths each of 100: the first has its 60, the second what is left."""
    tiers = (Tier((member,), floor=Fraction(3, 5)) for member in HOLDERS)
    people = [Person("Ash", 100, 100), other("Dogwood", 100, 100)]

    assert allocated(cutback_of(people, 100, plan=plan_of(*tiers, never_cut=True))) == {"Ash": 60, "Dogwood": 40}


def test_a_floor_above_the_cap_of_its_class_keeps_no_more_than_the_cap() -> None:
    """Draw a class kept half but capped at a quarter: of 100, 25 are kept from the class before it."""
    capped = Tier(("other_holders",), floor=Fraction(1, 2), cap=Fraction(1, 4))
    people = [Person("Ash", 100, 100), other("Dogwood", 100, 100)]
    plan = plan_of(Tier(("investors",)), capped, never_cut=True)

    assert allocated(cutback_of(people, 100, plan=plan)) == {"Ash": 75, "Dogwood": 25}


def test_a_floor_keeps_no_more_than_is_asked() -> None:
    assert cutback_of([Person("Ash", 600, 10)], 1_000, 1_000, plan="venture-30-floor").outcome.company.allocated == 990


def test_company_and_holders_share_half_and_half() -> None:
    """Draw 1,001 shares: 500.5 each; the fraction goes to the holders."""
    cutback = cutback_of(PEOPLE, 1_001, 1_000, plan=plan_of(Tier(HOLDERS, company_half=True)))

    assert cutback.outcome.company.allocated == 500
    assert allocated(cutback) == {"Ash": 200, "Beech": 134, "Dogwood": 167}


def test_what_one_half_leaves_goes_to_the_other() -> None:
    cutback = cutback_of(PEOPLE, 1_000, 100, plan=plan_of(Tier(HOLDERS, company_half=True)))

    assert cutback.outcome.company.allocated == 100
    assert cutback.outcome.total_allocated == 900
    plan = plan_of(Tier(HOLDERS, company_half=True))
    unused = cutback_of(PEOPLE, 1_000, 100, plan=plan, readings={"cutback_reallocate": "no"}).outcome
    assert (unused.company.allocated, unused.total_allocated) == (100, 500)


def test_a_class_capped_at_a_share_of_the_offering_leaves_the_rest_to_those_behind() -> None:
    plan = plan_of(Tier(("other_holders",), cap=Fraction(1, 4)), Tier(("investors",)), never_cut=True)
    cutback = cutback_of(PEOPLE, 1_000, 0, plan=plan)

    assert allocated(cutback) == {"Ash": 450, "Beech": 300, "Dogwood": 250}


def test_a_named_class_is_served_where_it_is_named() -> None:
    plan = plan_of(Tier(("founders",)), Tier(HOLDERS), never_cut=True)
    people = [PEOPLE[0], replace(PEOPLE[1], of_class="founders"), PEOPLE[2]]

    assert allocated(cutback_of(people, 950, plan=plan)) == {"Ash": 300, "Beech": 400, "Dogwood": 250}


def test_a_group_stands_in_the_first_rank_that_serves_any_of_it() -> None:
    plan = plan_of(Tier(("founders",)), Tier(HOLDERS), never_cut=True)
    people = [
        Person("Ash", 600, 600, group="Tree"),
        Person("Beech", 400, 400, group="Tree", of_class="founders"),
        other("Dogwood", 500, 500),
    ]

    assert allocated(cutback_of(people, 1_100, plan=plan)) == {"Ash": 600, "Beech": 400, "Dogwood": 100}


def test_affiliates_do_not_aggregate_in_a_tier_that_says_so() -> None:
    plan = plan_of(Tier(HOLDERS, aggregate_affiliates=False), never_cut=True)
    people = [Person("I", 60, 60, group="Fund"), Person("II", 60, 0, group="Fund"), Person("Beech", 60, 60)]
    cutback = cutback_of(people, 60, plan=plan)

    assert allocated(cutback) == {"I": 30, "II": 0, "Beech": 30}
    assert list(cutback.outcome.groups) == []


def test_who_no_rank_serves_gets_nothing_and_is_named() -> None:
    plan = plan_of(Tier(("investors",)), never_cut=True)
    cutback = cutback_of(PEOPLE, 1_500, plan=plan)

    assert allocated(cutback)["Dogwood"] == 0
    assert "The plan serves nobody of the kind of Dogwood" in texts(cutback)


def test_a_group_that_no_rank_serves_is_no_single_investor_here() -> None:
    plan = plan_of(Tier(("other_holders",)), never_cut=True)
    people = [Person("Ash", 600, 600, group="Tree"), other("Dogwood", 500, 500)]
    outcome = cutback_of(people, 900, plan=plan).outcome

    assert list(outcome.groups) == []
    assert [(row.group, row.allocated) for row in outcome.participants] == [(None, 0), (None, 500)]


def test_of_many_that_no_rank_serves_the_rest_is_counted() -> None:
    plan = plan_of(Tier(("investors",)), never_cut=True)
    cutback = cutback_of([other(f"H{place}", 1, 1) for place in range(7)], 3, plan=plan)

    assert "of the kind of H0, H1, H2, H3, H4 and 2 more" in texts(cutback)


def test_a_company_the_plan_forgets_takes_what_is_left() -> None:
    assert cutback_of(PEOPLE, 1_700, 1_000, plan=plan_of(Tier(HOLDERS))).outcome.company.allocated == 200


@pytest.mark.parametrize("again", [Tier((COMPANY, *HOLDERS)), Tier(HOLDERS, company_half=True)])
def test_a_company_the_plan_names_twice_is_served_once(again: Tier) -> None:
    people = [Person("Ash", 600, 600)]
    in_the_first = cutback_of(people, 150, 100, plan=plan_of(Tier((COMPANY,)), again))
    before_them_all = cutback_of(people, 150, 100, plan=plan_of(again, never_cut=True))

    for cutback in (in_the_first, before_them_all):
        assert (cutback.outcome.company.allocated, cutback.outcome.total_allocated) == (100, 50)


def test_rounds_are_numbered_through_all_ranks() -> None:
    """Draw Investors first (Beech is capped in round 1), then Other Holders with nothing left."""
    people = [Person("Ash", 600, 600), Person("Beech", 600, 100), other("Dogwood", 500, 500)]
    outcome = cutback_of(people, 500, plan="company-investors-others").outcome

    assert outcome.rounds == (
        CutbackRound(1, 2, Fraction(500), 1_200, ("Beech",)),
        CutbackRound(2, 2, Fraction(400), 600, ()),
        CutbackRound(3, 3, Fraction(0), 500, ()),
    )
    assert [row.round for row in outcome.participants] == [2, 1, 3]
    three = plan_of(Tier(("investors",)), Tier(("other_holders",)), Tier(("founders",)), never_cut=True)
    last = cutback_of([*people, Person("Elm", 500, 500, of_class="founders")], 500, plan=three).outcome
    assert [(each.number, each.tier) for each in last.rounds] == [(1, 1), (2, 1), (3, 2), (4, 3)]


def test_a_group_that_reaches_its_request_is_named_as_one() -> None:
    people = [Person("I", 50, 5, group="Tree"), Person("II", 50, 5, group="Tree"), Person("Beech", 100, 100)]

    assert [each.capped for each in cutback_of(people, 60).outcome.rounds] == [("Tree",), ()]


def test_a_rank_of_the_company_alone_has_no_rounds() -> None:
    outcome = cutback_of(PEOPLE, 800, 1_000, plan="company-investors-others").outcome

    assert outcome.company.allocated == 800
    assert [(each.number, each.tier) for each in outcome.rounds] == [(1, 2), (2, 3)]


def test_the_company_counts_for_one_in_equal_parts() -> None:
    plan = plan_of(Tier((COMPANY, *HOLDERS), Weight.EQUAL))
    cutback = cutback_of([Person("Ash", 600, 600), Person("Beech", 900, 900)], 300, 500, plan=plan)

    assert cutback.outcome.company.allocated == 100
    assert allocated(cutback) == {"Ash": 100, "Beech": 100}
    assert cutback.figure("company", "quota").value == 100


def test_the_company_is_named_where_it_is_capped() -> None:
    outcome = cutback_of(
        [Person("Ash", 600, 600)], 400, 100, plan=plan_of(Tier((COMPANY, *HOLDERS), Weight.EQUAL))
    ).outcome

    assert outcome.rounds[0].capped == ("company",)
    assert (outcome.company.allocated, outcome.total_allocated, outcome.capacity) == (100, 300, 300)
