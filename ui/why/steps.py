"""One step of a derivation: its number, what it is, its working, and the steps below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.figures import Clause, Convention, EnteredByCounsel, Figure
from ui.theme import TextSize, Theme
from ui.widgets.buttons import button
from ui.widgets.cards import rule
from ui.widgets.chips import Chip
from ui.widgets.labels import PlainLabel
from ui.widgets.section_chip import AskSection, section_chips

_DISC = 19


class Disc(QWidget):
    """The number or sign of a step in a circle; screen readers pass it over."""

    def __init__(self, theme: Theme, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign = sign
        self.setFixedSize(_DISC, _DISC)

    def sizeHint(self) -> QSize:
        """Return the size of the circle."""
        return QSize(_DISC, _DISC)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the circle and what stands in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colours.accent_soft)
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(self._theme.colours.accent_text)
        painter.setFont(self._theme.font(TextSize.SMALL, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._sign)
        painter.end()


class Step(QWidget):
    """A step as a row: sign, words, working in small print, section; steps below it open on demand."""

    def __init__(self, theme: Theme, sign: str, text: str, working: str = "", source: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._theme = theme
        self._below: QWidget | None = None
        self._how = button("How", self._open_or_close, kind="how")
        self._how.hide()
        self.words = QVBoxLayout()
        self.words.setContentsMargins(0, 0, 0, 0)
        self.words.setSpacing(1)
        self.words.addWidget(PlainLabel(text, "strong" if sign == "=" else "body", wrap=True))
        if working:
            self.words.addWidget(PlainLabel(working, "small", wrap=True))
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        if source:
            self._foot.setContentsMargins(0, 3, 0, 1)
        for chip in source:
            self._foot.addWidget(chip)
        self.words.addLayout(self._foot)
        self._foot.addStretch()
        row = QHBoxLayout()
        row.setContentsMargins(0, 9, 0, 8)
        row.setSpacing(9)
        row.addWidget(Disc(theme, sign), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addLayout(row)
        cited = (chip.accessibleName() for chip in source)
        self.setAccessibleName(", ".join(part for part in (sign, text, working, *cited) if part))

    def offer(self, figures: tuple[Figure[Any], ...], beside: str, ask: AskSection) -> None:
        """Offer the steps that this one was made from, to be opened."""
        if not figures:
            return
        self._figures, self._beside, self._ask = figures, beside, ask
        self._how.setAccessibleName("How this step was reached")
        self._foot.insertWidget(self._foot.count() - 1, self._how)
        self._how.show()

    def _open_or_close(self) -> None:
        if self._below is None:
            self._below = QWidget(self)
            column = QVBoxLayout(self._below)
            column.setContentsMargins(0, 2, 0, 0)
            column.setSpacing(0)
            for figure in self._figures:
                column.addWidget(step_of(self._theme, "·", figure, self._beside, self._ask))
            self.words.addWidget(self._below)
            self._how.setText("Hide")
        else:
            self._below.hide()
            self._below.setParent(None)
            self._below.deleteLater()
            self._below = None
            self._how.setText("How")


def step_of(theme: Theme, sign: str, figure: Figure[Any], beside: str, ask: AskSection) -> Step:
    """Return a figure as a step; its section is left out where it is the one `beside` it already.

    `ask` is handed the section whose chip is pressed.
    """
    section = source_of(figure)
    working = wording.words_of(figure.rule) or (wording.figure_value(figure.value) if figure.value is not None else "")
    if figure.assumed:
        working = f"{working} · assumed" if working else "assumed"
    if figure.waits_for:
        working = f"waits for {wording.words_of(figure.waits_for)}"
    source = () if section == beside else source_chips(theme, figure, ask)
    step = Step(theme, sign, wording.words_of(figure.label), working, source)
    step.offer(figure.inputs, section or beside, ask)
    return step


def source_chips(theme: Theme, figure: Figure[Any], ask: AskSection) -> tuple[QWidget, ...]:
    """Return the chips of what a figure rests on: each section leads to it, a statute stands outside the agreement."""
    if isinstance(figure.authority, Clause):
        return section_chips(theme, figure.authority.section, ask)
    source = source_of(figure)
    return (Chip(theme, source),) if source else ()


def source_of(figure: Figure[Any]) -> str:
    """Return the section or statute a figure rests on, empty for a fact somebody entered or a mere convention."""
    if isinstance(figure.authority, (EnteredByCounsel, Convention)):
        return ""
    if isinstance(figure.authority, Clause) and not figure.authority.section:
        return ""
    return wording.authority_name(figure.authority)
