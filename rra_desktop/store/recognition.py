"""Checks of a file that may come from anybody, made on its type, size and first bytes before SQLite opens it."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rra_desktop.atomic_files import journal_of
from rra_desktop.errors import MatterFileError
from rra_desktop.store.cells import shown
from rra_desktop.store.disk_errors import damaged
from rra_desktop.store.limits import LARGEST_FILE
from rra_desktop.store.password import MAGIC, SALT_BYTES
from rra_desktop.store.schema import APPLICATION_ID, Schema

_LOCKED_PAGE: Final = 4_096
_HEADER: Final = 512
_SQLITE: Final = b"SQLite format 3\0"
_JOURNAL_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
_UTF_8: Final = 1
_KINDS: Final = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class NotAMatterError(MatterFileError):
    """The file is something else."""


class NewerFileError(MatterFileError):
    """The file was written by a later version of the program."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the beginning of a file says it is: its version, or the salt of the password it is locked with."""

    version: int | None
    salt: bytes | None


def real_file(path: Path) -> Path:
    """Return where a path leads, links followed, without opening what is there: a pipe could wait for ever.

    Raises MatterFileError unless it is an ordinary file of bearable size, OSError when the system cannot say.
    """
    try:
        found = path.resolve(strict=True)
        status = found.stat()
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            raise MatterFileError(f"“{path}” is a link to a file that is not there.") from None
        raise MatterFileError(f"There is no file “{path}”.") from None
    except (ValueError, RuntimeError):  # a name no system has, or links in a circle
        raise MatterFileError(f"{shown(str(path))} leads to no file.") from None
    except OSError as error:
        if error.errno != errno.ELOOP:  # from Python 3.13 on that is how it speaks of links in a circle
            raise
        raise MatterFileError(f"{shown(str(path))} leads to no file.") from None
    for is_kind, kind in _KINDS:
        if is_kind(status.st_mode):
            raise NotAMatterError(f"“{path}” is {kind}, not a matter.")
    if status.st_size == 0:
        raise NotAMatterError(
            f"“{path.name}” is empty: a copy or download of it was broken off; fetch it again, or restore a backup."
        )
    if status.st_size > LARGEST_FILE:
        raise NotAMatterError(
            f"“{path.name}” has {status.st_size:,} bytes and no matter more than {LARGEST_FILE:,}; it was not opened."
        )
    return found


def recognise(path: Path, header: bytes, schema: Schema) -> Recognised:
    """Return what a file is by its first 100 bytes, before SQLite sees it.

    Raises NotAMatterError for anything else, NewerFileError for a later version, MatterFileError for a file cut short.
    """
    if header.startswith(MAGIC):
        return Recognised(None, _salt(path, header))
    if not header.startswith(_SQLITE):
        raise NotAMatterError(f"“{path.name}” is not a matter; it was left as it is.")
    if _number(header, 68, 4) != APPLICATION_ID:
        raise NotAMatterError(
            f"“{path.name}” is a database, but of another program and not a matter; it was left as it is."
        )
    if header[18:20] != b"\1\1":
        raise damaged(path, "another program has put it into a mode in which it is no longer one file")
    if _number(header, 56, 4) != _UTF_8:
        raise damaged(path, "its text is in another encoding")
    _refuse_cut_short(path, header)
    version = _number(header, 60, 4)
    refuse_version(path, version, schema)
    return Recognised(version, None)


def refuse_version(path: Path, version: int, schema: Schema) -> None:
    """Raise NewerFileError for a version this program does not know, NotAMatterError for one there never was."""
    if version > schema.version:
        raise NewerFileError(
            f"“{path.name}” was written by a later version of the program: it is of file version {version:,}, and this "
            f"program reads up to {schema.version}. Update the program; the file was left as it is."
        )
    if version < 1:
        raise NotAMatterError(f"“{path.name}” says it is of file version {version}, which there never was.")


def unfinished_write(path: Path) -> bool:
    """Return whether an unfinished write waits beside a file for SQLite to take back.

    Raises MatterFileError for one this program has not written: such a journal can name a further file, which SQLite
    would remove, and a write-ahead log can put other pages in the place of the matter's own.
    """
    log = path.with_name(f"{path.name}-wal")
    if os.path.lexists(log):
        raise MatterFileError(
            f"Another program has left “{log.name}” beside the matter; close that program, or remove the file, and "
            "open the matter again."
        )
    journal = journal_of(path)
    try:
        status = journal.lstat()
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(status.st_mode):
        raise MatterFileError(f"“{journal.name}” beside the matter is not an ordinary file; remove it and open again.")
    if status.st_size == 0:
        return False
    with journal.open("rb") as file:
        begins_well = file.read(len(_JOURNAL_MAGIC)) == _JOURNAL_MAGIC
        file.seek(-min(len(_JOURNAL_MAGIC), status.st_size), os.SEEK_END)
        names_another = file.read() == _JOURNAL_MAGIC
    if names_another and status.st_size > len(_JOURNAL_MAGIC):
        raise MatterFileError(
            f"“{journal.name}” beside the matter was not written by this program and would have it remove other files; "
            "the matter was not opened. Ask for a copy that comes as one file."
        )
    return begins_well


def _salt(path: Path, header: bytes) -> bytes:
    _refuse_cut_short(path, header)
    return header[:SALT_BYTES]


def _refuse_cut_short(path: Path, header: bytes) -> None:
    """Refuse what a copy or download left when it was broken off, unless an unfinished write explains it."""
    size = path.stat().st_size
    page, pages = _LOCKED_PAGE, 0
    if header.startswith(_SQLITE):
        page = _number(header, 16, 2) or 1
        page = 65_536 if page == 1 else page
        counted_at_last_change = header[24:28] == header[92:96]
        pages = _number(header, 28, 4) if counted_at_last_change else 0
    if size < _HEADER or ((size % page or size < page * pages) and not journal_of(path).exists()):
        raise damaged(path, f"it is incomplete: only {size:,} bytes of it are here")


def _number(header: bytes, start: int, length: int) -> int:
    return int.from_bytes(header[start : start + length], "big")
