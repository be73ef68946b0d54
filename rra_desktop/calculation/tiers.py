"""The claims on an offering, sorted into the tiers of a priority plan: who is served in which, with what weight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rra_desktop.calculation.apportionment import CappedProportion, ShareRounding
from rra_desktop.calculation.offering_claims import OfferingClaims
from rra_desktop.domain.agreement import PriorityPlan, Tier, TierMember, Weight
from rra_desktop.domain.register import Holder, Role

_CLASS_OF = {Role.INVESTOR: TierMember.INVESTORS, Role.OTHER_HOLDER: TierMember.OTHER_HOLDERS}


@dataclass(frozen=True, slots=True)
class CutbackReadings:
    """How the words of §3(c) are read; `aggregated` names the groups that count as one."""

    weight: Weight
    reallocate: bool
    all_related: bool
    rounding: ShareRounding
    aggregated: frozenset[str]


@dataclass(slots=True)
class GroupClaim:
    """An affiliate group as one claim: its tier, the places of its members, and what they add up to in shares.

    `participating` is what those hold who have shares to distribute.
    """

    name: str
    tier: int
    members: list[int] = field(default_factory=list)
    held: int = 0
    cap: int = 0
    participating: int = 0
    weight: int = 0

    def add(self, place: int, held: int, cap: int) -> None:
        """Count a member in."""
        self.members.append(place)
        self.held += held
        self.cap += cap
        self.participating += held if cap else 0


@dataclass(frozen=True, slots=True)
class TierClaims:
    """The claims served in one tier of a plan, in the register's order, the Company after all holders.

    `places` says where in the register a claim's holder, or its group's first member, stands; `groups` are the claims
    that are groups, by their place among the claims. `company` is the Company's place among the claims, None where it
    has none; `halves` divides between all holders and the Company, in that order, where they share by half.
    """

    tier: Tier
    weight: Weight
    places: Sequence[int]
    groups: Mapping[int, GroupClaim]
    company: int | None
    proportion: CappedProportion
    halves: CappedProportion | None

    @property
    def demand(self) -> int:
        """The most shares the tier can take."""
        return (self.halves or self.proportion).demand


class PlanClaims:
    """All claims on one offering under one plan, whatever the underwriters' maximum.

    `tier_of` and `claim_of` say, for each place in the register, in which tier (from 0) and with which claim of it the
    holder is served; a holder that no tier serves stands in tier `len(tiers)`, one without claim has claim -1.
    """

    def __init__(
        self, plan: PriorityPlan, claims: OfferingClaims, company_shares: int, readings: CutbackReadings
    ) -> None:
        """Sort the claims into the plan's tiers; `company_shares` is what the Company wishes to sell."""
        self.plan = plan
        self.claims = claims
        self.company_shares = company_shares
        self.readings = readings
        tiers = tiers_with_company(plan)
        together = [*(tier.aggregate_affiliates for tier in tiers), False]
        self.tier_of = _tiers_of(tiers, claims.holders)
        self.groups = self._groups(together)
        places = self._places(together)
        self.claim_of = [-1] * len(claims.holders)
        self.tiers = tuple(self._tier(tier, places[number]) for number, tier in enumerate(tiers))

    def _groups(self, together: Sequence[bool]) -> dict[str, GroupClaim]:
        """Return the groups that count as one; all of a group stands in the first tier that serves any of it as one."""
        if not self.readings.aggregated:
            return {}
        groups: dict[str, GroupClaim] = {}
        for holder, tier in zip(self.claims.holders, self.tier_of, strict=True):
            name = holder.group
            if name is None or not together[tier] or holder.role is not Role.INVESTOR:
                continue
            if name not in groups:
                if name in self.readings.aggregated:
                    groups[name] = GroupClaim(name, tier)
            elif tier < groups[name].tier:
                groups[name].tier = tier
        return groups

    def _places(self, together: Sequence[bool]) -> list[list[int]]:
        """Return for each tier the places of those who claim in it, a group's at its first member; count groups up."""
        held, caps, groups = self.claims.held, self.claims.caps, self.groups
        places: list[list[int]] = [[] for _ in together]
        for place, holder in enumerate(self.claims.holders):
            tier = self.tier_of[place]
            group = groups.get(holder.group) if holder.group is not None else None
            if group is None or holder.role is not Role.INVESTOR or not together[tier]:
                if caps[place]:
                    places[tier].append(place)
                continue
            if not group.members:
                places[group.tier].append(place)
            group.add(place, held[place], caps[place])
            self.tier_of[place] = group.tier
        return places

    def _tier(self, tier: Tier, places: list[int]) -> TierClaims:
        """Make the claims of one tier; a group of which nobody distributes makes none."""
        firsts = {group.members[0]: group for group in self.groups.values() if group.members}
        if firsts:
            places = [place for place in places if place not in firsts or firsts[place].cap]
        weight = self.readings.weight if tier.weight is Weight.READING else tier.weight
        caps = [self.claims.caps[place] for place in places]
        weights = self._weights(weight, places, caps)
        groups: dict[int, GroupClaim] = {}
        for claim, place in enumerate(places):
            self.claim_of[place] = claim
            if firsts and place in firsts:
                group = groups[claim] = firsts[place]
                caps[claim] = group.cap
                weights[claim] = group.weight = self._group_weight(group, weight)
                for member in group.members:
                    self.claim_of[member] = claim
        company, halves = None, None
        if tier.company_half:
            halves = CappedProportion([sum(caps), self.company_shares], [1, 1])
        elif TierMember.COMPANY in tier.members:
            company = len(places)
            caps.append(self.company_shares)
            # The Company holds nothing to be measured by: what it wishes to sell is its weight.
            weights.append(1 if weight is Weight.EQUAL else self.company_shares)
        return TierClaims(tier, weight, places, groups, company, CappedProportion(caps, weights), halves)

    def _weights(self, weight: Weight, places: Iterable[int], caps: Sequence[int]) -> list[int]:
        match weight:
            case Weight.EQUAL:
                return [1] * len(caps)
            case Weight.REQUESTED:
                return list(caps)
            case _:
                return [self.claims.held[place] for place in places]

    def _group_weight(self, group: GroupClaim, weight: Weight) -> int:
        match weight:
            case Weight.EQUAL:
                return 1
            case Weight.REQUESTED:
                return group.cap
            case _:
                return group.held if self.readings.all_related else group.participating


def tiers_with_company(plan: PriorityPlan) -> tuple[Tier, ...]:
    """Return a plan's tiers with the Company in one of them at most.

    A Company that is never cut stands before them all; one that the plan does not name takes what is left.
    """
    tiers: list[Tier] = []
    placed = plan.company_is_never_cut
    for tier in plan.tiers:
        if placed:
            members = tuple(member for member in tier.members if member is not TierMember.COMPANY)
            tiers.append(replace(tier, members=members, company_half=False))
        else:
            tiers.append(tier)
            placed = TierMember.COMPANY in tier.members or tier.company_half
    return tuple(tiers) if placed else (*tiers, Tier((TierMember.COMPANY,)))


def _tiers_of(tiers: Sequence[Tier], holders: Sequence[Holder]) -> list[int]:
    """Return for each holder its tier: the first that names it, or else the first that serves its class."""
    by_class = {
        role: next((number for number, tier in enumerate(tiers) if member in tier.members), len(tiers))
        for role, member in _CLASS_OF.items()
    }
    served_in = [by_class[holder.role] for holder in holders]
    named: dict[str, int] = {}
    for number, tier in enumerate(tiers):
        for holder_id in tier.holders:
            named.setdefault(holder_id, number)
    if named:
        served_in = [named.get(holder.id, tier) for holder, tier in zip(holders, served_in, strict=True)]
    return served_in
