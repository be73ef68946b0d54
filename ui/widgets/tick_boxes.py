"""Boxes to tick and buttons to pick one by, whose text gives way where there is no room for all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolTip,
    QWidget,
)

from ui.widgets.labels import tool_tip

if TYPE_CHECKING:
    _Button = QCheckBox
else:
    _Button = object

_LEAST = "Abcdef Abcdef…"


class _ShortenedButton(_Button):
    """The first base of a button beside a text of any length, which ends in an ellipsis where it has no room.

    The whole text is its accessible name, and its tool tip while it is shortened; an ampersand in it is an ampersand.
    `_contents` and `_control` are the parts of the style that hold the text and draw the button.
    """

    _contents: QStyle.SubElement
    _control: QStyle.ControlElement

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return room for the button and a few letters."""
        metrics, whole = self.fontMetrics(), self.sizeHint()
        beside = whole.width() - metrics.horizontalAdvance(self.accessibleName())
        return QSize(min(whole.width(), beside + metrics.horizontalAdvance(_LEAST)), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button and as much of the text as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self._shown(self.style().subElementRect(self._contents, option, self).width())
        painter = QStylePainter(self)
        painter.drawControl(self._control, option)
        painter.end()

    def _shown(self, room: int) -> str:
        """Return as much of the text as fits, for the style to draw."""
        metrics, text = self.fontMetrics(), self.accessibleName()
        # The style measures with fractions of a pixel: a text that just fits must not lose its last letter.
        if metrics.horizontalAdvance(text) > room + 1:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        return text.replace("&", "&&")

    def event(self, event: QEvent) -> bool:
        """Tell the whole text under the mouse while it is shortened."""
        shortened = self.sizeHint().width() > self.width()
        if shortened and isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tool_tip(self.accessibleName()), self)
            return True
        return super().event(event)


class TickBox(_ShortenedButton, QCheckBox):
    """A box to tick, with a text that gives way."""

    _contents = QStyle.SubElement.SE_CheckBoxContents
    _control = QStyle.ControlElement.CE_CheckBox


class PickButton(_ShortenedButton, QRadioButton):
    """One of several buttons of which one is picked, with a text that gives way."""

    _contents = QStyle.SubElement.SE_RadioButtonContents
    _control = QStyle.ControlElement.CE_RadioButton
