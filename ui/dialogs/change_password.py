"""Locking a matter with a password, changing it, or taking it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from rra_desktop.errors import UserError
from ui.messages import tell
from ui.theme import Theme
from ui.widgets.forms import FormDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.tick_boxes import TickBox

Change = Callable[[str | None], tuple[str, ...]]


class ChangePasswordDialog(FormDialog):
    """Asks for a password twice; the lock is taken away by a box of its own, never by leaving the fields empty."""

    def __init__(self, theme: Theme, change: Change, *, locked: bool, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            "Change the password" if locked else "Lock with a password",
            "Change" if locked else "Lock",
            parent,
            "With a password nothing in the file or its backups can be read without it. A forgotten password is final: "
            "nobody can open the matter again, and nobody can reset it.",
        )
        self._change = change
        self._locked = locked
        self.first, self.second = QLineEdit(), QLineEdit()
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.add("New password", self.first)
        self.add("The same again", self.second)
        self.unlock = TickBox("Take the password away")
        self.unlock.setVisible(locked)
        self.unlock.toggled.connect(self._ask_for_none)
        self.fields.addWidget(self.unlock)
        without = PlainLabel("Anybody who has the file or a backup can read it then.", "small", wrap=True)
        without.setVisible(locked)
        self.fields.addWidget(without)

    def _ask_for_none(self, unlock: bool) -> None:  # noqa: FBT001 - a signal's argument
        for field in (self.first, self.second):
            field.setEnabled(not unlock)
            field.clear()
        self.act.setText("Take away" if unlock else "Change")

    def submit(self) -> str:
        """Change the password; returns why it is refused."""
        if self.first.text() != self.second.text():
            self.second.clear()
            self.second.setFocus()
            return "The two are not the same; type the second again."
        if not self.first.text() and not self.unlock.isChecked():
            self.first.setFocus()
            return "Type a password."
        try:
            left = self._change(self.first.text() or None)
        except UserError as error:
            return str(error)
        if left:
            tell(self, self.windowTitle(), "\n".join(left))
        return ""
