"""Boxes to tick and buttons to pick one by, whose text gives way where there is no room for all of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
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

_LEAST = "Abcdef Abcdef…"


class TickBox(QCheckBox):
    """A box to tick beside a text of any length, which ends in an ellipsis where it has no room.

    The whole text is its accessible name, and its tool tip while it is shortened; an ampersand in it is an ampersand.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return room for the box and a few letters."""
        return _least_of(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box and as much of the text as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        option.text = _shown(self, place.width())
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell the whole text under the mouse while it is shortened."""
        return _tells_whole(self, event) or super().event(event)


class PickButton(QRadioButton):
    """One of several buttons of which one is picked, with a text of any length as a TickBox has it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return room for the button and a few letters."""
        return _least_of(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button and as much of the text as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_RadioButtonContents, option, self)
        option.text = _shown(self, place.width())
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_RadioButton, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell the whole text under the mouse while it is shortened."""
        return _tells_whole(self, event) or super().event(event)


def _least_of(box: QAbstractButton) -> QSize:
    """Return the size of a button whose text is cut to a few letters."""
    metrics, whole = box.fontMetrics(), box.sizeHint()
    beside = whole.width() - metrics.horizontalAdvance(box.accessibleName())
    return QSize(min(whole.width(), beside + metrics.horizontalAdvance(_LEAST)), whole.height())


def _shown(box: QAbstractButton, room: int) -> str:
    """Return as much of a button's text as fits, for the style to draw."""
    metrics, text = box.fontMetrics(), box.accessibleName()
    # The style measures with fractions of a pixel: a text that just fits must not lose its last letter.
    if metrics.horizontalAdvance(text) > room + 1:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return text.replace("&", "&&")


def _tells_whole(box: QAbstractButton, event: QEvent) -> bool:
    if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
        return False
    if box.sizeHint().width() <= box.width():
        return False
    QToolTip.showText(event.globalPos(), tool_tip(box.accessibleName()), box)
    return True
