"""What a change moves, told from two views of a matter."""

from __future__ import annotations

import datetime as dt

import pytest

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.moved_figures import moved_figures
from rra_desktop.domain.agreement import TermChange
from rra_desktop.domain.edits import applied
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.editing.commands import ChangeTerm, ChooseReading, Command
from rra_desktop.editing.planning import plan
from rra_desktop.exchange.sample import sample_matter
from rra_desktop.store.forms import load_form
from rra_desktop.store.holiday_tables import load_holidays

DAY = dt.date(2003, 6, 24)


@pytest.fixture(scope="module")
def matter() -> Matter:
    """Return the sample matter."""
    return sample_matter(load_form)


@pytest.fixture(scope="module")
def now(matter: Matter) -> Analysis:
    """Return the sample matter as it stands."""
    return Analysis(matter, DAY, load_holidays())


def after(matter: Matter, command: Command) -> Analysis:
    """Return the figures after a command."""
    return Analysis(applied(matter, plan(matter, command).changes), DAY, load_holidays())


def test_nothing_moves_where_nothing_changes(now: Analysis) -> None:
    assert moved_figures(now, now) == ()


def test_a_term_moves_the_dates_counted_by_it(matter: Matter, now: Analysis) -> None:
    moved = moved_figures(now, after(matter, ChangeTerm(TermChange(0, "filing_latest_days", 60))))
    last_day = next(each for each in moved if each.key.part == "filing_latest")
    assert isinstance(last_day.before, dt.date)
    assert last_day.after == last_day.before + dt.timedelta(days=15)
    assert {each.key.kind for each in moved} == {"deadline"}


def test_a_reading_moves_the_majority(matter: Matter, now: Analysis) -> None:
    (moved,) = moved_figures(now, after(matter, ChooseReading("majority_of", "all_issued", "why")))
    assert (moved.key, moved.before, moved.after) == (FigureKey("majority"), 900_001, 930_001)


@pytest.mark.parametrize("reading", ["cutback_weight", "registrable_basis", "day_roll", "held_on"])
def test_what_moves_is_what_differs_and_nothing_else(matter: Matter, now: Analysis, reading: str) -> None:
    """Every figure told has the two values that the two views explain."""
    choice = matter.form.reading(reading).choices[1].id
    then = after(matter, ChooseReading(reading, choice, "why"))
    moved = moved_figures(now, then)
    assert moved
    for each in moved:
        assert each.before != each.after
        assert each.label
        for view, value in ((now, each.before), (then, each.after)):
            figure = view.figure(each.key)
            if value is not None:
                assert figure is not None
                assert figure.value == value
