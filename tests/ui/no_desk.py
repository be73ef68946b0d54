"""The program around a window, with nothing in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.actions import ACTIONS, Handler
from ui.main_window import MainWindow
from ui.paths import FileKind


class NoDesk:
    """Does nothing, and notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.files: tuple[Path, ...] = ()
        self.target: Path | None = None

    def handlers(self, _window: QWidget) -> dict[str, Handler]:
        """Note every act that is asked for."""
        return {row.id: (lambda name=row.id: self.asked.append(name)) for row in ACTIONS if not row.needs_matter}  # type: ignore[misc]

    def recent(self) -> tuple[Path, ...]:
        """Return what the test says."""
        return self.files

    def open_path(self, path: Path, _window: QWidget | None = None) -> object:
        """Note the file."""
        self.asked.append(path.name)
        return None

    def restore(self, window: MainWindow, backup: Path) -> object:
        """Note the backup."""
        del window
        self.asked.append(backup.suffix)
        return None

    def forget_recent(self) -> None:
        """Forget them."""
        self.files = ()

    def ask_path(self, _parent: QWidget, _title: str, _suggestion: Path, _kind: FileKind) -> Path | None:
        """Answer as the test says."""
        return self.target
