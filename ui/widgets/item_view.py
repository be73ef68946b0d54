"""What all lists and tables of the window have in common: typing never searches, and is not ignored in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from ui.widgets.reason import Reason

if TYPE_CHECKING:
    _View = QAbstractItemView
else:
    _View = object

Index = QModelIndex | QPersistentModelIndex
AWAY = frozenset(
    {
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)
"""Why a view may lose the keyboard for a moment: it comes back to where it was."""


class ItemView(_View):
    """The first base of every list and table, before Qt's own: takes Qt's search by typed letters away.

    Where a cell cannot be typed over, Qt takes the first letter for a search, carries the keyboard to the next row
    that begins with it, and the rest is typed over that row's figure. Here the keyboard stays, and a sentence beside
    the cell says what `why_not_typed` has to say.
    """

    _said: Reason | None = None

    def why_not_typed(self, index: Index) -> str:
        """Return why nothing can be typed on a row or cell; nothing for a list that shows no figures."""
        del index
        return ""

    def keyboardSearch(self, search: str) -> None:
        """Say why what was typed goes nowhere, and stay."""
        if search.isprintable():
            self.say_why_not_typed()

    def say_why_not_typed(self) -> None:
        """Say beside the current cell why it cannot be typed over."""
        if self.currentIndex().isValid():
            self.say_why_not(self.why_not_typed(self.currentIndex()), self.currentIndex())

    # -- the sentence ----------------------------------------------------------------------------------------------

    def say_why_not(self, sentence: str, index: Index) -> None:
        """Say beside a cell why something was not taken."""
        if not sentence:
            return
        if self._said is None:
            self._said = Reason(self)
        self._said.say(sentence, self.visualRect(index), self.viewport())

    def forget_reason(self) -> None:
        """Take the sentence away."""
        if self._said is not None:
            self._said.hide()

    @property
    def reason(self) -> str:
        """The sentence that stands beside a cell now, nothing when there is none."""
        return "" if self._said is None else self._said.sentence

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the sentence away, and do what the key does."""
        self.forget_reason()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the sentence away, and do what the mouse does."""
        self.forget_reason()
        super().mousePressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Take the sentence away from a cell that was left."""
        self.forget_reason()
        super().currentChanged(cast("QModelIndex", current), cast("QModelIndex", previous))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the sentence away when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        taker = QApplication.focusWidget()
        if event.reason() not in AWAY and (taker is None or not self.isAncestorOf(taker)):
            self.forget_reason()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the sentence away with the view."""
        self.forget_reason()
        super().hideEvent(event)
