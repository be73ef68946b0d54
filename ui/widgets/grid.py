"""The grid: a table that behaves as a spreadsheet does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QMenu, QWidget
from shiboken6 import isValid

from rra_desktop import wording
from ui.theme import Theme
from ui.widgets.grid_cells import GridRow, Tick
from ui.widgets.grid_clearing import clear_cells
from ui.widgets.grid_clipboard import block_mime
from ui.widgets.grid_editing import CellEditor, GridDelegate
from ui.widgets.grid_frame import FramedSheet
from ui.widgets.grid_model import GridModel
from ui.widgets.grid_paste import as_one_step, plan_paste
from ui.widgets.grid_selection import selection_block, selection_sum
from ui.widgets.item_view import Index
from ui.widgets.paste_dialog import PasteDialog
from ui.widgets.pending_edits import MEND_OR_ESCAPE, PendingEdit

_Key = Qt.Key
_Trigger = QAbstractItemView.EditTrigger
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Grid(FramedSheet, PendingEdit):
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
        self.activates = False
        self.add_actions: Callable[[QMenu, GridRow[Any]], None] | None = None
        self._editor: CellEditor | None = None
        self._told = False
        self._delegate = GridDelegate(self)
        self._delegate.begun.connect(self._editing_begins)
        self._delegate.left.connect(self._go_on)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(_Trigger.EditKeyPressed | _Trigger.AnyKeyPressed | _Trigger.DoubleClicked)
        self._header.sort_asked.connect(self.sort_by)
        model.layoutChanged.connect(self._say_gone)
        model.layoutChanged.connect(self._sum_up)
        model.dataChanged.connect(self._sum_up)

    # -- what a room asks ------------------------------------------------------------------------------------------

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
        """Show or hide a column, and leave a hidden one out of the sum."""
        super().show_column(column, shown=shown)
        self._sum_up()

    def why_not_typed(self, index: Index) -> str:
        """Return why a cell cannot be typed over, nothing for one that can."""
        row = self.grid_model.row_at(index)
        if row is None or self.grid_model.cell(index).edit is not None:
            return ""
        return self.grid_model.why_not_typed(row, self.grid_model.columns[index.column()].id)

    # -- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key does in a spreadsheet."""
        self._delegate.typed_over = event.key() != _Key.Key_F2
        self.forget_reason()
        event.accept()
        if self._act_on(event):
            return
        super().keyPressEvent(event)
        self.keep_framed()
        if event.key() == _Key.Key_F2:
            editor = self.indexWidget(self.currentIndex())
            if isinstance(editor, CellEditor):
                editor.deselect()
                editor.end(False)  # noqa: FBT003 - Qt's own signature
            else:
                self.say_why_not_typed()

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
            moved = self._leave(key, held) if held & _CONTROL else self.step(key, held)
            event.setAccepted(moved)
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            self._enter(key, held)
        elif key in (_Key.Key_Delete, _Key.Key_Backspace):
            self._clear_selection()
        elif key == _Key.Key_Space and not held & _ALT:
            self._press_space(held)
        elif key == _Key.Key_Escape and len(self.selectedIndexes()) > 1:
            self._go(self.currentIndex().row(), self.currentIndex().column())
        else:
            done = self.move_frame(key, held) or self._open_or_close(key, held)
        return done

    def _press_space(self, held: Qt.KeyboardModifier) -> None:
        """Tick the row, with Shift select it, with Ctrl the column; a blank would empty a figure and begins no text."""
        row = self.current_row()
        if row is None:
            return
        if held:
            self.select_line(across=bool(held & _SHIFT))
        elif row.tick is not None:
            self.grid_model.set_ticked(row, ticked=row.tick is not Tick.ON)
        elif self.shows_ticks:
            self.say_why_not(self.grid_model.why_not_ticked(row), self.currentIndex())

    def _open_or_close(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        row = self.current_row()
        if row is None or row.opened is None or held != _ALT or key not in (_Key.Key_Left, _Key.Key_Right):
            return False
        self.grid_model.set_opened(row, opened=key == _Key.Key_Right)
        return True

    def _leave(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Go to what stands before or after the grid, since Tab alone goes from cell to cell."""
        return QWidget.focusNextPrevChild(self, not (key == _Key.Key_Backtab or held & _SHIFT))

    def _enter(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        row = self.current_row()
        if row is not None and self.activates:
            self.row_activated.emit(row)
        else:
            self.step(key, held)

    def _go_on(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        """Go on from a cell whose field was left by a key."""
        if key in (_Key.Key_Tab, _Key.Key_Backtab) and held & _CONTROL:
            self._leave(key, held)
        elif not self.move_frame(key, Qt.KeyboardModifier.NoModifier):
            self.step(key, held)

    def _clear_selection(self) -> None:
        rows, columns = self.grid_model.rows, self.grid_model.columns
        cells = [(rows[each.row()], columns[each.column()].id) for each in self.shown_selection()]
        if cells:
            self.say_why_not(clear_cells(self.grid_model, cells), self.currentIndex())

    # -- the mouse -------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick a box or open a group where it is pressed; select cells elsewhere."""
        if self._held_by_refused_field():
            return
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
        if self._held_by_refused_field():
            return
        self._delegate.typed_over = False
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
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            self.say_why_not(self.why_not_typed(index), index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the row under the mouse, or for the menu key with the one in the frame."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        if self._held_by_refused_field() or (by_mouse and not self._put_frame_at(self.indexAt(event.pos()))):
            return
        row = self.current_row()
        if row is None:
            return
        menu = self.row_menu(row)
        where = event.globalPos()
        if not by_mouse:
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        menu.exec(where)
        menu.deleteLater()

    def _held_by_refused_field(self) -> bool:
        """Give the keyboard back to a field whose text was refused; returns whether there is one."""
        if self._editor is None or not self._editor.refused:
            return False
        self._editor.setFocus()
        return True

    def _put_frame_at(self, index: Index) -> bool:
        """Frame a cell, and leave a selection it is part of; returns whether the frame is there now."""
        if index.isValid() and index != self.currentIndex():
            if self.selectionModel().isSelected(index):
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            else:
                self._go(index.row(), index.column())
        return index.isValid() and index == self.currentIndex() and not self._held_by_refused_field()

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
            return self.why_not_typed(index)
        return self.grid_model.write(row, column.id, text if column.numeric else wording.one_line(text))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Say the sum of what is selected."""
        super().selectionChanged(selected, deselected)
        self._sum_up()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which cell is current; one whose text was refused keeps its editor, and gets the keyboard back."""
        super().currentChanged(current, previous)
        row = self.grid_model.row_at(current)
        self._told = row is not None
        self.cell_selected.emit(row, self.grid_model.columns[current.column()].id if row is not None else "")

    def _say_gone(self) -> None:
        """Say that no cell is current any more when its row has gone: what shows of it must not be edited on."""
        if self._told and not self.currentIndex().isValid():
            self._told = False
            self.cell_selected.emit(None, "")

    def _sum_up(self) -> None:
        self.summed.emit(selection_sum(self.grid_model, self.shown_selection()))

    # -- editing ---------------------------------------------------------------------------------------------------

    def _editing_begins(self, editor: CellEditor) -> None:
        """Remember the field that is open."""
        self._editor = editor
        editor.destroyed.connect(self._editing_ended)

    def hand_over(self) -> str:
        """Record what is being typed over a cell and close its field; returns why it was refused."""
        editor, delegate = self._editor, self.itemDelegate()
        if editor is None or not isValid(editor) or not isinstance(delegate, GridDelegate):
            return ""
        # What was refused before may be right by now: the other figures may have changed.
        editor.set_refused(refused=False)
        return "" if delegate.finish(editor) else self.grid_model.refusal

    def say_refused(self, sentence: str) -> None:
        """Give the keyboard to the field that is open, and say a sentence beside its cell."""
        if self._editor is not None:
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.say_why_not(f"{sentence} {MEND_OR_ESCAPE}", self.currentIndex())

    def undo_typing(self) -> bool:
        """Take back the last of what is being typed over a cell."""
        typed = self._editor is not None and self._editor.isUndoAvailable()
        if typed and self._editor is not None:
            self._editor.undo()
        return typed

    def redo_typing(self) -> bool:
        """Type again what was taken back last."""
        typed = self._editor is not None and self._editor.isRedoAvailable()
        if typed and self._editor is not None:
            self._editor.redo()
        return typed

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

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, and leave no sentence where its cell is no longer; one about a field that is open stays."""
        super().scrollContentsBy(dx, dy)
        if self._editor is None:
            self.forget_reason()

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
