"""Migration of a file of an older version: first a copy beside it, then every step in one transaction."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from rra_desktop.atomic_files import rename_to_new
from rra_desktop.store import driver
from rra_desktop.store.copying import copy_checked
from rra_desktop.store.disk_errors import damaged
from rra_desktop.store.password import Key
from rra_desktop.store.schema import Schema, objects_in
from rra_desktop.store.writing import transaction

if TYPE_CHECKING:
    from sqlite_utils import Database


def bring_up_to_date(database: Database, path: Path, key: Key | None, schema: Schema, version: int) -> Path:
    """Bring a file of an older version to the newest, and return where its copy as it was now lies.

    The caller holds the writer's lock. Raises MatterFileError, and then the file is of the version it was.
    """
    kept = free_name(path, f"version {version}")
    mode = stat.S_IMODE(path.stat().st_mode)
    copy_checked(database, key, schema, kept, lambda part, target: rename_to_new(part, target, mode), own=path)
    # A step may make a table anew under its old name: what points at it is looked at in the end.
    database.execute("PRAGMA foreign_keys = OFF")
    try:
        with transaction(database):
            schema.advance(database, version)
            _refuse_what_came_of_it(database, path, schema)
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    finally:
        database.execute("PRAGMA foreign_keys = ON")
    return kept


def _refuse_what_came_of_it(database: Database, path: Path, schema: Schema) -> None:
    if objects_in(database) != schema.objects(schema.version):
        raise damaged(path, "it could not be brought up to date")
    if driver.rows(database, "PRAGMA foreign_key_check"):
        raise damaged(path, "it could not be brought up to date, as some of its records point at nothing")


def free_name(path: Path, remark: str) -> Path:
    """Return a name beside a file that nothing has: its own with a remark in brackets."""
    candidate = path.with_name(f"{path.stem} ({remark}){path.suffix}")
    number = 2
    while candidate.exists() or candidate.is_symlink():
        candidate = path.with_name(f"{path.stem} ({remark}, {number}){path.suffix}")
        number += 1
    return candidate
