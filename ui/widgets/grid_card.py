"""A card around a grid: the grid's own corners are rounded off, so that the hairline runs around all of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.cards import Card
from ui.widgets.grid_sheet import Sheet

_RADIUS = 8


class GridCard(Card):
    """A card that is as high as its grid's rows, and no higher than there is room."""

    def __init__(self, grid: Sheet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, grid.sizePolicy().verticalPolicy())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(grid)
        self._corners = _Corners(theme, self)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the corners at the corners."""
        if watched is self and event.type() == QEvent.Type.Resize:
            self._corners.lay_over()
        return super().eventFilter(watched, event)


class _Corners(QWidget):
    """The four corners outside the rounding, drawn over the grid in the colour of the canvas."""

    def __init__(self, theme: Theme, card: QWidget) -> None:
        super().__init__(card)
        self._theme = theme
        self._card = card
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def lay_over(self) -> None:
        """Cover the card, but for all except its corners."""
        self.setGeometry(self._card.rect())
        right, bottom = self.width() - _RADIUS, self.height() - _RADIUS
        mask = QRegion()
        for x in (0, right):
            for y in (0, bottom):
                mask += QRegion(x, y, _RADIUS, _RADIUS)
        self.setMask(mask)
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is outside the rounding, and the rounding."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outside, inside = QPainterPath(), QPainterPath()
        outside.addRect(QRectF(self.rect()))
        inside.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS - 0.5, _RADIUS - 0.5)
        painter.fillPath(outside - inside, self._theme.colours.canvas)
        painter.setPen(QPen(self._theme.colours.line, 1))
        painter.drawPath(inside)
        painter.end()
