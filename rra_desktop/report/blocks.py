"""The parts of a summary as plain data: words, blocks, sections; how they look is the template's affair."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeAlias


class Style(StrEnum):
    """How words stand out inside a line."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a line, printed literally."""

    kind: ClassVar[str] = "words"
    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class ClauseMark:
    """A section of the agreement, set as a small mark: "3(c)"."""

    kind: ClassVar[str] = "clause"
    section: str


Phrase: TypeAlias = tuple[Words | ClauseMark, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """The working behind what stands before it, at the foot of the page."""

    kind: ClassVar[str] = "footnote"
    text: Phrase


Text: TypeAlias = tuple[Words | ClauseMark | Footnote, ...]


def plain(text: str) -> Phrase:
    """Return words without any emphasis; nothing for an empty string."""
    return (Words(text),) if text else ()


def strong(text: str) -> Phrase:
    """Return words that stand out."""
    return (Words(text, Style.STRONG),) if text else ()


def emphasis(text: str) -> Phrase:
    """Return words in italics."""
    return (Words(text, Style.EMPHASIS),) if text else ()


def clause(section: str) -> Phrase:
    """Return the mark of a section; nothing where no section is named."""
    return (ClauseMark(section),) if section else ()


@dataclass(frozen=True, slots=True)
class Box:
    """One of the figures at the head of the first page."""

    label: str
    value: str
    remark: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """A row of boxes."""

    kind: ClassVar[str] = "boxes"
    boxes: tuple[Box, ...]


class Tone(StrEnum):
    """How a paragraph is set: `lead` stays with the table after it; `alert` is framed, for what cannot be met."""

    BODY = "body"
    LEAD = "lead"
    SMALL = "small"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines of text."""

    kind: ClassVar[str] = "paragraph"
    text: Text
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section."""

    kind: ClassVar[str] = "subheading"
    text: str


_LONG_CELL = 800
_SHORT_TABLE, _SHORT_SMALL_TABLE, _SHORT_TEXT = 14, 24, 1500


class Align(StrEnum):
    """On which side a column's words stand; figures stand on the right."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, as wide as its words unless it has a `width` in points.

    One that `stretches` takes what width the others leave; `bars` shows parts of a whole.
    """

    heading: str
    align: Align = Align.LEFT
    stretches: bool = False
    bars: bool = False
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of what was asked was given, drawn to the scale of the largest request in the table."""

    kind: ClassVar[str] = "bar"
    part: int
    whole: int
    largest: int


class RowKind(StrEnum):
    """What a row is: an ordinary line, the total, a group that counts as one, its member, or one outside all totals."""

    LINE = "line"
    TOTAL = "total"
    GROUP = "group"
    MEMBER = "member"
    OUTSIDE = "outside"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table, one cell for each column."""

    derived: ClassVar[tuple[str, ...]] = ("long",)
    cells: tuple[Text | Bar, ...]
    kind: RowKind = RowKind.LINE

    @property
    def long(self) -> bool:
        """Whether it holds so much text that it might not fit on a page and must be free to break."""
        return max(map(letters, self.cells), default=0) > _LONG_CELL


def letters(cell: Text | Bar) -> int:
    """Count the letters of a cell, without its footnotes."""
    if isinstance(cell, Bar):
        return 0
    return sum(len(part.text) for part in cell if isinstance(part, Words))


def row(*cells: str | Text | Bar, kind: RowKind = RowKind.LINE) -> Row:
    """Make a row, taking a string as words without emphasis."""
    return Row(tuple(plain(cell) if isinstance(cell, str) else cell for cell in cells), kind)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heading is repeated on every page."""

    kind: ClassVar[str] = "table"
    derived: ClassVar[tuple[str, ...]] = ("short", "letters")
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    small: bool = False

    @property
    def short(self) -> bool:
        """Whether it is so short that it should not be torn apart."""
        if len(self.rows) > (_SHORT_SMALL_TABLE if self.small else _SHORT_TABLE):
            return False
        return sum(letters(cell) for each in self.rows for cell in each.cells) < _SHORT_TEXT

    @property
    def letters(self) -> int:
        """How many letters stand beside each other in the columns that are as wide as their words."""
        measured = (
            place
            for place, column in enumerate(self.columns)
            if not (column.stretches or column.bars or column.width is not None)
        )
        return sum(max((letters(each.cells[place]) for each in self.rows), default=0) for place in measured)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a working: what was reached, how, and on whose authority; the figure itself has depth 0."""

    depth: int
    label: str
    value: str
    rule: str
    authority: Phrase = ()
    remarks: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Working:
    """How figures were reached, each figure's steps after the figure itself."""

    kind: ClassVar[str] = "working"
    steps: tuple[Step, ...]


Block: TypeAlias = Boxes | Paragraph | Subheading | Table | Working


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the summary that can be left out; without a title it is not numbered."""

    id: str
    title: str
    blocks: tuple[Block, ...]
