"""Which priority plan governs an offering, or why counsel must pick one first, and which plans may be picked."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from rra_desktop.calculation.cutback.tier_members import PlanFacts, in_force, not_known
from rra_desktop.domain.conditions import Condition, Known
from rra_desktop.domain.declared_facts import YES, DeclaredFact
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.priority_plans import RULE_415, OfferedPlan, PriorityPlan
from rra_desktop.domain.registrations import Registration, RegistrationKind
from rra_desktop.domain.statements import Statement, stated

_SILENCE = "no_demand_cutback"
"""The drafting point that says where a form has no plan for a demand."""


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """The plan of an offering, None while `waits_for` names what is missing; `demand` where a demand is cut back.

    `governed` says that the form has a plan of its own for the offering's registration, `fits` that the plan is meant
    for it. `facts` is what the plan asks of the offering; `waits_for_price` names a price that one of its limits needs.
    """

    plan: PriorityPlan | None
    demand: bool
    waits_for: Statement | None = None
    governed: bool = True
    fits: bool = True
    facts: PlanFacts = field(default_factory=PlanFacts)
    waits_for_price: Statement | None = None


def chosen_plan(matter: Matter, offering: Offering) -> PlanChoice:
    """Return the plan counsel picked, or the agreement's own where it has one for the offering.

    Where it has none, as for a demand registration that no plan with a section is meant for, counsel must pick.
    """
    registration = _registration(matter, offering)
    demand = registration is not None and registration.kind is RegistrationKind.DEMAND
    own = _own_plan(matter, registration)
    plan, waits_for = own, None
    if offering.plan:
        plan = next((plan for plan in matter.form.plans if plan.id == offering.plan), None)
        if plan is None:
            waits_for = stated("cutback/plan_unknown", own_section(matter), plan=offering.plan)
    elif own is None:
        waits_for = stated("cutback/plan_of_the_form_missing", own_section(matter))
        if demand:
            waits_for = stated("cutback/plan_for_a_demand_missing", silent_section(matter))
    facts = plan_facts(matter, offering)
    fits = plan is None or _is_meant_for(plan, matter, registration)
    waits_for_price = _price_missing(plan, facts) if plan is not None else None
    return PlanChoice(plan, demand, waits_for, own is not None, fits, facts, waits_for_price)


def offered_plans(matter: Matter, offering: Offering) -> tuple[OfferedPlan, ...]:
    """Return the plans of the form as counsel may pick them for an offering, those first that are meant for it."""
    registration = _registration(matter, offering)
    offered = [
        OfferedPlan(plan, _is_meant_for(plan, matter, registration), tuple(_names_of_rights(plan, matter)))
        for plan in matter.form.plans
    ]
    return (*(each for each in offered if each.fits), *(each for each in offered if not each.fits))


def own_section(matter: Matter) -> str:
    """Return the section of the agreement on a cutback, empty where it has none."""
    return next((plan.section for plan in matter.form.plans if plan.section and not plan.of_rule_415), "")


def section_of_requests(matter: Matter) -> str:
    """Return the section under which holders ask to be included, empty where the agreement gives no such right."""
    return next((right.section for right in matter.form.rights_of_kind(RegistrationKind.PIGGYBACK)), "")


def silent_section(matter: Matter) -> str:
    """Return the sections in which nothing is said of the cutback of a demand."""
    return next((point.section for point in matter.form.drafting_points if point.id == _SILENCE), "")


def plan_facts(matter: Matter, offering: Offering) -> PlanFacts:
    """Return what a priority plan can ask of an offering besides its claims."""
    registration = _registration(matter, offering)
    return PlanFacts(
        classes={each.role: each.id for each in reversed(matter.form.classes)},
        initiators=frozenset(registration.initiated_by if registration else ()),
        known=_known(matter, registration),
        price=None if offering.price is None else Fraction(offering.price),
        section=own_section(matter),
    )


def undecided_cases(plan: PriorityPlan, facts: PlanFacts) -> tuple[tuple[int, str], ...]:
    """Return by rank, from 1, the facts for want of which a case of it does not hold."""
    found = []
    for number, tier in enumerate(plan.tiers, start=1):
        for case in tier.cases:
            if case.when.holds(facts.known):
                break
            found += [(number, key) for key in not_known(case.when, facts.known)]
    return tuple(dict.fromkeys(found))


def cases_in_force(plan: PriorityPlan, facts: PlanFacts) -> tuple[tuple[int, Condition], ...]:
    """Return by rank, from 1, the condition of the case that holds there."""
    return tuple(
        (number, next(case.when for case in tier.cases if case.when.holds(facts.known)))
        for number, tier in enumerate(plan.tiers, start=1)
        if in_force(tier, facts.known) is not tier
    )


def _registration(matter: Matter, offering: Offering) -> Registration | None:
    return next((each for each in matter.registrations if each.id == offering.registration), None)


def _own_plan(matter: Matter, registration: Registration | None) -> PriorityPlan | None:
    """Return the first plan that stands in the agreement and is meant for a registration."""
    own = [plan for plan in matter.form.plans if plan.section and _is_meant_for(plan, matter, registration)]
    # An offering of no registration is underwritten, unless the agreement knows of none that are.
    return next((plan for plan in own if not plan.of_rule_415), own[0] if own else None)


def _is_meant_for(plan: PriorityPlan, matter: Matter, registration: Registration | None) -> bool:
    """Tell whether a plan is meant for a registration; one that names no right is for any, as is an offering of none.

    What the SEC lets be registered for resale is cut under Rule 415 in a registration that the agreement itself orders.
    """
    if registration is None or not plan.governs:
        return True
    if plan.of_rule_415:
        return registration.kind is RegistrationKind.MANDATORY
    return _right_of(matter, registration) in plan.governs


def _right_of(matter: Matter, registration: Registration) -> str:
    right = matter.form.right_of(registration)
    return str(registration.kind) if right is None else right.id


def _names_of_rights(plan: PriorityPlan, matter: Matter) -> list[str]:
    return [matter.form.right(right).name for right in plan.governs if right != RULE_415]


def _known(matter: Matter, registration: Registration | None) -> dict[str, Known]:
    """Return what the conditions of a plan can ask for: the choices of readings and the facts of the registration."""
    known: dict[str, Known] = {**matter.choices()}
    if registration is not None:
        known |= {
            "right": _right_of(matter, registration),
            "purpose": str(registration.purpose),
            "underwriting": str(registration.underwriting),
            "covers_all_requested": registration.covers_all_requested,
        }
        known |= {fact.id: _answer(fact, registration) for fact in matter.form.facts}
    return known


def _answer(fact: DeclaredFact, registration: Registration) -> Known:
    """Return the answer to a fact as conditions ask for it: yes and no as such, None while nobody has said."""
    answer = registration.fact(fact.id)
    return answer == YES if fact.is_yes_or_no and answer is not None else answer


def _price_missing(plan: PriorityPlan, facts: PlanFacts) -> Statement | None:
    """Say that a limit in dollars needs the price, where there is none."""
    tiers = (in_force(tier, facts.known) for tier in plan.tiers)
    in_dollars = any(isinstance(limit, Decimal) for tier in tiers for limit in (tier.floor, tier.cap))
    return None if not in_dollars or facts.price else stated("cutback/price_missing", plan.section)
