"""Types into one place of the window and ends the program in one way; its exit status shows a crash.

python closing_player.py FILE PLACE WAY
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.typing_places import BY_NAME, bring_to_front, press
from ui.application import MatterDesk
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.theme import Theme

_FAULTS: list[str] = []


def main() -> int:
    """Play; returns 0 when the program ended by itself and nothing went wrong on the way."""
    path, place, way = Path(sys.argv[1]), BY_NAME[sys.argv[2]], sys.argv[3]
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    sys.excepthook = lambda kind, error, trace: _FAULTS.append("".join(traceback.format_exception(kind, error, trace)))
    desk = MatterDesk(Theme(application), Preferences(path.with_suffix(".ini")), documents=path.parent)
    window = desk.open_path(path)
    if window is None:
        return 3
    bring_to_front(window)
    place.type(window)
    QTimer.singleShot(0, lambda: _end(application, desk, window, way))
    application.exec()
    for fault in _FAULTS:
        sys.stderr.write(fault)
    return 4 if _FAULTS else 0


def _end(application: QApplication, desk: MatterDesk, window: MainWindow, way: str) -> None:
    if way in ("close", "quit"):
        press(window, way)
    elif way == "window button":
        window.windowHandle().close()
    elif way == "every window at once":
        application.closeAllWindows()
    elif way == "log out":
        desk.session_ends(_LogOut())
        os._exit(0)
    elif way == "kill after a pause":
        QTimer.singleShot(1_500, lambda: os._exit(0))


class _LogOut:
    """A desktop that logs out and asks nobody."""

    def allowsInteraction(self) -> bool:  # noqa: N802 - Qt's own name
        """Allow nothing."""
        return False

    def release(self) -> None:
        """Do nothing."""

    def cancel(self) -> None:
        """Do nothing."""


if __name__ == "__main__":
    sys.exit(main())
