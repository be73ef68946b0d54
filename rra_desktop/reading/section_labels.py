"""The labels with which the sections of an agreement begin: 1. or Section 1, 1.1, (a) or a., (i)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

_WORD = r"(?:section|article|clause|§)\s*"
_NUMBER = re.compile(
    rf"(?:{_WORD}(?P<named>\d{{1,2}})(?:[.):—–-]+|\b)|(?P<plain>\d{{1,2}})[.)])(?=\s|$)\s*", re.IGNORECASE
)
_ROMAN_ARTICLE = re.compile(r"article\s+(?P<roman>[ivxl]{1,7})\b[.:—–-]*\s*", re.IGNORECASE)
_DOTTED = re.compile(rf"(?:{_WORD})?(?P<above>\d{{1,2}})\.(?P<below>\d{{1,2}})\.?(?=\s|$)\s*", re.IGNORECASE)
_LETTER = re.compile(r"\(?(?P<letter>[A-Za-z])[.)](?=\s|$)\s*")
_ROMAN = re.compile(r"\(?(?P<roman>[ivxl]{1,7})[.)](?=\s|$)\s*", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


class Level(IntEnum):
    """How deep a label stands: a section, a part of it with a letter, and a part of that with a roman number."""

    SECTION = 1
    DOTTED = 2
    LETTER = 3
    ROMAN = 4


@dataclass(frozen=True, slots=True)
class Label:
    """A label a paragraph may begin with; `number` is its place in its row, `above` the section of one like 1.2.

    `length` counts the characters before the words, `style` is how it is written: two styles are two rows.
    """

    level: Level
    number: int
    written: str
    length: int
    style: str
    above: int = 0


def labels_of(paragraph: str) -> Iterator[Label]:
    """Yield what a paragraph may begin with: (i) may be the ninth letter or the first roman number."""
    if found := _DOTTED.match(paragraph):
        above, below = int(found["above"]), int(found["below"])
        yield Label(Level.DOTTED, below, f"{above}.{below}", found.end(), "1.1", above)
        return
    if found := _ROMAN_ARTICLE.match(paragraph):
        number = _roman(found["roman"])
        yield Label(Level.SECTION, number, str(number), found.end(), "article")
        return
    if found := _NUMBER.match(paragraph):
        number = int(found["named"] or found["plain"])
        style = found.group().strip().rstrip("0123456789.):—–-").casefold().strip() or "1"
        yield Label(Level.SECTION, number, str(number), found.end(), style)
        return
    style = "(a)" if paragraph.startswith("(") else "a."
    if found := _LETTER.match(paragraph):
        letter = found["letter"].casefold()
        yield Label(Level.LETTER, ord(letter) - ord("a") + 1, letter, found.end(), style)
    if found := _ROMAN.match(paragraph):
        roman = found["roman"].casefold()
        yield Label(Level.ROMAN, _roman(roman), roman, found.end(), style)


def begins_a_section(paragraph: str) -> bool:
    """Tell whether a paragraph begins with a label at all."""
    return next(labels_of(paragraph), None) is not None


def _roman(text: str) -> int:
    values = [_VALUES[each] for each in text.casefold()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
