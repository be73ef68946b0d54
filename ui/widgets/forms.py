"""Dialogs that ask for facts: labelled fields one under another, a refusal in a sentence, Cancel and one act."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.labels import PlainLabel

_WIDTH = 460


class FormDialog(QDialog):
    """A dialog that stays until what it asks for was accepted; subclasses add fields and override `submit`."""

    def __init__(self, theme: Theme, title: str, act: str, parent: QWidget | None = None, intro: str = "") -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._refusal = PlainLabel("", "refused", wrap=True)
        self._refusal.hide()
        self.fields = QVBoxLayout()
        self.fields.setSpacing(14)
        self.act = button(act, self.accept, kind="primary")
        self.act.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button("Cancel", self.reject))
        buttons.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(PlainLabel(title, "heading", wrap=True))
        if intro:
            column.addWidget(PlainLabel(intro, "muted", wrap=True))
        column.addLayout(self.fields)
        column.addWidget(self._refusal)
        column.addStretch()
        column.addLayout(buttons)

    def add(self, label: str, editor: QWidget, note: str = "") -> QWidget:
        """Add a field under its label, with a note in small print; return the whole row, to hide and show it."""
        row = labelled(label, editor, note)
        self.fields.addWidget(row)
        return row

    def submit(self) -> str:
        """Do what the dialog is for; returns why it cannot be done, empty when it is done."""
        return ""

    def accept(self) -> None:
        """Close when what was asked for was accepted, or else say why not."""
        refusal = self.submit()
        if refusal:
            self.refuse(refusal)
        else:
            super().accept()

    def refuse(self, sentence: str) -> None:
        """Show why what stands in the fields is not accepted, and speak it."""
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def refusal(self) -> str:
        """Return the sentence that shows, empty when none does."""
        return "" if self._refusal.isHidden() else self._refusal.text()


def side_by_side(*widgets: QWidget) -> QWidget:
    """Return widgets next to each other in one row, tops aligned."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for widget in widgets:
        line.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return row


def labelled(label: str, editor: QWidget, note: str = "") -> QWidget:
    """Return an editor below its label, with a note in small print below it."""
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    caption = PlainLabel(label, "muted")
    caption.setBuddy(editor)
    if not editor.accessibleName():
        editor.setAccessibleName(label)
    column.addWidget(caption)
    column.addWidget(editor)
    if note:
        column.addWidget(PlainLabel(note, "small", wrap=True))
    column.addStretch()
    return row
