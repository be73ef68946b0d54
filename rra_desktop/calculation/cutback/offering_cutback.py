"""Cutback: who gets how many shares when the underwriters will not take all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

from rra_desktop.calculation.cutback.apportionment import ShareRounding
from rra_desktop.calculation.cutback.cutback_figures import READINGS_OF_REGISTER, CutbackFigures, readings_of_shares
from rra_desktop.calculation.cutback.cutback_notes import cutback_notes
from rra_desktop.calculation.cutback.cutback_values import CutbackValues
from rra_desktop.calculation.cutback.cutback_working import CutbackWorking
from rra_desktop.calculation.cutback.division import Division
from rra_desktop.calculation.cutback.kinds_of_share import claims_by_kind, kinds_in_order
from rra_desktop.calculation.cutback.measuring_day import measuring_day
from rra_desktop.calculation.cutback.notes_on_ranks import notes_on_kinds
from rra_desktop.calculation.cutback.offering_claims import OfferingClaims, RegisterAsOf, offering_claims
from rra_desktop.calculation.cutback.priority import serve
from rra_desktop.calculation.cutback.priority_choice import PlanChoice, chosen_plan, offered_plans, own_section
from rra_desktop.calculation.cutback.request_marks import RequestMarks
from rra_desktop.calculation.cutback.requested_shares import received_requests, requested_shares
from rra_desktop.calculation.cutback.single_investors import aggregated_groups, group_leads, persons_in_two_groups
from rra_desktop.calculation.cutback.tiers import CutbackReadings, PlanClaims
from rra_desktop.calculation.lazy_rows import LazyRows
from rra_desktop.calculation.money.contribution import contribution
from rra_desktop.calculation.money.expenses import registration_expenses
from rra_desktop.calculation.money.proceeds import cents, sale_terms
from rra_desktop.calculation.register.positions import positions as positions_as_of
from rra_desktop.domain.agreement import ReadingChoice
from rra_desktop.domain.allocation import Allocation, CutbackOutcome, LeftOutRequest, SellerRow
from rra_desktop.domain.deadlines import HolderAnswer
from rra_desktop.domain.figures import Figure
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.priority_plans import COMPANY, OfferedPlan, PriorityPlan, Tier, Weight
from rra_desktop.domain.proceeds import Contribution, ContributionParty, OfferingProceeds
from rra_desktop.domain.register import Holder
from rra_desktop.domain.statements import Statement, stated
from rra_desktop.domain.topics import Topic
from rra_desktop.errors import NotUnderstoodError

RegisterOn: TypeAlias = Callable[[Matter, dt.date], RegisterAsOf]
"""Gives the register of a matter as of a day."""


class Cutback:
    """The cutback of one offering: the answer, what any other maximum would give, and why."""

    def __init__(
        self, matter: Matter, offering: Offering, register_on: RegisterOn, answers: Sequence[HolderAnswer]
    ) -> None:
        self.matter = matter
        self.offering = offering
        self.measured = measuring_day(matter, offering)
        self.register = None if self.measured.day is None else register_on(matter, self.measured.day)
        self._register_on = register_on
        self._answers = answers
        self._choice = chosen_plan(matter, offering)
        self._leads = group_leads(matter)
        received = received_requests(matter, offering, answers, self.measured.day)
        self.requests = requested_shares(matter, offering, received)
        self._claims = offering_claims(matter.holders, self.requests.shares, self.register)
        plan, readings = self._choice.plan or _undecided(self._choice), _readings(matter, self._leads)
        company = offering.company_shares or 0
        self._plan_claims = PlanClaims(plan, self._by_kind(plan), company, readings, self._choice.facts)
        self._terms = sale_terms(offering)
        self._others: dict[tuple[str, str], Cutback] = {}

    def _by_kind(self, plan: PriorityPlan) -> OfferingClaims:
        """Return the claims as the plan divides them: by kind of share where it tells kinds apart."""
        kinds = kinds_in_order(plan)
        if not kinds or self.register is None:
            return self._claims
        return claims_by_kind(self._claims, self.matter.holders, self.register, kinds)

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
        return Division(
            self._plan_claims,
            None if maximum is None or self._waits_besides else serve(self._plan_claims, maximum),
            agreed={} if self._plan_claims.claims.kinds else self.requests.agreed,
            terms=self._terms,
            net_cap=self.matter.choice("indemnity_proceeds") == "net_of_discount",
            company_shares=self.offering.company_shares,
        )

    @cached_property
    def _waits_besides(self) -> tuple[Statement, ...]:
        """What is missing besides the underwriters' maximum."""
        holders = self._claims.holders if len(self._leads) > 1 else ()
        missing = (
            None
            if self.offering.company_shares is not None
            else stated("cutback/company_shares_missing", self._section),
            self.measured.waits_for,
            self._choice.waits_for,
            self._choice.waits_for_price,
            *(
                person.statement
                for person in persons_in_two_groups(holders, self.matter.form.section(Topic.AFFILIATES))
            ),
        )
        return tuple(each for each in missing if each is not None)

    def _outcome(self, division: Division, offering: Offering) -> CutbackOutcome:
        plan, claims = self._choice.plan, self._plan_claims.claims
        counted, allocated = sum(claims.caps), division.total_allocated()
        maximum = () if offering.maximum is not None else (stated("cutback/maximum_missing", self._section),)
        return CutbackOutcome(
            offering=offering,
            plan=plan.id if plan else offering.plan,
            plan_name=plan.name if plan else "",
            section=plan.section if plan else "",
            maximum=offering.maximum,
            measured_on=self.measured.day,
            capacity=division.capacity,
            company=division.company(),
            rounds=tuple(division.rounds()),
            participants=LazyRows(len(self._claims.holders), lambda place: self._row(division, place)),
            groups=division.groups(),
            total_held=sum(claims.held) if claims.measured else None,
            total_requested=sum(claims.asked),
            total_counted=counted,
            total_allocated=allocated,
            total_cut=counted - allocated if division.served is not None else 0,
            notes=(
                *cutback_notes(self.matter, offering, self._choice, self._leads, division),
                *notes_on_kinds(division, self.requests.agreed),
                *self._request_marks.notes(),
            ),
            pending=(*maximum, *self._waits_besides),
            left_out=tuple(LeftOutRequest(each.holder, each.shares) for each in self.requests.left_out),
            of_registration=self.requests.of_registration,
            tiers=tuple(each.tier for each in self._plan_claims.tiers) if plan else (),
            of_rule_415=plan is not None and plan.of_rule_415,
        )

    @property
    def _section(self) -> str:
        """The section on the cutback."""
        return own_section(self.matter)

    @property
    def offered_plans(self) -> tuple[OfferedPlan, ...]:
        """The plans of the form, those first that are meant for the offering's registration."""
        return offered_plans(self.matter, self.offering)

    @cached_property
    def _request_marks(self) -> RequestMarks:
        return RequestMarks(self.matter, self.requests, self._claims, self._plan_claims.plan.section)

    def _row(self, division: Division, place: int) -> Allocation:
        """Make the row of one holder, with what is to be said beside it."""
        by_kind = bool(division.claims.kinds)
        row = division.holder(self._claims.holders[place].id) if by_kind else division.allocation(place)
        if not row.over_asked and row.holder not in self._request_marks.concerned:
            return row
        asked = self.requests.asked(row.holder)
        received = asked.received.shares if asked and asked.received and asked.differs else None
        return replace(row, requested_in_registration=received, marks=self._request_marks.of(row.holder))

    # -- why, and what else --------------------------------------------------------------------------------------------

    def figure(self, subject: str, part: str) -> Figure[Any]:
        """Return a figure of a holder, a group, "company" or all holders ("") with its derivation.

        Parts: allocated, quota, held, requested, cut, gross, discount, net, indemnity_cap, capacity. Raises KeyError
        for a subject or part the cutback does not have.
        """
        return self._figures.figure(subject, part)

    @property
    def _figures(self) -> CutbackFigures:
        working = CutbackWorking(self.matter, self.offering, self.register, self.division, self._request_marks)
        return CutbackFigures(working, self.values, self.outcome.pending, self._values_under)

    def _values_under(self, reading: str, choice: str) -> CutbackValues | None:
        other = self.under(reading, choice)
        return None if other.outcome.pending else other.values

    @property
    def values(self) -> CutbackValues:
        """The values of the cutback by subject and part, without their derivations."""
        return CutbackValues(self.division)

    def under(self, reading: str, choice: str) -> Cutback:
        """Return the same offering cut back under another choice of a reading."""
        if (reading, choice) not in self._others:
            kept = tuple(each for each in self.matter.readings if each.reading != reading)
            matter = replace(self.matter, readings=(*kept, ReadingChoice(reading, choice)))
            register_on = self._register_on if reading in READINGS_OF_REGISTER else self._register_again
            self._others[reading, choice] = Cutback(matter, self.offering, register_on, self._answers)
        return self._others[reading, choice]

    def _register_again(self, matter: Matter, day: dt.date) -> RegisterAsOf:
        """Return the register this cutback rests on; another day's is made anew."""
        known = self.register is not None and self.measured.day == day
        return self.register if known and self.register is not None else self._register_on(matter, day)

    def shares_moved_by(self, reading: str) -> int:
        """Return the most shares that would change hands under another choice of a reading; 0 if it moves none."""
        if all(each.id != reading for each in readings_of_shares(self.matter.form)):
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
        # Another reading may have other holders take part, so that a place means another holder there.
        for holder in self._claims.places.keys() | other._claims.places.keys():
            moved = other._allocated_to(holder) - self._allocated_to(holder)
            gained, lost = gained + max(0, moved), lost + max(0, -moved)
        return max(gained, lost)

    def allocated(self) -> dict[str, int]:
        """Return what each holder that takes part gets, by its id; nothing while the cutback waits for an input."""
        if self.outcome.pending:
            return {}
        return {holder: self.division.allocated(place) for holder, place in self._claims.places.items()}

    def _allocated_to(self, holder: str) -> int:
        return sum(map(self.division.allocated, self._plan_claims.claims.places_of(holder)))

    # -- money and the selling stockholder table -----------------------------------------------------------------------

    @cached_property
    def proceeds(self) -> OfferingProceeds:
        """What the Company and the sellers receive, and what the over-allotment option would bring beside them."""
        money = self.division.money
        option = self._terms.proceeds(self.offering.option_shares) if self.offering.option_shares else None
        return OfferingProceeds(money.of_company, money.of_sellers, money.of_all, option)

    @cached_property
    def sellers(self) -> tuple[SellerRow, ...]:
        """The selling stockholder table in the register's order (the form of Regulation S-K Item 507)."""
        stays = self.matter.choice("cut_shares_stay_registered") == "yes"
        outstanding = self.offering.outstanding_after
        rows: list[SellerRow] = []
        if self.register is None or self.division.served is None:
            return ()
        for place, holder in enumerate(self._claims.holders):
            offered = self._claims.caps[place] if stays else self._allocated_to(holder.id)
            if not offered:
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
        """Say what the Company would contribute to a loss of a selling holder or group, or it to the Company.

        The Company's net proceeds are less its recorded Registration Expenses. `loss` is in dollars; `fault` the
        contributor's share, 0 to 1. Raises NotUnderstoodError for somebody who sells nothing in the offering, and for
        an impossible amount.
        """
        if not self._sells(seller):
            raise NotUnderstoodError(
                f"Nobody called “{seller}” sells in this offering; name a seller by its id or group."
            )
        company = ContributionParty("the Company", self._company_net_of_expenses())
        name = self._claims.holders[self._claims.places[seller]].name if seller in self._claims.places else seller
        party = ContributionParty(name, self.figure(seller, "net").value)
        parties = (party, company) if by_seller else (company, party)
        return contribution(*parties, loss, fault, form=self.matter.form)

    def _sells(self, seller: str) -> bool:
        """Say whether a holder or group sells in the offering; while the cutback waits, whether it could."""
        if seller in ("", COMPANY):
            return False
        try:
            return bool(self.values.value(seller, "allocated")) or bool(self.outcome.pending)
        except KeyError:
            return False

    def _company_net_of_expenses(self) -> Decimal | None:
        net = self.outcome.company.net
        spent = registration_expenses(self.matter, self.offering.registration).company
        return None if net is None else cents(Fraction(net) - Fraction(spent))


def cut_back(
    matter: Matter,
    offering: Offering,
    register_on: RegisterOn = positions_as_of,
    answers: Sequence[HolderAnswer] = (),
) -> Cutback:
    """Cut an offering back to the underwriters' maximum under its priority plan.

    `register_on` is the register of a matter on a day; it is asked again for the other choices of readings that bear on
    it. `answers` say what the offering's registration received from each holder, as of the day looked at.
    """
    return Cutback(matter, offering, register_on, answers)


def _undecided(choice: PlanChoice) -> PriorityPlan:
    """Return a plan by which rows can be read while there is none: all classes together, the Company never cut."""
    everybody = Tier(tuple(dict.fromkeys(choice.facts.classes.values())))
    return PriorityPlan("", "", "", (everybody,), company_is_never_cut=True)


def _readings(matter: Matter, leads: Mapping[str, Holder]) -> CutbackReadings:
    return CutbackReadings(
        weight=Weight(matter.choice("cutback_weight")),
        reallocate=matter.choice("cutback_reallocate") == "yes",
        all_related=matter.choice("affiliate_scope") == "all_related",
        rounding=ShareRounding(matter.choice("share_rounding")),
        aggregated=aggregated_groups(matter, leads),
    )
