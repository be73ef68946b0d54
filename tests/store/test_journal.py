"""The journal: only ever added to, exact, and answered with a sentence when somebody has been at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rra_desktop.domain.edits import Edit, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.store import driver
from rra_desktop.store.journal_rows import DamagedJournalError, journal_entry, journal_row
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.writing import changes_that_make

Maker = Callable[..., MatterFile]


@pytest.fixture
def path(tmp_path: Path, full_matter: Matter, make_matter: Maker) -> Path:
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        details = full_matter.details
        made.write(Edit("Another title", "ChangeDetails", (RowChange(details, replace(details, title="T")),)))
    return tmp_path / "bestnet.rra"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal",
        "DELETE FROM journal WHERE number = 2",
        "UPDATE journal SET who = 'nobody'",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE number = 2",
        "INSERT INTO journal SELECT 4, \"when\", who, kind, label, '', NULL, '', 1, changes FROM journal LIMIT 1",
        "UPDATE OR REPLACE journal SET number = 1 WHERE number = 2",
    ],
)
def test_the_file_itself_refuses_to_have_its_journal_rewritten(path: Path, statement: str) -> None:
    database = driver.connect(path, writing=True)
    before = driver.rows(database, "SELECT * FROM journal")
    with pytest.raises(driver.dbapi.IntegrityError, match=r"only ever added to|without gaps"):
        database.execute(statement)
    assert driver.rows(database, "SELECT * FROM journal") == before
    database.close()


def test_a_user_whose_name_is_no_text_can_still_sign(
    tmp_path: Path, full_matter: Matter, clock: Callable[[], dt.datetime]
) -> None:
    made = MatterFile.create(tmp_path / "m.rra", full_matter, clock=clock, actor="caf\udce9", app_version="0")
    assert made.journal()[0].who == "caf?"
    made.close()


def test_a_clock_without_a_zone_writes_nothing(tmp_path: Path, full_matter: Matter) -> None:
    with pytest.raises(ValueError, match="no zone"):
        MatterFile.create(
            tmp_path / "m.rra",
            full_matter,
            clock=lambda: dt.datetime(2003, 6, 2),  # noqa: DTZ001 - the mistake itself
            actor="counsel",
            app_version="0",
        )
    assert list(tmp_path.iterdir()) == []


def test_an_entry_gives_back_the_records_before_and_after_exactly(path: Path, open_matter: Maker) -> None:
    with open_matter(path) as opened:
        for entry in opened.journal():
            again = journal_entry(journal_row(entry, 1), 1)
            assert again == entry


def damaged(path: Path, column: str, value: object) -> None:
    """Change the second entry behind the back of the triggers, as a hostile file would have it."""
    database = driver.connect(path, writing=True)
    trigger = driver.rows(database, "SELECT sql FROM sqlite_schema WHERE name = 'journal_is_not_rewritten'")[0][0]
    database.execute("DROP TRIGGER journal_is_not_rewritten")
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute(f'UPDATE journal SET "{column}" = ? WHERE number = 2', (value,))  # noqa: S608
    database.execute(trigger)
    database.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("when", "yesterday"),
        ("when", "2003-06-02T09:00:00"),
        ("kind", "lost"),
        ("schema", 0),
        ("schema", 99),
        ("changes", ""),
        ("changes", "{"),
        ("changes", "[" * 100_000),
        ("changes", "{}"),
        ("changes", "7"),
        ("changes", "[7]"),
        ("changes", "[null]"),
        ("changes", "[{}]"),
        ("changes", '[{"table":"journal","after":{}}]'),
        ("changes", '[{"table":["matter"],"after":{}}]'),
        ("changes", '[{"table":"holder"}]'),
        ("changes", '[{"table":"holder","after":null}]'),
        ("changes", '[{"table":"holder","after":{}}]'),
        ("changes", '[{"table":"holder","after":{"id":"H9","name":"N","role":"king"}}]'),
        ("changes", '[{"table":"affiliate_group","after":{"name":"A","lead":1.5}}]'),
        ("changes", '[{"table":"affiliate_group","after":{"name":"A","led":"B"}}]'),
        ("changes", '[{"table":"affiliate_group","before":{"name":"A"},"after":{"name":"B"}}]'),
        ("changes", '[{"table":"affiliate_group","after":{"name":"A"},"position":-1}]'),
        ("changes", '[{"table":"affiliate_group","after":{"name":"A"},"position":true}]'),
        ("changes", '[{"table":"affiliate_group","after":{"name":"A"},"why":"not"}]'),
        ("changes", '[{"table":"affiliate_group","after":{"name":["A"]}}]'),
        ("changes", f'[{{"table":"affiliate_group","after":{{"name":"A"}},"position":{"9" * 5_000}}}]'),
    ],
)
def test_an_entry_somebody_has_been_at_is_refused_by_its_number(
    path: Path, open_matter: Maker, column: str, value: object
) -> None:
    damaged(path, column, value)
    with pytest.raises(DamagedJournalError, match=r"^Entry 2 of the journal cannot be read"):
        open_matter(path)


def test_a_journal_that_tells_another_story_than_the_rows_is_found(path: Path, open_matter: Maker) -> None:
    damaged(path, "changes", "[]")
    with open_matter(path) as opened:
        assert opened.check() == ("The matter is not as the journal tells it.",)


def test_a_row_changed_without_an_entry_is_found(path: Path, open_matter: Maker) -> None:
    database = driver.connect(path, writing=True)
    database.execute("UPDATE holder SET name = 'Somebody else' WHERE id = 'H1'")
    database.execute("DELETE FROM waiver WHERE id = 2")
    database.close()
    with open_matter(path) as opened:
        assert opened.check() == (
            "Holder “Somebody else” is not as the journal tells it.",
            "Waiver “2” is missing, and the journal does not say why.",
        )


def test_the_first_entry_makes_everything(full_matter: Matter) -> None:
    assert len(changes_that_make(full_matter)) == 2 + sum(
        len(getattr(full_matter, field))
        for field in full_matter.__dataclass_fields__
        if field not in {"details", "form", "holidays"}
    )
