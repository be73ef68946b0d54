"""Whether a demand is one: those who signed held enough, it is large enough, and one is left."""

from __future__ import annotations

from dataclasses import dataclass

from rra_desktop.calculation.votes.days_of_a_right import marks_of_the_day
from rra_desktop.calculation.votes.demand_size import DemandSize
from rra_desktop.calculation.votes.demand_standings import demand_received
from rra_desktop.calculation.votes.demands import charge_marks, left_for
from rra_desktop.calculation.votes.right_threshold import RightThreshold
from rra_desktop.calculation.votes.thresholds import Thresholds
from rra_desktop.domain.registrations import Registration, RegistrationKind
from rra_desktop.domain.standing import DemandTest, MajorityTest
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
    """Return whether each demand of a matter is one, as it is known on the day looked at."""
    demands = (each for each in thresholds.matter.registrations if each.kind is RegistrationKind.DEMAND)
    return tuple(_tested(thresholds, registration) for registration in demands)


def demand_marks(tests: tuple[DemandTest, ...]) -> tuple[DemandMark, ...]:
    """Return what is to be said on every row of each demand."""
    return tuple(DemandMark(test.registration, mark) for test in tests for mark in test.marks)


def _tested(thresholds: Thresholds, registration: Registration) -> DemandTest:
    threshold = thresholds.of_registration(registration.id)
    if threshold is None:
        return _of_no_right(thresholds, registration)
    matter, as_of, right = thresholds.matter, thresholds.as_of, threshold.right
    left = left_for(matter, registration, right, as_of)
    received = demand_received(matter, registration.id)
    signed = registration.initiated_by
    come = received.day is not None and received.day <= as_of
    charged = charge_marks(matter, registration, right, as_of)
    if come and received.day is not None:
        charged = (*charged, *marks_of_the_day(matter, registration, right, received.day, as_of))
    test = threshold.demand_test(registration.id) if come else None
    if test is None or test.on is None:
        unsaid = Mark(stated("demands/signatories_not_recorded", right.section), Gravity.DOUBT)
        marks = (*([unsaid] if come and not signed else []), *charged)
        return DemandTest(
            registration.id,
            signed,
            None,
            None,
            received.day,
            received.assumed,
            left,
            marks,
            right.id,
            None if right.size else True,
        )
    size = DemandSize(matter, registration, right, thresholds.positions_on(test.on), as_of)
    majority = threshold.majority_on(test.on)
    marks = (*(() if test.reached else (_short(threshold, test),)), *size.marks(), *charged)
    return DemandTest(
        registration.id,
        signed,
        test.held,
        majority.needed,
        test.on,
        test.assumed,
        left,
        marks,
        right.id,
        size.large_enough(),
    )


def _short(threshold: RightThreshold, test: MajorityTest) -> Mark:
    """Return what is said of signatories who held too little."""
    majority = threshold.majority_on(test.on) if test.on else threshold.majority
    people = {holder.id: holder.person for holder in threshold.matter.holders}
    said = stated(
        "demands/short_of_a_majority",
        threshold.right.section,
        signed=tuple(people[each] for each in test.holders),
        held=test.held,
        of=majority.of,
        needed=majority.needed,
        unit=majority.unit,
        day=test.on,
        assumed=test.assumed,
        of_half=majority.of_half,
    )
    return Mark(said, Gravity.CONFLICT)


def _of_no_right(thresholds: Thresholds, registration: Registration) -> DemandTest:
    received = demand_received(thresholds.matter, registration.id)
    none = Mark(stated("demands/no_right", of=registration.right), Gravity.CONFLICT)
    return DemandTest(
        registration.id, registration.initiated_by, None, None, received.day, received.assumed, None, (none,)
    )
