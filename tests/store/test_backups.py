"""Backups: taken before anything changes, checked before they count, kept by age, and put back without loss."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.edits import Edit, EntryKind, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.errors import MatterFileError, WrongPasswordError
from rra_desktop.store.backups import Backups, Occasion, worth_keeping
from rra_desktop.store.journal_writer import JournalWriter
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.restoring import backups_of, restore
from tests.store.example import TickingClock

Maker = Callable[..., MatterFile]
NOW = dt.datetime(2003, 12, 31, 18, 0, tzinfo=dt.UTC)


@pytest.fixture
def path(tmp_path: Path, full_matter: Matter, make_matter: Maker) -> Path:
    """Give the path of a sound matter, closed, alone in its folder."""
    folder = tmp_path / "matters"
    folder.mkdir()
    make_matter(folder / "bestnet.rra", full_matter, backup_folder=tmp_path / "backups").close()
    return folder / "bestnet.rra"


@pytest.fixture
def opened(path: Path, open_matter: Maker, tmp_path: Path) -> Callable[..., MatterFile]:
    """Open the matter with its backups in a folder of the test."""
    return lambda **how: open_matter(path, backup_folder=tmp_path / "backups", **how)


def renaming(matter: Matter, name: str) -> Edit:
    holder = matter.holders[0]
    return Edit(f"Change of name to {name}", "ChangeHolder", (RowChange(holder, replace(holder, name=name)),))


# -- when they are taken -----------------------------------------------------------------------------------------------


def test_one_is_taken_before_the_first_edit_of_a_session_and_none_for_reading(
    opened: Maker, full_matter: Matter
) -> None:
    with opened() as file:
        assert file.backups() == ()
        file.write(renaming(full_matter, "Elder"))
        file.write(renaming(file.matter(), "Older"))
        (backup,) = file.backups()
        assert (backup.occasion, backup.last_entry) == (Occasion.SESSION, "Matter made")
    with opened() as file:
        file.write(renaming(file.matter(), "Oldest"))
        newest, oldest = file.backups()
        assert (newest.last_entry, oldest) == ("Change of name to Older", backup)
        assert newest.taken > oldest.taken
        assert newest.size == newest.path.stat().st_size


def test_one_is_taken_before_a_revert_and_before_an_import(opened: Maker, full_matter: Matter) -> None:
    with opened() as file:
        entry = file.write(renaming(full_matter, "Elder"))
        file.back_up(Occasion.IMPORT)
        revert = Edit(entry.label, entry.command, entry.changes).reversed()
        file.write(revert, EntryKind.REVERT, entry.number)
        assert [each.occasion for each in file.backups()] == [Occasion.REVERT, Occasion.IMPORT, Occasion.SESSION]


def test_two_in_one_moment_are_two(path: Path, tmp_path: Path) -> None:
    with MatterFile.open(path, clock=lambda: NOW, actor="", app_version="", backup_folder=tmp_path / "backups") as file:
        file.back_up(Occasion.IMPORT)
        file.back_up(Occasion.IMPORT)
        assert file.backup_problem == ""
        assert len(file.backups()) == 2


def test_a_backup_is_a_matter_like_any_other(
    opened: Maker, open_matter: Maker, full_matter: Matter, tmp_path: Path
) -> None:
    with opened() as file:
        file.write(renaming(full_matter, "Elder"))
        (backup,) = file.backups()
    shutil.copyfile(backup.path, tmp_path / "taken out.rra")
    with open_matter(tmp_path / "taken out.rra") as out:
        assert out.matter() == full_matter
        assert out.check() == ()


def test_backups_are_for_the_user_alone(opened: Maker, full_matter: Matter) -> None:
    with opened() as file:
        file.write(renaming(full_matter, "Elder"))
        (backup,) = file.backups()
    assert backup.path.parent.stat().st_mode & 0o077 == 0


def test_matters_of_one_name_in_two_folders_keep_their_backups_apart(tmp_path: Path) -> None:
    folders = {Backups.of(tmp_path / place / "bestnet.rra", TickingClock(), tmp_path).folder for place in "ab"}
    assert len(folders) == 2
    assert all(folder.name.startswith("bestnet-") for folder in folders)


# -- a corrupt file ----------------------------------------------------------------------------------------------------


def spoil(path: Path) -> None:
    """Have an index say something else than its table, which only a close look finds, and the file look untouched."""
    status = path.stat()
    database = sqlite3.connect(path)
    ((root,),) = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ledger_entry_of_holder'")
    database.close()
    content = bytearray(path.read_bytes())
    at = content.rindex(b"H2", 4096 * (root - 1), 4096 * root)
    content[at : at + 2] = b"H9"
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_matter_that_turns_out_damaged_is_not_edited_and_leaves_every_backup(
    opened: Maker, path: Path, full_matter: Matter
) -> None:
    with opened() as file:
        file.write(renaming(full_matter, "Elder"))
        good = {each.path: each.path.read_bytes() for each in file.backups()}
    spoil(path)
    with opened() as file:
        with pytest.raises(MatterFileError, match=r"^“bestnet\.rra” is damaged .*restore the matter from a backup"):
            file.write(renaming(file.matter(), "Older"))
        assert {each.path: each.path.read_bytes() for each in file.backups()} == good
        folder = next(iter(good)).parent
        assert [each for each in folder.iterdir() if each.suffix == ".part"] == []


# -- how long they are kept --------------------------------------------------------------------------------------------


def test_age_leaves_ten_sessions_a_month_of_days_and_a_year_of_months() -> None:
    twice_a_day = [NOW - dt.timedelta(hours=12 * half_days) for half_days in range(1_000)]
    kept = worth_keeping([(when, Occasion.SESSION) for when in twice_a_day], NOW)
    assert sorted(kept, reverse=True)[:10] == twice_a_day[:10]
    last_of_days = [when for when in twice_a_day if when.hour == 18]
    assert set(last_of_days[:31]) <= kept
    months = {(when.year, when.month) for when in kept}
    assert months == {(2002, 12), *((2003, month) for month in range(1, 13))}
    assert len(kept) == 10 + (31 - 5) + 12


def test_reverts_of_one_session_do_not_push_out_other_sessions() -> None:
    sessions = [(NOW - dt.timedelta(days=400 + day), Occasion.SESSION) for day in range(5)]
    reverts = [(NOW - dt.timedelta(minutes=minute), Occasion.REVERT) for minute in range(100)]
    kept = worth_keeping([*sessions, *reverts], NOW)
    assert {when for when, _ in sessions} <= kept
    assert len(kept) == 5 + 10


@given(
    st.lists(
        st.tuples(st.integers(0, 500 * 24 * 60).map(lambda m: NOW - dt.timedelta(minutes=m)), st.sampled_from(Occasion))
    ),
    st.integers(0, 30),
)
def test_the_newest_is_always_kept_and_keeping_again_keeps_the_same(
    taken: list[tuple[dt.datetime, Occasion]], days: int
) -> None:
    kept = worth_keeping(taken, NOW)
    assert not taken or max(taken)[0] in kept
    assert worth_keeping([each for each in taken if each[0] in kept], NOW) == kept
    later = worth_keeping(taken, NOW + dt.timedelta(days=days))
    assert later <= kept


def test_what_age_has_overtaken_goes_when_the_next_is_taken(
    opened: Maker, full_matter: Matter, clock: TickingClock
) -> None:
    clock.now = NOW - dt.timedelta(days=500)
    for _ in range(14):
        with opened() as file:
            file.write(renaming(file.matter(), "Elder" if file.matter() == full_matter else "Older"))
            clock.now += dt.timedelta(hours=1)
    clock.now = NOW
    with opened() as file:
        file.write(renaming(file.matter(), "Oldest"))
        assert len(file.backups()) == 10
        (file.backups()[0].path.parent / "notes of mine.txt").write_text("kept")
    with opened() as file:
        file.write(renaming(file.matter(), "Elder"))
        assert (file.backups()[0].path.parent / "notes of mine.txt").exists()


# -- restoring ---------------------------------------------------------------------------------------------------------


def writer(clock: TickingClock) -> JournalWriter:
    return JournalWriter(clock, "counsel", "0.1.0")


def test_a_sound_matter_is_backed_up_before_a_backup_takes_its_place(
    opened: Maker, path: Path, full_matter: Matter, clock: TickingClock, tmp_path: Path
) -> None:
    with opened() as file:
        file.write(renaming(full_matter, "Elder"))
        (backup,) = file.backups()
    folder = tmp_path / "backups"
    assert restore(backup.path, path, writer(clock), backup_folder=folder) is None
    with opened() as file:
        assert file.matter() == full_matter
        assert [each.last_entry for each in file.backups()] == ["Change of name to Elder", "Matter made"]
    assert backups_of(path, clock, backup_folder=folder)[0].occasion is Occasion.RESTORE


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"rubbish"), spoil])
def test_a_damaged_file_is_kept_beside_the_backup_that_takes_its_place(
    opened: Maker, path: Path, clock: TickingClock, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    with opened() as file:
        full_matter = file.matter()
        file.write(renaming(full_matter, "Elder"))
    damage(path)
    path.with_name("bestnet.rra-journal").write_bytes(b"of the damaged file")
    damaged = path.read_bytes()
    (backup,) = backups_of(path, clock, backup_folder=tmp_path / "backups")
    aside = restore(backup.path, path, writer(clock), backup_folder=tmp_path / "backups")
    assert aside == path.with_name(f"bestnet (replaced {clock.now:%Y-%m-%d}).rra")
    assert aside.read_bytes() == damaged
    assert aside.with_name(f"{aside.name}-journal").read_bytes() == b"of the damaged file"
    with opened() as file:
        assert file.matter() == full_matter


def test_a_matter_that_is_gone_comes_back(
    opened: Maker, path: Path, full_matter: Matter, clock: TickingClock, tmp_path: Path
) -> None:
    with opened() as file:
        file.write(renaming(full_matter, "Elder"))
    path.unlink()
    (backup,) = backups_of(path, clock, backup_folder=tmp_path / "backups")
    assert restore(backup.path, path, writer(clock), backup_folder=tmp_path / "backups") is None
    with opened() as file:
        assert file.matter() == full_matter
    assert list(path.parent.iterdir()) == [path]


def test_nothing_is_restored_over_a_matter_that_is_open_or_from_what_is_no_backup(
    opened: Maker, path: Path, full_matter: Matter, clock: TickingClock, tmp_path: Path
) -> None:
    (tmp_path / "letter.rra").write_text("Dear Sir")
    before = path.read_bytes()
    with pytest.raises(MatterFileError, match="is not a matter"):
        restore(tmp_path / "letter.rra", path, writer(clock), backup_folder=tmp_path / "backups")
    assert path.read_bytes() == before
    with opened() as file:
        file.write(renaming(full_matter, "Elder"))
        with pytest.raises(MatterFileError, match="open for writing already"):
            restore(file.backups()[0].path, path, writer(clock), backup_folder=tmp_path / "backups")
        file.write(renaming(file.matter(), "Older"))


def test_a_locked_backup_is_restored_with_its_password_only(
    opened: Maker, path: Path, full_matter: Matter, clock: TickingClock, tmp_path: Path
) -> None:
    with opened() as file:
        file.change_password("with your shield")
        file.write(renaming(full_matter, "Elder"))
        assert file.backups()[0].last_entry == "Matter made"
    folder = tmp_path / "backups"
    (backup,) = backups_of(path, clock, backup_folder=folder)
    assert backup.last_entry == ""
    (known,) = backups_of(path, clock, password="with your shield", backup_folder=folder)  # noqa: S106
    assert known.last_entry == "Matter made"
    for wrong in (None, "or on it"):
        with pytest.raises(WrongPasswordError):
            restore(backup.path, path, writer(clock), password=wrong, backup_folder=folder)
    restore(backup.path, path, writer(clock), password="with your shield", backup_folder=folder)  # noqa: S106
    with opened(password="with your shield") as file:  # noqa: S106
        assert file.matter() == full_matter


# -- copies ------------------------------------------------------------------------------------------------------------


def test_a_copy_takes_the_place_of_an_earlier_one_and_of_nothing_in_use(
    opened: Maker, open_matter: Maker, path: Path, full_matter: Matter
) -> None:
    copy = path.with_name("copy.rra")
    with opened() as file:
        file.save_copy(copy)
        file.write(renaming(full_matter, "Elder"))
        file.save_copy(copy)
        with open_matter(copy) as other:
            assert other.matter() == file.matter()
            with pytest.raises(MatterFileError, match=r"“copy\.rra” cannot be replaced\. It is open for writing"):
                file.save_copy(copy)
        with pytest.raises(MatterFileError, match="is the matter itself"):
            file.save_copy(path)
        with pytest.raises(MatterFileError, match="is a folder"):
            file.save_copy(path.parent)
        with pytest.raises(MatterFileError, match="There is no “"):
            file.save_copy(path.parent / "nowhere" / "copy.rra")
        copy.with_name("copy.rra-journal").write_bytes(b"of a write that was not finished")
        with pytest.raises(MatterFileError, match="from a write that was not finished"):
            file.save_copy(copy)
    names = {each.name for each in path.parent.iterdir()}
    assert names == {"bestnet.rra", "copy.rra", "copy.rra-journal"}


def test_what_a_killed_program_left_half_made_is_swept_up_after_a_day(opened: Maker, path: Path) -> None:
    fresh, old = (path.with_name(f".copy.rra.{number}.part") for number in (1, 2))
    for part in (fresh, old, path.with_name(".other.rra.3.part")):
        part.write_bytes(b"half")
        os.utime(part, (0, 0))
    os.utime(fresh)
    with opened() as file:
        file.save_copy(path.with_name("copy.rra"))
    assert sorted(each.name for each in path.parent.glob(".*")) == [fresh.name, ".other.rra.3.part"]
