"""Another reading shows what choosing it gives, for this very figure, and only where that differs (§1(a), §7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.agreement import ReadingChoice
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.store.holiday_tables import load_holidays
from tests.calculation.random_ledgers import HOLDERS, Drawn, days, matters
from tests.matters import form, investor, issue, matter

PARTS = ("units", "common", "preferred", "warrants", "other", "registrable")
KEYS = (
    *(FigureKey("position", (holder,), part) for holder in HOLDERS for part in PARTS),
    *(FigureKey("total", (), part) for part in PARTS),
    *(FigureKey("group", ("Alder",), part) for part in PARTS),
    FigureKey("majority"),
    FigureKey("majority", (), "of"),
    FigureKey("demands_left"),
)


def value(of: Matter, as_of: date, key: FigureKey) -> object:
    """Return what a figure is; an Analysis is made afresh, as after counsel's choice."""
    figure = Analysis(of, as_of, load_holidays()).figure(key)
    assert figure is not None
    assert figure.key == key
    return figure.value


chosen = st.fixed_dictionaries(
    {reading.id: st.sampled_from([choice.id for choice in reading.choices]) for reading in form().readings}
)


@given(matters(), days, st.sampled_from(KEYS), chosen)
def test_each_other_reading_is_what_choosing_it_gives_and_none_is_missing(
    drawn: Drawn, as_of: date, key: FigureKey, readings: dict[str, str]
) -> None:
    in_force = tuple(ReadingChoice(reading, choice) for reading, choice in readings.items())
    it = replace(drawn.matter, readings=in_force)
    figure = Analysis(it, as_of, load_holidays()).figure(key)
    assert figure is not None
    given_by = {}
    for reading in form().readings:
        for choice in reading.choices:
            if choice.id != it.choice(reading.id):
                kept = (each for each in in_force if each.reading != reading.id)
                there = value(replace(it, readings=(*kept, ReadingChoice(reading.id, choice.id))), as_of, key)
                if there != figure.value:
                    given_by[reading.id, choice.id] = there
    assert {(other.reading, other.choice): other.value for other in figure.other_readings} == given_by


def test_units_have_no_other_reading_where_they_are_all_intact() -> None:
    """§1(a): on as-converted shares it is the majority that counts shares; the Units stay Units."""
    it = matter(holders=[investor("H1")], ledger=[issue("H1", 100)])
    analysis = Analysis(it, date(2003, 6, 2), load_holidays())
    assert analysis.positions.figure(None, "units").other_readings == ()
    assert {other.value for other in analysis.thresholds.of("demand").majority.other_readings} == {301, 2_250_001}
