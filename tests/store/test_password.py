"""Passwords: without it nothing of the matter can be read anywhere on the disk, with it everything is as before."""

from __future__ import annotations

import contextlib
import errno
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from rra_desktop import atomic_files
from rra_desktop.domain.edits import Edit, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.errors import MatterFileError, WrongPasswordError
from rra_desktop.store import driver, opening
from rra_desktop.store.journal_writer import JournalWriter
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.password import MAGIC, Key
from rra_desktop.store.restoring import restore
from tests.store.example import TickingClock

Maker = Callable[..., MatterFile]
PASSWORD = "mit Schild – „oder darauf“ '\";--\0x"  # noqa: S105
OTHER = "with your shield"
TELLING = (
    b"BestNet",
    b"Alder",
    b"Dogwood",
    b"Juniper",
    b"ledger",
    b"SQLite",
    b"Elder",
    b"counsel",
    "ὁ κάτοχος".encode(),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a matter to be, alone in its folder."""
    folder = tmp_path / "matters"
    folder.mkdir()
    return folder / "matter.rra"


def renaming(matter: Matter, name: str) -> Edit:
    holder = matter.holders[0]
    return Edit(f"Name {name}", "ChangeHolder", (RowChange(holder, replace(holder, name=name)),))


def readable(folder: Path) -> list[str]:
    """Return the files under a folder in which a word of the matter can be read, but for the lock's note."""
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".lock") and any(word in path.read_bytes() for word in TELLING)
    ]


def test_a_locked_matter_opens_with_its_password_only(
    path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    with make_matter(path, full_matter, password=PASSWORD) as made:
        assert made.locked
        assert made.matter() == full_matter
    with open_matter(path, password=PASSWORD) as opened:
        assert opened.matter() == full_matter
        assert opened.check() == ()
    before = path.read_bytes()
    for wrong in (PASSWORD[:-1], PASSWORD.upper(), "", OTHER):
        began = time.process_time()
        with pytest.raises(WrongPasswordError, match=r"\.$"):
            open_matter(path, password=wrong)
        assert time.process_time() - began < 2
    with pytest.raises(WrongPasswordError, match="is locked with a password, and none was given"):
        open_matter(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_one_password_typed_in_two_ways_is_one(
    path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    make_matter(path, full_matter, password="caf\u00e9").close()  # noqa: S106
    with open_matter(path, password="cafe\u0301") as opened:  # noqa: S106
        assert opened.matter() == full_matter


def test_a_password_for_a_matter_that_has_none_is_not_asked_for(
    path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    make_matter(path, full_matter).close()
    with open_matter(path, password=OTHER) as opened:
        assert not opened.locked


def test_nothing_of_a_locked_matter_can_be_read_at_any_moment_of_its_life(
    path: Path, tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    make_matter(path, full_matter, password=PASSWORD).close()
    with open_matter(path, password=PASSWORD, backup_folder=tmp_path / "backups") as file:
        for name in ("Elder", "Older"):
            file.write(renaming(file.matter(), name))
            assert readable(tmp_path) == []
        file.save_copy(path.with_name("copy.rra"))
        assert path.read_bytes().startswith(MAGIC)
        assert len(list(tmp_path.rglob("*.rra"))) == 3
        assert readable(tmp_path) == []
        file.change_password(OTHER)
        assert readable(tmp_path) == []


def test_the_journal_of_a_write_under_way_tells_nothing(
    path: Path, tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    make_matter(path, full_matter, password=PASSWORD).close()
    key = Key.drawn(PASSWORD, path.read_bytes()[:16])
    database = driver.connect(path, writing=True, key_pragma=key.pragma)
    database.execute("PRAGMA cache_size = 1")
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE holder SET notes = notes || printf('%.*c', 50000, 'x')")
    assert path.with_name("matter.rra-journal").stat().st_size > 4_096
    assert readable(tmp_path) == []
    database.rollback()
    database.close()


def failing_syncs(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let the disk fail the next few times when the new name of a file is to be made durable."""
    sync_folder, failures = atomic_files.sync_folder, iter(range(times))

    def failing(folder: Path) -> None:
        if next(failures, None) is not None:
            raise OSError(errno.EIO, "Input/output error", str(folder))
        sync_folder(folder)

    monkeypatch.setattr(atomic_files, "sync_folder", failing)


def test_a_disk_that_fails_when_the_new_lock_is_on_has_locked_the_matter(
    path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_matter(path, full_matter) as file:
        failing_syncs(monkeypatch, 1)
        assert file.change_password(PASSWORD) == ()
        assert file.locked
        file.write(renaming(file.matter(), "Elder"))
    with open_matter(path, password=PASSWORD) as opened:
        assert opened.matter().holders[0].name == "Elder"


def test_a_disk_that_goes_on_failing_is_named_and_the_change_stands_with_all_backups(
    path: Path, tmp_path: Path, full_matter: Matter, make_matter: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_matter(path, full_matter, backup_folder=tmp_path / "backups") as file:
        file.write(renaming(file.matter(), "Elder"))
        failing_syncs(monkeypatch, 2)
        (trouble,) = file.change_password(PASSWORD)
        assert re.match(r"The change is made, but: The disk .* reported an error", trouble)
        assert file.locked
        assert readable(tmp_path) == []
        file.write(renaming(file.matter(), "Older"))
        assert file.check() == ()


def test_a_file_that_cannot_be_opened_again_at_once_is_opened_when_it_is_next_written(
    path: Path, tmp_path: Path, full_matter: Matter, make_matter: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_matter(path, full_matter, backup_folder=tmp_path / "backups") as file:
        file.write(renaming(file.matter(), "Elder"))
        edit = renaming(file.matter(), "Older")
        with monkeypatch.context() as disk:
            disk.setattr(opening, "unlocked", failing_to_open)
            (trouble,) = file.change_password(PASSWORD)
            assert trouble == (
                "The change is made, but: “matter.rra” could not be opened again at once; that is tried anew with the "
                "next act."
            )
            assert file.locked
            for act in (file.matter, lambda: file.write(edit)):
                with pytest.raises(MatterFileError, match="reported an error"):
                    act()
        file.write(edit)
        assert path.read_bytes().startswith(MAGIC)
        assert readable(tmp_path) == []
        assert [backup.last_entry for backup in file.backups()] == ["Matter made"]


def test_backups_that_cannot_be_listed_are_named_and_the_change_is_made(
    path: Path, tmp_path: Path, full_matter: Matter, make_matter: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_matter(path, full_matter, backup_folder=tmp_path / "backups") as file:
        file.write(renaming(file.matter(), "Elder"))
        with monkeypatch.context() as disk:
            disk.setattr(Path, "iterdir", failing_to_open)
            (trouble,) = file.change_password(PASSWORD)
        assert re.match(r"The backups are as they were before: The disk .* reported an error", trouble)
        assert file.locked
        assert file.change_password(OTHER) == ()
        assert readable(tmp_path) == []


def test_a_backup_that_is_in_its_place_is_not_called_left(
    path: Path, tmp_path: Path, full_matter: Matter, make_matter: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_matter(path, full_matter, backup_folder=tmp_path / "backups") as file:
        file.write(renaming(file.matter(), "Elder"))
        sync_folder, folders = atomic_files.sync_folder, iter((False, True))

        def failing_second(folder: Path) -> None:
            sync_folder(folder)
            if next(folders, False):
                raise OSError(errno.EIO, "Input/output error", str(folder))

        monkeypatch.setattr(atomic_files, "sync_folder", failing_second)
        assert file.change_password(PASSWORD) == ()
        assert readable(tmp_path) == []


def test_a_reader_is_told_when_the_writer_has_changed_the_password(
    path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    with make_matter(path, full_matter) as writer, open_matter(path, read_only=True) as reader:
        assert reader.matter() == full_matter
        writer.change_password(PASSWORD)
        with pytest.raises(MatterFileError, match="was put in place anew since it was opened here"):
            reader.matter()


def failing_to_open(path: Path, *_arguments: object, **_names: object) -> contextlib.nullcontext[None]:
    """Fail as a disk does."""
    raise OSError(errno.EIO, "Input/output error", str(path))


@pytest.mark.parametrize("password", [None, OTHER])
def test_another_matter_in_the_place_of_one_that_is_to_be_opened_again_is_not_taken_for_it(
    path: Path,
    password: str | None,
    full_matter: Matter,
    make_matter: Maker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_matter(path.with_name("other.rra"), full_matter, password=password).close()
    with make_matter(path, full_matter, password=PASSWORD) as file:
        with monkeypatch.context() as disk:
            disk.setattr(opening, "unlocked", failing_to_open)
            file.change_password(OTHER)
        path.with_name("other.rra").replace(path)
        for act in (file.matter, lambda: file.write(renaming(full_matter, "Elder"))):
            with pytest.raises(MatterFileError, match="Another file has taken the place"):
                act()


def test_a_password_is_set_changed_and_removed_with_all_backups(
    path: Path, tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    folder = tmp_path / "backups"
    with make_matter(path, full_matter, backup_folder=folder) as file:
        file.write(renaming(file.matter(), "Elder"))
        state, entries = file.matter(), file.journal()
        assert set(readable(tmp_path)) == {"matter.rra", file.backups()[0].path.name}
        for password in (PASSWORD, OTHER, None):
            assert file.change_password(password) == ()
            assert file.locked is (password is not None)
            assert (file.matter(), file.journal(), file.check()) == (state, entries, ())
            assert [each.last_entry for each in file.backups()] == ["Matter made"]
            assert bool(readable(tmp_path)) is (password is None)
            file.write(renaming(file.matter(), "Older"))
            state, entries = file.matter(), file.journal()
            with pytest.raises(WrongPasswordError) if password else open_matter(path, password="no"):  # noqa: S106
                open_matter(path, password="no")  # noqa: S106
    with open_matter(path) as opened:
        assert opened.matter() == state
    assert sorted(each.name for each in path.parent.iterdir()) == ["matter.rra"]


def test_who_could_not_read_the_matter_before_cannot_when_it_is_written_anew(
    path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    with make_matter(path, full_matter) as file:
        path.chmod(0o600)
        file.change_password(OTHER)
        assert path.stat().st_mode & 0o777 == 0o600
        file.change_password(None)
        assert file.change_password(None) == ()
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_backup_of_another_password_is_left_as_it_was_and_named(
    path: Path, tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    with make_matter(path, full_matter, backup_folder=tmp_path / "backups", password=PASSWORD) as file:
        file.write(renaming(file.matter(), "Elder"))
        (backup,) = file.backups()
        stranger = backup.path.with_name("20030101T000000000000-session.rra")
        make_matter(stranger, full_matter, password="a third").close()  # noqa: S106
        before = stranger.read_bytes()
        (remark,) = file.change_password(OTHER)
        assert remark == (f"The backup of Jan 1, 2003, 00:00 UTC, is locked as it was before; it lies at “{stranger}”.")
        assert stranger.read_bytes() == before


def test_copies_and_backups_open_with_the_password_in_any_program_with_sqlcipher(
    path: Path, tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    dbapi = pytest.importorskip("sqlcipher3.dbapi2")
    with make_matter(path, full_matter, password=OTHER, backup_folder=tmp_path / "backups") as file:
        file.write(renaming(file.matter(), "Elder"))
        file.save_copy(path.with_name("copy.rra"))
        backup = file.backups()[0].path
    for place, name in ((path, "Elder"), (path.with_name("copy.rra"), "Elder"), (backup, full_matter.holders[0].name)):
        connection = dbapi.connect(str(place))
        connection.execute(f"PRAGMA key = '{OTHER}'")
        assert connection.execute("SELECT name FROM holder ORDER BY place LIMIT 1").fetchone() == (name,)
        connection.close()
        with closing(sqlite3.connect(place)) as without_key, pytest.raises(sqlite3.DatabaseError):
            without_key.execute("SELECT * FROM holder")


def test_a_matter_that_cannot_be_written_keeps_its_password(
    path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    make_matter(path, full_matter, password=PASSWORD).close()
    before = path.read_bytes()
    with (
        open_matter(path, password=PASSWORD, read_only=True) as opened,
        pytest.raises(MatterFileError, match="opened for reading only"),
    ):
        opened.change_password(OTHER)
    assert path.read_bytes() == before


def test_the_key_is_never_printed(full_matter: Matter) -> None:
    key = Key.new(OTHER)
    assert key.secret.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)
    assert full_matter.details.title


def test_where_there_is_no_sqlcipher_it_is_said(
    path: Path, full_matter: Matter, make_matter: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "LOCKED_FILES_OPEN", False)
    with pytest.raises(MatterFileError, match="has no SQLCipher for the program"):
        make_matter(path, full_matter, password=PASSWORD)
    assert list(path.parent.iterdir()) == []
    make_matter(path, full_matter).close()


def test_plain_matters_open_without_sqlcipher(path: Path, full_matter: Matter, make_matter: Maker) -> None:
    make_matter(path, full_matter).close()
    script = (
        "import sys; sys.modules['sqlcipher3'] = None\n"
        "import datetime as dt; from pathlib import Path\n"
        "from rra_desktop.store import driver; assert not driver.LOCKED_FILES_OPEN\n"
        "from rra_desktop.store.matter_file import MatterFile\n"
        "file = MatterFile.open(Path(sys.argv[1]), clock=lambda: dt.datetime.now(dt.UTC), actor='', app_version='')\n"
        "print(len(file.matter().holders), file.check())"
    )
    answer = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=False)
    assert answer.stdout == "3 ()\n", answer.stderr


def test_restoring_needs_the_password_of_the_backup_and_not_of_the_matter(
    path: Path, tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    with make_matter(path, full_matter, password=PASSWORD, backup_folder=tmp_path / "backups") as file:
        file.write(renaming(file.matter(), "Elder"))
        backup = file.backups()[0].path
    kept = path.with_name("kept.rra")
    backup.rename(kept)
    path.write_bytes(b"rubbish")
    writer = JournalWriter(TickingClock(), "counsel", "0.1.0")
    restore(kept, path, writer, password=PASSWORD, backup_folder=tmp_path / "backups")
    with open_matter(path, password=PASSWORD) as opened:
        assert opened.matter() == full_matter
