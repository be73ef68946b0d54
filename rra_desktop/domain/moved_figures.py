"""What a change moves: dates and numbers of a matter as they were and as they would be."""

from __future__ import annotations

from dataclasses import dataclass

from rra_desktop.domain.figures import FigureKey, FigureValue
from rra_desktop.domain.statements import Said


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A date or number with what it is called, before and after; None where it waits, or there is none."""

    key: FigureKey
    label: Said
    before: FigureValue | None
    after: FigureValue | None
