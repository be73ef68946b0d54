"""A sentence that floats beside what it is about, saying why something was not taken."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets.labels import PlainLabel

_WIDEST = 340
_MARGIN = 8


class Reason(QFrame):
    """The sentence, drawn over the window so that it moves nothing, and spoken to a screen reader."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setProperty("kind", "reason")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label = PlainLabel("", "refused", self, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 7, 10, 7)
        layout.addWidget(self._label)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is being said, nothing while hidden."""
        return "" if self.isHidden() else self._label.text()

    def say(self, sentence: str, place: QRect, within: QWidget) -> None:
        """Show a sentence under a place of `within`, or over it where there is no room below."""
        window = within.window()
        self.setParent(window)
        self._label.setText(sentence)
        # A little more than the words measure, so that a short sentence never breaks on a rounded half pixel.
        inner = min(_WIDEST, window.width() - 6 * _MARGIN, self._label.fontMetrics().horizontalAdvance(sentence) + 6)
        self._label.setFixedWidth(inner)
        self._label.setFixedHeight(self._label.heightForWidth(inner))
        self.resize(inner + 22, self._label.height() + 16)
        below = within.mapTo(window, place.bottomRight())
        left = min(max(_MARGIN, below.x() - self.width() + 1), window.width() - self.width() - _MARGIN)
        top = below.y() + 5
        if top + self.height() > window.height() - _MARGIN:
            top = within.mapTo(window, place.topRight()).y() - self.height() - 5
        self.move(left, top)
        self.raise_()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(within, sentence))
