"""The records read from the file, kept in memory and updated with each edit, so that the file is read only once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rra_desktop.domain.edits import RowChange
from rra_desktop.domain.matter import Record
from rra_desktop.store.row_changes import read_table
from rra_desktop.store.rows import RecordTable, table_of

if TYPE_CHECKING:
    from sqlite_utils import Database

_WORTH_FOLLOWING = 100
"""Above so many changes to a table it is quicker to read it again."""


@dataclass(slots=True)
class RecordCache:
    """The records of each table that has been read, in their order; `database` gives where they are read from."""

    database: Callable[[], Database]
    _read: dict[str, list[Record]] = field(default_factory=dict)

    def of(self, table: RecordTable) -> tuple[Record, ...]:
        """Return the records of a table; raises DamagedRowError for a row nothing can be made of."""
        if table.name not in self._read:
            self._read[table.name] = list(read_table(self.database(), table))
        return tuple(self._read[table.name])

    def forget(self) -> None:
        """Read everything again when it is next asked for."""
        self._read.clear()

    def follow(self, changes: Iterable[RowChange]) -> None:
        """Make the changes just written to the file in memory too."""
        by_table: dict[str, list[RowChange]] = {}
        for change in changes:
            by_table.setdefault(table_of(change.record).name, []).append(change)
        for name, in_table in by_table.items():
            if len(in_table) > _WORTH_FOLLOWING:
                self._read.pop(name, None)
            elif name in self._read:
                for change in in_table:
                    _make(self._read[name], change)


def _make(records: list[Record], change: RowChange) -> None:
    if change.before is None:
        records.insert(len(records) if change.position is None else change.position, change.record)
        return
    key = change.record.key
    place = next(place for place, record in enumerate(records) if record.key == key)
    records[place : place + 1] = [] if change.after is None else [change.after]
