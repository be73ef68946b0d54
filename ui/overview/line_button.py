"""A line of the Overview as a button: chip, how far off, what it is, what is particular to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.overview.lines import Line
from ui.theme import Theme
from ui.widgets.chips import SECTION_LOOK, Chip, chip_size
from ui.widgets.labels import PlainLabel, tool_tip
from ui.widgets.laid_out_button import LaidOutButton

_SLACK = 8
"""In pixels: a label breaks its text a little before it is as wide as its letters add up to."""


class LineButton(LaidOutButton):
    """One line; `rested` says that the keyboard or mouse came to it, `clicked` that it is to lead to its place."""

    rested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.line = Line("")
        self.setProperty("kind", "line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._chip = Chip(theme, "")
        self._chip_room = QWidget()
        self._beside = PlainLabel("", "muted")
        self._text = PlainLabel("", wrap=True)
        self._below = PlainLabel("", "small", wrap=True)
        self._note = PlainLabel("", "muted", wrap=True)
        self._section = Chip(theme, "", SECTION_LOOK)
        self._lay_out()
        self.let_clicks_through()

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(10)
        first = QHBoxLayout(self._chip_room)
        first.setContentsMargins(0, 0, 0, 0)
        first.addWidget(self._chip)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._text)
        words.addWidget(self._below)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(2)
        self._words.addLayout(words, 1)
        self._words.addWidget(self._note, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._chip_room, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words, 1)
        row.addWidget(self._section, 0, Qt.AlignmentFlag.AlignTop)

    def show_line(self, line: Line) -> None:
        """Say something else."""
        self.line = line
        self._chip.show_text(line.chip, line.look)
        self._beside.setText(line.beside)
        self._text.set_kind("strong" if line.strong else "body")
        for label, text in ((self._text, line.text), (self._below, line.below), (self._note, line.note)):
            label.setText(text)
            label.setVisible(bool(text))
        self._section.show_text(line.section, SECTION_LOOK)
        self.setAccessibleName(", ".join(line.parts))
        self.setToolTip(tool_tip(line.in_words))
        self.setMinimumHeight(max(28, round(self._theme.pixels() * 2.2)))
        self._arrange(self.width())
        self.updateGeometry()

    def wants(self) -> tuple[int, int]:
        """Return how wide its chip and what stands beside it are, in pixels."""
        beside = self.line.beside
        width = self._beside.fontMetrics().horizontalAdvance(beside) + 2 if beside else 0
        return chip_size(self._theme, self.line.chip).width() if self.line.chip else 0, width

    def line_up(self, chip: int, beside: int) -> None:
        """Give chip and what stands beside it the widths that all lines of a section share."""
        for widget, width in ((self._chip_room, chip), (self._beside, beside)):
            widget.setFixedWidth(width)
            widget.setVisible(width > 0)
        self._arrange(self.width())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard came to the line."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.rested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is now."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def heightForWidth(self, width: int) -> int:
        """Return the height the words take at a width."""
        return max(super().heightForWidth(width), self.minimumHeight())

    def _around(self) -> int:
        """Return how much of the width is not for words."""
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        fixed = (self._chip_room, self._beside)
        taken = sum(part.minimumWidth() + gap for part in fixed if not part.isHidden())
        taken += self._section.sizeHint().width() + gap if self._section.text() else 0
        return margins.left() + margins.right() + taken

    def _note_width(self) -> int:
        return self._note.fontMetrics().horizontalAdvance(self._note.text()) + 2 if not self._note.isHidden() else 0

    def _fits(self, width: int) -> bool:
        """Tell whether what is particular to the line has room at its end, beside all that it is."""
        words = self._text.fontMetrics().horizontalAdvance(self._text.text()) + _SLACK
        note = self._note_width()
        return note > 0 and self._around() + words + self._row.spacing() + note <= width

    def _arrange(self, width: int) -> None:
        """Put what is particular to the line at its end where it has room there, or else under it."""
        directions = QBoxLayout.Direction
        fits = self._fits(width)
        wanted = directions.LeftToRight if fits else directions.TopToBottom
        if self._words.direction() is not wanted:
            self._words.setDirection(wanted)
        self._note.setMinimumWidth(self._note_width() if fits else 0)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight if fits else Qt.AlignmentFlag.AlignLeft)
