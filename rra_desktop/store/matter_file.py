"""An open matter file: read, written one edit at a time, backed up, copied and closed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from rra_desktop import atomic_files
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.edits import Edit, EntryKind, EntryName, JournalEntry
from rra_desktop.domain.matter import Matter
from rra_desktop.errors import MatterFileError, ReadOnlyMatterError
from rra_desktop.store import driver, known_files
from rra_desktop.store.backups import Backup, Backups, Occasion
from rra_desktop.store.copying import last_entry, save_copy
from rra_desktop.store.disk_errors import DamagedFileError, errors_as_sentences
from rra_desktop.store.examination import every_problem
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.store.journal_rows import (
    READ_ALL,
    READ_NEWEST_NAMES,
    READ_ONE,
    DamagedJournalError,
    entry_name,
    journal_entry,
)
from rra_desktop.store.journal_writer import Clock, JournalWriter
from rra_desktop.store.kept_forms import unreadable_form
from rra_desktop.store.opening import OpenMatter
from rra_desktop.store.password import Key, unlocked
from rra_desktop.store.record_cache import RecordCache
from rra_desktop.store.reencryption import change_key
from rra_desktop.store.rows import TABLES
from rra_desktop.store.schema import CURRENT, Schema
from rra_desktop.store.writing import make_matter, transaction, write_edit


class MatterFile:
    """One open matter file; it belongs to the thread that opened it.

    Everything read comes from the file or from what this object last wrote to it; every edit is one transaction, on
    disk when `write` returns. `backup_problem` says why the last backup could not be taken, empty when it was.
    """

    def __init__(self, opened: OpenMatter, writer: JournalWriter, backups: Backups) -> None:
        """Take over an open file; raises MatterFileError when its rows make no matter."""
        self._open = opened
        self._writer = writer
        self._backups = backups
        backups.close_to_others()  # earlier versions of the program made them as open as the umask has it
        self._backed_up = False
        self.backup_problem = ""
        self._form_faults: tuple[str, ...] = ()
        self._forget_what_was_read()
        self._read_all_once()

    # -- opening and closing ---------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: Path,
        matter: Matter,
        *,
        clock: Clock,
        actor: str,
        app_version: str,
        password: str | None = None,
        backup_folder: Path | None = None,
    ) -> Self:
        """Make a matter file that holds a matter, and open it for writing.

        Raises MatterFileError when something of that name is there or the disk will not take it, RefusedEditError for a
        value no file can hold; then nothing was made.
        """
        if path.exists() or path.is_symlink():
            raise atomic_files.name_is_taken(path)
        writer = JournalWriter(clock, actor, app_version)
        key = None if password is None else Key.new(password)
        with errors_as_sentences(path), atomic_files.temporary_file_beside(path) as part:
            with unlocked(part, key, writing=True) as database:
                make_matter(database, matter, writer, CURRENT)
            atomic_files.rename_to_new(part, path, atomic_files.mode_of_new_matter(path))
        known_files.remember(Backups.of(path.resolve(), clock, backup_folder))
        return cls.open(
            path,
            clock=clock,
            actor=actor,
            app_version=app_version,
            password=password,
            backup_folder=backup_folder,
        )

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock,
        actor: str,
        app_version: str,
        password: str | None = None,
        read_only: bool = False,
        backup_folder: Path | None = None,
        schema: Schema = CURRENT,
    ) -> Self:
        """Open a matter file, for writing if that can be; `read_only_reason` says why where it cannot.

        Backups go to `backup_folder`, or else to the user's own. Raises WrongPasswordError when the password is missing
        or wrong, MatterFileError for anything that is no whole matter; then nothing was changed.
        """
        writer = JournalWriter(clock, actor, app_version)
        opened = OpenMatter.at(
            path,
            writer,
            schema,
            password=password,
            read_only=read_only,
            is_known=lambda found: known_files.is_known(Backups.of(found, clock, backup_folder)),
        )
        try:
            return cls(opened, writer, Backups.of(opened.path, clock, backup_folder))
        except BaseException:
            opened.close()
            raise

    def close(self) -> None:
        """Let go of the file; everything is on disk already."""
        known = not self._open.read_only_reason and self._open.is_in_its_place()
        self._open.close()
        if known:
            known_files.remember(self._backups)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the matter lies, links followed."""
        return self._open.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written, or nothing but a form that can be read."""
        return bool(self.read_only_reason)

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be written, as a sentence; empty when the matter can be."""
        return self._open.read_only_reason or unreadable_form(self.path, self._form_faults)

    @property
    def locked(self) -> bool:
        """Whether the matter has a password."""
        return self._open.key is not None

    # -- reading ---------------------------------------------------------------------------------------------------

    def matter(self) -> Matter:
        """Return everything recorded in the file.

        A form that cannot be read has its `faults`. Raises DamagedRowError for a row nothing can be made of.
        """
        with errors_as_sentences(self.path), self._reading():
            fields: dict[str, Any] = {table.field: self._records.of(table) for table in TABLES}
        (fields["details"],), (fields["form"],) = fields["details"], fields["form"]
        matter = Matter(holidays=load_holidays(), **fields)
        self._form_faults = matter.form.faults
        return matter

    def journal(self) -> tuple[JournalEntry, ...]:
        """Return every entry of the journal, newest last; raises DamagedJournalError for one that cannot be read."""
        with errors_as_sentences(self.path), self._reading():
            for row in driver.rows(self._open.database, READ_ALL, (len(self._entries),)):
                self._entries.append(journal_entry(row, self._open.schema.version))
        return tuple(self._entries)

    def journal_entry(self, number: int) -> JournalEntry:
        """Return one entry of the journal; raises DamagedJournalError for one that is not there or cannot be read."""
        with errors_as_sentences(self.path), self._reading():
            if 1 <= number <= len(self._entries):
                return self._entries[number - 1]
            rows = driver.rows(self._open.database, READ_ONE, (number,))
        if not rows:
            raise DamagedJournalError(f"The journal has no entry {number}.")
        return journal_entry(rows[0], self._open.schema.version)

    def newest_entries(self, most: int) -> tuple[EntryName, ...]:
        """Return the names of the newest entries, newest first; raises DamagedJournalError for one that is unreadable.

        What they changed is left unread, so that this takes no longer after an import.
        """
        with errors_as_sentences(self.path), self._reading():
            return tuple(map(entry_name, driver.rows(self._open.database, READ_NEWEST_NAMES, (most,))))

    def check(self) -> tuple[str, ...]:
        """Return every problem found in the file, row by row and against the journal, each as a sentence."""
        with errors_as_sentences(self.path):
            return every_problem(self._open.database, self._open.schema)

    # -- writing ---------------------------------------------------------------------------------------------------

    def write(self, edit: Edit, kind: EntryKind = EntryKind.EDIT, of: int | None = None) -> JournalEntry:
        """Carry out an edit and enter it in the journal, in one transaction that is on disk when this returns.

        The entry's changes say where removed rows stood. Raises StaleEditError when a row is no longer as the edit
        found it, RefusedEditError for a value no file can hold, MatterFileError when the file or the disk will not take
        it; then nothing was written. A backup is taken before the first edit of a session and before a revert.
        """
        mended = any(isinstance(change.after, AgreementForm) and not change.after.faults for change in edit.changes)
        self._refuse_to_write(with_its_form=mended)
        if not self._backed_up or kind is EntryKind.REVERT:
            self.back_up(Occasion.REVERT if kind is EntryKind.REVERT else Occasion.SESSION)
        with errors_as_sentences(self.path):
            entry = self._entered(edit, kind, of)
        if entry.number == len(self._entries) + 1:
            self._entries.append(entry)
        self._records.follow(entry.changes)
        if mended:
            self._form_faults = ()
        return entry

    def back_up(self, occasion: Occasion) -> None:
        """Take a backup of the matter as it is.

        Raises MatterFileError when the matter turns out to be damaged; what else hinders a backup is said in
        `backup_problem`, and hinders no edit.
        """
        try:
            self._backups.take(self._open.database, self._open.key, occasion, self._open.schema)
        except DamagedFileError:
            raise
        except MatterFileError as error:
            self.backup_problem = f"The matter is saved, but no backup could be taken: {error}"
        else:
            self._backed_up = True
            self.backup_problem = ""

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups of this matter, newest first. Raises MatterFileError."""
        return self._backups.listed(self._open.key)

    def save_copy(self, path: Path) -> None:
        """Write a checked copy, locked as the matter is, in the place of whatever has that name.

        Raises MatterFileError when the name is the matter's own or in use, or the disk will not take it; then what had
        the name is there unchanged.
        """
        opened = self._open
        save_copy(opened.database, opened.key, opened.schema, path, own=self.path, writer=self._writer)

    def change_password(self, password: str | None) -> tuple[str, ...]:
        """Lock the matter and its backups with another password, or with none; return what went wrong beside that.

        A forgotten password is final: nobody can open the matter without it. Raises MatterFileError when the matter
        cannot be written; then it is locked as before, unless the disk fails so that nobody can tell.
        """
        self._refuse_to_write()
        old, new = self._open.key, None if password is None else Key.new(password)
        if old is new:  # there is none, and none is wanted
            return ()
        trouble: tuple[str, ...] = ()
        try:
            change_key(self._open, new)
        except MatterFileError as error:
            if self._open.key is not new:
                raise
            trouble = (f"The change is made, but: {error}",)
        finally:
            self._forget_what_was_read()
        return (*trouble, *self._backups.change_key(old, new))

    # -- how it is done --------------------------------------------------------------------------------------------

    def _entered(self, edit: Edit, kind: EntryKind, of: int | None) -> JournalEntry:
        database = self._open.database
        entry: JournalEntry | None = None
        try:
            with transaction(database):
                self._refuse_what_others_changed()
                entry = write_edit(database, edit, self._writer, self._open.schema, kind=kind, of=of)
        except driver.dbapi.Error:
            # The disk can fail when all has been written: whether an edit is in the file, only the file can say.
            self._forget_what_was_read()
            if entry is None or last_entry(database)[0] != entry.number:
                raise
            atomic_files.sync_folder(self.path.parent)
        return entry

    def _forget_what_was_read(self) -> None:
        """Read everything from the file again when it is next asked for."""
        self._records = RecordCache(lambda: self._open.database)
        self._entries: list[JournalEntry] = []
        self._version: int | None = None

    def _read_all_once(self) -> None:
        """Look at every row, and at every entry of the journal in a file this machine has not seen before."""
        self.matter()
        if not self._open.known:
            with errors_as_sentences(self.path):
                for number in range(1, last_entry(self._open.database)[0] + 1):
                    self.journal_entry(number)  # one at a time: all of them may be more than memory holds

    def _refuse_to_write(self, *, with_its_form: bool = True) -> None:
        """Raise MatterFileError where nothing can be written, or only with another form than there is."""
        reason = self._open.read_only_reason if with_its_form else self.read_only_reason
        if reason:
            raise ReadOnlyMatterError(reason)
        with errors_as_sentences(self.path):
            self._open.refuse_if_moved_or_replaced()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """Read all of it from one moment of the file, and follow the writer where somebody else is."""
        if self._open.read_only_reason:
            self._open.refuse_replaced()
        with self._open.database.atomic():
            version = self._data_version()
            if self._open.read_only_reason and version != self._version:
                self._forget_what_was_read()
            self._version = self._version or version
            yield

    def _refuse_what_others_changed(self) -> None:
        version = self._data_version()
        self._version = self._version or version
        if version != self._version:
            raise MatterFileError(
                f"“{self.path.name}” was changed by another program since it was opened here, so nothing was written; "
                "close it and open it again."
            )

    def _data_version(self) -> int:
        """Return a number that changes when another program writes to the file."""
        return int(driver.rows(self._open.database, "PRAGMA data_version")[0][0])
