"""The text of a PDF, page by page."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from rra_desktop.domain.bounds import LONGEST_AGREEMENT
from rra_desktop.reading.paragraphs import unfolded
from rra_desktop.reading.text_limits import UnreadableTextError, damaged, too_long

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES: Final = 1_000
LONGEST_WAIT: Final = 60.0
_MEND: Final = "print it to a new PDF, or attach the agreement as a .docx or .txt file."


def pdf_text(data: bytes, unwanted: Callable[[], bool]) -> str:
    """Return the paragraphs of a PDF, one a line; raises UnreadableTextError.

    Pages that are pictures have no text. `unwanted` says that nobody waits any more; then what was read is returned.
    """
    # Reading PDFs is no part of the start of the program.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    from pypdf import PdfReader  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        text = "" if locked else "\f".join(_pages(reader, unwanted))
    except UnreadableTextError:
        raise
    except Exception:  # noqa: BLE001 - a hostile file raises whatever it likes, down to a lack of memory
        raise damaged("a PDF", _MEND) from None
    if locked:
        raise UnreadableTextError("The PDF is locked with a password; save a copy without one and attach that.")
    if not text.strip():
        raise UnreadableTextError(
            "The PDF has pictures of pages and no text; run text recognition over it, or attach the agreement as text."
        )
    return unfolded(text)


def _pages(reader: PdfReader, unwanted: Callable[[], bool]) -> Iterator[str]:
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableTextError(f"The PDF has more than {MOST_PAGES:,} pages; attach the agreement alone.")
    until = time.monotonic() + LONGEST_WAIT
    characters = 0
    for page in reader.pages:
        if unwanted():
            return
        if time.monotonic() > until:
            raise UnreadableTextError("The PDF took too long to read; attach the agreement as a .docx or .txt file.")
        text = page.extract_text()
        characters += len(text)
        if characters > LONGEST_AGREEMENT:
            raise too_long()
        yield text
