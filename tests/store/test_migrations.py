"""An older file is brought up to date after a copy beside it, in one transaction; a newer one is left alone.

A schema one version on stands for the program of the future.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rra_desktop.domain.edits import Edit
from rra_desktop.domain.matter import Matter
from rra_desktop.errors import MatterFileError
from rra_desktop.store import driver
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.schema import APPLICATION_ID, CURRENT, Schema
from tests.store.newer_schema import NEXT, make_version_2

if TYPE_CHECKING:
    from sqlite_utils import Database

Maker = Callable[..., MatterFile]
NOW = CURRENT.version
"""The version this program writes."""


@pytest.fixture
def path(tmp_path: Path, full_matter: Matter, make_matter: Maker) -> Path:
    """Give the path of a sound matter, closed, alone in its folder."""
    folder = tmp_path / "matters"
    folder.mkdir()
    make_matter(folder / "bestnet.rra", full_matter).close()
    return folder / "bestnet.rra"


def version_of(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def test_the_header_of_a_matter_is_as_the_interface_says(path: Path) -> None:
    header = path.read_bytes()[:100]
    assert header.startswith(b"SQLite format 3\0")
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID == 0x52524131
    assert version_of(path) == CURRENT.version


def test_an_older_file_is_brought_up_to_date_after_a_copy_beside_it(
    path: Path, open_matter: Maker, full_matter: Matter
) -> None:
    with open_matter(path, schema=NEXT) as opened:
        assert opened.matter().holders[0].notes == f"{full_matter.holders[0].notes} (seen by version 2)"
        assert opened.matter().groups == full_matter.groups
        opened.write(Edit("Nothing", "Nothing", ()))
        assert [entry.number for entry in opened.journal()] == [1, 2]
    assert version_of(path) == NOW + 1
    kept = path.with_name(f"bestnet (version {NOW}).rra")
    with open_matter(kept) as before:
        assert before.matter() == full_matter
    assert set(path.parent.iterdir()) == {path, kept}


def test_the_copy_beside_takes_no_other_files_name(path: Path, open_matter: Maker) -> None:
    path.with_name(f"bestnet (version {NOW}).rra").write_text("a letter")
    open_matter(path, schema=NEXT).close()
    assert path.with_name(f"bestnet (version {NOW}).rra").read_text() == "a letter"
    assert version_of(path.with_name(f"bestnet (version {NOW}, 2).rra")) == NOW


def test_a_locked_file_is_brought_up_to_date_and_its_copy_is_locked(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    path = tmp_path / "locked.rra"
    make_matter(path, full_matter, password="with your shield").close()  # noqa: S106
    with open_matter(path, password="with your shield", schema=NEXT) as opened:  # noqa: S106
        assert opened.matter().groups == full_matter.groups
    assert path.with_name(f"locked (version {NOW}).rra").read_bytes().startswith(b"RRA1")


def test_a_newer_file_is_refused_by_the_version_it_needs(path: Path, open_matter: Maker) -> None:
    open_matter(path, schema=NEXT).close()
    before = path.read_bytes()
    with pytest.raises(
        MatterFileError, match=rf"it is of file version {NOW + 1}, and this program reads up to {NOW}\. Update"
    ):
        open_matter(path)
    assert path.read_bytes() == before


def fails_in_the_end(database: Database) -> None:
    make_version_2(database)
    database.execute("INSERT INTO nowhere VALUES (1)")


def leaves_a_pointer_to_nothing(database: Database) -> None:
    database.execute("DELETE FROM holder WHERE id = 'H2'")


@pytest.mark.parametrize("step", [fails_in_the_end, leaves_a_pointer_to_nothing])
def test_a_step_that_fails_leaves_the_file_as_it_was(
    path: Path, open_matter: Maker, full_matter: Matter, step: Callable[[Database], None]
) -> None:
    with pytest.raises(MatterFileError):
        open_matter(path, schema=Schema(steps=(*CURRENT.steps, step)))
    assert version_of(path) == NOW
    assert list(path.parent.iterdir()) == [path]
    with open_matter(path) as opened:
        assert opened.matter() == full_matter


def test_an_older_file_that_cannot_be_written_is_refused_with_the_reason(path: Path, open_matter: Maker) -> None:
    path.chmod(0o444)
    with pytest.raises(
        MatterFileError, match=rf"older file version {NOW} and must be brought up to date.*marked read-only"
    ):
        open_matter(path, schema=NEXT)
    with pytest.raises(MatterFileError, match="opened for reading only"):
        open_matter(path, schema=NEXT, read_only=True)


def test_a_hostile_older_file_is_not_brought_up_to_date(path: Path, open_matter: Maker) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TRIGGER spy AFTER UPDATE ON holder BEGIN DELETE FROM waiver; END")
    database.close()
    before = path.read_bytes()
    with pytest.raises(MatterFileError, match="the trigger “spy”"):
        open_matter(path, schema=NEXT)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_every_version_can_be_built_from_nothing_and_from_the_one_before() -> None:
    stepwise, at_once = driver.in_memory(), driver.in_memory()
    CURRENT.advance(stepwise, 0)
    NEXT.advance(stepwise, CURRENT.version)
    NEXT.advance(at_once, 0)
    select = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
    assert driver.rows(stepwise, select) == driver.rows(at_once, select)
    assert CURRENT.objects(1) == NEXT.objects(1)
    assert NEXT.objects(2) != NEXT.objects(1)
    stepwise.close()
    at_once.close()


def test_a_file_of_the_first_version_opens_with_its_amendments_signed_by_nobody(
    path: Path, full_matter: Matter, open_matter: Maker
) -> None:
    """Version 1 did not keep who has signed an amendment (§8(c)); such a file is brought up to date as it is opened."""
    with sqlite3.connect(path) as older:
        older.execute("ALTER TABLE term_change DROP COLUMN signed_by")
        older.execute("PRAGMA user_version = 1")
    older.close()
    with open_matter(path) as opened:
        changes = opened.matter().term_changes
    assert changes == tuple(replace(each, signed_by=()) for each in full_matter.term_changes)
    assert version_of(path) == NOW
    assert version_of(path.with_name("bestnet (version 1).rra")) == 1
