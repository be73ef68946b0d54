"""The facts that an agreement's form asks of each registration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

YES, NO = "yes", "no"
UNKNOWN: Final = "unknown"
"""What stands in a form for a fact that nobody has answered; no answer is recorded as that."""


@dataclass(frozen=True, slots=True)
class DeclaredFact:
    """A question asked of each registration, with its possible answers; unanswered until counsel says."""

    id: str
    question: str
    section: str = ""
    values: tuple[str, ...] = (YES, NO)

    @property
    def is_yes_or_no(self) -> bool:
        """Whether it is answered by yes or no."""
        return self.values == (YES, NO)
