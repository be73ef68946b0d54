"""The engine gives what the hand calculation gives, for every plan and reading."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rra_desktop.calculation.cutback.offering_cutback import Cutback
from rra_desktop.domain.priority_plans import COMPANY, INITIATORS, PriorityPlan, Tier, Unused, Weight
from rra_desktop.domain.register import Role
from tests.calculation.offering_builder import Person, allocated, cutback_of
from tests.calculation.reference_cutback import Answer, Case, reference_cutback
from tests.matters import form, piggyback

pytestmark = pytest.mark.timeout(1_200)

SHARES = st.one_of(st.integers(0, 40), st.integers(0, 5_000), st.integers(0, 10**12))
FRACTIONS = st.sampled_from([None, Fraction(0), Fraction(1, 10), Fraction(3, 10), Fraction(1, 3), Fraction(1, 2)])
PORTIONS = st.one_of(
    FRACTIONS, FRACTIONS, st.integers(0, 40), st.decimals(0, 100, places=2), st.sampled_from([Decimal(10**7)])
)
MEMBERS = (COMPANY, INITIATORS, "investors", "other_holders", "founders")
PRICE = "1.25"


@st.composite
def registers(draw: st.DrawFn) -> list[Person]:
    """Draw a register of up to nine: groups, Other Holders, some without counterpart, some asking for too much."""
    shares = draw(st.sampled_from([st.integers(0, 6), SHARES]))
    return [
        Person(
            f"H{place}",
            draw(shares),
            draw(st.none() | shares),
            group=draw(st.sampled_from([None, None, "A", "B"])),
            role=draw(st.sampled_from([Role.INVESTOR, Role.INVESTOR, Role.OTHER_HOLDER])),
            counts=draw(st.sampled_from([True, True, True, False])),
            agreed=draw(st.none() | st.none() | st.integers(0, 5)),
            of_class=draw(st.sampled_from(["", "", "founders"])),
        )
        for place in range(draw(st.integers(0, 9)))
    ]


@st.composite
def tiers(draw: st.DrawFn) -> Tier:
    """Draw a tier of any kind."""
    return Tier(
        tuple(draw(st.lists(st.sampled_from(MEMBERS), unique=True, max_size=3))),
        draw(st.sampled_from(Weight)),
        aggregate_affiliates=draw(st.booleans()),
        floor=draw(PORTIONS),
        company_half=draw(st.booleans()),
        cap=draw(PORTIONS),
        most_cut=draw(FRACTIONS),
        most_cut_each=draw(FRACTIONS),
        removed_wholly=draw(st.sampled_from([False, False, False, True])),
        unused=draw(st.sampled_from(Unused)),
        lot=draw(st.sampled_from([1, 1, 7, 100])),
    )


PLANS = st.one_of(
    st.sampled_from([plan.id for plan in form().plans]),
    st.builds(
        PriorityPlan,
        st.just("drawn"),
        st.just("Drawn"),
        st.just(""),
        st.lists(tiers(), min_size=1, max_size=4).map(tuple),
        company_is_never_cut=st.booleans(),
    ),
)
READINGS = st.fixed_dictionaries(
    {
        "cutback_weight": st.sampled_from(["held", "requested"]),
        "cutback_reallocate": st.sampled_from(["yes", "no"]),
        "affiliate_scope": st.sampled_from(["all_related", "participating_only"]),
        "share_rounding": st.sampled_from(["largest_remainder", "floor", "round_lot_100"]),
    }
)


def cut_back(
    people: list[Person], maximum: int, company: int, plan: str | PriorityPlan, readings: dict[str, str]
) -> Cutback:
    """Cut an offering of a registration that the first two in the register have initiated."""
    registration = replace(piggyback(), initiated_by=tuple(person.id for person in people[:2]))
    return cutback_of(people, maximum, company, plan=plan, readings=readings, price=PRICE, registration=registration)


def by_hand(people: list[Person], maximum: int, company: int, plan: PriorityPlan, readings: dict[str, str]) -> Answer:
    """Do the cutback by hand."""
    initiators = [person.id for person in people[:2]]
    return reference_cutback(
        Case(
            people,
            maximum,
            company,
            plan,
            readings["cutback_weight"],
            readings["cutback_reallocate"] == "yes",
            readings["affiliate_scope"] == "all_related",
            readings["share_rounding"],
            [person.group for person in people if person.group],
            initiators,
            Fraction(PRICE),
        )
    )


@given(
    registers(),
    st.one_of(st.integers(0, 12), SHARES, st.integers(0, 10**13)),
    st.one_of(st.integers(0, 6), SHARES),
    PLANS,
    READINGS,
)
@example(
    [Person("H0", 5, 5, group="A"), Person("H1", 3, 0, group="A"), Person("H2", 8, 8)],
    7,
    0,
    "section-3c",
    {
        "cutback_weight": "held",
        "cutback_reallocate": "yes",
        "affiliate_scope": "all_related",
        "share_rounding": "largest_remainder",
    },
)
def test_the_engine_agrees_with_the_hand_calculation(
    people: list[Person], maximum: int, company: int, plan: str | PriorityPlan, readings: dict[str, str]
) -> None:
    cutback = cut_back(people, maximum, company, plan, readings)
    answer = by_hand(people, maximum, company, form().plan(plan) if isinstance(plan, str) else plan, readings)
    counted = {person.id: answer.shares[person.id] for person in people if person.counts}

    assert allocated(cutback) == counted
    assert cutback.outcome.company.allocated == answer.company
    assert cutback.outcome.total_allocated == sum(counted.values())


@given(registers(), st.integers(0, 60), st.integers(0, 6), PLANS, READINGS)
def test_exact_quotas_agree_with_the_hand_calculation(
    people: list[Person], maximum: int, company: int, plan: str | PriorityPlan, readings: dict[str, str]
) -> None:
    cutback = cut_back(people, maximum, company, plan, readings)
    answer = by_hand(people, maximum, company, form().plan(plan) if isinstance(plan, str) else plan, readings)

    found = exact_quotas(cutback)
    assert found == dict.fromkeys(found, 0) | answer.quotas


def exact_quotas(cutback: Cutback) -> dict[str, Fraction]:
    """Return the exact share of every single Investor that takes part, by group or holder."""
    outcome = cutback.outcome
    quotas = {group.name: group.quota for group in outcome.groups if group.weight}
    return quotas | {row.holder: row.quota for row in outcome.participants if row.participates and row.group is None}


@pytest.mark.parametrize("plan", [plan.id for plan in form().plans])
@given(people=registers(), maximum=SHARES, company=SHARES, readings=READINGS)
def test_every_shipped_plan_agrees_with_the_hand_calculation(
    plan: str, people: list[Person], maximum: int, company: int, readings: dict[str, str]
) -> None:
    cutback = cut_back(people, maximum, company, plan, readings)
    answer = by_hand(people, maximum, company, form().plan(plan), readings)

    assert allocated(cutback) == {person.id: answer.shares[person.id] for person in people if person.counts}
    assert cutback.outcome.company.allocated == answer.company
