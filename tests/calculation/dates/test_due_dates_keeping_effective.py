"""How long a registration is kept effective (§2(b), §2(e)).

firm commitment   both, the default: the later of the two ends
                  2(e): a year, or until all is sold
                  2(b): a year, or until the underwriters have completed their distribution
any other         a year, or until all is sold
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rra_desktop.domain.agreement import Signature, TermChange
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.figures import Clause, FigureKey
from rra_desktop.domain.registrations import Event, EventType, Underwriting
from tests.calculation.deadline_rows import due, others, row
from tests.matters import demand, event, matter
from tests.saying import remarks_of


def kept(*events: Event, underwriting: Underwriting = Underwriting.FIRM_COMMITMENT, choice: str = "2(e)") -> Deadline:
    """Return how long a registration effective since September 30, 2003 is kept so."""
    one = matter(
        registrations=[demand(underwriting=underwriting)],
        events=[event(EventType.EFFECTIVE, date(2003, 9, 30)), *events],
        readings={"keep_effective_end": choice},
    )
    return row(one, "keep_effective_until")


YEAR_ON = date(2004, 9, 30)
SOLD = event(EventType.ALL_SOLD, date(2004, 2, 2))
DISTRIBUTED = event(EventType.DISTRIBUTION_COMPLETED, date(2004, 1, 5))
FIRM, BEST = Underwriting.FIRM_COMMITMENT, Underwriting.BEST_EFFORTS


@pytest.mark.parametrize(
    ("underwriting", "choice", "events", "until"),
    [
        (FIRM, "both", [], YEAR_ON),
        (FIRM, "both", [SOLD], YEAR_ON),
        (FIRM, "both", [DISTRIBUTED], YEAR_ON),
        (FIRM, "both", [SOLD, DISTRIBUTED], date(2004, 2, 2)),
        (FIRM, "both", [SOLD, event(EventType.DISTRIBUTION_COMPLETED, date(2004, 3, 3))], date(2004, 3, 3)),
        (BEST, "both", [SOLD], date(2004, 2, 2)),
        (FIRM, "2(e)", [], YEAR_ON),
        (FIRM, "2(e)", [SOLD], date(2004, 2, 2)),
        (FIRM, "2(e)", [DISTRIBUTED], YEAR_ON),
        (FIRM, "2(e)", [SOLD, DISTRIBUTED], date(2004, 2, 2)),
        (FIRM, "2(b)", [], YEAR_ON),
        (FIRM, "2(b)", [SOLD], YEAR_ON),
        (FIRM, "2(b)", [DISTRIBUTED], date(2004, 1, 5)),
        (FIRM, "2(b)", [SOLD, DISTRIBUTED], date(2004, 1, 5)),
        (BEST, "2(b)", [DISTRIBUTED], YEAR_ON),
        (BEST, "2(b)", [SOLD, DISTRIBUTED], date(2004, 2, 2)),
        (Underwriting.NONE, "2(b)", [SOLD], date(2004, 2, 2)),
        (FIRM, "2(e)", [event(EventType.ALL_SOLD, date(2005, 2, 2))], YEAR_ON),
        (FIRM, "2(b)", [event(EventType.DISTRIBUTION_COMPLETED, date(2005, 2, 2))], YEAR_ON),
    ],
)
def test_a_registration_is_kept_effective_a_year_or_until_sold_or_distributed(
    underwriting: Underwriting, choice: str, events: list[Event], until: date
) -> None:
    assert kept(*events, underwriting=underwriting, choice=choice).date == until


@pytest.mark.parametrize("kind", [EventType.ALL_SOLD, EventType.DISTRIBUTION_COMPLETED])
def test_an_ending_on_the_last_day_of_the_year_is_no_step(kind: EventType) -> None:
    choice = "2(e)" if kind is EventType.ALL_SOLD else "2(b)"

    def steps(*events: Event) -> list[str]:
        return [str(step.label) for step in kept(*events, choice=choice).explain().inputs if step.key.kind != "reading"]

    assert steps(event(kind, YEAR_ON)) == steps()
    assert len(steps(event(kind, YEAR_ON - timedelta(days=1)))) == len(steps()) + 1


@pytest.mark.parametrize(("ending", "choice"), [(SOLD, "2(e)"), (DISTRIBUTED, "2(b)")])
def test_an_ending_before_the_year_is_a_step_of_its_section_that_rests_on_its_event(ending: Event, choice: str) -> None:
    (step,) = (each for each in kept(ending, choice=choice).explain().inputs if each.authority == Clause(choice))
    assert step.value == ending.date
    assert [each.value for each in step.inputs] == [ending.date]


@pytest.mark.parametrize(("since", "until"), [(date(2003, 9, 30), date(2005, 9, 30)), (date(2003, 10, 1), YEAR_ON)])
def test_the_years_are_those_in_force_when_the_registration_becomes_effective(since: date, until: date) -> None:
    amended = matter(
        registrations=[demand()],
        events=[event(EventType.EFFECTIVE, date(2003, 9, 30))],
        term_changes=[
            TermChange(0, "keep_effective_years", 2, effective_from=since, signed_by=(Signature("company"),))
        ],
    )
    found = row(amended, "keep_effective_until")
    assert found.date == until
    assert found.explain().inputs[1].key == FigureKey("term", ("keep_effective_years",))


def test_before_effectiveness_the_year_waits_for_its_start() -> None:
    waiting = row(matter(registrations=[demand()]), "keep_effective_until")
    assert [step.label for step in waiting.explain().inputs] == ["Registration statement effective"]


def test_the_two_endings_stand_beside_each_other_in_a_firm_commitment() -> None:
    assert others(kept(DISTRIBUTED)) == {("keep_effective_end", "2(b)"): date(2004, 1, 5)}
    assert others(kept(DISTRIBUTED, underwriting=BEST)) == {}


def test_a_registration_effective_on_29_february_is_kept_until_28_february() -> None:
    leap = matter(registrations=[demand()], events=[event(EventType.EFFECTIVE, date(2004, 2, 29))])
    assert due(leap, "keep_effective_until") == date(2005, 2, 28)


def test_a_suspension_does_not_extend_the_year_and_says_so() -> None:
    suspended = kept(
        event(EventType.SUSPENDED, date(2003, 12, 1)),
        event(EventType.RESUMED, date(2003, 12, 20)),
        event(EventType.SUSPENDED, date(2004, 3, 1)),
    )
    assert suspended.date == YEAR_ON
    assert remarks_of(suspended) == (
        "Offers suspended from Dec 1, 2003 to Dec 20, 2003: the agreement does not extend this day for it (§2).",
        "Offers suspended since Mar 1, 2004: the agreement does not extend this day for it (§2).",
    )
