"""The list of the agreement's sections: number, heading, and a dot with a count where drafting points are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.agreement.section_contents import NOT_IN_THE_AGREEMENT, SectionContents, section_name
from ui.theme import TextSize, Theme
from ui.widgets.item_view import Index, ItemView
from ui.widgets.labels import tool_tip

_SECTION = Qt.ItemDataRole.UserRole + 1
_HEADING = Qt.ItemDataRole.UserRole + 2
_OPEN = Qt.ItemDataRole.UserRole + 3
_DOT = 7.0
_SIDE = 10
_GAP = 10


class SectionList(ItemView, QListView):
    """Sections, of which one shows; `section_chosen` carries the one the keyboard or mouse came to rest on."""

    section_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("section-list")
        self.setAccessibleName("Sections")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.number_width = 0
        self._sections = QStandardItemModel(self)
        self.setItemDelegate(_SectionDelegate(self))
        self.setModel(self._sections)
        theme.changed.connect(self._measure)

    def why_not_typed(self, index: Index) -> str:
        """Return where a section is changed, since nothing is typed over in the list."""
        del index
        return "A section as the agreement has it; its terms, readings and points are changed beside the list."

    def show_sections(
        self, sections: Sequence[SectionContents], headings: Mapping[str, str], chosen: str | None
    ) -> None:
        """List sections with the headings that are known, and rest on the chosen one without saying so."""
        with QSignalBlocker(self):
            if self._listed() != [each.section for each in sections]:
                self._sections.clear()
                self._sections.appendColumn([QStandardItem() for _ in sections])
            for row, each in enumerate(sections):
                self._tell(self._sections.item(row), each, headings.get(each.section, ""))
            self._measure()
            self.rest_on(chosen)
        self.viewport().update()

    def rest_on(self, section: str | None) -> None:
        """Rest on a section without saying so; one that is not listed leaves nothing chosen."""
        listed = self._listed()
        with QSignalBlocker(self):
            if section in listed:
                index = self._sections.index(listed.index(section), 0)
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().setCurrentIndex(index, flag)
                self.scrollTo(index)
            else:
                self.selectionModel().clear()
        self.viewport().update()

    def section(self) -> str | None:
        """Return the section that is chosen, None while none is."""
        index = self.currentIndex()
        return str(index.data(_SECTION)) if index.isValid() else None

    def listed(self) -> tuple[str, ...]:
        """Return the sections in the list."""
        return tuple(self._listed())

    def text_of(self, section: str) -> str:
        """Return what a screen reader says of a section; raises ValueError for one that is not listed."""
        item = self._sections.item(self._listed().index(section))
        return str(item.data(Qt.ItemDataRole.AccessibleTextRole))

    def _listed(self) -> list[str]:
        return [str(self._sections.item(row).data(_SECTION)) for row in range(self._sections.rowCount())]

    @staticmethod
    def _tell(item: QStandardItem, contents: SectionContents, heading: str) -> None:
        name = section_name(contents.section)
        count = len(contents.open)
        item.setText(name)
        item.setData(contents.section, _SECTION)
        item.setData(heading, _HEADING)
        item.setData(count, _OPEN)
        points = f"{count} drafting {'point' if count == 1 else 'points'} open" if count else ""
        item.setData(", ".join(filter(None, (name, heading, points))), Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(tool_tip(f"{name} {heading}".strip()))

    def _measure(self) -> None:
        """Give all headings one left edge, beside the longest number."""
        metrics = QFontMetrics(self.theme.font(bold=True))
        items = (self._sections.item(row) for row in range(self._sections.rowCount()))
        names = [item.text() for item in items if str(item.data(_SECTION))[:1].isdigit()]
        numbers = [metrics.horizontalAdvance(name) for name in names]
        self.number_width = max(numbers, default=0) + _GAP
        self.doItemsLayout()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which section was chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.section_chosen.emit(str(current.data(_SECTION)))


def _is_numbered(index: Index) -> bool:
    """Tell whether a section has a number, as a recital has none."""
    return str(index.data(_SECTION))[:1].isdigit()


class _SectionDelegate(QStyledItemDelegate):
    """Draws a section: its number, its heading, and at the right a dot and how many points are open."""

    def __init__(self, view: SectionList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, round(self._view.theme.pixels() * 2.4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        theme = self._view.theme
        colours = theme.colours
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(colours.accent_text, 1.5) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent_soft)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.raised)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)
        room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        room = self._paint_open(painter, room, int(index.data(_OPEN)), silent=not index.data(_SECTION))
        silent = index.data(_SECTION) == NOT_IN_THE_AGREEMENT
        name, heading = str(index.data(Qt.ItemDataRole.DisplayRole)), str(index.data(_HEADING))
        painter.setFont(theme.font(bold=chosen))
        painter.setPen(colours.muted if silent else colours.accent_text if _is_numbered(index) else colours.ink)
        self._write(painter, room, name)
        if heading:
            left = max(self._view.number_width, painter.fontMetrics().horizontalAdvance(name) + _GAP)
            painter.setPen(colours.ink)
            self._write(painter, room.adjusted(left, 0, 0, 0), heading)
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, room: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_open(self, painter: QPainter, room: QRect, count: int, *, silent: bool) -> QRect:
        """Draw how many points are open; returns the room that is left."""
        if not count:
            return room
        theme = self._view.theme
        painter.setFont(theme.font(TextSize.SMALL, bold=True))
        painter.setPen(theme.colours.muted if silent else theme.colours.warn)
        width = painter.fontMetrics().horizontalAdvance(str(count))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(count))
        taken = width + _GAP
        if not silent:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colours.warn)
            dot = QRectF(room.right() - width - 6 - _DOT, room.center().y() - _DOT / 2 + 0.5, _DOT, _DOT)
            painter.drawEllipse(dot)
            taken += round(_DOT) + 6
        return room.adjusted(0, 0, -taken, 0)
