"""The model of a grid: rows of values in an order of their own, which only what the session says can change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rra_desktop.editing.commands import Command, Together
from rra_desktop.errors import UserError
from ui.widgets.grid_cells import Cell, Column, Foreseen, GridRow, NewRow, RowKey, RowKind
from ui.widgets.labels import tool_tip

Subject = TypeVar("Subject")
Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROLES = (_Role.DisplayRole, _Role.EditRole, _Role.ToolTipRole, _Role.AccessibleTextRole, _Role.CheckStateRole)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TYPED_OVER = _READ | Qt.ItemFlag.ItemIsEditable
_TICKED = Qt.ItemFlag.ItemIsUserCheckable
_MOST_KEPT = 4_096
"""How many cells are kept once made: more than a screen shows, however many rows there are."""


class GridModel(QAbstractTableModel, Generic[Subject]):
    """Rows and columns for a Grid; subclasses arrange rows, and write what is typed through the session.

    The rows shown are a tuple in the order of the screen, found again by their keys: sorting, filtering and opening a
    group are one permutation. The last `pinned` rows are totals, which the grid keeps in view.
    """

    def __init__(self, columns: Sequence[Column[Subject]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[GridRow[Subject], ...] = ()
        self.pinned = 0
        self.sorted_by: tuple[str, Qt.SortOrder] | None = None
        self.refusal = ""
        self._places: dict[RowKey, int] = {}
        self._made: dict[tuple[int, int], Cell] = {}

    # -- what subclasses say ---------------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Show the rows in the order that `sorted_by` asks for."""

    def command_for(self, row: GridRow[Subject], column: str, text: str) -> Command | None:
        """Return what typing a text over a cell asks for, None for nothing; raises UserError with the reason."""
        del row, column, text
        return None

    def execute(self, command: Command) -> str:
        """Hand a command to the session; returns why it was refused, or nothing."""
        del command
        return ""

    def why_not_typed(self, row: GridRow[Subject], column: str) -> str:
        """Return why a cell cannot be typed over: from what it is worked out, or where it is changed."""
        del row, column
        return "This is worked out from what is recorded elsewhere in the matter."

    def why_not_ticked(self, row: GridRow[Subject]) -> str:
        """Return why a row has no box to tick, in a grid whose rows are ticked."""
        del row
        return ""

    def set_ticked(self, row: GridRow[Subject], *, ticked: bool) -> None:
        """Tick a row, or take its tick away."""

    def set_opened(self, row: GridRow[Subject], *, opened: bool) -> None:
        """Show or hide the rows under a row."""

    # -- typing ----------------------------------------------------------------------------------------------------

    def write(self, row: GridRow[Subject], column: str, text: str) -> str:
        """Record what was typed over a cell; returns why not, or nothing."""
        try:
            command = self.command_for(row, column, text)
        except UserError as error:
            return str(error)
        return "" if command is None else self.execute(command)

    def execute_together(self, name: str, commands: Sequence[Command]) -> str:
        """Execute commands as one step with a name of its own; returns why they were refused, or nothing."""
        if len(commands) > 1:
            return self.execute(Together(name, tuple(commands)))
        return self.execute(commands[0]) if commands else ""

    # -- pasting ---------------------------------------------------------------------------------------------------

    @property
    def new_row_name(self) -> str:
        """What a pasted line beyond the last row is entered as, as “Investor”; empty where no rows can be added."""
        return ""

    def part_of(self, row: GridRow[Subject]) -> str | None:
        """Return which part of the grid a row is in, as “Investor”: a block pasted into one never runs into another.

        None is a line that no block is pasted upon.
        """
        return None if row.kind in (RowKind.SECTION, RowKind.TOTAL) else "line"

    def heading_columns(self) -> Mapping[str, str]:
        """Return the ids of the columns by what a table from elsewhere may call them, in small letters."""
        return {column.title.casefold(): column.id for column in self.columns}

    def new_row(self, cells: Mapping[str, str]) -> NewRow:
        """Return what a pasted line beyond the last row would be entered as, by column; raises UserError."""
        raise UserError(f"“{' '.join(cells.values())}” cannot be entered as a new line here.")

    def name_clashes(self, named: Sequence[tuple[RowKey | None, str]]) -> Mapping[int, str]:
        """Return why names cannot be given together, by their place: each with its row, None for a new one."""
        del named
        return {}

    def command_for_new(self, rows: Sequence[NewRow]) -> Command:
        """Return the command that enters new rows; raises LookupError in a grid that takes none."""
        raise LookupError(f"no new rows here, {len(rows)} asked for")

    def foresee(self, command: Command) -> Sequence[Foreseen] | None:
        """Return every figure a command would change, None where that cannot be foreseen; raises UserError."""
        del command
        return None

    # -- rows ------------------------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[GridRow[Subject]], pinned: int = 0) -> None:
        """Show these rows; what was selected or being typed in stays with its row for as long as there is one."""
        keys = [row.key for row in rows]
        if pinned == self.pinned and keys == list(self._places):
            self.rows = tuple(rows)
            self._made.clear()
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1), list(_ROLES))
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved = [(self.rows[index.row()].key, index.column()) for index in before]
        self.rows, self.pinned = tuple(rows), pinned
        self._made.clear()
        self._places = {key: place for place, key in enumerate(keys)}
        after = [
            self.createIndex(self._places[key], column) if key in self._places else _NOWHERE for key, column in moved
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def place_of(self, key: RowKey) -> int | None:
        """Return where the row with a key stands on the screen, None when it is not shown."""
        return self._places.get(key)

    def row_at(self, index: Index) -> GridRow[Subject] | None:
        """Return the row of an index, None for an invalid one."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def cell(self, index: Index) -> Cell:
        """Return the cell of a valid index."""
        return self.cell_at(index.row(), index.column())

    def cell_at(self, row: int, column: int) -> Cell:
        """Return the cell of a place, made once while the rows stay as they are: Qt asks many times."""
        place = row, column
        made = self._made.get(place)
        if made is None:
            if len(self._made) >= _MOST_KEPT:
                self._made.clear()
            made = self._made[place] = self.columns[column].cell(self.rows[row])
        return made

    def column_of(self, column: str) -> int:
        """Return the place of a column; raises KeyError for one the grid does not have."""
        return {each.id: place for place, each in enumerate(self.columns)}[column]

    # -- Qt --------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are, hidden ones too."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return what one role of a cell is."""
        if not index.isValid():
            return None
        answer: object = None
        if role == _Role.DisplayRole:
            answer = self.cell(index).text
        elif role == _Role.EditRole:
            answer = self.cell(index).edit
        elif role == _Role.TextAlignmentRole:
            answer = _RIGHT if self.columns[index.column()].numeric else _LEFT
        elif role == _Role.AccessibleTextRole:
            answer = self._spoken(index)
        elif role == _Role.ToolTipRole:
            answer = tool_tip(self.cell(index).note) or None
        elif role == _Role.CheckStateRole and index.column() == 0:
            tick = self.rows[index.row()].tick
            answer = None if tick is None else Qt.CheckState(tick.value)
        return answer

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401
        """Return what one role of a column's title is."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return column.title
        if role == _Role.TextAlignmentRole:
            return _RIGHT if column.numeric else _LEFT
        if role == _Role.ToolTipRole:
            return tool_tip(column.note) or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell; a section's line is only read."""
        row = self.row_at(index)
        if row is None or row.kind is RowKind.SECTION:
            return Qt.ItemFlag.NoItemFlags
        flags = _READ if self.cell(index).edit is None else _TYPED_OVER
        return flags | _TICKED if index.column() == 0 and row.tick is not None else flags

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Record what was typed or ticked; False, with `refusal` saying why, when it was refused."""
        row = self.row_at(index)
        if row is None:
            return False
        if role == _Role.CheckStateRole:
            self.set_ticked(row, ticked=Qt.CheckState(value) is not Qt.CheckState.Unchecked)
            return True
        if role != _Role.EditRole:
            return False
        self.refusal = self.write(row, self.columns[index.column()].id, str(value))
        return not self.refusal

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a negative one brings back the register's order."""
        sortable = 0 <= column < len(self.columns) and self.columns[column].order is not None
        self.sorted_by = (self.columns[column].id, order) if sortable else None
        self.arrange()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self.columns) - 1))

    def _spoken(self, index: Index) -> str:
        """Say a cell with its row and column, since a number alone says nothing to somebody who hears it."""
        row, column, cell = self.rows[index.row()], self.columns[index.column()], self.cell(index)
        said = cell.spoken or cell.text or "empty"
        if index.column() == 0:
            opened = {None: "", True: ", group, open", False: ", group, closed"}[row.opened]
            return said + opened
        return f"{self.cell_at(index.row(), 0).text}, {column.title}: {said}"
