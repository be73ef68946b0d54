"""A field for a date as counsel writes it, with a calendar to pick from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rra_desktop import wording
from rra_desktop.errors import NotUnderstoodError
from ui.theme import Theme
from ui.widgets.buttons import IconButton, button
from ui.widgets.icons import icon
from ui.widgets.labels import PlainLabel
from ui.widgets.pending_edits import MEND_OR_ESCAPE, PendingEdit

Record = Callable[[dt.date | None], str]


class DateReader(Protocol):
    """Reads dates in the way a matter has settled on, and remembers how an ambiguous one was meant."""

    def read(self, text: str) -> dt.date:
        """Return the date; raises NotUnderstoodError, or AmbiguousDateError with both ways to read it."""

    def settle(self, *, month_first: bool) -> None:
        """Remember which of two small numbers is the month, for as long as the form is open."""

    def keep(self) -> None:
        """Write the answer down for good; what was asked for with it has been recorded."""


class PlainReader:
    """Reads dates where there is no matter yet."""

    def __init__(self) -> None:
        self._month_first: bool | None = None

    def read(self, text: str) -> dt.date:
        """Return the date; raises NotUnderstoodError."""
        return wording.parse_date(text, month_first=self._month_first)

    def settle(self, *, month_first: bool) -> None:
        """Remember the answer for as long as the form is open."""
        self._month_first = month_first

    def keep(self) -> None:
        """Keep nothing: there is no matter to write it into."""


class MonthView(QCalendarWidget):
    """A month to pick a day from, in the window's palette."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        self.setAccessibleName("Calendar")
        self._name_year()
        self.setMinimumSize(320, 268)
        self._arrows = {
            name: button
            for name in ("prev", "next")
            if (button := self.findChild(QToolButton, f"qt_calendar_{name}month")) is not None
        }
        self.currentPageChanged.connect(self._dim_other_months)
        self._draw()
        theme.changed.connect(self._draw)

    def _name_year(self) -> None:
        """Give the field in which the year is typed a name; Qt's own has none."""
        year = self.findChild(QSpinBox, "qt_calendar_yearedit")
        if year is not None:
            year.setAccessibleName("Year")
            year.lineEdit().setAccessibleName("Year")

    def day(self) -> dt.date:
        """Return the day that is picked."""
        picked = self.selectedDate()
        return dt.date(picked.year(), picked.month(), picked.day())

    def show_day(self, day: dt.date) -> None:
        """Turn to a day and pick it."""
        self.setSelectedDate(QDate(day.year, day.month, day.day))

    def _draw(self) -> None:
        colours = self._theme.colours
        header = QTextCharFormat()
        header.setForeground(colours.muted)
        header.setFont(self._theme.font(bold=True))
        self.setHeaderTextFormat(header)
        plain = QTextCharFormat()
        plain.setForeground(colours.ink)
        for weekday in Qt.DayOfWeek:
            self.setWeekdayTextFormat(weekday, plain)
        for name, drawing, said in (
            ("prev", "chevron-left", "Previous month"),
            ("next", "chevron-right", "Next month"),
        ):
            if name in self._arrows:
                self._arrows[name].setIcon(icon(drawing, colours.ink))
                self._arrows[name].setAccessibleName(said)
        self._dim_other_months(self.yearShown(), self.monthShown())

    def _dim_other_months(self, year: int, month: int) -> None:
        """Write the days before and after the month in faint ink."""
        self.setDateTextFormat(QDate(), QTextCharFormat())
        faint = QTextCharFormat()
        faint.setForeground(self._theme.colours.faint)
        first = QDate(year, month, 1)
        last = first.addMonths(1).addDays(-1)
        for away in range(1, 15):
            self.setDateTextFormat(first.addDays(-away), faint)
            self.setDateTextFormat(last.addDays(away), faint)


class CalendarPopUp(QFrame):
    """A month that floats over the window until a day is picked."""

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "pop-up")
        self._month = MonthView(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self._month)
        self._month.clicked.connect(self._pick)
        self._month.activated.connect(self._pick)

    def open_under(self, anchor: QWidget, day: dt.date) -> None:
        """Open below a widget on a day, inside the screen."""
        self._month.show_day(day)
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        room = anchor.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        if corner.y() + self.height() > room.bottom():
            corner.setY(anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(corner)
        self.show()
        self._month.setFocus()

    def _pick(self) -> None:
        self.hide()
        self.picked.emit(self._month.day())


class DateField(QWidget, PendingEdit):
    """A date typed in any of the usual ways, or picked; what was not understood stays, with the reason below.

    `date_changed` carries the date, or None when the field was emptied or holds something that is no date. Up and Down
    move by a day, Alt+Down opens the calendar. With `record` a date is handed over when the field is left, when Enter
    is pressed, and when it is picked; a refusal it returns is shown below, and Escape brings back what is recorded.
    """

    date_changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        reader: DateReader | None = None,
        near: Callable[[], dt.date] | None = None,
        record: Record | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._reader = reader or PlainReader()
        self._near = near
        self._record = record
        self._recorded: dt.date | None = None
        self._recording = False
        self._date: dt.date | None = None
        self._seen = ""
        self._unreadable = ""
        self._refusal = ""
        self._pop_up: CalendarPopUp | None = None
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText("6/2/2003")
        self.edit.editingFinished.connect(self.settle)
        self.edit.textEdited.connect(lambda _text: self._show_problem(""))
        self.open_button = IconButton(theme, "calendar", f"Pick {name.lower()} from a calendar", self.open_calendar)
        self._problem = PlainLabel("", "refused", wrap=True)
        self._meanings = QWidget()
        QHBoxLayout(self._meanings).setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.edit, 1)
        row.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self._problem)
        column.addWidget(self._meanings)
        self.setFocusProxy(self.edit)
        self._show_problem("")

    def date(self) -> dt.date | None:
        """Return the date, None while the field is empty or holds something that is no date."""
        self._read()
        return self._date

    def set_date(self, day: dt.date | None) -> None:
        """Show a date, which is what is recorded."""
        self._recorded = day
        self._show_date(day)

    def problem(self) -> str:
        """Return why what stands in the field is no date, empty when there is nothing to say."""
        self._read()
        return self._unreadable

    @property
    def unrecorded(self) -> bool:
        """Whether the field records by itself, and holds something else than is recorded."""
        text = self.edit.text().strip()
        return self._record is not None and text != ("" if self._recorded is None else _written(self._recorded))

    def settle(self) -> None:
        """Read what was typed, and hand it over where the field records by itself."""
        if self._record is None or self._recording:
            self._read()
            return
        self._refusal = self.problem() if self.unrecorded else ""
        if not self.unrecorded or self._refusal:
            return
        self._recording = True
        before, self._recorded = self._recorded, self._date
        try:
            self._refusal = self._record(self._date)
        finally:
            self._recording = False
        if self._refusal:
            self._recorded = before
            self._show_problem(self._refusal)
        else:
            self._show_problem("")
            self._reader.keep()

    def keep_meaning(self) -> None:
        """Let the matter remember how an ambiguous date was meant; its dialog has recorded the date."""
        self._reader.keep()

    def hand_over(self) -> str:
        """Record what is being typed; returns why it was refused."""
        if not self.unrecorded:
            return ""
        self.settle()
        return self._refusal

    def say_refused(self, sentence: str) -> None:
        """Take the keyboard and say a sentence below the field."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._meanings.isHidden():
            self._show_problem(f"{sentence} {MEND_OR_ESCAPE}")

    def undo_typing(self) -> bool:
        """Take back the last of what is being typed."""
        typed = self.edit.isUndoAvailable()
        if typed:
            self.edit.undo()
        elif typed := self.unrecorded:
            self._show_date(self._recorded)
        return typed

    def redo_typing(self) -> bool:
        """Type again what was taken back last."""
        available = self.edit.isRedoAvailable()
        self.edit.redo()
        return available

    def forget_typing(self) -> None:
        """Keep nothing of what was typed before to be taken back."""
        if not self.unrecorded:
            self.edit.setText(self.edit.text())

    def open_calendar(self) -> None:
        """Open the calendar on the date, or near the day the matter is looked at."""
        if self._pop_up is None:
            self._pop_up = CalendarPopUp(self._theme, self)
            self._pop_up.picked.connect(self._take)
        self._pop_up.open_under(self, self._date or (self._near() if self._near else dt.date.today()))  # noqa: DTZ011

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a day, open the calendar, or bring back what is recorded."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif event.key() == Qt.Key.Key_Escape and self.unrecorded:
            self._show_date(self._recorded)
            self.edit.selectAll()
        elif event.key() in steps and self.date() is not None and self._date is not None:
            self._step(self._date + dt.timedelta(days=steps[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def _step(self, day: dt.date) -> None:
        """Move to a day; stepping is typing, so that ten steps are one change where the field records."""
        self.edit.setFocus()
        if self._record is None:
            self._take(day)
        else:
            self._show_date(day)
            self.edit.selectAll()

    def _take(self, day: dt.date) -> None:
        """Take a day that was picked."""
        self._show_date(day)
        self.edit.setFocus()
        self.date_changed.emit(day)
        self.settle()

    def _show_date(self, day: dt.date | None) -> None:
        self._date = day
        self._seen = "" if day is None else _written(day)
        self.edit.setText(self._seen)
        self._unreadable = ""
        self._show_problem("")

    def _read(self) -> None:
        text = self.edit.text().strip()
        if text == self._seen:
            return
        self._seen = text
        self._unreadable = ""
        before = self._date
        try:
            self._date = self._reader.read(text) if text else None
        except wording.AmbiguousDateError as error:
            self._date = None
            self._unreadable = f"“{text}” can be read in two ways. Which is meant?"
            self._show_problem(self._unreadable, error)
        except NotUnderstoodError as error:
            self._date = None
            self._unreadable = str(error)
            self._show_problem(self._unreadable)
        else:
            if self._date is not None:
                self._seen = _written(self._date)
                self.edit.setText(self._seen)
            self._show_problem("")
        if self._date != before:
            self.date_changed.emit(self._date)

    def _show_problem(self, sentence: str, ambiguous: wording.AmbiguousDateError | None = None) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        if self.edit.property("refused") != bool(sentence):
            self.edit.setProperty("refused", bool(sentence))
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)
        self._meanings.setVisible(ambiguous is not None)
        row = self._meanings.layout()
        while row is not None and (item := row.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.deleteLater()
        if ambiguous is not None and row is not None:
            last: QWidget = self.open_button
            for day, month_first in ((ambiguous.month_first, True), (ambiguous.day_first, False)):
                meaning = self._meaning(day, month_first=month_first)
                row.addWidget(meaning)
                QWidget.setTabOrder(last, meaning)
                last = meaning

    def _meaning(self, day: dt.date, *, month_first: bool) -> QWidget:
        def settle() -> None:
            self._reader.settle(month_first=month_first)
            self._take(day)

        return button(wording.date_only(day), settle)


def _written(day: dt.date) -> str:
    return wording.date_only(day)
