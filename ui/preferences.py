"""What this machine remembers between sessions: the paths of recent files, the window's place, and the theme.

Nothing else of a matter is kept, and only the user can read it: the folder has the permissions 0700, the file 0600.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from rra_desktop.atomic_files import PRIVATE_FILE
from rra_desktop.private_folders import make_private
from ui.theme import Appearance

_MOST_RECENT = 10


class Preferences:
    """A small file of settings, in the user's configuration folder unless told otherwise."""

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation))
            path = folder / "window.ini"
            with suppress(OSError):  # where nothing can be kept, the program starts every time as the first time
                make_private(folder)
        with suppress(OSError):
            path.touch(PRIVATE_FILE)  # Qt keeps the permissions of a file that is there
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def recent(self) -> tuple[Path, ...]:
        """Return the files opened last, newest first, without those that are no longer there."""
        return tuple(path for path in self._remembered() if path.is_file())

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        rest = [each for each in self._remembered() if each != path.absolute()]
        kept = [str(each) for each in (path.absolute(), *rest)][:_MOST_RECENT]
        self._settings.setValue("recent", kept)

    def forget_recent(self) -> None:
        """Forget which files were opened."""
        self._settings.remove("recent")

    @property
    def appearance(self) -> Appearance:
        """The theme counsel chose."""
        kept = str(self._settings.value("appearance", Appearance.SYSTEM.value))
        return Appearance(kept) if kept in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._settings.setValue("appearance", appearance.value)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood when it was closed last, empty the first time."""
        kept = self._settings.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)

    def _remembered(self) -> list[Path]:
        kept = self._settings.value("recent", [])
        texts = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return [Path(str(text)) for text in texts if text]
