"""A demand that is none: signed by too few, or none is left (§1(a), §1(c))."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType, Registration
from rra_desktop.domain.standing import DemandTest
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.wording import words_of
from tests.matters import demand, demand_notice, event, investor, issue, matter

AFTER = date(2004, 5, 3)


def demanded(*registrations: Registration, events: Iterable[Event] = ()) -> Matter:
    """Make a matter of 1,000,000 Units, half of them Ash's, with demands received two months apart."""
    received = [
        demand_notice(received=date(2003, 6 + 2 * place, 2), sent=date(2003, 6 + 2 * place, 1), registration=each.id)
        for place, each in enumerate(registrations)
    ]
    return matter(
        holders=[investor("H1", "Ash"), investor("H2", "Beech"), investor("H3", "Cypress")],
        ledger=[issue("H1", 500_000), issue("H2", 300_000), issue("H3", 200_000)],
        registrations=registrations,
        events=[*received, *events],
    )


def whether(it: Matter, as_of: date = AFTER) -> tuple[DemandTest, ...]:
    """Return whether each demand is one on a day."""
    return Analysis(it, as_of, load_holidays()).demand_tests


def said(it: Matter, as_of: date = AFTER) -> list[list[str]]:
    """Return what is said of each demand."""
    return [[words_of(mark) for mark in each.marks] for each in whether(it, as_of)]


def test_exactly_half_is_no_majority_and_every_row_says_so() -> None:
    it = demanded(demand(initiated_by=("H1",)))
    (test,) = whether(it)
    assert (test.held, test.needed, test.reached, test.demands_left) == (500_000, 500_001, False, 1)
    sentence = (
        "Those who signed (Ash) held 500,000 of 1,000,000 Units on Jun 2, 2003; 500,001 were needed for a majority, so "
        "this is no demand yet."
    )
    assert said(it) == [[sentence]]
    rows = [each for each in Analysis(it, AFTER, load_holidays()).deadlines if each.registration == "R1"]
    assert rows
    assert all(sentence in [words_of(mark) for mark in each.conflicts] for each in rows)


def test_a_majority_is_a_demand_and_nothing_is_said() -> None:
    (test,) = whether(demanded(demand(initiated_by=("H1", "H3"))))
    assert (test.held, test.reached, test.marks) == (700_000, True, ())


def test_nobody_signed() -> None:
    assert said(demanded(demand())) == [
        ["Who signed the Demand Notice is not recorded: whether they held a majority cannot be said."]
    ]


def test_before_the_demand_is_received_nothing_is_said_of_it() -> None:
    (test,) = whether(demanded(demand(initiated_by=("H1",))), date(2003, 6, 1))
    assert (test.held, test.reached, test.marks) == (None, None, ())


USED = (
    event(EventType.FILED, date(2003, 7, 15)),
    event(EventType.EFFECTIVE, date(2003, 9, 30)),
)


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        (USED, "No demand is left for this one: the agreement gives 1 demand, used up by First."),
        ((), "The agreement gives 1 demand, and First came first: if that uses it up, none is left for this one."),
    ],
)
def test_the_demand_after_one_that_was_granted(events: tuple[Event, ...], sentence: str) -> None:
    first = replace(demand("R1", initiated_by=("H1", "H2"), covers_all_requested=True), title="First")
    it = demanded(first, demand("R2", initiated_by=("H1", "H2")), events=events)
    assert said(it) == [[], [sentence]]


def test_two_demands_used_of_one_granted_is_a_true_line_and_a_conflict() -> None:
    """§1(c): the Company registers on one occasion only."""
    both = [replace(demand(each, initiated_by=("H1", "H2"), covers_all_requested=True)) for each in ("R1", "R2")]
    second = [
        event(EventType.FILED, date(2003, 9, 16), registration="R2"),
        event(EventType.EFFECTIVE, date(2004, 3, 29), registration="R2"),
    ]
    analysis = Analysis(demanded(*both, events=[*USED, *second]), AFTER, load_holidays())
    figure = analysis.thresholds.of("demand").figure_demands_left()
    assert (figure.value, analysis.thresholds.of("demand").demands_left.beyond) == (0, 1)
    assert words_of(figure.rule) == "1 granted − 2 used = −1: none is left, and 1 went beyond the right"
    assert any(
        words_of(each.statement) == "2 demands were used and 1 granted: 1 beyond the right (§1(c))."
        and each.gravity.value == "conflict"
        for each in analysis.findings
    )


def test_a_second_demand_needs_a_first_one_that_left_shares_out() -> None:
    """§1(a), end."""
    second = demand("R2", initiated_by=("H1", "H2"), second_demand=True)
    whole = demand("R1", initiated_by=("H1", "H2"), covers_all_requested=True)
    assert "no first demand is recorded as leaving any out" in said(demanded(whole, second, events=USED))[1][0]
    short = replace(whole, covers_all_requested=False)
    assert said(demanded(short, second, events=USED)) == [[], []]
    third = demand("R3", initiated_by=("H1", "H2"), second_demand=True)
    assert said(demanded(short, second, third, events=USED))[2] == [
        "The second demand was made already, by Demand no. 2: none is left for this one."
    ]
