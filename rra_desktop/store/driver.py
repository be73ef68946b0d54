"""The one SQLite driver of the program: SQLCipher's, which opens plain and locked files alike."""

from __future__ import annotations

import importlib
import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_from_bytes

if TYPE_CHECKING:
    from sqlite_utils import Database

    dbapi = sqlite3
    LOCKED_FILES_OPEN: bool
else:
    try:
        import sqlcipher3
        from sqlcipher3 import dbapi2 as dbapi
    except ImportError:  # no wheel for this system: plain matters still open, locked ones are refused in words
        dbapi = sqlite3
        LOCKED_FILES_OPEN = False
    else:
        # sqlite-utils catches the exceptions of the driver it finds under this name, so it must find ours.
        sys.modules["pysqlite3"] = sqlcipher3
        sys.modules["pysqlite3.dbapi2"] = dbapi
        LOCKED_FILES_OPEN = True

BUSY_SECONDS = 5.0


def connect(path: Path, *, writing: bool, key_pragma: str | None = None) -> Database:
    """Open an existing file as its bytes stand: nothing is created, and no setting is read from the file.

    `key_pragma` unlocks a locked file. Raises `dbapi.Error` when SQLite cannot open it.
    """
    mode = "rw" if writing else "ro"
    connection = dbapi.connect(f"{_address(path)}?mode={mode}", uri=True, timeout=BUSY_SECONDS)
    try:
        if LOCKED_FILES_OPEN:
            connection.execute("PRAGMA cipher_log_level = NONE")
        if key_pragma is not None:
            connection.execute(key_pragma)
        return _guarded(connection)
    except BaseException:
        connection.close()
        raise


def _address(path: Path) -> str:
    """Return a path as SQLite's own kind of URI, in which a Windows share has no host but four slashes."""
    place = path.absolute().as_posix()
    return "file://" + quote_from_bytes(os.fsencode(place if place.startswith("/") else f"/{place}"))


def in_memory() -> Database:
    """Open an empty database that is gone when it is closed."""
    return _guarded(dbapi.connect(":memory:"))


def _guarded(connection: sqlite3.Connection) -> Database:
    # Importing sqlite-utils costs half of a program start: only a matter that is opened pays for it.
    database: Database = importlib.import_module("sqlite_utils").Database(connection, execute_plugins=False)
    for setting in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",
        "foreign_keys = ON",
        "synchronous = EXTRA",
    ):
        database.execute(f"PRAGMA {setting}").fetchall()
    return database


def rows(database: Database, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Return every row of a query at once: a query left half read would hold a lock on the file."""
    return database.execute(statement, tuple(parameters)).fetchall()
