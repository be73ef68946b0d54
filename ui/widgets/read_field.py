"""A field that reads a figure as counsel writes it, and keeps what it could not read, with the reason beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from rra_desktop.errors import UserError
from ui.widgets.reason import Reason

Value = TypeVar("Value")


class ReadField(QLineEdit, Generic[Value]):
    """A line of text that stands for a value, or for none while it is empty.

    `read` makes the value from the text and raises UserError with the reason; `write` the text from the value. With
    `record` each change is handed over when the field is left or Enter is pressed, and a refusal it returns is shown;
    Escape brings back what stood there.
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
        if not (self.isModified() or self.reason):
            self._shown = value
            self.setText("" if value is None else self._write(value))

    def put(self, value: Value | None) -> None:
        """Show a value in place of whatever stands in the field."""
        self.setModified(False)
        self._say("")
        self.show_value(value)

    @property
    def reason(self) -> str:
        """Why what stands in the field was not taken, nothing when it was."""
        return self._reason.sentence

    def settle(self) -> None:
        """Hand over what was typed, and say why when it is refused."""
        if not self.isModified() or self.problem():
            return
        value = self.value()
        if self._record is None:
            self.put(value)
            return
        # The answer to a change comes before `record` returns: the field must be ready to show it.
        self.setModified(False)
        refusal = self._record(value) if value != self._shown else ""
        if refusal:
            self.setModified(True)
            self._say(refusal)
        else:
            self.put(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring back what stood there on Escape."""
        if event.key() == Qt.Key.Key_Escape and (self.isModified() or self.reason):
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

    def _say(self, sentence: str) -> None:
        refused = bool(sentence)
        if self.property("refused") != refused:
            self.setProperty("refused", refused)
            self.style().unpolish(self)
            self.style().polish(self)
        if refused and self.isVisible():
            self._reason.say(sentence, self.rect(), self)
        else:
            self._reason.hide()
