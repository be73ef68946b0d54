"""Six weeks from Sunday that hold a month, wherever it begins."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.calendar.entries import Entry, Span, Weight
from ui.calendar.month_model import DAYS, WEEKS, MonthModel
from ui.widgets.chips import ChipLook, Tone

JULY_4 = dt.date(2003, 7, 4)


def closed(day: dt.date) -> str:
    return "Independence Day" if day == JULY_4 else ("Sunday" if day.weekday() == 6 else "")


@pytest.fixture
def model() -> MonthModel:
    return MonthModel(closed)


def test_a_month_that_begins_on_sunday_begins_in_the_corner(model: MonthModel) -> None:
    model.show_month(dt.date(2003, 6, 24))
    assert model.day_at(model.index(0, 0)).date == dt.date(2003, 6, 1)
    assert model.day_at(model.index(5, 6)).date == dt.date(2003, 7, 12)
    assert not model.day_at(model.index(5, 6)).inside


@given(day=some.dates(dt.date(1970, 1, 1), dt.date(2100, 1, 1)))
def test_every_day_of_a_month_stands_in_it_once_under_its_weekday(day: dt.date) -> None:
    model = MonthModel(closed)
    model.show_month(day)
    index = model.index_of(day)
    assert model.day_at(index).date == day
    assert (index.column() + 6) % 7 == day.weekday()
    days = [model.day_at(model.index(row, column)) for row in range(WEEKS) for column in range(DAYS)]
    assert sum(each.inside for each in days) >= 28
    assert len({each.date for each in days}) == WEEKS * DAYS


def test_a_holiday_is_named_and_a_weekend_is_not(model: MonthModel) -> None:
    model.show_month(JULY_4)
    assert model.day_at(model.index_of(JULY_4)).closed == "Independence Day"
    assert model.day_at(model.index_of(dt.date(2003, 7, 6))).closed == ""


def test_a_day_says_everything_it_shows(model: MonthModel) -> None:
    model.show_month(JULY_4)
    entry = Entry(JULY_4, ("Last day",), "Last day to file, upcoming", ChipLook(), Weight.DEADLINE)
    bar = Span(JULY_4, dt.date(2003, 7, 17), "Filing window", Tone.OK)
    model.fill([entry], (bar,), JULY_4)
    said = model.data(model.index_of(JULY_4), Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "Friday, July 4, 2003, the as-of date. Independence Day. Last day to file, upcoming. "
        "Filing window until Jul 17, 2003."
    )


def test_it_is_a_sound_model(model: MonthModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_month(JULY_4)
    model.fill([], (), JULY_4)
    assert (model.rowCount(), model.columnCount()) == (6, 7)
