"""Measuring the start: wait until a window is painted and can be used, print how long that took, and leave."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QMainWindow

_IMPORTED = time.perf_counter()


class _Watch(QObject):
    """Waits for the first paint of a window, and then until nothing is left to do."""

    def __init__(self, window: QMainWindow, leave: Callable[[], None]) -> None:
        super().__init__(window)
        self._leave = leave
        self._window = window
        page = window.centralWidget()
        if page is not None:
            page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the paint happen, then speak."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._tell)
        return False

    def _tell(self) -> None:
        sys.stdout.write(f"{since_start_ms()}\n")
        sys.stdout.flush()
        self._leave()


def leave_when_painted(window: QMainWindow, leave: Callable[[], None]) -> None:
    """Print the milliseconds from the start of the process to the first paint, and leave."""
    _Watch(window, leave)


def since_start_ms() -> int:
    """Return the milliseconds since the process was started, or, where the system does not say, since this import."""
    with suppress(OSError, ValueError, IndexError, AttributeError):
        ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[19])
        started = ticks / os.sysconf("SC_CLK_TCK")
        return round((time.clock_gettime(time.CLOCK_BOOTTIME) - started) * 1000)
    return round((time.perf_counter() - _IMPORTED) * 1000)
