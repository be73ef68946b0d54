"""The bar at the top of the window: what matter this is, as of which day, undo, redo and export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rra_desktop import wording
from ui.theme import Theme
from ui.widgets.buttons import IconButton, button
from ui.widgets.date_field import DateField, DateReader, MonthView
from ui.widgets.icons import paint_icon
from ui.widgets.labels import ElidedLabel, PlainLabel, tool_tip


class AsOfButton(QPushButton):
    """Shows the day the matter is looked at, and opens a calendar to look at it on another."""

    picked = Signal(object)

    def __init__(self, theme: Theme, reader: DateReader, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._theme = theme
        self._reader = reader
        self._today = today
        self._day = today()
        self._pop_up: _AsOfPopUp | None = None
        self.setAutoDefault(False)
        self._words = PlainLabel("As of")
        self._date = PlainLabel("", "strong")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 32, 4)
        row.setSpacing(8)
        for label in (self._words, self._date):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label)
        self.clicked.connect(self.open)

    def show_day(self, day: dt.date) -> None:
        """Show the day the matter is looked at."""
        self._day = day
        self._date.setText(wording.date_only(day))
        self.setAccessibleName(f"As of {wording.day_long(day)}")
        self.setToolTip(tool_tip(f"{wording.day_long(day)}. Look at the matter on another day"))
        self.updateGeometry()

    def open(self) -> None:
        """Open the calendar."""
        if self._pop_up is None:
            self._pop_up = _AsOfPopUp(self._theme, self._reader, self._today, self)
            self._pop_up.picked.connect(self.picked)
        self._pop_up.open_under(self, self._day)

    def sizeHint(self) -> QSize:
        """Return the room the words take."""
        return self._row.sizeHint().expandedTo(super().sizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chevron over what the style draws."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = 16
        place = self.rect().adjusted(self.width() - side - 9, (self.height() - side) // 2, 0, 0)
        place.setSize(QSize(side, side))
        paint_icon(painter, place.toRectF(), "chevron-down", self._theme.colours.muted)
        painter.end()


class _AsOfPopUp(QFrame):
    """A date field, a month, and the way back to today."""

    picked = Signal(object)

    def __init__(self, theme: Theme, reader: DateReader, today: Callable[[], dt.date], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "pop-up")
        self._field = DateField(theme, "As-of date", reader)
        self._field.open_button.hide()
        self._month = MonthView(theme)
        to_today = button("Today", lambda: self._pick(today()))
        row = QHBoxLayout()
        row.addWidget(self._field, 1)
        row.addWidget(to_today, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addLayout(row)
        column.addWidget(self._month)
        self._month.clicked.connect(lambda _date: self._pick(self._month.day()))
        self._month.activated.connect(lambda _date: self._pick(self._month.day()))
        self._field.edit.returnPressed.connect(self._typed)

    def open_under(self, anchor: QWidget, day: dt.date) -> None:
        """Open below the button on a day, inside the screen."""
        self._field.set_date(day)
        self._month.show_day(day)
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + 4))
        room = anchor.screen().availableGeometry()
        self.move(max(room.left(), corner.x()), corner.y())
        self.show()
        self._field.edit.selectAll()
        self._field.setFocus()

    def _typed(self) -> None:
        if (day := self._field.date()) is not None:
            self._pick(day)

    def _pick(self, day: dt.date) -> None:
        self.hide()
        self.picked.emit(day)


class TopBar(QFrame):
    """Company and agreement at the left, the day and the acts at the right."""

    def __init__(self, theme: Theme, as_of: AsOfButton, undo: QAction, redo: QAction, export: QAction) -> None:
        super().__init__()
        self.setObjectName("top-bar")
        self._company = ElidedLabel("", "company")
        self._agreement = ElidedLabel("", "subtitle")
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self._company)
        words.addWidget(self._agreement)
        self._undo = self._bound(IconButton(theme, "undo", "Undo"), undo)
        self._redo = self._bound(IconButton(theme, "redo", "Redo"), redo)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(as_of)
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addWidget(button("Export PDF…", export.trigger, kind="primary", tip="Write the summary as a PDF"))

    def show_matter(self, company: str, agreement: str) -> None:
        """Show what matter this is."""
        self._company.setText(company)
        self._agreement.setText(agreement)

    def labels(self) -> tuple[QLabel, QLabel]:
        """Return the two lines that name the matter."""
        return self._company, self._agreement

    @staticmethod
    def _bound(made: IconButton, action: QAction) -> IconButton:
        """Let a button do what an action does, be usable when it is, and say what it says."""

        def follow() -> None:
            made.setEnabled(action.isEnabled())
            made.rename(action.toolTip())

        made.clicked.connect(lambda _checked=False: action.trigger())
        action.changed.connect(follow)
        follow()
        return made
