"""Rows that are made when they are looked at: a register of 100,000 holders costs what the screen shows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

_Row = TypeVar("_Row")


class LazyRows(Sequence[_Row], Generic[_Row]):
    """A fixed number of rows, each made by its place; equal to any sequence of equal rows."""

    __slots__ = ("_length", "_make")

    def __init__(self, length: int, make: Callable[[int], _Row]) -> None:
        """Take the number of rows and what makes the row at a place from 0; the same place gives equal rows."""
        self._length = length
        self._make = make

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[_Row]:
        return map(self._make, range(self._length))

    @overload
    def __getitem__(self, place: int) -> _Row: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[_Row, ...]: ...
    def __getitem__(self, place: int | slice) -> _Row | tuple[_Row, ...]:
        places = range(self._length)[place]
        return self._make(places) if isinstance(places, int) else tuple(map(self._make, places))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str | bytes):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"LazyRows({list(self)!r})"
