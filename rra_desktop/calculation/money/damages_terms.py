"""A clause on damages in numbers: every share, sum and time as its term stands on the day after the limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rra_desktop.calculation.money.damages_periods import Rates, Rise, Span, Sum
from rra_desktop.calculation.register.sources import term_source
from rra_desktop.domain.agreement import COUNTED_UNITS
from rra_desktop.domain.counts import OWN_CALENDARS, DeclaredCount, TimeUnit
from rra_desktop.domain.damages import PURCHASE_PRICE, DamagesClause, FixedSum
from rra_desktop.domain.figures import Figure, FigureValue
from rra_desktop.domain.matter import Matter


class ClauseInForce:
    """A clause as it stands on a day; raises TypeError for a term that is neither number nor time."""

    def __init__(self, matter: Matter, clause: DamagesClause, on: dt.date) -> None:
        self._matter = matter
        self.on = on
        self.clause = clause
        self.cap = None if clause.cap is None else self._sum(clause.cap)
        self.pays_within = None if clause.pays_within is None else self._span(clause.pays_within)
        self.interest_rate = None if clause.interest is None else self._sum(clause.interest.rate).value
        self.interest_every = None if clause.interest is None else self._span(clause.interest.every)
        self.rates = Rates(
            first=None if clause.first is None else self._sum(clause.first),
            each=None if clause.each is None else self._sum(clause.each),
            every=None if clause.every is None else self._span(clause.every),
            part=clause.part,
            rise=self._rise(),
        )

    @property
    def base(self) -> Fraction | None:
        """The base in exact dollars; None where every holder has its own, and nothing where nothing is a share."""
        base = self.clause.base
        if base == PURCHASE_PRICE:
            return None
        if base is None:
            return Fraction(0)
        return Fraction(self._matter.ratio(base, self.on)) if isinstance(base, str) else Fraction(base)

    def terms(self) -> Iterator[Figure[FigureValue]]:
        """Yield the terms that the clause names, as they stand on the day."""
        base = (self.clause.base,) if self.clause.base != PURCHASE_PRICE else ()
        times = [self.clause.every, self.clause.pays_within, *([self.clause.step.every] if self.clause.step else [])]
        named = [each for each in (*base, *self.clause.fixed_sums) if isinstance(each, str)]
        named += [each.term for each in times if each is not None and each.term]
        for term in dict.fromkeys(named):
            yield term_source(self._matter, term, self.on)

    def _rise(self) -> Rise | None:
        step = self.clause.step
        if step is None:
            return None
        return Rise(self._sum(step.more).value, self._span(step.every), self._sum(step.most).value)

    def _sum(self, written: FixedSum) -> Sum:
        value = self._matter.term(written, self.on) if isinstance(written, str) else written
        return Sum(
            self._matter.ratio(written, self.on) if isinstance(written, str) else Fraction(written), _is_share(value)
        )

    def _span(self, written: DeclaredCount) -> Span:
        return span_in_force(self._matter, written, self.on)


def span_in_force(matter: Matter, written: DeclaredCount, on: dt.date) -> Span:
    """Return a length of time as its term stands on a day, with the calendar whose open days it counts."""
    amount, unit = written.amount, written.unit
    if written.term:
        amount = matter.whole(written.term, on)
        unit = COUNTED_UNITS[matter.form.term(written.term).kind]
    calendar = written.calendar or OWN_CALENDARS.get(unit)
    if unit is TimeUnit.BUSINESS_DAY and calendar is None:
        calendar = matter.form.business_days
    return Span(amount, unit, calendar)


def _is_share(value: object) -> bool:
    return not isinstance(value, Decimal)
