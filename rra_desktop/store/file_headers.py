"""The first 100 bytes of every matter file this process has open, kept so that the file is not opened a second time.

On POSIX, closing any descriptor of a file drops all locks the process has on it. If a matter that is open were opened
again just to read its header, SQLite would lose its lock in the middle of a write in another thread.
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
