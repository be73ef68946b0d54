"""Pasting a block into a grid: checked cell by cell, written as one step, with a list of what was refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rra_desktop.editing.commands import Command
from rra_desktop.errors import UserError
from ui.theme import Theme
from ui.widgets.forms import FormDialog
from ui.widgets.grid_cells import RowKind
from ui.widgets.grid_model import GridModel

_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a block asks for: the commands of the cells that can be written, and a sentence for each that cannot."""

    commands: tuple[Command, ...]
    refused: tuple[str, ...]


def block_from_text(text: str) -> list[list[str]]:
    """Return the cells of a text as Excel writes it: a row to a line, tabs between; one last line end means nothing."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return [line.split("\t") for line in lines]


def check_block(
    model: GridModel[Any], rows: Sequence[int], columns: Sequence[int], block: Sequence[Sequence[str]]
) -> Pasted:
    """Return what a block asks for when its first cell comes upon the first of the rows and columns; writes nothing."""
    commands: list[Command] = []
    refused: list[str] = []
    for down, line in enumerate(block):
        for across, text in enumerate(line):
            if down >= len(rows) or across >= len(columns):
                refused.append(f"“{text.strip()}” lies outside the table.")
                continue
            try:
                command = _command(model, rows[down], columns[across], text)
            except UserError as error:
                refused.append(f"{_place(model, rows[down], columns[across])}: {error}")
            else:
                commands += [] if command is None else [command]
    return Pasted(tuple(commands), tuple(refused))


def _command(model: GridModel[Any], row: int, column: int, text: str) -> Command | None:
    cell = model.columns[column].cell(model.rows[row])
    if text.strip() == cell.text:
        return None
    if cell.edit is None or model.rows[row].kind is RowKind.SECTION:
        raise UserError("this cell cannot be typed over.")
    return model.command_for(model.rows[row], model.columns[column].id, text)


def _place(model: GridModel[Any], row: int, column: int) -> str:
    return f"{model.columns[0].cell(model.rows[row]).text}, {model.columns[column].title}"


class PasteDialog(FormDialog):
    """Says what of a block cannot be pasted and why, and offers to paste the rest."""

    def __init__(self, theme: Theme, pasted: Pasted, parent: QWidget) -> None:
        self.pasted = pasted
        rest = len(pasted.commands)
        count = "1 cell" if len(pasted.refused) == 1 else f"{len(pasted.refused):,} cells"
        super().__init__(
            theme,
            "Not everything can be pasted",
            f"Paste the other {rest:,}" if rest else "Close",
            parent,
            f"{count} of the block cannot be taken. Nothing has been changed yet.",
        )
        refused = QPlainTextEdit("\n".join(pasted.refused))
        refused.setReadOnly(True)
        refused.setTabChangesFocus(True)
        lines = min(len(pasted.refused), _MOST_LINES)
        refused.setFixedHeight(refused.fontMetrics().lineSpacing() * (lines + 1) + 16)
        self.add("What was refused", refused)
