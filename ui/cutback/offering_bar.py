"""The whole offering as one bar: the Company, each seller, and what nobody takes up."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rra_desktop import wording
from rra_desktop.domain.allocation import CutbackOutcome
from ui.cutback.sellers_model import SellersModel
from ui.palettes import Colours
from ui.theme import TextSize, Theme
from ui.widgets.labels import tool_tip

_HEIGHT = 38
_MOST_SELLERS = 9
_FEWEST_LETTERS = 3
_LINEAR_BELOW = 0.03928
_DARKEST, _LIGHTEST = 0.0, 0.62


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the offering; `seller` counts from 0, None for the Company and for what is left."""

    name: str
    shares: int
    short: str
    seller: int | None = None
    unused: bool = False


def parts_of(outcome: CutbackOutcome, sellers: SellersModel, short: Mapping[str, str]) -> list[Part]:
    """Return the parts of an offering from left to right; after the first few, sellers are put together."""
    selling = ((block.head, sellers.figures(block.head).allocated or 0) for block in sellers.blocks)
    shown = list(itertools.islice((pair for pair in selling if pair[1]), _MOST_SELLERS))
    parts = [Part("Company", outcome.company.allocated, "Company")] if outcome.company.allocated else []
    for place, (head, allocated) in enumerate(shown):
        own = head.holder.name if head.holder is not None else head.subject
        parts.append(Part(own, allocated, short.get(head.subject, own), place))
    rest = outcome.total_allocated - sum(allocated for _head, allocated in shown)
    if rest > 0:
        parts.append(Part("the others", rest, "others", len(shown)))
    left = (outcome.maximum or 0) - sum(part.shares for part in parts)
    if left > 0 and not outcome.pending:
        parts.append(Part("not used", left, "not used", unused=True))
    return parts


class OfferingBar(QWidget):
    """The bar; its description for a screen reader names every part with its shares."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: list[Part] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("The offering")
        theme.changed.connect(self.update)

    def show_parts(self, parts: list[Part]) -> None:
        """Show these parts."""
        self._parts = parts
        said = ", ".join(f"{part.name} {wording.shares(part.shares)}" for part in parts)
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the bar's height at any width."""
        return QSize(240, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least the bar can be."""
        return QSize(120, _HEIGHT)

    def _rects(self) -> list[tuple[Part, QRectF]]:
        whole = sum(part.shares for part in self._parts)
        rects, left = [], 0.0
        for part in self._parts:
            width = self.width() * part.shares / whole
            rects.append((part, QRectF(left, 0, width, self.height())))
            left += width
        return rects

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the parts side by side in one rounded bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setClipPath(frame)
        painter.fillRect(self.rect(), self._theme.colours.line)
        painter.setFont(self._theme.font(TextSize.SMALL, bold=True))
        for part, rect in self._rects():
            ground = self._ground(part)
            painter.fillRect(rect.adjusted(0, 0, -1, 0), ground)
            painter.setPen(_ink_on(ground, self._theme.colours))
            text = self._label(part, rect.width() - 12)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _label(self, part: Part, room: float) -> str:
        metrics = QFontMetrics(self._theme.font(TextSize.SMALL, bold=True))
        for text in (f"{part.name} {wording.shares(part.shares)}", part.name, part.short):
            if metrics.horizontalAdvance(text) <= room:
                return text
        shortened = metrics.elidedText(part.short, Qt.TextElideMode.ElideRight, int(room))
        return shortened if len(shortened) > _FEWEST_LETTERS else ""

    def _ground(self, part: Part) -> QColor:
        colours = self._theme.colours
        if part.unused:
            return colours.line
        if part.seller is None:
            if self._theme.dark:
                return _mixed(colours.muted, colours.surface, 0.55)
            return _mixed(colours.muted, colours.accent, 0.25)
        sellers = max(1, sum(1 for each in self._parts if each.seller is not None) - 1)
        step = _DARKEST + (_LIGHTEST - _DARKEST) * part.seller / sellers
        return _mixed(colours.accent, colours.surface, step if sellers > 1 or part.seller else 0.0)

    def event(self, event: QEvent) -> bool:
        """Name the part under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for part, rect in self._rects():
                if rect.contains(event.pos().toPointF()):
                    QToolTip.showText(event.globalPos(), tool_tip(f"{part.name}: {wording.shares(part.shares)}"), self)
                    return True
        return super().event(event)


def _mixed(first: QColor, second: QColor, part: float) -> QColor:
    return QColor.fromRgbF(
        first.redF() + (second.redF() - first.redF()) * part,
        first.greenF() + (second.greenF() - first.greenF()) * part,
        first.blueF() + (second.blueF() - first.blueF()) * part,
    )


def _ink_on(ground: QColor, colours: Colours) -> QColor:
    """Return whichever of white and the darkest ink is read better on a ground."""
    dark = QColor("#10161f")
    white = colours.on_accent
    return white if contrast(ground, white) >= contrast(ground, dark) else dark


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast of two colours as the guidelines for accessible content measure it, 1 to 21."""
    lights = sorted((_luminance(first), _luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
