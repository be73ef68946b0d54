"""The grid: a table that behaves as a spreadsheet does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QMenu, QWidget
from shiboken6 import isValid

from rra_desktop import wording
from ui.theme import Theme
from ui.widgets.grid_cells import GridRow, RowKey, RowKind, Tick
from ui.widgets.grid_clipboard import block_mime
from ui.widgets.grid_editing import CellEditor, GridDelegate
from ui.widgets.grid_model import GridModel
from ui.widgets.grid_paste import as_one_step, plan_paste
from ui.widgets.grid_selection import selection_block, selection_sum
from ui.widgets.grid_sheet import Sheet
from ui.widgets.paste_dialog import PasteDialog
from ui.widgets.reason import Reason

Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key
_Trigger = QAbstractItemView.EditTrigger
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Grid(Sheet):
    """A sheet with the keys, the editing, the copying and the sums of a spreadsheet.

    `cell_selected` carries the row and the column id of the current cell, or None; `summed` the sum of the selection
    as a sentence, empty when there is nothing to add up. `add_actions` lets a room put its own acts into the menu of
    a row. With `activates` Enter and a double click on a row ask the room for an act, through `row_activated`.
    """

    cell_selected = Signal(object, str)
    row_activated = Signal(object)
    summed = Signal(str)

    def __init__(self, model: GridModel[Any], theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, name, parent)
        self.typed_into = True
        self.activates = False
        self.add_actions: Callable[[QMenu, GridRow[Any]], None] | None = None
        self._reason = Reason(self)
        self._tab_origin: int | None = None
        self._editor: CellEditor | None = None
        self.setItemDelegate(GridDelegate(self))
        self.setEditTriggers(_Trigger.EditKeyPressed | _Trigger.AnyKeyPressed | _Trigger.DoubleClicked)
        self._header.sort_asked.connect(self.sort_by)
        model.layoutChanged.connect(self._sum_up)
        model.dataChanged.connect(self._sum_up)

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

    def say_why_not(self, sentence: str, index: Index) -> None:
        """Say beside a cell why something was not taken."""
        if sentence:
            self._reason.say(sentence, self.visualRect(index), self.viewport())

    def forget_reason(self) -> None:
        """Take the sentence away."""
        self._reason.hide()

    @property
    def reason(self) -> str:
        """The sentence that stands beside a cell now, nothing when there is none."""
        return self._reason.sentence

    def sort_by(self, column: int) -> None:
        """Sort by a column: upwards, then downwards, then in the register's order again."""
        chosen = self.grid_model.columns[column]
        if chosen.order is None:
            return
        now = self.grid_model.sorted_by
        if now is None or now[0] != chosen.id:
            self.grid_model.sort(column, Qt.SortOrder.AscendingOrder)
        elif now[1] is Qt.SortOrder.AscendingOrder:
            self.grid_model.sort(column, Qt.SortOrder.DescendingOrder)
        else:
            self.grid_model.sort(-1)

    def show_column(self, column: int, *, shown: bool) -> None:
        """Show or hide a column, and leave a hidden one."""
        super().show_column(column, shown=shown)
        if not shown and self.currentIndex().column() == column:
            self._go(self.currentIndex().row(), 0)
        self._sum_up()

    # -- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key does in a spreadsheet."""
        self.typed_into = event.key() != _Key.Key_F2
        self.forget_reason()
        if self._act_on(event):
            event.accept()
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._tab_origin = None
        editor = self.indexWidget(self.currentIndex())
        if event.key() == _Key.Key_F2 and isinstance(editor, CellEditor):
            editor.deselect()
            editor.end(False)  # noqa: FBT003 - Qt's own signature

    def _act_on(self, event: QKeyEvent) -> bool:
        key, held = _Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        done = True
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection(titled=False)
        elif key == _Key.Key_C and held == _CONTROL | _SHIFT:
            self.copy_selection(titled=True)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key in (_Key.Key_Tab, _Key.Key_Backtab):
            done = self._leave(key, held) if held & _CONTROL else self.step(key, held)
            if not done:
                event.ignore()
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            self._enter(key, held)
        elif key in (_Key.Key_Delete, _Key.Key_Backspace):
            self._clear_selection()
        elif key == _Key.Key_Escape and len(self.selectedIndexes()) > 1:
            self._go(self.currentIndex().row(), self.currentIndex().column())
        else:
            done = self._act_on_row(key, held)
        return done

    def _act_on_row(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        row = self.current_row()
        if row is None:
            return False
        if key == _Key.Key_Space and not held and row.tick is not None:
            self.grid_model.set_ticked(row, ticked=row.tick is not Tick.ON)
            return True
        if held == _ALT and key in (_Key.Key_Left, _Key.Key_Right) and row.opened is not None:
            self.grid_model.set_opened(row, opened=key == _Key.Key_Right)
            return True
        return False

    def _leave(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Go to what stands before or after the grid, since Tab alone goes from cell to cell."""
        return QWidget.focusNextPrevChild(self, not (key == _Key.Key_Backtab or held & _SHIFT))

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

    def _enter(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        row = self.current_row()
        if row is not None and self.activates:
            self.row_activated.emit(row)
        else:
            self.step(key, held)

    def _go(self, row: int, column: int) -> None:
        """Make one cell current and the whole selection, whatever keys are held."""
        index = self.grid_model.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _clear_selection(self) -> None:
        cells = [index for index in self.selectedIndexes() if self.grid_model.cell(index).edit is not None]
        if cells:
            columns = self.grid_model.columns
            why_not = self.grid_model.clear(
                [(self.grid_model.rows[each.row()], columns[each.column()].id) for each in cells]
            )
            self.say_why_not(why_not, self.currentIndex())

    # -- the mouse -------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick a box or open a group where it is pressed; select cells elsewhere."""
        if self._editor is not None and self._editor.refused:
            self._editor.setFocus()
            return
        self.forget_reason()
        self._tab_origin = None
        index = self.indexAt(event.position().toPoint())
        row = self.grid_model.row_at(index)
        if row is not None and index.column() == 0 and event.button() is Qt.MouseButton.LeftButton:
            lead, rect, point = self.lead_of(row), self.visualRect(index), event.position().toPoint()
            if row.tick is not None and lead.tick_zone(rect).contains(point):
                self._go(index.row(), 0)
                self.grid_model.set_ticked(row, ticked=row.tick is not Tick.ON)
                return
            if row.opened is not None and lead.chevron_zone(rect).contains(point):
                self._go(index.row(), 0)
                self.grid_model.set_opened(row, opened=not row.opened)
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a group, ask for the room's act, or type over the cell."""
        self.typed_into = False
        index = self.indexAt(event.position().toPoint())
        row = self.grid_model.row_at(index)
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            if self.activates:
                self.row_activated.emit(row)
                return
            inside = index.column() == 0 and self.lead_of(row).text_rect(self.visualRect(index)).contains(
                event.position().toPoint()
            )
            if row.opened is not None and inside:
                self.grid_model.set_opened(row, opened=not row.opened)
                return
        super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the row, for the mouse and for the menu key."""
        row = self.current_row()
        if row is None:
            return
        menu = self.row_menu(row)
        where = event.globalPos()
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        menu.exec(where)
        menu.deleteLater()

    def row_menu(self, row: GridRow[Any]) -> QMenu:
        """Return the menu of a row: the room's acts, copying and sorting."""
        menu = QMenu(self)
        menu.setAccessibleName("What can be done here")
        if self.add_actions is not None:
            self.add_actions(menu, row)
            menu.addSeparator()
        if row.opened is not None:
            act = menu.addAction("Close the group" if row.opened else "Open the group")
            act.triggered.connect(lambda: self.grid_model.set_opened(row, opened=not row.opened))
        menu.addAction("Copy", lambda: self.copy_selection(titled=False))
        menu.addAction("Copy with titles", lambda: self.copy_selection(titled=True))
        if self.grid_model.cell(self.currentIndex()).edit is not None:
            menu.addAction("Paste", self.paste)
        self.fill_column_menu(menu.addMenu("Columns"))
        place = self.currentIndex().column()
        if self.grid_model.columns[place].order is not None:
            title = self.grid_model.columns[place].title
            menu.addSeparator()
            for words, order in (
                (f"Sort by {title}, upwards", Qt.SortOrder.AscendingOrder),
                (f"Sort by {title}, downwards", Qt.SortOrder.DescendingOrder),
            ):
                menu.addAction(words, partial(self.grid_model.sort, place, order))
            menu.addAction("Order of the register", lambda: self.grid_model.sort(-1))
        return menu

    # -- selection -------------------------------------------------------------------------------------------------

    def copy_selection(self, *, titled: bool) -> None:
        """Copy the selected cells as text and as a table, with the titles of their columns or without."""
        selected = [each for each in self.selectedIndexes() if not self.isColumnHidden(each.column())]
        if selected:
            block, numeric = selection_block(self.grid_model, selected, titled=titled)
            QApplication.clipboard().setMimeData(block_mime(block, numeric, titled=titled))

    def paste(self) -> None:
        """Paste the clipboard's table from the current cell on: one cell as if typed, more once counsel has seen it."""
        block = wording.read_table(QApplication.clipboard().text())
        index = self.currentIndex()
        if not block or (not index.isValid() and self.grid_model.rows):
            return
        if index.isValid() and [len(row) for row in block] == [1]:
            self.say_why_not(self._paste_one(index, block[0][0]), index)
            return
        first = index if index.isValid() else None
        columns = [each for each in self._shown_columns() if first is None or each >= first.column()]
        rows = [self.grid_model.rows[each] for each in self._open_rows() if first is None or each >= first.row()]
        plan_with = partial(plan_paste, self.grid_model, rows, columns, block)
        PasteDialog(self._theme, plan_with, lambda plan: self.grid_model.execute(as_one_step(plan)), self).open()

    def _paste_one(self, index: Index, text: str) -> str:
        """Do what typing a text over a cell does; returns why not."""
        if not text.strip():
            return "The cell copied is empty, so nothing was changed; Delete clears a figure."
        cell, row = self.grid_model.cell(index), self.grid_model.rows[index.row()]
        column = self.grid_model.columns[index.column()]
        if wording.one_line(text) == cell.text:
            return ""
        if cell.edit is None:
            return "This cell cannot be typed over."
        return self.grid_model.write(row, column.id, text if column.numeric else wording.one_line(text))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Draw the selection and say its sum."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self._sum_up()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which cell is current; one whose text was refused keeps its editor, and gets the keyboard back."""
        super().currentChanged(cast("QModelIndex", current), cast("QModelIndex", previous))
        row = self.grid_model.row_at(current)
        self.cell_selected.emit(row, self.grid_model.columns[current.column()].id if row is not None else "")

    def _sum_up(self) -> None:
        selected = [each for each in self.selectedIndexes() if not self.isColumnHidden(each.column())]
        self.summed.emit(selection_sum(self.grid_model, selected))

    # -- editing ---------------------------------------------------------------------------------------------------

    def editing_begins(self, editor: CellEditor) -> None:
        """Remember the field that is open."""
        self._editor = editor
        editor.destroyed.connect(self._editing_ended)

    def _editing_ended(self, gone: QObject) -> None:
        # A field may also go with its row, when that is filtered away or removed while being typed in.
        if self._editor is None or not isValid(self._editor) or self._editor is gone:
            self._editor = None
            self.forget_reason()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close a cell's field, unless what is in it was refused and not abandoned."""
        abandoned = hint is QAbstractItemDelegate.EndEditHint.RevertModelCache
        if isinstance(editor, CellEditor) and editor.refused and not abandoned:
            editor.setFocus()
            return
        self._editor = None
        self.forget_reason()
        super().closeEditor(editor, hint)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the current cell as the one that takes the keys; begin with the first when there is none."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.grid_model.rows:
            self._go(0, 0)
        self._sum_up()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the current cell as one among others."""
        super().focusOutEvent(event)
        self.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the sentence away with the grid."""
        self.forget_reason()
        super().hideEvent(event)
