"""Where a key leads in a grid: plain arithmetic on the rows and columns that show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

Place = tuple[int, int]
_Key = Qt.Key
_ACROSS = {_Key.Key_Left: -1, _Key.Key_Right: 1}
_DOWN = {_Key.Key_Up: -1, _Key.Key_Down: 1}
_PAGES = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}
MOVES = frozenset({*_ACROSS, *_DOWN, *_PAGES, _Key.Key_Home, _Key.Key_End})


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows of a grid: rows that can be stood on and columns, in the order of the screen, and rows to a page.

    `filled` tells whether something stands at a row and column, for any row from the first to the last.
    """

    rows: Sequence[int]
    columns: Sequence[int]
    page: int
    filled: Callable[[int, int], bool]

    def target(self, place: Place, key: Qt.Key, *, far: bool) -> Place:
        """Return where a key leads from a place that shows; `far` is what Ctrl asks for: the edge of what is filled."""
        row, column = self.rows.index(place[0]), self.columns.index(place[1])
        if key in (_Key.Key_Home, _Key.Key_End):
            end = 0 if key == _Key.Key_Home else -1
            return (self.rows[end] if far else place[0], self.columns[end])
        if key in _PAGES:
            return (_within(self.rows, row + _PAGES[key] * self.page), place[1])
        if key in _ACROSS:
            if far:
                return (place[0], _edge(self.columns, place[1], _ACROSS[key], lambda at: self.filled(place[0], at)))
            return (place[0], _within(self.columns, column + _ACROSS[key]))
        if far:
            return (self._edge_of_column(place, _DOWN[key]), place[1])
        return (_within(self.rows, row + _DOWN[key]), place[1])

    def _edge_of_column(self, place: Place, step: int) -> int:
        """Go along a column; a row that cannot be stood on, such as a section's line, ends what is filled."""
        every = range(self.rows[0], self.rows[-1] + 1)
        open_rows = frozenset(self.rows)
        return _edge(every, place[0], step, lambda at: at in open_rows and self.filled(at, place[1]))


def _within(places: Sequence[int], at: int) -> int:
    return places[min(max(0, at), len(places) - 1)]


def _edge(places: Sequence[int], start: int, step: int, filled: Callable[[int], bool]) -> int:
    """Return the end of the filled run that begins at `start`, or else the next filled place, or else the last one."""
    ahead = places[places.index(start) + 1 :] if step > 0 else places[: places.index(start)][::-1]
    if not ahead:
        return start
    if not (filled(start) and filled(ahead[0])):
        return next((at for at in ahead if filled(at)), ahead[-1])
    end = start
    for at in ahead:
        if not filled(at):
            break
        end = at
    return end
