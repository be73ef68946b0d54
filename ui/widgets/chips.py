"""Chips and pills: a section, a status or a date on a soft ground, as a widget and for delegates to paint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.palettes import Colours
from ui.theme import TextSize, Theme

_PADDING = 8.0


class Tone(StrEnum):
    """What a chip says by its colour; its words say the same."""

    ACCENT = "accent"
    DANGER = "danger"
    WARN = "warn"
    OK = "ok"
    VIOLET = "violet"
    QUIET = "quiet"


class Shape(StrEnum):
    """What a chip says by its form: certain, projected (dashed), at fault (solid), or done and gone (hollow)."""

    SOFT = "soft"
    DASHED = "dashed"
    SOLID = "solid"
    HOLLOW = "hollow"


@dataclass(frozen=True, slots=True)
class ChipLook:
    """How a chip is drawn."""

    tone: Tone = Tone.ACCENT
    shape: Shape = Shape.SOFT
    pill: bool = True


def tone_colours(colours: Colours, tone: Tone) -> tuple[QColor, QColor]:
    """Return the ink and the ground of a tone."""
    return {
        Tone.ACCENT: (colours.accent_text, colours.accent_soft),
        Tone.DANGER: (colours.danger, colours.danger_soft),
        Tone.WARN: (colours.warn, colours.warn_soft),
        Tone.OK: (colours.ok, colours.ok_soft),
        Tone.VIOLET: (colours.violet, colours.violet_soft),
        Tone.QUIET: (colours.muted, colours.sidebar),
    }[tone]


def chip_size(theme: Theme, text: str) -> QSize:
    """Return how much room a chip with this text takes."""
    metrics = QFontMetricsF(theme.font(TextSize.SMALL, bold=True))
    return QSize(round(metrics.horizontalAdvance(text) + 2 * _PADDING + 1), round(metrics.height() + 5))


def paint_chip(painter: QPainter, theme: Theme, rect: QRectF, text: str, look: ChipLook) -> None:
    """Paint a chip into a rectangle, shortening its text when there is no room."""
    ink, ground = tone_colours(theme.colours, look.tone)
    radius = rect.height() / 2 if look.pill else 4.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    if look.shape is Shape.SOLID:
        painter.setBrush(ink)
        ink = theme.colours.surface
    if look.shape in (Shape.DASHED, Shape.HOLLOW):
        style = Qt.PenStyle.DashLine if look.shape is Shape.DASHED else Qt.PenStyle.SolidLine
        painter.setPen(QPen(ink, 1.0, style))
        rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        if look.shape is Shape.HOLLOW:
            painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, radius, radius)
    painter.setFont(theme.font(TextSize.SMALL, bold=True))
    painter.setPen(ink)
    room = rect.adjusted(_PADDING, 0, -_PADDING, 0)
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


SECTION_LOOK = ChipLook(Tone.ACCENT, Shape.SOFT, pill=False)


class Chip(QWidget):
    """A chip as a widget of its own."""

    def __init__(self, theme: Theme, text: str, look: ChipLook = SECTION_LOOK, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = look
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_text(text, look)
        theme.changed.connect(self.updateGeometry)

    def text(self) -> str:
        """Return what the chip says."""
        return self._text

    def show_text(self, text: str, look: ChipLook | None = None) -> None:
        """Say something else, perhaps in another tone."""
        self._text = text
        self._look = look or self._look
        self.setAccessibleName(text)
        # Shown without a parent it would be a window for a moment; with its parent it shows by itself.
        if not text or self.parentWidget() is not None:
            self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room the text takes."""
        return chip_size(self._theme, self._text)

    def minimumSizeHint(self) -> QSize:
        """Return the room the text takes."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        paint_chip(painter, self._theme, QRectF(self.rect()), self._text, self._look)
        painter.end()
