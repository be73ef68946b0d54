"""Buttons: secondary, primary, icon and link, and a row of segments."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.theme import Theme
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.icons import icon
from ui.widgets.labels import tool_tip

__all__ = ["ChoiceBox", "IconButton", "Segments", "button"]

Pressed = Callable[[], object]
_ICON = 18


def button(text: str, pressed: Pressed | None = None, *, kind: str = "secondary", tip: str = "") -> QPushButton:
    """Return a button; `kind` is "secondary", "primary", "quiet" or "link"."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setToolTip(tool_tip(tip))
    made.setAutoDefault(False)
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


class IconButton(QPushButton):
    """A square button that shows one icon; its name is what screen readers say and its tool tip shows."""

    def __init__(self, theme: Theme, icon_name: str, name: str, pressed: Pressed | None = None) -> None:
        super().__init__()
        self.setProperty("kind", "icon")
        self._theme = theme
        self._icon_name = icon_name
        self.setIconSize(QSize(_ICON, _ICON))
        self.setAutoDefault(False)
        self.rename(name)
        self._draw()
        theme.changed.connect(self._draw)
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

    def rename(self, name: str) -> None:
        """Say what the button does now."""
        self.setAccessibleName(name)
        self.setToolTip(tool_tip(name))

    def _draw(self) -> None:
        colours = self._theme.colours
        self.setIcon(icon(self._icon_name, colours.ink, colours.disabled, _ICON))


class Segments(QWidget):
    """A row of buttons of which one is down; the arrow keys move along it."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for key, text in choices:
            segment = button(text, kind="segment")
            segment.setCheckable(True)
            segment.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._buttons[key] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        if choices:
            self._buttons[choices[0][0]].setChecked(True)

    def current(self) -> str:
        """Return the key of the button that is down."""
        return next((key for key, each in self._buttons.items() if each.isChecked()), "")

    def choose(self, key: str) -> None:
        """Put a button down without saying so."""
        self._buttons[key].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the row."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        key = keys[(keys.index(self.current()) + step) % len(keys)]
        self.choose(key)
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(key)
