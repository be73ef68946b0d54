"""Shows rooms and windows as counsel has them before the first key: in view, in front, up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rra_desktop.session import MatterSession, open_session
from tests.ui.conftest import AS_OF
from tests.ui.no_desk import NoDesk
from ui.cutback.cutback_room import CutbackRoom
from ui.main_window import MainWindow
from ui.session_signals import SessionSignals
from ui.theme import Theme
from ui.widgets.room import Room, RoomContext


def bring_up(widget: QWidget, qtbot: QtBot, width: int, height: int) -> None:
    """Show a room or window of a size in front of all others, and have it closed after the test."""
    widget.resize(width, height)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def bring_up_room(room: Room, signals: SessionSignals, qtbot: QtBot, width: int = 900, height: int = 800) -> None:
    """Show a room by itself, refreshed with every change, the keyboard where it begins."""
    signals.changed.connect(room.refresh)
    bring_up(room, qtbot, width, height)
    room.refresh(None)
    room.first_focus()


@contextmanager
def window_on(
    path: Path, theme: Theme, qtbot: QtBot, desk: NoDesk | None = None, *, room: str = "holdings"
) -> Iterator[MainWindow]:
    """Show the window of a matter on a room; the one it opens in is made besides."""
    around = desk or NoDesk()
    made = MainWindow(open_session(path, today=AS_OF), theme, around, around.ask_path, around.ask_path)
    bring_up(made, qtbot, 1440, 900)
    made.show_room(room)
    yield made
    made.close()


@contextmanager
def cutback_room_on(session: MatterSession, theme: Theme, qtbot: QtBot) -> Iterator[CutbackRoom]:
    """Show the Cutback room of a matter by itself."""
    signals = SessionSignals(session)
    made = CutbackRoom(RoomContext(session, signals, theme))
    bring_up_room(made, signals, qtbot)
    yield made
    signals.close()
