"""Change of password: the whole file is written again under another key, examined, and renamed over the old one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rra_desktop import atomic_files
from rra_desktop.errors import MatterFileError
from rra_desktop.store import driver
from rra_desktop.store.copying import last_entry, opened_to_look
from rra_desktop.store.disk_errors import damaged, errors_as_sentences
from rra_desktop.store.examination import refuse_what_is_no_matter
from rra_desktop.store.opening import OpenMatter
from rra_desktop.store.password import Key
from rra_desktop.store.row_changes import read_table
from rra_desktop.store.rows import TABLES
from rra_desktop.store.schema import APPLICATION_ID, Schema

if TYPE_CHECKING:
    from sqlite_utils import Database


def change_key(opened: OpenMatter, key: Key | None) -> None:
    """Lock an open matter with another key, None for no lock; it is open for writing again when this returns.

    Raises MatterFileError, and then it is locked as before, unless the disk failed when all was in place: `key` of the
    open matter says with which it is.
    """
    with errors_as_sentences(opened.path), atomic_files.temporary_file_beside(opened.path) as part:
        _write_under(opened.database, opened.path, part, key, opened.schema)
        opened.close_connection(opened.key, key)
        try:
            atomic_files.rename_over(part, opened.path)
        except OSError:
            # The disk can fail when all is in place: which lock the file has, only the file can say.
            opened.connect_again()
            if opened.key is not key:
                raise
            atomic_files.sync_folder(opened.path.parent)
        else:
            opened.key = key
            try:
                opened.connect_again()
            except MatterFileError as error:
                raise MatterFileError(
                    f"“{opened.path.name}” could not be opened again at once; that is tried anew with the next act."
                ) from error


def reencrypt_closed(path: Path, old: Key | None, key: Key | None, schema: Schema) -> None:
    """Lock a file nobody has open with another key. Raises MatterFileError, and then it is locked as before."""
    with errors_as_sentences(path), atomic_files.temporary_file_beside(path) as part:
        with opened_to_look(path, old) as database:
            _write_under(database, path, part, key, schema)
        atomic_files.rename_over(part, path)


def _write_under(database: Database, own: Path, part: Path, key: Key | None, schema: Schema) -> None:
    ((version,),) = driver.rows(database, "PRAGMA user_version")
    database.execute("ATTACH DATABASE ? AS relocked KEY ?", (str(part.absolute()), key.phrase if key else ""))
    try:
        database.execute("PRAGMA relocked.journal_mode = MEMORY").fetchall()  # what is never finished is thrown away
        with database.atomic():
            database.execute("SELECT sqlcipher_export('relocked')").fetchall()
            database.execute(f"PRAGMA relocked.application_id = {APPLICATION_ID}")
            database.execute(f"PRAGMA relocked.user_version = {int(version)}")
    finally:
        database.execute("DETACH DATABASE relocked")
    with opened_to_look(part, key) as written:
        refuse_what_is_no_matter(written, own, schema)
        same = last_entry(written) == last_entry(database)
        if not (same and all(read_table(written, table) == read_table(database, table) for table in TABLES)):
            raise damaged(own, "written anew it is not what it was")
