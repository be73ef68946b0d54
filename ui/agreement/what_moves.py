"""What a change that is only tried would move: a few lines, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from rra_desktop import wording
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.moved_figures import MovedFigure
from ui.widgets.labels import PlainLabel

_MOST = 6


class WhatMoves(QFrame):
    """The dates and numbers that would move, each with what it is and what it would be."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "reading-box")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(11, 8, 11, 8)
        self._column.setSpacing(3)
        self._heading = PlainLabel("", "strong", wrap=True)
        self._lines = PlainLabel("", "body", wrap=True)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._lines)

    def show_moves(self, matter: Matter, moved: Sequence[MovedFigure]) -> None:
        """Say what would move, or that nothing would."""
        self._heading.setText("What this would move" if moved else "This would move no date and no number now.")
        lines = [f"{wording.moved_name(matter, each)}: {wording.moved_by(each)}" for each in moved[:_MOST]]
        if len(moved) > _MOST:
            lines.append(f"and {len(moved) - _MOST:,} more")
        self._lines.setText("\n".join(lines))
        self._lines.setVisible(bool(lines))

    def show_waiting(self) -> None:
        """Say that it is being worked out."""
        self._heading.setText("Working out what this would move…")
        self._lines.setText("")
        self._lines.hide()

    def text(self) -> str:
        """Return all that is said."""
        return "\n".join(filter(None, (self._heading.text(), self._lines.text())))
