"""Typing over a cell: the editor, in which what was not understood stays, with the reason beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.widgets.grid_model import GridModel
from ui.widgets.grid_sheet import Sheet
from ui.widgets.item_view import AWAY, Index

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

_Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class CellEditor(QLineEdit):
    """The field in which a cell is typed over; it keeps what was refused until that is mended or abandoned."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.opened_with: str | None = None
        self.refused = False
        self.typed_over = True
        self.setObjectName("cell-editor")
        self.setFrame(False)
        self._cell = QRect()
        self.textEdited.connect(self._forget_refusal)
        self.textChanged.connect(self._make_room)

    def begin(self, text: str) -> None:
        """Open with the cell's own text, once: a refresh behind the editor must not undo what is being typed."""
        if self.opened_with is None:
            self.opened_with = text
            self.setText(text)
            self.selectAll()

    def lay_over(self, cell: QRect) -> None:
        """Cover a cell."""
        self._cell = cell
        self._make_room()

    def _make_room(self) -> None:
        """Grow over the cells beside while the text needs more than its own, as far as the table goes."""
        needed = self.fontMetrics().horizontalAdvance(self.text()) + 26
        room = QRect(self._cell)
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            room.setLeft(max(0, min(room.left(), room.right() - needed)))
        else:
            table = self.parentWidget()
            end = table.width() - 1 if table is not None else room.right()
            room.setRight(max(room.right(), min(end, room.left() + needed)))
        self.setGeometry(room)

    def _forget_refusal(self) -> None:
        self.set_refused(refused=False)

    def set_refused(self, *, refused: bool) -> None:
        """Draw the field as refused, or not."""
        self.refused = refused
        self.setProperty("refused", refused)
        self.style().unpolish(self)
        self.style().polish(self)


class GridDelegate(QStyledItemDelegate):
    """Draws cells through the sheet, and gives a cell its editor with the keys of a spreadsheet.

    `begun` carries the editor that opened, `left` the key, and what was held with it, by which a field was left after
    its text was taken. With `typed_over` the next editor replaces what is in the cell, else it goes on from it.
    """

    begun = Signal(object)
    left = Signal(object, object)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self.typed_over = True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        self._sheet.paint_cell(painter, option.rect, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the field for one cell, named for a screen reader by its row and column."""
        del option
        model = self._sheet.grid_model
        editor = CellEditor(parent)
        editor.typed_over = self.typed_over
        self.begun.emit(editor)
        column = model.columns[index.column()]
        editor.setAlignment(Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft)
        editor.setAccessibleName(f"{model.columns[0].cell(model.rows[index.row()]).text}, {column.title}")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the field over its cell, and the reason beside it again if there is one."""
        del option
        if isinstance(editor, CellEditor):
            editor.lay_over(self._sheet.visualRect(index))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the field when it opens."""
        if isinstance(editor, CellEditor):
            editor.begin(self._sheet.grid_model.cell(index).edit or "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed; what is refused stays in the field with the reason."""
        if not isinstance(editor, CellEditor) or not isinstance(model, GridModel):
            return
        if editor.text() == editor.opened_with or editor.refused:
            return
        if not model.setData(index, editor.text()):
            editor.set_refused(refused=True)
            self._sheet.say_why_not(model.refusal, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the field Excel's keys."""
        if not isinstance(watched, CellEditor):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            return self._key(watched, cast("QKeyEvent", event))
        if event.type() == QEvent.Type.FocusOut:
            if cast("QFocusEvent", event).reason() not in AWAY:
                self.finish(watched)
            return False
        # Escape and the arrows belong to the field, not to shortcuts of the window.
        if event.type() == QEvent.Type.ShortcutOverride and cast("QKeyEvent", event).key() in _MOVES:
            event.accept()
        return False

    def finish(self, editor: CellEditor) -> bool:
        """Hand over what was typed and close the field; False when it was refused and stays open."""
        self.commitData.emit(editor)
        if editor.refused:
            return False
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        return True

    def _key(self, editor: CellEditor, event: QKeyEvent) -> bool:
        key = _Key(event.key())
        if key == _Key.Key_Escape:
            self._sheet.forget_reason()
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            return True
        # With Ctrl or Shift, and after F2, the arrows walk in the text.
        in_text = event.modifiers() & (_CONTROL | _SHIFT) or not editor.typed_over
        if key not in _MOVES or (key in (_Key.Key_Left, _Key.Key_Right) and in_text):
            return False
        if self.finish(editor):
            self._sheet.setFocus()
            self.left.emit(key, event.modifiers())
        return True


_MOVES = {
    _Key.Key_Return,
    _Key.Key_Enter,
    _Key.Key_Tab,
    _Key.Key_Backtab,
    _Key.Key_Up,
    _Key.Key_Down,
    _Key.Key_Left,
    _Key.Key_Right,
    _Key.Key_PageUp,
    _Key.Key_PageDown,
    _Key.Key_Escape,
}
