"""Buttons: secondary, primary, icon and link, a row of segments, and a choice box with its chevron."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QWidget

from ui.theme import Theme
from ui.widgets.icons import icon, paint_icon
from ui.widgets.labels import tool_tip

Pressed = Callable[[], object]
_ICON = 18
_STEPS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
"""Keys with which a closed box goes from choice to choice."""


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


class ChoiceBox(QComboBox):
    """A box of choices, each with a key; draws its chevron in the ink of the palette.

    With `records` each choice is recorded at once: then the keys that go through the choices open the list, in which
    nothing is chosen before Enter. The wheel never chooses: it scrolls what the box stands in.
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
        self.offer(choices)
        self.activated.connect(lambda _index: self.picked.emit(self.key()))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the choices, staying on the one that is chosen if it is still there."""
        key = self.key()
        self.clear()
        for each, text in choices:
            self.addItem(text, each)
        self.choose(key)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chevron over what the style draws."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        side = 16.0
        place = QRectF(self.width() - side - 7, (self.height() - side) / 2, side, side)
        paint_icon(painter, place, "chevron-down", colours.muted if self.isEnabled() else colours.disabled)
        painter.end()
