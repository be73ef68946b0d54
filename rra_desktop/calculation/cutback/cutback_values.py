"""The values of a cutback by subject and part, without their derivations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from rra_desktop.calculation.cutback.division import Division
from rra_desktop.calculation.cutback.tiers import GroupClaim
from rra_desktop.calculation.money.proceeds import added
from rra_desktop.domain.priority_plans import COMPANY
from rra_desktop.domain.register import Role

MONEY = ("gross", "discount", "net", "indemnity_cap")
_OF_THE_COMPANY = ("requested", "allocated", "gross", "discount", "net")


class CutbackValues:
    """Looks values up: of a holder by id, a group by name, "company", or "" for all holders together."""

    def __init__(self, division: Division) -> None:
        self._division = division
        self._claims = division.claims

    def value(self, subject: str, part: str) -> int | Fraction | Decimal | None:
        """Return a value; raises KeyError for a subject or part the cutback does not have."""
        if part == "capacity":
            return self._division.capacity
        if subject == COMPANY:
            return self._company(part)
        places = self.places(subject)
        if part == "held" and not self._claims.measured:
            return None
        if part in MONEY:
            return self._money(places, part)
        if part == "quota":
            return self._quota(subject, places)
        columns: Mapping[str, Callable[[int], int]] = {
            "allocated": self._division.allocated,
            "held": self._claims.held.__getitem__,
            "requested": self._claims.asked.__getitem__,
            "cut": self._division.cut,
        }
        return sum(map(columns[part], places))

    def has(self, subject: str) -> bool:
        """Say whether a subject takes part: a holder that counts under one reading may be none under another."""
        if subject in ("", COMPANY) or subject in self._claims.places:
            return True
        return any(each.group == subject and each.role is Role.INVESTOR for each in self._claims.holders)

    def places(self, subject: str) -> Sequence[int]:
        """Return the places of those a subject speaks of: one holder, an affiliate group's Investors, or everybody."""
        if not subject:
            return range(len(self._claims.holders))
        if subject in self._claims.places:
            return self._claims.places_of(subject)
        places = [
            place
            for place, holder in enumerate(self._claims.holders)
            if holder.group == subject and holder.role is Role.INVESTOR
        ]
        if not places:
            raise KeyError(subject)
        return places

    def groups(self, subject: str) -> Sequence[GroupClaim]:
        """Return the group that counts as one Investor, one for each kind of share; none for any other subject."""
        if subject in self._claims.places:
            return ()
        groups = self._division.plan.groups
        if self._claims.kinds:
            return [group for group in groups.values() if group.name == subject]
        return [groups[subject]] if subject in groups else ()

    def _quota(self, subject: str, places: Sequence[int]) -> Fraction:
        """Return an exact share: of a group as one Investor, of all holders before anything is made whole."""
        groups = self.groups(subject)
        if groups:
            served = [found for found in map(self._division.group_tier, groups) if found is not None]
            return sum((tier.quotas.of(claim) for tier, claim in served), Fraction(0))
        if subject:
            return sum((self._division.quota(place) for place in places), Fraction(0))
        tiers = self._division.served.tiers if self._division.served else ()
        of_company = (tier.quotas.of(tier.claims.company) for tier in tiers if tier.claims.company is not None)
        return sum((tier.quotas.total for tier in tiers), Fraction(0)) - sum(of_company, Fraction(0))

    def _money(self, places: Sequence[int], part: str) -> Decimal | None:
        rows = [self._division.allocation(place) for place in places]
        if part == "indemnity_cap":
            holders = [self._claims.holders[place] for place in places]
            caps = [row.indemnity_cap for row, of in zip(rows, holders, strict=True) if of.role is Role.INVESTOR]
            return added(caps) if caps else None
        return added(getattr(row, part) for row in rows)

    def _company(self, part: str) -> int | Fraction | Decimal | None:
        company, served = self._division.company(), self._division.served
        if part in _OF_THE_COMPANY:
            amount: int | Decimal | None = getattr(company, part)
            return amount
        if part == "cut":
            return (company.requested or 0) - company.allocated if served else 0
        if part == "quota":
            return served.company_quota if served else Fraction(0)
        raise KeyError(part)
