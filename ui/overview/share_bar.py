"""The bar of who holds how much of the Units, with the mark of a majority."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import TextSize, Theme

_STRENGTHS = (1.0, 0.84, 0.5, 0.36, 0.26, 0.18)
"""How much of the accent each part has, from the largest holder on."""
_TIP = 4
_LEAST_LETTERS = 6
_LIGHT, _DARK = QColor("#ffffff"), QColor("#10161f")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the bar: what stands in it where there is room, and how much of the whole it is, 0 to 1."""

    name: str
    share: Fraction


class ShareBar(QWidget):
    """Parts from the left, the largest first; the rest of the bar is held by nobody who counts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self._mark: Fraction | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_parts(self, parts: tuple[Part, ...], mark: Fraction | None) -> None:
        """Show other parts, and where a majority is."""
        self._parts, self._mark = parts, mark
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a line of names."""
        return QSize(240, round(self._theme.pixels() * 2.2) + 2 * _TIP)

    def minimumSizeHint(self) -> QSize:
        """Return room for the colours alone."""
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the parts and the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(self.rect()).adjusted(0, _TIP, 0, -_TIP)
        outline = QPainterPath()
        outline.addRoundedRect(bar, 5, 5)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(bar, self._theme.colours.sidebar)
        painter.setFont(self._theme.font(TextSize.SMALL, bold=True))
        left = bar.left()
        for place, part in enumerate(self._parts):
            width = float(part.share) * bar.width()
            self._paint_part(painter, QRectF(left, bar.top(), width, bar.height()), place)
            self._write_name(painter, QRectF(left, bar.top(), width, bar.height()), place, part.name)
            left += width
        painter.restore()
        across = self._mark_at()
        if across is not None:
            pen = QPen(self._theme.colours.ink, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(round(across), 0, round(across), self.height())
        painter.end()

    def _mark_at(self) -> float | None:
        """Return where the mark of a majority stands, None where more is needed than there is."""
        return None if self._mark is None or self._mark > 1 else float(self._mark) * self.width()

    def _ground(self, place: int) -> QColor:
        colours = self._theme.colours
        return mixed(colours.accent, colours.surface, _STRENGTHS[min(place, len(_STRENGTHS) - 1)])

    def _paint_part(self, painter: QPainter, rect: QRectF, place: int) -> None:
        painter.fillRect(rect.adjusted(0, 0, -1, 0), self._ground(place))

    def _write_name(self, painter: QPainter, rect: QRectF, place: int, name: str) -> None:
        """Write a name into a part, beside the mark where that stands in it; shortened where there is little room."""
        mark = self._mark_at()
        if mark is not None and rect.left() < mark < rect.right():
            left, right = mark - rect.left(), rect.right() - mark
            rect = rect.adjusted(0, 0, -right, 0) if left >= right else rect.adjusted(left, 0, 0, 0)
        metrics = QFontMetricsF(painter.font())
        room = rect.adjusted(8, 0, -8, 0)
        if room.width() < metrics.averageCharWidth() * min(len(name), _LEAST_LETTERS):
            return
        ground = self._ground(place)
        painter.setPen(_LIGHT if contrast(_LIGHT, ground) >= contrast(_DARK, ground) else _DARK)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)


def mixed(colour: QColor, ground: QColor, strength: float) -> QColor:
    """Return a colour laid over a ground with a strength of 0 to 1."""
    pairs = (
        (colour.red(), ground.red()),
        (colour.green(), ground.green()),
        (colour.blue(), ground.blue()),
    )
    return QColor(*(round(above * strength + below * (1 - strength)) for above, below in pairs))


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast of two colours as WCAG counts it, 1 to 21."""
    brighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = ((0.2126, colour.redF()), (0.7152, colour.greenF()), (0.0722, colour.blueF()))
    return sum(weight * _linear(part) for weight, part in parts)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the standard's own
