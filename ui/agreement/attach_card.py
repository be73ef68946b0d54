"""The card that offers to attach the agreement's text, and says why a file could not be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.widgets.buttons import button
from ui.widgets.cards import Card
from ui.widgets.labels import PlainLabel


class AttachCard(Card):
    """Shows while no text is attached, or while one is read or was refused; `attach` asks for a file."""

    def __init__(self, attach: Callable[[], object]) -> None:
        super().__init__()
        self.says = PlainLabel("", "strong", wrap=True)
        self.refusal = PlainLabel("", "refused", wrap=True)
        self._about = PlainLabel(
            "With the text attached each section shows its own words, here and in Why. It is kept in the matter, and "
            "nothing is sent anywhere.",
            "muted",
            wrap=True,
        )
        self.attach = button("Attach the text…", attach)
        words = QVBoxLayout()
        words.setSpacing(2)
        for each in (self.says, self._about, self.refusal):
            words.addWidget(each)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 11, 14, 11)
        row.setSpacing(14)
        row.addLayout(words, 1)
        row.addWidget(self.attach)

    def show_state(self, *, attached: bool, reading: str, refused: str, editable: bool) -> None:
        """Show whether a file is being read, was refused, or none is attached; hide where all is well."""
        self.says.setText(f"Reading {reading}…" if reading else "" if attached else "The text is not attached")
        self.says.setVisible(bool(self.says.text()))
        self._about.setVisible(not attached and not reading)
        self.refusal.setText(refused)
        self.refusal.setVisible(bool(refused))
        self.attach.setVisible(editable and not reading and not attached)
        self.setVisible(bool(reading or refused or not attached))
