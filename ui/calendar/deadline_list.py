"""The deadlines as a list: date, how far off, what, who, under which section, and what is to be said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rra_desktop import wording
from rra_desktop.domain.deadlines import DeadlineStatus
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.statements import GRAVE, WEIGHTY, Gravity
from ui.calendar.entries import DeadlineGroup, who
from ui.theme import TextSize, Theme
from ui.widgets.chips import SECTION_LOOK, ChipLook, chip_size, paint_chip, tone_colours
from ui.widgets.deadline_look import look_of
from ui.widgets.gravity import gravity_look, signed_word
from ui.widgets.item_view import ItemView
from ui.widgets.labels import tool_tip

_Index: TypeAlias = QModelIndex | QPersistentModelIndex
_HEADS = ("Date", "", "Deadline", "Who", "Clause", "")
_DATE, _AWAY, _LABEL, _WHO, _CLAUSE, _NOTE = range(6)
_WIDTHS = (14, 17, 0, 12, 11, 20)
"""In tenths of the width of ten digits; the deadline takes what is left."""
_SPARED = ((_NOTE, 100), (_CLAUSE, 72), (_WHO, 60))
"""Columns that go when the list is narrower than so many digits."""
_PAD = 10
_OVER = (
    DeadlineStatus.MET,
    DeadlineStatus.LATE,
    DeadlineStatus.LAPSED,
    DeadlineStatus.MOOT,
    DeadlineStatus.WAIVED,
)


class DeadlineModel(QAbstractTableModel):
    """Groups of deadlines as rows of words."""

    def __init__(self, note_of: Callable[[DeadlineGroup], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._note_of = note_of
        self._groups: tuple[DeadlineGroup, ...] = ()
        self._as_of = dt.date(2000, 1, 1)

    def fill(self, groups: tuple[DeadlineGroup, ...], as_of: dt.date) -> None:
        """Take other deadlines."""
        self.beginResetModel()
        self._groups, self._as_of = groups, as_of
        self.endResetModel()

    def group(self, row: int) -> DeadlineGroup:
        """Return the deadlines of a row."""
        return self._groups[row]

    def row_of(self, key: FigureKey) -> int | None:
        """Return the row that holds a deadline, None when none does."""
        for row, group in enumerate(self._groups):
            if any(deadline.key == key for deadline in group.deadlines):
                return row
        return None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return one row for each group."""
        return 0 if parent.isValid() else len(self._groups)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return six."""
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell."""
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        text = self.text(index.row(), index.column())
        if role != Qt.ItemDataRole.ToolTipRole:
            return text
        said = self.said(index.row()) if index.column() in (_LABEL, _NOTE) else ()
        return tool_tip("\n".join((text, *said)))

    def text(self, row: int, column: int) -> str:
        """Return what a cell says."""
        group = self._groups[row]
        first = group.first
        if column == _DATE:
            return "waits" if first.date is None else _date_words(first.date, self._as_of)
        if column == _AWAY:
            return self._away(group)
        if column == _LABEL:
            return "  ".join(filter(None, (group.label, self.word(row))))
        if column == _WHO:
            return who(group)
        return wording.section(first.section) if column == _CLAUSE else self._note_of(group)

    def word(self, row: int) -> str:
        """Return sign and word of the gravest thing said of a row where its state does not say it already."""
        first = self._groups[row].first
        return "" if first.pressing and first.gravity in GRAVE else signed_word(first.gravity)

    def gravity(self, row: int) -> Gravity | None:
        """Return the gravity of the gravest thing said of a row, from a doubt on."""
        return self._groups[row].first.gravity

    def said(self, row: int) -> tuple[str, ...]:
        """Return every doubt or worse that is said of a row, each once, whomever of its holders it is about."""
        marks = (mark for deadline in self._groups[row].deadlines for mark in deadline.marks)
        return tuple(dict.fromkeys(wording.marked(mark) for mark in marks if mark.gravity in WEIGHTY))

    def look(self, row: int) -> ChipLook:
        """Return how the date of a row is drawn."""
        return look_of(self._groups[row].first, self._as_of)

    def over(self, row: int) -> bool:
        """Return whether nobody has to look at the row any more."""
        first = self._groups[row].first
        return first.status in _OVER and not first.pressing

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _HEADS[section] or ("How far off" if section == _AWAY else "Note")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _away(self, group: DeadlineGroup) -> str:
        first = group.first
        if first.pressing and first.gravity in GRAVE:
            return wording.gravity_name(first.gravity).lower()
        if lapsed := wording.lapsed_because(first):
            return f"lapsed, {lapsed}"
        if wording.is_incomplete(first):
            return "incomplete"
        if first.status in (*_OVER, DeadlineStatus.OVERDUE, DeadlineStatus.DUE_TODAY):
            return wording.status_name(first.status)
        if first.projected:
            return "projected"
        return wording.days_until(first.date, self._as_of) if first.date is not None else ""


def _date_words(day: dt.date, as_of: dt.date) -> str:
    """Write a day of the list, with its year where that is another."""
    return wording.day_short(day) if day.year == as_of.year else wording.date_only(day)


class DeadlineList(ItemView, QTableView):
    """The list; `deadline_selected` carries the group of the row the keyboard rests on.

    `section_asked` carries the section whose chip was clicked.
    """

    deadline_selected = Signal(object)
    section_asked = Signal(str)

    def __init__(self, theme: Theme, model: DeadlineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.setModel(model)
        self.setAccessibleName("Deadlines")
        self.setItemDelegate(_LineDelegate(theme, model, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setSectionsClickable(False)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(24)
        self._measure()
        theme.changed.connect(self._measure)

    def why_not_typed(self, index: _Index) -> str:
        """Return where a deadline comes from, since nothing is typed over in the list."""
        del index
        return "Worked out from the agreement and from what is recorded. Record what happened, and the list follows."

    def select(self, key: FigureKey) -> None:
        """Rest on a deadline without saying so."""
        row = self._model.row_of(key)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        if row is None:
            self.clearSelection()
        else:
            self.selectRow(row)
        self.blockSignals(False)  # noqa: FBT003

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer that a section leads to the agreement."""
        super().mouseMoveEvent(event)
        over = self._section_at(event)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the section that was clicked."""
        super().mouseReleaseEvent(event)
        section = self._section_at(event)
        if event.button() is Qt.MouseButton.LeftButton and section:
            self.section_asked.emit(section)

    def _section_at(self, event: QMouseEvent) -> str:
        """Return the section under the mouse, empty beside them all."""
        index = self.indexAt(event.position().toPoint())
        return self._model.group(index.row()).first.section if index.isValid() and index.column() == _CLAUSE else ""

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Say which deadline the keyboard rests on."""
        super().selectionChanged(selected, deselected)
        if rows := selected.indexes():
            self.deadline_selected.emit(self._model.group(rows[0].row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what can be spared where there is no room for it; the Why panel says it too."""
        super().resizeEvent(event)
        digits = QFontMetricsF(self._theme.font()).horizontalAdvance("0")
        for column, least in _SPARED:
            self.setColumnHidden(column, event.size().width() < least * digits)

    def _measure(self) -> None:
        digits = QFontMetricsF(self._theme.font()).horizontalAdvance("0")
        across = self.horizontalHeader()
        for column, width in enumerate(_WIDTHS):
            if width:
                across.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(column, round(width * digits))
            else:
                across.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(max(32, round(self._theme.pixels() * 2.5)))
        self.viewport().update()


class _LineDelegate(QStyledItemDelegate):
    """Draws a cell of the list: the date as a pill, the section as a chip, the deadline in bold."""

    def __init__(self, theme: Theme, model: DeadlineModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        colours = self._theme.colours
        row, column = index.row(), index.column()
        text = self._model.text(row, column)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colours.accent_soft)
        painter.setPen(QPen(colours.line, 1.0))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column in (_DATE, _CLAUSE) and text:
            self._paint_chip(painter, rect, row, column, text)
        elif column == _LABEL:
            self._paint_label(painter, rect, row)
        else:
            self._paint_words(painter, rect, row, column, text)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(colours.accent_text, 2.0))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_chip(self, painter: QPainter, rect: QRectF, row: int, column: int, text: str) -> None:
        size = chip_size(self._theme, text)
        width = min(float(size.width()), rect.width() - 1.5 * _PAD)
        place = QRectF(rect.left() + _PAD, rect.center().y() - size.height() / 2, width, size.height())
        selected_ground = SECTION_LOOK if column == _CLAUSE else self._model.look(row)
        paint_chip(painter, self._theme, place, text, selected_ground)

    def _paint_label(self, painter: QPainter, rect: QRectF, row: int) -> None:
        """Draw the deadline and behind it, never shortened, the word of what is doubtful about it."""
        word, gravity = self._model.word(row), self._model.gravity(row)
        behind = QFontMetricsF(self._theme.font()).horizontalAdvance(word) + _PAD if word else 0.0
        label = self._model.group(row).label
        self._paint_words(painter, rect.adjusted(0, 0, -behind, 0), row, _LABEL, label)
        if gravity is not None and word:
            left = min(rect.left() + 2 * _PAD + painter.fontMetrics().horizontalAdvance(label), rect.right() - behind)
            painter.setFont(self._theme.font())
            over = self._model.over(row)
            painter.setPen(
                self._theme.colours.faint if over else tone_colours(self._theme.colours, gravity_look(gravity).tone)[0]
            )
            place = QRectF(left, rect.top(), behind, rect.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)

    def _paint_words(self, painter: QPainter, rect: QRectF, row: int, column: int, text: str) -> None:
        colours = self._theme.colours
        over = self._model.over(row)
        painter.setFont(self._theme.font(TextSize.BODY, bold=column == _LABEL and not over))
        ink = colours.ink
        if column in (_AWAY, _NOTE) or over:
            ink = colours.faint
        if column == _AWAY and self._model.group(row).first.pressing:
            ink = colours.danger
        painter.setPen(ink)
        room = rect.adjusted(_PAD, 0, -4, 0)
        shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
