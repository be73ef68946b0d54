"""What is selected in a grid: its sum in words, and the block that is copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex

from rra_desktop import wording
from ui.widgets.grid_cells import RowKind
from ui.widgets.grid_model import GridModel

_SUMMARIES = (RowKind.GROUP, RowKind.TOTAL)


def selection_sum(model: GridModel[Any], selected: Sequence[QModelIndex]) -> str:
    """Return the sum of the numbers selected, as “Σ 3 cells · 900,000”; empty when no number is.

    Totals and groups are left out where figures they already hold are selected too, so that nothing counts twice.
    """
    numbers: dict[bool, list[int]] = {True: [], False: []}
    for index in selected:
        number = model.cell(index).number
        if number is not None:
            numbers[model.rows[index.row()].kind in _SUMMARIES].append(number)
    lines, summaries = numbers[False], numbers[True]
    counted = lines or summaries
    if not counted:
        return ""
    cells = "1 cell" if len(counted) == 1 else f"{wording.shares(len(counted))} cells"
    left_out = " · totals left out" if lines and summaries else ""
    return f"Σ {cells} · {wording.shares(sum(counted))}{left_out}"


def selection_block(
    model: GridModel[Any], selected: Sequence[QModelIndex], *, titled: bool
) -> tuple[list[list[str]], list[bool]]:
    """Return the texts of the rows and columns selected, blank where a cell between is not, and which are numbers."""
    cells = {(index.row(), index.column()): index for index in selected}
    columns = sorted({column for _row, column in cells})
    block = [[model.columns[column].title for column in columns]] if titled else []
    block += [
        [_copied(model, cells[row, column]) if (row, column) in cells else "" for column in columns]
        for row in sorted({row for row, _column in cells})
    ]
    return block, [model.columns[column].numeric for column in columns]


def _copied(model: GridModel[Any], index: QModelIndex) -> str:
    """Return what a cell is copied as: a name without what the grid says of it beside, as “(transferee)”."""
    cell = model.cell(index)
    return cell.edit if cell.edit and not model.columns[index.column()].numeric else cell.text
