"""Section chips lead to the Agreement room: from Why, the Calendar and the Cutback, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rra_desktop.session import MatterSession
from tests.ui.shown import bring_up_room, cutback_room_on, window_on
from ui.agreement.agreement_room import AgreementRoom
from ui.calendar.calendar_room import CalendarRoom
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.why.why_panel import WhyPanel
from ui.widgets.room import RoomContext
from ui.widgets.section_chip import SectionChip, section_chips

Key = Qt.Key


@pytest.fixture
def window(matter_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_on(matter_path, theme, qtbot) as made:
        yield made


def chip(panel: WhyPanel, section: str) -> SectionChip:
    """Return the first chip of a section in a panel."""
    return next(each for each in panel.findChildren(SectionChip) if each.section == section)


def test_each_section_of_a_citation_has_a_chip_that_leads_to_it(theme: Theme, qtbot: QtBot) -> None:
    asked: list[str] = []
    chips = section_chips(theme, "2(b), 2(e)", asked.append)
    assert [each.text() for each in chips] == ["§2(b)", "§2(e)"]
    for each in chips:
        qtbot.addWidget(each)
        QTest.keyClick(each, Key.Key_Return)
    QTest.keyClick(chips[0], Key.Key_Space)
    QTest.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    assert asked == ["2(b)", "2(e)", "2(b)", "2(e)"]


def test_the_chips_of_why_lead_to_the_section(context: RoomContext, session: MatterSession, qtbot: QtBot) -> None:
    panel = WhyPanel(context)
    qtbot.addWidget(panel)
    panel.show()
    last_day = next(each for each in session.analysis.deadlines if each.key.part == "filing_latest")
    panel.follow(last_day.key)
    qtbot.waitUntil(lambda: bool(panel.findChildren(SectionChip)))
    asked: list[str] = []
    panel.section_asked.connect(asked.append)
    QTest.mouseClick(chip(panel, last_day.section), Qt.MouseButton.LeftButton)
    step = next(each for each in panel.findChildren(SectionChip) if each.section != last_day.section)
    QTest.keyClick(step, Key.Key_Return)
    assert asked == [last_day.section, step.section]
    assert panel.section() == last_day.section
    panel.follow("Nothing is explained.")
    assert panel.section() == ""


def test_a_click_on_the_clause_of_a_deadline_asks_for_it(context: RoomContext, qtbot: QtBot) -> None:
    room = CalendarRoom(context)
    bring_up_room(room, context.signals, qtbot, 1100, 800)
    clause = next(
        column
        for column in range(room.list_model.columnCount())
        if room.list_model.headerData(column, Qt.Orientation.Horizontal) == "Clause"
    )
    cell = room.list.visualRect(room.list_model.index(0, clause))
    with qtbot.waitSignal(room.section_asked) as asked:
        QTest.mouseClick(room.list.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert asked.args == [room.list_model.group(0).first.section]
    with qtbot.assertNotEmitted(room.section_asked):
        QTest.mouseClick(room.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(12, cell.center().y()))


def test_the_notes_of_a_cutback_lead_to_their_sections(worked: MatterSession, theme: Theme, qtbot: QtBot) -> None:
    with cutback_room_on(worked, theme, qtbot) as room:
        chips = room.offering_card.findChildren(SectionChip)
        assert chips
        with qtbot.waitSignal(room.section_asked) as asked:
            chips[0].click()
        assert asked.args == [chips[0].section]


def test_the_window_turns_to_the_section_of_what_is_selected(window: MainWindow) -> None:
    calendar = window.show_room("calendar")
    assert isinstance(calendar, CalendarRoom)
    calendar.list.setFocus()
    QTest.keyClick(calendar.list, Key.Key_Down)
    row = calendar.list.currentIndex().row()
    section = calendar.list_model.group(row).first.section
    QTest.keySequence(calendar.list, window.actions_table.by_id["show-section"].shortcut())
    agreement = window.room()
    assert isinstance(agreement, AgreementRoom)
    assert agreement.section == section
    calendar.section_asked.emit("3(c)")
    assert agreement.section == "3(c)"
    window.why.follow("Nothing is explained.")
    window.show_section_of_selected()
    assert window.status_line.selection.text() == "No section of the agreement stands behind what is selected."
