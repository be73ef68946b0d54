"""Where keys lead, on a drawn grid: # is a filled cell, . an empty one, = a line that cannot be stood on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.widgets.grid_cells import Cell
from ui.widgets.grid_moves import MOVES, Shown

Key = Qt.Key
DRAWN = (
    "##.#",
    "####",
    "#..#",
    "====",
    "#..#",
    "####",
)
ROWS = [place for place, line in enumerate(DRAWN) if line[0] != "="]


def shown(columns: tuple[int, ...] = (0, 1, 2, 3)) -> Shown:
    return Shown(ROWS, columns, 2, lambda row, column: DRAWN[row][column] == "#")


@pytest.mark.parametrize(
    ("start", "key", "near", "far"),
    [
        ((0, 0), Key.Key_Right, (0, 1), (0, 1)),
        ((0, 1), Key.Key_Right, (0, 2), (0, 3)),
        ((1, 0), Key.Key_Right, (1, 1), (1, 3)),
        ((1, 3), Key.Key_Right, (1, 3), (1, 3)),
        ((2, 3), Key.Key_Left, (2, 2), (2, 0)),
        ((0, 0), Key.Key_Down, (1, 0), (2, 0)),
        ((2, 0), Key.Key_Down, (4, 0), (4, 0)),
        ((1, 1), Key.Key_Down, (2, 1), (5, 1)),
        ((0, 2), Key.Key_Down, (1, 2), (1, 2)),
        ((5, 1), Key.Key_Up, (4, 1), (1, 1)),
        ((1, 2), Key.Key_Up, (0, 2), (0, 2)),
        ((4, 2), Key.Key_Home, (4, 0), (0, 0)),
        ((1, 1), Key.Key_End, (1, 3), (5, 3)),
        ((0, 1), Key.Key_PageDown, (2, 1), (2, 1)),
        ((4, 1), Key.Key_PageDown, (5, 1), (5, 1)),
        ((4, 1), Key.Key_PageUp, (1, 1), (1, 1)),
        ((0, 1), Key.Key_PageUp, (0, 1), (0, 1)),
    ],
)
def test_a_key_leads_near_or_with_ctrl_far(
    start: tuple[int, int], key: Qt.Key, near: tuple[int, int], far: tuple[int, int]
) -> None:
    assert shown().target(start, key, far=False) == near
    assert shown().target(start, key, far=True) == far


def test_a_hidden_column_is_never_landed_on() -> None:
    for key in MOVES:
        for far in (False, True):
            for row in ROWS:
                assert shown((0, 3)).target((row, 3), key, far=far)[1] in (0, 3)
                assert shown((0, 3)).target((row, 0), key, far=far)[0] in ROWS


def test_a_dash_is_not_what_fills_a_cell() -> None:
    assert [Cell(text).filled for text in ("1,000", "0", "–", "")] == [True, True, False, False]
