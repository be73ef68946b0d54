"""The rounds of a cutback in sentences, and the notes that go with the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rra_desktop import wording
from rra_desktop.domain.agreement import PriorityPlan, Weight
from rra_desktop.domain.allocation import CutbackOutcome, CutbackRound
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder

_NAMED = 3


def rounds_in_words(matter: Matter, outcome: CutbackOutcome) -> Iterator[tuple[str, str]]:
    """Yield for each round what is divided over what, and who reaches its request in it (§3(c))."""
    plan = next((plan for plan in matter.form.plans if plan.id == outcome.plan), None)
    names = {holder.id: holder for holder in matter.holders}
    several = len({each.tier for each in outcome.rounds}) > 1
    for each in outcome.rounds:
        tier = f" · {_tier_name(plan, each.tier)}" if several and plan is not None else ""
        divided = f"{_shares(each.capacity)} over {wording.shares(each.weight)} {_weight(matter, plan, each)}{tier}"
        yield divided, _capped(each, names)


def _shares(capacity: Fraction) -> str:
    return f"{wording.quota(capacity)} shares"


def _weight(matter: Matter, plan: PriorityPlan | None, each: CutbackRound) -> str:
    weight = plan.tiers[each.tier - 1].weight if plan is not None and each.tier <= len(plan.tiers) else Weight.READING
    if weight is Weight.READING:
        weight = Weight(matter.choice("cutback_weight"))
    return wording.measure_name(weight)


def _tier_name(plan: PriorityPlan, tier: int) -> str:
    if tier > len(plan.tiers):
        return f"rank {tier}"
    return " and ".join(wording.member_name(member) for member in plan.tiers[tier - 1].members)


def _capped(each: CutbackRound, names: Mapping[str, Holder]) -> str:
    if not each.capped:
        return "Nobody reaches a request; divided for good."
    named = [names[one].name if one in names else "The Company" if one == "company" else one for one in each.capped]
    rest = len(named) - _NAMED
    shown = ", ".join(named[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
    return f"{shown} {'reaches its request' if len(named) == 1 else 'reach their requests'}; the rest goes round again."
