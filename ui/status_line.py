"""The line at the foot of the window: what is saved where, what the selection adds up to, how long it took."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.icons import paint_icon
from ui.widgets.labels import PlainLabel, tool_tip


class _Sign(QWidget):
    """The small sign before the saved state; its words stand beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.name = "check"
        self.setFixedSize(16, 16)

    def sizeHint(self) -> QSize:
        return QSize(16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        paint_icon(painter, QRectF(self.rect()), self.name, colours.muted if self.name == "check" else colours.warn)
        painter.end()


class StatusLine(QFrame):
    """Saved state, file, sums of the selection; at the right the room's own note or the time of the calculation."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("status-line")
        self._sign = _Sign(theme)
        self.saved = PlainLabel("", "status")
        self.file = PlainLabel("", "status")
        self.selection = PlainLabel("", "status")
        self.calculated = PlainLabel("", "status")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 16, 4)
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(self.saved)
        for label in (self.file, self.selection):
            row.addSpacing(14)
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.calculated)

    def show_file(self, path: Path, *, read_only: str, trouble: str = "") -> None:
        """Say which file this is, and that it is saved; or why it is open for reading only, or has no backup."""
        self._sign.name = "lock" if read_only else "warning" if trouble else "check"
        self._sign.update()
        saved = "All changes saved, but no backup" if trouble else "All changes saved"
        self.saved.setText("Open for reading only" if read_only else saved)
        self.saved.setToolTip(tool_tip(read_only or trouble))
        self.file.setText(path.name)
        self.file.setToolTip(tool_tip(str(path)))

    def show_time(self, milliseconds: int) -> None:
        """Say how long the last calculation took."""
        self.calculated.setText(f"Calculated in {milliseconds} ms")
