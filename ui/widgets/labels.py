"""Labels that show data: always plain text, so that markup in a holder's name stays a holder's name."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

_TOO_LONG = re.compile(r"(\S{20})(?=\S)")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


class PlainLabel(QLabel):
    """A label that shows its text as it is; `kind` names the style it is drawn in.

    One that wraps breaks inside a word that is longer than any line should be, as a name without spaces can be.
    """

    def __init__(
        self, text: str = "", kind: str = "body", parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setWordWrap(wrap)
        if kind == "caption":
            font = self.font()
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
            self.setFont(font)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        self._text = text
        super().setText(breakable(text) if self.wordWrap() else text)

    def text(self) -> str:
        """Return the text as it was given."""
        return self._text

    def set_kind(self, kind: str) -> None:
        """Draw the label in another style."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(PlainLabel):
    """A label of one line that ends in an ellipsis where it has no room, with the whole text as its tool tip."""

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setToolTip(tool_tip(text))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few signs."""
        return QSize(self.fontMetrics().horizontalAdvance("Abcdef…"), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


def breakable(text: str) -> str:
    """Return a text with places to break in words that are too long for a line."""
    return _TOO_LONG.sub(rf"\1{_MAY_BREAK}", text)


def tool_tip(text: str) -> str:
    """Return a tool tip that shows `text` as it is, wrapped, whatever markup it holds."""
    return f"<qt>{escape(text)}</qt>" if text else ""
