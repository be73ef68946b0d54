"""Icons drawn from resources/icons in the colour the palette asks for, sharp at every scaling."""

from __future__ import annotations

from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SCALES = (1, 2, 3)


@cache
def _drawing(name: str) -> str:
    return (resources.files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Paint an icon by its file name into a square."""
    _renderer(name, colour.name()).render(painter, rect)


def icon(name: str, colour: QColor, off: QColor | None = None, size: int = 18) -> QIcon:
    """Return an icon by its file name, `off` being its colour while it cannot be used."""
    drawn = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, off)):
        for scale in _SCALES if ink is not None else ():
            pixmap = QPixmap(QSize(size, size) * scale)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_icon(painter, QRectF(pixmap.rect()), name, ink or colour)
            painter.end()
            pixmap.setDevicePixelRatio(scale)
            drawn.addPixmap(pixmap, mode)
    return drawn
