"""The Why panel: follows the selection and shows how the figure was reached, step by step."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.edits import Change
from rra_desktop.domain.figures import Figure, FigureKey, OtherReading
from ui.theme import Theme
from ui.why.steps import Step, source_of, step_of
from ui.widgets.buttons import button
from ui.widgets.chips import Chip, ChipLook, Shape, Tone
from ui.widgets.labels import PlainLabel
from ui.widgets.room import RoomContext

_WIDTH = 312


class WhyPanel(QScrollArea):
    """Shows one figure: value, section, steps, remarks, and in a dashed box what another reading would give.

    `reading_asked` carries the id of a reading that counsel wants to change, and the choice that was shown.
    """

    reading_asked = Signal(str, str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._key: FigureKey | None = None
        self._shown: Figure[Any] | None = None
        self.setObjectName("panel")
        self.setAccessibleName("Why")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(240)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look_up)
        context.theme.changed.connect(self._look_up)
        self._look_up()

    def sizeHint(self) -> QSize:
        """Return the panel's usual width."""
        return QSize(_WIDTH, 400)

    def follow(self, key: FigureKey | None) -> None:
        """Show another figure, once the keyboard has come to rest on it."""
        if key != self._key:
            self._shown = None
        self._key = key
        self._soon.start(0)

    def refresh(self, _change: Change | None = None) -> None:
        """Look the figure up again after a change, and say what it was before."""
        self._soon.start(0)

    def _look_up(self) -> None:
        figure = None if self._key is None else self._context.session.analysis.figure(self._key)
        before = self._shown
        self._shown = figure
        moved = ""
        if figure is not None and before is not None and before.value != figure.value:
            moved = f"was {wording.figure_value(before.value)}"
        self.setWidget(_nothing() if figure is None else self._page(figure, moved))
        self.viewport().setAutoFillBackground(False)

    def _page(self, figure: Figure[Any], moved: str) -> QWidget:
        theme = self._context.theme
        page, column = _column()
        caption = "Why this date" if isinstance(figure.value, dt.date) else "Why this number"
        column.addWidget(PlainLabel("Waiting" if figure.value is None else caption, "caption"))
        column.addWidget(PlainLabel(wording.figure_value(figure.value), "figure", wrap=True))
        column.addWidget(PlainLabel(wording.words_of(figure.label), "muted", wrap=True))
        column.addLayout(_chips(theme, figure, moved))
        column.addSpacing(8)
        own = source_of(figure)
        for number, made_from in enumerate(figure.inputs, start=1):
            column.addWidget(step_of(theme, str(number), made_from, own))
        if figure.value is not None and figure.rule:
            column.addWidget(Step(theme, "=", wording.figure_value(figure.value), wording.words_of(figure.rule)))
        if figure.waits_for:
            column.addWidget(Step(theme, "…", f"Waits for {wording.words_of(figure.waits_for)}"))
        for mark in figure.marks:
            column.addWidget(Step(theme, "i", wording.words_of(mark)))
        column.addSpacing(8)
        for other in figure.other_readings:
            column.addWidget(self._other(other))
            column.addSpacing(8)
        column.addStretch()
        return page

    def _other(self, other: OtherReading[Any]) -> QWidget:
        """Return the dashed box of another reading, with the way to choose it."""
        box = QFrame()
        box.setProperty("kind", "reading-box")
        column = QVBoxLayout(box)
        column.setContentsMargins(11, 9, 11, 8)
        column.setSpacing(2)
        reading = self._context.session.matter.form.reading(other.reading)
        choice = next((each for each in reading.choices if each.id == other.choice), None)
        column.addWidget(PlainLabel(f"Other reading · {other.label}", "strong", wrap=True))
        value = wording.figure_value(other.value)
        meaning = choice.meaning if choice else reading.question
        column.addWidget(PlainLabel(f"{value} — {meaning}", "body", wrap=True))
        if not self._context.session.read_only:
            change = button("Change reading", lambda: self.reading_asked.emit(other.reading, other.choice), kind="link")
            change.setAccessibleName(f"Change reading to {other.label}")
            column.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
        return box


def _nothing() -> QWidget:
    page, column = _column()
    column.addWidget(PlainLabel("Why", "caption"))
    column.addWidget(PlainLabel("Select a figure or a date to see how it was reached.", "muted", wrap=True))
    column.addStretch()
    return page


def _column() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    page.setObjectName("scrolled")
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 15, 15, 16)
    column.setSpacing(2)
    return page, column


def _chips(theme: Theme, figure: Figure[Any], moved: str) -> QHBoxLayout:
    """Return the row of what is to be said about the figure as a whole: its section, assumed, moved."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 4, 0, 0)
    row.setSpacing(6)
    if source := source_of(figure):
        row.addWidget(Chip(theme, source))
    if figure.assumed:
        row.addWidget(Chip(theme, "assumed", ChipLook(Tone.WARN, Shape.DASHED)))
    if moved:
        row.addWidget(Chip(theme, moved, ChipLook(Tone.WARN)))
    row.addStretch()
    return row
