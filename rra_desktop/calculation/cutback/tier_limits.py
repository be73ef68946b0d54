"""The limits of a tier as steps: its floor, its cap and the largest cut it allows, and what cannot be kept of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rra_desktop.calculation.cutback.division import Division
from rra_desktop.calculation.cutback.priority import ServedTier, promised_to
from rra_desktop.calculation.cutback.tiers import TierClaims
from rra_desktop.domain.figures import Figure
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.priority_plans import Portion
from rra_desktop.domain.statements import Gravity, Mark, Statement, stated


class TierLimits:
    """Makes the steps of the limits of an offering's tiers; `step` makes a figure of a part, label, value and rule."""

    def __init__(self, division: Division, offering: Offering, step: Callable[..., Figure[Any]]) -> None:
        self._plan = division.plan
        self._served = division.served
        self._offering = offering
        self._maximum = offering.maximum or 0
        self._step = step

    def of_room(self, tier: ServedTier) -> Iterator[Figure[Any]]:
        """Yield what bears on the room of a tier: its own cap, and what is kept for those behind it.

        A part of the offering that is written as a share stands in the rule of the room itself.
        """
        number, cap = self._number(tier), tier.claims.tier.cap
        if cap is not None and not isinstance(cap, Fraction):
            most = self._plan.in_shares(cap, self._maximum)
            yield self._step(f"cap {number}", stated("cutback/cap_of_rank", number=number), most, self._rule(cap, most))
        for behind in self._served.tiers[number:] if self._served else ():
            if behind.exact.floor and self._is_told(behind.claims):
                yield self._floor(behind)

    def marks_of(self, tier: ServedTier) -> Iterator[Mark]:
        """Yield what cannot be kept in a tier: the least shares of those in it, where there is no room for them."""
        if tier.quotas.short:
            least = sum(tier.claims.proportion.least or ())
            said = stated("cutback/least_shares_do_not_fit", self._plan.plan.section, least=least)
            yield Mark(said, Gravity.CONFLICT)

    @staticmethod
    def _is_told(claims: TierClaims) -> bool:
        return not isinstance(claims.tier.floor, Fraction | None) or claims.has_largest_cut

    def _number(self, tier: ServedTier) -> int:
        return self._plan.tiers.index(tier.claims) + 1

    def _floor(self, tier: ServedTier) -> Figure[Any]:
        """Return what is kept for a tier, by the limit that keeps most for it."""
        number, claims = self._number(tier), tier.claims
        promised, floor = promised_to(self._plan, claims, self._maximum), claims.tier.floor
        own = None if floor is None else self._rule(floor, promised)
        cut = stated(
            "cutback/limit_of_cut",
            demand=claims.demand,
            share=claims.tier.most_cut,
            each=claims.tier.most_cut_each,
            shares=promised,
        )
        by_floor = own is not None and (
            not claims.has_largest_cut or promised == self._plan.in_shares(floor, self._maximum)
        )
        rule = own if by_floor and own is not None else cut
        if tier.exact.floor < promised:
            rule = stated("cutback/kept_of_limit", limit=rule, kept=tier.exact.floor)
        return self._step(f"floor {number}", stated("cutback/floor_of_rank", number=number), tier.exact.floor, rule)

    def _rule(self, portion: Portion, shares: Fraction) -> Statement:
        match portion:
            case Decimal():
                return stated("cutback/limit_in_dollars", dollars=portion, price=self._offering.price, shares=shares)
            case int():
                return stated("cutback/shares", shares=portion)
            case _:
                return stated("cutback/limit_as_share", share=portion, maximum=self._maximum, shares=shares)
