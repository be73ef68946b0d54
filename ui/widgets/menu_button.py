"""A button that opens a menu, with a chevron in the ink of the palette."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QStyle, QStyleOptionButton, QStylePainter

from ui.theme import Theme
from ui.widgets.icons import paint_icon
from ui.widgets.labels import tool_tip

_CHEVRON = 16
_PADDING = 12


class MenuButton(QPushButton):
    """A button with a menu under it; whoever owns it fills `offered` when it is about to show."""

    def __init__(self, theme: Theme, text: str, tip: str = "") -> None:
        super().__init__(text)
        self._theme = theme
        self.offered = QMenu(self)
        self.offered.setAccessibleName(text)
        self.setMenu(self.offered)
        self.setToolTip(tool_tip(tip))
        self.setAutoDefault(False)

    def sizeHint(self) -> QSize:
        """Return the room the text and the chevron take."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * _PADDING + _CHEVRON + 4
        return QSize(width, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button without the style's own arrow, the text at the left and the chevron at the right."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        colours = self._theme.colours
        painter.setPen(colours.ink if self.isEnabled() else colours.disabled)
        painter.setFont(self.font())
        inner = self.rect().adjusted(_PADDING, 0, 0, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
        place = QRectF(self.width() - _CHEVRON - 9, (self.height() - _CHEVRON) / 2, _CHEVRON, _CHEVRON)
        paint_icon(painter, place, "chevron-down", colours.muted if self.isEnabled() else colours.disabled)
        painter.end()
