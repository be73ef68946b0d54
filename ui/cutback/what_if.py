"""The slider "what if the underwriters say…": from nothing for the holders to nobody cut."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider

from rra_desktop import wording
from ui.theme import Theme

_FEWEST_STEPS = 180
_SETTLES_AFTER = 900
_GROOVE = 5
_HANDLE = 9


@dataclass(frozen=True, slots=True)
class Scale:
    """The maxima a slider can say: `low`, the round numbers between, and `high`, in shares."""

    low: int
    high: int
    step: int

    @classmethod
    def between(cls, low: int, high: int) -> Scale:
        """Return a scale with steps of 1, 2 or 5 times a power of ten, fine enough to be dragged smoothly."""
        span, step = max(1, high - low), 1
        for power in range(len(str(span))):
            for digit in (1, 2, 5):
                if span // (digit * 10**power) >= _FEWEST_STEPS:
                    step = digit * 10**power
        return cls(low, max(low + 1, high), step)

    @property
    def steps(self) -> int:
        """How many steps lie between the two ends."""
        return -(-(self.high - self._base) // self.step)

    @property
    def _base(self) -> int:
        return self.low // self.step * self.step

    def maximum_at(self, place: int) -> int:
        """Return the maximum at a place of the slider."""
        return min(self.high, max(self.low, self._base + place * self.step))

    def place_of(self, maximum: int) -> int:
        """Return the place nearest to a maximum."""
        return min(self.steps, max(0, (maximum - self._base + self.step // 2) // self.step))


class WhatIfSlider(QSlider):
    """Says `trying` with each maximum it passes, `settled` with the one it comes to rest on, `abandoned` on Escape.

    It comes to rest when the mouse lets go, or when the keyboard has been quiet for a moment.
    """

    trying = Signal(object)
    settled = Signal(object)
    abandoned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._scale = Scale(0, 1, 1)
        self._tried: int | None = None
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_SETTLES_AFTER)
        self._resting.timeout.connect(self._settle)
        self.setAccessibleName("What if the underwriters say")
        self.setMinimumHeight(24)
        self.setPageStep(10)
        self.setTracking(True)
        self.actionTriggered.connect(self._moved_by_hand)
        self.sliderReleased.connect(self._settle)
        theme.changed.connect(self.update)

    @property
    def tried(self) -> int | None:
        """The maximum being tried, None while nothing is."""
        return self._tried

    def show_scale(self, scale: Scale, maximum: int | None) -> None:
        """Show where a maximum stands between the two ends, unless another is being tried just now."""
        if self._tried is not None:
            return
        self._scale = scale
        self.setRange(0, scale.steps)
        self.setSingleStep(1)
        self.setValue(scale.steps if maximum is None else scale.place_of(maximum))
        self._describe(maximum)

    def _moved_by_hand(self, _action: int) -> None:
        maximum = self._scale.maximum_at(self.sliderPosition())
        self._tried = maximum
        self._describe(maximum)
        self.trying.emit(maximum)
        if not self.isSliderDown():
            self._resting.start()

    def _settle(self) -> None:
        self._resting.stop()
        tried, self._tried = self._tried, None
        if tried is not None:
            self.settled.emit(tried)

    def _describe(self, maximum: int | None) -> None:
        self.setAccessibleDescription("" if maximum is None else f"{wording.shares(maximum)} shares")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Abandon on Escape, settle on Enter."""
        if event.key() == Qt.Key.Key_Escape and self._tried is not None:
            self._resting.stop()
            self._tried = None
            self.abandoned.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._tried is not None:
            self._settle()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Settle when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if not self.isSliderDown():
            self._settle()

    def sizeHint(self) -> QSize:
        """Return a height that is a target for the mouse."""
        return QSize(200, 2 * _HANDLE + 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the groove, what is filled of it, and the handle."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, reach = self.height() / 2, self.width() - 2 * _HANDLE - 2
        part = self.sliderPosition() / max(1, self.maximum())
        handle = _HANDLE + 1 + reach * part
        groove = QRectF(0, middle - _GROOVE / 2, self.width(), _GROOVE)
        painter.setBrush(colours.line_strong if self.isEnabled() else colours.line)
        painter.drawRoundedRect(groove, _GROOVE / 2, _GROOVE / 2)
        if self.isEnabled():
            groove.setRight(handle)
            painter.setBrush(colours.accent)
            painter.drawRoundedRect(groove, _GROOVE / 2, _GROOVE / 2)
            painter.setBrush(colours.surface)
            painter.setPen(QPen(colours.accent_text, 2.2 if not self.hasFocus() else 3.4))
            painter.drawEllipse(QRectF(handle - _HANDLE + 1, middle - _HANDLE + 1, 2 * _HANDLE - 2, 2 * _HANDLE - 2))
        painter.end()
