"""The claims on an offering, sorted into the tiers of a priority plan: who is served in which, with what weight."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, chain, compress, pairwise
from typing import NamedTuple, TypeAlias

from rra_desktop.calculation.cutback.apportionment import CappedProportion, ShareRounding
from rra_desktop.calculation.cutback.offering_claims import OfferingClaims
from rra_desktop.calculation.cutback.tier_members import PlanFacts, tier_of_claims, tiers_in_force
from rra_desktop.domain.priority_plans import COMPANY, Portion, PriorityPlan, Tier, Unused, Weight
from rra_desktop.domain.register import Role, Security

_INVESTOR = Role.INVESTOR

GroupKey: TypeAlias = str | tuple[str, Security]
"""Under which a group that counts as one is found: its name, with a kind of share where kinds are told apart."""


@dataclass(frozen=True, slots=True)
class CutbackReadings:
    """How the words on a cutback are read; `aggregated` names the groups that count as one."""

    weight: Weight
    reallocate: bool
    all_related: bool
    rounding: ShareRounding
    aggregated: frozenset[str]

    def weight_in(self, tier: Tier) -> Weight:
        """Return by what measure a tier divides."""
        return self.weight if tier.weight is Weight.READING else tier.weight

    def goes_round(self, tier: Tier) -> bool:
        """Say whether the room that a claim of a tier leaves goes to the others."""
        return self.reallocate if tier.unused is Unused.READING else tier.unused is Unused.GOES_ROUND


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
    `goes_round` says whether the room that a claim leaves goes to the others.
    """

    tier: Tier
    weight: Weight
    places: Sequence[int]
    groups: Mapping[int, GroupClaim]
    company: int | None
    proportion: CappedProportion
    halves: CappedProportion | None
    goes_round: bool = True

    @property
    def demand(self) -> int:
        """The most shares the tier can take."""
        return (self.halves or self.proportion).demand

    @property
    def has_largest_cut(self) -> bool:
        """Whether the tier, or anyone in it, may be cut only by so much."""
        return self.tier.most_cut is not None or self.tier.most_cut_each is not None


class PlanClaims:
    """All claims on one offering under one plan, whatever the underwriters' maximum.

    `tier_of` says for each place in the register in which tier, from 0, the holder is served; one that no tier serves
    stands in tier `len(tiers)`.
    """

    def __init__(
        self,
        plan: PriorityPlan,
        claims: OfferingClaims,
        company_shares: int,
        readings: CutbackReadings,
        facts: PlanFacts | None = None,
    ) -> None:
        """Sort the claims into the plan's tiers; `company_shares` is what the Company wishes to sell."""
        self.plan = plan
        self.claims = claims
        self.company_shares = company_shares
        self.readings = readings
        self.facts = facts or PlanFacts()
        tiers = tiers_in_force(plan, self.facts)
        self.tier_of = tier_of_claims(tiers, claims, self.facts)
        self.groups = self._groups([*(tier.aggregate_affiliates for tier in tiers), False])
        columns = self._columns()
        self.tiers = tuple(self._tier(number, tier, columns) for number, tier in enumerate(tiers))

    def _groups(self, together: Sequence[bool]) -> dict[GroupKey, GroupClaim]:
        """Return the groups that count as one; all of a group stands in the first tier that serves any of it as one."""
        aggregated = self.readings.aggregated
        if not aggregated:
            return {}
        holders, held, caps, tier_of = self.claims.holders, self.claims.held, self.claims.caps, self.tier_of
        kinds = self.claims.kinds
        by_key: dict[GroupKey, list[int]] = {}
        for place, (holder, tier) in enumerate(zip(holders, tier_of, strict=True)):
            name = holder.group
            if name is not None and name in aggregated and together[tier] and holder.role is _INVESTOR:
                key = (name, kinds[place]) if kinds else name
                members = by_key.get(key)
                if members is None:
                    by_key[key] = [place]
                else:
                    members.append(place)
        everyone = list(chain.from_iterable(by_key.values()))
        ends = list(accumulate(map(len, by_key.values())))
        sums = zip(
            _sums_of_runs([held[place] for place in everyone], ends),
            _sums_of_runs([caps[place] for place in everyone], ends),
            _sums_of_runs([held[place] if caps[place] else 0 for place in everyone], ends),
            strict=True,
        )
        several = len(set(tier_of)) > 1
        return {
            key: GroupClaim(
                key if isinstance(key, str) else key[0],
                min(tier_of[at] for at in members) if several else tier_of[members[0]],
                tuple(members),
                *of,
            )
            for (key, members), of in zip(by_key.items(), sums, strict=True)
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
        weight, groups = self.readings.weight_in(tier), self._groups_in(places)
        match weight:
            case Weight.EQUAL:
                weights = [1] * len(places)
            case Weight.REQUESTED:
                weights = list(caps)
            case _:
                weights = [all_held[place] for place in places]
        if weight is Weight.ENTITLED:
            for claim, group in groups.items():
                weights[claim] = group.participating
        company, halves = None, None
        if tier.company_half:
            halves = CappedProportion([sum(caps), self.company_shares], [1, 1])
        elif COMPANY in tier.members:
            company = len(places)
            caps.append(self.company_shares)
            # The Company holds nothing to be measured by: what it wishes to sell is its weight.
            weights.append(1 if weight is Weight.EQUAL else self.company_shares)
        proportion = CappedProportion(caps, weights, _least_of(tier, caps))
        goes_round = self.readings.goes_round(tier)
        return TierClaims(tier, weight, places, groups, company, proportion, halves, goes_round)

    def _groups_in(self, places: Sequence[int]) -> dict[int, GroupClaim]:
        """Return which claims of a tier are groups'."""
        firsts = {group.members[0]: group for group in self.groups.values()}
        return {claim: firsts[place] for claim, place in enumerate(places) if place in firsts} if firsts else {}

    def in_shares(self, portion: Portion | None, maximum: int) -> Fraction:
        """Return a part of an offering of so many shares in shares; of a value in dollars nothing without a price.

        A cutback whose plan has such a value waits for the price.
        """
        match portion:
            case None:
                return Fraction(0)
            case Fraction():
                return portion * maximum
            case int():
                return Fraction(portion)
            case _:
                return Fraction(portion) / self.facts.price if self.facts.price else Fraction(0)

    def _group_key(self, name: str, place: int) -> GroupKey:
        return (name, self.claims.kinds[place]) if self.claims.kinds else name

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
        group = None if holder.group is None else self.groups.get(self._group_key(holder.group, place))
        if group is None or holder.role is not _INVESTOR or self.tier_of[place] != group.tier:
            return None
        return group


def _least_of(tier: Tier, caps: Sequence[int]) -> Sequence[int] | None:
    """Return the whole shares below which no claim may be cut, None where a tier sets no such limit."""
    if tier.most_cut_each is None:
        return None
    kept = 1 - tier.most_cut_each
    return [-(-cap * kept.numerator // kept.denominator) for cap in caps]


def _sums_of_runs(values: Iterable[int], ends: Iterable[int]) -> list[int]:
    """Return the sum of each run of values that follow each other; `ends` say before which place each run ends."""
    sums = list(accumulate(values, initial=0))
    return [end - start for start, end in pairwise([0, *(sums[end] for end in ends)])]
