"""The slider "what if the underwriters say…": from nothing for the holders to nobody cut."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider

from rra_desktop import wording
from ui.theme import Theme
from ui.widgets.pending_edits import PendingEdit

_FEWEST_STEPS = 180
_RESTS_AFTER = 300
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


class WhatIfSlider(QSlider, PendingEdit):
    """Tries a maximum and records nothing: what is tried stays until it is taken over, or given up on Escape.

    `trying` carries each maximum it passes, `rested` the one on which the mouse lets go or the keyboard comes to rest,
    `taken` the one that Enter takes over; `abandoned` says that what is recorded holds again.
    """

    trying = Signal(object)
    rested = Signal(object)
    taken = Signal(object)
    abandoned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._scale = Scale(0, 1, 1)
        self._tried: int | None = None
        self._recorded: int | None = None
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_RESTS_AFTER)
        self._resting.timeout.connect(self._rest)
        self.setAccessibleName("What if the underwriters say")
        self.setMinimumHeight(24)
        self.setPageStep(10)
        self.setTracking(True)
        self.actionTriggered.connect(self._moved_by_hand)
        self.sliderReleased.connect(self._rest)
        theme.changed.connect(self.update)

    @property
    def tried(self) -> int | None:
        """The maximum being tried, None while nothing is."""
        return self._tried

    def show_scale(self, scale: Scale, maximum: int | None) -> None:
        """Show where the recorded maximum stands between the two ends, or the one that is tried, as long as it is."""
        self._scale, self._recorded = scale, maximum
        shown = maximum if self._tried is None else self._tried
        self.setRange(0, scale.steps)
        self.setSingleStep(1)
        self.setValue(scale.steps if shown is None else scale.place_of(shown))
        self._describe(shown)

    def give_up(self) -> bool:
        """Try nothing any more; False when nothing was being tried."""
        if self._tried is None:
            return False
        self._resting.stop()
        self._tried = None
        self.abandoned.emit()
        return True

    def forget(self) -> None:
        """Try nothing any more without saying so: what is recorded is about to be shown."""
        self._resting.stop()
        self._tried = None

    def _moved_by_hand(self, _action: int) -> None:
        maximum = self._scale.maximum_at(self.sliderPosition())
        if maximum == self._tried:
            return
        self._tried = maximum
        self._describe(maximum)
        self.trying.emit(maximum)
        if not self.isSliderDown():
            self._resting.start()

    def _rest(self) -> None:
        self._resting.stop()
        if self._tried is not None and self._tried == self._recorded:
            self.give_up()
        elif self._tried is not None:
            self.rested.emit(self._tried)

    def hand_over(self) -> str:
        """Record nothing, and refuse nothing: what is tried is not meant to be written."""
        return ""

    def say_refused(self, sentence: str) -> None:
        """Say nothing: nothing is refused."""

    def undo_typing(self) -> bool:
        """Give up what is being tried."""
        return self.give_up()

    def _describe(self, maximum: int | None) -> None:
        self.setAccessibleDescription("" if maximum is None else f"{wording.shares(maximum)} shares")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Escape, take over on Enter."""
        if event.key() == Qt.Key.Key_Escape and self.give_up():
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._tried is not None:
            self.taken.emit(self._tried)
        else:
            super().keyPressEvent(event)

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
