"""The numbers that Word counts for paragraphs: they stand in no text, so they are counted here as Word does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Elements: TypeAlias = Iterable[tuple[str, Mapping[str, str] | None]]
_PLACE: Final = re.compile(r"%([1-9])")
_LARGEST: Final = 9_999
_ROMANS: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass
class _Level:
    """How one level of a list is counted and written."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    plain_numbers: bool = False


@dataclass
class _Style:
    """What the style of a paragraph says of its numbering."""

    based_on: str = ""
    list: str | None = None
    level: str | None = None


@dataclass
class Numbering:
    """The lists and styles of a document, and how far each list has been counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, _Style] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next_label(self, style: str, own_list: str | None, own_level: str | None) -> str:
        """Return what Word writes before the next paragraph of a style, or with numbering of its own; maybe nothing."""
        list_, level = own_list, own_level
        seen: set[str] = set()
        while (list_ is None or level is None) and style in self.styles and style not in seen:
            seen.add(style)
            said = self.styles[style]
            list_ = said.list if list_ is None else list_
            level = said.level if level is None else level
            style = said.based_on
        abstract = self.lists.get(list_ or "")
        place = int(level) if level is not None and level.isdecimal() and len(level) == 1 else 0
        levels = self.levels.get(abstract or "", {})
        if abstract is None or place not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[place] = counts.get(place, levels[place].start - 1) + 1
        for deeper in [each for each in counts if each > place]:
            del counts[deeper]
        return self._written(levels, counts, place)

    @staticmethod
    def _written(levels: Mapping[int, _Level], counts: Mapping[int, int], place: int) -> str:
        own = levels[place]

        def number(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            level = levels.get(at, own)
            kind = "decimal" if own.plain_numbers else level.kind
            return _written_number(counts.get(at, level.start), kind)

        return _PLACE.sub(number, own.text).strip() if own.kind != "bullet" else ""


def numbering_of(numbering: Elements, styles: Elements) -> Numbering:
    """Return how a document numbers, from the elements of its two parts."""
    found = Numbering()
    _read_lists(numbering, found)
    _read_styles(styles, found)
    return found


def _read_lists(elements: Elements, found: Numbering) -> None:
    abstract = list_ = ""
    level = _Level()
    for name, attributes in elements:
        if attributes is None:
            continue
        value = attributes.get("val", "")
        match name:
            case "abstractNum":
                abstract = attributes.get("abstractNumId", "")
            case "lvl":
                level = _Level()
                place = attributes.get("ilvl", "")
                if place.isdecimal() and len(place) == 1:
                    found.levels.setdefault(abstract, {})[int(place)] = level
            case "num":
                list_ = attributes.get("numId", "")
            case "abstractNumId" if list_:
                found.lists[list_] = value
            case _:
                _tell_level(level, name, value)


def _tell_level(level: _Level, name: str, value: str) -> None:
    """Let a level have what an element inside it says."""
    match name:
        case "start" if value.isdecimal():
            level.start = min(int(value[:5]), _LARGEST)
        case "numFmt":
            level.kind = value
        case "lvlText":
            level.text = value[:40]
        case "isLgl":
            level.plain_numbers = value not in ("0", "false")


def _read_styles(elements: Elements, found: Numbering) -> None:
    style = _Style()
    for name, attributes in elements:
        if attributes is None:
            continue
        value = attributes.get("val", "")
        if name == "style":
            style = _Style()
            found.styles[attributes.get("styleId", "")] = style
        elif name == "basedOn":
            style.based_on = value
        elif name == "numId":
            style.list = value
        elif name == "ilvl":
            style.level = value


def _written_number(number: int, kind: str) -> str:
    number = max(0, min(number, _LARGEST))
    match kind:
        case "lowerLetter" | "upperLetter" if number:
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if kind == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            roman = _roman(number)
            return roman.upper() if kind == "upperRoman" else roman
        case "none":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMANS:
        written += letters * (number // value)
        number %= value
    return written
