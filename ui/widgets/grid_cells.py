"""What a grid shows, as values: columns that make cells out of rows, before any pixel is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Generic, TypeAlias, TypeVar

from ui.widgets.chips import Tone

RowKey: TypeAlias = tuple[str, ...]
SortValue: TypeAlias = int | str | Fraction
Subject = TypeVar("Subject")


class RowKind(Enum):
    """How a row stands among the others; a section is a line of text over what follows it."""

    LINE = "line"
    GROUP = "group"
    SECTION = "section"
    TOTAL = "total"


class Tick(Enum):
    """The state of a row's box; a group is partly ticked when some of its members are."""

    OFF = 0
    PARTLY = 1
    ON = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a cell: how much of the column's width the whole takes, and how much of it is filled; 0 to 1 each."""

    whole: Fraction
    filled: Fraction


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    `number` is what the sum of a selection adds. `edit` is what the editor opens with; a cell without it cannot be
    typed over. With `tone` the text is drawn as a pill. `boxed` draws it as a field, so that it is seen to be one.
    `note` is its tool tip; `spoken` what a screen reader says where the text alone does not say it.
    """

    text: str = ""
    number: int | None = None
    edit: str | None = None
    tone: Tone | None = None
    strong: bool = False
    faint: bool = False
    boxed: bool = False
    bar: Bar | None = None
    note: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class GridRow(Generic[Subject]):
    """One row: what it is about, and how it stands; `opened` and `tick` are None for rows that do not open or tick."""

    key: RowKey
    subject: Subject
    kind: RowKind = RowKind.LINE
    depth: int = 0
    opened: bool | None = None
    tick: Tick | None = None
    greyed: bool = False


@dataclass(frozen=True, slots=True)
class Column(Generic[Subject]):
    """One column: how it makes a cell from a row, and by what it is sorted (None: not at all).

    `sample` is the longest text to be expected, from which the width is taken; a column that `stretches` takes what
    the others leave.
    """

    id: str
    title: str
    cell: Callable[[GridRow[Subject]], Cell]
    order: Callable[[Subject], SortValue] | None = None
    numeric: bool = True
    sample: str = ""
    note: str = ""
    stretches: bool = False


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One figure as it is and as it would be after an edit, by row and column; `now` is empty for a new row."""

    row: RowKey
    name: str
    column: str
    title: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that a paste would add: its name, and what the grid's model enters it from."""

    name: str
    entered: object
