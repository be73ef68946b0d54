"""What each holder is owed in damages, in exact dollars, and the columns of cents that add up to their totals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TypeAlias

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.money.damages_paid import Accrued, Unpaid, interest_on, unpaid, within_cap
from rra_desktop.calculation.money.damages_periods import Instalment, add_span, instalments
from rra_desktop.calculation.money.damages_terms import ClauseInForce
from rra_desktop.calculation.money.defaults import CountedDays, not_counted
from rra_desktop.calculation.money.purchase_price import PricePaid, prices_paid
from rra_desktop.calculation.money.whole_cents import dollars, in_whole_cents, rounded
from rra_desktop.domain.damages import DamagesClause, DamagesOfDefault, DamagesPayment, DaysNotCounted, Default, OwedTo
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.domain.statements import Mark, Said, Statement, stated

_EXACT = Context(prec=200)
_Simplified: TypeAlias = tuple[dt.date, dt.date, Fraction, Fraction]
"""An instalment: the day it accrues and is due, its share of the base, and its dollars."""
_Alike: TypeAlias = tuple[tuple[int, ...], tuple[tuple[DaysNotCounted, dt.date, dt.date | None], ...]]
"""What holders have in common whose days count alike: the defaults, and the days that do not count."""


@dataclass(frozen=True, slots=True)
class DamagesFacts:
    """What damages are worked out from, as of a day.

    `deadlines` and `breaches` of limits are as they stand on the day; `investors` are those that count; `held` gives
    the Registrable Shares of a holder on a day.
    """

    matter: Matter
    as_of: dt.date
    calendars: BusinessCalendars
    deadlines: Sequence[Deadline]
    investors: Sequence[Holder]
    held: Callable[[str, dt.date], int]
    breaches: Sequence[Default] = ()


@dataclass(frozen=True, slots=True)
class HolderWorking:
    """What one holder is owed, in exact dollars, with everything it was made from; by the places of the defaults.

    `total` is what has accrued within the cap.
    """

    defaults: tuple[tuple[int, Default], ...]
    terms: Mapping[int, ClauseInForce]
    counted: Mapping[int, tuple[dt.date, ...]]
    reasons: Mapping[int, tuple[Statement, ...]]
    instalments: Mapping[int, tuple[Instalment, ...]]
    bases: Mapping[int, Fraction]
    parts: Mapping[int, Fraction]
    prices: Mapping[int, PricePaid]
    accrued: tuple[Accrued, ...]
    cap: Fraction | None
    reaches_cap: bool
    payments: tuple[DamagesPayment, ...]
    unpaid: tuple[Unpaid, ...]
    interest: Fraction
    due: Fraction
    waits_for: Said
    total: Fraction

    def of_default(self, place: int) -> Fraction:
        """Return what of it has accrued for one default."""
        return sum((each.amount for each in self.accrued if each.default == place), Fraction(0))


class DamagesWorkings:
    """What each holder is owed for some defaults, in exact dollars, and the columns of cents they make."""

    def __init__(
        self, facts: DamagesFacts, clause: DamagesClause, registration: str | None, defaults: tuple[Default, ...]
    ) -> None:
        self._facts = facts
        self._clause = clause
        self._registration = registration
        self._defaults = defaults
        self._terms = [ClauseInForce(facts.matter, clause, each.missed) for each in defaults]
        self._counted: dict[_Alike, CountedDays] = {}
        self._instalments: dict[_Alike, dict[int, tuple[Instalment, ...]]] = {}
        self._simple: dict[_Alike, dict[int, tuple[_Simplified, ...]]] = {}
        self._of: dict[str, HolderWorking] = {}

    @cached_property
    def _prices(self) -> Mapping[dt.date, Mapping[str, PricePaid]]:
        """What every holder had paid, by the days that count."""
        days = {each.missed for each in self._defaults} or {self._facts.as_of}
        return {day: prices_paid(self._facts.matter, day) for day in days}

    @cached_property
    def holders(self) -> tuple[Holder, ...]:
        """The Investors to whom damages can be owed; under a base of their own, those who bought or were given."""
        if self._terms and self._terms[0].base is not None:
            return tuple(self._facts.investors)
        bought = {holder for prices in self._prices.values() for holder in prices}
        paid = {each.holder for each in self._payments}
        return tuple(each for each in self._facts.investors if each.id in bought | paid)

    @cached_property
    def _payments(self) -> tuple[DamagesPayment, ...]:
        return tuple(
            each
            for each in self._facts.matter.damages_paid
            if (each.clause, each.registration) == (self._clause.id, self._registration)
            and each.date <= self._facts.as_of
        )

    def of(self, holder_id: str) -> HolderWorking:
        """Return the working of one holder."""
        if holder_id not in self._of:
            self._of[holder_id] = self._made(holder_id)
        return self._of[holder_id]

    def _made(self, holder_id: str) -> HolderWorking:
        places = tuple(place for place, each in enumerate(self._defaults) if each.holder in (None, holder_id))
        mine = {place: self._defaults[place] for place in places}
        counted, owed, simple = self._days_of(holder_id, places, mine)
        parts = {place: self._part(place, holder_id) for place in places}
        prices = {place: self._prices[mine[place].missed].get(holder_id, PricePaid()) for place in places}
        own_base = self._clause.base is not None and any(self._terms[place].base is None for place in places)
        waits = next((price.waits_for for price in prices.values() if own_base and price.waits_for), None)
        bases = {place: self._base(place, prices[place]) * parts[place] for place in places}
        accrued = [] if waits else list(self._accrued(simple, bases, parts))
        last = max(places, key=lambda place: mine[place].missed, default=None)
        limit = None if last is None else self._terms[last].cap
        cap = None
        if last is not None and limit is not None:
            cap = limit.value * (bases[last] if limit.of_base else parts[last])
        kept, cut = within_cap(accrued, cap)
        payments = [each for each in self._payments if each.holder == holder_id]
        stretches = tuple(unpaid(kept, payments, self._facts.as_of))
        terms = self._terms[last] if last is not None else None
        interest = Fraction(0)
        if terms is not None and terms.interest_rate is not None and terms.interest_every is not None:
            interest = interest_on(stretches, terms.interest_rate, terms.interest_every)
        return HolderWorking(
            defaults=tuple((place, mine[place]) for place in places),
            terms={place: self._terms[place] for place in places},
            counted={place: counted.days[place] for place in places},
            reasons={place: counted.reasons(mine[place], place) for place in places},
            instalments=owed,
            bases=bases,
            parts=parts,
            prices=prices,
            accrued=tuple(kept),
            cap=cap,
            reaches_cap=cut,
            payments=tuple(payments),
            unpaid=stretches,
            interest=interest,
            due=sum((each.amount for each in kept if each.due < self._facts.as_of), Fraction(0)),
            waits_for=waits or "",
            total=sum((each.amount for each in kept), Fraction(0)),
        )

    def _days_of(
        self, holder_id: str, places: tuple[int, ...], mine: Mapping[int, Default]
    ) -> tuple[CountedDays, Mapping[int, tuple[Instalment, ...]], Mapping[int, tuple[_Simplified, ...]]]:
        """Return the days that count of some defaults and what accrues on them; nearly all holders have the same."""
        excluded = not_counted(self._facts.matter, self._clause, self._registration, self._facts.as_of, holder_id)
        alike = places, excluded
        if alike not in self._counted:
            counted = CountedDays(self._clause, mine, excluded)
            self._counted[alike] = counted
            self._instalments[alike] = {
                place: tuple(
                    instalments(self._terms[place].rates, mine[place].missed, self._in_unit(place, counted.days[place]))
                )
                for place in places
            }
            self._simple[alike] = {
                place: tuple(self._simplified(place, own)) for place, own in self._instalments[alike].items()
            }
        return self._counted[alike], self._instalments[alike], self._simple[alike]

    def _in_unit(self, place: int, days: Sequence[dt.date]) -> Sequence[dt.date]:
        every = self._terms[place].rates.every
        if every is None or every.calendar is None:
            return days
        return [day for day in days if self._facts.calendars.is_business_day(day, every.calendar)]

    def _part(self, place: int, holder_id: str) -> Fraction:
        """Return the part of a sum that a holder is owed: all of it, or by its shares on the day after the limit."""
        if self._clause.owed_to is OwedTo.EACH:
            return Fraction(1)
        day = self._defaults[place].missed
        whole = self._shares_on(day)
        return Fraction(whole.get(holder_id, 0), total) if (total := sum(whole.values())) else Fraction(0)

    def _shares_on(self, day: dt.date) -> Mapping[str, int]:
        if day not in self._shares:
            self._shares[day] = {each.id: self._facts.held(each.id, day) for each in self._facts.investors}
        return self._shares[day]

    @cached_property
    def _shares(self) -> dict[dt.date, Mapping[str, int]]:
        return {}

    def _base(self, place: int, price: PricePaid) -> Fraction:
        base = self._terms[place].base
        return price.amount if base is None else base

    @staticmethod
    def _accrued(
        owed: Mapping[int, tuple[_Simplified, ...]], bases: Mapping[int, Fraction], parts: Mapping[int, Fraction]
    ) -> Iterator[Accrued]:
        for place, own in owed.items():
            for on, due, share, dollars_owed in own:
                # Dollars are divided like the base, of which the holder's part is taken already.
                yield Accrued(on, due, place, share * bases[place] + dollars_owed * parts[place])

    def _simplified(self, place: int, owed: tuple[Instalment, ...]) -> Iterator[_Simplified]:
        """Yield instalments as what share of the base and how many dollars they are."""
        within = self._terms[place].pays_within
        for each in owed:
            due = each.on if within is None else add_span(each.on, within, self._facts.calendars)
            yield each.on, due, each.share, each.dollars

    # -- cents ---------------------------------------------------------------------------------------------------------

    def exact(self, part: str, holder_id: str) -> Fraction | None:
        """Return an amount of one holder in exact dollars, None where it waits for something."""
        own = self.of(holder_id)
        if own.waits_for:
            return None
        return {"accrued": own.total, "interest": own.interest, "due": own.due}[part]

    @cached_property
    def _columns(self) -> dict[str, dict[str, int]]:
        return {}

    def cents(self, part: str, holder_id: str) -> Decimal | None:
        """Return an amount of one holder in dollars and cents, as the column has it; None where it is not known."""
        if part not in self._columns:
            known = {
                holder.id: amount for holder in self.holders if (amount := self.exact(part, holder.id)) is not None
            }
            self._columns[part] = dict(zip(known, in_cents(list(known.values())), strict=True))
        found = self._columns[part].get(holder_id)
        return None if found is None else dollars(found)

    def rounding(self, holder_id: str) -> Iterator[Mark]:
        """Yield that a cent was shared out, where an amount is not its own rounding."""
        for part in ("accrued", "interest"):
            exact, cents = self.exact(part, holder_id), self.cents(part, holder_id)
            if exact is not None and cents is not None:
                hundredfold = exact * 100
                if dollars(rounded(hundredfold.numerator, hundredfold.denominator)) != cents:
                    yield Mark(stated("money/cent_from_its_rounding", self._clause.section))
                    return

    def of_defaults(self, holder_id: str) -> Iterator[DamagesOfDefault]:
        """Yield what each default comes to for a holder; the lines add up to what has accrued."""
        own = self.of(holder_id)
        total = self.cents("accrued", holder_id)
        if total is None:
            return
        lines = [own.of_default(place) for place, _ in own.defaults]
        cents = in_cents(lines, int(total.scaleb(2, _EXACT)))
        for (place, default), amount in zip(own.defaults, cents, strict=True):
            yield DamagesOfDefault(default, len(own.counted[place]), dollars(amount))


def in_cents(lines: Sequence[Fraction], total: int | None = None) -> list[int]:
    """Round amounts in exact dollars to cents that add up to `total`, or to their exact sum rounded once."""
    over = lcm(1, *(each.denominator for each in lines))
    hundredfold = [int(each * over * 100) for each in lines]
    return in_whole_cents(hundredfold, over, total)
