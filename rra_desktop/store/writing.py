"""Writing an edit: its row changes and its journal entry in one transaction."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rra_desktop.domain.edits import Edit, EntryKind, JournalEntry, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.errors import RefusedEditError
from rra_desktop.store import driver
from rra_desktop.store.journal_rows import ADD, journal_row
from rra_desktop.store.journal_writer import JournalWriter
from rra_desktop.store.limits import refuse_too_much
from rra_desktop.store.row_changes import carry_out
from rra_desktop.store.rows import TABLES
from rra_desktop.store.schema import Schema

if TYPE_CHECKING:
    from sqlite_utils import Database


@contextlib.contextmanager
def transaction(database: Database) -> Iterator[None]:
    """Keep everything done inside, on disk when this ends, or nothing of it.

    Raises RefusedEditError when a record would point at nothing, `dbapi.Error` when the disk will not take it.
    """
    # sqlite-utils begins a transaction that waits for its first write; this one is the writer from the start.
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        _commit(database)
    except BaseException:
        # Where the disk has failed, this fails too: the journal on it then takes the edit back when it is next read.
        with contextlib.suppress(driver.dbapi.Error):
            database.rollback()
        raise


def write_edit(
    database: Database, edit: Edit, writer: JournalWriter, schema: Schema, *, kind: EntryKind, of: int | None = None
) -> JournalEntry:
    """Carry out an edit and add its entry to the journal, inside a transaction.

    Raises StaleEditError when a row is not as the edit found it, RefusedEditError for a value no file can hold.
    """
    changes = carry_out(database, edit.changes)
    ((last,),) = driver.rows(database, "SELECT coalesce(max(number), 0) FROM journal")
    entry = writer.entry(last + 1, edit, changes, kind, of)
    database.execute(ADD, journal_row(entry, schema.version))
    refuse_too_much(database, len(changes))
    return entry


def make_matter(database: Database, matter: Matter, writer: JournalWriter, schema: Schema) -> JournalEntry:
    """Fill an empty file with a matter, whose making is the first entry of its journal."""
    database.execute("PRAGMA journal_mode = MEMORY").fetchall()  # a file that is never finished is thrown away
    with transaction(database):
        schema.advance(database, 0)
        edit = Edit("Matter made", "MakeMatter", changes_that_make(matter))
        return write_edit(database, edit, writer, schema, kind=EntryKind.MADE)


def changes_that_make(matter: Matter) -> tuple[RowChange, ...]:
    """Return the changes that make a matter out of nothing, what is pointed at before what points at it."""
    changes: list[RowChange] = []
    for table in TABLES:
        held = getattr(matter, table.field)
        records = held if isinstance(held, tuple) else (held,)
        changes.extend(RowChange(None, record) for record in records)
    return tuple(changes)


def _commit(database: Database) -> None:
    try:
        database.execute("COMMIT")
    except driver.dbapi.IntegrityError:
        # What records point at is only looked at in the end, so that an edit may name its changes in any order.
        table, _, parent, _ = driver.rows(database, "PRAGMA foreign_key_check")[0]
        raise RefusedEditError(
            f"The edit would leave a {_noun(table)} pointing at a {_noun(parent)} that is not in the matter, so "
            "nothing was changed."
        ) from None


def _noun(table: str) -> str:
    return table.replace("_", " ")
