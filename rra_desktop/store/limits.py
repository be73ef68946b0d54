"""The largest matter there may be: keeps a hostile file from taking all memory, and edits from growing beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from rra_desktop.errors import RefusedEditError
from rra_desktop.store import driver
from rra_desktop.store.rows import TABLES
from rra_desktop.store.statements import STATEMENTS

if TYPE_CHECKING:
    from sqlite_utils import Database

LARGEST_FILE: Final = 2**29
MOST_RECORDS: Final = 1_000_000
LARGEST_PLACE: Final = 2**39
_MANY: Final = 1_000


def excesses(database: Database) -> Iterator[str]:
    """Yield what a file has too much of, each as half a sentence."""
    records = 0
    for table in TABLES:
        ((last, count),) = driver.rows(database, STATEMENTS[table.name].extent)
        records += count
        if last is not None and last > LARGEST_PLACE:
            yield f"the rows of {table.name} are numbered beyond all reason"
    if records > MOST_RECORDS:
        yield f"it has {records:,} records, and no matter more than {MOST_RECORDS:,}"


def refuse_too_much(database: Database, changes: int) -> None:
    """Raise RefusedEditError when an edit, carried out but not yet kept, makes a file nobody could open again."""
    ((pages,),) = driver.rows(database, "PRAGMA page_count")
    ((size,),) = driver.rows(database, "PRAGMA page_size")
    # SQLCipher says the size of a page as text.
    if int(pages) * int(size) > LARGEST_FILE or (changes > _MANY and any(excesses(database))):
        raise RefusedEditError(
            f"With this edit the matter would have more than {LARGEST_FILE:,} bytes or {MOST_RECORDS:,} records, which "
            "is more than the program opens; nothing was changed."
        )
