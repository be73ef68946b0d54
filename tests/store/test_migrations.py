"""An older file is brought up to date after a copy beside it, in one transaction; a newer one is left alone.

A schema one version on stands for the program of the future, and a file as the first version wrote it for the past.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.edits import Edit
from rra_desktop.domain.matter import Matter
from rra_desktop.errors import MatterFileError, UserError
from rra_desktop.store import driver
from rra_desktop.store.forms import form_text
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.schema import APPLICATION_ID, CURRENT, Schema, objects_in
from rra_desktop.store.writing import changes_that_make
from tests.store.newer_schema import NEXT, make_next_version

if TYPE_CHECKING:
    from sqlite_utils import Database

Maker = Callable[..., MatterFile]
NOW = CURRENT.version
"""The version this program writes."""
KEEPS_ITS_FORM = 3
"""The first version in which a matter keeps the text of its form."""


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
        assert opened.matter().holders[0].notes == f"{full_matter.holders[0].notes} (seen by the next version)"
        assert opened.matter().groups == full_matter.groups
        opened.write(Edit("Nothing", "Nothing", ()))
        assert [entry.number for entry in opened.journal()] == [1, 2]
    assert version_of(path) == NEXT.version
    kept = path.with_name(f"bestnet (version {CURRENT.version}).rra")
    with open_matter(kept) as before:
        assert before.matter() == full_matter
    assert set(path.parent.iterdir()) == {path, kept}


def test_the_copy_beside_takes_no_other_files_name(path: Path, open_matter: Maker) -> None:
    path.with_name(f"bestnet (version {CURRENT.version}).rra").write_text("a letter")
    open_matter(path, schema=NEXT).close()
    assert path.with_name(f"bestnet (version {CURRENT.version}).rra").read_text() == "a letter"
    assert version_of(path.with_name(f"bestnet (version {CURRENT.version}, 2).rra")) == CURRENT.version


def test_a_locked_file_is_brought_up_to_date_and_its_copy_is_locked(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    path = tmp_path / "locked.rra"
    make_matter(path, full_matter, password="with your shield").close()  # noqa: S106
    with open_matter(path, password="with your shield", schema=NEXT) as opened:  # noqa: S106
        assert opened.matter().groups == full_matter.groups
    assert path.with_name(f"locked (version {CURRENT.version}).rra").read_bytes().startswith(b"RRA1")


def test_a_newer_file_is_refused_by_the_version_it_needs(path: Path, open_matter: Maker) -> None:
    open_matter(path, schema=NEXT).close()
    before = path.read_bytes()
    with pytest.raises(
        MatterFileError,
        match=rf"it is of file version {NEXT.version}, and this program reads up to {CURRENT.version}\. Update",
    ):
        open_matter(path)
    assert path.read_bytes() == before


def fails_in_the_end(database: Database) -> None:
    make_next_version(database)
    database.execute("INSERT INTO nowhere VALUES (1)")


def leaves_a_pointer_to_nothing(database: Database) -> None:
    database.execute("DELETE FROM holder WHERE id = 'H2'")


@pytest.mark.parametrize("step", [fails_in_the_end, leaves_a_pointer_to_nothing])
def test_a_step_that_fails_leaves_the_file_as_it_was(
    path: Path, open_matter: Maker, full_matter: Matter, step: Callable[[Database], None]
) -> None:
    with pytest.raises(MatterFileError):
        open_matter(path, schema=Schema(steps=(*CURRENT.steps, step)))
    assert version_of(path) == CURRENT.version
    assert list(path.parent.iterdir()) == [path]
    with open_matter(path) as opened:
        assert opened.matter() == full_matter


def test_an_older_file_that_cannot_be_written_is_refused_with_the_reason(path: Path, open_matter: Maker) -> None:
    path.chmod(0o444)
    reason = rf"older file version {CURRENT.version} and must be brought up to date.*marked read-only"
    with pytest.raises(MatterFileError, match=reason):
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


def as_versions_before_said(matter: Matter, version: int) -> Matter:
    """Return what a matter says to a version that does not know what later ones ask for besides."""
    matter = replace(matter, texts=())
    if version >= KEEPS_ITS_FORM:
        return matter
    matter = replace(
        matter,
        registrations=tuple(replace(each, right="", facts=()) for each in matter.registrations),
        events=tuple(replace(each, hour=None) for each in matter.events if each.registration),
        holders=tuple(replace(each, holder_class="") for each in matter.holders),
        damages_paid=(),
    )
    if version > 1:
        return matter
    return replace(
        matter,
        offerings=tuple(replace(each, company_shares=each.company_shares or 0) for each in matter.offerings),
        requests=tuple(replace(each, accepted=None) for each in matter.requests),
        term_changes=tuple(replace(each, signed_by=()) for each in matter.term_changes),
    )


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_file_of_an_older_version_opens_with_what_it_could_not_say_left_open(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker, version: int
) -> None:
    """What later versions ask for besides is not entered; all recorded is as it was, the journal whole."""
    path = tmp_path / "of an older version.rra"
    said_then = as_versions_before_said(full_matter, version)
    make_matter(path, said_then).close()
    write_as_version(path, version)

    with open_matter(path) as opened:
        assert opened.matter() == said_then
        assert opened.matter().form.text == form_text("bestnet-2003")
        (entry,) = opened.journal()
        assert entry.changes == tuple(
            change
            for change in changes_that_make(said_then)
            if version >= KEEPS_ITS_FORM or not isinstance(change.record, AgreementForm)
        )
        assert opened.check() == ()
    assert version_of(path) == CURRENT.version


def test_an_older_file_of_a_form_that_is_not_shipped_is_refused_and_left_as_it_was(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    path = tmp_path / "of an older version.rra"
    make_matter(path, as_versions_before_said(full_matter, 2)).close()
    write_as_version(path, 2)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE agreement SET form = 'of-another-desk'")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="There is no agreement form “of-another-desk”; this version has: "):
        open_matter(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def write_as_version(path: Path, version: int) -> None:
    """Copy every table a file has into one of an older version, with the columns that version had."""
    old = path.with_suffix(".old")
    connection = sqlite3.connect(old)
    plain = driver.in_memory()
    for step in CURRENT.steps[:version]:
        step(plain)
    for _kind, _name, _table, text in sorted(objects_in(plain), key=lambda each: each[0] != "table"):
        if text is not None:
            connection.execute(text)
    plain.close()
    connection.execute("ATTACH ? AS newer", (str(path),))
    columns_of: dict[str, list[str]] = {}
    for (table,) in connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall():
        columns_of[table] = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
    for table, names in columns_of.items():
        if table == "journal":
            continue
        columns = ", ".join(f'"{name}"' for name in names)
        wanted = '"id"' if table == "agreement" and version < KEEPS_ITS_FORM else columns
        connection.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {wanted} FROM newer."{table}" ORDER BY 1')  # noqa: S608
    # The journal numbers its entries without gaps, so they go in by their numbers.
    for row in connection.execute("SELECT * FROM newer.journal ORDER BY number").fetchall():
        changes = [
            _without_news(change, columns_of)
            for change in json.loads(row[-1])
            if (version >= KEEPS_ITS_FORM or change["table"] != "agreement") and change["table"] in columns_of
        ]
        told = (*row[:-2], version, json.dumps(changes))
        connection.execute(f"INSERT INTO main.journal VALUES ({', '.join('?' * len(told))})", told)  # noqa: S608
    connection.commit()
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
    old.replace(path)


def _without_news(change: dict[str, Any], columns_of: dict[str, list[str]]) -> dict[str, Any]:
    """Return a change as a version wrote it that had only some columns."""
    known = {*columns_of[change["table"]]}
    return {
        key: {name: cell for name, cell in value.items() if name in known} if isinstance(value, dict) else value
        for key, value in change.items()
    }
