"""A page of free text about a holder that is saved while it is typed and when it is left."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from ui.widgets.pending_edits import MEND_OR_ESCAPE, PendingEdit
from ui.widgets.reason import Reason

Record = Callable[[str, str], str]
PAUSE_MS = 1_000
"""A pause as long as this ends a stretch of typing, which is recorded as one step."""
_LONGEST_S = 5.0
"""Typing without a pause is recorded after so long at the latest."""


class TextField(QPlainTextEdit, PendingEdit):
    """Several lines of text about one holder; `record` takes the holder and the text, and returns why not.

    What is typed is recorded when counsel pauses, and when the field is left; each stretch of typing is one step. What
    was refused stays, with the reason beside it, until it is taken or Escape brings back what is recorded.
    """

    def __init__(self, name: str, hint: str, record: Record) -> None:
        super().__init__()
        self._record = record
        self._holder = ""
        self._shown = ""
        self._refusal = ""
        self._began: float | None = None
        self._reason = Reason(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.hand_over)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._typed)

    @property
    def unrecorded(self) -> bool:
        """Whether the text is not as it is recorded; blanks around it do not count."""
        return self.toPlainText().strip() != self._shown.strip()

    @property
    def reason(self) -> str:
        """Why the text was not taken, nothing when it was."""
        return self._refusal

    def show_text(self, holder: str, text: str) -> None:
        """Show what is recorded of a holder, unless it is being changed just now."""
        if holder == self._holder and self.unrecorded:
            return
        moved_on, self._holder, self._shown = holder != self._holder, holder, text
        if moved_on or self.toPlainText().strip() != text.strip():
            self._replace(text)

    def hand_over(self) -> str:
        """Record what was written; returns why it was refused."""
        self._pause.stop()
        self._began = None
        if not self.unrecorded or not self._holder:
            self._say("")
            return ""
        before, text = self._shown, self.toPlainText().strip()
        # The answer to a change comes before `record` returns: the field must know by then what is recorded.
        self._shown = text
        refusal = self._record(self._holder, text)
        if refusal:
            self._shown = before
        else:
            self.forget_typing()
        self._say(refusal)
        return refusal

    def say_refused(self, sentence: str) -> None:
        """Take the keyboard and say a sentence in the field."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(f"{sentence} {MEND_OR_ESCAPE}")

    def undo_typing(self) -> bool:
        """Take back the last of what is typed and not recorded."""
        if not self.unrecorded:
            return False
        if self.document().isUndoAvailable():
            self.undo()
        else:
            self._replace(self._shown)
        return True

    def redo_typing(self) -> bool:
        """Type again what was taken back last."""
        available = self.document().isRedoAvailable()
        self.redo()
        return available

    def forget_typing(self) -> None:
        """Keep nothing of what was typed before to be taken back."""
        if not self.unrecorded:
            self.document().clearUndoRedoStacks()

    def _replace(self, text: str) -> None:
        """Show another text, the cursor at its end."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._pause.stop()
        self._began = None
        self._say("")

    def _typed(self) -> None:
        if not self.unrecorded:
            self._pause.stop()
            return
        self._say("")
        now = time.monotonic()
        self._began = now if self._began is None else self._began
        left = round((self._began + _LONGEST_S - now) * 1000)
        self._pause.start(max(0, min(PAUSE_MS, left)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring back what is recorded on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.unrecorded:
            self._replace(self._shown)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over what was written when the field is left."""
        super().focusOutEvent(event)
        self.hand_over()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hand over what was written when the page is turned."""
        self.hand_over()
        self._reason.hide()
        super().hideEvent(event)

    def _say(self, sentence: str) -> None:
        self._refusal = sentence
        if sentence and self.isVisible():
            corner = self.rect().topRight()
            self._reason.say(sentence, QRect(corner, corner), self)
        else:
            self._reason.hide()
