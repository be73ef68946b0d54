"""A table as text on the clipboard, read and written as spreadsheets do: tabs between cells, a line to a row.

The grammar is that of RFC 4180 with a tab in the place of the comma. A cell that begins with a quotation mark runs to
its closing one; tabs and line ends in between belong to it, and a doubled mark in it is one. An opening mark that no
closing mark answers (one that stands before a tab, a line end or the end) opens nothing: such a cell is taken as it
stands, since spreadsheets write 5" and "Old" Rowan Fund without quoting them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, TypeAlias

Table: TypeAlias = tuple[tuple[str, ...], ...]
"""Rows of cells; rows may differ in length."""

# Possessive, so that a long text full of quotation marks is walked through once and never back.
_QUOTED: Final = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\r\n]|\Z)')
_BARE: Final = re.compile(r"[^\t\r\n]*")
_ROW_END: Final = re.compile(r"\r\n|\r|\n")
_MUST_BE_QUOTED: Final = re.compile(r'\A"|[\t\r\n]')


def read_table(text: str) -> Table:
    """Return the rows of cells a text holds; a last line end makes no row, no text at all has no rows."""
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    at = 0
    while at < len(text) or row:
        cell, at = _cell(text, at)
        row.append(cell)
        if text[at : at + 1] == "\t":
            at += 1
            continue
        rows.append(tuple(row))
        row = []
        if found := _ROW_END.match(text, at):
            at = found.end()
    return tuple(rows)


def _cell(text: str, at: int) -> tuple[str, int]:
    """Return the cell that begins at a place, and where it ends."""
    if quoted := _QUOTED.match(text, at):
        return quoted[1].replace('""', '"'), quoted.end()
    bare = _BARE.match(text, at)
    return ("", at) if bare is None else (bare[0], bare.end())


def write_table(rows: Sequence[Sequence[str]]) -> str:
    """Return a text that `read_table` reads back to the same rows.

    The last row has no line end, so that one cell pasted into a letter brings none along; only a last row of one empty
    cell has one, or it would not be there. Every row has a cell at least.
    """
    lines = ["\t".join(map(_written, row)) for row in rows]
    return "\n".join(lines) + ("\n" if lines and not lines[-1] else "")


def _written(cell: str) -> str:
    if not _MUST_BE_QUOTED.search(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def one_line(text: str) -> str:
    """Return a text as a name on one line: line ends and runs of blanks are one blank, none at the ends, accents whole.

    Two texts that look alike are alike afterwards: letters and accents written apart are put together (NFC).
    """
    return unicodedata.normalize("NFC", " ".join(text.split()))
