"""Liquidated damages as of a day: what each holder is owed under each clause, in whole cents that add up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal
from functools import cached_property, partial

from rra_desktop.calculation.money.damages_figures import Amounts, DamagesFigures, Told, total_figure
from rra_desktop.calculation.money.damages_workings import DamagesFacts, DamagesWorkings, HolderWorking
from rra_desktop.calculation.money.defaults import awaited_of, default_of
from rra_desktop.calculation.money.proceeds import added
from rra_desktop.domain.damages import (
    DamagesAccount,
    DamagesClause,
    DamagesTotals,
    Default,
    HolderDamages,
)
from rra_desktop.domain.figures import OtherReading
from rra_desktop.domain.register import Holder
from rra_desktop.domain.statements import Gravity, Mark, stated

_EXACT = Context(prec=200)
_NO_MONEY = Decimal("0.00")


def damages(facts: DamagesFacts) -> tuple[DamagesAccount, ...]:
    """Return the account of each clause in each registration in which a limit of it is not kept, or is not known."""
    of_limits = (each.registration for each in facts.breaches)
    registrations = dict.fromkeys((*(each.registration for each in facts.deadlines), *of_limits))
    return tuple(
        account
        for clause in facts.matter.form.damages
        for registration in registrations
        if (account := _Account(facts, clause, registration).account()) is not None
    )


class _Account:
    """The working of one clause in one registration."""

    def __init__(self, facts: DamagesFacts, clause: DamagesClause, registration: str | None) -> None:
        self._facts = facts
        self._clause = clause
        self._registration = registration
        own = [each for each in facts.deadlines if each.registration == registration]
        self._deadlines = [each for each in own if str(each.id) in clause.triggers]
        self._awaited = tuple(filter(None, map(awaited_of, self._deadlines)))

    @cached_property
    def _defaults(self) -> tuple[Default, ...]:
        return self._defaults_under({})

    def _defaults_under(self, days: Mapping[int, dt.date | None]) -> tuple[Default, ...]:
        """Return the defaults, were some of the deadlines, by their places, on other days."""
        found = (
            default_of(each, days.get(place, each.date), self._facts.as_of)
            for place, each in enumerate(self._deadlines)
        )
        breaches = (
            each
            for each in self._facts.breaches
            if each.registration == self._registration and each.trigger in self._clause.triggers
        )
        return (*filter(None, found), *breaches)

    def account(self) -> DamagesAccount | None:
        """Return the account, None where every limit is kept, under any reading of its day."""
        others = self._others()
        if not self._defaults and not self._awaited and not any(defaults for *_, defaults in others):
            return None
        workings = DamagesWorkings(self._facts, self._clause, self._registration, self._defaults)
        other_workings = [
            (reading, DamagesWorkings(self._facts, self._clause, self._registration, defaults))
            for reading, defaults in others
        ]
        holders = self._holders(workings, other_workings) if self._defaults or others else ()
        totals = _totals(holders)
        return DamagesAccount(
            self._clause,
            self._registration,
            self._defaults,
            self._awaited,
            holders,
            totals,
            partial(total_figure, self._clause, self._registration, holders, totals),
        )

    def _others(self) -> list[tuple[OtherReading[dt.date], tuple[Default, ...]]]:
        """Return, for each choice of a reading that moves one of the deadlines, the defaults under it."""
        moved: dict[tuple[str, str], tuple[OtherReading[dt.date], dict[int, dt.date | None]]] = {}
        for place, deadline in enumerate(self._deadlines):
            for other in deadline.other_readings:
                _, days = moved.setdefault((other.reading, other.choice), (other, {}))
                days[place] = other.value
        under = [(reading, self._defaults_under(days)) for reading, days in moved.values()]
        return [(reading, defaults) for reading, defaults in under if defaults != self._defaults]

    def _holders(
        self, workings: DamagesWorkings, others: Sequence[tuple[OtherReading[dt.date], DamagesWorkings]]
    ) -> tuple[HolderDamages, ...]:
        return tuple(self._holder(workings, others, holder) for holder in workings.holders)

    def _holder(
        self,
        workings: DamagesWorkings,
        others: Sequence[tuple[OtherReading[dt.date], DamagesWorkings]],
        holder: Holder,
    ) -> HolderDamages:
        own = workings.of(holder.id)
        amounts = _amounts(workings, own, holder.id)
        readings = tuple(
            OtherReading(reading.reading, reading.choice, reading.label, value)
            for reading, other in others
            if (value := other.cents("accrued", holder.id)) != amounts.accrued
        )
        marks = tuple(dict.fromkeys((*self._marks(own), *_overpaid(amounts.owed), *workings.rounding(holder.id))))
        assumed = any(default.assumed for _, default in own.defaults)
        told = Told(self._registration, marks, readings, assumed=assumed)
        return HolderDamages(
            clause=self._clause.id,
            section=self._clause.section,
            registration=self._registration,
            holder=holder.id,
            defaults=amounts.of_defaults,
            accrued=amounts.accrued,
            due=amounts.due,
            interest=amounts.interest,
            paid=amounts.paid,
            owed=amounts.owed,
            explain=DamagesFigures(self._facts.matter, self._clause, holder, (own, amounts, told)).figure,
            reaches_cap=own.reaches_cap,
            waits_for=own.waits_for,
            marks=marks,
            assumed=assumed,
            other_readings=readings,
        )

    def _marks(self, own: HolderWorking) -> Iterator[Mark]:
        for _, default in own.defaults:
            yield from default.marks
        for each in self._awaited:
            said = stated("damages/awaited", self._clause.section, deadline=each.label, waits_for=each.waits_for)
            yield Mark(said, Gravity.DOUBT)


def _amounts(workings: DamagesWorkings, own: HolderWorking, holder_id: str) -> Amounts:
    accrued, interest = workings.cents("accrued", holder_id), workings.cents("interest", holder_id)
    paid = added(each.amount for each in own.payments) or _NO_MONEY
    owed = None
    if accrued is not None and interest is not None:
        owed = _EXACT.subtract(_EXACT.add(accrued, interest), paid)
    of_defaults = tuple(workings.of_defaults(holder_id))
    return Amounts(accrued, workings.cents("due", holder_id), interest, paid, owed, of_defaults)


def _totals(holders: Sequence[HolderDamages]) -> DamagesTotals:
    accrued, due = added(each.accrued for each in holders), added(each.due for each in holders)
    interest = added(each.interest for each in holders)
    paid, owed = added(each.paid for each in holders) or _NO_MONEY, added(each.owed for each in holders)
    return DamagesTotals(accrued, due, interest, paid, owed)


def _overpaid(owed: Decimal | None) -> Iterator[Mark]:
    if owed is not None and owed < 0:
        yield Mark(stated("damages/overpaid", amount=abs(owed)), Gravity.DOUBT)
