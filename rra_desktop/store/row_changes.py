"""Carrying out row changes: each only if the row is as the edit found it, each keeping the order of the rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rra_desktop.domain.edits import RowChange
from rra_desktop.domain.matter import Record
from rra_desktop.errors import RefusedEditError, StaleEditError
from rra_desktop.store import driver
from rra_desktop.store.cells import Cell
from rra_desktop.store.rows import Names, RecordTable, table_of
from rra_desktop.store.statements import STATEMENTS

if TYPE_CHECKING:
    from sqlite_utils import Database


def read_table(database: Database, table: RecordTable) -> tuple[Record, ...]:
    """Return the records of a table in their order; raises DamagedRowError for a row nothing can be made of."""
    return table.records(driver.rows(database, STATEMENTS[table.name].select))


_NAMED: Final = (
    ("holder", "SELECT id, name FROM holder"),
    ("registration", "SELECT id, title FROM registration"),
    ("offering", "SELECT id, name FROM offering"),
)


def names_in(database: Database) -> Names:
    """Return what counsel calls the holders, registrations and offerings of a matter, for sentences about records."""
    return {(table, str(key)): str(name) for table, query in _NAMED for key, name in driver.rows(database, query)}


def carry_out(database: Database, changes: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """Make the changes one after the other, inside the transaction the caller has begun.

    Returns them with the place of each removed row filled in, so that taking an edit back puts it where it stood.
    Raises StaleEditError when a row is not as `before` says, RefusedEditError for a value out of bounds.
    """
    done: list[RowChange] = []
    for appended_to, run in itertools.groupby(changes, key=_appended_to):
        if appended_to is not None:
            together = tuple(run)
            _append(database, appended_to, together)
            done.extend(together)
        else:
            done.extend(_carry_out_one(database, change) for change in run)
    return tuple(done)


def _appended_to(change: RowChange) -> RecordTable | None:
    """Return the table a change adds a row to the end of: many such rows go in together."""
    return table_of(change.record) if change.before is None and change.position is None else None


def _append(database: Database, table: RecordTable, changes: Sequence[RowChange]) -> None:
    first = _end(database, table)
    rows = [(first + offset, *_row(database, table, change.record)) for offset, change in enumerate(changes)]
    try:
        database.conn.executemany(STATEMENTS[table.name].insert, rows)
    except driver.dbapi.IntegrityError:
        raise _already_there(database, table, changes[0] if len(changes) == 1 else None) from None


def _carry_out_one(database: Database, change: RowChange) -> RowChange:
    table = table_of(change.record)
    if change.before is None:
        _put_back(database, table, change)
        return change
    before = _row(database, table, change.before)
    statements = STATEMENTS[table.name]
    if change.after is None:
        change = replace(change, position=driver.rows(database, statements.position_of, before)[0][0])
        changed = database.execute(statements.delete, before).rowcount
    else:
        changed = database.execute(statements.update, (*_row(database, table, change.after), *before)).rowcount
    if changed != 1:
        title = _sentence_start(table.title(change.record, names_in(database)))
        raise StaleEditError(
            f"{title} is no longer as it was when this edit was made, "
            "so nothing was changed; look at it again and repeat the edit."
        )
    return change


def _put_back(database: Database, table: RecordTable, change: RowChange) -> None:
    row = (_room_at(database, table, change.position or 0), *_row(database, table, change.record))
    try:
        database.execute(STATEMENTS[table.name].insert, row)
    except driver.dbapi.IntegrityError:
        raise _already_there(database, table, change) from None


def _end(database: Database, table: RecordTable) -> int:
    return (driver.rows(database, STATEMENTS[table.name].last_place)[0][0] or 0) + 1


def _room_at(database: Database, table: RecordTable, position: int) -> int:
    """Return a free place before the row at a position, moving that row and all after it where there is none."""
    statements = STATEMENTS[table.name]
    here = [place for (place,) in driver.rows(database, statements.places, (1, position))]
    if not here:
        return _end(database, table)
    before = [place for (place,) in driver.rows(database, statements.places, (1, position - 1))] if position else [0]
    if before[0] < here[0] - 1:
        return int(here[0]) - 1
    make_way, settle = statements.make_room
    database.execute(make_way, here)
    database.execute(settle)
    return int(here[0])


def _row(database: Database, table: RecordTable, record: Record) -> tuple[Cell, ...]:
    try:
        return table.row(record)
    except RefusedEditError:
        raise table.refusal(record, names_in(database)) from None


def _already_there(database: Database, table: RecordTable, change: RowChange | None) -> StaleEditError:
    what = (
        table.title(change.record, names_in(database))
        if change
        else f"one {table.name.replace('_', ' ')} of those to be added"
    )
    return StaleEditError(f"{_sentence_start(what)} is in the matter already, so nothing was changed.")


def _sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]
