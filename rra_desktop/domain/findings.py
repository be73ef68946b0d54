"""Findings: what is wrong, open or doubtful in a matter, as values that point to what they concern."""

from __future__ import annotations

from dataclasses import dataclass

from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.statements import Gravity, Mark, Statement


@dataclass(frozen=True, slots=True)
class Effect:
    """What another choice of a reading would move: so many dates by up to so many days, or so many shares of a cutback.

    `majorities` are the numbers a majority of the Units would need, the one in force among them, None where there would
    be none.
    """

    dates: int = 0
    days: int = 0
    shares: int = 0
    majorities: tuple[int | None, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether anything moves at all."""
        return bool(self.days or self.shares or self.majorities)

    @property
    def rank(self) -> tuple[int, int, bool, int]:
        """Where it stands among others, the greatest last: dates moved, by how many days, a majority, shares moved."""
        return (self.dates if self.days else 0, self.days, bool(self.majorities), self.shares)


NO_EFFECT = Effect()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing counsel should know: what is said, how gravely, and what it concerns.

    `concerns` are the figures, rows and records it touches; `registration` the one it belongs to, None for the matter.
    `point` is the drafting point it speaks of, `reading` the one that answers it, `effect` what its other choice moves.
    """

    statement: Statement
    gravity: Gravity
    concerns: tuple[FigureKey, ...] = ()
    registration: str | None = None
    point: str | None = None
    reading: str | None = None
    effect: Effect = NO_EFFECT
    settled: bool = False

    @property
    def kind(self) -> str:
        """The kind of its statement."""
        return self.statement.kind

    @property
    def mark(self) -> Mark:
        """What is said, with its gravity, as it stands beside what it concerns."""
        return Mark(self.statement, self.gravity)

    @property
    def section(self) -> str:
        """The section it rests on, empty where none does."""
        return self.statement.section
