"""One offering divided at one maximum: what every holder and group got, read off the columns when asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from rra_desktop.calculation.cutback.group_split import GroupSplit, SplitMember, split_group
from rra_desktop.calculation.cutback.kinds_of_share import group_of_kinds, row_of_kinds
from rra_desktop.calculation.cutback.priority import ServedPlan, ServedTier
from rra_desktop.calculation.cutback.tiers import GroupClaim, PlanClaims
from rra_desktop.calculation.lazy_rows import LazyRows
from rra_desktop.calculation.money.proceeds import SaleTerms
from rra_desktop.calculation.money.sale_money import SaleMoney
from rra_desktop.domain.allocation import Allocation, CompanyAllocation, CutbackRound, GroupAllocation
from rra_desktop.domain.priority_plans import COMPANY
from rra_desktop.domain.proceeds import Proceeds
from rra_desktop.domain.register import Role
from rra_desktop.domain.statements import Person


class Division:
    """The claims of one offering with what a plan gave them; nothing while the offering waits (`served` None).

    A holder is known by its place in the columns. `agreed` are shares by holder from groups' own agreed splits;
    `net_cap` says whether a seller's indemnity is capped at proceeds net of discount; `company_shares` is what the
    Company wishes to sell, None while not entered.
    """

    def __init__(
        self,
        plan: PlanClaims,
        served: ServedPlan | None,
        *,
        agreed: Mapping[str, int],
        terms: SaleTerms,
        net_cap: bool,
        company_shares: int | None,
    ) -> None:
        self.plan = plan
        self.claims = plan.claims
        self.served = served
        self.terms = terms
        self._agreed = agreed
        self._net_cap = net_cap
        self._company_shares = company_shares
        self._splits: dict[int, GroupSplit] = {}

    # -- the columns ---------------------------------------------------------------------------------------------------

    def tier(self, place: int) -> tuple[ServedTier, int] | None:
        """Return the tier that serves a holder and its claim there; None for one that makes no claim."""
        found = self.plan.claim_of(place)
        if self.served is None or found is None:
            return None
        tier, claim = found
        return self.served.tiers[tier], claim

    def group_tier(self, group: GroupClaim) -> tuple[ServedTier, int] | None:
        """Return the tier that serves a group and its claim there; None for one that makes no claim."""
        return self.tier(group.members[0])

    def split(self, group: GroupClaim) -> GroupSplit:
        """Return how a group's shares are split among its members that asked."""
        key = group.members[0]
        if key not in self._splits:
            members = [
                SplitMember(
                    place,
                    self.claims.person(place),
                    self.claims.caps[place],
                    self.claims.held[place],
                    self._agreed.get(self.claims.holders[place].id),
                )
                for place in group.members
                if self.claims.caps[place] or self._agreed.get(self.claims.holders[place].id)
            ]
            served = self.group_tier(group)
            allocated = served[0].shares[served[1]] if served else 0
            self._splits[key] = split_group(
                group.name, allocated, members, self.plan.readings.rounding, self.plan.facts.section
            )
        return self._splits[key]

    def typed_split(self, group: GroupClaim) -> bool:
        """Say whether a split of its own was typed for a group."""
        return bool(self._agreed) and any(self.claims.holders[place].id in self._agreed for place in group.members)

    def idle_splits(self) -> tuple[Person, ...]:
        """Return those for whom an agreed split is typed though they are no group's here."""
        if not self._agreed:
            return ()
        return tuple(
            self.claims.person(place)
            for place in map(self.claims.places.get, self._agreed)
            if place is not None and self.plan.group_of(place) is None
        )

    def allocated(self, place: int) -> int:
        """Return a holder's whole shares."""
        return self._shares(self.tier(place), place)

    def _shares(self, served: tuple[ServedTier, int] | None, place: int) -> int:
        if served is None:
            return 0
        tier, claim = served
        group = tier.claims.groups.get(claim)
        return tier.shares[claim] if group is None else self.split(group).shares.get(place, 0)

    def quota(self, place: int) -> Fraction:
        """Return a holder's exact share, inside its group where it has one."""
        return self._exact(self.tier(place), place)

    def _exact(self, served: tuple[ServedTier, int] | None, place: int) -> Fraction:
        if served is None:
            return Fraction(0)
        tier, claim = served
        group = tier.claims.groups.get(claim)
        return tier.quotas.of(claim) if group is None else self.split(group).quotas.get(place, Fraction(0))

    def cut(self, place: int) -> int:
        """Return what of a holder's request counted and was not allocated; nothing while the offering waits."""
        return 0 if self.served is None else self.claims.caps[place] - self.allocated(place)

    def total_allocated(self) -> int:
        """Return the shares of all holders together."""
        if self.served is None:
            return 0
        return sum(
            sum(tier.shares) - (0 if tier.claims.company is None else tier.shares[tier.claims.company])
            for tier in self.served.tiers
        )

    @cached_property
    def money(self) -> SaleMoney:
        """What the shares bring the Company and every holder, line by line."""
        company = 0 if self.served is None else self.served.company
        return SaleMoney(self.terms, company, [self.allocated(place) for place in range(len(self.claims.holders))])

    @property
    def capacity(self) -> int | None:
        """The room for holders, None while the offering waits."""
        return None if self.served is None else max(0, self.served.maximum - self.served.company)

    # -- the rows ------------------------------------------------------------------------------------------------------

    def rounds(self) -> Iterator[CutbackRound]:
        """Yield every round of every tier in which holders were cut."""
        for number, tier in enumerate(self.served.tiers if self.served else (), start=1):
            if not tier.claims.places:
                continue
            for inside, each in enumerate(tier.quotas.rounds, start=1):
                capped, kept = self._names_of(tier, tier.quotas.capped_in(inside)), self._names_of(tier, each.kept)
                shown, short = tier.rounds_before + inside, tier.quotas.short
                yield CutbackRound(shown, number, each.capacity, each.weight, capped, kept, short)

    def _names_of(self, tier: ServedTier, claims: Sequence[int]) -> tuple[str, ...]:
        if tier.claims.groups or tier.claims.company is not None:
            return tuple([self.name_of(tier, claim) for claim in claims])
        holders, places = self.claims.holders, tier.claims.places
        return tuple([holders[places[claim]].id for claim in claims])

    def name_of(self, tier: ServedTier, claim: int) -> str:
        """Return under which name the outcome speaks of a claim: a group's name, a holder's id, or the Company."""
        if claim == tier.claims.company:
            return COMPANY
        group = tier.claims.groups.get(claim)
        return self.claims.holders[tier.claims.places[claim]].id if group is None else group.name

    def holder(self, holder_id: str) -> Allocation:
        """Make the row of one holder, with its kinds of share where the plan tells them apart."""
        places = self.claims.places_of(holder_id)
        rows = [self.allocation(place) for place in places]
        return row_of_kinds(rows, [self.claims.kinds[place] for place in places]) if self.claims.kinds else rows[0]

    def allocation(self, place: int) -> Allocation:
        """Make the row of one place: of a holder, or of one kind of its shares."""
        claims, holder = self.claims, self.claims.holders[place]
        served, group = self.tier(place), self.plan.group_of(place)
        allocated = self._shares(served, place)
        proceeds = self._proceeds(place, allocated)
        participates = claims.caps[place] > 0
        return Allocation(
            holder=holder.id,
            group=group.name if group is not None else None,
            held=claims.held[place] if claims.measured else None,
            requested=claims.asked[place],
            counted=claims.caps[place],
            quota=self._exact(served, place),
            allocated=allocated,
            cut=0 if self.served is None else claims.caps[place] - allocated,
            round=_round(served) if participates else None,
            participates=participates,
            over_asked=claims.measured and claims.asked[place] > claims.held[place],
            gross=proceeds.gross,
            discount=proceeds.discount,
            net=proceeds.net,
            indemnity_cap=self._indemnity_cap(place, proceeds.gross, proceeds.net),
        )

    def _proceeds(self, place: int, allocated: int) -> Proceeds:
        # Without a price the money of a register of 100,000 is not worked out for nothing.
        return Proceeds(allocated, None, None, None) if self.terms.price is None else self.money.of_seller(place)

    def _indemnity_cap(self, place: int, gross: Decimal | None, net: Decimal | None) -> Decimal | None:
        """Return the most a Selling Investor may owe; Other Holders give no indemnity under this agreement."""
        if self.claims.holders[place].role is not Role.INVESTOR:
            return None
        return net if self._net_cap else gross

    def groups(self) -> LazyRows[GroupAllocation]:
        """Return a row for every affiliate group that counts as one, in the register's order."""
        if self.claims.kinds:
            by_name: dict[str, list[GroupAllocation]] = {}
            for group in self.plan.groups.values():
                by_name.setdefault(group.name, []).append(self._group(group))
            whole = [group_of_kinds(rows) for rows in by_name.values()]
            return LazyRows(len(whole), whole.__getitem__)
        groups = tuple(self.plan.groups.values())
        return LazyRows(len(groups), lambda number: self._group(groups[number]))

    def _group(self, group: GroupClaim) -> GroupAllocation:
        served = self.group_tier(group)
        counted = sum(self.claims.caps[place] for place in group.members)
        allocated = served[0].shares[served[1]] if served else 0
        return GroupAllocation(
            name=group.name,
            members=tuple(self.claims.holders[place].id for place in group.members),
            held=group.held if self.claims.measured else None,
            requested=sum(self.claims.asked[place] for place in group.members),
            counted=counted,
            weight=self.plan.weight_of(group),
            quota=served[0].quotas.of(served[1]) if served else Fraction(0),
            allocated=allocated,
            cut=0 if self.served is None else counted - allocated,
            round=_round(served),
        )

    def company(self) -> CompanyAllocation:
        """Return what the Company sells."""
        if self.served is None or self.terms.price is None:
            return CompanyAllocation(self._company_shares, 0 if self.served is None else self.served.company)
        own = self.money.of_company
        return CompanyAllocation(self._company_shares, self.served.company, own.gross, own.discount, own.net)


def _round(served: tuple[ServedTier, int] | None) -> int | None:
    if served is None:
        return None
    tier, claim = served
    inside = tier.quotas.round_of(claim)
    return None if inside is None else tier.rounds_before + inside
