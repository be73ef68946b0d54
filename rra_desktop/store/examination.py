"""What SQLite must find in an open file before it is a matter: the schema, the pages, every row, the whole journal."""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.edits import JournalEntry
from rra_desktop.domain.matter import Record
from rra_desktop.errors import MatterFileError
from rra_desktop.store import driver
from rra_desktop.store.cells import shown
from rra_desktop.store.disk_errors import damaged
from rra_desktop.store.journal_rows import READ_ALL, journal_entry
from rra_desktop.store.limits import excesses
from rra_desktop.store.recognition import refuse_version
from rra_desktop.store.row_changes import names_in, read_table
from rra_desktop.store.rows import TABLES, Names, table_named, table_of
from rra_desktop.store.schema import APPLICATION_ID, Schema, SchemaObject, objects_in
from rra_desktop.store.statements import STATEMENTS

if TYPE_CHECKING:
    from sqlite_utils import Database

_LONGEST_NAME: Final = 200
_UTF_8: Final = "UTF-8"
_SECONDS: Final = 10.0
_BYTES_A_SECOND: Final = 2**20
_STEPS_BETWEEN_LOOKS: Final = 20_000


@contextlib.contextmanager
def bounded(database: Database, path: Path) -> Iterator[None]:
    """Interrupt SQLite when it takes longer with a file than any matter of its size could need."""
    until = time.monotonic() + _SECONDS + path.stat().st_size / _BYTES_A_SECOND
    database.conn.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        database.conn.set_progress_handler(None, 0)


def refuse_what_is_no_matter(database: Database, path: Path, schema: Schema, *, known: bool = False) -> int:
    """Return the version of an open file after a look at everything but its rows and its journal's text.

    In a file that is not `known` every index is compared with its table too. Raises MatterFileError with the first
    thing that no matter has. The schema is compared before any page of content is read, so that nothing the file brings
    with it is ever run.
    """
    ((application,),) = driver.rows(database, "PRAGMA application_id")
    ((version,),) = driver.rows(database, "PRAGMA user_version")
    if application != APPLICATION_ID:
        raise damaged(path, "it does not say that it is a matter")
    refuse_version(path, version, schema)
    check = "PRAGMA quick_check(1)" if known else "PRAGMA integrity_check(1)"
    for problem in itertools.chain(_settings(database), _schema(database, schema, version), _pages(database, check)):
        raise damaged(path, problem)
    return int(version)


def refuse_contradictory_rows(database: Database, path: Path) -> None:
    """Raise MatterFileError for rows of the newest version that contradict each other."""
    for problem in itertools.chain(_pointers(database), _counts(database)):
        raise damaged(path, problem)


def every_problem(database: Database, schema: Schema) -> tuple[str, ...]:
    """Return everything that is wrong with a matter of the newest version, each problem as a sentence.

    Where the schema or the pages are wrong the rows are not looked at: what they hold would be a matter of chance.
    """
    wrong = [*_settings(database), *_schema(database, schema, schema.version)]
    wrong = wrong or [*_pages(database, "PRAGMA integrity_check")]
    if wrong:
        return tuple(f"The file is damaged: {each}." for each in wrong)
    found = [f"The file is damaged: {each}." for each in itertools.chain(_pointers(database), _counts(database))]
    for table in TABLES:
        rows = driver.rows(database, STATEMENTS[table.name].select)
        found.extend(table.problems(rows))
    entries: list[JournalEntry] = []
    for row in driver.rows(database, READ_ALL, (0,)):
        try:
            entries.append(journal_entry(row, schema.version))
        except MatterFileError as error:
            found.append(str(error))
    if not found:
        found.extend(_differences_from_journal(database, entries))
    return tuple(found)


def _settings(database: Database) -> Iterator[str]:
    ((encoding,),) = driver.rows(database, "PRAGMA encoding")
    ((mode,),) = driver.rows(database, "PRAGMA journal_mode")
    if encoding != _UTF_8:
        yield "its text is in another encoding"
    if mode != "delete":
        yield "another program has put it into a mode in which it is no longer one file"


def _schema(database: Database, schema: Schema, version: int) -> Iterator[str]:
    found, expected = objects_in(database), schema.objects(version)
    for kind, name, _, _ in _tables_first(found - expected):
        yield f"it has the {kind} {shown(name)}, which no matter has in this form"
    for kind, name, _, _ in _tables_first(expected - found):
        yield f"it lacks the {kind} {shown(name)}"


def _tables_first(objects: frozenset[SchemaObject]) -> list[SchemaObject]:
    return sorted(objects, key=lambda each: (each[0] != "table", *map(str, each)))


def _pages(database: Database, check: str) -> Iterator[str]:
    for (line,) in driver.rows(database, check):
        if line != "ok":
            yield str(line).removeprefix("*** in database main ***\n")[:_LONGEST_NAME].replace("\n", "; ")


def _pointers(database: Database) -> Iterator[str]:
    for table, row, parent, _ in driver.rows(database, "PRAGMA foreign_key_check"):
        yield f"row {row} of {table} points at a {parent} that is not there"


def _counts(database: Database) -> Iterator[str]:
    for table, count in (
        ("agreement", "SELECT count(*) FROM agreement"),
        ("matter", "SELECT count(*) FROM matter"),
    ):
        ((rows,),) = driver.rows(database, count)
        if rows != 1:
            yield f"its table {table} has {rows} rows instead of one"
    yield from excesses(database)
    ((first, last, rows),) = driver.rows(database, "SELECT min(number), max(number), count(*) FROM journal")
    if (first, last) != (1, rows):
        yield "its journal has gaps"


def _differences_from_journal(database: Database, entries: list[JournalEntry]) -> Iterator[str]:
    """Yield the records that differ from what replaying the whole journal gives."""
    names = names_in(database)
    replayed = _untold(database, entries)
    for entry in entries:
        for change in entry.changes:
            name = table_of(change.record).name, change.record.key
            if replayed.get(name) != change.before:
                title = _title(change.record, names)
                yield f"Entry {entry.number} of the journal starts from another {title} than there was."
            replayed.pop(name, None)
            if change.after is not None:
                replayed[name] = change.after
    for table in TABLES:
        for record in read_table(database, table):
            if replayed.pop((table.name, record.key), None) != record:
                yield f"{_capital(_title(record, names))} is not as the journal tells it."
    for record in replayed.values():
        yield f"{_capital(_title(record, names))} is missing, and the journal does not say why."


def _untold(database: Database, entries: list[JournalEntry]) -> dict[tuple[str, str | int], Record]:
    """Return what a matter had before its journal began: its form, of which older versions told nothing."""
    changes = (change for entry in entries for change in entry.changes)
    first = next((change for change in changes if isinstance(change.record, AgreementForm)), None)
    (kept,) = read_table(database, table_named("agreement")) if first is None else (first.before,)
    return {} if kept is None else {("agreement", kept.key): kept}


def _title(record: Record, names: Names) -> str:
    return table_of(record).title(record, names)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
