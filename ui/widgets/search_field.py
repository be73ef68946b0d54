"""A field to find or filter with, a lens at its left and Escape to empty it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit

from ui.theme import Theme
from ui.widgets.pending_edits import PendingEdit

_LENS = 24


class SearchField(QLineEdit, PendingEdit):
    """A line of text with a lens; what is typed into it is never recorded."""

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(hint)
        self.setPlaceholderText(hint)
        self.setTextMargins(_LENS - 6, 0, 0, 0)
        self.setClearButtonEnabled(False)
        self.setMinimumWidth(140)

    def hand_over(self) -> str:
        """Record nothing, and refuse nothing."""
        return ""

    def say_refused(self, sentence: str) -> None:
        """Say nothing: nothing is refused."""

    def undo_typing(self) -> bool:
        """Take back the last of what was typed."""
        available = self.isUndoAvailable()
        self.undo()
        return available

    def redo_typing(self) -> bool:
        """Type again what was taken back last."""
        available = self.isRedoAvailable()
        self.redo()
        return available

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lens over what the style draws."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colours.faint, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        centre = QPointF(15.0, self.height() / 2 - 1)
        painter.drawEllipse(QRectF(centre.x() - 4, centre.y() - 4, 8, 8))
        painter.drawLine(centre + QPointF(3, 3), centre + QPointF(6.5, 6.5))
        painter.end()
