"""A matter file is made, read, written one edit at a time, and tells the same story when it is opened again."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from rra_desktop.domain.edits import Edit, EntryKind, RowChange
from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.errors import MatterFileError, RefusedEditError, StaleEditError, UserError
from rra_desktop.store.journal_rows import DamagedJournalError
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.rows import TABLES
from rra_desktop.store.writing import changes_that_make

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


@pytest.mark.parametrize(
    "name",
    [
        "a matter.rra",
        "file:other.rra?mode=memory&cache=shared#x",
        "100%41 – „Größe“ 🙂.rra",
        pytest.param(os.fsdecode(b"caf\xe9.rra"), marks=pytest.mark.skipif(os.name == "nt", reason="names are text")),
        ":memory:",
    ],
)
def test_a_matter_may_have_any_name_a_file_may_have(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker, name: str
) -> None:
    with make_matter(tmp_path / name, full_matter) as made:
        made.write(rename(full_matter.holders[0], "Elder"))
        made.save_copy(tmp_path / f"copy of {name}")
    with open_matter(tmp_path / f"copy of {name}") as copy:
        assert copy.matter().holders[0].name == "Elder"
    assert {each.name for each in tmp_path.iterdir()} == {name, f"copy of {name}"}


def test_every_field_of_every_record_has_its_column() -> None:
    for table in (each for each in TABLES if each.make is None):  # a form has its text, and all else is in that
        assert tuple(table.columns) == tuple(field.name for field in fields(table.record))


def test_making_a_matter_is_the_first_entry_of_its_journal(
    tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        (entry,) = made.journal()
    assert (entry.number, entry.kind, entry.who, entry.app_version) == (1, EntryKind.MADE, "counsel", "0.1.0")
    assert entry.changes == changes_that_make(full_matter)


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


def test_the_newest_entries_are_named_without_what_they_changed(
    tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        for name in ("Alder II", "Alder III"):
            made.write(rename(made.matter().holders[0], name))
        newest = [(each.number, each.when, each.who, each.label) for each in made.newest_entries(2)]
        assert newest == [(each.number, each.when, each.who, each.label) for each in made.journal()[:0:-1]]
        assert len(made.newest_entries(9)) == 3


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
        with pytest.raises(StaleEditError, match=r"Holder “Alder Growth Fund I, L\.P\.” is no longer as it was"):
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
    everything = changes_that_make(full_matter)
    removed = tuple(change.reversed() for change in reversed(everything[2:]))
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        entry = made.write(Edit("Removal of everything", "Remove", removed))
        assert made.matter() == Matter(full_matter.details, full_matter.form)
        made.write(Edit(entry.label, entry.command, entry.changes).reversed(), EntryKind.UNDO, entry.number)
        assert made.matter() == full_matter
        assert made.journal()[-1].of == entry.number
    with open_matter(tmp_path / "bestnet.rra") as opened:
        assert opened.matter() == full_matter


def test_many_rows_are_kept_up_with_as_well_as_few(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    new = tuple(RowChange(None, Holder(f"N{number}", f"New {number}"), 1) for number in range(250))
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        entry = made.write(Edit("Import", "Import", new))
        first, *others = full_matter.holders
        assert made.matter().holders == (first, *(change.record for change in reversed(new)), *others)
        with open_matter(tmp_path / "bestnet.rra") as reader:
            assert reader.matter() == made.matter()
        made.write(Edit("", "", entry.changes).reversed(), EntryKind.UNDO, entry.number)
        assert made.matter() == full_matter
        assert made.check() == ()


def test_an_entry_is_found_by_its_number_and_no_other(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        entry = made.write(rename(full_matter.holders[0], "Elder"))
    with open_matter(tmp_path / "bestnet.rra") as opened:
        assert opened.journal_entry(2) == entry
        for number in (0, -1, 3, 10**9):
            with pytest.raises(DamagedJournalError, match=f"no entry {number}"):
                opened.journal_entry(number)


def test_a_record_that_is_there_already_is_not_added_again(
    tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    there = full_matter.holders[1]
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        for change in (RowChange(None, there), RowChange(None, there, 0)):
            with pytest.raises(StaleEditError, match="Holder “Dogwood Capital” is in the matter already"):
                made.write(Edit("Add", "Add", (change,)))
        with pytest.raises(StaleEditError, match="One holder of those to be added"):
            made.write(Edit("Add", "Add", (RowChange(None, Holder("N", "New")), RowChange(None, there))))
        assert made.matter() == full_matter


def test_a_refused_request_is_named_by_its_holder_and_offering(
    tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    asked = full_matter.offering_requests[1]
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        for change, sentence in (
            (RowChange(None, asked), "Offering request “Ten million / Dogwood Capital” is in the matter already"),
            (
                RowChange(replace(asked, quantity=1), asked),
                "Offering request “Ten million / Dogwood Capital” is no longer",
            ),
            (
                RowChange(asked, replace(asked, quantity=10**16)),
                "Quantity of offering request “Ten million / Dogwood Capital” would be 10,000,000,000,000,000, out",
            ),
        ):
            with pytest.raises(UserError, match=f"^{sentence}"):
                made.write(Edit("Ask", "Ask", (change,)))
        with pytest.raises(StaleEditError, match=r"^Holiday change “edgar / Dec 26, 2003” is no longer"):
            made.write(
                Edit(
                    "Closed",
                    "Closed",
                    (RowChange(HolidayChange(Closing.EDGAR, dt.date(2003, 12, 26), closed=False), None),),
                )
            )


def test_a_value_no_file_can_hold_is_refused_by_field_and_row(
    tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    entry = full_matter.ledger[0]
    with make_matter(tmp_path / "bestnet.rra", full_matter) as made:
        with pytest.raises(RefusedEditError, match="Quantity of ledger entry “2” would be 10,000,000,000,000,000, out"):
            made.write(Edit("Q", "Q", (RowChange(entry, replace(entry, quantity=10**16)),)))
        assert made.matter() == full_matter
    with pytest.raises(RefusedEditError, match="Name of holder “H9” would be a text with a character"):
        make_matter(tmp_path / "other.rra", replace(full_matter, holders=(Holder("H9", "\ud800"),), ledger=()))
    assert [each.name for each in tmp_path.iterdir()] == ["bestnet.rra"]


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="only Linux has a folder that takes no files from anybody")
def test_a_folder_that_takes_no_files_is_named(full_matter: Matter, make_matter: Maker) -> None:
    with pytest.raises(
        MatterFileError, match=r"^The folder /proc takes no files, so nothing was written; choose another folder\.$"
    ):
        make_matter(Path("/proc/matter.rra"), full_matter)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, full_matter: Matter, make_matter: Maker) -> None:
    with pytest.raises(MatterFileError) as refused:
        make_matter(tmp_path / "nowhere" / "matter.rra", full_matter)
    assert str(refused.value) == f"There is no “{tmp_path / 'nowhere'}”."
