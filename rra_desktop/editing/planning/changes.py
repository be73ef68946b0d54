"""The table from commands to row changes, and the numbering of new records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import singledispatch
from typing import TypeAlias, TypeVar

from rra_desktop.domain.edits import RowChange
from rra_desktop.domain.matter import Matter, Record
from rra_desktop.errors import RefusedEditError

Changes: TypeAlias = tuple[RowChange, ...]
Kept = TypeVar("Kept", bound=Record)


@singledispatch
def changes_of(command: object, matter: Matter) -> Changes:
    """Return the row changes a command means; each command's plan is registered beside its kin."""
    raise TypeError(f"no plan for {type(command).__name__} in {matter.details.title}")


def added(record: Record, position: int | None = None) -> RowChange:
    """Return the change that brings a record in."""
    return RowChange(None, record, position)


def removed(record: Kept, among: tuple[Kept, ...]) -> RowChange:
    """Return the change that takes a record out, and remembers its place for the way back."""
    return RowChange(record, None, among.index(record))


def next_number(keys: Iterable[int]) -> int:
    """Return the number after the largest."""
    return max(keys, default=0) + 1


def next_id(letter: str, ids: Iterable[str]) -> str:
    """Return the next id of a letter and a number, as H9 after H8; ids of another shape are passed over."""
    numbers = [int(found[1]) for each in ids if (found := re.fullmatch(rf"{letter}([0-9]+)", each))]
    return f"{letter}{next_number(numbers)}"


def found(records: Iterable[Kept], key: str | int, what: str) -> Kept:
    """Return the record with the key; raises RefusedEditError naming what kind of record is not there."""
    for record in records:
        if record.key == key:
            return record
    raise RefusedEditError(f"The {what} is not in this matter any more; look at the matter as it is now.")
