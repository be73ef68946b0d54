"""Files written whole or not at all: under a temporary name in the same folder, synced to disk, and then renamed.

Only the user can read a temporary file. Its final permissions are set just before it is renamed: those of the file it
replaces, or for a new file those the user's umask gives.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rra_desktop.errors import MatterFileError

PRIVATE_FILE: Final = 0o600
_SUFFIX: Final = ".part"
_STALE_SECONDS: Final = 24 * 60 * 60
_READ_AND_WRITE: Final = 0o666
_LONGEST_NAME_PART: Final = 100
_NO_HARD_LINKS: Final = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EACCES)


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps the rollback journal of a file while it is being written."""
    return path.with_name(f"{path.name}-journal")


@contextlib.contextmanager
def temporary_file_beside(path: Path) -> Iterator[Path]:
    """Give an empty file in the folder of `path` that only the user can read; remove it in the end if not renamed.

    Temporary files of `path` older than a day, left by a program that was killed, are removed too. Raises
    MatterFileError for a folder that takes no files, OSError with the name that was asked for when the disk will not
    take one.
    """
    _remove_stale(path)
    part = path.with_name(f".{path.name[:_LONGEST_NAME_PART]}.{secrets.token_hex(8)}{_SUFFIX}")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
    except OSError as error:
        there = path.parent.is_dir()
        if there and error.errno == errno.ENOENT:
            raise MatterFileError(
                f"The folder {path.parent} takes no files, so nothing was written; choose another folder."
            ) from None
        error.filename = str(path if there else path.parent)
        raise
    try:
        yield part
    finally:
        for left in (part, journal_of(part)):
            with contextlib.suppress(OSError):
                left.unlink()


def rename_over(part: Path, path: Path, mode: int | None = None) -> None:
    """Give a finished temporary file its final name, replacing what has it; on disk when this returns. Raises OSError.

    A file that replaces another keeps its permissions and its group; a new one gets `mode`, or what the umask gives.
    """
    try:
        replaced = path.stat()
    except FileNotFoundError:
        _set_mode(part, mode_of_new_file() if mode is None else mode)
    else:
        _set_mode(part, _mode_for_the_same_readers(part, replaced))
    sync_file(part)
    part.replace(path)
    sync_folder(path.parent)


def rename_to_new(part: Path, path: Path, mode: int | None = None) -> None:
    """Give a finished temporary file its final name unless something has it already; on disk when this returns.

    It gets the permissions `mode`, or what the umask gives. Raises MatterFileError when the name is taken, OSError when
    the disk will not.
    """
    _set_mode(part, mode_of_new_file() if mode is None else mode)
    sync_file(part)
    try:
        _rename_unless_taken(part, path)
    except FileExistsError:
        raise name_is_taken(path) from None
    sync_folder(path.parent)


def mode_of_new_file() -> int:
    """Return the permissions the user's umask gives to a new file."""
    # The umask can only be read by setting it; a file another thread makes in between is at worst too private.
    umask = os.umask(0o077)
    os.umask(umask)
    return _READ_AND_WRITE & ~umask


def mode_of_new_matter(path: Path) -> int:
    """Return the permissions of a new matter file: what the umask gives, but to nobody its folder is closed to."""
    return PRIVATE_FILE | (mode_of_new_file() & path.parent.stat().st_mode)


def mode_of_copy(path: Path, original: Path) -> int:
    """Return the permissions of a matter's copy with a new name: those of a new matter that the original has too.

    Where the original is gone only the user can read the copy.
    """
    try:
        return PRIVATE_FILE | (mode_of_new_matter(path) & original.stat().st_mode)
    except FileNotFoundError:
        return PRIVATE_FILE


def remove_leftover_link(path: Path) -> None:
    """Remove the temporary name a file still has, where a program was killed while it renamed the file."""
    for part in path.parent.glob(_pattern(path)):
        if part.samefile(path):
            part.unlink()


def refuse_occupied(path: Path, own: Path) -> None:
    """Raise MatterFileError unless a file can be put at a path without harm to what is there.

    A rollback journal at that name belongs to the file that had the name: SQLite would apply it to the new file.
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


def name_is_taken(path: Path) -> MatterFileError:
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


def _set_mode(part: Path, mode: int) -> None:
    if os.name != "nt":  # where a mode says only whether a file may be written
        with contextlib.suppress(OSError):  # a disk that knows no permissions
            part.chmod(mode)


def _mode_for_the_same_readers(part: Path, replaced: os.stat_result) -> int:
    """Give a file the owner and group of the one it replaces; return the mode with which nobody else can read it."""
    mode = stat.S_IMODE(replaced.st_mode)
    made = part.stat()
    if os.name == "nt" or (made.st_uid, made.st_gid) == (replaced.st_uid, replaced.st_gid):
        return mode
    try:
        os.chown(part, replaced.st_uid, replaced.st_gid)
    except OSError:
        try:
            os.chown(part, -1, replaced.st_gid)
        except OSError:
            return mode & ~0o070  # the group would be another one
    return mode


def _rename_unless_taken(part: Path, path: Path) -> None:
    if os.name == "nt":
        part.rename(path)  # which on Windows refuses a name that is taken
        return
    try:
        path.hardlink_to(part)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # A stick has no hard links: take the name with an empty file, then put the temporary file in its place.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
        part.replace(path)
    else:
        part.unlink()


def _remove_stale(path: Path) -> None:
    old = time.time() - _STALE_SECONDS
    for left in path.parent.glob(f"{_pattern(path)}*"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < old:
                left.unlink()


def _pattern(path: Path) -> str:
    literal = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in path.name[:_LONGEST_NAME_PART])
    return f".{literal}.*{_SUFFIX}"
