"""Whether a demand is for as much as its right asks: in shares, parts of a holding, or dollars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from rra_desktop.calculation.register.positions import Positions
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.registrations import Registration
from rra_desktop.domain.rights import Right, SizeMeasure, SizeTest
from rra_desktop.domain.statements import Gravity, Mark, Statement, stated

_MONEY = (SizeMeasure.GROSS, SizeMeasure.NET)


class SizeFound(NamedTuple):
    """One test of a demand's size: what it comes to, None while an input is missing, and what is said of it."""

    met: bool | None
    said: Statement


def size_asked(matter: Matter, right: Right, day: dt.date) -> Statement | None:
    """Return how large a demand under a right must be on a day, None where any size will do."""
    if not right.size:
        return None
    alternatives = tuple(
        stated(
            "demands/size_alternative",
            tests=tuple(
                stated(
                    "demands/size_least",
                    measure=test.measure,
                    least=_least(matter, test, day),
                    exceeded=test.least.exceeded,
                )
                for test in tests
            ),
        )
        for tests in right.size
    )
    return stated("demands/size_asked", right.section, alternatives=alternatives)


def _least(matter: Matter, test: SizeTest, day: dt.date) -> Fraction:
    return matter.ratio(test.least.term, day) if test.least.term else test.least.amount


class DemandSize:
    """How much those who signed a demand ask for, measured on the day that decides."""

    def __init__(
        self, matter: Matter, registration: Registration, right: Right, register: Positions, as_of: dt.date
    ) -> None:
        self._matter = matter
        self._registration = registration
        self._right = right
        self._register = register
        asked = [
            request
            for request in matter.requests_of(registration.id)
            if request.holder in registration.initiated_by
            and (request.received is None or request.received <= as_of)
            and request.quantity is not None
        ]
        self._shares = sum(request.quantity or 0 for request in asked) if asked else None

    def large_enough(self) -> bool | None:
        """Tell whether one of the alternatives is met with all its tests, None while that is not known."""
        return _any([_all([found.met for found in tests]) for tests in self._found()])

    def marks(self) -> tuple[Mark, ...]:
        """Return why a demand is too small or may be; nothing for one that is large enough."""
        enough = self.large_enough()
        if enough:
            return ()
        alternatives = tuple(
            stated("demands/size_alternative", tests=tuple(found.said for found in tests)) for tests in self._found()
        )
        kind = "demands/size_not_known" if enough is None else "demands/too_small"
        gravity = Gravity.DOUBT if enough is None else Gravity.CONFLICT
        return (Mark(stated(kind, self._right.section, alternatives=alternatives), gravity),)

    def _found(self) -> Sequence[Sequence[SizeFound]]:
        return [[self._tested(test) for test in tests] for tests in self._right.size]

    def _tested(self, test: SizeTest) -> SizeFound:
        least, amount = test.least, _least(self._matter, test, self._register.as_of)
        value, waits_for = self._value(test.measure)
        met = None if value is None else least.reached_by(value, amount)
        said = stated(
            "demands/size_test",
            measure=test.measure,
            value=value,
            least=amount,
            exceeded=least.exceeded,
            waits_for=waits_for,
        )
        return SizeFound(met, said)

    def _value(self, measure: SizeMeasure) -> tuple[Fraction | None, str]:
        """Return what a demand comes to in a measure, or what that waits for."""
        if measure is SizeMeasure.SHARE_HELD:
            return self._share_held()
        if self._shares is None:
            return None, "shares_asked"
        if measure is SizeMeasure.SHARES:
            return Fraction(self._shares), ""
        if measure in _MONEY:
            return self._dollars(self._shares, net=measure is SizeMeasure.NET)
        whole = self._whole(measure)
        return (Fraction(self._shares, whole), "") if whole else (None, "holdings")

    def _share_held(self) -> tuple[Fraction | None, str]:
        """Return what those who signed, as far as the right is theirs, hold of the whole."""
        register, signed = self._register, self._registration.initiated_by
        theirs = (each for each in register.rights.can_ask(self._right) if self._matter.holders[each].id in signed)
        held, whole = sum(register.registrable_shares[each] for each in theirs), self._whole(SizeMeasure.SHARE_HELD)
        return (Fraction(held, whole), "") if whole else (None, "holdings")

    def _whole(self, measure: SizeMeasure) -> int:
        register = self._register
        if measure is SizeMeasure.SHARE_OF_COMMON:
            return self._matter.whole(self._right.common, register.as_of)
        if measure is SizeMeasure.SHARE_OF_OWN:
            known = {holder.id for holder in self._matter.holders}
            places = {register.place(each) for each in self._registration.initiated_by if each in known}
        else:
            places = {place for each in self._right.whole_classes for place in register.rights.members(each)}
        return sum(register.registrable_shares[place] for place in places)

    def _dollars(self, shares: int, *, net: bool) -> tuple[Fraction | None, str]:
        offering = next((each for each in self._offerings() if each.price is not None), None)
        if offering is None or offering.price is None:
            return None, "price"
        price = Fraction(offering.price)
        if not net:
            return shares * price, ""
        if offering.discount_per_share is not None:
            return shares * (price - Fraction(offering.discount_per_share)), ""
        if offering.discount_percent is not None:
            return shares * price * (1 - Fraction(offering.discount_percent) / 100), ""
        return None, "discount"

    def _offerings(self) -> Sequence[Offering]:
        return [each for each in self._matter.offerings if each.registration == self._registration.id]


def _all(found: Sequence[bool | None]) -> bool | None:
    """Return whether all are so: one that is not decides, else one that is not known."""
    return False if False in found else None if None in found else True


def _any(found: Sequence[bool | None]) -> bool | None:
    """Return whether one is so: one that is decides, else one that is not known. Nothing asked is enough."""
    return True if True in found or not found else None if None in found else False
