"""Folders only the user may enter, for what the program keeps beside the matters: backups and settings.

On Windows a folder in the user's profile is the user's alone already, so nothing is changed there.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import Final

from rra_desktop.atomic_files import PRIVATE_FILE, sync_folder

PRIVATE_FOLDER: Final = 0o700
_OTHERS: Final = 0o077


def make_private(folder: Path, within: Path | None = None) -> None:
    """Make a folder with 0700, and close to others what is open to them: it, its files, its parents up to `within`.

    Raises OSError when the folder cannot be made. Permissions that cannot be changed stay as they are, as on a disk
    that knows none.
    """
    if not folder.is_dir():
        _make(folder)
    close_to_others(folder, within)


def close_to_others(folder: Path, within: Path | None = None) -> None:
    """Take every permission of others away from a folder that is there, its files, and its parents up to `within`."""
    if os.name == "nt":
        return
    above = [each for each in folder.parents if within is not None and each.is_relative_to(within)]
    for each in (folder, *above):
        _close(each, PRIVATE_FOLDER)
    with contextlib.suppress(OSError):
        for entry in folder.iterdir():
            if not entry.is_symlink() and entry.is_file():
                _close(entry, PRIVATE_FILE)


def write_private(path: Path, text: str) -> None:
    """Write a small ASCII text that only the user can read. Raises OSError."""
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)


def _make(folder: Path) -> None:
    for missing in reversed([each for each in (folder, *folder.parents) if not each.is_dir()]):
        with contextlib.suppress(FileExistsError):
            missing.mkdir(mode=PRIVATE_FOLDER)  # pathlib gives the mode to the last of several folders only
            sync_folder(missing.parent)


def _close(path: Path, most: int) -> None:
    with contextlib.suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & _OTHERS:
            path.chmod(mode & most)
