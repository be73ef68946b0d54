"""A button that opens a menu, with a chevron in the ink of the palette."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton

from ui.theme import Theme
from ui.widgets.icons import paint_icon
from ui.widgets.labels import tool_tip

_CHEVRON = 16


class MenuButton(QPushButton):
    """A button with a menu under it; whoever owns it fills `menu` when it is about to show."""

    def __init__(self, theme: Theme, text: str, tip: str = "") -> None:
        super().__init__(text)
        self._theme = theme
        self.offered = QMenu(self)
        self.offered.setAccessibleName(text)
        self.setMenu(self.offered)
        self.setProperty("kind", "menu")
        self.setToolTip(tool_tip(tip))
        self.setAutoDefault(False)

    def sizeHint(self) -> QSize:
        """Return the room the text and the chevron take."""
        hint = super().sizeHint()
        return QSize(hint.width() + _CHEVRON + 2, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chevron over what the style draws."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.width() - _CHEVRON - 8, (self.height() - _CHEVRON) / 2, _CHEVRON, _CHEVRON)
        colours = self._theme.colours
        paint_icon(painter, place, "chevron-down", colours.muted if self.isEnabled() else colours.disabled)
        painter.end()
