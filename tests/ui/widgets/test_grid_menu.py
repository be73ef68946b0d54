"""The menu of a row: the right button offers what is under the mouse, the menu key what is in the frame."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.fruit_grid import FruitModel, Row, editor_of, type_in, where
from ui.widgets.grid import Grid

_Reason = QContextMenuEvent.Reason


@pytest.fixture
def offered(grid: Grid) -> Iterator[list[str]]:
    """Return whose menus were opened; each is closed as soon as it shows."""
    opened: list[str] = []

    def note_row(_menu: QMenu, row: Row) -> None:
        opened.append(row.key[-1])

    grid.add_actions = note_row
    looking = QTimer()
    looking.timeout.connect(close_menu)
    looking.start(1)
    yield opened
    looking.stop()


def close_menu() -> None:
    """Leave the menu that is open, which nothing else goes on beside."""
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()


def ask(grid: Grid, point: QPoint, reason: QContextMenuEvent.Reason = _Reason.Mouse) -> None:
    """Send what the right button or the menu key sends once it was pressed."""
    event = QContextMenuEvent(reason, point, grid.viewport().mapToGlobal(point), Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(grid.viewport(), event)


def middle(grid: Grid, index: QModelIndex) -> QPoint:
    """Return a point inside a cell."""
    return grid.visualRect(index).center()


def test_the_menu_is_of_the_row_under_the_mouse(grid: Grid, model: FruitModel, offered: list[str]) -> None:
    """On Windows the menu opens when the button is let go, wherever the mouse has gone meanwhile."""
    grid.select_cell(("Apples",), "ripe")
    ask(grid, middle(grid, model.index(3, 2)))
    assert offered == ["Cherries"]
    assert where(grid) == ("Cherries", "green")
    assert [(each.row(), each.column()) for each in grid.selectedIndexes()] == [(3, 2)]


def test_below_the_last_row_there_is_no_menu(grid: Grid, model: FruitModel, offered: list[str]) -> None:
    grid.select_cell(("Apples",), "ripe")
    last = grid.visualRect(model.index(model.rowCount() - 1, 1))
    ask(grid, QPoint(last.center().x(), last.bottom() + 30))
    assert offered == []
    assert where(grid) == ("Apples", "ripe")


def test_a_menu_on_a_selected_cell_leaves_the_selection(grid: Grid, model: FruitModel, offered: list[str]) -> None:
    grid.select_cell(("Apples",), "ripe")
    QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    selected = {(each.row(), each.column()) for each in grid.selectedIndexes()}
    assert len(selected) == 2
    ask(grid, middle(grid, model.index(1, 1)))
    assert offered == ["Apples"]
    assert {(each.row(), each.column()) for each in grid.selectedIndexes()} == selected


@pytest.mark.parametrize("press", [True, False])
def test_what_was_refused_is_mended_before_a_menu_opens(
    grid: Grid, model: FruitModel, offered: list[str], *, press: bool
) -> None:
    """A menu then would be of the row that is being typed over, not of the one under the mouse."""
    type_in(grid, "many", Qt.Key.Key_Return)
    point = middle(grid, model.index(3, 2))
    if press:
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.RightButton, pos=point)
    ask(grid, point)
    editor = editor_of(grid)
    assert editor is not None
    assert editor.text() == "many"
    assert offered == []
    assert where(grid) == ("Apples", "ripe")


def test_a_menu_elsewhere_refuses_what_is_being_typed_first(grid: Grid, model: FruitModel, offered: list[str]) -> None:
    type_in(grid, "many")
    ask(grid, middle(grid, model.index(3, 2)))
    editor = editor_of(grid)
    assert editor is not None
    assert offered == []
    assert model.fruit.ripe["Apples"] == 300


def test_the_menu_key_offers_what_is_in_the_frame(grid: Grid, offered: list[str]) -> None:
    grid.select_cell(("Apples",), "ripe")
    ask(grid, QPoint(5, 5), _Reason.Keyboard)
    assert offered == ["Apples"]


def test_a_double_click_elsewhere_opens_nothing_while_a_text_is_refused(grid: Grid, model: FruitModel) -> None:
    type_in(grid, "many", Qt.Key.Key_Return)
    point = middle(grid, model.index(0, 0))
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=point)
    editor = editor_of(grid)
    assert editor is not None
    assert editor.text() == "many"
    assert model.rows[0].opened is True
