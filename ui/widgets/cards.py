"""The figure card: a caption, a large figure, and what it rests on; choosing it asks why."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.chips import Chip, ChipLook, Tone
from ui.widgets.labels import PlainLabel, tool_tip
from ui.widgets.laid_out_button import LaidOutButton

OK_PILL = ChipLook(Tone.OK)


class FigureCard(LaidOutButton):
    """One figure large enough to read across a table; `clicked` is the wish to know why."""

    def __init__(self, theme: Theme, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._caption = PlainLabel(caption, "subtitle")
        self._figure = PlainLabel("", "figure")
        self._pill = Chip(theme, "", OK_PILL)
        self._note = PlainLabel("", "note", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 10, 15, 11)
        column.setSpacing(2)
        column.addWidget(self._caption)
        column.addWidget(self._figure)
        pills = QHBoxLayout()
        pills.addWidget(self._pill)
        pills.addStretch()
        column.addLayout(pills)
        column.addWidget(self._note)
        column.addStretch()
        self.let_clicks_through()

    def show_figure(
        self, figure: str, note: str = "", pill: str = "", look: ChipLook = OK_PILL, *, whole_note: str = ""
    ) -> None:
        """Show a figure with its note and, where there is one, a pill between the two.

        `whole_note` is what the tool tip shows and a screen reader says, where the note is shortened.
        """
        self._figure.setText(figure)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._pill.show_text(pill, look)
        self.setToolTip(tool_tip(whole_note) if whole_note != note else "")
        said = (self._caption.text(), figure, pill, whole_note or note)
        self.setAccessibleName(", ".join(part for part in said if part))
        self.updateGeometry()


class Card(QFrame):
    """A white panel with a hairline around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")


def rule(parent: QWidget | None = None) -> QFrame:
    """Return a hairline across."""
    line = QFrame(parent)
    line.setProperty("kind", "rule")
    line.setFixedHeight(1)
    return line
