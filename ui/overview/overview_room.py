"""The Overview room: what cannot wait, the position in figures, who is waited for, what comes next, what changed."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.edits import Change
from rra_desktop.domain.figures import FigureKey
from ui.overview.first_steps_card import FirstStepsCard
from ui.overview.lines import Line, alarm_lines, awaited_lines, change_lines, date_lines, point_lines
from ui.overview.majority_card import MajorityCards
from ui.overview.position_cards import PositionCards
from ui.overview.section_card import SectionCard
from ui.widgets.room import Room, RoomContext

_MARGIN = 16
_SPACING = 12
_LEAST_WIDTH = 420
_TWO_COLUMNS = 96
"""In digits: in less room the sections stand one under another."""
_CHANGES = 5
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class OverviewRoom(Room):
    """The position on one page; each line is a button that leads to what it speaks of."""

    title = "Overview"

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        theme = context.theme
        self.steps = FirstStepsCard(theme)
        self.alarms = SectionCard(theme, "Cannot wait", "")
        self.position = PositionCards(context)
        self.majorities = MajorityCards(context, self)
        whole = {room: FigureKey("room", (room,)) for room in ("calendar", "activity")}
        self.dates = SectionCard(theme, "Next", "No date is ahead.", whole["calendar"], "Calendar")
        self.points = SectionCard(theme, "Drafting points", "Every drafting point is settled.")
        self.awaited = SectionCard(theme, "Waiting for", "Nothing and nobody is waited for.")
        self.changes = SectionCard(theme, "Last changes", "Nothing was changed yet.", whole["activity"], "Activity")
        self.sections = (self.alarms, self.dates, self.points, self.awaited, self.changes)
        self._pairs = tuple(QBoxLayout(QBoxLayout.Direction.LeftToRight) for _ in range(2))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 14, _MARGIN, 14)
        column.setSpacing(_SPACING)
        for card in (self.steps, self.alarms, self.position):
            column.addWidget(card)
        column.addLayout(self.majorities.column)
        for pair, cards in zip(self._pairs, ((self.dates, self.points), (self.awaited, self.changes)), strict=True):
            pair.setSpacing(_SPACING)
            for card in cards:
                pair.addWidget(card, 1)
            column.addLayout(pair)
        column.addStretch(1)

    def _connect(self) -> None:
        self.position.figure_asked.connect(self._explain)
        self.majorities.figure_asked.connect(self._explain)
        self.steps.act_asked.connect(self.act_asked)
        self.steps.rested.connect(self._rest_on)
        for section in self.sections:
            section.rested.connect(self._rest_on)
            section.asked.connect(self._lead_to)
            section.opened.connect(self._string_together)

    # -- what the window asks ------------------------------------------------------------------------------------------

    def refresh(self, change: Change | None) -> None:
        """Show the matter as it is now."""
        del change
        session = self.context.session
        overview = session.analysis.overview
        begun = bool(session.matter.holders)
        self.steps.setVisible(not overview.begun)
        if not overview.begun:
            self.steps.show_steps(overview.first_steps, session.matter.form, editable=not session.read_only)
        self.alarms.show_lines(tuple(alarm_lines(session)))
        self.alarms.setVisible(bool(self.alarms.lines))
        self.position.setVisible(begun)
        self.majorities.refresh(begun=begun)
        if begun:
            self.position.refresh()
        self._show_sections(begun=begun)
        self._string_together()
        self._tell_status()

    def _show_sections(self, *, begun: bool) -> None:
        session = self.context.session
        self.dates.show_lines(tuple(date_lines(session)))
        self.awaited.show_lines(tuple(awaited_lines(session)))
        points = tuple(point_lines(session))
        every = sum(not point.silence for point in session.matter.form.drafting_points)
        self.points.show_lines(points, f"{len(points):,} open of {every:,}")
        for card in (self.dates, self.awaited):
            card.setVisible(begun or bool(card.lines))
        newest = session.newest_entries(1)
        count = newest[0].number if newest else 0
        self.context.signals.attempt(
            lambda: self.changes.show_lines(tuple(change_lines(session, _CHANGES)), count=count)
        )

    def _tell_status(self) -> None:
        overview, as_of = self.context.session.analysis.overview, self.context.session.as_of
        waits = overview.cannot_wait
        said = "Nothing is overdue, in conflict or contradicted"
        if waits:
            said = f"{waits:,} {'thing' if waits == 1 else 'things'} cannot wait"
        days = [line.first.date for line in overview.coming if line.first.date is not None]
        self.status_text.emit(f"{said} · next {wording.days_until(days[0], as_of)}" if days else said)

    def first_focus(self) -> None:
        """Put the keyboard on what is to be done or looked at first."""
        able = [each for each in self.buttons() if each.isEnabled()]
        first = self.steps.next if self.steps.next in able else next(iter(able), None)
        (first or self).setFocus()

    def theme_changed(self) -> None:
        """Line everything up again in the palette and text size that hold now."""
        for section in (self.steps, *self.sections):
            section.measure()
        super().theme_changed()

    # -- where it leads ------------------------------------------------------------------------------------------------

    def _explain(self, key: FigureKey | None) -> None:
        self.figure_selected.emit(key)

    def _rest_on(self, line: Line) -> None:
        """Explain the first figure a line rests on, or say in words what it is about."""
        analysis = self.context.session.analysis
        key = next((each for each in line.explained if analysis.figure(each) is not None), None)
        self.figure_selected.emit(key or line.in_words or None)

    def _lead_to(self, line: Line) -> None:
        """Go to the place of a line; what no room shows is said beside the page."""
        if line.place is None:
            self._rest_on(line)
        else:
            self.place_asked.emit(line.place)

    # -- keyboard ------------------------------------------------------------------------------------------------------

    def buttons(self) -> list[QPushButton]:
        """Return every button that shows, from above."""
        below = self.sections[1:]
        found = [each for section in (self.steps, self.alarms) for each in section.buttons()]
        found += self.position.shown()
        found += [*self.majorities.shown(), *(each for section in below for each in section.buttons())]
        return [each for each in found if each.isVisibleTo(self)]

    def _string_together(self) -> None:
        """Let Tab walk from above as the arrow keys do, whenever a line was made."""
        every = self.buttons()
        for each, following in pairwise(every):
            QWidget.setTabOrder(each, following)
        for each in every:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk from line to line with the arrow keys, before a button takes them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            self._walk(_STEPS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the page."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        QGuiApplication.clipboard().setText(self.text())
        self.status_text.emit("The page is copied as text.")

    def _walk(self, step: int) -> None:
        able = [each for each in self.buttons() if each.isEnabled()]
        here = next((at for at, each in enumerate(able) if each.hasFocus()), None)
        if able:
            at = 0 if here is None else max(0, min(len(able) - 1, here + step))
            able[at].setFocus(Qt.FocusReason.TabFocusReason)

    def text(self) -> str:
        """Return the page as text: every line of every section that shows."""
        said = [self.steps.text()] if self.steps.isVisibleTo(self) else []
        said += [self.alarms.text()] if self.alarms.isVisibleTo(self) else []
        if self.position.isVisibleTo(self):
            said += [self.position.text()]
        said += [card.text() for card in self.majorities.shown() if card.isVisibleTo(self)]
        said += [section.text() for section in self.sections[1:] if section.isVisibleTo(self)]
        return "\n\n".join(said)

    # -- how it fits ---------------------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Return the room it takes with its sections one under another."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), _LEAST_WIDTH), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sections side by side where there is room for two."""
        super().resizeEvent(event)
        digits = QFontMetricsF(self.context.theme.font()).horizontalAdvance("0")
        wide = event.size().width() >= _TWO_COLUMNS * digits
        directions = QBoxLayout.Direction
        for pair in self._pairs:
            pair.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
            for place in range(pair.count()):
                # Side by side they are equally wide; one under another each is as high as its lines.
                pair.setStretch(place, 1 if wide else 0)
