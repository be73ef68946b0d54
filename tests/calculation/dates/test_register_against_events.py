"""What the register contradicts: registered sales, Units beyond the offer, requests above the holding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.dates.contradictions import Contradiction
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import LedgerEntry
from rra_desktop.domain.registrations import Event, EventType
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.wording import words_of
from tests.matters import (
    demand,
    demand_notice,
    event,
    investor,
    issue,
    matter,
    piggyback,
    registered_sale,
    request,
    transfer,
)

EFFECTIVE = date(2003, 9, 30)
HISTORY = (
    demand_notice(sent=date(2003, 5, 30), received=date(2003, 6, 2)),
    event(EventType.FILED, date(2003, 7, 15)),
    event(EventType.EFFECTIVE, EFFECTIVE),
    event(EventType.SUSPENDED, date(2003, 10, 10)),
    event(EventType.RESUMED, date(2003, 10, 20)),
    event(EventType.ALL_SOLD, date(2004, 3, 1)),
)


def sold(*days: date, events: tuple[Event, ...] = HISTORY) -> Analysis:
    """Look at a demand of H1 under which it sold 100 shares on each day."""
    sales: list[LedgerEntry] = [registered_sale("H1", 100, on=day) for day in days]
    it = matter(
        holders=[investor("H1", "Ash"), investor("H2", "Beech")],
        ledger=[issue("H1", 600_000), issue("H2", 400_000), *sales],
        registrations=[demand(initiated_by=("H1",))],
        events=events,
    )
    return looked_at(it)


def looked_at(it: Matter, as_of: date = date(2004, 6, 1)) -> Analysis:
    """Look at a matter on a day."""
    return Analysis(it, as_of, load_holidays())


def only(analysis: Analysis) -> Contradiction:
    """Return the one contradiction there is."""
    (found,) = analysis.contradictions
    return found


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2003, 9, 29), "order/sold_without_statement"),
        (EFFECTIVE, None),
        (date(2003, 10, 9), None),
        (date(2003, 10, 10), "order/sold_while_suspended"),
        (date(2003, 10, 19), "order/sold_while_suspended"),
        (date(2003, 10, 20), None),
        (date(2004, 3, 1), None),
        (date(2004, 3, 2), "order/sold_after_all"),
    ],
)
def test_a_registered_sale_needs_an_effective_statement_that_is_not_suspended(day: date, kind: str | None) -> None:
    """§2, §7: Selling Investors stop offering in a suspension; under no statement nothing is sold as registered."""
    found = sold(day).contradictions
    assert [each.statement.kind for each in found] == ([kind] if kind else [])


def test_a_sale_that_was_none_is_marked_on_the_entry_the_row_the_totals_and_the_year() -> None:
    analysis = sold(date(2003, 10, 15))
    mark = only(analysis).mark
    assert words_of(mark) == (
        "A registered sale is recorded for Oct 15, 2003, while offers were suspended from Oct 10, 2003 to "
        "Oct 20, 2003: Selling Investors may not offer in that time (§2)."
    )
    assert analysis.entry_marks(3) == (mark,)
    assert analysis.position_marks("H1") == (mark,)
    assert analysis.position_marks("H2") == ()
    assert analysis.total_marks == (mark,)
    assert {each.id for each in analysis.deadlines if mark in each.marks} == {"keep_effective_until"}
    for key in (FigureKey("position", ("H1",), "registrable"), FigureKey("total", (), "registrable")):
        figure = analysis.figure(key)
        assert figure is not None
        assert mark in figure.marks
    assert analysis.positions.of("H1").registrable == 3_600_000 - 100, "the position itself stays"


def test_a_sale_where_no_registration_is_recorded_at_all() -> None:
    it = matter(holders=[investor("H1")], ledger=[issue("H1", 10), registered_sale("H1", 1, on=EFFECTIVE)])
    assert words_of(only(looked_at(it)).statement).endswith("none is recorded as effective.")


def test_any_registration_that_is_effective_allows_a_sale() -> None:
    analysis = sold(date(2003, 10, 15))
    other = replace(
        analysis.matter,
        registrations=(*analysis.matter.registrations, piggyback("R2")),
        events=(
            *analysis.matter.events,
            replace(event(EventType.EFFECTIVE, date(2003, 8, 1), registration="R2"), id=99),
        ),
    )
    assert looked_at(other).contradictions == ()


def test_more_units_than_were_offered() -> None:
    it = matter(
        holders=[investor("H1", "Ash"), investor("H2", "Beech")],
        ledger=[issue("H1", 4_500_000), issue("H2", 1, on=date(2003, 5, 1))],
    )
    analysis = looked_at(it)
    assert words_of(only(analysis).statement) == (
        "4,500,001 Units are recorded as issued, more than the 4,500,000 that were offered; the entry of May 1, 2003 "
        "first goes beyond them."
    )
    assert analysis.position_marks("H2")
    assert not analysis.position_marks("H1")
    assert analysis.total_marks
    assert not looked_at(replace(it, ledger=it.ledger[:1])).contradictions


@given(asked=st.integers(0, 40), day=st.dates(date(2003, 6, 2), date(2003, 7, 31)))
def test_a_request_counts_for_no_more_than_was_held_when_it_came(asked: int, day: date) -> None:
    """§1(a): an Investor asks for all or some of its own shares; 2 Units are 12 shares, 3 from July on."""
    it = matter(
        holders=[investor("H1", "Ash"), investor("H2", "Beech")],
        ledger=[
            issue("H1", 2),
            issue("H2", 1),
            transfer("H2", "H1", 1, on=date(2003, 7, 1), counterpart_executed=True),
        ],
        registrations=[demand(initiated_by=("H2",))],
        events=[demand_notice(sent=date(2003, 5, 30), received=date(2003, 6, 2))],
        requests=[request("H1", asked, received=day)],
    )
    analysis = looked_at(it)
    held = 18 if day >= date(2003, 7, 1) else 12
    answer = next(each for each in analysis.answers("R1") if each.holder == "H1")
    assert (answer.requested, answer.counted) == (asked, min(asked, held))
    above = [each for each in analysis.contradictions if each.statement.kind == "order/asked_above_holding"]
    assert bool(above) is (asked > held)
    for each in above:
        assert words_of(each.statement).startswith(f"Ash asks for {asked} shares and held {held} on ")
        row = next(row for row in analysis.deadlines if row.id == "request_deadline")
        assert each.mark in row.marks
