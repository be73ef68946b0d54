"""How a grid's cells are drawn: text, tick boxes, pills, fields and bars, in the colours of the theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from ui.palettes import Colours
from ui.theme import TextSize, Theme
from ui.widgets.chips import ChipLook, Tone, chip_size, paint_chip
from ui.widgets.grid_cells import Bar, Cell, Tick

PADDING = 8
TICK_WIDTH = 28
CHEVRON_WIDTH = 18
INDENT = 18
_TICK_SIDE = 15
_V_CENTRE = Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | _V_CENTRE
_RIGHT = Qt.AlignmentFlag.AlignRight | _V_CENTRE
_BAR_HEIGHT = 14
_BAR_PART = 0.66
_SLACK = 2


@dataclass(frozen=True)
class CellLook:
    """How one cell stands in the grid at the moment it is drawn."""

    numeric: bool
    ground: QColor
    current: bool = False
    focused: bool = False
    greyed: bool = False
    strong: bool = False
    caption: bool = False
    line_above: bool = False
    line_below: bool = True


@dataclass(frozen=True)
class Lead:
    """What stands before the text of a first column."""

    ticks: bool = False
    tick: Tick | None = None
    opened: bool | None = None
    opens: bool = False
    depth: int = 0

    def tick_zone(self, cell: QRect) -> QRect:
        """Return where a click ticks."""
        return QRect(cell.left(), cell.top(), PADDING + TICK_WIDTH - 8, cell.height())

    def chevron_zone(self, cell: QRect) -> QRect:
        """Return where a click opens."""
        return QRect(self._text_left(cell) - CHEVRON_WIDTH - 4, cell.top(), CHEVRON_WIDTH + 8, cell.height())

    def text_rect(self, cell: QRect) -> QRect:
        """Return where the text stands."""
        return cell.adjusted(self._text_left(cell) - cell.left(), 0, -PADDING, 0)

    def width(self) -> int:
        """Return how much of the cell stands before the text, its padding left out."""
        return self._text_left(QRect()) - PADDING

    def _text_left(self, cell: QRect) -> int:
        left = cell.left() + PADDING + self.depth * INDENT
        if self.ticks:
            left += TICK_WIDTH - PADDING + 6
        return left + (CHEVRON_WIDTH if self.opens else 0)


class CellPainter:
    """Draws cells with the fonts and colours of a theme; made anew when the theme changes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.colours: Colours = theme.colours
        self.font = theme.font()
        self.strong_font = theme.font(bold=True)
        self.title_font = theme.font(TextSize.SMALL, bold=True)
        self._plain = QFontMetrics(self.font)
        self._strong = QFontMetrics(self.strong_font)
        self._small = QFontMetrics(self.title_font)

    def metrics(self, *, strong: bool = False) -> QFontMetrics:
        """Return the measures of the body text."""
        return self._strong if strong else self._plain

    def title_metrics(self) -> QFontMetrics:
        """Return the measures of column titles and pills."""
        return self._small

    def row_height(self) -> int:
        """Return the height of a row, never less than the target of 24 pixels."""
        return max(28, round(self.metrics().height() * 1.97))

    def width_of(self, cell: Cell, *, strong: bool = False) -> int:
        """Return the width a cell needs, its padding included."""
        if cell.tone is not None:
            return chip_size(self._theme, cell.text).width() + 2 * PADDING
        boxed = 2 * PADDING if cell.boxed else 0
        metrics = self.metrics(strong=strong or cell.strong)
        return metrics.horizontalAdvance(cell.text) + 2 * PADDING + boxed + _SLACK

    def paint(self, painter: QPainter, rect: QRect, cell: Cell, look: CellLook, lead: Lead | None = None) -> None:
        """Draw one cell into its rectangle."""
        painter.fillRect(rect, look.ground)
        if look.line_below:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self.colours.line)
        if look.line_above:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 2, self.colours.ink)
        if look.current:
            self._paint_current(painter, rect, focused=look.focused)
        text_rect = rect.adjusted(PADDING, 0, -PADDING, 0)
        if lead is not None:
            self._paint_lead(painter, rect, lead)
            text_rect = lead.text_rect(rect)
        if cell.bar is not None:
            self._paint_bar(painter, text_rect, cell.bar, cell.text, self._faint_on(look.ground))
        elif cell.tone is not None:
            self._paint_pill(painter, text_rect, cell)
        elif cell.text:
            self._paint_text(painter, text_rect, cell, look)

    def paint_across(self, painter: QPainter, rect: QRect, cell: Cell, look: CellLook, lead: Lead) -> None:
        """Draw the text of a first column over empty cells beside it, where it does not fit its own."""
        ground = rect.adjusted(lead.text_rect(rect).left() - rect.left(), 2, 0, -2)
        painter.fillRect(ground, look.ground)
        self._paint_text(painter, lead.text_rect(rect), cell, look)

    def _paint_text(self, painter: QPainter, rect: QRect, cell: Cell, look: CellLook) -> None:
        strong = cell.strong or look.strong
        painter.setFont(self.title_font if look.caption else self.strong_font if strong else self.font)
        metrics = self.title_metrics() if look.caption else self.metrics(strong=strong)
        if cell.boxed:
            if not look.current:
                self._paint_box(painter, rect, metrics.horizontalAdvance(cell.text))
            rect = rect.adjusted(0, 0, -PADDING, 0)
        painter.setPen(self._faint_on(look.ground) if cell.faint or look.greyed or look.caption else self.colours.ink)
        text = cell.text
        if metrics.horizontalAdvance(text) > rect.width():
            # A number cut short would be another number: it is drawn as marks, the whole of it in the tool tip.
            marks = "#" * max(1, rect.width() // max(1, metrics.horizontalAdvance("#")))
            text = marks if cell.number is not None else metrics.elidedText(text, _ELIDE, rect.width())
        painter.drawText(rect, _RIGHT if look.numeric else _LEFT, text)

    def _paint_box(self, painter: QPainter, rect: QRect, text_width: int) -> None:
        """Draw the outline of a field around right-aligned text."""
        width = max(text_width + 2 * PADDING, 56)
        box = QRectF(rect.right() - width + 1, rect.top() + 3, width, rect.height() - 7)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.colours.line_strong, 1))
        painter.setBrush(self.colours.surface)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.restore()

    def _paint_current(self, painter: QPainter, rect: QRect, *, focused: bool) -> None:
        painter.fillRect(rect, self.colours.surface)
        pen = QPen(self.colours.accent_text if focused else self.colours.faint, 2 if focused else 1)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = pen.width() / 2
        painter.drawRect(QRectF(rect).adjusted(inset, inset, -inset, -inset))

    def _paint_lead(self, painter: QPainter, rect: QRect, lead: Lead) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lead.tick is not None:
            self._paint_tick(painter, QRectF(rect.left() + PADDING, 0, _TICK_SIDE, _TICK_SIDE), rect, lead.tick)
        if lead.opened is not None:
            centre = QPointF(lead.text_rect(rect).left() - CHEVRON_WIDTH / 2 - 2, rect.center().y() + 0.5)
            painter.setPen(QPen(self.colours.muted, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            offsets = ((-4, -2), (0, 2), (4, -2)) if lead.opened else ((-2, -4), (2, 0), (-2, 4))
            painter.drawPolyline(QPolygonF([centre + QPointF(x, y) for x, y in offsets]))
        painter.restore()

    def _paint_tick(self, painter: QPainter, box: QRectF, rect: QRect, tick: Tick) -> None:
        box.moveTop(rect.center().y() - _TICK_SIDE / 2 + 0.5)
        filled = tick is not Tick.OFF
        painter.setPen(QPen(self.colours.accent if filled else self.colours.faint, 1.2))
        painter.setBrush(self.colours.accent if filled else self.colours.surface)
        painter.drawRoundedRect(box, 3.5, 3.5)
        if not filled:
            return
        painter.setPen(QPen(self.colours.on_accent, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        shape = ((0.24, 0.52), (0.43, 0.70), (0.77, 0.31)) if tick is Tick.ON else ((0.26, 0.5), (0.74, 0.5))
        points = [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in shape]
        painter.drawPolyline(QPolygonF(points))

    def _paint_pill(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        size = chip_size(self._theme, cell.text)
        top = rect.center().y() - size.height() / 2
        place = QRectF(rect.left(), top, min(size.width(), rect.width() + PADDING), size.height())
        paint_chip(painter, self._theme, place, cell.text, ChipLook(cell.tone or Tone.ACCENT))

    def _paint_bar(self, painter: QPainter, rect: QRect, bar: Bar, text: str, ink: QColor) -> None:
        """Draw what is filled of a whole, both in proportion to the column, and the text at the right."""
        room = min(rect.width() * _BAR_PART, rect.width() - self._plain.horizontalAdvance(text) - PADDING)
        top = rect.center().y() - _BAR_HEIGHT / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for part, colour in ((bar.whole, self.colours.line), (bar.filled, self.colours.accent)):
            width = room * part.numerator / part.denominator
            if width > 0:
                painter.setBrush(colour)
                painter.drawRoundedRect(QRectF(rect.left(), top, max(width, 2), _BAR_HEIGHT), 3, 3)
        painter.restore()
        painter.setFont(self.font)
        painter.setPen(ink)
        painter.drawText(rect, _RIGHT, text)

    def _faint_on(self, ground: QColor) -> QColor:
        """Return the ink of what matters less, dark enough to be read on the ground of a selected row."""
        return self.colours.muted if ground == self.colours.accent_soft else self.colours.faint


_ELIDE = Qt.TextElideMode.ElideMiddle
