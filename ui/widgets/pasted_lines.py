"""The lines of a table from elsewhere, laid upon the rows of a grid: what each asks for, and what cannot be taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from rra_desktop import wording
from rra_desktop.editing.commands import Command
from rra_desktop.errors import NotUnderstoodError, UserError
from ui.widgets.grid_cells import Cell, GridRow, NewRow
from ui.widgets.grid_model import GridModel

_LONGEST_SAID: Final = 60


@dataclass(frozen=True, slots=True)
class PasteChoices:
    """How a block is read where it can be read in two ways; as it stands, empty cells change nothing."""

    blanks_clear: bool = False
    points_are_thousands: bool = False


@dataclass(frozen=True, slots=True)
class TypedCell:
    """One cell of a block that comes upon a cell that can be typed over; `same` when it says so already."""

    column: int
    text: str
    cell: Cell
    command: Command | None
    same: bool


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line of a block that asks for something: its number, counted from 1, and its row or the new one it makes."""

    number: int
    name: str
    row: GridRow[Any] | None = None
    typed: tuple[TypedCell, ...] = ()
    new: NewRow | None = None


@dataclass(slots=True)
class LinesRead:
    """What a block says: lines, refusals with the numbers of their lines, cells worked out by column, remarks.

    `blanks` counts empty cells over figures that are not 0, `pointed` the figures that say something else with their
    points read as commas.
    """

    lines: list[PastedLine] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    worked_out: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    blanks: int = 0
    pointed: int = 0

    def refuse(self, number: int, sentence: str) -> None:
        """Keep why something of a line cannot be taken."""
        self.refused.append((number, sentence))


def read_lines(
    model: GridModel[Any],
    rows: Sequence[GridRow[Any]],
    columns: Sequence[int],
    block: wording.Table,
    choices: PasteChoices,
) -> LinesRead:
    """Return what a block asks for when its first cell comes upon the first of the rows and columns.

    `rows` are all from the first on, in the order of the screen; none in a grid without rows.
    """
    read = LinesRead()
    headed = _headings(model, block, read)
    block_columns = headed or columns
    first = 1 if headed else 0
    reader = _Reader(model, block_columns, choices, read)
    part = model.part_of(rows[0]) if rows else model.new_row_name or "line"
    if part is None:
        name = reader.name(rows[0])
        read.refuse(0, f"{name}: this line is worked out from others, so nothing is pasted upon it.")
        return read
    beyond = False
    for place, texts in enumerate(block[first:]):
        row = rows[place] if place < len(rows) else None
        beyond = beyond or row is None or model.part_of(row) != part
        if row is not None and not beyond:
            reader.upon(row, place + first + 1, texts)
        elif row is None or not reader.repeats(row, texts):
            reader.beyond(place + first + 1, texts, part)
    return read


def _headings(model: GridModel[Any], block: wording.Table, read: LinesRead) -> list[int | None]:
    """Return the column each heading of the first line names, None for a heading not known; empty without headings.

    A line is of headings when one of its cells is the name of a column and none has a digit in it.
    """
    texts = [wording.one_line(text) for text in block[0]] if len(block) > 1 else []
    called = model.heading_columns()
    named = [called.get(text.casefold().rstrip(" :")) for text in texts]
    if not any(named) or any(map(str.isdigit, "".join(texts))):
        return []
    places = [None if column is None else model.column_of(column) for column in named]
    known = ", ".join(f"“{text}”" for text, column in zip(texts, named, strict=True) if column)
    read.remarks.append(f"The first line is read as headings, {known}: each column goes where its heading says.")
    if others := ", ".join(f"“{text}”" for text, column in zip(texts, named, strict=True) if text and not column):
        read.remarks.append(f"No column here is called {others}; what stands under that is left out.")
    for column, times in Counter(each for each in places if each is not None).items():
        if times > 1:
            title = model.columns[column].title
            read.remarks.append(f"{times} columns of the block are headed {title}; the last of them is taken.")
    return places


class _Reader:
    """Reads line after line of one block into what it says."""

    def __init__(
        self, model: GridModel[Any], columns: Sequence[int | None], choices: PasteChoices, read: LinesRead
    ) -> None:
        self._model = model
        self._columns = columns
        self._choices = choices
        self._read = read

    def name(self, row: GridRow[Any]) -> str:
        """Return what a row is called."""
        cell = self._model.columns[0].cell(row)
        return cell.text if cell.edit is None else cell.edit

    def upon(self, row: GridRow[Any], number: int, texts: Sequence[str]) -> None:
        """Read a line that comes upon a row.

        When one of its figures differs all are set, each after those before it: a figure that is right as it stands
        may be moved by another one of the line, as Common is by Units.
        """
        typed = []
        for column, text in self._cells(number, texts).items():
            cell = self._model.columns[column].cell(row)
            if not text.strip() and not self._clears(column, cell):
                continue
            made = self._typed(row, column, number, text)
            typed += [] if made is None else [made]
        if not all(each.same for each in typed):
            self._read.lines.append(PastedLine(number, self.name(row), row, tuple(typed)))

    def beyond(self, number: int, texts: Sequence[str], part: str) -> None:
        """Read a line beyond the last row of its part: a new row, if it has a name and the grid takes new rows."""
        said = "  ".join(filter(None, map(wording.one_line, texts)))
        if not said:
            return
        line = f"Line {number}, “{_short(said)}”"
        cells = self._new_cells(number, texts)
        takes_new = part == self._model.new_row_name
        if not takes_new or self._model.columns[0].id not in cells:
            how = f"; put a name beside it to enter a new {part}" if takes_new else ""
            self._read.refuse(number, f"{line}, goes beyond the last {part} and is left out{how}.")
            return
        try:
            new = self._model.new_row(cells)
        except UserError as error:
            self._read.refuse(number, f"{line}, is left out: {error}")
        else:
            self._read.lines.append(PastedLine(number, new.name, new=new))

    def repeats(self, row: GridRow[Any], texts: Sequence[str]) -> bool:
        """Tell whether a line only says what a row says, as when a copy of the whole register comes back upon it."""
        cells = [None if column is None else self._model.columns[column].cell(row) for column in self._columns]
        return all(
            not text.strip() or (cell is not None and text.strip() in (cell.text, cell.edit))
            for text, cell in zip(texts, cells, strict=False)
        )

    def _cells(self, number: int, texts: Sequence[str]) -> Mapping[int, str]:
        """Return the texts of a line by the columns of the grid, in the grid's order: Units before their parts."""
        for text in texts[len(self._columns) :]:
            if text.strip():
                said = _short(wording.one_line(text))
                self._read.refuse(number, f"Line {number}, “{said}”, lies beyond the last column and is left out.")
        found = {column: text for column, text in zip(self._columns, texts, strict=False) if column is not None}
        return dict(sorted(found.items()))

    def _new_cells(self, number: int, texts: Sequence[str]) -> dict[str, str]:
        columns = self._model.columns
        return {
            columns[column].id: self._figure(text) if columns[column].numeric else text
            for column, text in self._cells(number, texts).items()
            if text.strip()
        }

    def _clears(self, column: int, cell: Cell) -> bool:
        """Count an empty cell over a figure, and tell whether it clears that."""
        over_a_figure = self._model.columns[column].numeric and cell.edit is not None and bool(cell.number)
        self._read.blanks += over_a_figure
        return over_a_figure and self._choices.blanks_clear

    def _typed(self, row: GridRow[Any], column: int, number: int, text: str) -> TypedCell | None:
        """Return what typing a text over a cell asks for; None, with the reason kept, when it cannot be."""
        title, numeric = self._model.columns[column].title, self._model.columns[column].numeric
        cell = self._model.columns[column].cell(row)
        written = self._figure(text) if numeric else wording.one_line(text)
        same = written in (cell.text, cell.edit) or (
            numeric and cell.number is not None and _counts(written, cell.number)
        )
        if cell.edit is None:
            if not same:
                why = self._model.why_not_typed(row, self._model.columns[column].id)
                self._read.worked_out.setdefault((title, why), []).append(self.name(row))
            return None
        try:
            command = self._model.command_for(row, self._model.columns[column].id, written)
        except UserError as error:
            self._read.refuse(number, f"{self.name(row)}, {title}: {error}")
            return None
        return TypedCell(column, written, cell, command, same)

    def _figure(self, text: str) -> str:
        with_commas = wording.with_commas_for_points(text)
        self._read.pointed += with_commas != text
        return (with_commas if self._choices.points_are_thousands else text).strip()


def _counts(text: str, number: int) -> bool:
    try:
        return wording.parse_shares(text) == number
    except NotUnderstoodError:
        return False


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SAID else f"{text[: _LONGEST_SAID - 1]}…"
