"""Labels that show data: always plain text, so that markup in a holder's name stays a holder's name."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

_LONGEST_WORD = 24
"""In average signs: a longer word may be broken."""
_ANY_HEIGHT = 100_000


class PlainLabel(QLabel):
    """A label that shows its text as it is; `kind` names the style it is drawn in.

    One that wraps breaks inside a word that is longer than any line should be, as a name without spaces can be.
    """

    def __init__(
        self, text: str = "", kind: str = "body", parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self._longest: tuple[str, str, int] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setWordWrap(wrap)
        if kind == "caption":
            font = self.font()
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
            self.setFont(font)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """Return room for the text; where it wraps, a word of any length takes no more than a few signs of it."""
        hint = super().minimumSizeHint()
        if self.wordWrap():
            hint.setWidth(min(hint.width(), self.fontMetrics().averageCharWidth() * _LONGEST_WORD))
        return hint

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width, at which words too long for it are broken."""
        if not self._breaks_words(width):
            return super().heightForWidth(width)
        room = QRect(0, 0, width, _ANY_HEIGHT)
        return self.fontMetrics().boundingRect(room, self._flags(), self.text()).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, breaking words that are wider than the label, such as a name without a blank."""
        if not self._breaks_words(self.contentsRect().width()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self._flags(), self.text())
        painter.end()

    def _breaks_words(self, width: int) -> bool:
        return self.wordWrap() and self._longest_word() > width

    def _longest_word(self) -> int:
        """Return the width of the longest word, in pixels; Qt asks for a label's height many times for one text."""
        text, font = self.text(), self.font().key()
        if self._longest is None or self._longest[:2] != (text, font):
            metrics = self.fontMetrics()
            width = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
            self._longest = (text, font, width)
        return self._longest[2]

    def _flags(self) -> int:
        return int(self.alignment() | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)

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


def tool_tip(text: str) -> str:
    """Return a tool tip that shows `text` as it is, wrapped, whatever markup it holds."""
    return f"<qt>{escape(text)}</qt>" if text else ""
