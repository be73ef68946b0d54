"""A cutback as one would do it by hand: Fractions, one share at a time, no cleverness. The engine must agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import floor

from rra_desktop.domain.agreement import PriorityPlan, Tier, TierMember
from rra_desktop.domain.register import Role
from tests.calculation.offering_builder import Person


@dataclass
class Claim:
    """Somebody who is served as one: a holder, a group, or the Company."""

    name: str
    cap: int
    weight: int
    members: list[Person] = field(default_factory=list)


@dataclass
class Answer:
    """What everybody gets: whole shares of holders and of the Company, exact shares of single Investors."""

    shares: dict[str, int]
    quotas: dict[str, Fraction]
    company: int


def exact_quotas(capacity: Fraction, claims: Sequence[Claim], *, reallocate: bool) -> list[Fraction]:
    """Find the one rate at which `min(cap, rate × weight)` add up, by trying every place where a claim is capped."""
    weighty = [claim for claim in claims if claim.weight]
    demand = sum(claim.cap for claim in weighty)

    def at(rate: Fraction) -> list[Fraction]:
        return [min(Fraction(claim.cap), rate * claim.weight) for claim in claims]

    if capacity >= demand:
        return [Fraction(claim.cap if claim.weight else 0) for claim in claims]
    if not reallocate:
        return at(capacity / sum(claim.weight for claim in claims))
    below = Fraction(0)
    for rate in sorted({Fraction(claim.cap, claim.weight) for claim in weighty}):
        if sum(at(rate)) > capacity:
            break
        below = rate
    capped = [claim for claim in weighty if Fraction(claim.cap, claim.weight) <= below]
    open_weight = sum(claim.weight for claim in weighty if claim not in capped)
    return at((capacity - sum(claim.cap for claim in capped)) / open_weight)


def in_whole_shares(
    quotas: Sequence[Fraction], claims: Sequence[Claim], total: int, rounding: str, *, every_lot: bool = False
) -> list[int]:
    """Round down, then hand the rest out one share (or lot) after the other to the largest remainder."""
    lot = 100 if rounding == "round_lot_100" else 1
    served = list(zip(quotas, claims, strict=True))
    shares = [claim.cap if quota == claim.cap else floor(quota / lot) * lot for quota, claim in served]
    waiting = [place for place, (quota, claim) in enumerate(served) if quota < claim.cap and claim.weight]
    handed_out = every_lot or rounding == "largest_remainder"
    while handed_out and waiting and sum(shares) < total:
        best = max(waiting, key=lambda place: (quotas[place] - shares[place], claims[place].weight, -place))
        shares[best] += min(lot, claims[best].cap - shares[best], total - sum(shares))
        waiting.remove(best)
    return shares


@dataclass
class Case:
    """One cutback to be done by hand: a register, an offering, a plan and the readings of §3(c)."""

    people: Sequence[Person]
    maximum: int
    company: int
    plan: PriorityPlan
    weight: str
    reallocate: bool
    all_related: bool
    rounding: str
    aggregated: Sequence[str]


@dataclass
class Served:
    """A tier after the exact pass: what the Company gets beside its claims, and what each claim gets."""

    claims: list[Claim]
    halves: list[Claim]
    company_half: Fraction
    quotas: list[Fraction]


def reference_cutback(case: Case) -> Answer:
    """Serve a plan tier by tier as RULES say: exactly first, whole shares last, groups split at the end."""
    tiers = tiers_with_company(case.plan)
    claims = [tier_claims(case, tiers, number) for number in range(len(tiers))]
    served = exact_pass(case, tiers, claims)
    answer = Answer({person.id: 0 for person in case.people}, {}, case.company * case.plan.company_is_never_cut)
    parts = [part for tier in served for part in (tier.company_half, sum(tier.quotas, Fraction(0)))]
    up_to = [floor(sum(parts[: number + 1], Fraction(0))) for number in range(len(parts))]
    whole = [after - before for before, after in zip([0, *up_to], up_to, strict=False)]
    for tier, half, total in zip(served, whole[::2], whole[1::2], strict=True):
        answer.company += half
        shares = in_whole_shares(tier.quotas, tier.claims, total, case.rounding)
        for claim, share, quota in zip(tier.claims, shares, tier.quotas, strict=True):
            if claim.name == "company":
                answer.company += share
                continue
            answer.quotas[claim.name] = quota
            answer.shares.update(split(claim, share, case.rounding))
    return answer


def tiers_with_company(plan: PriorityPlan) -> list[Tier]:
    """Put the Company in one tier at most: none if it is never cut, the last if the plan forgets it."""
    tiers = list(plan.tiers)
    seen = plan.company_is_never_cut
    for number, tier in enumerate(tiers):
        if seen:
            members = tuple(member for member in tier.members if member is not TierMember.COMPANY)
            tiers[number] = replace(tier, members=members, company_half=False)
        seen = seen or TierMember.COMPANY in tier.members or tier.company_half
    return tiers if seen else [*tiers, Tier((TierMember.COMPANY,))]


def tier_of(person: Person, tiers: Sequence[Tier]) -> int | None:
    """Find a person's own tier: the first that names it, or else the first that serves its class."""
    for number, tier in enumerate(tiers):
        if person.id in tier.holders:
            return number
    kind = TierMember.INVESTORS if person.role is Role.INVESTOR else TierMember.OTHER_HOLDERS
    return next((number for number, tier in enumerate(tiers) if kind in tier.members), None)


def group_of(case: Case, person: Person, tiers: Sequence[Tier]) -> str | None:
    """Name the group with which a person is one Investor, if there is one."""
    own = tier_of(person, tiers)
    counted = person.group in case.aggregated and person.role is Role.INVESTOR
    return person.group if counted and own is not None and tiers[own].aggregate_affiliates else None


def tier_claims(case: Case, tiers: Sequence[Tier], number: int) -> list[Claim]:
    """Gather who is served in a tier, groups as one, in the register's order, the Company last."""
    people = [person for person in case.people if person.counts]
    tier = tiers[number]
    members: dict[str, list[Person]] = {}
    for person in people:
        group = group_of(case, person, tiers)
        if group is None:
            if tier_of(person, tiers) == number:
                members[f"holder {person.id}"] = [person]
        else:
            whole = [other for other in people if group_of(case, other, tiers) == group]
            if min(tier_of(other, tiers) or 0 for other in whole) == number:
                members[f"group {group}"] = whole
    measure = case.weight if tier.weight.value == "reading" else tier.weight.value
    claims = []
    for name, persons in members.items():
        cap = sum(min(person.asked or 0, person.held) for person in persons)
        counted = [person for person in persons if case.all_related or min(person.asked or 0, person.held)]
        weight = {"held": sum(person.held for person in counted), "requested": cap, "equal": 1}[measure]
        if cap:
            claims.append(Claim(name.split(" ", 1)[1], cap, weight, persons))
    if TierMember.COMPANY in tier.members and not tier.company_half:
        claims.append(Claim("company", case.company, 1 if measure == "equal" else case.company))
    return claims


def exact_pass(case: Case, tiers: Sequence[Tier], claims: Sequence[list[Claim]]) -> list[Served]:
    """Give every tier what the tiers before it left, less the floors of those behind it, in exact shares."""
    room = Fraction(case.maximum)
    if case.plan.company_is_never_cut:
        room = Fraction(max(0, case.maximum - case.company))
    floors, left = [], room
    for tier, of_tier in zip(tiers, claims, strict=True):
        demand = sum(claim.cap for claim in of_tier) + (case.company if tier.company_half else 0)
        share = min(tier.floor or Fraction(0), tier.cap if tier.cap is not None else Fraction(1))
        floors.append(min(share * case.maximum, Fraction(demand), left))
        left -= floors[-1]
    served = []
    for number, (tier, of_tier) in enumerate(zip(tiers, claims, strict=True)):
        capacity = room - sum(floors[number + 1 :], Fraction(0))
        if tier.cap is not None:
            capacity = min(capacity, tier.cap * case.maximum)
        halves, company_half = [], Fraction(0)
        if tier.company_half:
            halves = [Claim("holders", sum(claim.cap for claim in of_tier), 1), Claim("company", case.company, 1)]
            capacity, company_half = exact_quotas(capacity, halves, reallocate=case.reallocate)
        quotas = exact_quotas(capacity, of_tier, reallocate=case.reallocate)
        served.append(Served(of_tier, halves, company_half, quotas))
        room -= company_half + sum(quotas, Fraction(0))
    return served


def split(claim: Claim, allocated: int, rounding: str) -> dict[str, int]:
    """Split what a claim got among its members: as they agreed if that adds up, or else by their holdings."""
    asking = [person for person in claim.members if min(person.asked or 0, person.held) or person.agreed]
    agreed = {person.id: person.agreed or 0 for person in asking}
    fits = all(agreed[person.id] <= min(person.asked or 0, person.held) for person in asking)
    if any(person.agreed is not None for person in asking) and fits and sum(agreed.values()) == allocated:
        return agreed
    inside = [Claim(person.id, min(person.asked or 0, person.held), person.held) for person in asking]
    quotas = exact_quotas(Fraction(allocated), inside, reallocate=True)
    whole = in_whole_shares(
        quotas, inside, allocated, "largest_remainder" if rounding == "floor" else rounding, every_lot=True
    )
    return {member.name: share for member, share in zip(inside, whole, strict=True)}
