"""A matter file is made, read, written one edit at a time, and tells the same story when it is opened again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from rra_desktop.domain.edits import Edit, EntryKind, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.errors import MatterFileError, RefusedEditError, StaleEditError
from rra_desktop.store.entering import everything_in
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.rows import TABLES

Maker = Callable[..., MatterFile]


def rename(holder: Holder, name: str) -> Edit:
    return Edit(f"Change of {holder.name}'s name", "ChangeHolder", (RowChange(holder, replace(holder, name=name)),))


def test_a_matter_comes_back_from_its_file_as_it_went_in(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    path = tmp_path / "bestnet.rra"
    with make_matter(path, full_matter) as made:
        assert made.matter() == full_matter
    with open_matter(path) as opened:
        assert opened.matter() == full_matter


def test_every_field_of_every_record_has_its_column() -> None:
    for table in TABLES:
        assert tuple(table.columns) == tuple(field.name for field in fields(table.record))


def test_making_a_matter_is_the_first_entry_of_its_journal(
    tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        (entry,) = made.journal()
    assert (entry.number, entry.kind, entry.who, entry.app_version) == (1, EntryKind.MADE, "counsel", "0.1.0")
    assert entry.changes == everything_in(full_matter)


def test_a_file_is_never_made_over_another(tmp_path: Path, full_matter: Matter, make_matter: Maker) -> None:
    path = tmp_path / "letter.rra"
    path.write_text("Dear Sir")
    with pytest.raises(MatterFileError, match=r"already something called “letter\.rra”"):
        make_matter(path, full_matter)
    assert path.read_text() == "Dear Sir"
    assert list(tmp_path.iterdir()) == [path]


def test_an_edit_is_in_the_file_and_in_the_journal_at_once(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    alder, *others = full_matter.holders
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        entry = made.write(rename(alder, "Alder II"))
        assert made.matter().holders == (replace(alder, name="Alder II"), *others)
        assert made.journal()[-1] == entry
    with open_matter(tmp_path / "bestnet.rra") as opened:
        assert opened.matter().holders == (replace(alder, name="Alder II"), *others)
        assert opened.journal_entry(2) == entry
        assert (entry.number, entry.kind, entry.label) == (
            2,
            EntryKind.EDIT,
            "Change of Alder Growth Fund I, L.P.'s name",
        )


def test_an_edit_made_against_an_older_state_is_refused_whole(
    tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    alder, dogwood, _ = full_matter.holders
    stale = Edit(
        "Two names",
        "ChangeHolder",
        (
            RowChange(dogwood, replace(dogwood, name="Dogwood II")),
            RowChange(replace(alder, name="Elder"), replace(alder, name="Alder II")),
        ),
    )
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        with pytest.raises(StaleEditError, match="Holder “H2” is no longer as it was"):
            made.write(stale)
        assert made.matter() == full_matter
        assert len(made.journal()) == 1


def test_a_record_that_points_at_nothing_is_refused(tmp_path: Path, full_matter: Matter, make_matter: Maker) -> None:
    dogwood = full_matter.holders[1]
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        with pytest.raises(RefusedEditError, match="pointing at a holder that is not in the matter"):
            made.write(Edit("Removal of Dogwood", "RemoveHolder", (RowChange(dogwood, None),)))
        assert made.matter() == full_matter


def test_an_undone_removal_puts_every_row_back_where_it_stood(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    everything = everything_in(full_matter)
    removed = tuple(change.reversed() for change in reversed(everything[1:]))
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        entry = made.write(Edit("Removal of everything", "Remove", removed))
        assert made.matter() == Matter(full_matter.details, full_matter.form)
        made.write(Edit(entry.label, entry.command, entry.changes).reversed(), EntryKind.UNDO, entry.number)
        assert made.matter() == full_matter
        assert made.journal()[-1].of == entry.number
    with open_matter(tmp_path / "bestnet.rra") as opened:
        assert opened.matter() == full_matter
