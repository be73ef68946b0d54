"""Every kind of write there is, each as one act on a scene that is always set the same way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self, TypeAlias

from rra_desktop.domain.edits import Edit, EntryKind, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.store.journal_writer import JournalWriter
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.restoring import backups_of, restore
from rra_desktop.store.schema import CURRENT, Schema
from tests.store.example import TickingClock
from tests.store.newer_schema import NEXT


@dataclass
class Scene:
    """A matter on the disk, with what an act may need; every act leaves it open, or refuses to be opened at all."""

    path: Path
    file: MatterFile
    matter: Matter
    writer: JournalWriter
    backup_folder: Path

    @classmethod
    def at(cls, path: Path, matter: Matter, backup_folder: Path) -> Self:
        """Open the matter of a scene that was prepared before."""
        writer = JournalWriter(TickingClock(), "counsel", "0")
        return cls(path, _opened(path, writer, backup_folder), matter, writer, backup_folder)

    @classmethod
    def prepared(cls, path: Path, matter: Matter, backup_folder: Path) -> Self:
        """Make a matter with an edit in it, a backup, and an export beside it."""
        clock = TickingClock()
        with MatterFile.create(
            path, matter, clock=clock, actor="counsel", app_version="0", backup_folder=backup_folder
        ) as file:
            holder = matter.holders[0]
            changed = replace(holder, name="Elder", notes="n" * 9_000)
            file.write(Edit("Name", "ChangeHolder", (RowChange(holder, changed),)))
            file.save_copy(path.with_name("export.rra"))
        return cls.at(path, matter, backup_folder)

    def edit(self) -> None:
        """Write an edit that needs new pages."""
        holder = self.file.matter().holders[0]
        self.file.write(Edit("A note", "ChangeHolder", (RowChange(holder, replace(holder, notes="x" * 9_000)),)))

    def paste(self) -> None:
        """Write an edit of many rows."""
        new = (Holder(f"P{number}", f"Pasted {number}", notes="y" * 200) for number in range(40))
        self.file.write(Edit("Paste", "Paste", tuple(RowChange(None, holder) for holder in new)))

    def undo(self) -> None:
        """Take the last edit back."""
        entry = self.file.journal()[-1]
        self.file.write(Edit("Undo", "", entry.changes).reversed(), EntryKind.UNDO, entry.number)

    def copy(self) -> None:
        """Save a copy over an earlier one."""
        self.file.save_copy(self.path.with_name("export.rra"))

    def lock(self) -> None:
        """Set a password."""
        self.file.change_password("with your shield")

    def make(self) -> None:
        """Make another matter beside."""
        MatterFile.create(
            self.path.with_name("new.rra"),
            self.matter,
            clock=self.writer.clock,
            actor="counsel",
            app_version="0",
            backup_folder=self.backup_folder,
        ).close()

    def restore(self) -> None:
        """Put the newest backup in the place of the matter."""
        self.file.close()
        try:
            (backup, *_) = backups_of(self.path, self.writer.clock, backup_folder=self.backup_folder)
            restore(backup.path, self.path, self.writer, backup_folder=self.backup_folder)
        finally:
            self.file = _opened(self.path, self.writer, self.backup_folder)

    def migrate(self) -> None:
        """Bring the matter up to the next version."""
        self.file.close()
        try:
            _opened(self.path, self.writer, self.backup_folder, NEXT).close()
        finally:
            if self.path.read_bytes()[63] == CURRENT.version:
                self.file = _opened(self.path, self.writer, self.backup_folder)


def _opened(path: Path, writer: JournalWriter, backup_folder: Path, schema: Schema = CURRENT) -> MatterFile:
    return MatterFile.open(
        path,
        clock=writer.clock,
        actor=writer.actor,
        app_version=writer.app_version,
        backup_folder=backup_folder,
        schema=schema,
    )


Act: TypeAlias = Callable[[Scene], None]
ACTS: tuple[Act, ...] = (
    Scene.edit,
    Scene.paste,
    Scene.undo,
    Scene.copy,
    Scene.lock,
    Scene.make,
    Scene.restore,
    Scene.migrate,
)
