"""Restoring: a backup replaces the matter, and what it replaces is kept as a backup or beside it."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from rra_desktop import atomic_files
from rra_desktop.errors import MatterFileError
from rra_desktop.store.backups import Backup, Backups, Occasion
from rra_desktop.store.copying import opened_to_look
from rra_desktop.store.disk_errors import errors_as_sentences
from rra_desktop.store.examination import refuse_contradictory_rows, refuse_what_is_no_matter
from rra_desktop.store.file_headers import header_of
from rra_desktop.store.journal_writer import Clock, JournalWriter
from rra_desktop.store.migration import free_name
from rra_desktop.store.opening import key_for
from rra_desktop.store.password import Key
from rra_desktop.store.recognition import real_file, recognise
from rra_desktop.store.row_changes import read_table
from rra_desktop.store.rows import TABLES
from rra_desktop.store.schema import CURRENT
from rra_desktop.store.writer_lock import WriterLock

if TYPE_CHECKING:
    from sqlite_utils import Database


def backups_of(
    matter: Path, clock: Clock, *, password: str | None = None, backup_folder: Path | None = None
) -> tuple[Backup, ...]:
    """Return the backups of a matter that need not be there any more, newest first. Raises MatterFileError."""
    backups = Backups.of(matter.resolve(), clock, backup_folder)
    found = backups.listed()
    if password is None or not found:
        return found
    return backups.listed(_key(found[0].path, password))


def restore(
    backup: Path, matter: Path, writer: JournalWriter, *, password: str | None = None, backup_folder: Path | None = None
) -> Path | None:
    """Put a backup in the place of a matter nobody has open.

    A sound matter is backed up first; anything else is kept beside it under another name, which is returned. Raises
    WrongPasswordError when the backup is locked and the password does not open it, MatterFileError when it cannot be
    put there; then what was there is there unchanged.
    """
    path = matter.resolve()
    with errors_as_sentences(path), ExitStack() as lock:
        lock.callback(WriterLock.take(path, writer.actor, writer.clock).release)
        key = _key(backup, password)
        with atomic_files.temporary_file_beside(path) as part:
            shutil.copyfile(backup, part)
            with opened_to_look(part, key) as database:
                _refuse_unsound(database, backup)
            mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else atomic_files.mode_of_new_matter(path)
            kept = _keep(path, key, Backups.of(path, writer.clock, backup_folder), writer)
            atomic_files.rename_over(part, path, mode)
    return kept


def _key(path: Path, password: str | None) -> Key | None:
    found = real_file(path)
    with header_of(found) as header:
        return key_for(found, recognise(found, header, CURRENT).salt, password)


def _refuse_unsound(database: Database, path: Path) -> None:
    if refuse_what_is_no_matter(database, path, CURRENT) == CURRENT.version:
        refuse_contradictory_rows(database, path)
        for table in TABLES:
            read_table(database, table)


def _keep(path: Path, key: Key | None, backups: Backups, writer: JournalWriter) -> Path | None:
    if not path.exists():
        return None
    try:
        with errors_as_sentences(path), opened_to_look(path, key) as database:
            _refuse_unsound(database, path)
            backups.take(database, key, Occasion.RESTORE)
    except MatterFileError:
        return _set_aside(path, f"replaced {writer.clock():%Y-%m-%d}")
    return None


def _set_aside(path: Path, remark: str) -> Path:
    """Keep a file under another name; an unfinished write that lies beside it stays beside it."""
    aside, journal = free_name(path, remark), atomic_files.journal_of(path)
    if journal.exists():
        kept = atomic_files.journal_of(aside)
        os.close(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_RDWR, atomic_files.PRIVATE_FILE))
        shutil.copy(journal, kept)
        atomic_files.sync_file(kept)
    path.rename(aside)
    atomic_files.sync_folder(path.parent)
    journal.unlink(missing_ok=True)
    return aside
