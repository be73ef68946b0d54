"""A card of one kind of thing that a section has: its title, how many there are, and a line for each."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.cards import Card, rule
from ui.widgets.labels import PlainLabel


class SectionCard(Card):
    """A title with a count behind it over lines that are parted by hairlines."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self._count = PlainLabel("", "note")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(PlainLabel(title, "strong"))
        top.addWidget(self._count)
        top.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 11, 14, 8)
        column.setSpacing(6)
        column.addLayout(top)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column.addLayout(self._lines)
        self.setAccessibleName(title)

    def show_count(self, text: str) -> None:
        """Say how many there are."""
        self._count.setText(text)

    def show_lines(self, lines: list[QWidget]) -> None:
        """Put other lines in the place of those that show."""
        while (item := self._lines.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.setParent(None)
                gone.deleteLater()
        for line in lines:
            self._lines.addWidget(rule(self))
            self._lines.addWidget(line)
        self.setVisible(bool(lines))
