"""A block of cells as other programs take it: as text that spreadsheets read, and as an HTML table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from rra_desktop import wording

Block = Sequence[Sequence[str]]


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
    data.setText(wording.write_table(block))
    data.setHtml(block_html(block, numeric, titled=titled))
    return data
