"""Restoring goes back to a backup that was picked, by an act of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.dialogs.restore import RestoreDialog
from ui.theme import Theme

Key = Qt.Key


@dataclass(frozen=True)
class Backup:
    """A backup as the list shows it."""

    path: Path
    taken: dt.datetime = dt.datetime(2003, 6, 24, 9, 30, tzinfo=dt.UTC)
    occasion: str = "session"
    size: int = 40_960
    last_entry: str = "Record Filed"


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot) -> RestoreDialog:
    made = RestoreDialog(theme, [Backup(Path(f"{name}.rra")) for name in ("newest", "older", "oldest")])
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_nothing_is_picked_at_first(dialog: RestoreDialog) -> None:
    assert dialog.list.hasFocus()
    assert not dialog.act.isEnabled()
    QTest.keyClick(dialog, Key.Key_Return)
    assert dialog.isVisible()


def test_enter_in_the_list_picks_and_the_button_restores(dialog: RestoreDialog, qtbot: QtBot) -> None:
    QTest.keyClick(dialog.list, Key.Key_Down)
    QTest.keyClick(dialog.list, Key.Key_Return)
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.act.hasFocus)
    assert dialog.isVisible()
    assert dialog.chosen() == Path("older.rra")
    QTest.keyClick(dialog.act, Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.result() == RestoreDialog.DialogCode.Accepted.value


def test_a_double_click_picks_only(dialog: RestoreDialog) -> None:
    place = dialog.list.visualRect(dialog.list.model().index(2, 0)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.isVisible()
    assert dialog.chosen() == Path("oldest.rra")
