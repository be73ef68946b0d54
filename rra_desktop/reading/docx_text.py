"""The text of a Word file: its paragraphs with the numbers that Word counts for them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from rra_desktop.reading.docx_numbering import Numbering, numbering_of
from rra_desktop.reading.paragraphs import tidy
from rra_desktop.reading.text_limits import LARGEST_FILE, UnreadableTextError, damaged, too_large

_DOCUMENT: Final = "word/document.xml"
_NUMBERING: Final = "word/numbering.xml"
_STYLES: Final = "word/styles.xml"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_WORD: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MEND: Final = "open it in Word and save it again."
_DEEPEST: Final = 200
_DELETED: Final = frozenset({"del", "moveFrom"})


def docx_text(data: bytes) -> str:
    """Return the paragraphs of a Word file, one a line; raises UnreadableTextError.

    What was deleted with changes tracked is left out, what was inserted is in. Numbers that Word counts are written
    out.
    """
    parts = _parts(data)
    if _DOCUMENT not in parts:
        raise UnreadableTextError(
            "The file is packed as Word files are and has no document in it; attach a .docx, .pdf, .html or .txt file."
        )
    numbering = numbering_of(_elements(parts.get(_NUMBERING, b"")), _elements(parts.get(_STYLES, b"")))
    reader = _Paragraphs(numbering)
    _parse(parts[_DOCUMENT], reader)
    return "\n".join(reader.found)


def _parts(data: bytes) -> Mapping[str, bytes]:
    """Unpack what is needed of the file, never more than its limit however much it promises."""
    found: dict[str, bytes] = {}
    room = LARGEST_FILE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in (_DOCUMENT, _NUMBERING, _STYLES):
                if name not in packed.namelist():
                    continue
                with packed.open(name) as part:
                    found[name] = part.read(room + 1)
                room -= len(found[name])
                if room < 0:
                    raise too_large()
    except RuntimeError:
        raise UnreadableTextError(
            "The file is locked with a password; save a copy without one and attach that."
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, OverflowError):
        raise damaged("a Word file", _MEND) from None
    return found


class ElementReader:
    """Is told of each element of an XML part by its name in Word's own vocabulary, and of the text between."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that an element ends."""

    def text(self, data: str) -> None:
        """Hear text."""


class _Elements(ElementReader):
    """Keeps every beginning and end, for the small parts that say how is numbered."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Mapping[str, str] | None]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.found.append((name, attributes))

    def end(self, name: str) -> None:
        self.found.append((name, None))


def _elements(data: bytes) -> list[tuple[str, Mapping[str, str] | None]]:
    reader = _Elements()
    if data:
        _parse(data, reader)
    return reader.found


def _parse(data: bytes, reader: ElementReader) -> None:
    """Read an XML part; one that declares a document type is refused, since it could make text without end."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise damaged("a Word file", _MEND)
        reader.start(_own(name), {_own(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        reader.end(_own(name))

    def refuse(*_declaration: object) -> None:
        raise damaged("a Word file", _MEND)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own
    except (expat.ExpatError, LookupError, ValueError):
        raise damaged("a Word file", _MEND) from None


def _own(name: str) -> str:
    """Return a name of Word's vocabulary without its space, and any other whole."""
    space, _, local = name.rpartition(" ")
    return local if space in (_WORD, _STRICT_WORD) else name


class _Paragraphs(ElementReader):
    """Collects paragraphs; one inside another, as in a box of text, ends the one around it."""

    def __init__(self, numbering: Numbering) -> None:
        self.found: list[str] = []
        self._numbering = numbering
        self._held: list[str] = []
        self._style = ""
        self._list: str | None = None
        self._level: str | None = None
        self._in_text = 0
        self._deleted = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _DELETED or name.endswith(" Fallback"):
            self._deleted += 1
        elif name == "p":
            self._begin()
        elif name == "t":
            self._in_text += 1
        elif name in ("tab", "br", "cr") and self._held:
            self._held.append(" ")
        elif name == "pStyle":
            self._style = attributes.get("val", "")
        elif name == "numId":
            self._list = attributes.get("val")
        elif name == "ilvl":
            self._level = attributes.get("val")

    def end(self, name: str) -> None:
        if name in _DELETED or name.endswith(" Fallback"):
            self._deleted -= 1
        elif name == "t":
            self._in_text -= 1
        elif name == "p":
            self._end_paragraph()

    def text(self, data: str) -> None:
        if self._in_text and not self._deleted:
            self._held.append(data)

    def _begin(self) -> None:
        if self._held:
            self._end_paragraph()
        self._style, self._list, self._level = "", None, None

    def _end_paragraph(self) -> None:
        words = tidy("".join(self._held).replace("\n", " "))
        self._held = []
        if words:
            label = self._numbering.next_label(self._style, self._list, self._level)
            self.found.append(f"{label} {words}" if label else words)
