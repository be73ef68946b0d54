"""Which matter files this machine has read in full before, so that an unchanged one opens faster.

Beside a matter's backups lies a note of how its file looked when it was closed here. A file that still looks so was not
changed by anybody else, and its journal and indexes need not be examined again.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from rra_desktop.private_folders import write_private
from rra_desktop.store.backups import Backups

_NAME: Final = "seen.txt"


def is_known(backups: Backups) -> bool:
    """Return whether a matter has the inode, size and time of change that it had when it was last closed here."""
    try:
        return (backups.folder / _NAME).read_text(encoding="ascii") == _description(backups.matter)
    except (OSError, ValueError):
        return False


def remember(backups: Backups) -> None:
    """Note how a matter's file looks now; where no note can be written, the file is examined in full next time."""
    with contextlib.suppress(OSError):
        backups.make_private()
        write_private(backups.folder / _NAME, _description(backups.matter))


def _description(matter: Path) -> str:
    status = matter.stat()
    return f"{status.st_dev} {status.st_ino} {status.st_size} {status.st_mtime_ns}"
