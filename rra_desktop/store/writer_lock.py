"""The lock file beside a matter that is open for writing; it names the user who has it open.

The operating system holds the lock on that file and drops it when the program ends, however it ends. The matter file
itself is not locked between edits, so that a second window can read it.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import platform
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from rra_desktop.errors import MatterFileError
from rra_desktop.store.cells import shown
from rra_desktop.store.disk_errors import disk_of
from rra_desktop.store.journal_writer import Clock

_LONGEST_NOTE: Final = 4_096
_TRIES: Final = 10
_HELD: Final = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EDEADLK)


class CannotWriteError(MatterFileError):
    """The matter cannot be written from here; the sentence says why, and it can still be read."""


class HeldElsewhereError(CannotWriteError):
    """Another window or program is the writer; the sentence says whose."""


@dataclass(frozen=True, slots=True)
class WriterLock:
    """The lock of one open matter; whoever holds it is its only writer."""

    path: Path
    descriptor: int

    @classmethod
    def take(cls, matter: Path, actor: str, clock: Clock) -> Self:
        """Become the only writer of a matter; raises CannotWriteError with who is, or with what stands in the way."""
        path = lock_beside(matter)
        for _ in range(_TRIES):
            descriptor = _open(path, matter)
            try:
                _lock(descriptor)
                if _still_named(descriptor, path):
                    _sign(descriptor, actor, clock)
                    return cls(path, descriptor)
            except OSError as error:
                holder = _holder(descriptor)
                os.close(descriptor)
                raise _refusal(error, matter, holder) from None
            except BaseException:
                os.close(descriptor)
                raise
            os.close(descriptor)  # who had it before has just removed it: make a new one
        raise CannotWriteError(f"“{matter.name}” is being opened and closed by another program; try again.")

    def release(self) -> None:
        """Let others write."""
        # On Windows an open file cannot be removed; elsewhere it must be removed before somebody else can lock it.
        if os.name == "nt":
            os.close(self.descriptor)
            with contextlib.suppress(OSError):
                self.path.unlink()
            return
        with contextlib.suppress(OSError):
            if _still_named(self.descriptor, self.path):
                self.path.unlink()
        os.close(self.descriptor)


def lock_beside(matter: Path) -> Path:
    """Return where the lock of a matter lies."""
    return matter.with_name(f".{matter.name}.lock")


def _open(path: Path, matter: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags, 0o666)
    except OSError as error:
        raise _refusal(error, matter, {}) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise CannotWriteError(f"“{path.name}” stands where the lock of this matter belongs; remove it to write.")
    return descriptor


if sys.platform == "win32":
    import msvcrt

    # A locked byte cannot be read by others: this one lies far behind the note of who has the lock.
    _FAR = 1 << 30

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _still_named(descriptor: int, path: Path) -> bool:
    if os.name == "nt":
        return True
    try:
        named, held = path.stat(), os.fstat(descriptor)
    except FileNotFoundError:
        return False
    return (named.st_dev, named.st_ino) == (held.st_dev, held.st_ino)


def _sign(descriptor: int, actor: str, clock: Clock) -> None:
    note = {"who": actor, "where": platform.node(), "since": clock().astimezone().strftime("%H:%M")}
    # A disk too full for the note still has a lock on it.
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps(note).encode())


def _holder(descriptor: int) -> Mapping[str, object]:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        note = json.loads(os.read(descriptor, _LONGEST_NOTE))
    except (OSError, ValueError, RecursionError):
        return {}
    return note if isinstance(note, dict) else {}


def _refusal(error: OSError, matter: Path, holder: Mapping[str, object]) -> CannotWriteError:
    but = f"“{matter.name}” can be read here, but not changed."
    if error.errno in _HELD or (holder and error.errno == errno.EACCES):
        who, where, since = (shown(str(holder.get(part, "?"))) for part in ("who", "where", "since"))
        whose = f"by {who} on {where}, since {since}" if holder else "in another window or program"
        return HeldElsewhereError(f"It is open for writing already: {whose}. {but}")
    match error.errno:
        case errno.EROFS:
            reason = f"The disk {disk_of(matter)} is read-only."
        case errno.EACCES | errno.EPERM:
            reason = f"You may not write in the folder {matter.parent}."
        case errno.ENOSPC | errno.EDQUOT:
            reason = f"The disk {disk_of(matter)} is full."
        case errno.ELOOP:
            reason = f"“{lock_beside(matter).name}” stands where the lock of this matter belongs; remove it to write."
        case _:
            reason = f"The folder {matter.parent} keeps no locks ({error.strerror})."
    return CannotWriteError(f"{reason} {but}")
