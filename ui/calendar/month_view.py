"""The month on the screen: days with chips and bars, walked by arrow keys, entries of a day by Space."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from rra_desktop import wording
from ui.calendar.entries import Entry
from ui.calendar.month_model import DAY_ROLE, DAYS, WEEKS, Day, Index, MonthModel
from ui.theme import TextSize, Theme
from ui.widgets.chips import ChipLook, chip_size, paint_chip, tone_colours
from ui.widgets.item_view import ItemView

_PAD = 6.0
_BAR = 4.0
_LEAST_DAY = 52
_LEAST_BESIDE = 40
"""In less room beside the number of a day no words are drawn."""


class MonthView(ItemView, QTableView):
    """A month; `entry_selected` carries the entry the keyboard or mouse rests on, `entry_opened` one to open."""

    entry_selected = Signal(object)
    entry_opened = Signal(object)
    day_changed = Signal(object)
    month_turned = Signal(int)

    def __init__(self, theme: Theme, model: MonthModel) -> None:
        super().__init__()
        self.theme = theme
        self.at = 0
        self._quiet = False
        self._model = model
        self.setModel(model)
        self.setAccessibleName("Month")
        self.setItemDelegate(DayDelegate(theme, self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionsClickable(False)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(24)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setMinimumSectionSize(36)
        down.hide()
        self._take_room()
        theme.changed.connect(self._take_room)
        theme.changed.connect(self.viewport().update)
        model.dataChanged.connect(self._share_width)
        model.modelReset.connect(self._share_width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out among the days."""
        super().resizeEvent(event)
        self._share_width()

    def _take_room(self) -> None:
        """Keep room for one chip on each day, however large the text is."""
        chip = chip_size(self.theme, "X").height()
        day = max(_LEAST_DAY, round(_number_height(self.theme)) + chip + 4)
        self.setMinimumHeight(WEEKS * day + self.horizontalHeader().sizeHint().height())

    def why_not_typed(self, index: Index) -> str:
        """Return where the days come from, since nothing is typed over in the month."""
        del index
        return "Worked out from the agreement and from what is recorded. Record what happened, and the month follows."

    def go_to(self, date: dt.date, at: int = 0) -> None:
        """Put the keyboard on a day, turning the month where it is in another."""
        index = self._model.index_of(date)
        if not index.isValid():
            self._model.show_month(date)
            index = self._model.index_of(date)
        self._quiet = True
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._quiet = False
        self.at = at
        self._tell()

    def day(self) -> Day | None:
        """Return the day the keyboard is on."""
        index = self.currentIndex()
        return self._model.day_at(index) if index.isValid() else None

    def entry(self) -> Entry | None:
        """Return the entry the keyboard is on."""
        day = self.day()
        return day.entries[min(self.at, len(day.entries) - 1)] if day is not None and day.entries else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Begin with the first entry of another day."""
        super().currentChanged(current, previous)
        if not self._quiet:
            self.at = 0
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk days, entries and months; walking over the edge of the month turns it."""
        key = Qt.Key(event.key())
        day = self.day()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS}
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.month_turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif day is not None and key in steps and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.go_to(day.date + dt.timedelta(days=steps[key]))
        elif day is not None and key == Qt.Key.Key_Space and day.entries:
            self.go_to(day.date, (self.at + 1) % len(day.entries))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (entry := self.entry()) is not None:
                self.entry_opened.emit(entry)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Rest on the chip under the mouse."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            day = self._model.day_at(index)
            rect = QRectF(self.visualRect(index))
            hit = next(
                (
                    at
                    for at, place in enumerate(chip_places(self.theme, rect, day, self.offset_of(day, index)))
                    if place is not None and place.contains(event.position())
                ),
                0,
            )
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.go_to(day.date, hit)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the record under the mouse."""
        if self.indexAt(event.position().toPoint()).isValid() and (entry := self.entry()) is not None:
            self.entry_opened.emit(entry)

    def offset_of(self, day: Day, index: Index) -> int:
        """Return how many entries of a day are scrolled out above, so that the one the keyboard is on shows."""
        if index != self.currentIndex():
            return 0
        room = chips_that_fit(self.theme, self.visualRect(self.currentIndex()).height())
        return max(0, min(self.at, len(day.entries) - 1) - room + 1)

    def _share_width(self) -> None:
        """Give a weekday the width its chips need, as far as the others keep room for theirs."""
        wanted = []
        for column in range(DAYS):
            days = (self._model.day_at(self._model.index(row, column)) for row in range(WEEKS))
            chips = [chip_size(self.theme, entry.text).width() for day in days for entry in day.entries]
            wanted.append(max(chips, default=0) + 2 * int(_PAD) + 1)
        for column, width in enumerate(shared_widths(wanted, self.viewport().width())):
            self.setColumnWidth(column, width)

    def _tell(self) -> None:
        self.viewport().update()
        self.day_changed.emit(self.day())
        self.entry_selected.emit(self.entry())


def shared_widths(wanted: Sequence[int], room: int) -> list[int]:
    """Return widths that fill a room: equal ones, but more for what wants more, taken from those that can spare it."""
    equal = room // len(wanted)
    least = equal * 5 // 8
    lacks = [max(0, want - equal) for want in wanted]
    spares = [0 if want > equal else equal - max(least, want) for want in wanted]
    lacking, sparing = sum(lacks), sum(spares)
    moved = min(lacking, sparing)
    widths = [
        equal + (lack * moved // lacking if lacking else 0) - (-(-spare * moved // sparing) if sparing else 0)
        for lack, spare in zip(lacks, spares, strict=True)
    ]
    for at in range(room - sum(widths)):
        widths[at % len(widths)] += 1
    return widths


def _number_height(theme: Theme) -> float:
    return QFontMetricsF(theme.font()).height() + _PAD + 2


def chips_that_fit(theme: Theme, height: float) -> int:
    """Return how many chips a day of this height has room for."""
    chip = chip_size(theme, "X").height() + 2
    return max(1, int((height - _number_height(theme) - 3 * _BAR) // chip))


def fitting(theme: Theme, entry: Entry, width: float) -> str:
    """Return an entry's words in as many signs as there is room for."""
    return next((said for said in entry.texts if chip_size(theme, said).width() <= width), entry.texts[-1])


def chip_places(theme: Theme, rect: QRectF, day: Day, offset: int) -> list[QRectF | None]:
    """Return where each entry of a day is drawn, None for one there is no room for."""
    height = chip_size(theme, "X").height()
    room = chips_that_fit(theme, rect.height())
    places: list[QRectF | None] = []
    for at, entry in enumerate(day.entries):
        line = at - offset
        if not 0 <= line < room:
            places.append(None)
            continue
        top = rect.top() + _number_height(theme) + line * (height + 2)
        room_across = rect.width() - 2 * _PAD
        width = min(room_across, float(chip_size(theme, fitting(theme, entry, room_across)).width()))
        places.append(QRectF(rect.left() + _PAD, top, width, height))
    return places


class DayDelegate(QStyledItemDelegate):
    """Draws one day."""

    def __init__(self, theme: Theme, view: MonthView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, number, chips, bars and the ring around the day the keyboard is on."""
        day: Day = index.data(DAY_ROLE)
        rect = QRectF(option.rect)
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        weekend = index.column() in (0, DAYS - 1)
        painter.fillRect(rect, colours.raised if weekend or day.closed else colours.surface)
        painter.setPen(QPen(colours.line, 1.0))
        if index.column() < DAYS - 1:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        if index.row() < WEEKS - 1:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_number(painter, rect, day, first=index.row() == 0 and index.column() == 0)
        self._paint_bars(painter, rect, day)
        current = index == self._view.currentIndex()
        self._paint_chips(painter, rect, day, self._view.offset_of(day, index), current=current)
        if current and self._view.hasFocus() and not day.entries:
            painter.setPen(QPen(colours.accent_text, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -2, -2), 4, 4)
        painter.restore()

    def _paint_number(self, painter: QPainter, rect: QRectF, day: Day, *, first: bool) -> None:
        colours = self._theme.colours
        named = first or day.date.day == 1
        text = wording.month_day(day.date) if named else str(day.date.day)
        painter.setFont(self._theme.font(bold=named))
        metrics = painter.fontMetrics()
        place = QRectF(rect.left() + _PAD, rect.top() + 3, metrics.horizontalAdvance(text) + 2, metrics.height())
        painter.setPen(colours.ink if day.inside else colours.faint)
        if day.as_of:
            pill = place.adjusted(-1, 0, 12, 0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent)
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
            painter.setPen(colours.on_accent)
            place = pill
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        else:
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        hidden = max(0, len(day.entries) - chips_that_fit(self._theme, rect.height()))
        beside = f"+{hidden} more" if hidden else day.closed
        if beside and rect.width() - place.width() > _LEAST_BESIDE:
            painter.setFont(self._theme.font(TextSize.SMALL))
            painter.setPen(colours.faint)
            rest = QRectF(place.right() + 6, place.top(), rect.right() - place.right() - 2 * _PAD, place.height())
            shown = painter.fontMetrics().elidedText(beside, Qt.TextElideMode.ElideRight, int(rest.width()))
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)

    def _paint_bars(self, painter: QPainter, rect: QRectF, day: Day) -> None:
        """Draw the windows along the foot of the day; a bar is round where its window begins or ends."""
        painter.setPen(Qt.PenStyle.NoPen)
        for line, span in enumerate(day.spans[:3]):
            ink, _ground = tone_colours(self._theme.colours, span.tone)
            bar = ink.toRgb()
            bar.setAlphaF(0.5)
            painter.setBrush(bar)
            left = rect.left() + (2 if span.start == day.date else -1)
            right = rect.right() - (2 if span.end == day.date else -1)
            top = rect.bottom() - _BAR - 1 - line * (_BAR + 1)
            painter.drawRect(QRectF(left, top, right - left, _BAR - 0.5))

    def _paint_chips(self, painter: QPainter, rect: QRectF, day: Day, offset: int, *, current: bool) -> None:
        places = chip_places(self._theme, rect, day, offset)
        for at, (entry, place) in enumerate(zip(day.entries, places, strict=True)):
            if place is None:
                continue
            look = ChipLook(entry.look.tone, entry.look.shape, pill=False)
            paint_chip(painter, self._theme, place, fitting(self._theme, entry, rect.width() - 2 * _PAD), look)
            if current and at == min(self._view.at, len(day.entries) - 1):
                painter.setPen(QPen(self._theme.colours.accent_text, 2.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(place.adjusted(-2, -2, 2, 2), 5, 5)
