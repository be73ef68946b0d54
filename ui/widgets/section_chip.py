"""The chip of a section that leads to it in the Agreement room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from rra_desktop import wording
from rra_desktop.domain.sections import cited
from ui.theme import Theme
from ui.widgets.chips import SECTION_LOOK, chip_size, paint_chip
from ui.widgets.labels import tool_tip

_FINGER = 24
AskSection = Callable[[str], object]


class SectionChip(QPushButton):
    """A section on a soft ground, as a button; `ask` is handed the section when it is pressed."""

    def __init__(self, theme: Theme, section: str, ask: AskSection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._section = ""
        self.setProperty("kind", "section-chip")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: ask(self._section))
        self.show_section(section)
        theme.changed.connect(self.updateGeometry)

    @property
    def section(self) -> str:
        """The section it leads to, as the form cites it."""
        return self._section

    def show_section(self, section: str) -> None:
        """Lead to another section."""
        self._section = section
        self.setText(wording.section(section))
        self.setAccessibleName(wording.section(section))
        self.setAccessibleDescription("Show it in the Agreement")
        self.setToolTip(tool_tip(f"Show {wording.section(section)} in the Agreement"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room the section takes, and never less than a finger needs."""
        return chip_size(self._theme, self.text()).expandedTo(QSize(_FINGER, _FINGER))

    def minimumSizeHint(self) -> QSize:
        """Return the room the section takes."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip, with a ring around it where the keyboard is and a line under it where the mouse is."""
        painter = QPainter(self)
        size = chip_size(self._theme, self.text())
        place = QRectF(0, (self.height() - size.height()) / 2, max(self.width(), size.width()), size.height())
        paint_chip(painter, self._theme, place, self.text(), SECTION_LOOK)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(self._theme.colours.accent_text, 2.0 if self.hasFocus() else 1.0))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


def section_chips(theme: Theme, citation: str, ask: AskSection) -> tuple[SectionChip, ...]:
    """Return a chip for each section of a citation."""
    return tuple(SectionChip(theme, each, ask) for each in cited(citation))
