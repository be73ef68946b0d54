"""A box of choices, each with a key, that stays whole however long its choices are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
)

from ui.theme import Theme
from ui.widgets.icons import paint_icon
from ui.widgets.labels import tool_tip

_LEAST, _WANTED = 10, 34
_CHEVRON = 16.0
_AROUND_ITEM = 28
_MOST_SHOWN = 12
_STEPS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
"""Keys with which a closed box goes from choice to choice."""


class ChoiceBox(QComboBox):
    """A box of choices, each with a key; draws its chevron in the ink of the palette.

    What is chosen ends in an ellipsis where the box has no room for it; the list that opens is as wide as its choices,
    as far as the screen goes. With `records` each choice is recorded at once: then the keys that go through the choices
    open the list, in which nothing is chosen before Enter. The wheel never chooses: it scrolls what the box stands in.
    """

    picked = Signal(str)

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[tuple[str, str]] = (), *, records: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._records = records
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.offer(choices)
        self.activated.connect(lambda _index: self.picked.emit(self.key()))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the choices, staying on the one that is chosen if it is still there."""
        key = self.key()
        self.clear()
        for each, text in choices:
            self.addItem(text, each)
            self.setItemData(self.count() - 1, tool_tip(text), Qt.ItemDataRole.ToolTipRole)
        self.choose(key)

    def offered(self) -> tuple[str, ...]:
        """Return the keys of the choices, in their order."""
        return tuple(str(self.itemData(place) or "") for place in range(self.count()))

    def key(self) -> str:
        """Return the key of what is chosen, empty when there is nothing to choose."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Choose by key without saying so; a key that is not offered leaves the choice alone."""
        index = self.findData(key)
        if index >= 0:
            self.setCurrentIndex(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let what the box stands in scroll."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list instead of going through the choices, where each of them would be recorded."""
        letter = event.text().strip()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if self._records and plain and (event.key() in _STEPS or (letter and letter.isprintable())):
            self.showPopup()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for the choices, up to a good length; one that is longer gives way."""
        wanted = super().sizeHint()
        if self.sizeAdjustPolicy() is not QComboBox.SizeAdjustPolicy.AdjustToContents:
            return wanted
        return QSize(min(wanted.width(), self._width_of(_WANTED)), wanted.height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters of a choice and the chevron."""
        least = super().minimumSizeHint()
        if self.sizeAdjustPolicy() is not QComboBox.SizeAdjustPolicy.AdjustToContents:
            return least
        return QSize(min(least.width(), self._width_of(_LEAST)), least.height())

    def _width_of(self, letters: int) -> int:
        return round(self.fontMetrics().averageCharWidth() * letters) + 40

    def showPopup(self) -> None:
        """Open the list as wide as its choices and as high as they need, inside the screen."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(self.itemText(each)) for each in range(self.count())), default=0)
        screen = self.screen().availableGeometry()
        self.view().setMinimumWidth(min(longest + _AROUND_ITEM + 14, screen.width() - 40))
        super().showPopup()
        self._show_last_item_whole()

    def _show_last_item_whole(self) -> None:
        """Give the list the height it lacks: the style counts its items without the padding around them."""
        list_ = self.view()
        frame = list_.parentWidget()
        if frame is None or not self.count() or self.count() > self.maxVisibleItems():
            return
        last = list_.model().index(self.count() - 1, self.modelColumn())
        screen = self.screen().availableGeometry()
        for _ in range(2):  # The frame keeps a part of what it is given for itself.
            lacking = list_.visualRect(last).bottom() + 1 - list_.viewport().height()
            if lacking <= 0:
                return
            place = frame.geometry()
            place.setHeight(min(place.height() + lacking, screen.height()))
            place.moveTop(max(screen.top(), min(place.top(), screen.bottom() - place.height())))
            frame.setGeometry(place)
            if (layout := frame.layout()) is not None:
                layout.activate()

    def event(self, event: QEvent) -> bool:
        """Tell the whole choice under the mouse while it is shortened and nothing else is to be told."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self._hides_some():
            QToolTip.showText(event.globalPos(), tool_tip(self.currentText()), self)
            return True
        return super().event(event)

    def _hides_some(self) -> bool:
        shortened = self.fontMetrics().horizontalAdvance(self.currentText()) > self._edit_room(self._option())
        return shortened and not self.toolTip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, as much of the choice as there is room for, and the chevron."""
        option = self._option()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self._edit_room(option)
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        place = QRectF(self.width() - _CHEVRON - 7, (self.height() - _CHEVRON) / 2, _CHEVRON, _CHEVRON)
        paint_icon(painter, place, "chevron-down", colours.muted if self.isEnabled() else colours.disabled)
        painter.end()

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option

    def _edit_room(self, option: QStyleOptionComboBox) -> int:
        part = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
