"""Edits: what one act of counsel changes, written before it happens and kept after it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rra_desktop.domain.matter import Record


class Area(StrEnum):
    """A part of a matter that can change by itself; rooms ask it to know whether they are stale."""

    DETAILS = "details"
    REGISTER = "register"
    LEDGER = "ledger"
    REGISTRATIONS = "registrations"
    OFFERINGS = "offerings"
    EXPENSES = "expenses"
    READINGS = "readings"
    TERMS = "terms"
    AS_OF = "as_of"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One record before and after: None before is new, None after is gone; both have the same type and key.

    `position` is the place in the register at which a new holder is put back, None for the end.
    """

    before: Record | None
    after: Record | None
    position: int | None = None

    @property
    def record(self) -> Record:
        """Whichever of the two there is."""
        record = self.after if self.after is not None else self.before
        if record is None:
            raise ValueError("a change has a record before or after it")
        return record

    def reversed(self) -> RowChange:
        """Return the change that takes this one back."""
        return RowChange(self.after, self.before, self.position)


@dataclass(frozen=True, slots=True)
class Edit:
    """A planned edit: its name for people, the command it came from, and the rows it changes."""

    label: str
    command: str
    changes: tuple[RowChange, ...]

    def reversed(self) -> Edit:
        """Return the edit that takes this one back, last change first."""
        return Edit(self.label, self.command, tuple(change.reversed() for change in reversed(self.changes)))


class EntryKind(StrEnum):
    """Why a journal entry was written; `made` is the matter's first."""

    MADE = "made"
    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    REVERT = "revert"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of Activity; `of` is the entry that an undo, redo or revert answers."""

    number: int
    when: datetime
    who: str
    kind: EntryKind
    label: str
    command: str
    changes: tuple[RowChange, ...]
    app_version: str
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What the session tells its listeners: which areas moved, and the entry that did it (None for the as-of date)."""

    areas: frozenset[Area]
    entry: JournalEntry | None = None
