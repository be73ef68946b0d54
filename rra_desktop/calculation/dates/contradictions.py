"""A contradiction between recorded facts: what it says, the records it is between, and the rows it touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.register import LedgerEntry
from rra_desktop.domain.registrations import Event, Request
from rra_desktop.domain.statements import Gravity, Mark, Statement


class SaidOfRows(Protocol):
    """Something said of rows of deadlines, wherever it was found out."""

    @property
    def mark(self) -> Mark:
        """What is said, and how gravely."""

    def touches(self, registration: str | None, deadline: str, holder: str | None) -> bool:
        """Tell whether it is said of a row."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Recorded facts that cannot all be so.

    `records` are the facts it is between. Of them those in `falls` meet no deadline and start no clock. It touches the
    rows of `deadlines` in the registrations named, and of those that a holder has for itself only the ones of
    `holders`, all of them where that is None. `positions` are the holders whose position rests on one of the facts;
    `totals` says that the sums and the majority do.
    """

    statement: Statement
    records: tuple[FigureKey, ...]
    registrations: tuple[str, ...] = ()
    deadlines: frozenset[str] = frozenset()
    holders: frozenset[str] | None = None
    falls: frozenset[FigureKey] = frozenset()
    positions: frozenset[str] = frozenset()
    totals: bool = False

    @property
    def mark(self) -> Mark:
        """The contradiction as it stands beside what it touches."""
        return Mark(self.statement, Gravity.CONTRADICTION)

    def touches(self, registration: str | None, deadline: str, holder: str | None) -> bool:
        """Tell whether a row of deadlines rests on one of the facts."""
        if registration not in self.registrations or deadline not in self.deadlines:
            return False
        return self.holders is None or holder is None or holder in self.holders


def key_of(record: Event | Request | LedgerEntry) -> FigureKey:
    """Return the key under which a record is named in a contradiction."""
    match record:
        case Event():
            kind = "event"
        case Request():
            kind = "request"
        case LedgerEntry():
            kind = "entry"
    return FigureKey(kind, (str(record.key),))
