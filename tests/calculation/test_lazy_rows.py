"""Rows that are made when they are looked at behave like any sequence."""

from __future__ import annotations

import pytest

from rra_desktop.calculation.lazy_rows import LazyRows


def test_a_row_is_made_only_when_it_is_looked_at() -> None:
    made: list[int] = []

    def make(place: int) -> int:
        made.append(place)
        return place * 2

    rows = LazyRows(1_000, make)

    assert len(rows) == 1_000
    assert made == []
    assert rows[3] == 6
    assert rows[-1] == 1_998
    assert made == [3, 999]


def test_slices_iteration_and_membership() -> None:
    rows = LazyRows(4, lambda place: place * 2)

    assert rows[1:3] == (2, 4)
    assert list(rows) == [0, 2, 4, 6]
    assert list(reversed(rows)) == [6, 4, 2, 0]
    assert 4 in rows
    assert rows.index(6) == 3
    with pytest.raises(IndexError):
        rows[4]


def test_equal_to_any_sequence_of_equal_rows() -> None:
    rows = LazyRows(2, lambda place: place)

    assert rows == LazyRows(2, lambda place: place)
    assert rows == (0, 1)
    assert rows == [0, 1]
    assert rows != [0, 2]
    assert rows != [0, 1, 2]
    assert rows != "01"
    assert hash(rows) == hash((0, 1))
    assert repr(rows) == "LazyRows([0, 1])"
