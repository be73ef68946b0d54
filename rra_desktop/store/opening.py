"""Opening a file: check that it is a whole matter, take the writer's lock, undo an unfinished write, migrate it."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rra_desktop.atomic_files import journal_of, remove_leftover_link
from rra_desktop.errors import MatterFileError, WrongPasswordError
from rra_desktop.store import driver
from rra_desktop.store.copying import last_entry
from rra_desktop.store.disk_errors import disk_of, errors_as_sentences, read_only_disk
from rra_desktop.store.examination import bounded, refuse_contradictory_rows, refuse_what_is_no_matter
from rra_desktop.store.file_headers import Identity, header_of, identity_of
from rra_desktop.store.journal_writer import JournalWriter
from rra_desktop.store.migration import bring_up_to_date
from rra_desktop.store.password import Key, unlocked
from rra_desktop.store.recognition import real_file, recognise, unfinished_write
from rra_desktop.store.schema import Schema
from rra_desktop.store.writer_lock import CannotWriteError, HeldElsewhereError, WriterLock

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(slots=True)
class OpenMatter:
    """An open file that has been found to be a matter; `read_only_reason` is empty for its only writer."""

    path: Path
    identity: Identity
    key: Key | None
    schema: Schema
    read_only_reason: str
    known: bool
    lock: ExitStack
    _database: Database | None
    _connected: ExitStack
    _keys: tuple[Key | None, ...] = ()
    _last: tuple[object, ...] = ()

    @classmethod
    def at(
        cls,
        path: Path,
        writer: JournalWriter,
        schema: Schema,
        *,
        password: str | None,
        read_only: bool,
        is_known: Callable[[Path], bool],
    ) -> Self:
        """Open the file at a path, for writing if that can be; one that `is_known` is looked at less closely.

        Raises MatterFileError for anything but a matter, WrongPasswordError for one the password does not open; then
        nothing was changed.
        """
        with errors_as_sentences(path), ExitStack() as lock, ExitStack() as connected:
            found = real_file(path)
            recognised = recognise(found, connected.enter_context(header_of(found)), schema)
            key = key_for(found, recognised.salt, password)
            reason = _made_ready(found, writer, key, schema, lock, read_only=read_only)
            database = connected.enter_context(unlocked(found, key, writing=not reason))
            known = is_known(found)
            with bounded(database, found):
                version = refuse_what_is_no_matter(database, found, schema, known=known)
                if version < schema.version:
                    _refuse_to_read_only(found, version, reason)
                    bring_up_to_date(database, found, key, schema, version)
                refuse_contradictory_rows(database, found)
            identity = identity_of(found)
            return cls(found, identity, key, schema, reason, known, lock.pop_all(), database, connected.pop_all())

    @property
    def database(self) -> Database:
        """The connection to the file, opened again if it was let go of. Raises MatterFileError."""
        return self._database or self.connect_again()

    def close_connection(self, *keys: Key | None) -> None:
        """Close the connection until it is asked for again; the file will be locked with one of these keys by then."""
        self._keys, self._last = keys, last_entry(self.database)
        self._database = None
        self._connected.close()

    def connect_again(self) -> Database:
        """Open what now has the file's name with the one of the keys that is its own.

        Raises MatterFileError, also when that is another file than was let go of.
        """
        with errors_as_sentences(self.path), ExitStack() as connected:
            salt = recognise(self.path, connected.enter_context(header_of(self.path)), self.schema).salt
            fitting = [key for key in self._keys if (key.salt if key else None) == salt]
            if not fitting:
                raise self._replaced()
            database = connected.enter_context(unlocked(self.path, fitting[0], writing=not self.read_only_reason))
            refuse_what_is_no_matter(database, self.path, self.schema, known=True)
            if last_entry(database) != self._last:
                raise self._replaced()
            self.identity = identity_of(self.path)
            self.key = fitting[0]
            self._database = database
            self._connected = connected.pop_all()
            return database

    def is_in_its_place(self) -> bool:
        """Tell whether what has the file's name is still the file that is open."""
        try:
            return identity_of(self.path) == self.identity
        except OSError:
            return False

    def refuse_replaced(self) -> None:
        """Raise MatterFileError when another file has the name now, as when its writer has changed the password."""
        with contextlib.suppress(OSError):
            if identity_of(self.path) != self.identity:
                raise MatterFileError(
                    f"“{self.path.name}” was put in place anew since it was opened here, as when a backup is restored "
                    "or its password changed; close it and open it again."
                )

    def _replaced(self) -> MatterFileError:
        return MatterFileError(
            f"Another file has taken the place of “{self.path.name}” since it was opened here, so nothing was written; "
            "save a copy of what is open here, then open the other one and compare."
        )

    def close(self) -> None:
        """Let go of the file and of its lock."""
        self._connected.close()
        self.lock.close()

    def refuse_if_moved_or_replaced(self) -> None:
        """Raise MatterFileError when the file was moved, replaced or made read-only since it was opened."""
        if self._database is None:
            self.connect_again()
        try:
            same = identity_of(self.path) == self.identity
        except OSError:
            raise MatterFileError(
                f"“{self.path.name}” is no longer in {self.path.parent}: it was moved, renamed or removed, or its disk "
                "was taken out. Nothing was written; put it back, or save a copy of what is open here."
            ) from None
        if not same:
            raise self._replaced()
        try:
            _refuse_obstacles(self.path)
        except CannotWriteError as error:
            raise MatterFileError(f"{error} Nothing was written; save a copy elsewhere and go on in that.") from None


def key_for(path: Path, salt: bytes | None, password: str | None) -> Key | None:
    """Return what opens a file with this salt, None for one without lock; raises WrongPasswordError for no password."""
    if salt is None:
        return None
    if password is None:
        raise WrongPasswordError(f"“{path.name}” is locked with a password, and none was given.")
    return Key.drawn(password, salt)


def _made_ready(
    path: Path, writer: JournalWriter, key: Key | None, schema: Schema, lock: ExitStack, *, read_only: bool
) -> str:
    """Take the writer's lock and take back a write left unfinished; return why nothing can be written, or nothing."""
    asked_for = f"“{path.name}” was opened for reading only."
    unfinished = unfinished_write(path)
    if read_only and not unfinished:
        return asked_for
    try:
        _refuse_obstacles(path)
        held = WriterLock.take(path, writer.actor, writer.clock)
    except HeldElsewhereError as error:
        return str(error)  # and an unfinished write is that writer's, about to be finished
    except CannotWriteError as error:
        if unfinished:
            raise _cannot_take_back(path, error) from None
        return str(error)
    with ExitStack() as taken:
        taken.callback(held.release)
        if unfinished:
            _take_back(path, key, schema)
        if read_only:
            return asked_for
        lock.enter_context(taken.pop_all())
        return ""


def _refuse_obstacles(path: Path) -> None:
    status = path.stat()
    but = f"“{path.name}” can be read here, but not changed."
    if not _may_write(path.parent):
        closed = (
            "The disk {disk} is read-only." if read_only_disk(path) else "You may not write in the folder {folder}."
        )
        raise CannotWriteError(f"{closed.format(disk=disk_of(path), folder=path.parent)} {but}")
    if not _may_write(path) or not stat.S_IMODE(status.st_mode) & 0o222:
        raise CannotWriteError(f"The file is marked read-only, or you may not write in it. {but}")
    if status.st_nlink > 1:
        remove_leftover_link(path)
    if path.stat().st_nlink > 1:
        # The journal of an unfinished write is found by the name of the file: under another name it would be missed.
        raise CannotWriteError(
            f"This is one file under several names, as some backup programs make them. {but} Save a copy and work in "
            "that."
        )


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _cannot_take_back(path: Path, error: CannotWriteError) -> MatterFileError:
    return MatterFileError(
        f"“{path.name}” was being written when its program or computer stopped, and that cannot be taken back here. "
        f"{error} Copy it together with “{journal_of(path).name}” to a folder where you may write, and open the copy."
    )


def _take_back(path: Path, key: Key | None, schema: Schema) -> None:
    """Let SQLite take back an unfinished write, first in a private copy: what is no matter is never written to."""
    with tempfile.TemporaryDirectory(prefix="rra-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(journal_of(path), journal_of(copy))
        with unlocked(copy, key, writing=True) as database, bounded(database, copy):
            refuse_what_is_no_matter(database, path, schema)
    with unlocked(path, key, writing=True) as database:
        driver.rows(database, "SELECT count(*) FROM sqlite_schema")


def _refuse_to_read_only(path: Path, version: int, reason: str) -> None:
    if reason:
        raise MatterFileError(
            f"“{path.name}” is of the older file version {version} and must be brought up to date to be read. {reason} "
            "Copy it to a folder where you may write, and open the copy."
        )
