"""The Why panel: follows the selection and shows how the figure was reached, step by step."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.edits import Change
from rra_desktop.domain.figures import Clause, Figure, FigureKey, OtherReading
from rra_desktop.domain.statements import WEIGHTY, gravest
from ui.theme import Theme
from ui.why.clauses import clauses_of
from ui.why.row_choice import RowChoice
from ui.why.steps import Step, source_chips, source_of, step_of
from ui.widgets.buttons import button
from ui.widgets.chips import Chip, ChipLook, Shape, Tone
from ui.widgets.gravity import gravity_look, gravity_sign
from ui.widgets.labels import PlainLabel
from ui.widgets.room import RoomContext, SeveralFigures
from ui.widgets.section_chip import AskSection

_WIDTH = 312


class WhyPanel(QScrollArea):
    """Shows one figure: value, section, steps, remarks, and in a dashed box what another reading would give.

    `reading_asked` carries the id of a reading that counsel wants to change, and the choice that was shown,
    `section_asked` the section whose chip was pressed.
    """

    reading_asked = Signal(str, str)
    section_asked = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._key: FigureKey | str | None = None
        self._shown: Figure[Any] | None = None
        self._several: SeveralFigures | None = None
        self._choice: RowChoice | None = None
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

    def follow(self, what: FigureKey | SeveralFigures | str | None) -> None:
        """Show another figure once the keyboard has come to rest on it, or a sentence why none is explained.

        Of several figures on one line the one chosen shows, and a list above it leads to the others.
        """
        self._several = what if isinstance(what, SeveralFigures) else None
        key = what.chosen if isinstance(what, SeveralFigures) else what
        if key != self._key:
            self._shown = None
        self._key = key
        self._soon.start(0)

    def section(self) -> str:
        """Return the section that what is selected rests on, empty where it is none of the agreement's.

        The figure is looked up at once: the panel itself follows when the keyboard has come to rest.
        """
        key = self._key
        figure = self._context.session.analysis.figure(key) if isinstance(key, FigureKey) else None
        authority = figure.authority if figure is not None else None
        return authority.section if isinstance(authority, Clause) else ""

    def _choose(self, key: FigureKey) -> None:
        """Show another figure of the line."""
        if self._several is not None:
            self.follow(replace(self._several, chosen=key))

    def refresh(self, _change: Change | None = None) -> None:
        """Look the figure up again after a change, and say what it was before."""
        self._soon.start(0)

    def _look_up(self) -> None:
        key = self._key
        figure = self._context.session.analysis.figure(key) if isinstance(key, FigureKey) else None
        before = self._shown
        self._shown = figure
        moved = ""
        if figure is not None and before is not None and before.value != figure.value:
            moved = f"was {wording.figure_value(before.value)}"
        had_keyboard = self._choice is not None and self._choice.hasFocus()
        self._choice = self._offered(figure)
        instead = key if isinstance(key, str) else "Select a figure or a date to see how it was reached."
        self.setWidget(_nothing(instead) if figure is None else self._page(figure, moved))
        self.viewport().setAutoFillBackground(False)
        if self._choice is not None and had_keyboard:
            self._choice.setFocus()

    def _offered(self, figure: Figure[Any] | None) -> RowChoice | None:
        """Return the list of the figures on the line, None where there is one only."""
        if self._several is None or figure is None:
            return None
        choice = RowChoice(self._context.theme, self._several, self)
        choice.picked.connect(self._choose)
        return choice

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the list of the figures on the line, where there is one."""
        super().focusInEvent(event)
        if self._choice is not None and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._choice.setFocus()

    def _page(self, figure: Figure[Any], moved: str) -> QWidget:
        theme = self._context.theme
        page, column = _column()
        if self._choice is not None and self._several is not None:
            column.addWidget(PlainLabel(f"{len(self._several.choices)} on this line", "caption"))
            column.addWidget(self._choice)
            column.addSpacing(8)
        caption = "Why this date" if isinstance(figure.value, dt.date) else "Why this number"
        column.addWidget(PlainLabel("Waiting" if figure.value is None else caption, "caption"))
        column.addWidget(PlainLabel(wording.figure_value(figure.value), "figure", wrap=True))
        column.addWidget(PlainLabel(wording.words_of(figure.label), "muted", wrap=True))
        deadline = self._context.session.analysis.deadline(figure.key)
        column.addLayout(_chips(theme, figure, moved, deadline, self.section_asked.emit))
        column.addSpacing(8)
        own = source_of(figure)
        for number, made_from in enumerate(figure.inputs, start=1):
            column.addWidget(step_of(theme, str(number), made_from, own, self.section_asked.emit))
        if figure.value is not None and figure.rule:
            column.addWidget(Step(theme, "=", wording.figure_value(figure.value), wording.words_of(figure.rule)))
        if figure.waits_for:
            column.addWidget(Step(theme, "…", f"Waits for {wording.words_of(figure.waits_for)}"))
        for mark in figure.marks:
            sign = gravity_sign(mark.gravity) if mark.gravity in WEIGHTY else "i"
            column.addWidget(Step(theme, sign, wording.said_beside(mark)))
        column.addSpacing(8)
        for other in figure.other_readings:
            column.addWidget(self._other(other))
            column.addSpacing(8)
        for line in clauses_of(theme, self._context.session.matter, figure):
            column.addWidget(line)
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


def _nothing(instead: str) -> QWidget:
    page, column = _column()
    column.addWidget(PlainLabel("Why", "caption"))
    column.addWidget(PlainLabel(instead, "muted", wrap=True))
    column.addStretch()
    return page


def _column() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    page.setObjectName("scrolled")
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 15, 15, 16)
    column.setSpacing(2)
    return page, column


def _chips(theme: Theme, figure: Figure[Any], moved: str, deadline: Deadline | None, ask: AskSection) -> QHBoxLayout:
    """Return the row of what is to be said about the figure as a whole: section, state, gravity, assumed, moved."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 4, 0, 0)
    row.setSpacing(6)
    for chip in source_chips(theme, figure, ask):
        row.addWidget(chip)
    if deadline is not None and (lapsed := wording.lapsed_because(deadline)):
        row.addWidget(Chip(theme, f"lapsed, {lapsed}", ChipLook(Tone.QUIET, Shape.HOLLOW)))
    worst = gravest(tuple(mark for mark in figure.marks if mark.gravity in WEIGHTY))
    if worst is not None:
        row.addWidget(Chip(theme, wording.gravity_name(worst), gravity_look(worst)))
    if figure.assumed:
        row.addWidget(Chip(theme, "assumed", ChipLook(Tone.WARN, Shape.DASHED)))
    if moved:
        row.addWidget(Chip(theme, moved, ChipLook(Tone.WARN)))
    row.addStretch()
    return row
