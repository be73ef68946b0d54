"""Files this machine has seen: looked through once, a file is known until somebody else changes it."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

_NAME: Final = "seen.txt"


def is_known(matter: Path, folder: Path) -> bool:
    """Return whether a matter is, to the byte count and the nanosecond, as this machine last left it."""
    try:
        return (folder / _NAME).read_text(encoding="ascii") == _likeness(matter)
    except (OSError, ValueError):
        return False


def remember(matter: Path, folder: Path) -> None:
    """Keep in mind how a matter looks now; where that cannot be kept, the file is looked through again next time."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / _NAME).write_text(_likeness(matter), encoding="ascii")


def _likeness(matter: Path) -> str:
    status = matter.stat()
    return f"{status.st_dev} {status.st_ino} {status.st_size} {status.st_mtime_ns}"
