"""A cutback as one would do it by hand: Fractions, one share at a time, no cleverness. The engine must agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from rra_desktop.domain.priority_plans import COMPANY, Portion, PriorityPlan, Tier
from rra_desktop.domain.register import Role
from tests.calculation.offering_builder import Person


@dataclass
class Claim:
    """Somebody who is served as one: a holder, a group, or the Company."""

    name: str
    cap: int
    weight: int
    members: list[Person] = field(default_factory=list)
    least: int = 0


@dataclass
class Answer:
    """What everybody gets: whole shares of holders and of the Company, exact shares of single Investors."""

    shares: dict[str, int]
    quotas: dict[str, Fraction]
    company: int


def exact_quotas(capacity: Fraction, claims: Sequence[Claim], *, reallocate: bool) -> list[Fraction]:
    """Find the one rate at which `min(cap, rate × weight)` add up, by trying every place where a claim is capped."""
    weighty = [claim for claim in claims if claim.weight]
    if not any(claim.least for claim in weighty) or capacity >= sum(claim.cap for claim in weighty):
        return without_least(capacity, claims, reallocate=reallocate)

    def at(rate: Fraction, *, capped: bool) -> list[Fraction]:
        """Give everybody its proportion, no less than its least share and, if capped, no more than its cap."""
        wished = [max(Fraction(claim.least), rate * claim.weight) if claim.weight else Fraction(0) for claim in claims]
        return [min(wish, Fraction(claim.cap)) if capped else wish for wish, claim in zip(wished, claims, strict=True)]

    turns = {Fraction(share, claim.weight) for claim in weighty for share in (claim.least, claim.cap)}
    turns.add(max(turns) + capacity + 1)
    below = max((rate for rate in turns if sum(at(rate, capped=reallocate)) <= capacity), default=Fraction(0))
    next_turn = min((rate for rate in turns if rate > below), default=below + 1)
    given, more = sum(at(below, capped=reallocate)), sum(at(next_turn, capped=reallocate))
    rate = below if more == given else below + (next_turn - below) * (capacity - given) / (more - given)
    return at(rate, capped=True)


def without_least(capacity: Fraction, claims: Sequence[Claim], *, reallocate: bool) -> list[Fraction]:
    """Do the same where nobody has a least share."""
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
    quotas: Sequence[Fraction],
    claims: Sequence[Claim],
    total: int,
    rounding: str,
    *,
    every_lot: bool = False,
    of_the_plan: int = 1,
) -> list[int]:
    """Round down, then hand the rest out one share (or lot) after the other to the largest remainder."""
    lot = 100 if rounding == "round_lot_100" else 1
    lot = of_the_plan if of_the_plan > 1 else lot
    served = list(zip(quotas, claims, strict=True))
    down = [claim.cap if quota == claim.cap else floor(quota / lot) * lot for quota, claim in served]
    shares = [max(share, claim.least if claim.weight else 0) for share, claim in zip(down, claims, strict=True)]
    waiting = [place for place, (quota, claim) in enumerate(served) if quota < claim.cap and claim.weight]
    waiting = [place for place in waiting if not claims[place].least or quotas[place] != claims[place].least]
    handed_out = every_lot or rounding == "largest_remainder"
    while handed_out and waiting and sum(shares) < total:
        best = max(waiting, key=lambda place: (quotas[place] - down[place], claims[place].weight, -place))
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
    initiators: Sequence[str] = ()
    price: Fraction | None = None

    def goes_round(self, tier: Tier) -> bool:
        """Say whether unused room goes round in a tier."""
        return self.reallocate if tier.unused.value == "reading" else tier.unused.value == "goes_round"

    def in_shares(self, portion: Portion) -> Fraction:
        """Say how many shares a part of the offering is."""
        if isinstance(portion, Decimal):
            return Fraction(portion) / (self.price or 1)
        return portion * self.maximum if isinstance(portion, Fraction) else Fraction(portion)


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
    for plan_tier, tier, half, total in zip(tiers, served, whole[::2], whole[1::2], strict=True):
        answer.company += half
        shares = in_whole_shares(tier.quotas, tier.claims, total, case.rounding, of_the_plan=plan_tier.lot)
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
            members = tuple(member for member in tier.members if member is not COMPANY)
            tiers[number] = replace(tier, members=members, company_half=False)
        seen = seen or COMPANY in tier.members or tier.company_half
    return tiers if seen else [*tiers, Tier((COMPANY,))]


def tier_of(case: Case, person: Person, tiers: Sequence[Tier]) -> int | None:
    """Find a person's own tier: the first that names the Initiating Investors, or the first that serves its class."""
    own = person.of_class or ("investors" if person.role is Role.INVESTOR else "other_holders")
    for kind in ("initiators", own) if person.id in case.initiators else (own,):
        for number, tier in enumerate(tiers):
            if kind in tier.members:
                return number
    return None


def group_of(case: Case, person: Person, tiers: Sequence[Tier]) -> str | None:
    """Name the group with which a person is one Investor, if there is one."""
    own = tier_of(case, person, tiers)
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
            if tier_of(case, person, tiers) == number:
                members[f"holder {person.id}"] = [person]
        else:
            whole = [other for other in people if group_of(case, other, tiers) == group]
            if min(tier_of(case, other, tiers) or 0 for other in whole) == number:
                members[f"group {group}"] = whole
    measure = case.weight if tier.weight.value == "reading" else tier.weight.value
    claims = []
    for name, persons in members.items():
        cap = sum(min(person.asked or 0, person.held) for person in persons)
        asking = [person for person in persons if min(person.asked or 0, person.held)]
        counted = persons if case.all_related else asking
        weight = {
            "held": sum(person.held for person in counted),
            "entitled": sum(person.held for person in asking),
            "requested": cap,
            "equal": 1,
        }[measure]
        if cap:
            claims.append(Claim(name.split(" ", 1)[1], cap, weight, persons))
    if COMPANY in tier.members and not tier.company_half:
        claims.append(Claim("company", case.company, 1 if measure == "equal" else case.company))
    if tier.most_cut_each is not None:
        claims = [replace(claim, least=ceil((1 - tier.most_cut_each) * claim.cap)) for claim in claims]
    return claims


def exact_pass(case: Case, tiers: Sequence[Tier], claims: Sequence[list[Claim]]) -> list[Served]:
    """Give every tier what the tiers before it left, less the floors of those behind it, in exact shares."""
    room = Fraction(case.maximum)
    if case.plan.company_is_never_cut:
        room = Fraction(max(0, case.maximum - case.company))
    floors, left = [], room
    for tier, of_tier in zip(tiers, claims, strict=True):
        demand = sum(claim.cap for claim in of_tier) + (case.company if tier.company_half else 0)
        most = [Fraction(demand), left, *([case.in_shares(tier.cap)] if tier.cap is not None else [])]
        kept = [
            Fraction(sum(claim.least for claim in of_tier)),
            *([case.in_shares(tier.floor)] if tier.floor is not None else []),
            *([demand * (1 - tier.most_cut)] if tier.most_cut is not None else []),
        ]
        floors.append(min(max(kept), *most))
        left -= floors[-1]
    served = []
    for number, (tier, of_tier) in enumerate(zip(tiers, claims, strict=True)):
        behind = sum(floors[number + 1 :], Fraction(0))
        capacity = room - behind
        if tier.cap is not None:
            capacity = min(capacity, case.in_shares(tier.cap))
        asked = sum(claim.cap for claim in of_tier) + (case.company if tier.company_half else 0)
        if removed := tier.removed_wholly and capacity < asked:
            capacity = Fraction(0)
        halves, company_half = [], Fraction(0)
        if tier.company_half:
            halves = [Claim("holders", sum(claim.cap for claim in of_tier), 1), Claim("company", case.company, 1)]
            capacity, company_half = exact_quotas(capacity, halves, reallocate=case.goes_round(tier))
        if short := capacity < sum(claim.least for claim in of_tier):
            of_tier = [replace(claim, cap=claim.least, least=0) for claim in of_tier]  # noqa: PLW2901 - no room for more
        quotas = exact_quotas(capacity, of_tier, reallocate=case.goes_round(tier) or short)
        served.append(Served(of_tier, halves, company_half, quotas))
        room = behind if removed else room - company_half - sum(quotas, Fraction(0))
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
