"""Whether a demand is one: those who signed held a majority on the day of receipt, and one is left (§1(a), §1(c))."""

from __future__ import annotations

from dataclasses import dataclass

from rra_desktop.calculation.votes.demands import charge_marks, demand_received, left_for
from rra_desktop.calculation.votes.thresholds import Thresholds
from rra_desktop.domain.registrations import Registration, RegistrationKind
from rra_desktop.domain.standing import DemandTest
from rra_desktop.domain.statements import Gravity, Mark, stated


@dataclass(frozen=True, slots=True)
class DemandMark:
    """What is said of a demand that is none, or may be none: it stands on every row of it."""

    registration: str
    mark: Mark

    def touches(self, registration: str | None, _deadline: str, _holder: str | None) -> bool:
        """Tell whether a row is of the demand."""
        return registration == self.registration


def demand_tests(thresholds: Thresholds) -> tuple[DemandTest, ...]:
    """Return whether each demand of a matter is one, as it is known on the day looked at (§1(a), §1(c))."""
    demands = (each for each in thresholds.matter.registrations if each.kind is RegistrationKind.DEMAND)
    return tuple(_tested(thresholds, registration) for registration in demands)


def demand_marks(tests: tuple[DemandTest, ...]) -> tuple[DemandMark, ...]:
    """Return what is to be said on every row of each demand."""
    return tuple(DemandMark(test.registration, mark) for test in tests for mark in test.marks)


def _tested(thresholds: Thresholds, registration: Registration) -> DemandTest:
    matter, as_of = thresholds.matter, thresholds.as_of
    left, charged = left_for(matter, registration, as_of), charge_marks(matter, registration, as_of)
    received = demand_received(matter, registration.id)
    signed = registration.initiated_by
    come = received.day is not None and received.day <= as_of
    test = thresholds.demand_test(registration.id) if come else None
    if test is None or test.on is None:
        unsaid = Mark(stated("demands/signatories_not_recorded", "1(a)"), Gravity.DOUBT)
        marks = (*([unsaid] if come and not signed else []), *charged)
        return DemandTest(registration.id, signed, None, None, received.day, received.assumed, left, marks)
    majority = thresholds.majority_on(test.on)
    people = {holder.id: holder.person for holder in matter.holders}
    short = Mark(
        stated(
            "demands/short_of_a_majority",
            "1(a)",
            signed=tuple(people[each] for each in test.holders),
            held=test.held,
            of=majority.of,
            needed=majority.needed,
            unit=majority.unit,
            day=test.on,
            assumed=test.assumed,
        ),
        Gravity.CONFLICT,
    )
    marks = (*(() if test.reached else (short,)), *charged)
    return DemandTest(registration.id, signed, test.held, majority.needed, test.on, test.assumed, left, marks)
