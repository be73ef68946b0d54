"""Records that are numbered: a number is written only where counting on from the record before would not give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rra_desktop.domain.bounds import LARGEST_COUNT
from rra_desktop.exchange.kinds import whole
from rra_desktop.exchange.shapes import Record, Shape
from rra_desktop.exchange.strict_json import Json, Place


class Numbering:
    """Gives each record the number it states under `key`, or else the one after the record before."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._last = 0

    def of(self, members: Mapping[str, Place]) -> int:
        """Return the number of the next record; raises ImportRefusedError for one that is no number."""
        stated = members.get(self.key)
        self._last = self._last + 1 if stated is None else whole(stated, 1, LARGEST_COUNT)
        return self._last


class Counting:
    """Writes numbered records, leaving out each number that `Numbering` finds again by counting on."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._last = 0

    def written(self, shape: Shape[Record], record: Record, number: int | None = None) -> dict[str, Json]:
        """Return the record's object; records come in the order in which they will be read.

        `number` is given for a record that does not hold its own.
        """
        members = shape.write(record)
        stated = members.pop(self.key, number)
        self._last += 1
        if stated == self._last or not isinstance(stated, int):
            return members
        self._last = stated
        return {self.key: stated} | members

    def all_written(self, shape: Shape[Record], records: Iterable[Record]) -> list[Json]:
        """Return the objects of several records."""
        return [self.written(shape, record) for record in records]
