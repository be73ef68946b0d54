"""What a form says of deadlines is what the calculation does: those it lacks have no row, and its order is theirs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.dates.due_dates import answers
from rra_desktop.domain.deadlines import Deadline, DeadlineKind, DeadlineStatus, Party
from rra_desktop.domain.figures import Clause
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import DelayBecause, EventType, Method
from rra_desktop.domain.waivers import Waiver
from rra_desktop.exchange.answers import deadlines as answered
from rra_desktop.report.summary import summary
from rra_desktop.store.holiday_tables import load_holidays
from tests.calculation.deadline_rows import CALENDARS, rows, simple
from tests.calculation.random_registrations import matters
from tests.matters import AS_OF, DEADLINES, company_notice, demand_notice, event, form, registration_notice

LACKING = st.sets(st.sampled_from(DEADLINES))
DAYS = st.dates(dt.date(2003, 5, 1), dt.date(2004, 10, 31))
APART = ("request_deadline", "keep_effective_until", "warrant_expiry")
"""The rows that no other row moves and that move none."""


def without(original: Matter, lacking: set[str]) -> Matter:
    """Return a matter under a form that has no deadlines of some ids."""
    kept = tuple(each for each in original.form.deadlines if each.id not in lacking)
    return replace(original, form=replace(original.form, deadlines=kept))


def stands_alone(original: Matter, lacking: set[str], as_of: dt.date) -> None:
    """Demand that a matter under a form without some deadlines has no row of them and names none in any working."""
    made = without(original, lacking)
    found = rows(made, as_of)
    assert not lacking & {each.id for each in found}
    for each in found:
        figure = each.explain()
        assert figure.authority == Clause(made.form.deadline(each.id).section)
        assert not lacking & {step.key.part for step in figure.inputs if step.key.kind == "deadline"}
    for registration in made.registrations:
        assert answers(made, registration.id, as_of, CALENDARS)


@given(matters, LACKING, DAYS)
@settings(deadline=None)
def test_a_deadline_that_the_form_lacks_has_no_row_and_breaks_nothing(
    original: Matter, lacking: set[str], as_of: dt.date
) -> None:
    stands_alone(original, lacking, as_of)
    analysis = Analysis(without(original, lacking), as_of, load_holidays())
    assert answered(analysis)
    assert summary(analysis)


NOTIFIED = (
    demand_notice(method=Method.FAX, received=dt.date(2003, 6, 2)),
    company_notice(to="H2", received=dt.date(2003, 6, 25)),
    registration_notice(to="H2", received=dt.date(2003, 6, 25)),
)
DELAYED = (
    event(EventType.DELAY_ELECTED, dt.date(2003, 6, 20), because=DelayBecause.OFFERING),
    event(EventType.DELAY_OFFERING_EFFECTIVE, dt.date(2003, 7, 10)),
)
BARRED = (event(EventType.OTHER_REGISTRATION_EFFECTIVE, dt.date(2003, 7, 1), permits_resale=True),)
FILED = (event(EventType.FILED, dt.date(2003, 7, 10)),)
HAPPENED = [NOTIFIED, *((*NOTIFIED, *more) for more in (DELAYED, BARRED, (*DELAYED, *BARRED), FILED))]
CHOSEN: list[dict[str, str]] = [
    {},
    {"filing_conflict": "earliest_controls", "demand_needs_registration_notice": "yes", "effect_means": "filing"},
    {"delay_effect": "restart", "demand_needs_registration_notice": "yes"},
]


@pytest.mark.parametrize("lacking", [(), *combinations(DEADLINES, 1), *combinations(DEADLINES, 2)], ids=", ".join)
def test_no_clock_starts_from_a_deadline_that_the_form_lacks(lacking: tuple[str, ...]) -> None:
    waiver = Waiver(0, "delay_test", dt.date(2003, 6, 3), ("company",), "R1")
    for happened in HAPPENED:
        for readings in CHOSEN:
            for waivers in ((), (waiver,)):
                stands_alone(simple(*happened, readings=readings, waivers=waivers), set(lacking), AS_OF)


def test_an_agreement_without_a_delay_or_a_bar_has_neither() -> None:
    made = without(simple(*NOTIFIED, *DELAYED, *BARRED), {"delay_ends", "cooling_off_ends"})
    assert _row(made, "filing_latest").date == dt.date(2003, 7, 17)
    assert _row(made, "effectiveness_deadline").date == dt.date(2003, 11, 14)


def test_without_a_test_of_its_ground_a_delay_is_in_no_doubt() -> None:
    made = simple(*NOTIFIED, *DELAYED)
    doubted, undoubted = (_row(each, "filing_latest") for each in (made, without(made, {"delay_test"})))
    assert doubted.date == undoubted.date
    assert any(mark.kind == "dates/rests_on_delay" for mark in doubted.marks)
    assert not any(mark.kind == "dates/rests_on_delay" for mark in undoubted.marks)


@given(matters, st.sets(st.sampled_from([each for each in DEADLINES if each not in APART])), DAYS)
@settings(deadline=None)
def test_a_row_that_has_nothing_to_do_with_what_the_form_lacks_stays_as_it_is(
    original: Matter, lacking: set[str], as_of: dt.date
) -> None:
    def apart(of: Matter) -> list[Deadline]:
        return [_by_itself(each) for each in rows(of, as_of) if each.id in APART]

    assert apart(without(original, lacking)) == apart(original)


def test_there_is_no_advice_how_to_keep_a_limit_that_the_form_lacks() -> None:
    made = simple(demand_notice(received=dt.date(2003, 6, 2)))
    ids = {each.id for each in rows(without(made, {"filing_latest"}))}
    assert "company_notice_advised" not in ids
    assert "effectiveness_deadline" in ids


@given(matters, st.permutations(form().deadlines), DAYS)
@settings(deadline=None)
def test_rows_stand_in_the_order_of_the_form(original: Matter, order: list[object], as_of: dt.date) -> None:
    made = replace(original, form=replace(original.form, deadlines=tuple(order)))  # type: ignore[arg-type]
    ids = [each.id for each in made.form.deadlines]
    for registration in made.registrations:
        places = [ids.index(each.id) for each in rows(made, as_of) if each.registration == registration.id]
        assert places == sorted(places)
    here, there = ([*map(_by_itself, rows(each, as_of))] for each in (made, original))
    assert sorted(here, key=str) == sorted(there, key=str)


def _by_itself(row: Deadline) -> Deadline:
    """Return a row without what belongs to no row, which stands on the first one, whichever a form has."""
    return replace(row, marks=tuple(mark for mark in row.marks if mark.kind != "order/belongs_elsewhere"))


def _defined(deadline: str, **changes: object) -> Matter:
    """Make a demand of June 2 with its Company Notice, under a form in which one deadline is something else."""
    made = simple(demand_notice(received=dt.date(2003, 6, 2)), company_notice(to="H2", received=dt.date(2003, 6, 5)))
    changed = tuple(replace(each, **changes) if each.id == deadline else each for each in made.form.deadlines)  # type: ignore[arg-type]
    return replace(made, form=replace(made.form, deadlines=changed))


def _row(made: Matter, deadline: str, as_of: dt.date = AS_OF) -> Deadline:
    return next(each for each in rows(made, as_of) if each.id == deadline)


def test_a_deadline_is_what_the_form_says_it_is() -> None:
    said = {"kind": DeadlineKind.ADVISORY, "party": Party.INVESTOR, "section": "9(z)", "filing": False, "rolls": False}
    row = _row(_defined("filing_latest", **said), "filing_latest")
    assert (row.kind, row.party, row.section) == (DeadlineKind.ADVISORY, Party.INVESTOR, "9(z)")
    assert (row.edgar_day, row.rolled, row.window) == (None, None, None)
    assert row.explain().authority == Clause("9(z)")


def test_what_its_passing_means_is_what_the_form_says() -> None:
    """July 17 is the last day to file."""
    for passed in (DeadlineStatus.OVERDUE, DeadlineStatus.MET, DeadlineStatus.LAPSED):
        made = _defined("filing_latest", passed=passed)
        assert _row(made, "filing_latest", dt.date(2003, 7, 18)).status is passed
