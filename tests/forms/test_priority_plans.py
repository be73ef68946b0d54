"""The plans of a form: every key of a tier is read exactly, and what cannot be is refused where it stands."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from fractions import Fraction

import pytest

from rra_desktop.domain.conditions import Condition, ConditionPair
from rra_desktop.domain.priority_plans import RULE_415, PriorityPlan, Tier, TierCase, Unused, Weight
from rra_desktop.domain.register import Security
from rra_desktop.forms.reader import read_form
from tests.forms.test_reader import FILE, SHIPPED, changed, refusals

LAST = "# -- deadlines, in the order"


def with_plan(tiers: str, *, more: str = "") -> str:
    """Return the shipped form with one more plan."""
    plan = f"""[[plans]]
id = "own"
name = "Own"
section = "9"
meaning = "A plan for the test."
{more}
tiers = [{tiers}]

"""
    return SHIPPED.replace(LAST, plan + LAST, 1)


def read(tiers: str, *, more: str = "") -> PriorityPlan:
    """Return the plan as it is read."""
    return read_form(with_plan(tiers, more=more), FILE).plan("own")


def refused(tiers: str, *, more: str = "") -> list[str]:
    """Return what a plan is refused with, without the place in the file."""
    return [sentence.split("plans “own”", 1)[1].lstrip(",: ") for sentence in refusals(with_plan(tiers, more=more))]


def test_every_field_of_a_tier_can_be_said() -> None:
    sentence = refusals(changed('floor = "3/10"', 'holders = ["H1"]')[0])[0]
    keys = sentence.split("Its keys: ")[1].rstrip(".").split(", ")

    assert set(keys) == {field.name for field in fields(Tier)}


def test_every_key_of_a_tier_is_read() -> None:
    (tier,) = read(
        '{ members = ["initiators", "investors"], weight = "entitled", aggregate_affiliates = false, floor = "30%", '
        'cap = 250000, most_cut = "70%", most_cut_each = "1/2", unused = "lost", lot = 100, '
        'cases = [{ when = { purpose = "stock_plan" }, floor = "0%", weight = "equal" }] }'
    ).tiers

    assert tier == Tier(
        ("initiators", "investors"),
        Weight.ENTITLED,
        aggregate_affiliates=False,
        floor=Fraction(3, 10),
        cap=250_000,
        most_cut=Fraction(7, 10),
        most_cut_each=Fraction(1, 2),
        unused=Unused.LOST,
        lot=100,
        cases=tier.cases,
    )
    (case,) = tier.cases
    assert case == TierCase(Condition((ConditionPair("purpose", ("stock_plan",)),)), case.tier)
    assert (case.tier.floor, case.tier.weight, case.tier.cap) == (Fraction(0), Weight.EQUAL, 250_000)
    assert case.tier.cases == ()


@pytest.mark.parametrize(
    ("written", "portion"),
    [
        ("250000", 250_000),
        ('"30%"', Fraction(3, 10)),
        ('"1/3"', Fraction(1, 3)),
        ('"$5,000,000"', Decimal(5_000_000)),
        ('"$0.50"', Decimal("0.50")),
    ],
)
def test_a_part_of_the_offering_is_a_share_a_number_or_dollars(written: str, portion: Fraction | int | Decimal) -> None:
    (tier,) = read(f'{{ members = ["investors"], floor = {written} }}').tiers

    assert (tier.floor, type(tier.floor)) == (portion, type(portion))


def test_a_plan_for_rule_415_tells_kinds_of_share_apart() -> None:
    plan = read(
        '{ members = ["investors"], securities = ["common", "preferred"] }, '
        '{ members = ["investors"], securities = ["warrant"], lot = 100 }',
        more='for = ["rule_415"]',
    )

    assert plan.governs == (RULE_415,)
    assert plan.of_rule_415
    assert [tier.securities for tier in plan.tiers] == [(Security.COMMON, Security.PREFERRED), (Security.WARRANT,)]


def test_the_agreements_own_plan_is_for_its_own_right() -> None:
    form = read_form(SHIPPED, FILE)

    assert {plan.id: plan.governs for plan in form.plans if plan.governs} == {"section-3c": ("piggyback",)}


INVESTORS = '{ members = ["investors"]'


@pytest.mark.parametrize(
    ("tiers", "more", "sentence"),
    [
        (
            f'{INVESTORS}, floor = "3/2" }}',
            "",
            "tier 1: “floor” is a share of the whole, at most “100%”, not “3/2”.",
        ),
        (
            f"{INVESTORS}, floor = 0.3 }}",
            "",
            (
                "tier 1: “floor” must be a share of the offering, as “30%”, a whole number of shares, as 250000, or "
                "dollars, as “$5,000,000”, not the inexact number 0.3."
            ),
        ),
        (
            f'{INVESTORS}, flor = "3/10" }}',
            "",
            (
                "tier 1: “flor” is no key of tiers. Did you mean “floor”? Its keys: aggregate_affiliates, cap, "
                "cases, company_half, floor, lot, members, most_cut, most_cut_each, removed_wholly, securities, "
                "unused, weight."
            ),
        ),
        (
            f'{INVESTORS}, floor = "3/10", cap = "20%" }}',
            "",
            "tier 1: “cap” must not be below the “floor”, which is 3/10, as it is: 1/5.",
        ),
        (
            f'{INVESTORS}, floor = "$500,000", cap = "$1,000" }}',
            "",
            "tier 1: “cap” must not be below the “floor”, which is $500,000, as it is: $1,000.",
        ),
        (
            f"{INVESTORS}, floor = 5000, cap = 1000 }}",
            "",
            "tier 1: “cap” must not be below the “floor”, which is 5,000, as it is: 1,000.",
        ),
        (
            f"{INVESTORS}, lot = 0 }}",
            "",
            "tier 1: “lot” must be a whole number of shares, at least 1, not the whole number 0.",
        ),
        (
            f'{INVESTORS}, removed_wholly = true, floor = "10%" }}',
            "",
            "tier 1: “floor” cannot be had in a tier that is removed wholly: that gets all it asks, or nothing.",
        ),
        (
            f'{INVESTORS}, company_half = true, most_cut_each = "10%" }}',
            "",
            (
                "tier 1: “most_cut_each” cannot be had in a tier that the Company shares by half; give it a tier of "
                "its own."
            ),
        ),
        (
            f'{INVESTORS}, floor = "30%", cases = [{{ when = {{ purpose = "offering" }}, cap = "20%" }}] }}',
            "",
            "tier 1: “cases” leaves “cap”, which must not be below the “floor”, which is 3/10, as it is: 1/5.",
        ),
        (
            f'{INVESTORS}, cases = [{{ when = {{ purpose = "offering" }} }}] }}',
            "",
            "tier 1: “cases” says nothing that differs where its condition holds.",
        ),
        (
            f'{INVESTORS}, cases = [{{ when = {{ purpos = "offering" }}, floor = "1%" }}] }}',
            "",
            "Did you mean “purpose”?",
        ),
        (
            '{ members = ["companies"] }',
            "",
            (
                "“members” names “companies”, and the form has no such class of holders. Did you mean “company”? Known "
                "are “company”, “initiators”, “investors”, “other_holders”."
            ),
        ),
        (
            f'{INVESTORS} }}, {{ members = ["company", "investors"] }}',
            "",
            "“tiers” serves “investors” in tier 2, which an earlier tier has served.",
        ),
        (
            '{ members = ["company"] }, { members = ["investors"], company_half = true }',
            "",
            "“tiers” serves “company” in tier 2, which an earlier tier has served.",
        ),
        (
            f'{INVESTORS}, securities = ["common", "warrant"] }}, {INVESTORS}, securities = ["warrant"] }}',
            'for = ["rule_415"]',
            "“tiers” serves “investors” with “warrant” in tier 2, which an earlier tier has served.",
        ),
        (
            f'{INVESTORS}, securities = ["common"] }}',
            "",
            "“tiers” tells kinds of share apart, which only a plan for “rule_415” does.",
        ),
        (
            f"{INVESTORS} }}",
            'for = ["rule_415", "demand"]',
            "“for” names a right beside “rule_415”; what the SEC lets be registered has a plan of its own.",
        ),
        (
            f"{INVESTORS} }}",
            'for = ["pigyback"]',
            (
                "“for” names “pigyback”, and the form has no such right. Did you mean “piggyback”? Known are “demand”, "
                "“piggyback”, “rule_415”."
            ),
        ),
        (
            f'{INVESTORS}, floor = "60%" }}, {{ members = ["other_holders"], floor = "1/2" }}',
            "",
            "“tiers” has floors that add up to 11/10 of the offering, which is more than all of it.",
        ),
        (
            (
                f'{INVESTORS}, floor = "60%" }}, {{ members = ["other_holders"], floor = "10%", '
                'cases = [{ when = { purpose = "offering" }, floor = "1/2" }] }'
            ),
            "",
            "“tiers” has floors that add up to 11/10 of the offering, which is more than all of it.",
        ),
        (
            '{ members = ["company"] }, { members = ["investors"] }',
            "company_is_never_cut = true",
            "“tiers” serves the Company in tier 1, and “company_is_never_cut” serves it before them all.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(tiers: str, more: str, sentence: str) -> None:
    found = refused(tiers, more=more)

    assert len(found) == 1
    assert found[0].endswith(sentence), found
