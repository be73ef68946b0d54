"""Emptying cells of a grid: those that can be typed over as one step, with a sentence about each kind that was left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rra_desktop.editing.commands import Command
from rra_desktop.errors import UserError
from ui.widgets.grid_cells import GridRow
from ui.widgets.grid_model import GridModel

_MOST_KINDS = 4


def clear_cells(model: GridModel[Any], cells: Sequence[tuple[GridRow[Any], str]]) -> str:
    """Record that cells, each a row and a column id, were emptied; returns what was left and why, or nothing.

    When the session refuses one of them nothing is emptied, and its reason is returned.
    """
    commands: list[Command] = []
    left: dict[str, list[str]] = {}
    cleared = 0
    for row, column in cells:
        shown = model.columns[model.column_of(column)]
        try:
            command = _command(model, row, column)
        except UserError as error:
            left.setdefault(str(error), []).append(shown.title)
        else:
            cleared += 1
            commands += [] if command is None else [command]
    why_not = model.execute_together(f"Clear {len(commands)} cells", commands)
    return why_not or _sentence(left, cleared, len(cells))


def _command(model: GridModel[Any], row: GridRow[Any], column: str) -> Command | None:
    if model.columns[model.column_of(column)].cell(row).edit is None:
        raise UserError(model.why_not_typed(row, column))
    return model.command_for(row, column, "")


def _sentence(left: dict[str, list[str]], cleared: int, every: int) -> str:
    """Say which cells were left, the columns of one reason together."""
    if not left:
        return ""
    if every == 1:
        return next(iter(left))
    was = "was" if cleared == 1 else "were"
    lines = [f"{cleared or 'None'} of {every:,} cells {was} cleared. Left as they are:"]
    for reason, titles in list(left.items())[:_MOST_KINDS]:
        count = "1 cell" if len(titles) == 1 else f"{len(titles):,} cells"
        lines.append(f"{', '.join(dict.fromkeys(titles))} ({count}): {reason}")
    if len(left) > _MOST_KINDS:
        lines.append(f"and others, for {len(left) - _MOST_KINDS} more reasons.")
    return "\n".join(lines)
