"""The sections of an agreement found by their headings, never guessed: what is not found by one is not found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from rra_desktop.reading.section_labels import Label, Level, labels_of

_RECITAL = re.compile(r"whereas\b", re.IGNORECASE)
_RECITALS_END = re.compile(r"now,?\s+therefore\b", re.IGNORECASE)
_SIGNATURES = re.compile(r"in witness whereof\b", re.IGNORECASE)
_ENTRY_OF_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d*$|\s\d{1,3}$")
_INLINE = re.compile(r"\((?P<letter>[a-z])\)\s")
_LONGEST_HEADING = 90
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "than", "the", "to", "with"}
)
_HEAD = "Head"


@dataclass(frozen=True, slots=True)
class FoundSection:
    """Where a section stands in a text: from its label to its end, its heading without label, where its words begin."""

    section: str
    heading: str
    start: int
    words: int
    end: int


@lru_cache(maxsize=8)
def sections_in(text: str) -> Mapping[str, FoundSection]:
    """Return the sections found in a text of one paragraph a line, by their numbers, in the order of the text.

    A section is found where labels of one style count on from the first; a table of contents is passed over. Recitals
    are counted by their Whereas. Where two places could be a section, the text has none such.
    """
    starts = _paragraph_starts(text)
    rows = _rows(starts)
    row = next((each for each in rows if len(each.headings) > 1 and not each.is_contents), None)
    if row is None:
        return MappingProxyType({})
    exhibits = min((each.headings[0].start for each in rows if each.headings[0].start > row.last), default=len(text))
    signed = next((start for start, words in starts if start > row.last and _SIGNATURES.match(words)), len(text))
    own = _with_ends(row.headings, min(exhibits, signed))
    recitals = _recitals(starts, own[0].start, text)
    first = recitals[0].start if recitals else own[0].start
    head = [FoundSection(_HEAD, "", 0, 0, _trimmed(text, 0, first))] if text[:first].strip() else []
    found: dict[str, FoundSection] = {}
    for each in (*head, *recitals, *own):
        found.setdefault(each.section, replace(each, end=_trimmed(text, each.start, each.end)))
    return MappingProxyType(found)


def _paragraph_starts(text: str) -> list[tuple[int, str]]:
    starts: list[tuple[int, str]] = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            starts.append((place, line))
        place += len(line) + 1
    return starts


@dataclass(frozen=True, slots=True)
class _Heading:
    section: str
    level: Level
    heading: str
    start: int
    words: int


class _Row:
    """One row of sections: a label counts where it is the next of its kind, or begins a kind below what is open."""

    def __init__(self) -> None:
        self.headings: list[_Heading] = []
        self._open: dict[Level, Label] = {}

    @property
    def last(self) -> int:
        """Where its last heading stands."""
        return self.headings[-1].start

    @property
    def is_contents(self) -> bool:
        """Whether it has headings and no words between them, as a table of contents has."""
        return all(after.start - each.start <= _LONGEST_HEADING for each, after in pairwise(self.headings))

    def is_titled(self) -> bool:
        """Tell whether its sections have headings, as the items of a list have not."""
        return any(each.heading for each in self.headings if each.level is Level.SECTION)

    def next_of(self, labels: Sequence[Label]) -> Label | None:
        """Return the label that goes on with the row, None where it is a chance likeness."""
        return next((label for label in labels if self._is_next(label)), None)

    def take(self, label: Label, start: int, words: str) -> None:
        """Go on with a label at a place of the text."""
        for deeper in [level for level in self._open if level > label.level]:
            del self._open[deeper]
        self._open[label.level] = label
        heading, length = heading_of(words[label.length :])
        self.headings.append(_Heading(self._name(), label.level, heading, start, start + label.length + length))

    def _is_next(self, label: Label) -> bool:
        here = self._open.get(label.level)
        if here is not None and here.style != label.style:
            return False
        if label.level is Level.SECTION:
            return label.number == (here.number + 1 if here else 1)
        if label.level is Level.DOTTED:
            return self._is_next_dotted(label, here)
        if not self._open or (label.level is Level.ROMAN and Level.LETTER not in self._open):
            return False
        return label.number == (here.number + 1 if here else 1)

    def _is_next_dotted(self, label: Label, here: Label | None) -> bool:
        section = self._open.get(Level.SECTION)
        if section is not None:
            return label.above == section.number and label.number == (here.number + 1 if here else 1)
        if here is None:
            return (label.above, label.number) == (1, 1)
        return (label.above, label.number) in ((here.above, here.number + 1), (here.above + 1, 1))

    def _name(self) -> str:
        """Return the section that is open, as 1, 1.2, 1(a) or 1(a)(ii)."""
        base = self._open.get(Level.DOTTED) or self._open[Level.SECTION]
        parts = (self._open.get(level) for level in (Level.LETTER, Level.ROMAN))
        return base.written + "".join(f"({part.written})" for part in parts if part is not None)


def _rows(starts: Sequence[tuple[int, str]]) -> list[_Row]:
    """Return the rows of sections in a text: its own, a table of contents, lists inside it, the exhibits behind it.

    A number that two rows wait for belongs to the one whose sections have headings as it has, or else to neither, and
    what follows it in them is not found.
    """
    rows: list[_Row] = []
    stopped: list[_Row] = []
    for start, words in starts:
        if _ENTRY_OF_CONTENTS.search(words) and len(words) <= _LONGEST_HEADING:
            continue
        labels = tuple(labels_of(words))
        waiting = [row for row in rows if row not in stopped and row.next_of(labels) is not None]
        numbered = next((each for each in labels if each.level is Level.SECTION and each.number > 1), None)
        if numbered is not None and len(waiting) > 1:
            titled = bool(heading_of(words[numbered.length :])[0])
            alike = [row for row in waiting if row.is_titled() == titled]
            if len(alike) != 1:
                stopped += waiting
                continue
            waiting = alike
        # A part belongs to the row that was gone on with last.
        taken_by = max(waiting, key=lambda row: row.last, default=None)
        if taken_by is None and any(each.number == 1 and each.level <= Level.DOTTED for each in labels):
            taken_by = _Row()
            if taken_by.next_of(labels) is None:
                continue
            rows.append(taken_by)
        if taken_by is not None and (label := taken_by.next_of(labels)) is not None:
            taken_by.take(label, start, words)
    return rows


def _with_ends(headings: Sequence[_Heading], signed: int) -> list[FoundSection]:
    """Return sections that each reach to the next heading that is not within them."""
    found: list[FoundSection] = []
    for place, each in enumerate(headings):
        following = (other.start for other in headings[place + 1 :] if other.level <= each.level)
        end = next(following, signed)
        found.append(FoundSection(each.section, each.heading, each.start, min(each.words, end), end))
    return found


def _recitals(starts: Sequence[tuple[int, str]], before: int, text: str) -> list[FoundSection]:
    """Return the recitals counted by their Whereas, and in each the parts marked (a), (b), … once and in order."""
    places = [start for start, words in starts if start < before and _RECITAL.match(words)]
    closing = next((start for start, words in starts if start < before and _RECITALS_END.match(words)), before)
    found: list[FoundSection] = []
    for number, start in enumerate(places, start=1):
        end = next((each for each in places if each > start), closing)
        found.append(FoundSection(f"Recital {number}", "", start, start, end))
        found += _inline_parts(f"Recital {number}", text, start, end)
    return found


def _inline_parts(section: str, text: str, start: int, end: int) -> list[FoundSection]:
    marks = list(_INLINE.finditer(text, start, end))
    letters = [mark["letter"] for mark in marks]
    if not letters or letters != [chr(ord("a") + place) for place in range(len(letters))]:
        return []
    ends = [mark.start() for mark in marks[1:]] + [end]
    return [
        FoundSection(f"{section}({mark['letter']})", "", mark.start(), mark.end(), stop)
        for mark, stop in zip(marks, ends, strict=True)
    ]


def heading_of(words: str) -> tuple[str, int]:
    """Return the heading at the beginning of a section and how many characters it takes, if it has one.

    A heading is short, ends with a full stop or the line, and is written in capitals or with capital letters.
    """
    stop = re.search(r"[.:](?=\s|$)|[.]?\s*[—–]\s", words)
    end = stop.end() if stop is not None else len(words)
    title = words[:end].strip().rstrip(".:—– ")
    if not title or len(title) > _LONGEST_HEADING or not _is_title(title):
        return "", 0
    return (_spoken(title) if title.isupper() else title), end


def _spoken(capitals: str) -> str:
    """Return a title written in capitals as a sentence begins."""
    first = next((place for place, letter in enumerate(capitals) if letter.isalpha()), 0)
    return capitals[: first + 1] + capitals[first + 1 :].lower()


def _is_title(title: str) -> bool:
    words = re.findall(r"[^\W\d_][\w’'-]*", title)
    large = [word for word in words if word.casefold() not in _SMALL_WORDS]
    return bool(large) and all(word[0].isupper() for word in large)


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
