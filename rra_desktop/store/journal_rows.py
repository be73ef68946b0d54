"""Journal entries as rows: the changes of each as JSON that gives the records before and after exactly."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NoReturn

from rra_desktop.domain.edits import EntryKind, EntryName, JournalEntry, RowChange
from rra_desktop.domain.matter import Record
from rra_desktop.errors import MatterFileError
from rra_desktop.store.cells import Cell
from rra_desktop.store.rows import RecordTable, table_named, table_of

READ_ALL: Final = (
    'SELECT number, "when", who, kind, label, command, "of", app_version, schema, changes FROM journal '
    "WHERE number > ? ORDER BY number"
)
READ_ONE: Final = (
    'SELECT number, "when", who, kind, label, command, "of", app_version, schema, changes FROM journal WHERE number = ?'
)
READ_NEWEST_NAMES: Final = 'SELECT number, "when", who, label FROM journal ORDER BY number DESC LIMIT ?'
ADD: Final = (
    'INSERT INTO journal (number, "when", who, kind, label, command, "of", app_version, schema, changes) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LARGEST_PLACE: Final = 10**9


class DamagedJournalError(MatterFileError):
    """An entry of the journal cannot be read back; the sentence names it."""


def journal_row(entry: JournalEntry, schema: int) -> tuple[Cell, ...]:
    """Return an entry's cells in the order ADD takes them; `schema` is the version its records are written in."""
    if entry.when.tzinfo is None:
        raise ValueError("the clock tells no zone")
    return (
        entry.number,
        entry.when.isoformat(),
        _storable(entry.who),
        entry.kind.value,
        _storable(entry.label),
        entry.command,
        entry.of,
        entry.app_version,
        schema,
        json.dumps([_written(change) for change in entry.changes], ensure_ascii=False, separators=(",", ":")),
    )


def journal_entry(row: Sequence[Any], newest_schema: int) -> JournalEntry:
    """Return the entry a row of READ_ALL or READ_ONE holds; raises DamagedJournalError for one that cannot be read."""
    number, when, who, kind, label, command, of, app_version, schema, changes = row
    try:
        _refuse_version(schema, newest_schema)
        written = json.loads(changes, parse_float=_no_float, parse_constant=_no_float)
        return JournalEntry(
            number=number,
            when=_moment(when),
            who=who,
            kind=EntryKind(kind),
            label=label,
            command=command,
            changes=_changes(written),
            app_version=app_version,
            of=of,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, MatterFileError) as error:
        raise _damaged(number, error) from None


def entry_name(row: Sequence[Any]) -> EntryName:
    """Return the name of the entry a row of READ_NEWEST_NAMES holds; raises DamagedJournalError for an unreadable one.

    Its changes are not looked at: an import has tens of thousands.
    """
    number, when, who, label = row
    try:
        return EntryName(number, _moment(when), who, label)
    except (ValueError, TypeError) as error:
        raise _damaged(number, error) from None


def _damaged(number: object, error: Exception) -> DamagedJournalError:
    return DamagedJournalError(
        f"Entry {number} of the journal cannot be read ({_reason(error)}); restore the matter from a backup."
    )


def _storable(text: str) -> str:
    # What a system calls its user can hold bytes that are no text.
    return text.encode(errors="replace").decode()


def _refuse_version(schema: int, newest_schema: int) -> None:
    if not 1 <= schema <= newest_schema:
        raise ValueError(f"it is of version {schema}")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("its time has no zone")
    return moment


def _written(change: RowChange) -> dict[str, object]:
    table = table_of(change.record)
    written: dict[str, object] = {"table": table.name}
    if change.before is not None:
        written["before"] = _filled(table, change.before)
    if change.after is not None:
        written["after"] = _filled(table, change.after)
    if change.position is not None:
        written["position"] = change.position
    return written


def _filled(table: RecordTable, record: Record) -> dict[str, Cell]:
    return {column: cell for column, cell in zip(table.columns, table.row(record), strict=True) if cell is not None}


def _changes(written: Sequence[Mapping[str, Any]]) -> tuple[RowChange, ...]:
    """Return the changes as they were; the rows of a table are read together, as an import has tens of thousands."""
    if not isinstance(written, list):
        raise TypeError(type(written))
    rows: dict[str, list[list[Cell]]] = {}
    for each in written:
        if unknown := each.keys() - {"table", "before", "after", "position"}:
            raise ValueError(f"it has the unknown key {min(unknown)}")
        for side in ("before", "after"):
            if side in each:
                rows.setdefault(each["table"], []).append(_cells(table_named(each["table"]), each[side]))
    records = {name: iter(table_named(name).records(cells)) for name, cells in rows.items()}
    return tuple(_change(each, records[each["table"]]) for each in written)


def _cells(table: RecordTable, filled: Mapping[str, Cell]) -> list[Cell]:
    if not filled.keys() <= table.columns.keys():
        raise ValueError(f"the table {table.name} has no column {min(filled.keys() - table.columns.keys())}")
    absent = table.absent or {}
    return [filled.get(column, absent.get(column)) for column in table.columns]


def _change(written: Mapping[str, Any], records: Iterator[Record]) -> RowChange:
    before = next(records) if "before" in written else None
    after = next(records) if "after" in written else None
    position = written.get("position")
    if before is not None and after is not None and before.key != after.key:
        raise ValueError("a change has two different records")
    if position is not None and not (type(position) is int and 0 <= position <= _LARGEST_PLACE):
        raise ValueError("a position is no place in the register")
    if before is after is None:
        raise ValueError("a change has no record")
    return RowChange(before, after, position)


def _no_float(text: str) -> NoReturn:
    raise ValueError(f"the number {text[:40]} is not exact")


def _reason(error: Exception) -> str:
    match error:
        case KeyError():
            return "it names a table this program does not know"
        case json.JSONDecodeError() | TypeError() | AttributeError() | RecursionError():
            return "its list of changes is damaged"
        case _:
            return str(error).rstrip(".")
