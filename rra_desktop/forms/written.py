"""A form as it is written, before it is read: whatever in it is no table or no id has its fault already, elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def entries(data: Mapping[str, Any], table: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the entries of a table, with their places."""
    written = data.get(table)
    for place, entry in enumerate(written if isinstance(written, list) else ()):
        if isinstance(entry, dict):
            yield place, entry


def by_id(data: Mapping[str, Any], table: str) -> dict[str, Mapping[str, Any]]:
    """Return the entries of a table by their ids; of several with one id the last."""
    return {entry["id"]: entry for _, entry in entries(data, table) if isinstance(entry.get("id"), str)}


def ids(data: Mapping[str, Any], table: str) -> list[str]:
    """Return the ids of the entries of a table, in their order."""
    return [entry["id"] for _, entry in entries(data, table) if isinstance(entry.get("id"), str)]


def several(written: object) -> list[Any]:
    """Return what is written in a list, nothing for what is none."""
    return written if isinstance(written, list) else []


def one_or_several(written: object) -> list[Any]:
    """Return what is written alone or in a list."""
    return written if isinstance(written, list) else [written]
