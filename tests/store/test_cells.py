"""Every kind of cell gives back exactly what it was given, and refuses the rest with a reason."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.store import cells
from rra_desktop.store.cells import AnyKind, CellError, optional, whole, word_of


class Ending(StrEnum):
    """Words of a column."""

    SOLD = "sold"
    EXPIRED = "expired"


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
FITTING = [
    (cells.TEXT, TEXTS),
    (cells.NAME, TEXTS.filter(bool)),
    (cells.FLAG, st.booleans()),
    (cells.DAY, st.dates()),
    (cells.WHOLE, st.integers(-(10**15), 10**15)),
    (cells.DECIMAL, st.decimals(-(10**15), 10**15, places=12)),
    (cells.CENTS, st.decimals(-(10**12), 10**12, places=2)),
    (cells.NAMES, st.lists(TEXTS).map(tuple)),
    (
        cells.TERM_VALUE,
        st.integers(-(10**14), 10**14)
        | st.fractions()
        | st.decimals(0, 1000, places=4)
        | TEXTS.filter(bool)
        | st.dates(),
    ),
    (word_of(Ending), st.sampled_from(Ending)),
]


@pytest.mark.parametrize(("kind", "values"), FITTING)
def test_what_went_in_comes_out(kind: AnyKind, values: st.SearchStrategy[object]) -> None:
    @given(st.lists(values | st.none(), min_size=1))
    def law(column: list[object]) -> None:
        read = optional(kind).read([optional(kind).write(value) for value in column])
        assert list(read) == column
        assert [type(value) for value in read] == [type(value) for value in column]

    law()


def test_a_decimal_keeps_the_zeros_it_was_given() -> None:
    (read,) = cells.DECIMAL.read([cells.DECIMAL.write(Decimal("0.300"))])
    assert str(read) == "0.300"


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (cells.TEXT, None),
        (cells.TEXT, 7),
        (cells.TEXT, b"bytes"),
        (cells.TEXT, "a\0b"),
        (cells.TEXT, "x" * 100_001),
        (cells.NAME, ""),
        (cells.FLAG, 2),
        (cells.FLAG, "1"),
        (cells.DAY, "20030602"),
        (cells.DAY, "2003-02-30"),
        (cells.DAY, "0000-01-01"),
        (cells.DAY, "\uff12003-06-02"),
        (cells.DAY, 5),
        (cells.WHOLE, 10**15 + 1),
        (cells.WHOLE, 1.5),
        (cells.WHOLE, "5"),
        (whole(1), 0),
        (cells.DECIMAL, "1e3"),
        (cells.DECIMAL, "NaN"),
        (cells.DECIMAL, ".5"),
        (cells.DECIMAL, "9" * 31),
        (cells.DECIMAL, 1.5),
        (cells.CENTS, "1.25"),
        (cells.NAMES, "H1"),
        (cells.NAMES, '["H1", 2]'),
        (cells.NAMES, '{"H1": 2}'),
        (cells.NAMES, "[" * 5_000),
        (cells.TERM_VALUE, "ratio 1/0"),
        (cells.TERM_VALUE, "ratio 1.5"),
        (cells.TERM_VALUE, "whole 1.5"),
        (cells.TERM_VALUE, "whole " + "9" * 5_000),
        (cells.TERM_VALUE, "code 1"),
        (cells.TERM_VALUE, ""),
        (word_of(Ending), "lost"),
        (word_of(Ending), None),
    ],
)
def test_a_cell_that_fits_no_value_is_refused(kind: AnyKind, cell: object) -> None:
    with pytest.raises(CellError):
        kind.read([cell])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (cells.TEXT, "\ud83d"),
        (cells.TEXT, "a\0b"),
        (cells.TEXT, 5),
        (cells.NAME, ""),
        (cells.FLAG, 1),
        (cells.DAY, dt.datetime(2003, 6, 2, tzinfo=dt.UTC)),
        (cells.DAY, "2003-06-02"),
        (cells.WHOLE, True),
        (cells.WHOLE, 10**16),
        (cells.DECIMAL, 1.5),
        (cells.DECIMAL, Decimal("NaN")),
        (cells.DECIMAL, Decimal("1e30")),
        (cells.DECIMAL, Decimal("1e-101")),
        (cells.DECIMAL, Decimal("1e999999")),
        (cells.CENTS, Decimal("0.001")),
        (cells.CENTS, Decimal(10**18)),
        (cells.NAMES, ("a\0b",)),
        (cells.NAMES, (5,)),
        (cells.TERM_VALUE, 1.5),
        (cells.TERM_VALUE, True),
        (cells.TERM_VALUE, Fraction(1, 10**41)),
        (cells.TERM_VALUE, 10**15),
    ],
)
def test_a_value_that_fits_no_cell_is_refused(kind: AnyKind, value: object) -> None:
    with pytest.raises(CellError):
        kind.write(value)


def test_what_is_shown_of_a_value_can_be_printed() -> None:
    assert cells.shown("a\x1b[2Jb\nc") == "“a?[2Jb?c”"
    assert cells.shown("x" * 50) == f"“{'x' * 40}…”"
    assert cells.shown(1_250_000) == "1,250,000"
    assert cells.shown(10**5_000) == "a number beyond all reason"
