"""The frame of a grid and its selection, which are one: what is framed is selected, and what is selected is seen."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.grid_cells import GridRow, RowKey, RowKind
from ui.widgets.grid_model import GridModel
from ui.widgets.grid_moves import MOVES, Shown
from ui.widgets.grid_sheet import Sheet
from ui.widgets.item_view import Index

_Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_Flag = QItemSelectionModel.SelectionFlag


class FramedSheet(Sheet):
    """A sheet walked by the keys of a spreadsheet.

    Qt lets Ctrl move the current cell alone, so that Delete would empty what is selected elsewhere. Here the selection
    goes with the frame; with Shift it grows from the cell where it began, the anchor; and a cell that is taken out of
    the selection hands the frame to one that is still in it.
    """

    def __init__(self, model: GridModel[Any], theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, name, parent)
        self._anchor = QPersistentModelIndex()
        self._tab_origin: int | None = None
        # A click on a title sorts; Qt would also select the whole column, and Delete would then empty it.
        self._header.sectionPressed.disconnect()
        self._header.sectionEntered.disconnect()
        model.layoutChanged.connect(self._let_go)

    # -- what a room asks ------------------------------------------------------------------------------------------

    def current_row(self) -> GridRow[Any] | None:
        """Return the row that is current, None when none is."""
        return self.grid_model.row_at(self.currentIndex())

    def select_cell(self, key: RowKey, column: str) -> bool:
        """Make a cell current by its row's key; False when the row is not shown."""
        place = self.grid_model.place_of(key)
        if place is None:
            return False
        self._go(place, self.grid_model.column_of(column))
        return True

    def show_column(self, column: int, *, shown: bool) -> None:
        """Show or hide a column, and leave a hidden one."""
        super().show_column(column, shown=shown)
        if not shown and self.currentIndex().column() == column:
            self._go(self.currentIndex().row(), 0)

    def shown_selection(self) -> list[QModelIndex]:
        """Return the selected cells that show, row by row; what is selected in a hidden column is left out."""
        cells = [each for each in self.selectedIndexes() if not self.isColumnHidden(each.column())]
        return sorted(cells, key=lambda each: (each.row(), each.column()))

    # -- keys ------------------------------------------------------------------------------------------------------

    def move_frame(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Move the frame as a key says: far with Ctrl, with Shift growing the selection; False for other keys."""
        if key not in MOVES or held & _ALT:
            return False
        rows, columns = self._open_rows(), self._shown_columns()
        if not rows or not columns:
            return True
        self._tab_origin = None
        place = (self.currentIndex().row(), self.currentIndex().column())
        if place[0] not in rows or place[1] not in columns:
            self._go(rows[0], columns[0])
            return True
        shown = Shown(rows, columns, self._rows_in_view(), self._filled)
        row, column = shown.target(place, key, far=bool(held & _CONTROL))
        if held & _SHIFT:
            self._grow(row, column)
        else:
            self._go(row, column)
        return True

    def select_line(self, *, across: bool) -> None:
        """Select the whole row of the frame, or its whole column."""
        rows, columns, current = self._open_rows(), self._shown_columns(), self.currentIndex()
        if not current.isValid():
            return
        first = (current.row(), columns[0]) if across else (rows[0], current.column())
        last = (current.row(), columns[-1]) if across else (rows[-1], current.column())
        block = QItemSelection(self.grid_model.index(*first), self.grid_model.index(*last))
        self.selectionModel().select(block, _Flag.ClearAndSelect)

    def step(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Move on from a cell as Enter, Tab or an arrow does; False at the end of the grid."""
        index = self.currentIndex()
        columns, rows = self._shown_columns(), self._open_rows()
        if index.row() not in rows or index.column() not in columns:
            return False
        row, column = rows.index(index.row()), columns.index(index.column())
        on = -1 if key in (_Key.Key_Backtab, _Key.Key_Up, _Key.Key_Left) or held & _SHIFT else 1
        if key in (_Key.Key_Tab, _Key.Key_Backtab):
            row, column = divmod(row * len(columns) + column + on, len(columns))
            if not 0 <= row < len(rows):
                return False
            origin = index.column() if self._tab_origin is None else self._tab_origin
            self._go(rows[row], columns[column])
            self._tab_origin = origin
            return True
        if key in (_Key.Key_Left, _Key.Key_Right):
            column += on
        else:
            row += on
            # Enter after a run of Tabs goes back under the cell where the run began.
            if self._tab_origin in columns and key in (_Key.Key_Return, _Key.Key_Enter):
                column = columns.index(self._tab_origin)
        self._tab_origin = None
        self._go(rows[min(max(0, row), len(rows) - 1)], columns[min(max(0, column), len(columns) - 1)])
        return True

    def _shown_columns(self) -> list[int]:
        return [each for each in range(len(self.grid_model.columns)) if not self.isColumnHidden(each)]

    def _open_rows(self) -> list[int]:
        return [place for place, row in enumerate(self.grid_model.rows) if row.kind is not RowKind.SECTION]

    def _rows_in_view(self) -> int:
        pinned = self.grid_model.pinned * self.row_height()
        return max(1, (self.viewport().height() - pinned) // self.row_height() - 1)

    def _filled(self, row: int, column: int) -> bool:
        return self.grid_model.cell(self.grid_model.index(row, column)).filled

    # -- the frame and the selection -------------------------------------------------------------------------------

    def _go(self, row: int, column: int) -> None:
        """Make one cell current and the whole selection, whatever keys are held."""
        index = self.grid_model.index(row, column)
        self._anchor = QPersistentModelIndex(index)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)

    def _grow(self, row: int, column: int) -> None:
        """Select from the anchor to a cell, and frame that."""
        index = self.grid_model.index(row, column)
        start = cast("QModelIndex", self._anchor)
        if not self._anchor.isValid() or not self.selectionModel().isSelected(start):
            self._anchor = QPersistentModelIndex(self.currentIndex())
        self.selectionModel().select(self._block_to(index), _Flag.ClearAndSelect)
        self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)

    def _block_to(self, end: Index) -> QItemSelection:
        """Return the cells between the anchor and another one; counted in rows and columns, wherever they are drawn."""
        rows = sorted((self._anchor.row(), end.row()))
        columns = sorted((self._anchor.column(), end.column()))
        model = self.grid_model
        return QItemSelection(model.index(rows[0], columns[0]), model.index(rows[1], columns[1]))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select for the mouse, from the anchor to the cell at the far corner of a rectangle.

        Qt asks what is drawn at the near corner, where totals may lie over the cell at which the selection began.
        """
        end = self.indexAt(rect.bottomRight())
        if not end.isValid():
            return
        if not command & _Flag.Current or not self._anchor.isValid():
            self._anchor = QPersistentModelIndex(end)
        self.selectionModel().select(self._block_to(end), command)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Frame a cell; one that the click takes out of the selection hands the frame on."""
        self._tab_origin = None
        super().mousePressEvent(event)
        self.keep_framed()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what a press began, and leave nothing framed that is not selected."""
        super().mouseReleaseEvent(event)
        self.keep_framed()

    def keep_framed(self) -> None:
        """See to it that the framed cell is one of those selected."""
        current = self.currentIndex()
        if not current.isValid() or self.selectionModel().isSelected(current):
            return
        rest = self.shown_selection()
        if rest:
            self._anchor = QPersistentModelIndex(rest[-1])
            self.selectionModel().setCurrentIndex(rest[-1], _Flag.NoUpdate)
        else:
            self._go(current.row(), current.column())

    def _let_go(self) -> None:
        """Leave nothing selected when the framed row has gone, filtered away or taken out."""
        if not self.currentIndex().isValid() and self.selectionModel().hasSelection():
            self.selectionModel().clearSelection()
