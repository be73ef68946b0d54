"""The limits of ranks, worked by hand: floors, caps, largest cuts, removal, lots, unused room, cases."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from rra_desktop.calculation.cutback.offering_cutback import Cutback
from rra_desktop.domain.conditions import Condition, ConditionPair
from rra_desktop.domain.declared_facts import DeclaredFact
from rra_desktop.domain.priority_plans import PriorityPlan, Tier, TierCase, Unused, Weight
from rra_desktop.domain.registrations import Purpose, Registration
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

HOLDERS = ("investors", "other_holders")
COMPANY_FIRST = Tier(("company",))
PEOPLE = [Person("Ash", 600, 600), Person("Beech", 400, 400), other("Dogwood", 500, 500)]


def plan_of(*tiers: Tier, governs: tuple[str, ...] = (), never_cut: bool = False) -> PriorityPlan:
    """Make a plan of tiers."""
    return PriorityPlan("own", "Own plan", "9", tiers, never_cut, governs=governs)


@pytest.mark.parametrize(
    ("tier", "shares"),
    [
        # what the Company (1,000), Ash (600) and Beech (400) get of 1,000
        (Tier(("investors",), floor=250), (750, 150, 100)),
        (Tier(("investors",), floor=Decimal(500)), (750, 150, 100)),
        (Tier(("investors",), floor=Fraction(1, 4)), (750, 150, 100)),
        (Tier(("investors",), floor=5_000), (0, 600, 400)),
        (Tier(("investors",), most_cut=Fraction(3, 4)), (750, 150, 100)),
        (Tier(("investors",), floor=100, most_cut=Fraction(3, 4)), (750, 150, 100)),
        (Tier(("investors",), floor=300, most_cut=Fraction(3, 4)), (700, 180, 120)),
        (Tier(("investors",), most_cut_each=Fraction(3, 4)), (750, 150, 100)),
        (Tier(("investors",), Weight.EQUAL, most_cut_each=Fraction(3, 4)), (750, 150, 100)),
    ],
)
def test_what_a_rank_keeps_from_those_before_it(tier: Tier, shares: tuple[int, int, int]) -> None:
    cutback = cutback_of(PEOPLE[:2], 1_000, 1_000, plan=plan_of(COMPANY_FIRST, tier), price="2.00")

    got = allocated(cutback)
    assert (cutback.outcome.company.allocated, got["Ash"], got["Beech"]) == shares


@pytest.mark.parametrize("cap", [300, Fraction(3, 10), Decimal(600)])
def test_a_cap_is_honoured_however_it_is_said(cap: int | Fraction | Decimal) -> None:
    plan = plan_of(Tier(("investors",), cap=cap), Tier(("other_holders",)), never_cut=True)

    assert allocated(cutback_of(PEOPLE, 1_000, plan=plan, price="2.00")) == {"Ash": 180, "Beech": 120, "Dogwood": 500}


def test_a_limit_in_dollars_waits_for_the_price() -> None:
    outcome = cutback_of(PEOPLE, 1_000, plan=plan_of(Tier(HOLDERS, floor=Decimal(500)))).outcome

    assert pending_of(outcome) == "the price, by which a limit of the plan in dollars is measured"
    assert outcome.total_allocated == 0


def test_nobody_is_cut_by_more_than_the_largest_cut_of_each() -> None:
    """Draw 100 over 900 and 100 held, 90 asked by each: Beech would get 10 and keeps 45 of its 90."""
    people = [Person("Ash", 900, 90), Person("Beech", 100, 90)]
    tier = Tier(("investors",), Weight.HELD, most_cut_each=Fraction(1, 2))

    assert allocated(cutback_of(people, 100, plan=plan_of(tier))) == {"Ash": 55, "Beech": 45}
    assert allocated(cutback_of(people, 140, plan=plan_of(tier))) == {"Ash": 90, "Beech": 50}
    conflict = cutback_of(people, 50, plan=plan_of(tier))
    assert allocated(conflict) == {"Ash": 45, "Beech": 5}
    assert "may not be cut below 90, and there are only 50 to keep for it" in texts(conflict)
    (only,) = cutback_of(people, 100, plan=plan_of(tier)).outcome.rounds[:1]
    assert (only.kept, only.capped, only.short) == (("Beech",), (), False)


def test_a_least_share_is_never_rounded_down() -> None:
    """Draw five asked, cut by at most half: three stay."""
    people = [Person("Ash", 1_000, 1_000), Person("Beech", 5, 5)]
    tier = Tier(("investors",), Weight.REQUESTED, most_cut_each=Fraction(1, 2))

    assert allocated(cutback_of(people, 510, plan=plan_of(tier))) == {"Ash": 507, "Beech": 3}


@pytest.mark.parametrize(
    ("maximum", "shares"),
    [
        (2_000, {"Ash": 600, "Beech": 400, "Dogwood": 500, "Elm": 200}),
        (1_699, {"Ash": 600, "Beech": 400, "Dogwood": 500, "Elm": 0}),
        (1_499, {"Ash": 600, "Beech": 400, "Dogwood": 0, "Elm": 0}),
        (1_200, {"Ash": 600, "Beech": 400, "Dogwood": 0, "Elm": 0}),
        (500, {"Ash": 300, "Beech": 200, "Dogwood": 0, "Elm": 0}),
    ],
)
def test_classes_are_removed_wholly_one_after_another(maximum: int, shares: dict[str, int]) -> None:
    """Remove the founders first, then Other Holders, before an Investor is cut: room for 200 brings no founder back."""
    people = [*PEOPLE, Person("Elm", 200, 200, of_class="founders")]
    plan = plan_of(
        Tier(("investors",)),
        Tier(("other_holders",), removed_wholly=True),
        Tier(("founders",), removed_wholly=True),
        never_cut=True,
    )
    cutback = cutback_of(people, maximum, plan=plan)

    assert allocated(cutback) == shares
    assert ("is removed wholly" in texts(cutback)) is (0 in shares.values())


def test_lots_of_a_plan_leave_at_most_one_odd_share_and_nothing_unsold() -> None:
    cutback = cutback_of(PEOPLE, 1_050, plan=plan_of(Tier(HOLDERS, lot=100), never_cut=True))

    assert allocated(cutback) == {"Ash": 400, "Beech": 300, "Dogwood": 350}
    down = cutback_of(PEOPLE, 1_050, plan=plan_of(Tier(HOLDERS, lot=100)), readings={"share_rounding": "floor"})
    assert allocated(down) == {"Ash": 400, "Beech": 200, "Dogwood": 300}
    assert "150 shares are left over by rounding down to whole lots of 100" in texts(down)


@pytest.mark.parametrize("reading", ["yes", "no"])
def test_a_rank_says_itself_whether_unused_room_goes_round(reading: str) -> None:
    people = [Person("Ash", 600, 100), Person("Beech", 400, 400)]
    readings = {"cutback_reallocate": reading}

    def got(unused: Unused) -> Cutback:
        return cutback_of(people, 450, plan=plan_of(Tier(("investors",), unused=unused)), readings=readings)

    assert allocated(got(Unused.GOES_ROUND)) == {"Ash": 100, "Beech": 350}
    assert allocated(got(Unused.LOST)) == {"Ash": 100, "Beech": 180}
    assert "170 shares stay unused" in texts(got(Unused.LOST))
    assert allocated(got(Unused.READING)) == allocated(got(Unused.GOES_ROUND if reading == "yes" else Unused.LOST))


def test_the_entitled_are_those_who_ask_without_their_silent_affiliates() -> None:
    people = [Person("Ash", 300, 300), Person("Birch", 300, 0), Person("Cedar", 300, 300)]
    people = [replace(each, group="Tree") if each.id != "Cedar" else each for each in people]

    held, entitled = (
        allocated(cutback_of(people, 300, plan=plan_of(Tier(("investors",), weight))))
        for weight in (Weight.HELD, Weight.ENTITLED)
    )
    assert (held["Ash"], held["Cedar"]) == (200, 100)
    assert (entitled["Ash"], entitled["Cedar"]) == (150, 150)


# -- the Initiating Investors ------------------------------------------------------------------------------------------


def test_who_made_the_demand_is_served_where_the_initiators_are_named() -> None:
    plan = plan_of(Tier(HOLDERS), Tier(("initiators",)), never_cut=True, governs=("demand",))
    made = replace(demand(), initiated_by=("Beech",))

    first = plan_of(Tier(("initiators",)), Tier(HOLDERS), never_cut=True)
    assert allocated(cutback_of(PEOPLE, 950, plan=first, registration=made)) == {
        "Ash": 300,
        "Beech": 400,
        "Dogwood": 250,
    }
    assert allocated(cutback_of(PEOPLE, 1_200, plan=plan, registration=made))["Beech"] == 100


def test_a_rank_for_initiators_without_any_is_said() -> None:
    plan = plan_of(Tier(("initiators",)), Tier(HOLDERS))

    assert "nobody is recorded as having made the demand" in texts(cutback_of(PEOPLE, 950, plan=plan))


# -- cases -------------------------------------------------------------------------------------------------------------

FLOORED = Tier(("investors",), floor=Fraction(3, 10))


def with_case(key: str, value: str | bool) -> Tier:
    """Return the floored tier without its floor where a condition holds."""
    when = Condition((ConditionPair(key, (value,)),))
    return replace(FLOORED, cases=(TierCase(when, replace(FLOORED, floor=None)),))


def cut_with(tier: Tier, registration: Registration, *facts: DeclaredFact) -> Cutback:
    """Cut the Company and the people back to 1,000 in a registration; the form asks some facts."""
    plan = plan_of(COMPANY_FIRST, tier)
    made = offering_matter(PEOPLE[:2], maximum=1_000, company=1_000, plan=plan, registration=registration)
    return cut_back_matter(replace(made, form=replace(made.form, facts=facts)), PEOPLE[:2])


def test_a_case_on_the_purpose_takes_the_floor_away() -> None:
    tier = with_case("purpose", "rule_145")

    assert cut_with(tier, piggyback()).outcome.total_allocated == 300
    without = cut_with(tier, piggyback(purpose=Purpose.RULE_145))
    assert without.outcome.total_allocated == 0
    assert "In rank 2 other limits hold, because of this: purpose: rule 145." in texts(without)


def test_a_case_on_a_fact_of_the_form_holds_once_the_fact_is_recorded() -> None:
    fact = DeclaredFact("ipo", "Is it the initial public offering?")
    tier = with_case("ipo", value=True)
    answered = {
        answer: cut_with(tier, replace(piggyback(), facts=(("ipo", answer),)), fact) for answer in ("yes", "no")
    }

    assert {answer: each.outcome.total_allocated for answer, each in answered.items()} == {"yes": 0, "no": 300}
    assert "Is it the initial public offering?: yes" in texts(answered["yes"])
    silent = cut_with(tier, piggyback(), fact)
    assert silent.outcome.total_allocated == 300
    assert "turns on what is not recorded (“Is it the initial public offering?”)" in texts(silent)
    unknown = cut_with(with_case("ipo", "unknown"), piggyback(), fact)
    assert unknown.outcome.total_allocated == 0


def test_the_ranks_in_force_stand_in_the_outcome() -> None:
    outcome = cut_with(with_case("purpose", "rule_145"), piggyback(purpose=Purpose.RULE_145)).outcome

    assert outcome.tiers == (COMPANY_FIRST, replace(FLOORED, floor=None))


# -- which plan --------------------------------------------------------------------------------------------------------


def cutback_under(*plans: PriorityPlan, registration: Registration, picked: str = "") -> Cutback:
    """Cut an offering of a registration back where the form has these plans."""
    made = offering_matter(PEOPLE, maximum=900, plan=picked, registration=registration)
    return cut_back_matter(replace(made, form=replace(form(), plans=plans)), PEOPLE)


OF_DEMANDS = replace(plan_of(Tier(HOLDERS), governs=("demand",)), id="of-demands", name="Of demands")
OF_ANY = replace(plan_of(Tier(HOLDERS)), id="of-any", section="")


def test_a_demand_has_the_plan_that_is_meant_for_it() -> None:
    cutback = cutback_under(OF_ANY, OF_DEMANDS, registration=demand())

    assert cutback.outcome.plan == "of-demands"
    assert "no underwriter cutback for a demand" not in texts(cutback)


def test_those_that_fit_are_offered_first_and_say_for_what() -> None:
    offered = cutback_under(OF_DEMANDS, OF_ANY, registration=piggyback()).offered_plans

    assert [(each.plan.id, each.fits, each.rights) for each in offered] == [
        ("of-any", True, ()),
        ("of-demands", False, ("demand",)),
    ]


def test_a_plan_of_another_right_is_said_to_be_one() -> None:
    own = replace(OF_DEMANDS, id="own", governs=("piggyback",))
    cutback = cutback_under(OF_DEMANDS, own, registration=piggyback(), picked="of-demands")

    assert "“Of demands” is meant for another kind of registration" in texts(cutback)
