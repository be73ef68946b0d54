"""Nothing but windows, dialogs, menus, tool tips and pop-ups is ever shown as a window of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.typing_places import bring_to_front, cutback, holdings
from ui.actions import ACTIONS
from ui.application import MatterDesk
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.room_stack import ROOMS
from ui.theme import Theme
from ui.why.steps import Step
from ui.widgets.grid import Grid

_RIGHT = {Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen}


class Flashes(QObject):
    """Counts what is shown as a window and is none."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[str] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Look at what is being shown."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            right = isinstance(watched, (QMainWindow, QDialog, QMenu)) or watched.windowType() in _RIGHT
            if not right:
                self.seen[f"{type(watched).__name__} {watched.accessibleName()}".strip()] += 1
        return False


@pytest.fixture
def flashes(qapp: QApplication) -> Iterator[Flashes]:
    watching = Flashes()
    qapp.installEventFilter(watching)
    yield watching
    qapp.removeEventFilter(watching)
    assert not watching.seen


@pytest.fixture
def desk(
    flashes: Flashes, theme: Theme, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> Iterator[MatterDesk]:
    del qtbot, flashes

    def no_path(*_asked: object) -> None:
        return None

    made = MatterDesk(theme, preferences, no_path, no_path, tmp_path / "Documents")
    yield made
    made.quit()


@pytest.fixture
def window(desk: MatterDesk, matter_path: Path) -> MainWindow:
    opened = desk.open_path(matter_path)
    assert opened is not None
    opened.setWindowState(Qt.WindowState.WindowNoState)
    opened.resize(1440, 900)
    bring_to_front(opened)
    opened.show_room("holdings")
    return opened


def test_the_watcher_sees_a_part_that_is_shown_before_it_has_its_place(qapp: QApplication, qtbot: QtBot) -> None:
    watching = Flashes()
    qapp.installEventFilter(watching)
    part = QWidget()
    qtbot.addWidget(part)
    part.show()
    qapp.removeEventFilter(watching)
    assert watching.seen == {"QWidget": 1}


def test_nothing_flashes_while_every_row_and_column_of_every_room_is_selected(window: MainWindow, qtbot: QtBot) -> None:
    for place in ROOMS:
        room = window.show_room(place.id)
        qtbot.wait(20)
        for grid in room.findChildren(Grid):
            model = grid.grid_model
            first = model.columns[0].id
            cells = {(row.key, first): None for row in model.rows}
            one_of_each = {row.kind: row for row in model.rows}.values()
            cells |= {(row.key, column.id): None for row in one_of_each for column in model.columns}
            for key, column in cells:
                grid.select_cell(key, column)
                QApplication.processEvents()
            for step in window.why.findChildren(Step):
                for button in step.findChildren(QAbstractButton):
                    button.click()
            QApplication.processEvents()
    for page in ("Notice address", "Affiliates", "Notes", "Transactions"):
        holdings(window).panel.turn_to(page)
        QApplication.processEvents()
    room = cutback(window)
    for button in room.scenarios.buttons:
        if button.isVisible():
            button.click()
    room.inputs.slider.setFocus()
    QTest.keyClick(room.inputs.slider, Qt.Key.Key_PageDown)
    qtbot.wait(400)


def test_nothing_flashes_while_every_dialog_opens_and_closes(window: MainWindow, qtbot: QtBot) -> None:
    for row in ACTIONS:
        if not row.text.endswith("…") and row.id not in ("shortcuts", "about"):
            continue
        holdings(window)
        window.actions_table.by_id[row.id].trigger()
        qtbot.wait(10)
        for dialog in window.findChildren(QDialog):
            for button in dialog.findChildren(QAbstractButton):
                if button.isCheckable() and button.isVisible():
                    button.click()
            dialog.close()
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.hide()
        qtbot.wait(10)


def test_nothing_flashes_on_the_start_page(desk: MatterDesk, qtbot: QtBot) -> None:
    start = desk.show_start()
    qtbot.wait(20)
    for action in ("new-matter", "shortcuts", "about"):
        start.actions_table.by_id[action].trigger()
        qtbot.wait(10)
        for dialog in start.findChildren(QDialog):
            dialog.close()


@pytest.mark.parametrize(
    ("room_id", "row", "column"),
    [
        ("holdings", ("holder", "H4"), "units"),
        ("holdings", ("holder", "H5"), "common"),
        ("cutback", ("holder", "H4"), "requested"),
    ],
)
def test_the_first_click_with_the_right_button_selects_the_row_and_shows_its_menu(
    window: MainWindow, room_id: str, row: tuple[str, str], column: str
) -> None:
    room = window.show_room(room_id)
    grid = room.findChildren(Grid)[0]
    grid.select_cell(("holder", "H3"), column)
    bring_to_front(window)
    found: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            found.extend(act.text() for act in menu.actions() if act.text())
            menu.close()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(30)
    model = grid.grid_model
    index = model.index(model.place_of(row) or 0, model.column_of(column))
    point: QPoint = grid.viewport().mapTo(window, grid.visualRect(index).center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, point)
    QTest.qWait(120)
    timer.stop()
    assert "Copy" in found
    current = grid.current_row()
    assert current is not None
    assert current.key == row
