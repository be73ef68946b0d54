"""What a window of a matter asks of the program around it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from ui.actions import Handler

MatterWindow = TypeVar("MatterWindow", contravariant=True)  # noqa: PLC0105 - a plain name


class Desk(Protocol[MatterWindow]):
    """What a window asks of the program around it."""

    def handlers(self, window: QWidget) -> dict[str, Handler]:
        """Return what the acts that need no matter do."""

    def recent(self) -> tuple[Path, ...]:
        """Return the files opened last."""

    def open_path(self, path: Path, window: QWidget | None = None) -> object:
        """Open a matter in a window of its own, or bring its window to the front."""

    def forget_recent(self) -> None:
        """Forget which files were opened."""

    def restore(self, window: MatterWindow, backup: Path) -> object:
        """Close a matter, put a backup in its place, and open it again."""
