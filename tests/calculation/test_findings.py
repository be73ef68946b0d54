"""Findings: every doubt or graver once, with everything beside which it stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.agreement import PointSettled, PointState
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.findings import Effect, Finding
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType
from rra_desktop.domain.statements import Gravity
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.wording import advice_on, effect_name, words_of
from tests.calculation.deadline_rows import with_events
from tests.calculation.random_registrations import matters
from tests.matters import event, form, investor, issue, matter, worked_demand

AS_OF = date(2003, 8, 1)


def looked_at(it: Matter, as_of: date = AS_OF) -> Analysis:
    """Look at a matter on a day."""
    return Analysis(it, as_of, load_holidays())


def of_kind(analysis: Analysis, kind: str) -> Finding:
    """Return the one finding of a kind."""
    (found,) = (finding for finding in analysis.findings if finding.kind == kind)
    return found


def test_a_contradiction_is_one_finding_with_its_records_and_rows() -> None:
    it = with_events(
        worked_demand(),
        event(EventType.FILED, date(2003, 7, 15)),
        event(EventType.EFFECTIVE, date(2003, 7, 1)),
    )
    found = of_kind(looked_at(it), "order/effective_before_filed")
    assert (found.gravity, found.registration, found.section) == (Gravity.CONTRADICTION, "R1", "1(a), 2(e)")
    filed, effective = it.events[-2:]
    rows = ("filing_earliest", "filing_latest", "effectiveness_deadline", "keep_effective_until")
    assert set(found.concerns) == {
        FigureKey("event", (str(filed.id),)),
        FigureKey("event", (str(effective.id),)),
        *(FigureKey("deadline", ("R1", "", ""), row) for row in rows),
    }
    assert advice_on(found, form()) == "Correct the record that is wrong; until then neither is relied on."


def test_what_cannot_be_so_comes_first() -> None:
    it = matter(holders=[investor("H1", "Ash"), investor("H2", "Ash")], ledger=[issue("H1", 5)])
    first = looked_at(it).findings[0]
    beside = (FigureKey("holders", ("H2",)), FigureKey("position", ("H2",), "registrable"))
    assert (first.gravity, first.concerns) == (Gravity.ERROR, beside)
    assert words_of(first.statement) == "There is already a holder named Ash; give one of the two another name."


def test_drafting_points_carry_their_reading_and_what_it_moves() -> None:
    analysis = looked_at(worked_demand())
    points = {finding.point: finding for finding in analysis.findings if finding.point}
    assert set(points) == {point.id for point in analysis.matter.form.drafting_points}
    given = points["given_or_received"]
    assert given.reading == "request_window_from"
    assert given.effect.days
    assert effect_name(given.effect).startswith("moves ")
    assert not points["promptly"].effect.moves
    assert points["silent_lock_up"].gravity is Gravity.SILENCE


def test_a_settled_point_stands_last_with_counsels_note() -> None:
    it = replace(worked_demand(), points=(PointSettled("promptly", PointState.SETTLED, "Five days agreed."),))
    last = looked_at(it).findings[-1]
    assert (last.point, last.settled, advice_on(last, form())) == ("promptly", True, "Five days agreed.")


def test_effects_in_words() -> None:
    assert effect_name(Effect(dates=1, days=1)) == "moves 1 date by 1 day"
    assert effect_name(Effect(dates=3, days=4)) == "moves 3 dates by up to 4 days"
    assert effect_name(Effect(shares=1200)) == "moves 1,200 shares"
    assert effect_name(Effect(majorities=(2, 3))) == "2 or 3"
    assert effect_name(Effect(dates=2)) == ""


@given(it=matters, as_of=st.dates(date(2003, 5, 1), date(2005, 12, 31)))
@settings(deadline=None, max_examples=40)
def test_every_doubt_or_graver_is_a_finding_once_with_all_it_concerns(it: Matter, as_of: date) -> None:
    """Every contradiction is a finding that names its records and the rows it touches."""
    analysis = looked_at(it, as_of)
    found = {(each.registration, each.statement, each.gravity): each for each in analysis.findings}
    assert max(Counter(analysis.findings).values()) == 1
    for deadline in analysis.deadlines:
        for mark in deadline.marks:
            if mark.gravity not in (Gravity.NOTE, Gravity.SILENCE):
                finding = found[deadline.registration, mark.statement, mark.gravity]
                assert deadline.key in finding.concerns
    for each in analysis.contradictions:
        (registration,) = each.registrations if len(each.registrations) == 1 else (None,)
        assert set(each.records) <= set(found[registration, each.statement, Gravity.CONTRADICTION].concerns)
    for finding in analysis.findings:
        assert words_of(finding.statement)
        assert advice_on(finding, it.form) is not None
