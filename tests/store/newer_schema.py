"""A schema one version on, as a later program may have: what migrations are tried with until there is such a one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rra_desktop.store.schema import CURRENT, Schema

if TYPE_CHECKING:
    from sqlite_utils import Database


def make_next_version(database: Database) -> None:
    """Give every waiver a witness, and keep a table that is made anew under its old name."""
    database.execute("ALTER TABLE waiver ADD COLUMN witness TEXT")
    database.execute("CREATE TABLE new_group (place INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, lead TEXT) STRICT")
    database.execute("INSERT INTO new_group SELECT place, name, lead FROM affiliate_group")
    database.execute("DROP TABLE affiliate_group")
    database.execute("ALTER TABLE new_group RENAME TO affiliate_group")
    database.execute("UPDATE holder SET notes = notes || ' (seen by the next version)'")


NEXT = Schema(steps=(*CURRENT.steps, make_next_version))
