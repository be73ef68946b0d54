"""Asking for the password of a locked matter."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Theme
from ui.widgets.forms import FormDialog


class PasswordDialog(FormDialog):
    """Asks for a password; what was wrong with the last one stands below the field."""

    def __init__(self, theme: Theme, file_name: str, wrong: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, "This matter is locked", "Open", parent, f"{file_name} opens with its password.")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.add("Password", self.password, "Without the password nobody can open the matter, and nobody can reset it.")
        self.refuse(wrong)

    def submit(self) -> str:
        """Refuse an empty password."""
        return "" if self.password.text() else "Type the password."
