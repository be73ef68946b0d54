"""The list of rooms at the left of the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import TextSize, Theme
from ui.widgets.icons import paint_icon
from ui.widgets.item_view import ItemView

_WIDTH = 196
_NARROW = 60
_ROW = 34
_ICON_SIDE = 18
_BODY = 13
"""The text size, in pixels, that the measures above are for; they grow with larger text."""
_BEFORE_NAME, _AFTER_NAME = 38, 36
_MARGINS = 17
_ICON = Qt.ItemDataRole.UserRole + 1
_BADGE = Qt.ItemDataRole.UserRole + 2
_Index: TypeAlias = QModelIndex | QPersistentModelIndex


class RoomList(ItemView, QListView):
    """Rooms by name and icon, one of them chosen; a badge counts what waits in a room."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, rooms: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.narrow = False
        self.setObjectName("sidebar")
        self.setAccessibleName("Rooms")
        self.setViewportMargins(8, 9, 8, 9)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_RoomDelegate(theme, self))
        self._rooms = QStandardItemModel(self)
        for title, icon_name in rooms:
            item = QStandardItem(title)
            item.setData(icon_name, _ICON)
            item.setData(title, Qt.ItemDataRole.AccessibleTextRole)
            self._rooms.appendRow(item)
        self.setModel(self._rooms)
        self.setFixedWidth(self.wide)
        theme.changed.connect(self.viewport().update)

    @property
    def grown(self) -> float:
        """How much larger than usual the text is, never less than 1."""
        return max(1.0, self._theme.pixels() / _BODY)

    @property
    def wide(self) -> int:
        """The width, in pixels, in which the names stand whole beside their icons and badges."""
        metrics = QFontMetrics(self._theme.font(bold=True))
        names = (self._rooms.item(row).text() for row in range(self._rooms.rowCount()))
        longest = max(metrics.horizontalAdvance(name) for name in names)
        return max(_WIDTH, longest + round(self.grown * (_BEFORE_NAME + _AFTER_NAME)) + _MARGINS)

    @property
    def thin(self) -> int:
        """The width, in pixels, of the icons alone."""
        return round(self.grown * _NARROW)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or names beside them."""
        if narrow != self.narrow:
            self.narrow = narrow
            self.setFixedWidth(self.thin if narrow else self.wide)
            for row in range(self._rooms.rowCount()):
                item = self._rooms.item(row)
                item.setToolTip(str(item.data(Qt.ItemDataRole.AccessibleTextRole)) if narrow else "")
            self.doItemsLayout()

    def choose(self, row: int) -> None:
        """Mark a room as the one that shows; nothing was chosen by that."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self._rooms.index(row, 0))

    def set_badge(self, row: int, count: int, meaning: str) -> None:
        """Show how much waits in a room and say what it is; 0 takes the badge away."""
        item = self._rooms.item(row)
        item.setData(str(count) if count else "", _BADGE)
        item.setData(f"{item.text()}, {meaning}" if count else item.text(), Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(str(item.data(Qt.ItemDataRole.AccessibleTextRole)) if self.narrow or count else "")

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Say which room was chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.row())


class _RoomDelegate(QStyledItemDelegate):
    """Draws a room: icon, name, badge; the chosen one on a white card."""

    def __init__(self, theme: Theme, view: RoomList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(self._view.width() - _MARGINS, round(self._view.grown * _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        colours = self._theme.colours
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        card = QRectF(rect).adjusted(0.5, 1.5, -0.5, -1.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(colours.accent_text, 2.0) if focused else QPen(colours.line, 1.0))
            painter.setBrush(colours.surface)
            painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.line)
            painter.drawRoundedRect(card, 6, 6)
        grown = self._view.grown
        side = _ICON_SIDE * grown
        ink = colours.accent_text if chosen else colours.muted
        place = QRectF(card.left() + 10 * grown, card.center().y() - side / 2, side, side)
        paint_icon(painter, place, str(index.data(_ICON)), ink)
        badge = str(index.data(_BADGE) or "")
        if self._view.narrow:
            if badge:
                self._paint_dot(painter, place)
        else:
            painter.setPen(colours.ink)
            painter.setFont(self._theme.font(bold=chosen))
            words = card.adjusted(_BEFORE_NAME * grown, 0, -_AFTER_NAME * grown, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data(Qt.ItemDataRole.DisplayRole)))
            if badge:
                self._paint_badge(painter, card, badge)
        painter.restore()

    def _paint_dot(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QPen(self._theme.colours.sidebar, 1.5))
        painter.setBrush(self._theme.colours.danger)
        painter.drawEllipse(QRectF(place.right() - 5, place.top() - 4, 9, 9))

    def _paint_badge(self, painter: QPainter, card: QRectF, badge: str) -> None:
        colours = self._theme.colours
        painter.setFont(self._theme.font(TextSize.SMALL, bold=True))
        height = 20.0 * self._view.grown
        width = max(height, painter.fontMetrics().horizontalAdvance(badge) + height * 0.6)
        place = QRectF(card.right() - width - 9, card.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.danger)
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setPen(colours.surface)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, badge)
