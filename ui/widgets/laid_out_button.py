"""A button with widgets in it: as large as they want, and pressed wherever it is clicked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget


class LaidOutButton(QPushButton):
    """A button whose room is that of its layout, in which words may wrap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)

    def let_clicks_through(self) -> None:
        """Let a click on what is in the button be a click on the button; called once everything is in it."""
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return the room that what is in it takes."""
        inside = self.layout()
        return super().sizeHint() if inside is None else inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which what is in it is whole."""
        inside = self.layout()
        return super().minimumSizeHint() if inside is None else inside.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Say that words in it wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that what is in it takes at a width."""
        inside = self.layout()
        return super().heightForWidth(width) if inside is None else inside.totalHeightForWidth(width)
