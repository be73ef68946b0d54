"""What the program is, its version, and what it is made from."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from rra_desktop import __version__
from ui.widgets.buttons import button
from ui.widgets.labels import PlainLabel

_LETTERS = 56
NAME = "Registration Rights Desk"


class AboutDialog(QDialog):
    """Name, version, parts and licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"About {NAME}")
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(10)
        column.addWidget(PlainLabel(NAME, "heading", wrap=True))
        column.addWidget(PlainLabel(f"Version {__version__}", "muted"))
        column.addWidget(
            PlainLabel(
                "Holdings, deadlines and cutbacks of a registration rights agreement, each with its working and its "
                "section. Nothing leaves this machine: the program opens no connection, sends nothing, and asks for "
                "no updates.",
                wrap=True,
            )
        )
        parts = (
            f"Python {platform.python_version()}, Qt {qVersion()}, SQLite, Typst; the typefaces Inter and Libertinus"
        )
        column.addWidget(PlainLabel(f"{parts}. Apache License 2.0.", "small", wrap=True))
        column.addSpacing(6)
        close = button("Close", self.accept)
        close.setDefault(True)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        for label in self.findChildren(PlainLabel):
            label.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
