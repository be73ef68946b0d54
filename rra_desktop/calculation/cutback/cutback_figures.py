"""Figures of a cutback: a value of a holder, a group, the Company or all holders, with why and what else it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rra_desktop.calculation.cutback.cutback_values import MONEY, CutbackValues
from rra_desktop.calculation.cutback.cutback_working import CutbackWorking, exact
from rra_desktop.calculation.cutback.division import COMPANY
from rra_desktop.calculation.cutback.money_figures import MoneyFigures, MoneySubject
from rra_desktop.calculation.cutback.tiers import GroupClaim
from rra_desktop.domain.figures import Figure, FigureKey, OtherReading
from rra_desktop.domain.register import Role
from rra_desktop.domain.statements import Mark, Statement, stated

READINGS_OF_SHARES = (
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
"""The readings that can move shares in a cutback."""

READINGS_OF_REGISTER = ("registrable_basis", "joinder")
"""Those of them that change what the register says of a day."""

_READINGS_OF = {
    "held": ("registrable_basis", "held_on", "joinder"),
    "requested": ("late_request",),
    "indemnity_cap": (*READINGS_OF_SHARES, "indemnity_proceeds"),
}


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
        figure = self._explained(subject, part)
        figure = replace(figure, key=FigureKey("cutback", (self._offering.id, subject), part), value=value)
        if self._pending and (part not in ("held", "requested") or value is None):
            waits = self._pending[0] if len(self._pending) == 1 else stated("waits_for_all", missing=self._pending)
            return replace(figure, value=None, rule="", inputs=(), waits_for=waits)
        return replace(figure, other_readings=tuple(self._other_readings(subject, part, value)))

    # -- what another reading would give -------------------------------------------------------------------------------

    def _other_readings(self, subject: str, part: str, value: object) -> Iterator[OtherReading[Any]]:
        """Yield what each other choice would give, by cutting back again under it, where that differs."""
        matter = self._matter
        asked = {reading.id for reading in matter.form.readings}
        for reading_id in _READINGS_OF.get(part, READINGS_OF_SHARES):
            if reading_id not in asked:
                continue
            reading, in_force = matter.form.reading(reading_id), matter.choice(reading_id)
            for choice in reading.choices:
                if choice.id == in_force:
                    continue
                values = self._values_under(reading_id, choice.id)
                if values is not None and values.value(subject, part) != value:
                    yield OtherReading(reading_id, choice.id, choice.label, values.value(subject, part))

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
            lines = 1 if subject in self._claims.places else len(sellers)
            indemnifies = any(
                self._claims.holders[place].role is Role.INVESTOR for place in self._values.places(subject)
            )
        money = {part: amount if isinstance(amount, Decimal) else None for part, amount in amounts.items()}
        allocated = self._allocated_alone(subject)
        return MoneySubject(subject, self.name(subject), allocated, money, lines, indemnifies)

    def name(self, subject: str) -> str:
        """Return a subject's name for people."""
        if subject == COMPANY:
            return "Company"
        if subject in self._claims.places:
            return self._claims.holders[self._claims.places[subject]].name
        return subject or "Holders"

    def _label(self, subject: str, word: str) -> str:
        return f"{self.name(subject)} · {word}"

    def _held(self, subject: str) -> Figure[Any]:
        if subject == COMPANY:
            raise KeyError("held")
        places, label = self._values.places(subject), self._label(subject, "held")
        group = self._values.group(subject)
        if group is not None:
            return replace(self._working.held_together(group), label=label)
        total = sum(self._claims.held[place] for place in places)
        inputs = tuple(self._working.held(place) for place in places) if subject else (self._working.held_by_all(),)
        rule = f"{total:,} Registrable Shares" if len(places) == 1 else f"{total:,} held by {len(places):,}"
        return self._working.step("held", label, total, rule, inputs=inputs)

    def _requested(self, subject: str) -> Figure[Any]:
        if subject == COMPANY:
            return self._working.company_wishes()
        if not subject:
            return self._working.asked_by_all()
        places = self._values.places(subject)
        if subject in self._claims.places:
            return self._working.asked(places[0])
        total = sum(self._claims.asked[place] for place in places)
        rule = " + ".join(f"{self._claims.asked[place]:,}" for place in places) + f" = {total:,}"
        inputs = tuple(self._working.asked(place) for place in places)
        return self._working.step("requested", self._label(subject, "requested"), total, rule, inputs=inputs)

    def _allocated(self, subject: str, part: str) -> Figure[Any]:
        value = self._values.value(subject, part)
        shown = exact(value) if isinstance(value, int | Fraction) else ""
        if part == "quota" and isinstance(value, Fraction) and value.denominator != 1:
            shown = f"{value.numerator}/{value.denominator} = {shown}"
        steps = tuple(self._steps(subject))
        if part == "quota" and self._group_of_holder(subject) is None:
            steps = tuple(step for step in steps if step.key.part != "whole shares")
        return self._working.step(part, self._label(subject, part), None, f"{shown} shares", inputs=steps)

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
        group = self._values.group(subject)
        if group is not None:
            served = self._division.group_tier(group)
            yield from self._working.steps(*served) if served else self._nothing_asked(group.members)
        elif subject in self._claims.places:
            yield from self._holder_steps(self._claims.places[subject])
        else:
            for place in self._values.places(subject):
                yield self._allocated_alone(self._claims.holders[place].id)

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
        asked, given, cut = (self._values.value(subject, part) for part in ("requested", "allocated", "cut"))
        if not isinstance(asked, int) or not isinstance(given, int) or not isinstance(cut, int):
            raise KeyError(subject)
        counted = given + cut
        over = sum(max(0, self._claims.asked[at] - self._claims.caps[at]) for at in self._places_or_none(subject))
        marks = (Mark(stated("cutback/above_holding_not_cut", "3(c)", shares=over)),) if over else ()
        share = Fraction(cut, counted) if counted else None
        rule = stated("cutback/cut_rule", counted=counted, allocated=given, cut=cut, share=share)
        label = self._label(subject, "cut")
        return self._working.step("cut", label, None, rule, inputs=(requested, allocated), marks=marks)

    def _places_or_none(self, subject: str) -> Sequence[int]:
        return () if subject == COMPANY else self._values.places(subject)
