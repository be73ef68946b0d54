"""Which characters the summary's fonts can print, read from the fonts themselves."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

REPLACEMENT = "□"

_FORMAT_BY_SEGMENTS = 4
_FORMAT_BY_GROUPS = 12


def characters_of(font: bytes) -> frozenset[int]:
    """Return the code points an OpenType or TrueType font has a glyph for; raises ValueError for anything else."""
    if font[:4] not in (b"OTTO", b"\x00\x01\x00\x00"):
        raise ValueError("not a font")
    covered: set[int] = set()
    cmap = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    for record in range(count):
        (offset,) = struct.unpack_from(">L", font, cmap + 4 + 8 * record + 4)
        covered.update(_mapped(font, cmap + offset))
    return frozenset(covered)


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for record in range(count):
        name, _checksum, offset, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * record)
        if name == tag:
            return int(offset)
    raise ValueError("a font without a character map")


def _mapped(font: bytes, start: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", font, start)
    if form == _FORMAT_BY_SEGMENTS:
        yield from _by_segments(font, start)
    elif form == _FORMAT_BY_GROUPS:
        (groups,) = struct.unpack_from(">L", font, start + 12)
        for first, last, _glyph in struct.iter_unpack(">LLL", font[start + 16 : start + 16 + 12 * groups]):
            yield from range(first, last + 1)


def _by_segments(font: bytes, start: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", font, start + 16 + 2 * doubled)
    ranges_at = start + 16 + 3 * doubled
    ranges = struct.unpack_from(f">{count}H", font, ranges_at)
    for index, (first, last, delta, distance) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for character in range(first, min(last, 0xFFFE) + 1):
            glyph = character
            if distance:
                place = ranges_at + 2 * index + distance + 2 * (character - first)
                (glyph,) = struct.unpack_from(">H", font, place)
                if glyph == 0:
                    continue
            if (glyph + delta) & 0xFFFF:
                yield character


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a list of font families can print between them; each family is given as what all its styles have."""

    families: tuple[frozenset[int], ...]

    def printable(self, text: str, replaced: dict[str, int] | None = None) -> str:
        """Return text with every character that has no glyph replaced; `replaced` counts them."""
        if text.isascii() and text.isprintable():
            return text
        return "".join(self._cluster(cluster, replaced) for cluster in _clusters(text))

    def _cluster(self, cluster: str, replaced: dict[str, int] | None) -> str:
        codes = {ord(character) for character in cluster}
        if not codes.intersection(_NEVER_PRINTED) and any(codes <= family for family in self.families):
            return cluster
        if cluster.isspace():
            return " "
        if replaced is not None:
            for character in cluster:
                replaced[character] = replaced.get(character, 0) + 1
        return REPLACEMENT


def _clusters(text: str) -> Iterator[str]:
    """Yield each character together with the marks that are set onto it."""
    cluster = ""
    for character in text:
        joins = unicodedata.category(character) in ("Mn", "Mc", "Me") or character == "\u200d"
        if cluster and not (joins or cluster.endswith("\u200d")):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def name_of(character: str) -> str:
    """Return a character's code point and name, as "U+1F600 GRINNING FACE"."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _never_printed() -> Iterable[int]:
    yield from range(0x20)
    yield from range(0x7F, 0xA0)
    yield from (0x2028, 0x2029, 0xFEFF, 0xFFFC, 0xFFFE, 0xFFFF)
    yield from range(0x202A, 0x202F)  # these turn the order of letters around and make one name look like another
    yield from range(0x2066, 0x206A)
    yield from range(0xE000, 0xF900)  # private use: means nothing outside the font
    yield from range(0xFE00, 0xFE10)


_NEVER_PRINTED = frozenset(_never_printed())
