"""What is worked out cannot be typed over or emptied: nothing changes, and a sentence says from what."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from rra_desktop.editing.commands import Together
from tests.ui.fruit_grid import FruitModel, type_in, where
from ui.widgets.grid import Grid

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FIXED = [(("Orchard",), "ripe"), (("total",), "green"), (("Apples",), "fruit")]


@pytest.mark.parametrize(("key", "column"), FIXED)
@pytest.mark.parametrize("sign", ["1", "3", "5", "9", "p", "c"])
def test_what_is_typed_on_a_figure_that_is_worked_out_goes_nowhere(
    grid: Grid, model: FruitModel, key: tuple[str, ...], column: str, sign: str
) -> None:
    """Every first sign of another row's figure or name is tried: Qt would go there and type the rest over it."""
    grid.select_cell(key, column)
    start, before = where(grid), (dict(model.fruit.ripe), dict(model.fruit.green))
    type_in(grid, f"{sign}00")
    assert where(grid) == start
    assert grid.reason == model.why_not_typed(model.rows[grid.currentIndex().row()], column)
    QTest.keyClick(grid, Key.Key_Return)
    assert (model.fruit.ripe, model.fruit.green) == before
    assert not model.steps
    assert grid.reason == ""


def test_f2_and_a_double_click_say_it_too(grid: Grid, model: FruitModel) -> None:
    grid.select_cell(("total",), "ripe")
    QTest.keyClick(grid, Key.Key_F2)
    assert grid.reason == "Worked out from the fruit above."
    QTest.keyClick(grid, Key.Key_Up)
    assert grid.reason == ""
    place = grid.visualRect(model.index(0, 2)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert grid.reason == "Worked out from its fruit."


def test_what_an_input_method_sends_is_not_searched_either(grid: Grid) -> None:
    grid.select_cell(("Orchard",), "ripe")
    event = QInputMethodEvent()
    event.setCommitString("3")
    QApplication.sendEvent(grid, event)
    assert where(grid) == ("Orchard", "ripe")
    assert grid.reason == "Worked out from its fruit."


def test_the_sentence_goes_when_the_keyboard_does(grid: Grid) -> None:
    after = QLineEdit()
    layout = grid.window().layout()
    assert layout is not None
    layout.addWidget(after)
    after.show()
    grid.select_cell(("total",), "ripe")
    QTest.keyClicks(grid, "7")
    assert grid.reason
    after.setFocus(Qt.FocusReason.MouseFocusReason)
    assert grid.reason == ""


def test_delete_empties_what_can_be_typed_over_and_says_what_was_left(grid: Grid, model: FruitModel) -> None:
    """Ripe and green of the orchard, apples and pears: the four of the fruit are cleared, in one step."""
    grid.select_cell(("Orchard",), "ripe")
    QTest.keyClick(grid, Key.Key_Right, SHIFT)
    for _ in range(2):
        QTest.keyClick(grid, Key.Key_Down, SHIFT)
    QTest.keyClick(grid, Key.Key_Delete)
    assert model.fruit.ripe == {"Apples": 0, "Pears": 0, "Cherries": 1_000}
    assert model.fruit.green == {"Apples": 0, "Pears": 0, "Cherries": 0}
    assert [step.label for step in model.steps if isinstance(step, Together)]
    assert len(model.steps) == 1
    assert grid.reason == (
        "4 of 6 cells were cleared. Left as they are:\nRipe, Green (2 cells): Worked out from its fruit."
    )


def test_delete_on_a_single_worked_out_cell_says_from_what(grid: Grid, model: FruitModel) -> None:
    grid.select_cell(("total",), "ripe")
    for key in (Key.Key_Delete, Key.Key_Backspace):
        QTest.keyClick(grid, key)
        assert grid.reason == "Worked out from the fruit above."
    assert not model.steps


def test_what_is_selected_in_a_hidden_column_is_not_emptied(grid: Grid, model: FruitModel) -> None:
    grid.select_cell(("Apples",), "fruit")
    grid.show_column(1, shown=False)
    QTest.keyClick(grid, Key.Key_End, SHIFT)
    QTest.keyClick(grid, Key.Key_Delete)
    assert (model.fruit.ripe["Apples"], model.fruit.green["Apples"]) == (300, 0)
