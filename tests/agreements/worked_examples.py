"""Reads the worked examples of this folder: headings, captions in bold and tables, each row with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ARROW = "→"
FOLDER = Path(__file__).parent


class ExampleError(AssertionError):
    """An example cannot be read as it stands; the text names the file and the line."""


@dataclass(frozen=True)
class Row:
    """One row of a table: its cells by column, without the arrow, and where it stands."""

    place: str
    given: dict[str, str]
    expected: dict[str, str]

    def take(self, column: str) -> str:
        """Return a given cell, empty where the table has no such column."""
        return self.given.get(column, "")


@dataclass
class Table:
    """A table under its caption."""

    caption: str
    place: str
    columns: list[str]
    rows: list[Row] = field(default_factory=list)
    closed: bool = False


@dataclass
class Example:
    """A heading with its tables."""

    file: str
    title: str
    tables: list[Table] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.file.removesuffix('.md')}: {self.title}"

    def rows(self, caption: str) -> list[Row]:
        """Return all rows under a caption."""
        return [row for table in self.tables if table.caption == caption for row in table.rows]

    def captioned(self, beginning: str) -> list[Table]:
        """Return the tables whose caption begins with some words."""
        return [table for table in self.tables if table.caption.startswith(beginning)]


def all_examples() -> list[Example]:
    """Read every example of the folder, the page for readers apart."""
    pages = sorted(page for page in FOLDER.glob("*.md") if page.name != "README.md")
    return [example for page in pages for example in examples(page.name, page.read_text(encoding="utf-8"))]


def examples(file: str, text: str) -> Iterator[Example]:
    """Read the examples of one page; raises ExampleError where a table cannot be read."""
    example = Example(file, "")
    caption = ""
    for place, written in _lines(file, text):
        if written.startswith("## "):
            if example.title:
                yield example
            example, caption = Example(file, written.removeprefix("## ")), ""
        elif written.startswith("**") and written.endswith("**"):
            caption = written.strip("*")
        elif written.startswith("|"):
            if not example.title or not caption:
                raise ExampleError(f"{place}: a table needs a heading, and a line in bold that says what it is")
            _take(example, caption, place, [cell.strip() for cell in written.strip("|").split("|")])
        elif example.tables:
            example.tables[-1].closed = True
    if example.title:
        yield example


def _lines(file: str, text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        yield f"{file}, line {number}", line.strip()


def _take(example: Example, caption: str, place: str, cells: list[str]) -> None:
    """Take one line of a table: its heading, the rule under it, or a row."""
    if not example.tables or example.tables[-1].closed:
        example.tables.append(Table(caption, place, cells))
    elif set("".join(cells)) - set("-: "):
        table = example.tables[-1]
        table.rows.append(_row(place, table.columns, cells))


def _row(place: str, columns: list[str], cells: list[str]) -> Row:
    if len(cells) != len(columns):
        raise ExampleError(f"{place}: {len(cells)} cells under {len(columns)} columns")
    named = list(zip(columns, cells, strict=True))
    return Row(
        place,
        given={column: cell for column, cell in named if not column.startswith(ARROW)},
        expected={column.removeprefix(ARROW).strip(): cell for column, cell in named if column.startswith(ARROW)},
    )
