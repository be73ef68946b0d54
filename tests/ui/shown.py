"""Shows rooms and windows as counsel has them before the first key: in view, in front, up to date."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.session_signals import SessionSignals
from ui.widgets.room import Room


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
