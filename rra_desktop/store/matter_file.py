"""The matter file: one matter, opened, read, written one edit at a time, and closed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self, TypeAlias

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.edits import Edit, EntryKind, JournalEntry, RowChange
from rra_desktop.domain.matter import Matter, Record
from rra_desktop.errors import MatterFileError, ReadOnlyMatterError, RefusedEditError, WrongPasswordError
from rra_desktop.store import driver, placing
from rra_desktop.store.forms import load_form
from rra_desktop.store.journal_rows import ADD, READ_ALL, READ_ONE, DamagedJournalError, journal_entry, journal_row
from rra_desktop.store.password import Key, salt_of
from rra_desktop.store.row_changes import carry_out, read_table
from rra_desktop.store.rows import TABLES, RecordTable, table_of
from rra_desktop.store.schema import CURRENT
from rra_desktop.store.scribe import Clock, Scribe

if TYPE_CHECKING:
    from sqlite_utils import Database

FormOf: TypeAlias = Callable[[str], AgreementForm]
_MADE: Final = "Matter made"


class MatterFile:
    """One open matter file; it belongs to the thread that opened it.

    Everything read comes from the file or from what this object last wrote to it; every edit is one transaction, on
    disk when `write` returns.
    """

    def __init__(
        self, database: Database, path: Path, scribe: Scribe, *, form_of: FormOf = load_form, read_only_reason: str = ""
    ) -> None:
        """Take over an open database that has been found to be a matter."""
        self._database = database
        self._path = path
        self._scribe = scribe
        self._form_of = form_of
        self._read_only_reason = read_only_reason
        self._records: dict[str, tuple[Record, ...]] = {}
        self._entries: dict[int, JournalEntry] = {}
        self._seen = self._data_version()

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
        form_of: FormOf = load_form,
    ) -> Self:
        """Make a matter file that holds a matter, and open it for writing.

        Raises MatterFileError when something of that name is there, RefusedEditError for a value no file can hold.
        """
        if path.exists():
            raise placing.taken(path)
        scribe = Scribe(clock, actor, app_version)
        key = None if password is None else Key.new(password)
        with placing.part_beside(path) as part:
            database = driver.connect(part, writing=True, key_pragma=key.pragma if key else None)
            try:
                _fill(database, matter, scribe)
            finally:
                database.close()
            placing.put_in_new_place(part, path)
        return cls.open(path, clock=clock, actor=actor, app_version=app_version, password=password, form_of=form_of)

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
        form_of: FormOf = load_form,
    ) -> Self:
        """Open a matter file; raises MatterFileError, with the reason, for anything that is not one."""
        if not path.exists():
            raise MatterFileError(f"There is no file “{path}”.")
        key = _key(path, password)
        database = driver.connect(path, writing=not read_only, key_pragma=key.pragma if key else None)
        reason = "It was opened for reading only." if read_only else ""
        return cls(database, path, Scribe(clock, actor, app_version), form_of=form_of, read_only_reason=reason)

    def close(self) -> None:
        """Let go of the file; everything is on disk already."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the matter lies."""
        return self._path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return bool(self._read_only_reason)

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be written, as a sentence; empty when the matter can be."""
        return self._read_only_reason

    # -- reading ---------------------------------------------------------------------------------------------------

    def matter(self) -> Matter:
        """Return everything recorded in the file.

        Raises DamagedRowError for a row nothing can be made of, UnknownFormError for a form this program lacks.
        """
        self._forget_what_others_changed()
        fields: dict[str, Any] = {table.field: self._records_of(table) for table in TABLES}
        (fields["details"],) = fields["details"]
        ((form,),) = driver.rows(self._database, "SELECT form FROM agreement")
        return Matter(form=self._form_of(form), **fields)

    def journal(self) -> tuple[JournalEntry, ...]:
        """Return every entry of the journal, newest last; raises DamagedJournalError for one that cannot be read."""
        self._forget_what_others_changed()
        known = max(self._entries, default=0)
        for row in driver.rows(self._database, READ_ALL, (known,)):
            entry = journal_entry(row, CURRENT.version)
            self._entries[entry.number] = entry
        return tuple(self._entries.values())

    def journal_entry(self, number: int) -> JournalEntry:
        """Return one entry of the journal; raises DamagedJournalError for one that is not there or cannot be read."""
        self._forget_what_others_changed()
        if number in self._entries:
            return self._entries[number]
        rows = driver.rows(self._database, READ_ONE, (number,))
        if not rows:
            raise DamagedJournalError(f"The journal has no entry {number}.")
        return journal_entry(rows[0], CURRENT.version)

    # -- writing ---------------------------------------------------------------------------------------------------

    def write(self, edit: Edit, kind: EntryKind = EntryKind.EDIT, of: int | None = None) -> JournalEntry:
        """Carry out an edit and enter it in the journal, in one transaction that is on disk when this returns.

        The entry's changes say where removed rows stood. Raises StaleEditError when a row is no longer as the edit
        found it, RefusedEditError for a value no file can hold, MatterFileError when the file or disk will not take it;
        then nothing was written.
        """
        if self._read_only_reason:
            raise ReadOnlyMatterError(self._read_only_reason)
        with self._transaction():
            self._refuse_what_others_changed()
            entry = _enter(self._database, edit, self._scribe, kind, of)
        self._take_in(entry)
        return entry

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        # sqlite-utils begins a transaction that waits for its first write; this one is the writer from the start.
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            _commit(self._database)
        except BaseException:
            self._database.rollback()
            raise

    def _refuse_what_others_changed(self) -> None:
        if self._data_version() != self._seen:
            raise MatterFileError(
                f"“{self._path.name}” was changed by another program since it was opened here, so nothing was "
                "written; close it and open it again."
            )

    def _take_in(self, entry: JournalEntry) -> None:
        if entry.number == max(self._entries, default=0) + 1:
            self._entries[entry.number] = entry
        for change in entry.changes:
            self._records.pop(table_of(change.record).name, None)

    def _records_of(self, table: RecordTable) -> tuple[Record, ...]:
        if table.name not in self._records:
            self._records[table.name] = read_table(self._database, table)
        return self._records[table.name]

    def _forget_what_others_changed(self) -> None:
        if self.read_only and (version := self._data_version()) != self._seen:
            self._seen = version
            self._records.clear()
            self._entries.clear()

    def _data_version(self) -> int:
        """Return a number that changes when another program writes to the file."""
        return int(driver.rows(self._database, "PRAGMA data_version")[0][0])

    # -- checking --------------------------------------------------------------------------------------------------

    def check(self) -> tuple[str, ...]:
        """Return every problem found in the file, each as a sentence."""
        return tuple(str(line) for (line,) in driver.rows(self._database, "PRAGMA integrity_check") if line != "ok")


def everything_in(matter: Matter) -> tuple[RowChange, ...]:
    """Return the changes that make a matter out of nothing, what is pointed at before what points at it."""
    changes: list[RowChange] = []
    for table in TABLES:
        held = getattr(matter, table.field)
        records = held if isinstance(held, tuple) else (held,)
        changes.extend(RowChange(None, record) for record in records)
    return tuple(changes)


def _fill(database: Database, matter: Matter, scribe: Scribe) -> None:
    database.execute("PRAGMA journal_mode = MEMORY").fetchall()  # a part that is never finished is thrown away
    database.execute("BEGIN IMMEDIATE")
    CURRENT.advance(database, 0)
    database.execute("INSERT INTO agreement (form) VALUES (?)", (matter.form.id,))
    _enter(database, Edit(_MADE, "MakeMatter", everything_in(matter)), scribe, EntryKind.MADE, None)
    _commit(database)


def _enter(database: Database, edit: Edit, scribe: Scribe, kind: EntryKind, of: int | None) -> JournalEntry:
    """Carry out an edit and enter it in the journal, inside the transaction the caller has begun."""
    changes = carry_out(database, edit.changes)
    ((last,),) = driver.rows(database, "SELECT coalesce(max(number), 0) FROM journal")
    entry = scribe.entry(last + 1, edit, changes, kind, of)
    database.execute(ADD, journal_row(entry, CURRENT.version))
    return entry


def _key(path: Path, password: str | None) -> Key | None:
    salt = salt_of(path)
    if salt is None:
        return None
    if password is None:
        raise WrongPasswordError(f"“{path.name}” is locked with a password.")
    return Key.drawn(password, salt)


def _commit(database: Database) -> None:
    try:
        database.execute("COMMIT")
    except driver.dbapi.IntegrityError:
        # What records point at is only looked at in the end, so that an edit may name its changes in any order.
        table, _, parent, _ = driver.rows(database, "PRAGMA foreign_key_check")[0]
        raise RefusedEditError(
            f"The edit would leave a {_noun(table)} pointing at a {_noun(parent)} that is not in the matter, so "
            "nothing was changed."
        ) from None


def _noun(table: str) -> str:
    return table.replace("_", " ")
