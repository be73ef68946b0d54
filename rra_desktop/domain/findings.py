"""Findings: what is wrong, open or doubtful in a matter, as values that point to what they concern."""

from __future__ import annotations

from dataclasses import dataclass

from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.statements import Gravity, Said


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing counsel should know; `concerns` are the figures or records it touches, `effect` what it moves."""

    id: str
    gravity: Gravity
    section: str
    title: str
    detail: Said
    advice: str = ""
    effect: str = ""
    reading: str | None = None
    settled: bool = False
    concerns: tuple[FigureKey, ...] = ()
