"""The making of damages as figures: the days that count, what a period comes to, the base, the cap, what was paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any, Final, NamedTuple

from rra_desktop.calculation.money.damages_paid import Unpaid
from rra_desktop.calculation.money.damages_periods import Instalment, Span, Stretch, Sum
from rra_desktop.calculation.money.damages_workings import HolderWorking
from rra_desktop.calculation.money.proceeds import cents
from rra_desktop.calculation.register.sources import entry_source, term_source
from rra_desktop.domain.damages import (
    PURCHASE_PRICE,
    DamagesClause,
    DamagesOfDefault,
    DamagesTotals,
    Default,
    HolderDamages,
    OwedTo,
)
from rra_desktop.domain.figures import (
    Clause,
    Convention,
    EnteredByCounsel,
    Figure,
    FigureKey,
    OtherReading,
    RecordKind,
)
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.domain.statements import Mark, Said, Statement, stated

_MOST_SHOWN: Final = 60
"""So many holders' amounts stand under their total; the others are found at the holders."""
_SILENT: Final = Convention(stated("conventions/agreement_silent"))


class Amounts(NamedTuple):
    """The amounts of one holder in dollars and cents, None while they wait for something."""

    accrued: Decimal | None
    due: Decimal | None
    interest: Decimal | None
    paid: Decimal
    owed: Decimal | None
    of_defaults: tuple[DamagesOfDefault, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told with the figures of one holder besides their making."""

    registration: str | None
    marks: tuple[Mark, ...]
    other_readings: tuple[OtherReading[Decimal], ...]
    assumed: bool


class DamagesFigures:
    """Makes the figures of one holder's damages under one clause in one registration."""

    def __init__(
        self, matter: Matter, clause: DamagesClause, holder: Holder, made_of: tuple[HolderWorking, Amounts, Told]
    ) -> None:
        self._matter = matter
        self._clause = clause
        self._holder = holder
        self._own, self._amounts, self._told = made_of

    def figure(self, part: str) -> Figure[Decimal]:
        """Return accrued, due, interest, paid or owed; raises KeyError for another part."""
        makers = {
            "accrued": self._accrued,
            "due": self._due,
            "interest": self._interest,
            "paid": self._paid,
            "owed": self._owed,
        }
        return makers[part]()

    def _made(
        self, part: str, rule: Said, inputs: tuple[Figure[Any], ...], value: Decimal | None, *, told: bool = True
    ) -> Figure[Decimal]:
        waits = self._own.waits_for
        return Figure(
            FigureKey("damages", (self._clause.id, self._told.registration or "", self._holder.id), part),
            stated(
                "damages/amount", self._clause.section, part=part, holder=self._holder.person, clause=self._clause.name
            ),
            value,
            "" if value is None else rule,
            Clause(self._clause.section) if self._clause.section else _SILENT,
            inputs,
            other_readings=self._told.other_readings if part in ("accrued", "owed") and told else (),
            marks=self._told.marks,
            assumed=self._told.assumed,
            waits_for=waits if value is None else "",
        )

    def _owed(self) -> Figure[Decimal]:
        amounts = self._amounts
        rule = stated(
            "damages/owed_rule",
            accrued=amounts.accrued,
            interest=amounts.interest,
            paid=amounts.paid,
            owed=amounts.owed,
        )
        inputs = [self._accrued()]
        if self._clause.interest is not None:
            inputs.append(self._interest())
        if self._own.payments:
            inputs.append(self._paid())
        return self._made("owed", rule, tuple(inputs), amounts.owed)

    def _accrued(self) -> Figure[Decimal]:
        lines = tuple(each.accrued for each in self._amounts.of_defaults)
        rule = stated("damages/accrued_rule", lines=lines, accrued=self._amounts.accrued, capped=self._own.reaches_cap)
        inputs = [self._of_default(place, default) for place, default in self._own.defaults]
        return self._made("accrued", rule, (*inputs, *self._cap()), self._amounts.accrued)

    def _due(self) -> Figure[Decimal]:
        within = next((each.pays_within for each in self._own.terms.values()), None)
        rule = stated("damages/due_rule", within=None if within is None else span(within), amount=self._amounts.due)
        return self._made("due", rule, (self._accrued(),), self._amounts.due)

    def _paid(self) -> Figure[Decimal]:
        inputs = tuple(
            Figure(
                FigureKey("damages_payment", (str(each.id),)),
                stated("damages/payment", day=each.date),
                each.amount,
                each.note,
                EnteredByCounsel(RecordKind.DAMAGES_PAYMENT, each.id),
            )
            for each in self._own.payments
        )
        rule = stated("damages/paid_rule", count=len(inputs))
        return self._made("paid", rule, inputs, self._amounts.paid)

    # -- one default ---------------------------------------------------------------------------------------------------

    def _of_default(self, place: int, default: Default) -> Figure[Decimal]:
        found = next((each for each in self._amounts.of_defaults if each.default is default), None)
        rule: Said = ""
        if found is not None:
            rule = stated(
                "damages/default_rule",
                self._clause.section,
                steps=tuple(steps(self._own.instalments[place], self._own.terms[place].rates.every)),
                base=self._shown_base(place),
                part=self._own.parts[place] if self._clause.owed_to is OwedTo.ALL else None,
                amount=cents(self._uncapped(place)),
            )
        return Figure(
            FigureKey("damages", (self._clause.id, self._told.registration or "", self._holder.id), default.trigger),
            stated("damages/of_default", deadline=default.label),
            None if found is None else found.accrued,
            rule,
            Clause(self._clause.section) if self._clause.section else _SILENT,
            (self._days(place, default), *self._terms(place), *self._base(place)),
            marks=default.marks,
            assumed=default.assumed,
            waits_for=self._own.waits_for if found is None else "",
        )

    def _uncapped(self, place: int) -> Fraction:
        base, part = self._own.bases[place], self._own.parts[place]
        return sum(
            (
                stretch.share * (stretch.sum.value * (base if stretch.sum.of_base else part))
                for each in self._own.instalments[place]
                for stretch in each.stretches
            ),
            Fraction(0),
        )

    def _days(self, place: int, default: Default) -> Figure[int]:
        counted, reasons = self._own.counted[place], self._own.reasons[place]
        rule = stated(
            "damages/days_rule",
            days=default.days,
            first=default.missed,
            through=default.through,
            end=default.end,
            reasons=reasons,
            counted=len(counted),
        )
        return Figure(
            FigureKey("damages", (self._clause.id, self._told.registration or "", default.trigger), "days"),
            stated("damages/days_label", deadline=default.label),
            len(counted),
            rule,
            Clause(self._clause.section) if self._clause.section else _SILENT,
            (default.explain(),),
            assumed=default.assumed,
        )

    def _terms(self, place: int) -> Iterator[Figure[Any]]:
        yield from self._own.terms[place].terms()

    def _shown_base(self, place: int) -> Decimal | None:
        return None if self._clause.base is None else cents(self._base_of_all(place))

    def _base_of_all(self, place: int) -> Fraction:
        base = self._own.terms[place].base
        return self._own.prices[place].amount if base is None else base

    def _base(self, place: int) -> Iterator[Figure[Any]]:
        """Yield the purchase price with the ledger entries it comes from; another base is a term or in the clause."""
        if self._clause.base != PURCHASE_PRICE:
            return
        price = self._own.prices[place]
        names = {each.id: each.name for each in self._matter.holders}
        inputs: list[Figure[Any]] = [entry_source(entry, self._matter.form, names) for entry in price.entries]
        if price.at_unit_price:
            inputs.append(term_source(self._matter, "unit_price", self._own.terms[place].on))
        yield Figure(
            FigureKey("damages", (self._clause.id, self._told.registration or "", self._holder.id), "base"),
            stated("damages/base_label", holder=self._holder.person),
            None if price.waits_for else cents(price.amount),
            stated("damages/base_rule", day=self._own.terms[place].on),
            Clause(self._clause.section) if self._clause.section else _SILENT,
            tuple(inputs),
            waits_for=price.waits_for or "",
        )

    def _cap(self) -> Iterator[Figure[Decimal]]:
        if self._own.cap is None or not self._own.defaults:
            return
        place = max((each for each, _ in self._own.defaults), key=lambda each: dict(self._own.defaults)[each].missed)
        cap = self._own.terms[place].cap
        if cap is None:
            return
        rule = stated("damages/cap_rule", rate=written(cap), base=self._shown_base(place), of_base=cap.of_base)
        yield Figure(
            FigureKey("damages", (self._clause.id, self._told.registration or "", self._holder.id), "cap"),
            stated("damages/cap_label"),
            None if self._own.waits_for else cents(self._own.cap),
            rule,
            Clause(self._clause.section) if self._clause.section else _SILENT,
            waits_for=self._own.waits_for,
        )

    # -- interest ------------------------------------------------------------------------------------------------------

    def _interest(self) -> Figure[Decimal]:
        place = next((place for place, _ in reversed(self._own.defaults)), None)
        terms = None if place is None else self._own.terms[place]
        rate, every = (None, None) if terms is None else (terms.interest_rate, terms.interest_every)
        rule = stated(
            "damages/interest_rule",
            rate=rate,
            every=None if every is None else span(every),
            stretches=tuple(_stretches(self._own.unpaid)),
            amount=self._amounts.interest,
        )
        return self._made("interest", rule, (), self._amounts.interest)


def total_figure(
    clause: DamagesClause,
    registration: str | None,
    holders: Sequence[HolderDamages],
    totals: DamagesTotals,
    part: str,
) -> Figure[Decimal]:
    """Return an amount of all holders together, with those of the first of them; raises KeyError for no such amount."""
    value: Decimal | None = asdict(totals)[part]
    waits = next((each.waits_for for each in holders if each.waits_for), "")
    return Figure(
        FigureKey("damages", (clause.id, registration or "", ""), part),
        stated("damages/total", part=part, clause=clause.name),
        value,
        "" if value is None else stated("damages/total_rule", count=len(holders)),
        Clause(clause.section) if clause.section else _SILENT,
        tuple(each.explain(part) for each in holders[:_MOST_SHOWN]),
        marks=tuple(dict.fromkeys(mark for each in holders for mark in each.marks)),
        assumed=any(each.assumed for each in holders),
        waits_for=waits if value is None else "",
    )


def _stretches(unpaid: tuple[Unpaid, ...]) -> Iterator[Statement]:
    """Yield what was unpaid and how long, what was so over the same days together."""
    alike: dict[tuple[dt.date, dt.date], Fraction] = {}
    for each in unpaid:
        alike[each.since, each.until] = alike.get((each.since, each.until), Fraction(0)) + each.amount
    for (since, until), amount in sorted(alike.items()):
        yield stated("damages/unpaid", amount=cents(amount), since=since, until=until, days=(until - since).days)


def span(of: Span) -> Statement:
    """Return a length of time as it is said."""
    return stated("damages/span", amount=of.amount, unit=of.unit)


def written(of: Sum) -> Statement:
    """Return a fixed sum as it is said: a rate of the base, or dollars."""
    if of.of_base:
        return stated("damages/rate", rate=of.value)
    return stated("damages/dollars", dollars=cents(of.value))


def steps(owed: tuple[Instalment, ...], every: Span | None) -> Iterator[Statement]:
    """Yield what a default comes to as a sum of steps, whole periods at one rate together."""
    stretches = [stretch for each in owed for stretch in each.stretches]
    for (kind, of), alike in groupby(stretches, key=_alike):
        together: list[Stretch] = list(alike)
        rate = written(of)
        match kind:
            case "at_once":
                yield stated("damages/at_once", rate=rate)
            case "whole" if every is not None:
                yield stated("damages/whole_periods", rate=rate, count=len(together), every=span(every))
            case _:
                yield from (stated("damages/part_period", rate=rate, days=each.days, of=each.of) for each in together)


def _alike(stretch: Stretch) -> tuple[str, Sum]:
    if not stretch.of:
        return "at_once", stretch.sum
    return ("whole" if stretch.days == stretch.of else "part"), stretch.sum
