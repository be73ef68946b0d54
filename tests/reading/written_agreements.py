"""A small invented agreement, written as a text file, a web page, a Word file and a PDF."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from html import escape

PARAGRAPHS = (
    "ORCHARD RIGHTS AGREEMENT, dated as of May 5, 2001, between Pomona Orchards, Inc. and those who sign below.",
    "WHEREAS, each basket holds: (a) four apples, ripe and washed; and (b) one pear, wrapped in paper of its own;",
    "WHEREAS, the baskets are to be shown at the fair, where those who own them may ask for a table;",
    "NOW, THEREFORE, the parties agree as follows:",
    "1. SHOWING AT THE FAIR.",
    "(a) Call for a Table. Owners of most baskets may call for a table. Each owner may join within twelve days.",
    "(b) Other Fruit. Cherries may lie on the same table where there is room, which the steward of the fair decides.",
    "2. COSTS. The orchard pays for the table, (a) or (b) above notwithstanding, and for the cloth that lies upon it.",
    "3. NOTICES.",
    "(a) A notice is given by post or by hand. It counts on the day on which it is posted, whoever carries it.",
    "(i) by post, when it is posted in the town where the fair is held in that year;",
    "(ii) by hand, when it is taken by the owner or by somebody of the owner’s house;",
    "(b) A notice by pigeon counts for nothing, however swift the pigeon may be, unless its receipt is owned to.",
    "4. LAW. The law of the county in which the orchard lies governs this agreement in all its parts.",
    "IN WITNESS WHEREOF, the parties have signed on the day written above.",
)
SECTIONS = (
    *("Head", "Recital 1", "Recital 1(a)", "Recital 1(b)", "Recital 2"),
    *("1", "1(a)", "1(b)", "2", "3", "3(a)", "3(a)(i)", "3(a)(ii)", "3(b)", "4"),
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_text(paragraphs: Sequence[str] = PARAGRAPHS, width: int = 72, page: int = 0) -> str:
    """Return a text file: lines broken at a width, indented beginnings, empty lines between, a form feed every page."""
    lines: list[str] = []
    for paragraph in paragraphs:
        line = "    "
        for word in paragraph.split():
            if len(line) + len(word) > width:
                lines.append(line.rstrip())
                line = ""
            line += f"{word} "
        lines += [line.rstrip(), ""]
    if page:
        lines[page:page] = ["", "- 7 -", "\f"]
    return "\n".join(lines)


def as_html(paragraphs: Sequence[str] = PARAGRAPHS) -> str:
    """Return a web page of the paragraphs, with a script that is no part of them."""
    body = "\n".join(f"<p>{escape(each)}</p>" for each in paragraphs)
    return f"<!DOCTYPE html><html><head><title>x</title><script>1. no</script></head><body>{body}</body></html>"


def as_docx(paragraphs: Iterable[str], numbering: str = "", styles: str = "") -> bytes:
    """Return a Word file; a paragraph that begins with < is taken as its XML."""
    body = "".join(
        each if each.startswith("<") else f'<w:p><w:r><w:t xml:space="preserve">{escape(each)}</w:t></w:r></w:p>'
        for each in paragraphs
    )
    parts = {"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'}
    if numbering:
        parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{WORD}">{numbering}</w:numbering>'
    if styles:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>'
    return packed(parts)


def packed(parts: dict[str, str]) -> bytes:
    """Return a zip file of parts by their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def as_pdf(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    """Return a PDF of one page with the lines of the text file on it."""
    lines = as_text(paragraphs).replace("’", "'").split("\n")
    shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
    stream = f"BT /F1 9 Tf 11 TL 40 800 Td\n{shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font 6 0 R >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        b"<< /F1 5 0 R >>",
    ]
    made = b"%PDF-1.4\n"
    places: list[int] = []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return made + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
