"""Paragraphs of a text whose lines were broken to fit a page: put together again, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rra_desktop.reading.section_labels import begins_a_section

_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_ENDS = (".", ";", ":", "!", "?", ".”", '."', ".)", ";”", ';"')
_LIST_GOES_ON = (" and", " or")
_LONGEST_TITLE = 60
_PAGE_BREAK = "\f"
_SHORT = 0.6
"""A line shorter than so much of the widest was ended on purpose."""
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s+of\s+\d{1,4})?[-–—\s]*", re.IGNORECASE)


def tidy(text: str) -> str:
    """Return a line with single blanks, and without what cannot be seen."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip()


def unfolded(text: str) -> str:
    """Return a text of broken lines with one paragraph a line.

    A paragraph ends at an empty line, a line cut short, an indented one or the heading of a section; one that a page
    breaks in the middle of a sentence is put together.
    """
    # The mark of a new page outlives the cleaning, on a line of its own.
    lines = [line.rstrip(" \t") for line in _UNSEEN.sub("", text.replace("\f", "\n\f\n")).split("\n")]
    lengths = sorted(len(line) for line in lines if line.strip())
    widest = lengths[len(lengths) * 9 // 10] if lengths else 0
    return "\n".join(_over_pages(_paragraphs(lines, widest)))


def _paragraphs(lines: Iterable[str], widest: int) -> Iterator[str]:
    held: list[str] = []
    for line in lines:
        if held and _begins_anew(held[-1], line, widest):
            yield tidy(" ".join(held))
            held = []
        if line == _PAGE_BREAK:
            yield line
        elif line.strip():
            held.append(line)
    if held:
        yield tidy(" ".join(held))


def _begins_anew(before: str, line: str, widest: int) -> bool:
    """Tell whether a line begins a paragraph, by the line before it."""
    if not line.strip() or len(before) < _SHORT * widest:
        return True
    indented = len(line) - len(line.lstrip()) > len(before) - len(before.lstrip()) + 1
    # A list inside a sentence wraps too: after a semicolon a label may be the next part of the line.
    return (indented and before.endswith(_ENDS)) or (begins_a_section(line.strip()) and before.endswith((".", ":")))


def _over_pages(paragraphs: Iterable[str]) -> Iterator[str]:
    """Join what a page broke in the middle of a sentence, and leave the numbers of pages out."""
    held = ""
    new_page = False
    for paragraph in paragraphs:
        if paragraph == _PAGE_BREAK or _PAGE_NUMBER.fullmatch(paragraph) or not paragraph:
            new_page = True
            continue
        if held and _goes_on(held, paragraph, new_page=new_page):
            held = f"{held} {paragraph}"
        else:
            if held:
                yield held
            held = paragraph
        new_page = False
    if held:
        yield held


def _goes_on(before: str, paragraph: str, *, new_page: bool) -> bool:
    """Tell whether a paragraph is the rest of the one before it."""
    if before.endswith(_ENDS):
        return False
    if begins_a_section(paragraph):
        return new_page and len(before) > _LONGEST_TITLE and not before.endswith(_LIST_GOES_ON)
    return new_page or paragraph[:1].islower()
