"""Edits by the hundred: the file follows the matter, each can be taken back, and the journal tells all of it."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rra_desktop.domain.edits import Edit, EntryKind, RowChange, applied
from rra_desktop.domain.matter import Matter, MatterDetails
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.register import Holder
from rra_desktop.store import driver
from rra_desktop.store.journal_writer import JournalWriter
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.row_changes import carry_out
from rra_desktop.store.rows import TABLES
from rra_desktop.store.schema import CURRENT
from rra_desktop.store.statements import STATEMENTS
from rra_desktop.store.writing import make_matter, transaction
from tests.exchange.any_matter import any_matter

if TYPE_CHECKING:
    from sqlite_utils import Database

NOW = dt.datetime(2003, 6, 2, tzinfo=dt.UTC)


pytestmark = pytest.mark.timeout(3_600 if os.environ.get("RRA_LONG") == "1" else 300)
FEW = settings(max_examples=settings().max_examples // 5)


@contextmanager
def file_of(matter: Matter) -> Iterator[MatterFile]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with MatterFile.create(
            place / "any.rra",
            matter,
            clock=lambda: NOW,
            actor="counsel",
            app_version="0.1.0",
            backup_folder=place / "backups",
        ) as made:
            yield made


def opened_again(made: MatterFile) -> Matter:
    with MatterFile.open(
        made.path, clock=lambda: NOW, actor="", app_version="", read_only=True, backup_folder=made.path.parent / "b"
    ) as opened:
        assert opened.check() == ()
        return opened.matter()


@FEW
@given(any_matter())
def test_any_matter_comes_back_from_its_file(matter: Matter) -> None:
    with file_of(matter) as made:
        assert made.matter() == matter
        assert opened_again(made) == matter


def added(draw: st.DrawFn, matter: Matter) -> RowChange:
    new: Holder | Offering = Holder("", "New") if draw(st.booleans()) else Offering("")
    there: tuple[Holder | Offering, ...] = matter.holders if isinstance(new, Holder) else matter.offerings
    taken = {each.id for each in there}
    fresh = draw(st.text("0123456789", min_size=1, max_size=3).map("new{}".format).filter(lambda id_: id_ not in taken))
    return RowChange(None, replace(new, id=fresh), draw(st.none() | st.integers(0, len(there))))


def edits(draw: st.DrawFn, matter: Matter) -> Edit:
    """Draw an edit of rows that nothing points at: additions, changes and removals, some with a place."""
    changes: list[RowChange] = []
    for _ in range(draw(st.integers(1, 4))):
        mine: list[Holder | Offering] = [*matter.holders, *matter.offerings]
        there = [each for each in mine if each.id.startswith("new")]
        change = added(draw, matter)
        if draw(st.booleans()) and there:
            old = draw(st.sampled_from(there))
            kept = draw(st.booleans())
            change = RowChange(old, replace(old, name=draw(st.sampled_from("ABC"))) if kept else None)
        changes.append(change)
        matter = applied(matter, [change])
    return Edit("An edit", "Edit", tuple(changes))


@FEW
@given(any_matter(), st.data())
def test_the_file_follows_the_matter_and_every_edit_can_be_taken_back(matter: Matter, data: st.DataObject) -> None:
    with file_of(matter) as made:
        states = [matter]
        for _ in range(data.draw(st.integers(1, 6))):
            edit = data.draw(st.composite(lambda draw: edits(draw, states[-1]))())
            states.append(applied(states[-1], edit.changes))
            made.write(edit)
            assert made.matter() == states[-1]
        assert opened_again(made) == states[-1]
        for state, entry in zip(reversed(states[:-1]), reversed(made.journal()[1:]), strict=True):
            undo = Edit(entry.label, entry.command, entry.changes).reversed()
            made.write(undo, EntryKind.UNDO, entry.number)
            assert made.matter() == state
        assert opened_again(made) == matter


@FEW
@given(any_matter(), st.data())
def test_the_journal_told_from_the_beginning_gives_the_same_rows(matter: Matter, data: st.DataObject) -> None:
    with file_of(matter) as made:
        for _ in range(data.draw(st.integers(1, 6))):
            edit = data.draw(st.composite(lambda draw: edits(draw, made.matter()))())
            entry = made.write(edit)
            if data.draw(st.booleans()):
                made.write(Edit("", "", entry.changes).reversed(), EntryKind.UNDO, entry.number)
        told = driver.in_memory()
        writer = JournalWriter(lambda: NOW, "", "")
        make_matter(told, Matter(MatterDetails("", "", NOW.date()), matter.form), writer, CURRENT)
        with transaction(told):
            told.execute("DELETE FROM matter")
            told.execute("DELETE FROM agreement")
            for entry in made.journal():
                carry_out(told, entry.changes)
        with file_rows(made.path) as database:
            for table in TABLES:
                select = STATEMENTS[table.name].select
                assert driver.rows(told, select) == driver.rows(database, select)
                places = STATEMENTS[table.name].places
                assert driver.rows(told, places, (10**6, 0)) == driver.rows(database, places, (10**6, 0))
        told.close()


@contextmanager
def file_rows(path: Path) -> Iterator[Database]:
    database = driver.connect(path, writing=False)
    try:
        yield database
    finally:
        database.close()
