"""Thresholds: what Investors can do together on a day (§1(a), §1(c))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from rra_desktop.calculation.dates.served_notices import demand_notice
from rra_desktop.calculation.record_names import registration_title
from rra_desktop.calculation.register.positions import Positions
from rra_desktop.calculation.register.register_columns import MajorityBasis
from rra_desktop.calculation.votes.coalitions import smallest_coalitions
from rra_desktop.calculation.votes.demands import demands_left, demands_left_figure
from rra_desktop.calculation.votes.majority_figures import MAJORITY_READINGS, MajorityFigures
from rra_desktop.domain.figures import Figure
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType, Registration, RegistrationKind
from rra_desktop.domain.standing import DemandsLeft, Majority, MajorityTest
from rra_desktop.domain.statements import Gravity, Mark, stated


class MajorityDay(StrEnum):
    """On which day of the Demand Notice the majority is measured: the choices of `majority_day` (§1(a))."""

    RECEIVED = "received"
    GIVEN = "given"


class Thresholds:
    """Majorities of the Units, coalitions that reach them, and the demands left."""

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
        return Majority(
            of=register.majority_of,
            needed=self._needed(register),
            unit="as-converted shares" if self._basis is MajorityBasis.AS_CONVERTED_SHARES else "Units",
            basis=self._basis.value,
            other_readings=register.other_readings(self._needed, MAJORITY_READINGS),
            marks=tuple(self._marks(register)),
        )

    def _marks(self, register: Positions) -> Iterator[Mark]:
        """Yield what is doubtful about a majority: what is about any Investor, and whether there can be one at all."""
        needed = self._needed(register)
        if needed is None:
            yield Mark(stated("votes/no_majority_of_nothing", "1(a)", day=register.as_of), Gravity.DOUBT)
        yield from register.total_marks
        if register.unsigned:
            without = register.majority_without({holder.id for holder in register.unsigned})
            others = more_than(without, self._fraction(register.as_of))
            if others != needed:
                names = tuple(holder.person for holder in register.unsigned)
                said = stated("votes/without_unsigned", "1(a), 7", holders=names, needed=others, of=without)
                yield Mark(said, Gravity.DOUBT)

    def test(self, holder_ids: Iterable[str]) -> MajorityTest:
        """Tell what holders have together on the day looked at, and what is missing to a majority (§1(a)).

        A holder that is no Investor on the day adds nothing. Raises KeyError for one that is not in the register.
        """
        return self._test_on(tuple(holder_ids), self.as_of)

    def demand_test(self, registration_id: str) -> MajorityTest | None:
        """Test the Initiating Investors on the day the reading `majority_day` chooses of their Demand Notice (§1(a)).

        Returns None while nobody has recorded that day or who signed. Raises KeyError when the matter has no such
        registration.
        """
        return self._demand_test(registration_id, self.matter.choice("majority_day"))

    def _demand_test(self, registration_id: str, day: str) -> MajorityTest | None:
        signed = self.matter.registration(registration_id).initiated_by
        notices = (event for event in self.matter.events_of(registration_id) if event.type is EventType.DEMAND_NOTICE)
        notice = demand_notice(self.matter, tuple(notices))
        decides = notice.given if day == MajorityDay.GIVEN else notice.received
        if decides.day is None or not signed:
            return None
        known = frozenset(holder.id for holder in self.matter.holders)
        tested = self._test_on(tuple(each for each in signed if each in known), decides.day)
        return replace(tested, assumed=decides.assumed)

    def coalitions(self, limit: int = 10) -> tuple[tuple[str, ...], ...]:
        """Return the smallest sets of Investors that reach a majority on the day looked at, by their ids (§1(a)).

        Fewest members first; members of an affiliate group count one by one, for §3(c) joins them for a cutback only.
        """
        register, needed = self._positions_on(self.as_of), self.majority.needed
        if needed is None:
            return ()
        units, investors = register.columns.units(self._basis), register.investors
        sets = smallest_coalitions([units[place] for place in investors], needed, limit)
        return tuple(tuple(self.matter.holders[investors[each]].id for each in places) for places in sets)

    def figure_majority(self, part: str = "") -> Figure[int]:
        """Explain how much is needed for a demand on the day looked at (§1(a)), or with "of" of how many it is."""
        figures = MajorityFigures(self.matter, self._positions_on(self.as_of), self.majority)
        if part == "of":
            return figures.whole()
        figure = figures.needed()
        return replace(figure, marks=(*figure.marks, *self._demands_so_far()))

    def _demands_so_far(self) -> Iterator[Mark]:
        """Yield what the Initiating Investors of each demand had on the day that decides (§1(a))."""
        for registration in self.matter.registrations:
            if registration.kind is RegistrationKind.DEMAND:
                chosen = self.matter.choice("majority_day")
                test = self._demand_test(registration.id, chosen)
                if test is None or test.on is None or test.on > self.as_of:
                    continue
                yield self._demand_mark("votes/demand", registration, test, chosen)
                other = next(each for each in MajorityDay if each != chosen)
                read_otherwise = self._demand_test(registration.id, other)
                if read_otherwise is not None and read_otherwise.reached != test.reached:
                    yield self._demand_mark("votes/demand_read_otherwise", registration, read_otherwise, other)

    def _demand_mark(self, kind: str, registration: Registration, test: MajorityTest, day: str) -> Mark:
        said = stated(
            kind,
            "1(a)",
            title=registration_title(self.matter, registration),
            held=test.held,
            needed=None if test.on is None else self.majority_on(test.on).needed,
            shortfall=test.shortfall,
            reached=test.reached,
            day=test.on,
            assumed=test.assumed,
            measured=MajorityDay(day),
        )
        return Mark(said, Gravity.NOTE if test.reached else Gravity.DOUBT)

    # -- demands left --------------------------------------------------------------------------------------------------

    @cached_property
    def demands_left(self) -> DemandsLeft:
        """How many demands the Investors still have on the day looked at (§1(c))."""
        return demands_left(self.matter, self.as_of)

    def figure_demands_left(self) -> Figure[int]:
        """Explain how many demands are left (§1(c))."""
        return demands_left_figure(self.matter, self.as_of)

    # -- how it is counted ---------------------------------------------------------------------------------------------

    @property
    def _basis(self) -> MajorityBasis:
        return MajorityBasis(self.matter.choice("majority_basis"))

    def _needed(self, register: Positions) -> int | None:
        return more_than(register.majority_of, self._fraction(register.as_of))

    def _fraction(self, day: dt.date) -> Fraction:
        return self.matter.ratio("majority_fraction", day)

    def _test_on(self, holder_ids: Sequence[str], day: dt.date) -> MajorityTest:
        register, majority = self._positions_on(day), self.majority_on(day)
        units = register.columns.units(self._basis)
        places = {each: register.place(each) for each in holder_ids}
        held = sum(units[place] for each, place in places.items() if register.is_investor(each))
        share = Fraction(held, majority.of) if majority.of else Fraction(0)
        shortfall = None if majority.needed is None else max(0, majority.needed - held)
        uncounted = tuple(each for each in places if not register.is_investor(each))
        return MajorityTest(
            tuple(holder_ids), held, share, shortfall, reached=shortfall == 0, on=day, uncounted=uncounted
        )


def more_than(whole: int, fraction: Fraction) -> int | None:
    """Return the least whole number that is more than a fraction of a whole, None of nothing (§1(a))."""
    return int(whole * fraction) + 1 if whole else None
