"""The titles of a grid's columns: sorted by a click, the first one kept in place while the rest scroll."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHeaderView

from ui.widgets.grid_model import GridModel
from ui.widgets.grid_painting import PADDING, CellPainter

_ARROW_ROOM = 12
_V_CENTRE = Qt.AlignmentFlag.AlignVCenter


class GridHeader(QHeaderView):
    """Column titles; `sort_asked` carries the column that was clicked."""

    sort_asked = Signal(int)

    def __init__(self, painter: CellPainter) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.cell_painter = painter
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(36)
        self.setAccessibleName("Columns")
        self.sectionClicked.connect(self.sort_asked)

    def sizeHint(self) -> QSize:
        """Return a row's height, so that titles and cells keep one rhythm."""
        return QSize(self.length(), self.cell_painter.row_height())

    def title_width(self, section: int) -> int:
        """Return the width a title needs, with room for the arrow where the column can be sorted."""
        column = self._grid_model().columns[section]
        width = self.cell_painter.title_metrics().horizontalAdvance(column.title) + 2 * PADDING + 3
        return width + (_ARROW_ROOM if column.order is not None and not column.numeric else 0)

    def frozen_width(self) -> int:
        """Return how much of the left is kept in place, 0 while nothing is scrolled."""
        return self.sectionSize(0) if self.offset() > 0 and self.count() else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the titles, and the first one once more where the rest have scrolled under it."""
        super().paintEvent(event)
        if self.frozen_width():
            painter = QPainter(self.viewport())
            rect = QRect(0, 0, self.frozen_width(), self.height())
            self.paintSection(painter, rect, 0)
            painter.fillRect(rect.right(), 0, 1, self.height(), self.cell_painter.colours.line_strong)
            painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw one title in the colours of the theme."""
        colours = self.cell_painter.colours
        column = self._grid_model().columns[logical_index]
        painter.fillRect(rect, colours.raised)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.line)
        painter.setFont(self.cell_painter.title_font)
        painter.setPen(colours.muted)
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        metrics = self.cell_painter.title_metrics()
        title = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, inner.width())
        align = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, align | _V_CENTRE, title)
        arrow = self._arrow(logical_index)
        if arrow is not None:
            width = metrics.horizontalAdvance(title)
            # A number's arrow stands in the padding at its left, so that the title never moves off its figures.
            x = inner.right() - width - 8 if column.numeric else inner.left() + width + 8
            self._paint_arrow(painter, QPointF(x, rect.center().y() + 0.5), arrow)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Sort by the first column when its title is pressed where other titles have scrolled under it."""
        if event.position().x() < self.frozen_width() - 4 and event.button() is Qt.MouseButton.LeftButton:
            self.sort_asked.emit(0)
            return
        super().mousePressEvent(event)

    def _grid_model(self) -> GridModel[Any]:
        model = self.model()
        if not isinstance(model, GridModel):
            raise TypeError("a grid's header stands over a grid's model")
        return model

    def _arrow(self, section: int) -> Qt.SortOrder | None:
        model = self._grid_model()
        if model.sorted_by is None or model.columns[section].id != model.sorted_by[0]:
            return None
        return model.sorted_by[1]

    def _paint_arrow(self, painter: QPainter, centre: QPointF, order: Qt.SortOrder) -> None:
        down = 1 if order is Qt.SortOrder.DescendingOrder else -1
        points = [centre + QPointF(x, y * down) for x, y in ((-3.5, -2), (3.5, -2), (0, 2.5))]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.cell_painter.colours.accent_text)
        painter.drawPolygon(QPolygonF(points))
        painter.restore()
