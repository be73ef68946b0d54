"""Choosing a reading records a choice; the one in force is not recorded again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.dialogs.choose_reading import ChooseReadingDialog
from ui.dialogs.properties import PropertiesDialog
from ui.widgets.room import RoomContext


def test_enter_at_once_records_nothing(context: RoomContext, qtbot: QtBot) -> None:
    dialog = ChooseReadingDialog(context, "request_window_from")
    qtbot.addWidget(dialog)
    dialog.open()
    entries = len(context.session.journal())
    QTest.keyClick(dialog.question, Qt.Key.Key_Return)
    assert dialog.refusal() == "It is read so already; pick another answer, or close with Cancel."
    assert len(context.session.journal()) == entries


def test_the_reason_of_the_one_in_force_can_be_given(context: RoomContext, qtbot: QtBot) -> None:
    dialog = ChooseReadingDialog(context, "request_window_from")
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.keyClicks(dialog.reason, "The first sentence says so.")
    dialog.act.click()
    assert dialog.refusal() == ""
    assert [each.reason for each in context.session.matter.readings] == ["The first sentence says so."]


def test_properties_that_moved_are_one_step(context: RoomContext, qtbot: QtBot) -> None:
    dialog = PropertiesDialog(context)
    qtbot.addWidget(dialog)
    dialog.open()
    entries = len(context.session.journal())
    dialog.title.setText("Harbor")
    dialog.company.setText("Oak & Sons")
    dialog.act.click()
    assert len(context.session.journal()) == entries + 1
    assert context.session.undo_label == "Change the matter’s properties"
