"""Errors of the operating system and of SQLite, turned into sentences: what happened, why, and what to do now."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from rra_desktop.errors import MatterFileError
from rra_desktop.store import driver

_PRIMARY: Final = 0xFF
_SOME_ERROR: Final = 1
_NO_DATABASE: Final = 26
_NO_TEXT: Final = 1_000  # the driver's own, not SQLite's
_LONGEST_REASON: Final = 80
_CODES: Final = {
    "locked": 5,
    "out of memory": 7,
    "readonly": 8,
    "interrupted": 9,
    "disk I/O error": 10,
    "malformed": 11,
    "full": 13,
    "unable to open": 14,
    "not a database": _NO_DATABASE,
    "decode to UTF-8": _NO_TEXT,
}
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class DamagedFileError(MatterFileError):
    """The bytes of a file cannot be a whole matter."""


@contextlib.contextmanager
def errors_as_sentences(path: Path) -> Iterator[None]:
    """Turn what disk or SQLite report about a file into a MatterFileError; mistakes of the program pass as they are."""
    try:
        yield
    except OSError as error:
        raise _of_the_system(error, path) from error
    except MemoryError as error:
        raise MatterFileError(f"“{path.name}” needs more memory than this computer has to spare.") from error
    except UnicodeDecodeError as error:
        raise damaged(path, "it holds text that is none") from error
    except (driver.dbapi.ProgrammingError, driver.dbapi.IntegrityError):
        raise
    except driver.dbapi.Error as error:
        raise _of_sqlite(error, path) from error


def disk_of(path: Path) -> str:
    """Return what to call the disk a path lies on: a drive letter, or where the disk is mounted."""
    place = path.absolute()
    while place != place.parent and not os.path.ismount(place):
        place = place.parent
    return str(place)


if sys.platform == "win32":

    def read_only_disk(path: Path) -> bool:
        """Return False: Windows tells it only of the single file."""
        del path
        return False

else:

    def read_only_disk(path: Path) -> bool:
        """Return whether the disk a path lies on takes no writes at all. Raises OSError."""
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def damaged(path: Path, how: str) -> DamagedFileError:
    """Return the refusal of a file whose content is no whole matter."""
    return DamagedFileError(
        f"“{path.name}” is damaged ({how}), so it was not opened and not changed; restore the matter from a backup."
    )


def full(path: Path) -> MatterFileError:
    """Return the refusal to write on a disk without room."""
    return MatterFileError(
        f"The disk {disk_of(path)} is full, so nothing was written and everything on it is as it was; make room there "
        "and try again."
    )


def is_no_database(error: Exception) -> bool:
    """Return whether SQLite could make nothing of a file's first page, as it cannot with a wrong password."""
    return _code(error) == _NO_DATABASE


def _code(error: Exception) -> int:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code > _SOME_ERROR:
        return int(code)
    # Copies, and what SQLCipher writes anew, say in words only why they failed.
    return next((code for words, code in _CODES.items() if words in str(error)), _SOME_ERROR)


def _of_the_system(error: OSError, path: Path) -> MatterFileError:
    named = error.filename2 or error.filename  # a copy names where it goes to second
    place = Path(named) if isinstance(named, str) else path
    match error.errno:
        case errno.ENOENT:
            return MatterFileError(f"There is no “{place}”.")
        case errno.EACCES | errno.EPERM:
            return MatterFileError(f"You do not have permission for “{place}”, so nothing was done.")
        case errno.EROFS:
            return MatterFileError(f"The disk {disk_of(place)} is read-only, so nothing was written.")
        case errno.EIO:
            return _unreadable(place)
        case number if number in _NO_ROOM:
            return full(place)
        case _:
            reason = error.strerror or "the system does not say why"
            return MatterFileError(f"“{place}” could not be used ({reason}), so nothing was done.")


def _of_sqlite(error: Exception, path: Path) -> MatterFileError:
    sentence = _SENTENCES.get(_code(error))
    if sentence:
        return sentence(path)
    # What SQLite says may hold a piece of the file, of any length and with anything in it.
    words = "".join(letter if letter.isprintable() else " " for letter in str(error)[:_LONGEST_REASON])
    return damaged(path, words.strip())


def _read_only(path: Path) -> MatterFileError:
    return MatterFileError(f"“{path.name}” or its folder {path.parent} is read-only, so nothing was written.")


def _cannot_open(path: Path) -> MatterFileError:
    return MatterFileError(
        f"“{path.name}” could not be opened in {path.parent}: it is gone, or you may not write in that folder."
    )


def _busy(path: Path) -> MatterFileError:
    return MatterFileError(
        f"Another program is using “{path.name}” and did not let go of it in time; nothing was written."
    )


def _failing(path: Path) -> MatterFileError:
    return full(path) if _no_room_left(path) else _unreadable(path)


def _unreadable(path: Path) -> MatterFileError:
    return MatterFileError(
        f"The disk {disk_of(path)} reported an error with “{path.name}”; copy what you can from that disk, and open "
        "the copy or a backup."
    )


def _no_room_left(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free == 0
    except OSError:
        return False


_SENTENCES: Final[Mapping[int, Callable[[Path], MatterFileError]]] = {
    3: _read_only,  # SQLITE_PERM
    5: _busy,  # SQLITE_BUSY
    7: lambda path: damaged(path, "it holds something larger than any matter does"),  # SQLITE_NOMEM
    8: _read_only,  # SQLITE_READONLY
    9: lambda path: damaged(path, "it takes longer to read than any matter does"),  # SQLITE_INTERRUPT
    10: _failing,  # SQLITE_IOERR
    11: lambda path: damaged(path, "its pages do not fit together"),  # SQLITE_CORRUPT
    13: full,  # SQLITE_FULL
    14: _cannot_open,  # SQLITE_CANTOPEN
    18: lambda path: damaged(path, "it holds something larger than any matter does"),  # SQLITE_TOOBIG
    _NO_TEXT: lambda path: damaged(path, "it holds text that is none"),
    _NO_DATABASE: lambda path: damaged(path, "its beginning is not that of a matter"),
}
