"""The text of an HTML file: its paragraphs, without scripts, styles and markup."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser
from typing import Final

from rra_desktop.reading.paragraphs import tidy, unfolded

_SILENT: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "iframe", "object"})
_BLOCKS: Final = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li"),
        *("main", "nav", "ol", "p", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    }
)
_INSIDE_A_LINE: Final = frozenset({"td", "th"})
_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_\-]{2,30})""", re.IGNORECASE)
_SEEN_FOR_CHARSET: Final = 4_096


class _Paragraphs(HTMLParser):
    """Collects the text between the tags that begin and end paragraphs; what is `pre` keeps its lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._held: list[str] = []
        self._silent = 0
        self._kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _SILENT:
            self._silent += 1
        elif tag == "pre":
            self._end_paragraph()
            self._kept += 1
        elif tag == "br":
            self._held.append("\n" if self._kept else "\v")
        elif tag in _INSIDE_A_LINE:
            self._held.append(" ")
        elif tag in _BLOCKS:
            self._end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "pre":
            self._end_paragraph()
            self._kept = max(0, self._kept - 1)
        elif tag in _INSIDE_A_LINE:
            self._held.append(" ")
        elif tag in _BLOCKS:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._held.append(data)

    def close(self) -> None:
        super().close()
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        text = "".join(self._held)
        self._held = []
        if self._kept:
            self.found += unfolded(text).split("\n")
            return
        # A new line of the file is a blank; a line broken on purpose ends the paragraph only where two follow.
        for part in re.split(r"\v(?:\s*\v)+", text):
            if words := tidy(re.sub(r"\s+", " ", part)):
                self.found.append(words)


def html_text(data: bytes) -> str:
    """Return the paragraphs of an HTML file, one a line."""
    parser = _Paragraphs()
    parser.feed(decoded(data, _stated_charset(data)))
    parser.close()
    return "\n".join(filter(None, parser.found))


def _stated_charset(data: bytes) -> str:
    found = _CHARSET.search(data[:_SEEN_FOR_CHARSET])
    return found.group(1).decode("ascii") if found is not None else ""


_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAFE: Final = frozenset(
    {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252"}
)


def decoded(data: bytes, stated: str = "") -> str:
    """Return bytes as text: by their mark, by what they state, as UTF-8, and else as Windows writes western letters."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    wanted = marked or (stated.casefold() if stated.casefold() in _SAFE else "utf-8")
    if wanted in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        wanted = "windows-1252"  # What says so is written on Windows as a rule, with its quotation marks.
    try:
        text = data.decode(wanted)
    except UnicodeDecodeError:
        text = data.decode("windows-1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
