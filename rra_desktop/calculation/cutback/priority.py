"""What a priority plan gives at one maximum: every tier exactly first, whole shares last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rra_desktop.calculation.cutback.apportionment import Quotas, whole_parts
from rra_desktop.calculation.cutback.tiers import PlanClaims, TierClaims


@dataclass(frozen=True, slots=True)
class ExactTier:
    """A tier before its shares are made whole, in exact shares.

    Of the `room` earlier tiers left, `kept` is for the floors of those behind; `capacity` is what its claims divide and
    `company_half` what the Company gets beside them, where the tier shares by half. `floor` is what is kept for itself,
    `most` what it may get at most, None where it has no cap. `removed` says that it is removed wholly, for there is not
    room for all it asks.
    """

    claims: TierClaims
    room: Fraction
    kept: Fraction
    capacity: Fraction
    quotas: Quotas
    company_half: Fraction
    floor: Fraction
    most: Fraction | None
    removed: bool


@dataclass(frozen=True, slots=True)
class ServedTier:
    """What one tier gives at one maximum, its claims' exact quotas made whole in `shares`.

    `rounds_before` is how many rounds went before in earlier tiers.
    """

    claims: TierClaims
    exact: ExactTier
    shares: Sequence[int]
    rounds_before: int

    @property
    def quotas(self) -> Quotas:
        """The exact shares of the tier's claims."""
        return self.exact.quotas


@dataclass(frozen=True, slots=True)
class ServedPlan:
    """What a whole plan gives at one maximum, in shares: the Company's exactly and whole, and every tier."""

    maximum: int
    company_quota: Fraction
    company: int
    tiers: tuple[ServedTier, ...]


def serve(plan: PlanClaims, maximum: int) -> ServedPlan:
    """Serve the claims of a plan from the underwriters' maximum in shares.

    Each tier has what the tiers before it left, less the floors of those behind it. All of that is exact; then the
    tiers' totals are made whole so that any run of them from the first is rounded down, which leaves a fraction of a
    share to the tier behind: a floor is never undercut by an earlier tier.
    """
    exact = tuple(_exact_tiers(plan, maximum))
    parts = whole_parts([part for tier in exact for part in (tier.company_half, tier.quotas.total)])
    # Where no tier serves the Company it is never cut.
    company_quota, company = Fraction(plan.company_shares), plan.company_shares
    tiers: list[ServedTier] = []
    rounds = 0
    for tier, half, total in zip(exact, parts[::2], parts[1::2], strict=True):
        shares = tier.quotas.in_whole_shares(plan.readings.rounding, total, lot=tier.claims.tier.lot)
        if tier.claims.company is not None:
            company_quota, company = tier.quotas.of(tier.claims.company), shares[tier.claims.company]
        elif tier.claims.halves is not None:
            company_quota, company = tier.company_half, half
        tiers.append(ServedTier(tier.claims, tier, shares, rounds))
        rounds += len(tier.quotas.rounds) if tier.claims.places else 0
    return ServedPlan(maximum, company_quota, company, tuple(tiers))


def _exact_tiers(plan: PlanClaims, maximum: int) -> Iterator[ExactTier]:
    """Yield every tier with its exact quotas, in the plan's order."""
    room = Fraction(room_for_tiers(plan, maximum))
    floors = _floors(plan, maximum)
    for claims, kept, floor in zip(plan.tiers, _sums_behind(floors), floors, strict=True):
        capacity, most = room - kept, _most(plan, claims, maximum)
        if most is not None and most < capacity:
            capacity = most
        removed = claims.tier.removed_wholly and capacity < claims.demand
        if removed:
            capacity = Fraction(0)
        company_half = Fraction(0)
        if claims.halves is not None:
            halves = claims.halves.at(capacity, reallocate=claims.goes_round)
            capacity, company_half = halves.of(0), halves.of(1)
        quotas = claims.proportion.at(capacity, reallocate=claims.goes_round)
        yield ExactTier(claims, room, kept, capacity, quotas, company_half, floor, most, removed)
        # Those behind were removed before a tier that is removed wholly was touched: only their floors stay.
        room = kept if removed else room - company_half - quotas.total


def _most(plan: PlanClaims, claims: TierClaims, maximum: int) -> Fraction | None:
    return None if claims.tier.cap is None else plan.in_shares(claims.tier.cap, maximum)


def room_for_tiers(plan: PlanClaims, maximum: int) -> int:
    """Return the shares the tiers divide: the maximum, less the Company's own where that is never cut."""
    return max(0, maximum - plan.company_shares) if plan.plan.company_is_never_cut else maximum


def _floors(plan: PlanClaims, maximum: int) -> list[Fraction]:
    """Return what is kept for each tier by its floor and its largest cut: no more than it asks, may get, and there is.

    Those in front keep theirs first.
    """
    left = Fraction(room_for_tiers(plan, maximum))
    floors = []
    for claims in plan.tiers:
        most = _most(plan, claims, maximum)
        floor = min(promised_to(plan, claims, maximum), Fraction(claims.demand), left)
        floors.append(floor if most is None else min(floor, most))
        left -= floors[-1]
    return floors


def promised_to(plan: PlanClaims, claims: TierClaims, maximum: int) -> Fraction:
    """Return below how many shares a tier may not be cut, by its floor and its largest cut, were there room for all."""
    tier, promised = claims.tier, plan.in_shares(claims.tier.floor, maximum)
    if tier.most_cut is not None:
        promised = max(promised, (1 - tier.most_cut) * claims.demand)
    if claims.proportion.least is not None:
        promised = max(promised, Fraction(sum(claims.proportion.least)))
    return promised


def _sums_behind(floors: Sequence[Fraction]) -> Iterator[Fraction]:
    """Yield for each tier the floors of those behind it together."""
    behind = sum(floors, Fraction(0))
    for floor in floors:
        behind -= floor
        yield behind
