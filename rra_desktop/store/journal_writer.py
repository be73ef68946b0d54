"""Who writes a session's journal entries, with which clock and which version of the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from rra_desktop.domain.edits import Edit, EntryKind, JournalEntry, RowChange

Clock: TypeAlias = Callable[[], datetime]
"""Tells the time with its zone, as UTC."""


@dataclass(frozen=True, slots=True)
class JournalWriter:
    """Makes the journal entries of one session, each with the writer's name, the time and the program's version."""

    clock: Clock
    actor: str
    app_version: str

    def entry(
        self, number: int, edit: Edit, changes: tuple[RowChange, ...], kind: EntryKind, of: int | None
    ) -> JournalEntry:
        """Return the entry of an edit whose changes have been carried out."""
        return JournalEntry(
            number=number,
            when=self.clock(),
            who=self.actor,
            kind=kind,
            label=edit.label,
            command=edit.command,
            changes=changes,
            app_version=self.app_version,
            of=of,
        )
