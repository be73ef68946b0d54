"""Sentences to counsel: a bar for what has no place of its own, and a box only where a decision is needed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QWidget

from ui.theme import Theme
from ui.widgets.buttons import IconButton
from ui.widgets.labels import PlainLabel


class MessageBar(QWidget):
    """A line across the window: why something was refused, or (calmly) what should be known of the file.

    It stays until it is put away or the next edit succeeds.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sentence = PlainLabel("", "refused", wrap=True)
        self._away = IconButton(theme, "close", "Put this message away", self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._away)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show why something was refused and have screen readers speak it."""
        self._show(sentence, calm=False)

    def note(self, sentence: str) -> None:
        """Show something to be known that nobody has to mend, and have screen readers speak it."""
        self._show(sentence, calm=True)

    def _show(self, sentence: str, *, calm: bool) -> None:
        self._sentence.set_kind("body" if calm else "refused")
        self.setProperty("calm", calm)
        self.style().unpolish(self)
        self.style().polish(self)
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def text(self) -> str:
        """Return the sentence that shows, empty when none does."""
        return "" if self.isHidden() else self._sentence.text()


def decide(parent: QWidget, title: str, sentence: str, act: str, *, keep: str = "Cancel") -> bool:
    """Ask whether to act; the button that keeps things as they are is the default."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    acting = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(keep, QMessageBox.ButtonRole.RejectRole))
    box.exec()
    decided = box.clickedButton() is acting
    box.deleteLater()
    return decided


def tell(parent: QWidget | None, title: str, sentence: str) -> None:
    """Say something that leaves nothing to go on with: a file that cannot be opened."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.addButton("Close", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    box.deleteLater()
