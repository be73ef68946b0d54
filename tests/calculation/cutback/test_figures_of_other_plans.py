"""Why a cutback's numbers are what they are under other plans than §3(c): ranks, limits and kinds of share."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rra_desktop.calculation.cutback.offering_cutback import Cutback
from rra_desktop.domain.figures import Convention, Figure
from rra_desktop.domain.priority_plans import PriorityPlan, Tier, Weight
from rra_desktop.domain.register import Security
from rra_desktop.domain.statements import Gravity, stated
from rra_desktop.wording import words_of
from tests.calculation.offering_builder import Person, cutback_of, other
from tests.saying import remarks_of

HOLDERS = ("investors", "other_holders")
COMPANY_FIRST = Tier(("company",))


def steps(figure: Figure[object]) -> list[tuple[str, str]]:
    """Return the label and working of each step."""
    return [(words_of(step.label), words_of(step.rule)) for step in figure.inputs]


def plan_of(*tiers: Tier) -> PriorityPlan:
    """Make a plan of tiers."""
    return PriorityPlan("own", "Own plan", "9", tiers)


def all_steps(figure: Figure[object]) -> Iterator[Figure[object]]:
    """Yield every step of a figure down to the last."""
    for step in figure.inputs:
        yield step
        yield from all_steps(step)


def said_of(cutback: Cutback, label: str, subject: str = "Ash") -> str:
    """Return the working of the one step of an allocation that has a label."""
    found = {
        words_of(step.rule) for step in all_steps(cutback.figure(subject, "allocated")) if words_of(step.label) == label
    }
    (rule,) = found
    return rule


PEOPLE = [Person("Ash", 600, 600), Person("Beech", 400, 400), other("Dogwood", 500, 500)]


def test_a_floor_in_shares_is_shown_where_it_takes_room() -> None:
    plan = plan_of(COMPANY_FIRST, Tier(("investors",), floor=300))
    cutback = cutback_of(PEOPLE, 1_000, 1_000, plan=plan)

    assert said_of(cutback, "Kept for rank 2", "company") == "300 shares"
    assert said_of(cutback, "Room in rank 1", "company") == "1,000 − 300 kept for the floors behind = 700"


def test_a_floor_in_dollars_shows_its_price_and_what_is_asked_of_it() -> None:
    plan = plan_of(COMPANY_FIRST, Tier(("investors",), floor=Decimal(1_000)))

    at_two = cutback_of(PEOPLE, 1_000, 1_000, plan=plan, price="2.50")
    assert said_of(at_two, "Kept for rank 2", "company") == "$1,000.00 at $2.50 a share = 400"
    asks_less = cutback_of(PEOPLE, 1_000, 1_000, plan=plan, price="0.50")
    said = "$1,000.00 at $0.50 a share = 2,000, of which there are 1,000 to keep"
    assert said_of(asks_less, "Kept for rank 2", "company") == said


def test_a_largest_cut_shows_what_stays() -> None:
    plan = plan_of(COMPANY_FIRST, Tier(("investors",), most_cut=Fraction(7, 10)))
    cutback = cutback_of(PEOPLE, 1_000, 1_000, plan=plan)

    said = "of 1,000 asked at most 70.00% may be cut, so that 300 stay"
    assert said_of(cutback, "Kept for rank 2", "company") == said


def test_a_cap_in_dollars_shows_its_price() -> None:
    cutback = cutback_of(PEOPLE, 1_000, plan=plan_of(Tier(HOLDERS, cap=Decimal(1_000))), price="2.50")

    assert said_of(cutback, "Cap of rank 1") == "$1,000.00 at $2.50 a share = 400"
    assert said_of(cutback, "Room in rank 1") == "1,000, at most 400 = 400"


def test_a_least_share_is_explained_in_the_round_in_which_it_is_kept() -> None:
    """Draw 100 over weights 900 and 100 with half of 90 each kept: Beech would get 10, and gets 45."""
    people = [Person("Ash", 900, 90), Person("Beech", 100, 90)]
    cutback = cutback_of(people, 100, plan=plan_of(Tier(("investors",), Weight.HELD, most_cut_each=Fraction(1, 2))))

    beech, ash = (dict(steps(cutback.figure(who, "allocated"))) for who in ("Beech", "Ash"))
    assert (
        beech["Round 1 · in proportion to shares held"] == "100 × 100 / 1,000 = 10, less than the 45 that cannot be cut"
    )
    assert ash["Round 2 · what is left after the least shares of Beech"] == "55 × 900 / 900 = 55"
    first = cutback.figure("Ash", "allocated").inputs[1]
    assert "Beech gets the least share below which it cannot be cut." in remarks_of(first)


def test_least_shares_without_room_for_them_are_a_conflict() -> None:
    people = [Person("Ash", 900, 90), Person("Beech", 100, 90)]
    cutback = cutback_of(people, 50, plan=plan_of(Tier(("investors",), Weight.HELD, most_cut_each=Fraction(1, 2))))

    room, *_ = cutback.figure("Ash", "allocated").inputs
    (mark,) = room.marks
    assert mark.gravity is Gravity.CONFLICT
    assert words_of(mark).startswith("There is not room for the 90 shares below which nobody in this rank may be cut")
    rules = [rule for _, rule in steps(cutback.figure("Ash", "allocated"))]
    assert "50 × 900 / 1,000 = 45, which covers the least share of 45" in rules


def test_a_rank_removed_wholly_says_so_in_its_room() -> None:
    plan = plan_of(Tier(("investors",)), Tier(("other_holders",), removed_wholly=True))
    cutback = cutback_of(PEOPLE, 1_200, plan=plan)

    said = "200 left by earlier ranks is less than the 500 asked: all of the rank is removed"
    assert said_of(cutback, "Room in rank 2", "Dogwood") == said


def test_lots_of_a_plan_are_explained() -> None:
    cutback = cutback_of(PEOPLE, 1_000, plan=plan_of(Tier(HOLDERS, lot=100)))

    said = (
        "400 is whole already",
        "266.67 rounded down to whole lots of 100; what is left goes a lot each to the largest remainders → 300",
    )
    found = [dict(steps(cutback.figure(who, "allocated"))) for who in ("Ash", "Beech")]
    assert tuple(each["Whole shares, as nearly as practicable"] for each in found) == said


def test_what_each_kind_of_share_gets_is_a_step_of_its_own() -> None:
    kinds = {Security.COMMON: 400, Security.WARRANT: 200}
    tiers = (Tier(("investors",), securities=(each,)) for each in (Security.COMMON, Security.WARRANT))
    plan = PriorityPlan("own", "Rule 415", "2(e)", tuple(tiers), governs=("rule_415",))
    cutback = cutback_of([Person("Ash", 600, 600, kinds=kinds), Person("Beech", 400, 400)], 900, plan=plan)

    assert steps(cutback.figure("Ash", "allocated")) == [
        ("Ash · Common", "400 shares"),
        ("Ash · Warrant shares", "100 shares"),
    ]
    assert said_of(cutback, "Most that may be registered") == "900 shares, all sellers"
    assert said_of(cutback, "Ash · Warrant shares · requested") == "200 of the 600 asked"
    assert [words_of(each.label) for each in cutback.figure("Ash", "held").inputs] == [
        "Ash · Common · held",
        "Ash · Warrant shares · held",
    ]


def test_the_room_of_a_rank_names_what_went_before_and_what_is_kept() -> None:
    people = [Person("Ash", 600, 600), other("Dogwood", 500, 500)]
    cutback = cutback_of(people, 1_001, 1_000, plan="venture-30-floor")

    company = cutback.figure("company", "allocated")
    assert company.value == 700
    assert ("Room in rank 1", "1,001 − 300.30 kept for the floors behind = 700.70") in steps(company)
    ash = cutback.figure("Ash", "allocated")
    assert steps(ash)[0] == ("Room in rank 2", "300.30 left by earlier ranks = 300.30")
    assert ash.authority == Convention(stated("conventions/priority_plan", plan="Venture, 30% floor"))


def test_the_room_of_a_capped_class_and_of_halves() -> None:
    people = [Person("Ash", 600, 600), other("Dogwood", 500, 500)]
    capped = PriorityPlan("own", "Own", "", (Tier(HOLDERS, cap=Fraction(1, 4)),), company_is_never_cut=True)
    halved = PriorityPlan("own", "Own", "", (Tier(HOLDERS, company_half=True),))

    assert steps(cutback_of(people, 1_000, plan=capped).figure("Ash", "allocated"))[0] == (
        "Room in rank 1",
        "1,000, at most 25% of 1,000 = 250",
    )
    half = cutback_of(people, 1_000, 800, plan=halved)
    assert steps(half.figure("Ash", "allocated"))[0] == (
        "Room in rank 1",
        "1,000 divided half and half with the Company = 500",
    )
    assert half.figure("company", "allocated").value == 500
    assert half.figure("company", "quota").value == 500


def test_the_company_shares_a_proportion_with_holders() -> None:
    figure = cutback_of([Person("Ash", 600, 600)], 900, 1_200, plan="all-pro-rata").figure("company", "allocated")

    assert figure.value == 600
    assert ("Round 1 · in proportion to shares requested", "900 × 1,200 / 1,800 = 600") in steps(figure)


def test_a_group_that_is_not_one_investor_is_explained_by_its_members() -> None:
    plan = PriorityPlan("own", "Own", "", (Tier(HOLDERS, aggregate_affiliates=False),), company_is_never_cut=True)
    people = [Person("I", 60, 60, group="Fund"), Person("II", 60, 60, group="Fund"), Person("Beech", 60, 60)]
    cutback = cutback_of(people, 90, plan=plan)

    assert (cutback.figure("Fund", "allocated").value, cutback.figure("Fund", "quota").value) == (60, 60)
    assert [words_of(step.label) for step in cutback.figure("Fund", "allocated").inputs] == [
        "I · allocated",
        "II · allocated",
    ]
    assert cutback.figure("Fund", "held").value == 120
