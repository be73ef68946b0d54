"""A block of cells as other programs take it: as text between tabs and as an HTML table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

Block = Sequence[Sequence[str]]


def block_text(block: Block) -> str:
    """Return the cells between tabs, a row to a line; tabs and line ends inside a cell become blanks."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in block)


def block_html(block: Block, numeric: Sequence[bool], *, titled: bool) -> str:
    """Return the cells as a table; columns of numbers stand at the right, the first row is of titles if so said."""
    lines = []
    for place, row in enumerate(block):
        tag = "th" if titled and place == 0 else "td"
        sides = ("right" if right else "left" for right in numeric)
        cells = (f'<{tag} align="{side}">{escape(cell)}</{tag}>' for cell, side in zip(row, sides, strict=True))
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<meta charset="utf-8"><table>{"".join(lines)}</table>'


def block_mime(block: Block, numeric: Sequence[bool], *, titled: bool) -> QMimeData:
    """Return what goes to the clipboard, in both forms."""
    data = QMimeData()
    data.setText(block_text(block))
    data.setHtml(block_html(block, numeric, titled=titled))
    return data
