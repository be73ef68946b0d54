"""Backups: checked copies of a matter, made before its first edit of a session and thinned out by age."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

from rra_desktop import atomic_files, private_folders, wording
from rra_desktop.errors import MatterFileError
from rra_desktop.store.copying import copy_checked, last_entry, opened_to_look
from rra_desktop.store.disk_errors import errors_as_sentences
from rra_desktop.store.journal_writer import Clock
from rra_desktop.store.password import Key, salt_of
from rra_desktop.store.reencryption import reencrypt_closed
from rra_desktop.store.schema import CURRENT, Schema

if TYPE_CHECKING:
    from sqlite_utils import Database

_STAMP: Final = "%Y%m%dT%H%M%S%f"
_NAME: Final = re.compile(r"(\d{8}T\d{12})-([a-z]+)\.rra\Z", re.ASCII)
_NOT_IN_A_NAME: Final = re.compile(r"[^\w.-]+")
_LONGEST_STEM: Final = 40
_NEWEST: Final = 10
_DAYS: Final = 30
_BACKUPS: Final = "backups"
_YEAR: Final = timedelta(days=365)


class Occasion(StrEnum):
    """What was about to happen when a backup was taken."""

    SESSION = "session"
    IMPORT = "import"
    REVERT = "revert"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: when and before what it was taken, how large it is, and the last entry of its journal.

    `last_entry` is empty for a backup that is locked with another password than the matter has now.
    """

    path: Path
    taken: datetime
    occasion: Occasion
    size: int
    last_entry: str = ""


def folder_of_this_program() -> Path:
    """Return the folder in which the program keeps what belongs to this user, the backups among it."""
    return platformdirs.user_data_path("rra-desktop", appauthor=False)


@dataclass(frozen=True, slots=True)
class Backups:
    """The backups of one matter, in a folder of their own named after it and its place on the disk.

    Only the user may enter that folder, the one of all backups, and the program's own folder above it, `within`.
    """

    matter: Path
    folder: Path
    clock: Clock
    within: Path

    @classmethod
    def of(cls, matter: Path, clock: Clock, root: Path | None = None) -> Backups:
        """Return the backups of the matter at a path, under `root` or else in the user's own folder."""
        place = os.path.normcase(matter.absolute())
        stem = _NOT_IN_A_NAME.sub("_", matter.stem)[:_LONGEST_STEM]
        name = f"{stem}-{hashlib.sha256(os.fsencode(place)).hexdigest()[:16]}"
        within = root or folder_of_this_program()
        return cls(matter, (root or within / _BACKUPS) / name, clock, within)

    def take(self, database: Database, key: Key | None, occasion: Occasion, schema: Schema = CURRENT) -> Path:
        """Take a backup of an open matter, and delete the older ones that `worth_keeping` does not name.

        Raises MatterFileError when the matter is damaged or the disk will not take it; then every backup is kept.
        """
        with errors_as_sentences(self.folder):
            self.make_private()
            target = self._free_name(occasion)
            copy_checked(database, key, schema, target, _rename_private, own=self.matter)
            self._thin()
        return target

    def listed(self, key: Key | None = None) -> tuple[Backup, ...]:
        """Return the backups, newest first, each with its last entry where the key opens it. Raises MatterFileError."""
        with errors_as_sentences(self.folder):
            return tuple(
                Backup(each, taken, occasion, each.stat().st_size, _label(each, key))
                for each, taken, occasion in sorted(self._found(), key=lambda found: found[1], reverse=True)
            )

    def change_key(self, old: Key | None, new: Key | None) -> tuple[str, ...]:
        """Lock every backup with `new` that `old` opens or that has no lock; return a sentence for each other one."""
        try:
            with errors_as_sentences(self.folder):
                found = tuple(self._found())
        except MatterFileError as error:
            return (f"The backups are as they were before: {error}",)
        return tuple(filter(None, (_reencrypted(path, taken, old, new) for path, taken, _ in found)))

    def make_private(self) -> None:
        """Make the folder of these backups where it is missing, and close it to other users. Raises OSError."""
        private_folders.make_private(self.folder, self.within)

    def close_to_others(self) -> None:
        """Close what is there of these backups' folders and files to other users."""
        private_folders.close_to_others(self.folder, self.within)

    def _found(self) -> Iterable[tuple[Path, datetime, Occasion]]:
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if match := _NAME.match(path.name):
                with contextlib.suppress(ValueError):
                    taken = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                    yield path, taken, Occasion(match[2])

    def _free_name(self, occasion: Occasion) -> Path:
        now = self.clock().astimezone(UTC)
        while (target := self.folder / f"{now.strftime(_STAMP)}-{occasion.value}.rra").exists():
            now += timedelta(microseconds=1)
        return target

    def _thin(self) -> None:
        found = list(self._found())
        kept = worth_keeping([(taken, occasion) for _, taken, occasion in found], self.clock())
        for path, taken, _ in found:
            if taken not in kept:
                path.unlink()


def worth_keeping(taken: Iterable[tuple[datetime, Occasion]], now: datetime) -> frozenset[datetime]:
    """Return which backups age leaves.

    The last ten sessions' and the last ten taken before anything else; then the last of each day for 30 days and the
    last of each month for a year.
    """
    newest_first = sorted(taken, reverse=True)
    sessions = [when for when, occasion in newest_first if occasion is Occasion.SESSION]
    others = [when for when, occasion in newest_first if occasion is not Occasion.SESSION]
    kept = {*sessions[:_NEWEST], *others[:_NEWEST]}
    days: set[object] = set()
    months: set[object] = set()
    for when, _ in newest_first:
        day, month, age = when.date(), (when.year, when.month), now - when
        if day not in days and age <= timedelta(days=_DAYS):
            kept.add(when)
        if month not in months and age <= _YEAR:
            kept.add(when)
        days.add(day)
        months.add(month)
    return frozenset(kept)


def _rename_private(part: Path, path: Path) -> None:
    atomic_files.rename_to_new(part, path, atomic_files.PRIVATE_FILE)


def _label(path: Path, key: Key | None) -> str:
    try:
        with errors_as_sentences(path), opened_to_look(path, key) as database:
            return last_entry(database)[3]
    except MatterFileError:
        return ""


def _reencrypted(path: Path, taken: datetime, old: Key | None, new: Key | None) -> str:
    """Lock a backup anew; return why it is as it was before, or nothing."""
    said = f"The backup of {wording.date_only(taken.date())}, {taken:%H:%M} UTC, {{}}; it lies at “{path}”."
    try:
        with errors_as_sentences(path):
            salt = salt_of(path)
        if salt or new:
            reencrypt_closed(path, old if salt else None, new, CURRENT)
    except MatterFileError:
        # The disk can fail when all is in place: which lock a file has, only the file can say.
        with contextlib.suppress(OSError):
            if salt_of(path) == (new.salt if new else None):
                return ""
            return said.format("is locked as it was before" if salt_of(path) else "still has no password")
        return said.format("could not be looked at")
    return ""
