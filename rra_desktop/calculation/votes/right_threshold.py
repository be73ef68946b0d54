"""What one right to demand asks of holders, who reaches it together, and how many demands are left of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from rra_desktop.calculation.dates.served_notices import demand_notice
from rra_desktop.calculation.record_names import registration_title
from rra_desktop.calculation.register.positions import Positions
from rra_desktop.calculation.votes.coalitions import smallest_coalitions
from rra_desktop.calculation.votes.demand_size import size_asked
from rra_desktop.calculation.votes.demand_standings import section_of_use
from rra_desktop.calculation.votes.demands import demands_left, demands_left_figure
from rra_desktop.calculation.votes.majority_figures import UNIT_OF, MajorityFigures
from rra_desktop.domain.figures import Figure, FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.overview import VotingShare, VotingShares
from rra_desktop.domain.registrations import EventType, Registration, RegistrationKind
from rra_desktop.domain.rights import UNIT_MEASURES, Least, MeasuredOn, Right
from rra_desktop.domain.standing import DemandsLeft, Majority, MajorityTest
from rra_desktop.domain.statements import Gravity, Mark, Statement, stated

_ANY = Least()
"""What a right asks of holders that any of them can demand: something held."""


class RightThreshold:
    """One right to demand on the day looked at."""

    def __init__(
        self, matter: Matter, right: Right, positions_on: Callable[[dt.date], Positions], as_of: dt.date
    ) -> None:
        self.matter = matter
        self.right = right
        self.as_of = as_of
        self._positions_on = positions_on
        self._least = right.least or _ANY
        self._is_first = matter.form.rights_of_kind(RegistrationKind.DEMAND)[0] == right

    # -- keys of its figures -------------------------------------------------------------------------------------------

    @property
    def key(self) -> FigureKey:
        """The key of the figure of what is needed; the first right's has no subject."""
        return FigureKey("majority", () if self._is_first else (self.right.id,))

    @property
    def demands_key(self) -> FigureKey:
        """The key of the figure of the demands left."""
        return FigureKey("demands_left", (), "" if self._is_first else self.right.id)

    # -- what is needed ------------------------------------------------------------------------------------------------

    @cached_property
    def majority(self) -> Majority:
        """What is needed on the day looked at."""
        return self.majority_on(self.as_of)

    def majority_on(self, day: dt.date) -> Majority:
        """Return what is needed on a day, as more than half, with the other readings."""
        register = self._positions_on(day)
        asked = register.rights.asked(self.right)
        return Majority(
            of=register.rights.whole(self.right),
            needed=self._needed(register),
            unit=UNIT_OF[asked.measure],
            basis=asked.measure.value,
            other_readings=register.other_readings(self._needed, register.rights.readings(self.right)),
            marks=tuple(self._marks(register)),
            right=self.right.id,
            name=self.right.name,
            section=self.right.section,
            of_half=self._least.exceeded and self._share(day) == Fraction(1, 2),
            anybody=self.right.least is None,
            size=size_asked(self.matter, self.right, day),
        )

    def _marks(self, register: Positions) -> Iterator[Mark]:
        """Yield what is doubtful about it: what is about any holder counted, and whether it can be reached at all."""
        needed = self._needed(register)
        if needed is None:
            measure = register.rights.asked(self.right).measure
            nothing = stated(
                "votes/no_majority_of_nothing",
                self.right.section,
                day=register.as_of,
                in_units=measure in UNIT_MEASURES,
                unit=UNIT_OF[measure],
            )
            yield Mark(nothing, Gravity.DOUBT)
        yield from register.total_marks
        if register.unsigned:
            without = register.rights.whole_without(self.right, {holder.id for holder in register.unsigned})
            others = self._enough_of(without, register.as_of)
            if others != needed:
                names = tuple(holder.person for holder in register.unsigned)
                said = stated(
                    "votes/without_unsigned", self._section_of_joining, holders=names, needed=others, of=without
                )
                yield Mark(said, Gravity.DOUBT)

    @property
    def _section_of_joining(self) -> str:
        """The sections of the right and of who is in its classes."""
        classes = (self.matter.form.holder_class(each).section for each in self.right.by)
        return ", ".join(dict.fromkeys(filter(None, (self.right.section, *classes))))

    # -- who reaches it ------------------------------------------------------------------------------------------------

    def test(self, holder_ids: Iterable[str]) -> MajorityTest:
        """Tell what holders have together on the day looked at, and what is missing.

        A holder that the right does not belong to on the day adds nothing. Raises KeyError for one that is not in the
        register.
        """
        return self._test_on(tuple(holder_ids), self.as_of)

    def demand_test(self, registration_id: str) -> MajorityTest | None:
        """Test those who signed a demand on the day that the right chooses of their notice.

        Returns None while nobody has recorded that day or who signed. Raises KeyError when the matter has no such
        registration.
        """
        return self._demand_test(registration_id, self._measured_on)

    @property
    def _measured_on(self) -> MeasuredOn:
        on = self.right.on
        return MeasuredOn(on.with_choice(self.matter.choice(on.reading)) if on.reading else on.written)

    def _demand_test(self, registration_id: str, on: MeasuredOn) -> MajorityTest | None:
        signed = self.matter.registration(registration_id).initiated_by
        notices = (event for event in self.matter.events_of(registration_id) if event.type is EventType.DEMAND_NOTICE)
        notice = demand_notice(self.matter, tuple(notices))
        decides = notice.given if on is MeasuredOn.GIVEN else notice.received
        if decides.day is None or not signed:
            return None
        known = frozenset(holder.id for holder in self.matter.holders)
        tested = self._test_on(tuple(each for each in signed if each in known), decides.day)
        return replace(tested, assumed=decides.assumed)

    @property
    def places(self) -> Sequence[int]:
        """The places in the register of the holders that the right belongs to on the day looked at."""
        return self._positions_on(self.as_of).rights.can_ask(self.right)

    def coalitions(self, limit: int = 10) -> tuple[tuple[str, ...], ...]:
        """Return the smallest sets of holders that reach what is needed on the day looked at, by their ids.

        Fewest members first; members of an affiliate group count one by one, for only a cutback joins them.
        """
        register, needed = self._positions_on(self.as_of), self.majority.needed
        if needed is None:
            return ()
        held, places = register.rights.held(self.right), register.rights.can_ask(self.right)
        sets = smallest_coalitions([held[place] for place in places], needed, limit)
        return tuple(tuple(self.matter.holders[places[each]].id for each in found) for found in sets)

    def largest(self, most: int) -> VotingShares:
        """Return the largest holders the right belongs to on the day looked at, at most so many, and the others."""
        register, of, holders = self._positions_on(self.as_of), self.majority.of, self.matter.holders
        held, can_ask = register.rights.held(self.right), register.rights.can_ask(self.right)
        ranked = sorted((place for place in can_ask if held[place]), key=lambda each: -held[each])
        if not of:
            return VotingShares(())
        chosen, rest = ranked[:most], ranked[most:]
        shares = tuple(VotingShare(holders[each], held[each], Fraction(held[each], of)) for each in chosen)
        return VotingShares(shares, len(rest), Fraction(sum(held[each] for each in rest), of))

    def figure_majority(self, part: str = "") -> Figure[int]:
        """Explain how much is needed for a demand on the day looked at, or with "of" of how many it is."""
        figures = MajorityFigures(self.matter, self.right, self._positions_on(self.as_of), self.majority, self.key)
        if part == "of":
            return figures.whole()
        figure = figures.needed()
        return replace(figure, marks=(*figure.marks, *self._demands_so_far()))

    def _demands_so_far(self) -> Iterator[Mark]:
        """Yield what those who signed each demand under the right had on the day that decides."""
        for registration in self.matter.registrations:
            if registration.kind is RegistrationKind.DEMAND and self.matter.form.right_of(registration) == self.right:
                chosen = self._measured_on
                test = self._demand_test(registration.id, chosen)
                if test is None or test.on is None or test.on > self.as_of:
                    continue
                yield self._demand_mark("votes/demand", registration, test, chosen)
                if not self.right.on.reading:
                    continue
                other = next(each for each in MeasuredOn if each is not chosen)
                read_otherwise = self._demand_test(registration.id, other)
                if read_otherwise is not None and read_otherwise.reached != test.reached:
                    yield self._demand_mark("votes/demand_read_otherwise", registration, read_otherwise, other)

    def _demand_mark(self, kind: str, registration: Registration, test: MajorityTest, on: MeasuredOn) -> Mark:
        said = stated(
            kind,
            self.right.section,
            title=registration_title(self.matter, registration),
            held=test.held,
            needed=None if test.on is None else self.majority_on(test.on).needed,
            shortfall=test.shortfall,
            reached=test.reached,
            day=test.on,
            assumed=test.assumed,
            measured=on.part,
        )
        return Mark(said, Gravity.NOTE if test.reached else Gravity.DOUBT)

    # -- demands left --------------------------------------------------------------------------------------------------

    @cached_property
    def demands_left(self) -> DemandsLeft:
        """How many demands are left under the right on the day looked at."""
        return demands_left(self.matter, self.right, self.as_of)

    @property
    def section_of_demands(self) -> str:
        """The section that says how many demands there are."""
        limit = self.demands_left.limit
        return self.matter.form.limit(limit).section if limit else section_of_use(self.matter, self.right)

    @property
    def what_is_asked(self) -> Statement:
        """What share a right asks, as “more than half”, on the day looked at."""
        if self.right.least is None:
            return stated("votes/asked_of_anybody")
        return stated("votes/share_asked", share=self._share(self.as_of), exceeded=self._least.exceeded)

    def figure_demands_left(self) -> Figure[int]:
        """Explain how many demands are left under the right."""
        return demands_left_figure(self.matter, self.right, self.as_of, self.demands_key)

    # -- how it is counted ---------------------------------------------------------------------------------------------

    def _needed(self, register: Positions) -> int | None:
        return self._enough_of(register.rights.whole(self.right), register.as_of)

    def _enough_of(self, whole: int, day: dt.date) -> int | None:
        """Return the least whole number that is enough of a whole, None of nothing."""
        return self._least.whole_of(whole * self._share(day)) if whole else None

    def _share(self, day: dt.date) -> Fraction:
        return self.matter.ratio(self._least.term, day) if self._least.term else self._least.amount

    def _test_on(self, holder_ids: Sequence[str], day: dt.date) -> MajorityTest:
        register, majority = self._positions_on(day), self.majority_on(day)
        held_by, can_ask = register.rights.held(self.right), frozenset(register.rights.can_ask(self.right))
        places = {each: register.place(each) for each in holder_ids}
        held = sum(held_by[place] for place in places.values() if place in can_ask)
        share = Fraction(held, majority.of) if majority.of else Fraction(0)
        shortfall = None if majority.needed is None else max(0, majority.needed - held)
        uncounted = tuple(each for each, place in places.items() if place not in can_ask)
        return MajorityTest(
            tuple(holder_ids), held, share, shortfall, reached=shortfall == 0, on=day, uncounted=uncounted
        )
