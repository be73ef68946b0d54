"""Which priority plan governs an offering, or why counsel must pick one first."""

from __future__ import annotations

from dataclasses import dataclass

from rra_desktop.domain.agreement import PriorityPlan
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.registrations import RegistrationKind
from rra_desktop.domain.statements import Statement, stated


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """The plan of an offering, None while `waits_for` names what is missing; `demand` where a demand is cut back."""

    plan: PriorityPlan | None
    demand: bool
    waits_for: Statement | None = None


def chosen_plan(matter: Matter, offering: Offering) -> PlanChoice:
    """Return the plan counsel picked, or the agreement's own where it has one for the offering (§3(c)).

    A demand registration has none under this agreement, so counsel must pick.
    """
    kinds = {registration.id: registration.kind for registration in matter.registrations}
    demand = kinds.get(offering.registration or "") is RegistrationKind.DEMAND
    if offering.plan:
        plan = next((plan for plan in matter.form.plans if plan.id == offering.plan), None)
        waits_for = None if plan else stated("cutback/plan_unknown", "3(c)", plan=offering.plan)
        return PlanChoice(plan, demand, waits_for)
    if demand:
        return PlanChoice(None, demand, stated("cutback/plan_for_a_demand_missing", "1, 3(c)"))
    own = next((plan for plan in matter.form.plans if plan.section), None)
    return PlanChoice(own, demand, None if own else stated("cutback/plan_of_the_form_missing", "3(c)"))
