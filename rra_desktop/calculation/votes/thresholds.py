"""Thresholds: what Investors can do together on a day (§1(a), §1(c), §8(c))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from rra_desktop.calculation import in_words
from rra_desktop.calculation.register.positions import Positions
from rra_desktop.calculation.register.register_columns import MajorityBasis, MajorityOf
from rra_desktop.calculation.votes.coalitions import smallest_coalitions
from rra_desktop.calculation.votes.demands import demand_received, demands_left, demands_left_figure
from rra_desktop.calculation.votes.majority_figures import majority_figure
from rra_desktop.domain.figures import Figure, OtherReading
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Role
from rra_desktop.domain.registrations import RegistrationKind
from rra_desktop.domain.standing import DemandsLeft, Majority, MajorityTest
from rra_desktop.domain.statements import marks_in_words

COMPANY = "company"
"""How the Company is named among those whose signature is missing."""


class Thresholds:
    """Majorities of the Units, coalitions that reach them, the demands left, and who must sign an amendment."""

    def __init__(self, matter: Matter, positions_on: Callable[[dt.date], Positions], as_of: dt.date) -> None:
        self.matter = matter
        self.as_of = as_of
        self._positions_on = positions_on

    # -- majority of the Units (§1(a)) ---------------------------------------------------------------------------------

    @cached_property
    def majority(self) -> Majority:
        """What a majority of the Units means on the day looked at."""
        return self.majority_on(self.as_of)

    def majority_on(self, day: dt.date) -> Majority:
        """Return what a majority of the Units means on a day: strictly more than half, with the other readings."""
        register = self._positions_on(day)
        basis, of = self._basis, MajorityOf(self.matter.choice("majority_of"))
        whole = _whole(register, basis, of)
        needed = self._needed(whole, day)
        others = [
            *((other, of, "majority_basis", other.value) for other in MajorityBasis if other is not basis),
            *((basis, other, "majority_of", other.value) for other in MajorityOf if other is not of),
        ]
        readings = tuple(
            OtherReading(reading, choice, self._choice_label(reading, choice), there)
            for other_basis, other_of, reading, choice in others
            if (there := self._needed(_whole(register, other_basis, other_of), day)) != needed
        )
        unit = "as-converted shares" if basis is MajorityBasis.AS_CONVERTED_SHARES else "Units"
        return Majority(whole, needed, unit, basis.value, readings)

    def test(self, holder_ids: Iterable[str]) -> MajorityTest:
        """Tell what holders have together on the day looked at, and what is missing to a majority (§1(a)).

        A holder that is no Investor on the day adds nothing. Raises KeyError for one that is not in the register.
        """
        return self._test_on(tuple(holder_ids), self.as_of)

    def demand_test(self, registration_id: str) -> MajorityTest | None:
        """Test the Initiating Investors on the day the Company received their Demand Notice (§1(a)).

        Returns None while nobody has recorded the receipt or who signed. Raises KeyError when the matter has no such
        registration.
        """
        signed = self.matter.registration(registration_id).initiated_by
        received = demand_received(self.matter, registration_id)
        if received.day is None or not signed:
            return None
        known = frozenset(holder.id for holder in self.matter.holders)
        tested = self._test_on(tuple(each for each in signed if each in known), received.day)
        return replace(tested, assumed=received.assumed)

    def coalitions(self, limit: int = 10) -> tuple[tuple[str, ...], ...]:
        """Return the smallest sets of Investors that reach a majority on the day looked at, by their ids (§1(a)).

        Fewest members first; members of an affiliate group count one by one, for §3(c) joins them for a cutback only.
        """
        register = self._positions_on(self.as_of)
        units, investors = register.columns.units(self._basis), register.investors
        sets = smallest_coalitions([units[place] for place in investors], self.majority.needed, limit)
        return tuple(tuple(self.matter.holders[investors[each]].id for each in places) for places in sets)

    def figure_majority(self) -> Figure[int]:
        """Explain how much is needed for a demand on the day looked at (§1(a))."""
        figure = majority_figure(self.matter, self._positions_on(self.as_of), self.majority)
        return replace(figure, marks=(*figure.marks, *marks_in_words(self._demands_so_far())))

    def _demands_so_far(self) -> Iterator[str]:
        """Yield what the Initiating Investors of each demand had on the day that decides, in words (§1(a))."""
        for registration in self.matter.registrations:
            test = self.demand_test(registration.id) if registration.kind is RegistrationKind.DEMAND else None
            if test is not None and test.on is not None and test.on <= self.as_of:
                day = f"{in_words.date(test.on)}{' (assumed)' if test.assumed else ''}"
                needed = self.majority_on(test.on).needed
                verdict = "a majority" if test.reached else f"{test.shortfall:,} short of a majority"
                title = registration.title or f"Demand {registration.id}"
                yield (
                    f"{title}: those who signed held {test.held:,} on {day}, the day it was received; "
                    f"{needed:,} were needed: {verdict} (§1(a))."
                )

    # -- demands, amendments -------------------------------------------------------------------------------------------

    @cached_property
    def demands_left(self) -> DemandsLeft:
        """How many demands the Investors still have on the day looked at (§1(c))."""
        return demands_left(self.matter, self.as_of)

    def figure_demands_left(self) -> Figure[int]:
        """Explain how many demands are left (§1(c))."""
        return demands_left_figure(self.matter, self.as_of)

    def amendment_missing(self, signatories: Iterable[str], *, company_signed: bool) -> tuple[str, ...]:
        """Return whose consent an amendment still lacks: "company", or Investors by id; nobody's when it is made.

        Every Investor of the day looked at must sign, whatever it holds (§8(c)).
        """
        signed = frozenset(signatories)
        register = self._positions_on(self.as_of)
        investors = (holder.id for holder in self.matter.holders if holder.role is Role.INVESTOR)
        missing = tuple(each for each in investors if register.is_investor(each) and each not in signed)
        return missing if company_signed else (COMPANY, *missing)

    # -- how it is counted ---------------------------------------------------------------------------------------------

    @property
    def _basis(self) -> MajorityBasis:
        return MajorityBasis(self.matter.choice("majority_basis"))

    def _needed(self, whole: int, day: dt.date) -> int:
        """Return the least whole number that is more than the fraction of the whole."""
        return int(whole * self.matter.ratio("majority_fraction", day)) + 1

    def _choice_label(self, reading: str, choice: str) -> str:
        return self.matter.form.reading(reading).label_of(choice)

    def _test_on(self, holder_ids: Sequence[str], day: dt.date) -> MajorityTest:
        register, majority = self._positions_on(day), self.majority_on(day)
        units = register.columns.units(self._basis)
        places = {each: register.place(each) for each in holder_ids}
        held = sum(units[place] for each, place in places.items() if register.is_investor(each))
        share = Fraction(held, majority.of) if majority.of else Fraction(0)
        shortfall = max(0, majority.needed - held)
        uncounted = tuple(each for each in places if not register.is_investor(each))
        return MajorityTest(
            tuple(holder_ids), held, share, shortfall, reached=not shortfall, on=day, uncounted=uncounted
        )


def _whole(register: Positions, basis: MajorityBasis, of: MajorityOf) -> int:
    return register.columns.whole(basis, of, register.investors)
