"""The beginnings of the files this process has open, so that nobody looks at them behind SQLite's back.

POSIX gives up every lock a process has on a file when it closes any descriptor of it: to open a matter once more, just
to read its first bytes, would leave a write that is under way in another thread without its lock.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

Identity: TypeAlias = tuple[int, int]
HEADER_BYTES: Final = 100

_guard: Final = threading.Lock()
_headers: Final[dict[Identity, tuple[bytes, int]]] = {}


def identity_of(path: Path) -> Identity:
    """Return what tells a file from every other on this computer, whatever it is called. Raises OSError."""
    status = path.stat()
    return status.st_dev, status.st_ino


@contextlib.contextmanager
def header_of(path: Path) -> Iterator[bytes]:
    """Give the first 100 bytes of a file, kept for the next opener until this one is done. Raises OSError."""
    identity = identity_of(path)
    with _guard:
        header, openers = _headers.get(identity) or (_read(path), 0)
        _headers[identity] = header, openers + 1
    try:
        yield header
    finally:
        with _guard:
            header, openers = _headers.pop(identity)
            if openers > 1:
                _headers[identity] = header, openers - 1


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEADER_BYTES)
