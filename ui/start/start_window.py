"""The window before a matter is open: begin one, open one, look at the sample, or go on where one left off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QVBoxLayout, QWidget

from ui.actions import Actions, Handler
from ui.messages import MessageBar
from ui.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.cards import Card, rule
from ui.widgets.icons import icon
from ui.widgets.labels import PlainLabel, tool_tip

_WIDTH = 620


class Way(QPushButton):
    """One way to begin: an icon, what it does, and a line about it."""

    def __init__(self, theme: Theme, icon_name: str, text: str, about: str, handler: Handler) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon_name
        self.setProperty("kind", "way")
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setAccessibleDescription(about)
        self._picture = QPushButton()
        self._picture.setProperty("kind", "picture")
        self._picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._picture.setIconSize(QSize(24, 24))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(text, "strong"))
        words.addWidget(PlainLabel(about, "small", wrap=True))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 12, 16, 12)
        self._row.setSpacing(14)
        self._row.addWidget(self._picture)
        self._row.addLayout(words, 1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda _checked=False: handler())
        theme.changed.connect(self._draw)
        self._draw()

    def sizeHint(self) -> QSize:
        """Return the room the words take."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room the words take."""
        return self._row.minimumSize()

    def _draw(self) -> None:
        self._picture.setIcon(icon(self._icon_name, self._theme.colours.accent_text, size=24))


class StartWindow(QMainWindow):
    """The start page in a window with the acts that need no matter."""

    closed = Signal(object)
    path_chosen = Signal(object)

    def __init__(self, theme: Theme, handlers: dict[str, Handler], recent: Sequence[Path], name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setWindowTitle(name)
        self.actions_table = Actions(self, handlers | {"close": self.close})
        self.actions_table.fill_menu_bar()
        self.message_bar = MessageBar(theme)
        page = QWidget()
        page.setObjectName("page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.message_bar)
        whole.addStretch(2)
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._fill(name, handlers, recent)
        whole.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
        self.setCentralWidget(page)

    def _fill(self, name: str, handlers: dict[str, Handler], recent: Sequence[Path]) -> None:
        column = self._column
        column.addWidget(PlainLabel(name, "title"))
        column.addWidget(
            PlainLabel("Holdings, deadlines and cutbacks under one agreement, each with its working.", "muted")
        )
        column.addSpacing(14)
        ways = QVBoxLayout()
        ways.setSpacing(8)
        self.ways = {
            action: Way(self._theme, icon_name, text, about, handlers[action])
            for action, icon_name, text, about in (
                ("new-matter", "plus", "New matter", "One agreement, one file, saved as you work"),
                ("open", "open", "Open…", "A matter file (.rra) on this machine, a share or a stick"),
                (
                    "open-sample",
                    "sample",
                    "Open the sample matter",
                    "A real agreement with invented holders, one demand under way and one offering",
                ),
            )
        }
        for way in self.ways.values():
            ways.addWidget(way)
        column.addLayout(ways)
        if recent:
            column.addSpacing(16)
            column.addWidget(PlainLabel("Recent", "caption"))
            column.addWidget(self._recent_card(recent))

    def _recent_card(self, recent: Sequence[Path]) -> Card:
        card = Card()
        rows = QVBoxLayout(card)
        rows.setContentsMargins(6, 4, 6, 4)
        rows.setSpacing(0)
        for number, path in enumerate(recent[:6]):
            if number:
                rows.addWidget(rule())
            row = QHBoxLayout()
            entry = button(path.stem.replace("&", "&&"), partial(self.path_chosen.emit, path), kind="quiet")
            entry.setToolTip(tool_tip(str(path)))
            entry.setAccessibleName(f"Open {path.stem}")
            row.addWidget(entry)
            row.addStretch()
            row.addWidget(PlainLabel(_shortened(path.parent), "small"))
            row.addSpacing(8)
            rows.addLayout(row)
        return card

    def first_focus(self) -> None:
        """Put the keyboard on the first way to begin."""
        self.ways["new-matter"].setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: object) -> None:
        """Say that the window is gone."""
        self.closed.emit(self)
        super().closeEvent(event)  # type: ignore[arg-type]


def _shortened(folder: Path) -> str:
    """Write a folder with the user's own as ~, and only its end when it is long."""
    try:
        written = f"~/{folder.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        written = str(folder)
    longest = 52
    return written if len(written) <= longest else f"…{written[-longest:]}"
