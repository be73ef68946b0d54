"""Files put in place whole: made under a passing name in the same folder, on disk, and only then given their own."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rra_desktop.errors import MatterFileError

_SUFFIX: Final = ".part"
_STALE_SECONDS: Final = 24 * 60 * 60
_NO_HARD_LINKS: Final = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EACCES)


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps the rollback journal of a file while it is being written."""
    return path.with_name(f"{path.name}-journal")


@contextlib.contextmanager
def part_beside(path: Path) -> Iterator[Path]:
    """Give an empty file under a passing name beside `path`; what is still there at the end is removed.

    What a killed program left there more than a day ago is removed too. Raises MatterFileError for a folder that takes
    no files, OSError with the name that was asked for when the disk will not take one.
    """
    _sweep(path)
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}{_SUFFIX}")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
    except OSError as error:
        there = path.parent.is_dir()
        if there and error.errno == errno.ENOENT:
            raise MatterFileError(f"The folder {path.parent} takes no files, so nothing was written.") from None
        error.filename = str(path if there else path.parent)
        raise
    try:
        yield part
    finally:
        for left in (part, journal_of(part)):
            with contextlib.suppress(OSError):
                left.unlink()


def put_in_place(part: Path, path: Path) -> None:
    """Give a finished part its name, in the place of whatever had it; on disk when this returns. Raises OSError.

    Who may read what was there may read what comes, and nobody else.
    """
    with contextlib.suppress(OSError):  # there may be nothing there, or a disk that knows no rights
        shutil.copymode(path, part)
    sync_file(part)
    part.replace(path)
    sync_folder(path.parent)


def put_in_new_place(part: Path, path: Path) -> None:
    """Give a finished part its name unless something has it already; on disk when this returns.

    Raises MatterFileError when the name is taken, OSError when the disk will not.
    """
    sync_file(part)
    try:
        _name_for_the_first_time(part, path)
    except FileExistsError:
        raise taken(path) from None
    sync_folder(path.parent)


def forget_second_name(path: Path) -> None:
    """Remove the passing name of a file, where a program was killed between giving it its own and taking that away."""
    for part in path.parent.glob(f".{_literal(path.name)}.*{_SUFFIX}"):
        if part.samefile(path):
            part.unlink()


def refuse_occupied(path: Path, own: Path) -> None:
    """Raise MatterFileError unless a file can be put in place at a path without harm to what is there.

    An unfinished write beside the name belongs to what had it before: SQLite would take it for the new file's.
    """
    with contextlib.suppress(OSError):
        if path.samefile(own):
            raise MatterFileError(f"“{path.name}” is the matter itself; choose another name for the copy.")
    if path.is_dir():
        raise MatterFileError(f"“{path}” is a folder; choose the name of a file in it.")
    if journal_of(path).exists():
        raise MatterFileError(
            f"“{journal_of(path).name}” lies in {path.parent} from a write that was not finished; open “{path.name}” "
            "once, or choose another name."
        )


def taken(path: Path) -> MatterFileError:
    """Return the refusal to write over what is there."""
    return MatterFileError(f"There is already something called “{path.name}” in {path.parent}; choose another name.")


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on disk."""
    _sync(path, os.O_RDWR)


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on disk, where the system has a way to do that."""
    if os.name != "nt":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _name_for_the_first_time(part: Path, path: Path) -> None:
    if os.name == "nt":
        part.rename(path)  # which on Windows refuses a name that is taken
        return
    try:
        path.hardlink_to(part)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # A stick has no hard links: take the name with an empty file, then put the part in its place.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
        part.replace(path)
    else:
        part.unlink()


def _sweep(path: Path) -> None:
    old = time.time() - _STALE_SECONDS
    for left in path.parent.glob(f".{_literal(path.name)}.*{_SUFFIX}*"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < old:
                left.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
