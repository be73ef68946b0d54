"""Dates typed as counsel write them, picked, stepped, and refused beside the field."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.date_field import DateField, MonthView

Key = Qt.Key


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> DateField:
    made = DateField(theme, "Received", near=lambda: dt.date(2003, 6, 24))
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


@pytest.mark.parametrize("typed", ["6/20/2003", "2003-06-20", "20 Jun 2003", "June 20, 2003"])
def test_every_usual_way_of_writing_a_date_is_read_and_written_back(field: DateField, typed: str) -> None:
    QTest.keyClicks(field.edit, typed)
    QTest.keyClick(field.edit, Key.Key_Return)
    assert field.date() == dt.date(2003, 6, 20)
    assert field.edit.text() == "Jun 20, 2003"
    assert field.problem() == ""


def test_what_is_no_date_stays_with_the_reason_below(field: DateField) -> None:
    QTest.keyClicks(field.edit, "31 Jun 2003")
    assert field.date() is None
    assert field.edit.text() == "31 Jun 2003"
    assert "31 Jun 2003" in field.problem()


def shown_meanings(field: DateField) -> list[QPushButton]:
    return [each for each in field.findChildren(QPushButton) if each.isVisible() and each.text()]


def test_an_ambiguous_date_is_asked_about_and_the_answer_is_remembered(field: DateField, qtbot: QtBot) -> None:
    QTest.keyClicks(field.edit, "2/3/2003")
    assert field.date() is None
    qtbot.waitUntil(lambda: bool(shown_meanings(field)))
    meanings = shown_meanings(field)
    assert [each.text() for each in meanings] == ["Feb 3, 2003", "Mar 2, 2003"]
    with qtbot.waitSignal(field.date_changed) as said:
        QTest.mouseClick(meanings[1], Qt.MouseButton.LeftButton)
    assert said.args == [dt.date(2003, 3, 2)]
    field.edit.clear()
    QTest.keyClicks(field.edit, "4/5/2003")
    assert field.date() == dt.date(2003, 5, 4)


def test_the_arrow_keys_move_by_a_day(field: DateField) -> None:
    field.set_date(dt.date(2003, 6, 30))
    QTest.keyClick(field.edit, Key.Key_Up)
    assert field.date() == dt.date(2003, 7, 1)
    QTest.keyClick(field.edit, Key.Key_Down)
    QTest.keyClick(field.edit, Key.Key_Down)
    assert field.date() == dt.date(2003, 6, 29)


def test_a_day_is_picked_from_the_calendar_by_keys(field: DateField, qtbot: QtBot) -> None:
    QTest.keyClick(field.edit, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = field.findChild(MonthView)
    assert isinstance(month, MonthView)
    assert month.isVisible()
    assert month.day() == dt.date(2003, 6, 24)
    with qtbot.waitSignal(field.date_changed):
        month.show_day(dt.date(2003, 6, 26))
        month.activated.emit(month.selectedDate())
    assert field.date() == dt.date(2003, 6, 26)
    assert not month.isVisible()


def test_an_emptied_field_has_no_date(field: DateField) -> None:
    field.set_date(dt.date(2003, 6, 30))
    field.edit.clear()
    assert field.date() is None
    assert field.problem() == ""


def test_stepping_through_days_is_recorded_once_when_the_field_is_left(theme: Theme, qtbot: QtBot) -> None:
    recorded: list[dt.date | None] = []

    def record(day: dt.date | None) -> str:
        recorded.append(day)
        return ""

    made = DateField(theme, "Counterpart", record=record)
    qtbot.addWidget(made)
    made.set_date(dt.date(2003, 6, 30))
    made.show()
    for _ in range(3):
        QTest.keyClick(made.edit, Key.Key_Up)
    assert made.edit.text() == "Jul 3, 2003"
    assert recorded == []
    assert made.hand_over() == ""
    assert recorded == [dt.date(2003, 7, 3)]
    assert made.hand_over() == ""
    assert len(recorded) == 1


def test_a_date_that_is_refused_stays_with_the_reason_until_it_is_taken(theme: Theme, qtbot: QtBot) -> None:
    answers = ["It lies before the agreement.", ""]
    made = DateField(theme, "Counterpart", record=lambda _day: answers.pop(0))
    qtbot.addWidget(made)
    made.set_date(None)
    made.show()
    QTest.keyClicks(made.edit, "June 20, 2003")
    QTest.keyClick(made.edit, Key.Key_Return)
    assert made.unrecorded
    assert made.edit.text() == "Jun 20, 2003"
    assert made.hand_over() == ""
    assert answers == []
    QTest.keyClicks(made.edit, "x")
    assert made.hand_over() != ""
    QTest.keyClick(made.edit, Key.Key_Escape)
    assert made.edit.text() == "Jun 20, 2003"


def test_the_year_that_is_typed_into_a_calendar_has_a_name_for_a_screen_reader(theme: Theme, qtbot: QtBot) -> None:
    month = MonthView(theme)
    qtbot.addWidget(month)
    year = month.findChild(QSpinBox)
    assert year is not None
    for field in (year, year.lineEdit()):
        assert QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name) == "Year"
