"""A month as a table of six weeks, each day with its entries and the windows that run through it."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rra_desktop import wording
from ui.calendar.entries import Entry, Span
from ui.widgets.labels import tool_tip

Index: TypeAlias = QModelIndex | QPersistentModelIndex
WEEKS = 6
DAYS = 7
DAY_ROLE = Qt.ItemDataRole.UserRole + 1
_SATURDAY = 5
_NAMES = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
_FULL_NAMES = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the table: `closed` names the holiday on which nothing is filed, empty on other days."""

    date: dt.date
    inside: bool
    as_of: bool
    closed: str
    entries: tuple[Entry, ...]
    spans: tuple[Span, ...]

    def in_words(self) -> str:
        """Return everything the day shows, for screen readers and tool tips."""
        said = [wording.day_long(self.date) + (", the as-of date" if self.as_of else "")]
        if self.closed:
            said.append(self.closed)
        spans = [f"{span.text} until {wording.date_only(span.end)}" for span in self.spans]
        return " ".join(
            (
                *(f"{each}." for each in said),
                *(entry.in_words for entry in self.entries),
                *(f"{each}." for each in spans),
            )
        )


class MonthModel(QAbstractTableModel):
    """Six weeks that hold a month; columns are the days from Sunday."""

    def __init__(self, closed: Callable[[dt.date], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = closed
        self._first = dt.date(2000, 1, 1)
        self._as_of = self._first
        self._entries: dict[dt.date, list[Entry]] = {}
        self._spans: tuple[Span, ...] = ()

    @property
    def month(self) -> dt.date:
        """The first day of the month."""
        return self._first

    def show_month(self, day: dt.date) -> None:
        """Turn to the month of a day."""
        self.beginResetModel()
        self._first = day.replace(day=1)
        self.endResetModel()

    def fill(self, entries: Iterable[Entry], spans: tuple[Span, ...], as_of: dt.date) -> None:
        """Take what stands in the calendar."""
        by_day: dict[dt.date, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_day[entry.day].append(entry)
        self._entries, self._spans, self._as_of = by_day, spans, as_of
        self.dataChanged.emit(self.index(0, 0), self.index(WEEKS - 1, DAYS - 1))

    def day_at(self, index: Index) -> Day:
        """Return the day at a place of the table."""
        first_weekday = calendar.weekday(self._first.year, self._first.month, 1)
        offset = (first_weekday + 1) % DAYS
        date = self._first + dt.timedelta(days=index.row() * DAYS + index.column() - offset)
        running = tuple(span for span in self._spans if span.start <= date <= span.end)
        return Day(
            date=date,
            inside=(date.year, date.month) == (self._first.year, self._first.month),
            as_of=date == self._as_of,
            closed=self._closed(date) if date.weekday() < _SATURDAY else "",
            entries=tuple(self._entries.get(date, ())),
            spans=running,
        )

    def index_of(self, date: dt.date) -> QModelIndex:
        """Return where a day stands, an invalid index when it is not in these six weeks."""
        away = (date - self.day_at(self.index(0, 0)).date).days
        return self.index(away // DAYS, away % DAYS) if 0 <= away < WEEKS * DAYS else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return six."""
        return 0 if parent.isValid() else WEEKS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return seven."""
        return 0 if parent.isValid() else DAYS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the day for the delegate, and its words for everybody else."""
        if role == DAY_ROLE:
            return self.day_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.day_at(index).date.day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.day_at(index).in_words()
        if role == Qt.ItemDataRole.ToolTipRole:
            day = self.day_at(index)
            return tool_tip(day.in_words()) if day.entries or day.spans or day.closed else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the names of the weekdays, and for screen readers the weeks'."""
        if orientation is not Qt.Orientation.Horizontal:
            sunday = self.day_at(self.index(section, 0)).date
            said = role == Qt.ItemDataRole.AccessibleTextRole
            return f"Week of {wording.date_only(sunday)}" if said else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _NAMES[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _FULL_NAMES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
