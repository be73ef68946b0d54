"""Who is served in which tier of a priority plan, and which of a tier's cases is in force for an offering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from operator import attrgetter

from rra_desktop.calculation.cutback.offering_claims import OfferingClaims
from rra_desktop.domain.conditions import UNKNOWN, Condition, Known
from rra_desktop.domain.priority_plans import COMPANY, INITIATORS, PriorityPlan, Tier
from rra_desktop.domain.register import Holder, Role, Security

_OWN_CLASS = attrgetter("holder_class")


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What a plan asks of an offering besides its claims.

    `classes` are the ids of the classes that holders of each role are of, unless they have one of their own;
    `initiators` the ids of the holders that made the offering's demand; `known` what conditions ask for, by fact;
    `price` is dollars a share, None while not entered. `section` is that of the agreement on a cutback.
    """

    classes: Mapping[Role, str] = field(default_factory=dict)
    initiators: frozenset[str] = frozenset()
    known: Mapping[str, Known] = field(default_factory=dict)
    price: Fraction | None = None
    section: str = ""

    def class_of(self, holder: Holder) -> str:
        """Return the id of the class a holder is of."""
        return holder.holder_class or self.classes.get(holder.role, "")


def tiers_in_force(plan: PriorityPlan, facts: PlanFacts) -> tuple[Tier, ...]:
    """Return a plan's tiers as they are for an offering, with the Company in one of them at most.

    A Company that is never cut stands before them all; one that the plan does not name takes what is left.
    """
    tiers: list[Tier] = []
    placed = plan.company_is_never_cut
    for declared in plan.tiers:
        tier = in_force(declared, facts.known)
        if placed:
            members = tuple(member for member in tier.members if member != COMPANY)
            tiers.append(replace(tier, members=members, company_half=False))
        else:
            tiers.append(tier)
            placed = COMPANY in tier.members or tier.company_half
    return tuple(tiers) if placed else (*tiers, Tier((COMPANY,)))


def in_force(tier: Tier, known: Mapping[str, Known]) -> Tier:
    """Return what a tier is where this is known: the first of its cases whose condition holds, or as it stands."""
    return next((case.tier for case in tier.cases if case.when.holds(known)), tier)


def not_known(condition: Condition, known: Mapping[str, Known]) -> tuple[str, ...]:
    """Return what a condition asks for that is not recorded, so that it fails for want of it."""
    return tuple(pair.key for pair in condition.pairs if UNKNOWN not in pair.values and known.get(pair.key) is None)


def tier_of_claims(tiers: Sequence[Tier], claims: OfferingClaims, facts: PlanFacts) -> list[int]:
    """Return for each claim its tier, from 0, or the number of tiers for one that none serves.

    It is the first that names the Initiating Investors, for one of them, or else the first that serves its class; where
    kinds of share are told apart, the first that serves its kind.
    """
    found: dict[tuple[str, Security | None], int] = {}

    def first_to_serve(member: str, kind: Security | None) -> int:
        if (member, kind) not in found:
            serving = (number for number, tier in enumerate(tiers) if _serves(tier, member, kind))
            found[member, kind] = next(serving, len(tiers))
        return found[member, kind]

    def own(place: int) -> int:
        holder, kind = claims.holders[place], claims.kinds[place] if claims.kinds else None
        named = first_to_serve(INITIATORS, kind) if holder.id in facts.initiators else len(tiers)
        return named if named < len(tiers) else first_to_serve(facts.class_of(holder), kind)

    if claims.kinds:
        return [own(place) for place in range(len(claims.holders))]
    by_role = {role: first_to_serve(facts.classes.get(role, ""), None) for role in Role}
    if any(map(_OWN_CLASS, claims.holders)):
        served = [
            first_to_serve(holder.holder_class, None) if holder.holder_class else by_role[holder.role]
            for holder in claims.holders
        ]
    elif len(set(by_role.values())) == 1:
        served = [by_role[Role.INVESTOR]] * len(claims.holders)
    else:
        served = [by_role[holder.role] for holder in claims.holders]
    for place in (
        [claims.places[each] for each in facts.initiators if each in claims.places] if facts.initiators else ()
    ):
        served[place] = own(place)
    return served


def _serves(tier: Tier, member: str, kind: Security | None) -> bool:
    return member in tier.members and (kind is None or not tier.securities or kind in tier.securities)
