"""The clause itself, in its own words, where the agreement's text is attached."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from rra_desktop import wording
from rra_desktop.domain.figures import Clause, Figure
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.sections import cited
from ui.theme import TextSize, Theme
from ui.widgets.attached_text import attached_text, not_found
from ui.widgets.labels import PlainLabel

_LONGEST = 1_200
"""So many signs of a clause are shown; the rest is read in the Agreement room."""


def clauses_of(theme: Theme, matter: Matter, figure: Figure[Any]) -> list[QWidget]:
    """Return the words of each section a figure rests on; nothing while no text is attached."""
    text = attached_text(matter)
    if text is None or not isinstance(figure.authority, Clause):
        return []
    lines: list[QWidget] = []
    for section in cited(figure.authority.section):
        name, clause = wording.section(section), text.clause(section)
        heading = PlainLabel(f"{name} in its own words", "strong", wrap=True)
        heading.setContentsMargins(0, 6, 0, 2)
        lines.append(heading)
        if not clause:
            lines.append(PlainLabel(not_found(name, text.file.name), "small", wrap=True))
            continue
        words = PlainLabel(_begun(clause), "clause", wrap=True)
        words.setFont(theme.reading_font(TextSize.BODY))
        lines.append(words)
    return lines


def _begun(clause: str) -> str:
    """Return a clause, or as much of it as there is room for, up to the end of a word."""
    if len(clause) <= _LONGEST:
        return clause
    return f"{clause[:_LONGEST].rpartition(' ')[0]} …"
