"""Cutback: who gets how many shares when the underwriters will not take all (§3(c))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from rra_desktop.calculation.cutback.apportionment import ShareRounding
from rra_desktop.calculation.cutback.cutback_figures import READINGS_OF_SHARES, CutbackFigures
from rra_desktop.calculation.cutback.cutback_notes import cutback_notes
from rra_desktop.calculation.cutback.division import Division
from rra_desktop.calculation.cutback.offering_claims import RegisterAsOf, offering_claims
from rra_desktop.calculation.cutback.priority import serve
from rra_desktop.calculation.cutback.priority_choice import chosen_plan
from rra_desktop.calculation.cutback.single_investors import aggregated_groups, group_leads, persons_in_two_groups
from rra_desktop.calculation.cutback.tiers import CutbackReadings, PlanClaims
from rra_desktop.calculation.money.contribution import contribution
from rra_desktop.calculation.money.proceeds import cents, registration_expenses, sale_terms, together
from rra_desktop.calculation.register.positions import positions as positions_as_of
from rra_desktop.domain.agreement import PriorityPlan, ReadingChoice, Tier, TierMember, Weight
from rra_desktop.domain.allocation import CutbackOutcome, SellerRow
from rra_desktop.domain.figures import Figure
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.proceeds import Contribution, ContributionParty, OfferingProceeds, Proceeds
from rra_desktop.domain.register import Holder


class Cutback:
    """The cutback of one offering: the answer, what any other maximum would give, and why."""

    def __init__(
        self,
        matter: Matter,
        offering: Offering,
        register: RegisterAsOf,
        register_under: Callable[[Matter, dt.date], RegisterAsOf],
    ) -> None:
        self.matter = matter
        self.offering = offering
        self.register = register
        self._register_under = register_under
        self._choice = chosen_plan(matter, offering)
        self._leads = group_leads(matter)
        requests = matter.requests_in(offering.id)
        self._agreed = {each.holder: each.agreed for each in requests if each.agreed is not None}
        self._claims = offering_claims(matter.holders, requests, register)
        self._plan_claims = PlanClaims(
            self._choice.plan or _UNDECIDED, self._claims, offering.company_shares, _readings(matter, self._leads)
        )
        self._terms = sale_terms(offering)
        self._others: dict[tuple[str, str], Cutback] = {}

    @cached_property
    def outcome(self) -> CutbackOutcome:
        """The whole answer at the underwriters' maximum as entered."""
        return self._outcome(self.division, self.offering)

    def at_maximum(self, maximum: int) -> CutbackOutcome:
        """Return the answer had the underwriters said another maximum, in shares; all else stays."""
        offering = replace(self.offering, maximum=maximum)
        return self._outcome(self._divide(maximum), offering)

    @cached_property
    def division(self) -> Division:
        """The division at the maximum as entered, from which rows and figures are read."""
        return self._divide(self.offering.maximum)

    def _divide(self, maximum: int | None) -> Division:
        waits = self._choice.plan is None or self._two_groups
        return Division(
            self._plan_claims,
            None if waits or maximum is None else serve(self._plan_claims, maximum),
            agreed=self._agreed,
            terms=self._terms,
            net_cap=self.matter.choice("indemnity_proceeds") == "net_of_discount",
        )

    @cached_property
    def _two_groups(self) -> str:
        holders = self._claims.holders if len(self._leads) > 1 else ()
        return " ".join(person.sentence for person in persons_in_two_groups(holders))

    def _outcome(self, division: Division, offering: Offering) -> CutbackOutcome:
        plan, claims = self._choice.plan, self._claims
        company = division.company()
        asked, allocated = sum(claims.asked), division.total_allocated()
        served = division.served is not None
        return CutbackOutcome(
            offering=offering,
            plan=plan.id if plan else offering.plan,
            plan_name=plan.name if plan else "",
            section=plan.section if plan else "",
            maximum=offering.maximum,
            capacity=max(0, (offering.maximum or 0) - company.allocated) if served else 0,
            company=company,
            rounds=tuple(division.rounds()),
            participants=division.participants(),
            groups=division.groups(),
            total_held=sum(claims.held),
            total_requested=asked,
            total_allocated=allocated,
            total_cut=asked - allocated if served else 0,
            notes=cutback_notes(self.matter, offering, self._choice, self._leads, division),
            pending=self._waits_for(offering),
        )

    def _waits_for(self, offering: Offering) -> str:
        missing = (
            "" if offering.maximum is not None else "the underwriters’ maximum",
            self._choice.waits_for,
            self._two_groups,
        )
        return "; ".join(filter(None, missing))

    # -- why, and what else --------------------------------------------------------------------------------------------

    def figure(self, subject: str, part: str) -> Figure[Any]:
        """Return a figure of a holder, a group, "company" or all holders ("") with its derivation (§3(c), §4, §5(b)).

        Parts: allocated, quota, held, requested, cut, gross, discount, net, indemnity_cap, capacity. Raises KeyError
        for a subject or part the cutback does not have.
        """
        return CutbackFigures(self).figure(subject, part)

    def under(self, reading: str, choice: str) -> Cutback:
        """Return the same offering cut back under another choice of a reading (§3(c), §7)."""
        if (reading, choice) not in self._others:
            kept = tuple(each for each in self.matter.readings if each.reading != reading)
            matter = replace(self.matter, readings=(*kept, ReadingChoice(reading, choice)))
            register = self.register
            if reading == "registrable_basis":
                register = self._register_under(matter, register.as_of)
            self._others[reading, choice] = Cutback(matter, self.offering, register, self._register_under)
        return self._others[reading, choice]

    def shares_moved_by(self, reading: str) -> int:
        """Return the most shares that would change hands under another choice of a reading; 0 if it moves none."""
        if reading not in READINGS_OF_SHARES:
            return 0
        in_force = self.matter.choice(reading)
        return max(
            (
                self._shares_moved(self.under(reading, choice.id))
                for choice in self.matter.form.reading(reading).choices
                if choice.id != in_force
            ),
            default=0,
        )

    def _shares_moved(self, other: Cutback) -> int:
        gained = lost = 0
        there = other.division
        for place in range(len(self._claims.holders)):
            moved = there.allocated(place) - self.division.allocated(place)
            gained, lost = gained + max(0, moved), lost + max(0, -moved)
        return max(gained, lost)

    # -- money and the selling stockholder table -----------------------------------------------------------------------

    @cached_property
    def proceeds(self) -> OfferingProceeds:
        """What the Company and the sellers receive, and what the over-allotment option would bring beside them (§4)."""
        company = self.outcome.company
        own = Proceeds(company.allocated, company.gross, company.discount, company.net)
        sellers = together(self._terms.proceeds(row.allocated) for row in self.outcome.participants if row.allocated)
        option = self._terms.proceeds(self.offering.option_shares) if self.offering.option_shares else None
        return OfferingProceeds(own, sellers, together((own, sellers)), option)

    @cached_property
    def sellers(self) -> tuple[SellerRow, ...]:
        """The selling stockholder table in the register's order (the form of Regulation S-K Item 507)."""
        stays = self.matter.choice("cut_shares_stay_registered") == "yes"
        outstanding = self.offering.outstanding_after
        rows = []
        for place, holder in enumerate(self._claims.holders):
            offered = self._claims.caps[place] if stays else self.division.allocated(place)
            if not offered or self.division.served is None:
                continue
            position, owns = self.register.of(holder.id), self.register.ownership_of(holder.id)
            after, acquirable = owns.owned - offered, owns.acquirable_after(offered)
            percent = cents(Fraction(100 * after, outstanding + acquirable)) if outstanding else None
            row = SellerRow(holder.id, holder.name, owns.owned, offered, after, percent, acquirable, position.marks)
            rows.append(row)
        return tuple(rows)

    def contribution(
        self, seller: str, loss: Decimal, fault: Fraction | None = None, *, by_seller: bool = False
    ) -> Contribution:
        """Say what the Company would contribute to a loss of a selling holder or group, or it to the Company (§5(d)).

        The Company's net proceeds are less its recorded Registration Expenses. `loss` is in dollars; `fault` the
        contributor's share, 0 to 1. Raises KeyError for nobody's id and NotUnderstoodError for an impossible amount.
        """
        figures = CutbackFigures(self)
        company = ContributionParty("the Company", self._company_net_of_expenses())
        party = ContributionParty(figures.name(seller), figures.figure(seller, "net").value)
        return contribution(*((party, company) if by_seller else (company, party)), loss, fault)

    def _company_net_of_expenses(self) -> Decimal | None:
        net = self.outcome.company.net
        spent = registration_expenses(self.matter, self.offering.registration).company
        return None if net is None else cents(Fraction(net) - Fraction(spent))


def cut_back(
    matter: Matter,
    offering: Offering,
    positions: RegisterAsOf,
    register_under: Callable[[Matter, dt.date], RegisterAsOf] = positions_as_of,
) -> Cutback:
    """Cut an offering back to the underwriters' maximum under its priority plan (§3(c)).

    `positions` is the register on the offering's day; `register_under` makes it again for the other choice of
    `registrable_basis`, when somebody asks what that would give.
    """
    return Cutback(matter, offering, positions, register_under)


_ALL_HOLDERS = Tier((TierMember.INVESTORS, TierMember.OTHER_HOLDERS))
_UNDECIDED = PriorityPlan("", "", "", (_ALL_HOLDERS,), company_is_never_cut=True)


def _readings(matter: Matter, leads: Mapping[str, Holder]) -> CutbackReadings:
    return CutbackReadings(
        weight=Weight(matter.choice("cutback_weight")),
        reallocate=matter.choice("cutback_reallocate") == "yes",
        all_related=matter.choice("affiliate_scope") == "all_related",
        rounding=ShareRounding(matter.choice("share_rounding")),
        aggregated=aggregated_groups(matter, leads),
    )
