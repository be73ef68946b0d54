"""The ground of a grid: a table whose first column and last rows stay in view while the rest scrolls under them."""

from __future__ import annotations

import itertools
from typing import Any, cast

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.grid_cells import Cell, GridRow, RowKind
from ui.widgets.grid_header import GridHeader
from ui.widgets.grid_model import GridModel
from ui.widgets.grid_painting import TICK_WIDTH, CellLook, CellPainter, Lead
from ui.widgets.item_view import Index, ItemView
from ui.widgets.labels import tool_tip

_STRETCH_LEAST = 100
_STRETCH_MOST = 300
_MEASURED = 60
_FEWEST_ROWS = 3
_EMPTY_ROWS = 3


class Sheet(ItemView, QTableView):
    """A table of a GridModel with rows of one height; nothing is drawn twice, nothing is a second widget.

    The first column and the pinned rows are drawn over what scrolls beneath them, and a point or a cell is looked for
    where it is drawn. So there is one table for the keyboard, the mouse and the screen reader.
    """

    def __init__(self, model: GridModel[Any], theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid_model = model
        self._theme = theme
        self._painter = CellPainter(theme)
        self._header = GridHeader(self._painter)
        self._remembered: set[int] = set()
        self._widest: dict[int, int] = {}
        self._fitting = False
        self._several = False
        self.shows_ticks = False
        self.empty_text = ""
        self.setAccessibleName(name)
        self._set_up(model)
        theme.changed.connect(self.theme_changed)

    def _set_up(self, model: GridModel[Any]) -> None:
        self.setHorizontalHeader(self._header)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._absent: frozenset[str] = frozenset()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._header.sectionResized.connect(self._section_resized)
        self.horizontalScrollBar().rangeChanged.connect(self.updateGeometry)
        model.layoutChanged.connect(self._rearranged)
        model.dataChanged.connect(self._rearranged)
        self._size_rows()

    # -- columns ---------------------------------------------------------------------------------------------------

    def fill_column_menu(self, menu: QMenu) -> None:
        """Put one checkable act for each column but the first into a menu."""
        menu.clear()
        for place, column in enumerate(self.grid_model.columns[1:], start=1):
            if column.id in self._absent:
                continue
            act = menu.addAction(column.title)
            act.setCheckable(True)
            act.setChecked(not self.isColumnHidden(place))
            act.toggled.connect(lambda shown, place=place: self.show_column(place, shown=shown))

    def leave_out(self, columns: frozenset[str]) -> None:
        """Show neither these columns nor their entries in the menu of columns; those left out before show again."""
        for place, column in enumerate(self.grid_model.columns):
            if (column.id in columns) is not (column.id in self._absent):
                self.setColumnHidden(place, column.id in columns)
        if columns != self._absent:
            self._absent = columns
            self.fit_columns()

    def show_column(self, column: int, *, shown: bool) -> None:
        """Show or hide a column."""
        self.setColumnHidden(column, not shown)
        self.fit_columns()

    def fit_columns(self, *, measuring: bool = True) -> None:
        """Give each column the width its title and its contents need, and the rest to those that stretch.

        A column that was given a width, by hand or by the program, keeps it. Contents are measured anew, unless only
        the room for them has changed.
        """
        self._fitting = True
        widths, given = {}, 0
        for place in range(len(self.grid_model.columns)):
            if self.isColumnHidden(place):
                continue
            if place in self._remembered:
                given += self.columnWidth(place)
                continue
            known = None if measuring else self._widest.get(place)
            widths[place] = max(self._header.title_width(place), self._content_width(place) if known is None else known)
        stretching = [place for place in widths if self.grid_model.columns[place].stretches]
        spare = self.viewport().width() - given - sum(widths.values())
        if spare < 0 and 0 in stretching:
            # What is missing is taken from names, which can be shortened and still be read; never from figures.
            widths[0] = max(min(_STRETCH_LEAST + 2 * self._gutter(), widths[0]), widths[0] + spare)
        for number, place in enumerate(stretching if spare > 0 else ()):
            share = spare // (len(stretching) - number)
            widths[place] += share
            spare -= share
        for place, width in widths.items():
            self.setColumnWidth(place, width)
        self._fitting = False

    def _content_width(self, place: int) -> int:
        """Return the width that a column's sample, its totals and its first rows need; it never shrinks again.

        Measuring every row would take as long as there are rows, and columns that follow their figures would dance
        while a figure is being tried.
        """
        column, rows = self.grid_model.columns[place], self.grid_model.rows
        widths = [self._painter.width_of(Cell(column.sample)) if column.sample else 0, self._widest.get(place, 0)]
        measured = min(_MEASURED, len(rows))
        for at in itertools.chain(range(measured), range(self._first_pinned(), len(rows))):
            row = rows[at]
            if place and column.stretches:
                break
            if row.kind in (RowKind.LINE, RowKind.GROUP) or (place and row.kind is RowKind.TOTAL):
                lead = self.lead_of(row).width() if place == 0 else 0
                widths.append(
                    lead
                    + self._painter.width_of(self.grid_model.cell_at(at, place), strong=row.kind is not RowKind.LINE)
                )
        self._widest[place] = max(widths) if place else min(_STRETCH_MOST, max(widths))
        return self._widest[place]

    def _gutter(self) -> int:
        return TICK_WIDTH if self.shows_ticks else 0

    def _section_resized(self, section: int, before: int, after: int) -> None:
        """Remember the width a column is given, by whatever hand; to be hidden or shown is no width."""
        if not self._fitting and before and after:
            self._remembered.add(section)
            self.viewport().update()

    # -- sizes -----------------------------------------------------------------------------------------------------

    def row_height(self) -> int:
        """Return the height of every row."""
        return self.verticalHeader().defaultSectionSize()

    def sizeHint(self) -> QSize:
        """Return the size at which every row is in view."""
        empty = _EMPTY_ROWS if self._shows_nothing() else 0
        return QSize(super().sizeHint().width(), self._height_of(empty + len(self.grid_model.rows)))

    def minimumSizeHint(self) -> QSize:
        """Return a size that still shows the totals and a few rows."""
        rows = min(len(self.grid_model.rows), _FEWEST_ROWS + self.grid_model.pinned)
        return QSize(240, self._height_of(rows))

    def _height_of(self, rows: int) -> int:
        bar = self.horizontalScrollBar()
        scrolling = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return self._header.sizeHint().height() + rows * self.row_height() + scrolling

    def _size_rows(self) -> None:
        height = self._painter.row_height()
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        self.updateGeometry()

    def _rearranged(self) -> None:
        self.fit_columns()
        self.updateGeometry()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the width to the column that stretches."""
        super().resizeEvent(event)
        self.fit_columns(measuring=False)

    def theme_changed(self) -> None:
        """Draw with the fonts and colours that hold now."""
        self._painter = CellPainter(self._theme)
        self._widest.clear()
        self._header.cell_painter = self._painter
        self._size_rows()
        self.fit_columns()
        self.viewport().update()
        self._header.viewport().update()

    # -- where things are drawn ------------------------------------------------------------------------------------

    def _first_pinned(self) -> int:
        return len(self.grid_model.rows) - self.grid_model.pinned

    def _pinned_top(self) -> int:
        """Return where the totals begin: under the last row, or at the bottom when that is out of view."""
        if not self.grid_model.pinned:
            return self.viewport().height()
        bottom = self.viewport().height() - self.grid_model.pinned * self.row_height()
        if self._shows_nothing():
            return bottom
        return min(self.rowViewportPosition(self._first_pinned()), bottom)

    def _shows_nothing(self) -> bool:
        return self._first_pinned() == 0 and bool(self.empty_text)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the cell drawn at a point of the viewport."""
        column = 0 if point.x() < self._header.frozen_width() else self.columnAt(point.x())
        top = self._pinned_top()
        row = self.rowAt(point.y())
        if self.grid_model.pinned and point.y() >= top:
            row = self._first_pinned() + (point.y() - top) // self.row_height()
        elif row >= self._first_pinned():
            row = -1
        return self.grid_model.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def visualRect(self, index: Index) -> QRect:
        """Return where a cell is drawn in the viewport."""
        rect = super().visualRect(index)
        if index.isValid() and index.column() == 0:
            rect.moveLeft(0)
        if index.isValid() and index.row() >= self._first_pinned():
            rect.moveTop(self._pinned_top() + (index.row() - self._first_pinned()) * self.row_height())
        return rect

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into view from under the totals and the first column."""
        across = self.horizontalScrollBar().value()
        if not index.isValid() or index.row() >= self._first_pinned():
            hint = QAbstractItemView.ScrollHint.EnsureVisible
        super().scrollTo(index, hint)
        if index.column() == 0:
            self.horizontalScrollBar().setValue(across)
        elif (hidden := self._header.frozen_width() - self.visualRect(index).left()) > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)
        below = self.visualRect(index).bottom() + 1 - self._pinned_top()
        if index.row() < self._first_pinned() and below > 0:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + below)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, and draw again what stays in place."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
        self._header.viewport().update()

    # -- drawing ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, then over them what stays in place; where there are no rows, a sentence alone."""
        if not self._shows_nothing():
            super().paintEvent(event)
        painter = QPainter(self.viewport())
        frozen = self._header.frozen_width()
        columns = [each for each in range(len(self.grid_model.columns)) if not self.isColumnHidden(each)]
        if frozen:
            first, last = self.rowAt(0), self.rowAt(self.viewport().height())
            for row in range(max(0, first), (last if last >= 0 else self._first_pinned() - 1) + 1):
                index = self.grid_model.index(row, 0)
                self.paint_cell(painter, self.visualRect(index), index)
        for row in range(self._first_pinned(), len(self.grid_model.rows)):
            for column in [*columns[1:], *columns[:1]]:
                index = self.grid_model.index(row, column)
                self.paint_cell(painter, self.visualRect(index), index)
        self._paint_across(painter, columns)
        if self._shows_nothing():
            painter.setFont(self.font())
            painter.setPen(self._painter.colours.faint)
            room = self.viewport().rect().adjusted(16, 0, -16, -self.grid_model.pinned * self.row_height())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty_text)
        if frozen:
            painter.fillRect(frozen - 1, 0, 1, self._content_bottom(), self._painter.colours.line_strong)
        painter.end()

    def _paint_across(self, painter: QPainter, columns: list[int]) -> None:
        """Let a name that does not fit run on over empty cells, as a spreadsheet does."""
        first, last = max(0, self.rowAt(0)), self.rowAt(self.viewport().height())
        rows = set(range(first, (last if last >= 0 else self._first_pinned() - 1) + 1))
        for place in sorted(rows | set(range(self._first_pinned(), len(self.grid_model.rows)))):
            row = self.grid_model.rows[place]
            index = self.grid_model.index(place, 0)
            rect, lead, cell = self.visualRect(index), self.lead_of(row), self.grid_model.cell(index)
            strong = row.kind in (RowKind.TOTAL, RowKind.GROUP) or cell.strong
            if self._painter.metrics(strong=strong).horizontalAdvance(cell.text) <= lead.text_rect(rect).width():
                continue
            under_totals = place < self._first_pinned() and rect.bottom() > self._pinned_top()
            room = 0 if self._header.frozen_width() or under_totals else self._empty_width(place, columns[1:])
            if room:
                look = self._look(row, place, index)
                self._painter.paint_across(painter, rect.adjusted(0, 0, room, 0), cell, look, lead)

    def _empty_width(self, row: int, columns: list[int]) -> int:
        width = 0
        for column in columns:
            if self.grid_model.cell_at(row, column) != Cell():
                break
            width += self.columnWidth(column)
        return width

    def _content_bottom(self) -> int:
        return min(self.viewport().height(), self._pinned_top() + self.grid_model.pinned * self.row_height())

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw one cell at a place."""
        row = self.grid_model.rows[index.row()]
        place = index.row()
        lead = self.lead_of(row) if index.column() == 0 else None
        self._painter.paint(painter, rect, self.grid_model.cell(index), self._look(row, place, index), lead)

    def lead_of(self, row: GridRow[Any]) -> Lead:
        """Return what stands before the text of a row's first cell."""
        return Lead(self.shows_ticks, row.tick, row.opened, row.opened is not None, row.depth)

    def _look(self, row: GridRow[Any], place: int, index: Index) -> CellLook:
        colours = self._painter.colours
        current = self.currentIndex()
        selected = self.selectionModel().isSelected(cast("QModelIndex", index))
        grounds = {RowKind.GROUP: colours.raised, RowKind.SECTION: colours.surface}
        ground = grounds.get(row.kind, colours.surface)
        # While several cells are selected only they stand out: a whole row would look as if it were selected too.
        if selected or (not self._several and current.isValid() and current.row() == index.row()):
            ground = colours.accent_soft
        last = place == len(self.grid_model.rows) - 1
        return CellLook(
            numeric=self.grid_model.columns[index.column()].numeric,
            ground=ground,
            current=current.row() == index.row() and current.column() == index.column(),
            focused=self.hasFocus(),
            greyed=row.greyed,
            strong=row.kind in (RowKind.TOTAL, RowKind.GROUP),
            caption=row.kind is RowKind.SECTION,
            line_above=place == self._first_pinned() and bool(self.grid_model.pinned),
            line_below=not last,
        )

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Draw the selection."""
        super().selectionChanged(selected, deselected)
        chosen = self.selectionModel().selection()
        blocks = [chosen.at(place) for place in range(chosen.count())]
        self._several = sum(block.width() * block.height() for block in blocks) > 1
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole of a text that was cut short, where the cell has nothing else to say."""
        if event.type() == QEvent.Type.ToolTip:
            help_event = cast("QHelpEvent", event)
            index = self.indexAt(help_event.pos())
            if index.isValid():
                self._tell(index, help_event)
                return True
        return super().viewportEvent(event)

    def _tell(self, index: QModelIndex, event: QHelpEvent) -> None:
        cell = self.grid_model.cell(index)
        rect = self.visualRect(index)
        room = self.lead_of(self.grid_model.rows[index.row()]).text_rect(rect).width() + 20
        needed = self._painter.width_of(cell)
        note = cell.note or (cell.text if needed > (room if index.column() == 0 else rect.width()) else "")
        QToolTip.showText(event.globalPos(), tool_tip(note), self.viewport(), rect)
