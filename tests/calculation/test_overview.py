"""What stands out in a matter: what cannot wait, who is waited for, what comes next, and what to do first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.findings import grave_findings
from rra_desktop.domain.agreement import PointSettled, PointState, TermChange
from rra_desktop.domain.deadlines import DeadlineStatus, RequestState
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.overview import FirstStep
from rra_desktop.domain.registrations import EventType, WithdrawnBy
from rra_desktop.domain.statements import GRAVE, Gravity
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.wording import words_of
from tests.calculation.deadline_rows import with_events
from tests.calculation.random_registrations import matters
from tests.matters import (
    company_notice,
    demand,
    demand_notice,
    event,
    investor,
    issue,
    matter,
    request,
    transfer,
    transferee,
    worked_demand,
)

AS_OF = date(2003, 6, 24)
HOLIDAYS = load_holidays()


def looked_at(it: Matter, as_of: date = AS_OF) -> Analysis:
    """Look at a matter on a day."""
    return Analysis(it, as_of, HOLIDAYS)


def awaited(it: Matter, as_of: date = AS_OF) -> list[tuple[str, date | None, bool]]:
    """Return what is waited for in words, by when, and whether that is over."""
    return [(words_of(each.what), each.by, each.overdue) for each in looked_at(it, as_of).overview.awaited]


def test_those_asked_by_one_notice_stand_in_one_line_until_their_day_is_over() -> None:
    it = matter(
        holders=[investor("H1", "Ash"), investor("H2", "Beech"), investor("H3", "Cedar")],
        ledger=[issue("H1", 500), issue("H2", 100), issue("H3", 100)],
        registrations=[demand(initiated_by=("H1",))],
        events=[demand_notice(received=date(2003, 6, 2)), company_notice(sent=date(2003, 6, 6), received=AS_OF)],
    )
    due = looked_at(it).answers("R1")[1].due
    assert due is not None
    assert ("Requests of Beech and Cedar", due, False) in awaited(it)
    (line,) = [each for each in looked_at(it).overview.coming if each.first.date == due]
    assert looked_at(it).overview.awaited[0].place == line.first.key
    assert not [said for said, _by, _over in awaited(it, date(2004, 1, 2)) if said.startswith("Requests")]


def test_what_a_request_lacks_is_waited_for_and_overdue_after_its_day() -> None:
    lacking = replace(request("H4", 100, received=date(2003, 6, 20)), id=1, method_of_distribution="")
    it = replace(worked_demand(), requests=(lacking,))
    name = it.holder("H4").name
    (answer,) = [each for each in looked_at(it).answers("R1") if each.holder == "H4"]
    assert (f"What the request of {name} lacks", answer.due, False) in awaited(it)
    assert (f"What the request of {name} lacks", answer.due, True) in awaited(it, date(2003, 7, 8))


def test_nobody_is_waited_for_in_a_registration_that_was_withdrawn_or_filed() -> None:
    withdrawn = event(EventType.WITHDRAWN, date(2003, 6, 20), by=WithdrawnBy.COMPANY)
    filed = event(EventType.FILED, date(2003, 6, 20))
    assert any(said.startswith("Requests of") for said, _by, _over in awaited(worked_demand()))
    for ends in (withdrawn, filed):
        after = awaited(with_events(worked_demand(), ends))
        assert not [said for said, _by, _over in after if said.startswith(("Request", "Notice"))]


def test_a_transferee_an_unsigned_amendment_and_a_scenario_are_waited_for() -> None:
    form = matter().form
    change = TermChange(1, "majority", Fraction(2, 3), date(2003, 5, 1))
    it = matter(
        holders=[investor("H1", "Ash"), transferee("H2", "Beech")],
        ledger=[issue("H1", 500), transfer("H1", "H2", 100, on=date(2003, 5, 1))],
        term_changes=[replace(change, term=form.terms[0].id, value=form.terms[0].value)],
        offerings=[Offering("O1", "Spring")],
    )
    said = {words_of(each.what): each.place for each in looked_at(it).overview.awaited}
    assert said["Counterpart of Beech, no Investor until it signs"] == FigureKey("position", ("H2",), "registrable")
    amended = f"Signatures of the Company and Ash under the amendment of “{form.terms[0].label}”"
    assert said[amended] == FigureKey("term_changes", ("1",))
    (scenario,) = [place for words, place in said.items() if words.startswith("Spring: ")]
    assert scenario.kind == "cutback"


def test_a_day_that_dates_wait_for_is_said_with_how_many_wait() -> None:
    bare = matter(holders=[investor("H1")], ledger=[issue("H1", 5)], registrations=[demand()])
    waits = {each.waits_for for each in looked_at(bare).deadlines if each.waits_for}
    said = [words for words, _by, _over in awaited(bare) if "for it" in words]
    assert 0 < len(said) <= len(waits)


def test_a_conflict_that_is_over_is_no_alarm_and_an_overdue_duty_is_one() -> None:
    early = with_events(worked_demand(), event(EventType.FILED, date(2003, 7, 1)))
    running = looked_at(early, date(2003, 7, 2))
    assert {each.kind for each in running.overview.alarms} == {"dates/filed_too_early"}
    late = looked_at(worked_demand(), date(2003, 8, 1)).overview
    assert late.overdue
    assert all(each.status is DeadlineStatus.OVERDUE for line in late.overdue for each in line.deadlines)
    assert late.cannot_wait == len(late.alarms) + len(late.overdue)


def test_points_stand_by_what_their_other_reading_moves_and_settled_ones_are_gone() -> None:
    points = looked_at(worked_demand()).overview.points
    ranks = [each.effect.rank for each in points]
    assert ranks == sorted(ranks, reverse=True)
    assert points[0].effect.moves
    assert not points[-1].effect.moves
    first = points[0].point
    assert first is not None
    settled = replace(worked_demand(), points=(PointSettled(first, PointState.SETTLED),))
    assert first not in {each.point for each in looked_at(settled).overview.points}


def test_the_requests_of_the_current_registration_are_explained_by_their_kinds() -> None:
    it = replace(worked_demand(), requests=(replace(request("H4", 100, received=date(2003, 6, 20)), id=1),))
    analysis = looked_at(it)
    found, figure = analysis.overview.requests, analysis.figure(FigureKey("requests", ("R1",)))
    assert found is not None
    assert figure is not None
    assert found.counted == figure.value == 100
    assert sum(step.value or 0 for step in figure.inputs) == 100
    states = {answer.state for answer in analysis.answers("R1")}
    assert [step.key.part for step in figure.inputs] == [each.value for each in RequestState if each in states]
    assert analysis.figure(FigureKey("requests", ("R9",))) is None


def test_the_largest_investors_and_the_others_are_all_that_is_held() -> None:
    it = matter(
        holders=[investor("H1", "Ash"), investor("H2", "Beech"), investor("H3", "Cedar"), transferee("H4", "Dogwood")],
        ledger=[issue("H1", 100), issue("H2", 300), issue("H3", 100), transfer("H2", "H4", 50, on=date(2003, 5, 1))],
    )
    first = looked_at(it).thresholds.first
    assert first is not None
    found = first.largest(2)
    assert [(each.holder.name, each.held) for each in found.largest] == [("Beech", 250), ("Ash", 100)]
    assert found.others == 1
    assert sum((each.share for each in found.largest), found.of_others) == 1
    of_nobody = looked_at(matter()).thresholds.first
    assert of_nobody is not None
    assert of_nobody.largest(2).largest == ()


def test_the_first_steps_are_ticked_as_they_are_done() -> None:
    empty = looked_at(matter()).overview
    assert [(each.step, each.done) for each in empty.first_steps] == [(step, False) for step in FirstStep]
    assert not empty.begun
    done = {each.step for each in looked_at(worked_demand()).overview.first_steps if each.done}
    assert done == {FirstStep.INVESTORS, FirstStep.HOLDINGS, FirstStep.REGISTRATION, FirstStep.NOTICE}
    assert looked_at(worked_demand()).overview.begun


@settings(max_examples=60)
@given(it=matters, as_of=st.dates(date(2003, 5, 1), date(2004, 9, 30)))
def test_whatever_is_recorded_all_that_presses_stands_out_and_each_thing_has_a_place(it: Matter, as_of: date) -> None:
    analysis = looked_at(it, as_of)
    overview = analysis.overview
    known = {each.key for each in analysis.deadlines}
    for line in (*overview.overdue, *overview.coming):
        assert {each.key for each in line.deadlines} <= known
    shown = {each.key for line in overview.overdue for each in line.deadlines}
    shown |= {key for each in overview.alarms for key in each.concerns}
    assert {each.key for each in analysis.deadlines if each.pressing} <= shown
    grave = [(each.statement, each.registration) for each in analysis.findings if each.gravity in GRAVE]
    assert sorted(map(str, grave)) == sorted(
        str((each.statement, each.registration)) for each in grave_findings(analysis)
    )
    must = {each.statement for each in analysis.findings if each.gravity in GRAVE[:2]}
    assert must <= {each.statement for each in overview.alarms}
    assert all(each.gravity is not Gravity.SILENCE for each in overview.points)
    for waits in overview.awaited:
        assert words_of(waits.what).strip()
        assert waits.place.kind != "deadline" or waits.place in known
        assert not waits.overdue or (waits.by is not None and waits.by < as_of)
