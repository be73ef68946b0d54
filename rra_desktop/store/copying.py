"""Copies of an open matter: made by SQLite's backup, then opened and examined before they get their final name."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rra_desktop.atomic_files import mode_of_copy, refuse_occupied, rename_over, temporary_file_beside
from rra_desktop.errors import MatterFileError
from rra_desktop.store import driver
from rra_desktop.store.disk_errors import damaged, errors_as_sentences
from rra_desktop.store.examination import bounded, refuse_contradictory_rows, refuse_what_is_no_matter
from rra_desktop.store.journal_writer import JournalWriter
from rra_desktop.store.password import Key, unlocked
from rra_desktop.store.schema import Schema
from rra_desktop.store.writer_lock import CannotWriteError, HeldElsewhereError, WriterLock

if TYPE_CHECKING:
    from sqlite_utils import Database

Place: TypeAlias = Callable[[Path, Path], None]
"""Gives a finished temporary file its final name: `rename_over` or `rename_to_new`, with the permissions it gets."""

_LAST_ENTRY = 'SELECT number, "when", who, label FROM journal ORDER BY number DESC LIMIT 1'


def copy_checked(database: Database, key: Key | None, schema: Schema, target: Path, place: Place, *, own: Path) -> None:
    """Copy an open matter, which lies at `own`, to a file that is locked with the same key.

    Raises MatterFileError when the matter is damaged or the disk will not take it; then whatever had the name is there
    unchanged.
    """
    with errors_as_sentences(target), temporary_file_beside(target) as part:
        with unlocked(part, key, writing=True) as copy:
            database.conn.backup(copy.conn)
        with opened_to_look(part, key) as copy:
            if refuse_what_is_no_matter(copy, own, schema) == schema.version:
                refuse_contradictory_rows(copy, own)
            if last_entry(copy) != last_entry(database):
                raise damaged(own, "a copy of it does not end where it does")
        place(part, target)


def save_copy(
    database: Database, key: Key | None, schema: Schema, target: Path, *, own: Path, writer: JournalWriter
) -> None:
    """Copy an open matter, which lies at `own`, in the place of whatever is at `target` and not in use.

    Raises MatterFileError, and then what had the name is there unchanged.
    """
    with errors_as_sentences(target), contextlib.ExitStack() as lock:
        refuse_occupied(target, own)
        try:
            lock.callback(WriterLock.take(target, writer.actor, writer.clock).release)
        except HeldElsewhereError as error:
            raise MatterFileError(f"“{target.name}” cannot be replaced. {error} Choose another name.") from None
        except CannotWriteError:
            pass  # where no lock can be kept nobody has it open for writing
        mode = mode_of_copy(target, own)
        copy_checked(database, key, schema, target, lambda part, to: rename_over(part, to, mode), own=own)


@contextlib.contextmanager
def opened_to_look(path: Path, key: Key | None) -> Iterator[Database]:
    """Open a file nobody else uses, only to read, and close it again."""
    with unlocked(path, key, writing=False) as database, bounded(database, path):
        yield database


def last_entry(database: Database) -> tuple[int, str, str, str]:
    """Return number, time, writer and label of the newest entry in the journal."""
    rows = driver.rows(database, _LAST_ENTRY)
    if not rows:
        raise MatterFileError("The journal of the matter is empty.")
    number, when, who, label = rows[0]
    return number, when, who, label
