"""The SQL statements of each record table, generated once from its columns; values are always bound parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rra_desktop.store.rows import TABLES, RecordTable

_FAR: Final = str(2**40)


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of one table.

    `insert` takes the place, then the cells; `update` the new cells, then the old ones; `delete` and `position_of` the
    old ones; `places` a count and an offset. `extent` gives the last place and how many rows there are. `make_room`, in
    two steps, frees a place by moving every row from there on.
    """

    select: str
    insert: str
    update: str
    delete: str
    position_of: str
    places: str
    last_place: str
    extent: str
    make_room: tuple[str, str]


def _statements(table: RecordTable) -> Statements:
    # The columns are quoted: several of the field's own terms ("to", "group", "plan") are words of SQL.
    columns = [f'"{column}"' for column in table.columns]
    guard = " AND ".join(f"{column} IS ?" for column in columns)
    name = table.name
    return Statements(
        select=_sql("SELECT", ", ".join(columns), "FROM", name, "ORDER BY place"),
        insert=_sql("INSERT INTO", name, _list(["place", *columns]), "VALUES", _list("?" for _ in [name, *columns])),
        update=_sql("UPDATE", name, "SET", ", ".join(f"{column} = ?" for column in columns), "WHERE", guard),
        delete=_sql("DELETE FROM", name, "WHERE", guard),
        position_of=_sql("SELECT count(*) FROM", name, "WHERE place < (SELECT place FROM", name, "WHERE", guard, ")"),
        places=_sql("SELECT place FROM", name, "ORDER BY place LIMIT ? OFFSET ?"),
        last_place=_sql("SELECT max(place) FROM", name),
        extent=_sql("SELECT max(place), count(*) FROM", name),
        make_room=(
            # In one step a row would meet the next one, which has not moved yet.
            _sql("UPDATE", name, "SET place = place +", _FAR, "+ 1 WHERE place >= ?"),
            _sql("UPDATE", name, "SET place = place -", _FAR, "WHERE place >", _FAR),
        ),
    )


def _sql(*words: str) -> str:
    return " ".join(words)


def _list(parts: Iterable[str]) -> str:
    return f"({', '.join(parts)})"


STATEMENTS: Final = {table.name: _statements(table) for table in TABLES}
"""The statements of every table, by its name."""
