"""The frame and the selection are one: what is framed is selected, and keys and clicks take both along."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.fruit_grid import FruitModel, editor_of, selected, where
from ui.widgets.grid import Grid

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("start", "key", "wanted"),
    [
        ("Apples", Key.Key_Home, ("Orchard", "fruit")),
        ("Apples", Key.Key_End, ("Total", "green")),
        ("Apples", Key.Key_Down, ("Total", "ripe")),
        ("Cherries", Key.Key_Up, ("Orchard", "ripe")),
        ("Pears", Key.Key_Left, ("Pears", "fruit")),
        ("Pears", Key.Key_Right, ("Pears", "green")),
    ],
)
def test_ctrl_takes_the_selection_along_with_the_frame(
    grid: Grid, model: FruitModel, start: str, key: Qt.Key, wanted: tuple[str, str]
) -> None:
    """What Delete empties then is what is framed, never the cell that was left."""
    grid.select_cell((start,), "ripe")
    QTest.keyClick(grid, key, CTRL)
    assert where(grid) == wanted
    assert selected(grid) == [wanted]
    before = model.fruit.ripe[start]
    QTest.keyClick(grid, Key.Key_Delete)
    assert model.fruit.ripe[start] == before
    assert bool(model.steps) == (wanted == ("Pears", "green"))


@pytest.mark.parametrize("key", [Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown, Key.Key_Down])
@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, CTRL])
def test_a_walk_leaves_one_cell_selected_and_shift_makes_a_block(
    grid: Grid, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    QTest.keyClick(grid, Key.Key_Down, SHIFT)
    assert len(selected(grid)) == 2
    QTest.keyClick(grid, key, held)
    assert selected(grid) == [where(grid)]
    begun = where(grid)
    QTest.keyClick(grid, Key.Key_Home, CTRL | SHIFT)
    assert where(grid) == ("Orchard", "fruit")
    assert {begun, ("Orchard", "fruit")} <= set(selected(grid))
    QTest.keyClick(grid, Key.Key_End, CTRL | SHIFT)
    assert {begun, ("Total", "green")} <= set(selected(grid))


def test_shift_grows_and_shrinks_from_where_it_began(grid: Grid) -> None:
    for key, rows in ((Key.Key_Down, 2), (Key.Key_Down, 3), (Key.Key_Up, 2), (Key.Key_Up, 1), (Key.Key_Up, 2)):
        QTest.keyClick(grid, key, SHIFT)
        assert len(selected(grid)) == rows
    assert selected(grid) == [("Orchard", "ripe"), ("Apples", "ripe")]


def test_a_cell_taken_out_of_the_selection_hands_the_frame_on(grid: Grid, model: FruitModel) -> None:
    """Ctrl and a click on the framed cell: it is empty-handed then, and Delete must not reach it."""
    pears, apples = (grid.visualRect(model.index(row, 1)).center() for row in (2, 1))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, CTRL, pears)
    assert (where(grid), len(selected(grid))) == (("Pears", "ripe"), 2)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, CTRL, pears)
    assert (where(grid), selected(grid)) == (("Apples", "ripe"), [("Apples", "ripe")])
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, CTRL, apples)
    assert selected(grid) == [where(grid)]


def test_a_click_beside_the_rows_leaves_the_framed_cell_selected(grid: Grid) -> None:
    grid.setFixedHeight(300)
    QApplication.processEvents()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, grid.viewport().height() - 2))
    assert selected(grid) == [where(grid)] == [("Apples", "ripe")]


def test_shift_and_a_click_select_from_the_frame_wherever_it_came_from(grid: Grid, model: FruitModel) -> None:
    grid.select_cell(("Orchard",), "ripe")
    QTest.keyClick(grid, Key.Key_Down)
    place = grid.visualRect(model.index(3, 2)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, SHIFT, place)
    assert {name for name, _column in selected(grid)} == {"Apples", "Pears", "Cherries"}
    assert len(selected(grid)) == 6


def test_a_block_that_begins_under_the_totals_keeps_its_rows(grid: Grid, model: FruitModel, qtbot: QtBot) -> None:
    """What lies under the totals when the block is done is still in it, and the totals over it are not."""
    grid.setMaximumHeight(grid.row_height() * 4)
    qtbot.waitUntil(lambda: grid.verticalScrollBar().maximum() > 0)
    grid.select_cell(("Cherries",), "ripe")
    for _ in range(3):
        QTest.keyClick(grid, Key.Key_Up, SHIFT)
    assert [name for name, _column in selected(grid)] == ["Orchard", "Apples", "Pears", "Cherries"]
    grid.select_cell(("Cherries",), "ripe")
    grid.verticalScrollBar().setValue(0)
    place = grid.visualRect(model.index(0, 1)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, SHIFT, place)
    assert [name for name, _column in selected(grid)] == ["Orchard", "Apples", "Pears", "Cherries"]


def test_space_with_ctrl_selects_the_column_with_shift_the_row(grid: Grid) -> None:
    QTest.keyClick(grid, Key.Key_Space, CTRL)
    assert {column for _name, column in selected(grid)} == {"ripe"}
    assert len(selected(grid)) == 5
    QTest.keyClick(grid, Key.Key_Space, SHIFT)
    assert {name for name, _column in selected(grid)} == {"Apples"}
    assert where(grid) == ("Apples", "ripe")


def test_a_blank_begins_no_text(grid: Grid, model: FruitModel) -> None:
    """Apples have no box to tick; a blank would open the field, and Enter would empty the figure."""
    QTest.keyClick(grid, Key.Key_Space)
    assert editor_of(grid) is None
    QTest.keyClick(grid, Key.Key_Return)
    assert model.fruit.ripe["Apples"] == 300


def test_a_click_on_a_title_sorts_and_selects_nothing(grid: Grid, model: FruitModel) -> None:
    header = grid.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(2) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert model.sorted_by == ("green", Qt.SortOrder.AscendingOrder)
    assert selected(grid) == [where(grid)] == [("Apples", "ripe")]


def test_while_several_cells_are_selected_their_row_does_not_look_selected(grid: Grid, model: FruitModel) -> None:
    """One framed cell tints its row; a block tints its own cells alone."""

    def tinted(row: int, column: int) -> bool:
        index = model.index(row, column)
        picture = grid.viewport().grab().toImage()
        ratio = picture.devicePixelRatio()
        corner = grid.visualRect(index).topLeft() + QPoint(4, 6)
        return (
            picture.pixelColor(round(corner.x() * ratio), round(corner.y() * ratio)) == grid._theme.colours.accent_soft
        )

    assert tinted(1, 2)
    QTest.keyClick(grid, Key.Key_Down, SHIFT)
    assert tinted(1, 1)
    assert not tinted(2, 2)
    assert not tinted(1, 2)


def test_a_filter_that_takes_the_framed_row_takes_the_selection_too(grid: Grid, model: FruitModel) -> None:
    grid.select_cell(("Pears",), "ripe")
    QTest.keyClick(grid, Key.Key_Down, SHIFT)
    QTest.keyClick(grid, Key.Key_Down, SHIFT | CTRL)
    grid.select_cell(("Cherries",), "ripe")
    QTest.keyClick(grid, Key.Key_Up, SHIFT)
    model.show_only("Ch")
    assert selected(grid) == []
    QTest.keyClick(grid, Key.Key_Delete)
    assert not model.steps
