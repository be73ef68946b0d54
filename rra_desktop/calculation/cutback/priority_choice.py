"""Which priority plan governs an offering, or why counsel must pick one first."""

from __future__ import annotations

from dataclasses import dataclass

from rra_desktop.domain.agreement import PriorityPlan
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.registrations import RegistrationKind


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """The plan of an offering, None while `waits_for` says what is missing; `demand` where a demand is cut back."""

    plan: PriorityPlan | None
    demand: bool
    waits_for: str = ""


def chosen_plan(matter: Matter, offering: Offering) -> PlanChoice:
    """Return the plan counsel picked, or the agreement's own where it has one for the offering (§3(c)).

    A demand registration has none under this agreement, so counsel must pick.
    """
    kinds = {registration.id: registration.kind for registration in matter.registrations}
    demand = kinds.get(offering.registration or "") is RegistrationKind.DEMAND
    if offering.plan:
        plan = next((plan for plan in matter.form.plans if plan.id == offering.plan), None)
        waits_for = "" if plan else f"a priority plan: this agreement's form has none called “{offering.plan}”"
        return PlanChoice(plan, demand, waits_for)
    if demand:
        return PlanChoice(
            None,
            demand,
            "a priority plan: the agreement has no underwriter cutback for a demand registration (§1, §3(c)), so "
            "counsel must pick one",
        )
    own = next((plan for plan in matter.form.plans if plan.section), None)
    return PlanChoice(own, demand, "" if own else "a priority plan: this agreement's form has none of its own")
