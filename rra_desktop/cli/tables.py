"""Plain text for a terminal or a letter: aligned columns, and nothing in them that a terminal would obey."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_TO_SPACES: Final = str.maketrans("\r\n\t", "   ")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and whether it holds numbers, which stand on the right."""

    heading: str
    number: bool = False


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], totals: Sequence[Sequence[str]] = ()) -> str:
    """Return rows under their headings; `totals` stand below a line."""
    headings = [column.heading for column in columns]
    cells = [[clean(cell) for cell in row] for row in (headings, *rows, *totals)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    rule = "  ".join("─" * width for width in widths)
    lines = [_line(columns, widths, row) for row in cells]
    first, body, last = lines[0], lines[1 : len(rows) + 1], lines[len(rows) + 1 :]
    return "\n".join([first, rule, *body, *([rule, *last] if last else [])])


def clean(text: str) -> str:
    """Return text on one line, with a mark in the place of whatever is not printable."""
    spaced = text.translate(_TO_SPACES)
    return spaced if spaced.isprintable() else "".join(each if each.isprintable() else "�" for each in spaced)


def paragraphs(*parts: str) -> str:
    """Return what there is of several parts, an empty line between them."""
    return "\n\n".join(part for part in parts if part)


def _line(columns: Sequence[Column], widths: Sequence[int], row: Sequence[str]) -> str:
    return "  ".join(_padded(columns, widths, row)).rstrip()


def _padded(columns: Sequence[Column], widths: Sequence[int], row: Sequence[str]) -> Iterator[str]:
    for column, width, cell in zip(columns, widths, row, strict=True):
        space = " " * (width - _width(cell))
        yield space + cell if column.number else cell + space


def _width(text: str) -> int:
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
