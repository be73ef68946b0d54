"""A page of free text about a holder that is saved when it is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QPlainTextEdit


class TextField(QPlainTextEdit):
    """Several lines of text; `settled` carries them when the field is left and they are not as they were."""

    settled = Signal(str)

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self._shown = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)

    def show_text(self, text: str) -> None:
        """Show what is recorded, unless it is being changed just now."""
        if self.toPlainText() == self._shown or not self.hasFocus():
            self._shown = text
            if self.toPlainText() != text:
                self.setPlainText(text)

    def settle(self) -> None:
        """Hand over what was written."""
        text = self.toPlainText().strip()
        if text != self._shown.strip():
            self._shown = text
            self.settled.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over what was written when the field is left."""
        super().focusOutEvent(event)
        self.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hand over what was written when the page is turned."""
        self.settle()
        super().hideEvent(event)
