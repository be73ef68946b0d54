"""How the summary is set: typst with the template in resources/report, the summary handed over as data."""

from __future__ import annotations

import os
from datetime import UTC, datetime, time
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from rra_desktop import atomic_files
from rra_desktop.errors import UserError
from rra_desktop.report.glyphs import Coverage, characters_of
from rra_desktop.report.printable import Printer, to_json, to_text
from rra_desktop.report.summary import Summary

if TYPE_CHECKING:
    import typst

_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
_FAMILIES = ("LibertinusSerif", "DejaVuSans")
_NOON = time(12, tzinfo=UTC)


class Paper(StrEnum):
    """The sheets a summary is set for."""

    LETTER = "us-letter"
    A4 = "a4"


def write_pdf(summary: Summary, path: Path, paper: str = Paper.LETTER) -> None:
    """Write the summary as a PDF, whole or not at all; raises UserError where the place cannot be written."""
    pdf = pdf_bytes(summary, paper)
    try:
        _write_whole(pdf, path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(
            f"The summary could not be written to {path} ({reason}); nothing was changed, choose another place."
        ) from error


def pdf_bytes(summary: Summary, paper: str = Paper.LETTER) -> bytes:
    """Return the summary as a tagged PDF, PDF/UA-1 and PDF/A-2a at once; the same summary gives the same bytes.

    The file says it was made at noon of the day the summary speaks of, so that no clock is in it.
    """
    made = _compiler(summary, paper).compile(
        format="pdf", pdf_standards=_STANDARDS, timestamp=datetime.combine(summary.as_of, _NOON)
    )
    return _pages(made)[0]


def preview_pages(summary: Summary, pixels_per_inch: float, paper: str = Paper.LETTER) -> list[bytes]:
    """Return the pages as PNG pictures, as they will print."""
    return _pages(_compiler(summary, paper).compile(format="png", ppi=pixels_per_inch))


def _compiler(summary: Summary, paper: str) -> typst.Compiler:
    import typst  # noqa: PLC0415 - a tenth of a second, wanted only once something is printed

    printer = Printer(_coverage())
    document = to_json(summary, printer.words)
    data = to_text({"summary": document, "remark": printer.remark(), "paper": Paper(paper).value})
    return typst.Compiler(
        _resources() / "report" / "summary.typ",
        root=_resources() / "report",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"summary": data},
    )


def _pages(made: bytes | list[bytes] | None) -> list[bytes]:
    if made is None:
        raise TypeError("the typesetter returned no document")
    return made if isinstance(made, list) else [made]


def _resources() -> Path:
    return Path(str(files("resources")))


@cache
def _fonts() -> typst.Fonts:
    import typst  # noqa: PLC0415 - see above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_resources() / "fonts"])


@cache
def _coverage() -> Coverage:
    """Read which characters print in every style of a family."""
    families = []
    for family in _FAMILIES:
        styles = [characters_of(each.read_bytes()) for each in sorted((_resources() / "fonts").glob(f"{family}*.?tf"))]
        families.append(frozenset.intersection(*styles))
    return Coverage(tuple(families))


def _write_whole(content: bytes, path: Path) -> None:
    """Write to a temporary name in the same folder, then replace what was there."""
    if path.exists() and not path.is_file():
        raise OSError(0, "there is something there that is no ordinary file")
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(0, "the file there is write-protected")
    with atomic_files.temporary_file_beside(path) as unfinished:
        unfinished.write_bytes(content)
        atomic_files.rename_over(unfinished, path)
