"""A large figure with its caption that asks why when it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from ui.widgets.labels import PlainLabel


class BigFigure(QPushButton):
    """Caption above, figure below, and a small addition beside it in the tone of a warning."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.setProperty("kind", "figure")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._caption = PlainLabel(caption, "faint")
        self._figure = PlainLabel("", "figure")
        self._addition = PlainLabel("", "cut-share")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._figure)
        line.addWidget(self._addition, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 2, 8, 2)
        self._column.setSpacing(0)
        self._column.addWidget(self._caption)
        self._column.addLayout(line)
        for label in (self._caption, self._figure, self._addition):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._addition.hide()

    def show_figure(self, figure: str, addition: str = "", *, alarming: bool = False) -> None:
        """Show a figure; an alarming one is drawn in red."""
        self._figure.setText(figure)
        self._figure.set_kind("figure-cut" if alarming else "figure")
        self._addition.setText(addition)
        self._addition.setVisible(bool(addition))
        self.setAccessibleName(", ".join(part for part in (self._caption.text(), figure, addition) if part))
        self.updateGeometry()

    def keep_room_for(self, figure: str, addition: str = "") -> None:
        """Stay wide enough for a figure of the usual length, so that what stands beside it stays where it is."""
        for label, sample in ((self._figure, figure), (self._addition, addition)):
            label.ensurePolished()
            label.setMinimumWidth(label.fontMetrics().horizontalAdvance(sample))

    def text_shown(self) -> str:
        """Return the figure as it is written."""
        return self._figure.text()

    def sizeHint(self) -> QSize:
        """Return the room the labels take."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the room the labels take."""
        return self._column.minimumSize()
