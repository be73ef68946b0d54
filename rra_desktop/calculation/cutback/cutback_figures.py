"""Figures of a cutback: a value of a holder, a group, the Company or all holders, with why and what else it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rra_desktop.calculation.cutback.cutback_values import MONEY, CutbackValues
from rra_desktop.calculation.cutback.cutback_working import CutbackWorking, Whose, labelled
from rra_desktop.calculation.cutback.money_figures import MoneyFigures, MoneySubject
from rra_desktop.calculation.cutback.tiers import GroupClaim
from rra_desktop.domain.agreement import AgreementForm, Reading
from rra_desktop.domain.allocation import Side
from rra_desktop.domain.figures import Figure, FigureKey, OtherReading
from rra_desktop.domain.priority_plans import COMPANY
from rra_desktop.domain.register import Role
from rra_desktop.domain.statements import Mark, Statement, stated

_MOVING_SHARES = (
    "cutback_weight",
    "cutback_reallocate",
    "affiliate_scope",
    "affiliate_entities",
    "share_rounding",
    "registrable_basis",
    "held_on",
    "late_request",
    "joinder",
)
"""The readings that can move shares in a cutback, where a form asks them."""

READINGS_OF_REGISTER = ("registrable_basis", "joinder")
"""Those of them that change what the register says of a day."""

_READINGS_OF = {
    "held": ("registrable_basis", "held_on", "joinder"),
    "requested": ("late_request",),
    "indemnity_cap": (*_MOVING_SHARES, "indemnity_proceeds"),
}


def readings_of_shares(form: AgreementForm) -> tuple[Reading, ...]:
    """Return the readings of a form that can move shares in a cutback."""
    return _readings_in(form, _MOVING_SHARES)


def _nothing_of(value: object) -> int | Fraction | Decimal | None:
    """Return nought in the kind of a value: what a holder gets under a reading by which it takes no part."""
    return type(value)() if isinstance(value, int | Fraction | Decimal) else None


def _readings_in(form: AgreementForm, ids: Sequence[str]) -> tuple[Reading, ...]:
    asked = {reading.id: reading for reading in form.readings}
    return tuple(asked[each] for each in ids if each in asked)


class CutbackFigures:
    """Makes the figures of one cutback when they are asked for.

    A subject is a holder's id, a group's name, "company", or "" for all holders together.
    """

    def __init__(
        self,
        working: CutbackWorking,
        values: CutbackValues,
        pending: tuple[Statement, ...],
        values_under: Callable[[str, str], CutbackValues | None],
    ) -> None:
        """Take the working, the values and what they wait for; `values_under` another choice is None where it waits."""
        self._working = working
        self._values = values
        self._pending = pending
        self._values_under = values_under
        self._matter = working.matter
        self._offering = working.offering
        self._division = working.division
        self._claims = working.claims

    def figure(self, subject: str, part: str) -> Figure[Any]:
        """Return one figure; raises KeyError for a subject or part the cutback does not have."""
        value = self._values.value(subject, part)
        key = FigureKey("cutback", (self._offering.id, subject), part)
        if self._pending and (part not in ("held", "requested") or value is None):
            waits = (
                self._pending[0] if len(self._pending) == 1 else stated("cutback/waits_for_all", missing=self._pending)
            )
            label = stated("cutback/room") if part == "capacity" else labelled(self._whose(subject), part)
            return Figure(key, label, None, "", self._working.authority, waits_for=waits)
        figure = replace(self._explained(subject, part), key=key, value=value)
        return replace(figure, other_readings=tuple(self._other_readings(subject, part, value)))

    # -- what another reading would give -------------------------------------------------------------------------------

    def _other_readings(self, subject: str, part: str, value: object) -> Iterator[OtherReading[Any]]:
        """Yield what each other choice would give, by cutting back again under it, where that differs."""
        for reading in _readings_in(self._matter.form, _READINGS_OF.get(part, _MOVING_SHARES)):
            in_force = self._matter.choice(reading.id)
            for choice in reading.choices:
                if choice.id == in_force:
                    continue
                values = self._values_under(reading.id, choice.id)
                if values is None:
                    continue
                other = values.value(subject, part) if values.has(subject) else _nothing_of(value)
                if other != value:
                    yield OtherReading(reading.id, choice.id, choice.label, other)

    # -- derivations ---------------------------------------------------------------------------------------------------

    def _explained(self, subject: str, part: str) -> Figure[Any]:
        """Return the figure with its rule and its inputs."""
        match part:
            case "capacity":
                return self._working.room()
            case "held":
                return self._held(subject)
            case "requested":
                return self._requested(subject)
            case "allocated" | "quota":
                return self._allocated(subject, part)
            case "cut":
                return self._cut(subject)
            case _:
                return MoneyFigures(self._working).figure(self._money_subject(subject), part)

    def _money_subject(self, subject: str) -> MoneySubject:
        amounts = {
            part: self._values.value(subject, part) for part in MONEY if subject != COMPANY or part != "indemnity_cap"
        }
        lines, indemnifies = 1, False
        if subject != COMPANY:
            sellers = [place for place in self._values.places(subject) if self._division.allocated(place)]
            lines = 1 if len(self._values.places(subject)) == 1 and subject in self._claims.places else len(sellers)
            indemnifies = any(
                self._claims.holders[place].role is Role.INVESTOR for place in self._values.places(subject)
            )
        money = {part: amount if isinstance(amount, Decimal) else None for part, amount in amounts.items()}
        allocated = self._allocated_alone(subject)
        own_line = subject == COMPANY or (subject in self._claims.places and not self._claims.kinds)
        differing = self._division.money.differs(self._claims.places.get(subject)) if own_line else ()
        return MoneySubject(subject, self._whose(subject), allocated, money, lines, indemnifies, differing)

    def _whose(self, subject: str) -> Whose:
        """Return whose a subject's figures are, as statements name it."""
        if subject == COMPANY:
            return Side.COMPANY
        if subject in self._claims.places:
            return self._claims.person(self._claims.places[subject])
        return subject or Side.HOLDERS

    def _held(self, subject: str) -> Figure[Any]:
        if subject == COMPANY:
            raise KeyError("held")
        places, label = self._values.places(subject), labelled(self._whose(subject), "held")
        groups = self._values.groups(subject)
        if len(groups) == 1:
            return replace(self._working.held_together(groups[0]), label=label)
        total = sum(self._claims.held[place] for place in places)
        inputs = tuple(self._working.held(place) for place in places) if subject else (self._working.held_by_all(),)
        rule = stated("cutback/registrable_shares", shares=total)
        if len(places) != 1 and subject not in self._claims.places:
            count = len({self._claims.holders[place].id for place in places}) if self._claims.kinds else len(places)
            rule = stated("cutback/held_by", shares=total, count=count)
        return self._working.step("held", label, total, rule, inputs=inputs)

    def _requested(self, subject: str) -> Figure[Any]:
        if subject == COMPANY:
            return self._working.company_wishes()
        if not subject:
            return self._working.asked_by_all()
        places = self._values.places(subject)
        if subject in self._claims.places:
            return self._working.asked_by(subject)
        total = sum(self._claims.asked[place] for place in places)
        rule = stated("cutback/sum", terms=tuple(self._claims.asked[place] for place in places), total=total)
        inputs = tuple(self._working.asked(place) for place in places)
        return self._working.step("requested", labelled(subject, "requested"), total, rule, inputs=inputs)

    def _allocated(self, subject: str, part: str) -> Figure[Any]:
        value = self._values.value(subject, part)
        steps = tuple(self._steps(subject))
        if part == "quota" and self._group_of_holder(subject) is None:
            steps = tuple(step for step in steps if step.key.part != "whole shares")
        rule = stated("cutback/quota" if part == "quota" else "cutback/shares", shares=value)
        return self._working.step(part, labelled(self._whose(subject), part), None, rule, inputs=steps)

    def _group_of_holder(self, subject: str) -> GroupClaim | None:
        place = self._claims.places.get(subject)
        return None if place is None else self._division.plan.group_of(place)

    def _allocated_alone(self, subject: str) -> Figure[Any]:
        """Return the allocation with its steps and without what other readings give: an input of something else."""
        figure = self._allocated(subject, "allocated")
        key = FigureKey("cutback", (self._offering.id, subject), "allocated")
        return replace(figure, key=key, value=self._values.value(subject, "allocated"))

    def _steps(self, subject: str) -> Iterator[Figure[Any]]:
        if not subject:
            yield self._working.room()
            yield self._requested("")
            return
        if subject == COMPANY:
            yield from self._company_steps()
            return
        groups = self._values.groups(subject)
        for group in groups:
            served = self._division.group_tier(group)
            steps = self._working.steps(*served) if served else self._nothing_asked(group.members)
            yield from self._of_kind(group.name, group.members[0], steps)
        if groups:
            return
        if subject in self._claims.places:
            for place in self._claims.places_of(subject):
                yield from self._of_kind(self._whose(subject), place, self._holder_steps(place))
        else:
            for place in self._values.places(subject):
                yield self._allocated_alone(self._claims.holders[place].id)

    def _of_kind(self, whose: Whose, place: int, steps: Iterator[Figure[Any]]) -> Iterator[Figure[Any]]:
        """Yield steps as they are, or where kinds of share are told apart together as those of one kind."""
        if not self._claims.kinds:
            yield from steps
            return
        kind, served = self._claims.kinds[place], self._division.tier(place)
        given = served[0].shares[served[1]] if served and isinstance(whose, str) else self._division.allocated(place)
        rule, label = stated("cutback/shares", shares=given), stated("cutback/of_kind", whose=whose, kind_of_share=kind)
        yield self._working.step(f"allocated {kind}", label, given, rule, inputs=tuple(steps))

    def _holder_steps(self, place: int) -> Iterator[Figure[Any]]:
        served, group = self._division.tier(place), self._division.plan.group_of(place)
        if served is None:
            yield from self._nothing_asked((place,))
            return
        yield from self._working.steps(*served)
        if group is not None:
            yield self._working.inside_group(group, place)

    def _nothing_asked(self, places: Sequence[int]) -> Iterator[Figure[Any]]:
        for place in places:
            yield self._working.asked(place)
            yield self._working.held(place)

    def _company_steps(self) -> Iterator[Figure[Any]]:
        yield self._working.company_wishes()
        yield self._working.maximum()
        for tier in self._division.served.tiers if self._division.served else ():
            if tier.claims.company is not None:
                yield from self._working.steps(tier, tier.claims.company)
            elif tier.claims.halves is not None:
                yield self._working.tier_room(tier)

    def _cut(self, subject: str) -> Figure[Any]:
        requested, allocated = self._requested(subject), self._allocated_alone(subject)
        given, cut = self._values.value(subject, "allocated"), self._values.value(subject, "cut")
        counted = Fraction(given or 0) + Fraction(cut or 0)
        over = sum(max(0, self._claims.asked[at] - self._claims.caps[at]) for at in self._places_or_none(subject))
        marks = (
            (Mark(stated("cutback/above_holding_not_cut", self._division.plan.facts.section, shares=over)),)
            if over
            else ()
        )
        share = Fraction(cut or 0) / counted if counted else None
        rule = stated("cutback/cut_rule", counted=counted, allocated=given, cut=cut, share=share)
        label = labelled(self._whose(subject), "cut")
        return self._working.step("cut", label, None, rule, inputs=(requested, allocated), marks=marks)

    def _places_or_none(self, subject: str) -> Sequence[int]:
        return () if subject == COMPANY else self._values.places(subject)
