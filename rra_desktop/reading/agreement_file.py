"""A file that may be the agreement's text: what kind it is by what it holds, and the words in it."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rra_desktop.domain.bounds import LONGEST_AGREEMENT
from rra_desktop.reading.docx_text import docx_text
from rra_desktop.reading.html_text import decoded, html_text
from rra_desktop.reading.paragraphs import unfolded
from rra_desktop.reading.pdf_text import pdf_text
from rra_desktop.reading.text_limits import LARGEST_FILE, UnreadableTextError, too_large, too_long

_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
_RICH_TEXT: Final = b"{\\rtf"
_HTML_SUFFIXES: Final = (".html", ".htm", ".xhtml")
_LOOKED_AT: Final = 1_024
_MOST_UNREADABLE: Final = 0.02
"""The share of characters no text has, above which a file is no text."""


def _always_wanted() -> bool:
    return False


def read_agreement(path: Path, unwanted: Callable[[], bool] = _always_wanted) -> str:
    """Return the text of a file, one paragraph a line; raises UnreadableTextError with the reason and the way out."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise UnreadableTextError(f"“{path.name}” is no file; choose the file of the agreement.")
        if state.st_size > LARGEST_FILE:
            raise too_large()
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or "the disk does not say why"
        raise UnreadableTextError(f"“{path.name}” cannot be read: {reason}.") from None
    return text_of(path.name, data, unwanted)


def text_of(name: str, data: bytes, unwanted: Callable[[], bool] = _always_wanted) -> str:
    """Return the text in the bytes of a file, one paragraph a line; raises UnreadableTextError, and nothing else."""
    if len(data) > LARGEST_FILE:
        raise too_large()
    text = _text(name, data, unwanted)
    if len(text) > LONGEST_AGREEMENT:
        raise too_long()
    if not text.strip():
        raise UnreadableTextError("There is no text in the file; choose the file of the agreement.")
    return text


def _text(name: str, data: bytes, unwanted: Callable[[], bool]) -> str:
    if data.startswith((_OLD_WORD, _RICH_TEXT)):
        raise UnreadableTextError(
            "The file is of a kind that is not read here; open it in Word and save it as .docx, .pdf, .html or .txt."
        )
    if data.startswith(b"PK\x03\x04"):
        return docx_text(data)
    if b"%PDF-" in data[:_LOOKED_AT]:
        return pdf_text(data, unwanted)
    if name.casefold().endswith(_HTML_SUFFIXES) or data[:_LOOKED_AT].lstrip().lower().startswith(
        (b"<!doctype html", b"<html")
    ):
        return html_text(data)
    return _plain(data)


def _plain(data: bytes) -> str:
    text = decoded(data)
    unreadable = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\f\v") + text.count("\ufffd")
    if unreadable > _MOST_UNREADABLE * len(text):
        raise UnreadableTextError("The file holds no text; attach the agreement as a .docx, .pdf, .html or .txt file.")
    return unfolded(text)
