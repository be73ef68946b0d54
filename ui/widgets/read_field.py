"""A field that reads a figure as counsel writes it, and keeps what it could not read, with the reason beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from rra_desktop.errors import UserError
from ui.widgets.pending_edits import MEND_OR_ESCAPE, PendingEdit
from ui.widgets.reason import Reason

Value = TypeVar("Value")


class ReadField(QLineEdit, PendingEdit, Generic[Value]):
    """A line of text that stands for a value, or for none while it is empty.

    `read` makes the value from the text and raises UserError with the reason; `write` the text from the value. With
    `record` each change is handed over when the field is left or Enter is pressed, and a refusal it returns is shown;
    Escape brings back what stood there. Without it the field belongs to a dialog, which records all of its fields.
    """

    def __init__(
        self,
        name: str,
        read: Callable[[str], Value],
        write: Callable[[Value], str],
        record: Callable[[Value | None], str] | None = None,
    ) -> None:
        super().__init__()
        self._read = read
        self._write = write
        self._record = record
        self._shown: Value | None = None
        self._refusal = ""
        self._recording = False
        self._reason = Reason(self)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self.settle)
        self.textEdited.connect(lambda _text: self._say(""))

    def value(self) -> Value | None:
        """Return what the text says, None when it is empty; raises UserError when it cannot be read."""
        text = self.text().strip()
        return self._read(text) if text else None

    def problem(self) -> str:
        """Return why the text cannot be read, nothing when it can; and show it."""
        try:
            self.value()
        except UserError as error:
            self._say(str(error))
            return str(error)
        self._say("")
        return ""

    def show_value(self, value: Value | None) -> None:
        """Show a value, unless something is being typed or stands there refused."""
        if not self.unrecorded:
            self._shown = value
            self._write_down(value)

    def show_tried(self, value: Value | None) -> None:
        """Show a value that is only tried: Escape brings back what is recorded, and nothing records it."""
        self._say("")
        self._write_down(value)

    def put(self, value: Value | None) -> None:
        """Show a value in place of whatever stands in the field."""
        self.setModified(False)
        self._say("")
        self.show_value(value)

    @property
    def unrecorded(self) -> bool:
        """Whether something is being typed, or stands there refused."""
        return self.isModified() or bool(self._refusal)

    @property
    def reason(self) -> str:
        """Why what stands in the field was not taken, nothing when it was."""
        return self._refusal

    def settle(self) -> None:
        """Hand over what was typed, and say why when it is refused."""
        # A refusal that shows may move the keyboard, and so end the typing a second time.
        if self._recording or not self.isModified() or self.problem():
            return
        value = self.value()
        if self._record is None:
            self.put(value)
            return
        # The answer to a change comes before `record` returns: the field must be ready to show it.
        self.setModified(False)
        self._recording = True
        try:
            refusal = self._record(value) if value != self._shown else ""
        finally:
            self._recording = False
        if refusal:
            self.setModified(True)
            self._say(refusal)
        else:
            self.put(value)

    def hand_over(self) -> str:
        """Record what is being typed; returns why it was refused."""
        if self._record is None:
            return ""
        self.settle()
        return self._refusal

    def say_refused(self, sentence: str) -> None:
        """Take the keyboard and say a sentence below the field."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(f"{sentence} {MEND_OR_ESCAPE}")

    def undo_typing(self) -> bool:
        """Take back the last of what is being typed, or all of what was refused."""
        if not self.unrecorded:
            return False
        if self.isUndoAvailable():
            self.undo()
            self._say("")
        else:
            self.put(self._shown)
        return True

    def redo_typing(self) -> bool:
        """Type again what was taken back last."""
        available = self.isRedoAvailable()
        self.redo()
        return available

    def forget_typing(self) -> None:
        """Keep nothing of what was typed before to be taken back."""
        if not self.unrecorded:
            self.setText(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring back what stood there on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.unrecorded:
            self.put(self._shown)
            self.selectAll()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the whole, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the sentence away with the field."""
        self._reason.hide()
        super().hideEvent(event)

    def _write_down(self, value: Value | None) -> None:
        self.setText("" if value is None else self._write(value))

    def _say(self, sentence: str) -> None:
        self._refusal = sentence
        refused = bool(sentence)
        if self.property("refused") != refused:
            self.setProperty("refused", refused)
            self.style().unpolish(self)
            self.style().polish(self)
        if refused and self.isVisible():
            self._reason.say(sentence, self.rect(), self)
        else:
            self._reason.hide()
