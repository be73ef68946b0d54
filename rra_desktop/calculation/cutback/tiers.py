"""The claims on an offering, sorted into the tiers of a priority plan: who is served in which, with what weight."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, compress, pairwise
from typing import NamedTuple

from rra_desktop.calculation.cutback.apportionment import CappedProportion, ShareRounding
from rra_desktop.calculation.cutback.offering_claims import OfferingClaims
from rra_desktop.domain.agreement import PriorityPlan, Tier, TierMember, Weight
from rra_desktop.domain.register import Holder, Role

_INVESTOR = Role.INVESTOR
_CLASS_OF = {Role.INVESTOR: TierMember.INVESTORS, Role.OTHER_HOLDER: TierMember.OTHER_HOLDERS}


@dataclass(frozen=True, slots=True)
class CutbackReadings:
    """How the words of §3(c) are read; `aggregated` names the groups that count as one."""

    weight: Weight
    reallocate: bool
    all_related: bool
    rounding: ShareRounding
    aggregated: frozenset[str]


class GroupClaim(NamedTuple):
    """An affiliate group as one claim: its tier, the places of its members, and what they add up to in shares.

    `participating` is what those hold who have shares to distribute. A plain tuple, for a register has 25,000 of them.
    """

    name: str
    tier: int
    members: tuple[int, ...]
    held: int
    cap: int
    participating: int


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

    `tier_of` says for each place in the register in which tier, from 0, the holder is served; one that no tier serves
    stands in tier `len(tiers)`.
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
        self.tier_of = _tiers_of(tiers, claims.holders)
        self.groups = self._groups([*(tier.aggregate_affiliates for tier in tiers), False])
        columns = self._columns()
        self.tiers = tuple(self._tier(number, tier, columns) for number, tier in enumerate(tiers))

    def _groups(self, together: Sequence[bool]) -> dict[str, GroupClaim]:
        """Return the groups that count as one; all of a group stands in the first tier that serves any of it as one."""
        aggregated = self.readings.aggregated
        if not aggregated:
            return {}
        holders, held, caps, tier_of = self.claims.holders, self.claims.held, self.claims.caps, self.tier_of
        by_name: dict[str, list[int]] = {}
        for place, (holder, tier) in enumerate(zip(holders, tier_of, strict=True)):
            name = holder.group
            if name is not None and name in aggregated and together[tier] and holder.role is _INVESTOR:
                members = by_name.get(name)
                if members is None:
                    by_name[name] = [place]
                else:
                    members.append(place)
        everyone = list(chain.from_iterable(by_name.values()))
        ends = list(accumulate(map(len, by_name.values())))
        sums = zip(
            _sums_of_runs([held[place] for place in everyone], ends),
            _sums_of_runs([caps[place] for place in everyone], ends),
            _sums_of_runs([held[place] if caps[place] else 0 for place in everyone], ends),
            strict=True,
        )
        several = len(set(tier_of)) > 1
        return {
            name: GroupClaim(
                name, min(tier_of[at] for at in members) if several else tier_of[members[0]], tuple(members), *of
            )
            for (name, members), of in zip(by_name.items(), sums, strict=True)
        }

    def _columns(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return caps and holdings with a group's aggregate at its first member and nothing at the others."""
        if not self.groups:
            return self.claims.caps, self.claims.held
        caps, held = list(self.claims.caps), list(self.claims.held)
        for group in self.groups.values():
            first = group.members[0]
            for place in group.members:
                caps[place] = held[place] = 0
                self.tier_of[place] = group.tier
            caps[first] = group.cap
            held[first] = group.held if self.readings.all_related else group.participating
        return caps, held

    def _tier(self, number: int, tier: Tier, columns: tuple[Sequence[int], Sequence[int]]) -> TierClaims:
        """Make the claims of one tier; who has nothing to distribute makes none."""
        all_caps, all_held = columns
        here = list(all_caps)
        if any(at != number for at in set(self.tier_of)):
            here = [cap if at == number else 0 for cap, at in zip(all_caps, self.tier_of, strict=True)]
        places = list(compress(range(len(here)), here))
        caps = [all_caps[place] for place in places]
        weight = self.readings.weight if tier.weight is Weight.READING else tier.weight
        match weight:
            case Weight.EQUAL:
                weights = [1] * len(places)
            case Weight.REQUESTED:
                weights = list(caps)
            case _:
                weights = [all_held[place] for place in places]
        groups = self._groups_in(places)
        company, halves = None, None
        if tier.company_half:
            halves = CappedProportion([sum(caps), self.company_shares], [1, 1])
        elif TierMember.COMPANY in tier.members:
            company = len(places)
            caps.append(self.company_shares)
            # The Company holds nothing to be measured by: what it wishes to sell is its weight.
            weights.append(1 if weight is Weight.EQUAL else self.company_shares)
        return TierClaims(tier, weight, places, groups, company, CappedProportion(caps, weights), halves)

    def _groups_in(self, places: Sequence[int]) -> dict[int, GroupClaim]:
        """Return which claims of a tier are groups'."""
        firsts = {group.members[0]: group for group in self.groups.values()}
        return {claim: firsts[place] for claim, place in enumerate(places) if place in firsts} if firsts else {}

    def weight_of(self, group: GroupClaim) -> int:
        """Return a group's measure in the proportion; nothing for one that makes no claim."""
        found = self.claim_of(group.members[0])
        return 0 if found is None else self.tiers[found[0]].proportion.weights[found[1]]

    def claim_of(self, place: int) -> tuple[int, int] | None:
        """Return the tier that serves a holder, from 0, and the claim of it that is the holder's or its group's.

        None for one that has nothing to distribute, nor has its group, or that no tier serves.
        """
        tier = self.tier_of[place]
        if tier == len(self.tiers):
            return None
        group = self.group_of(place)
        first = place if group is None else group.members[0]
        places = self.tiers[tier].places
        claim = bisect_left(places, first)
        return (tier, claim) if claim < len(places) and places[claim] == first else None

    def group_of(self, place: int) -> GroupClaim | None:
        """Return the group with which a holder is one Investor, None where it stands alone."""
        holder = self.claims.holders[place]
        group = None if holder.group is None else self.groups.get(holder.group)
        if group is None or holder.role is not _INVESTOR or self.tier_of[place] != group.tier:
            return None
        return group


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


def _sums_of_runs(values: Iterable[int], ends: Iterable[int]) -> list[int]:
    """Return the sum of each run of values that follow each other; `ends` say before which place each run ends."""
    sums = list(accumulate(values, initial=0))
    return [end - start for start, end in pairwise([0, *(sums[end] for end in ends)])]


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
