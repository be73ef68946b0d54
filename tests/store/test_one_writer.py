"""One writer: the second window or program reads, says who writes, and becomes the writer once nobody else is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from rra_desktop.domain.edits import Edit, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.errors import MatterFileError, ReadOnlyMatterError
from rra_desktop.store import driver
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.writer_lock import lock_beside
from tests.store.other_program import OtherProgram

Maker = Callable[..., MatterFile]
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")


@pytest.fixture
def path(tmp_path: Path, full_matter: Matter, make_matter: Maker) -> Path:
    """Give the path of a sound matter, closed, alone in its folder."""
    folder = tmp_path / "matters"
    folder.mkdir()
    make_matter(folder / "bestnet.rra", full_matter).close()
    return folder / "bestnet.rra"


def renaming(matter: Matter, name: str) -> Edit:
    holder = matter.holders[0]
    return Edit("A name", "ChangeHolder", (RowChange(holder, replace(holder, name=name)),))


# -- two windows, two programs -----------------------------------------------------------------------------------------


def test_a_second_window_reads_what_the_first_writes(path: Path, open_matter: Maker) -> None:
    with open_matter(path) as writer, open_matter(path) as reader:
        assert not writer.read_only
        assert "open for writing already: by “counsel”" in reader.read_only_reason
        with pytest.raises(ReadOnlyMatterError, match="can be read here, but not changed"):
            reader.write(renaming(reader.matter(), "Elder"))
        writer.write(renaming(writer.matter(), "Elder"))
        assert reader.matter() == writer.matter()
        assert reader.journal() == writer.journal()
    assert list(path.parent.iterdir()) == [path]


def test_a_second_window_that_closes_takes_nothing_from_the_first(path: Path, open_matter: Maker) -> None:
    with open_matter(path) as writer:
        open_matter(path).close()
        with OtherProgram(path) as other:
            assert other.opened["read_only"]
        writer.write(renaming(writer.matter(), "Elder"))
        assert writer.check() == ()


def test_another_program_is_told_who_writes_and_follows(path: Path, open_matter: Maker) -> None:
    with OtherProgram(path, actor="anna") as other:
        assert not other.opened["read_only"]
        with open_matter(path) as here:
            assert "by “anna” on “" in here.read_only_reason
            assert other.ask(rename="Elder")["entries"] == 2
            assert here.matter().holders[0].name == "Elder"
            assert other.ask(rename="Older")["entries"] == 3
            assert [entry.number for entry in here.journal()] == [1, 2, 3]
        assert other.ask(close=True) == {}
        with open_matter(path) as here:
            assert not here.read_only


def test_the_lock_of_a_program_that_was_killed_is_gone_with_it(path: Path, open_matter: Maker) -> None:
    with OtherProgram(path) as other:
        assert other.ask(rename="Elder")["entries"] == 2
        other.kill()
        assert lock_beside(path).exists()
        with open_matter(path) as here:
            assert not here.read_only
            assert here.matter().holders[0].name == "Elder"
    assert list(path.parent.glob(".*")) == []


def test_a_lock_with_nonsense_in_it_is_still_a_lock(path: Path, open_matter: Maker) -> None:
    with OtherProgram(path):
        for nonsense in (b"", b"[", b"[]", b'{"who": ["\x1b"], "where": null}', b"\xff" * 9_000):
            lock_beside(path).write_bytes(nonsense)
            with open_matter(path) as here:
                assert "open for writing already" in here.read_only_reason
                assert here.read_only_reason.isprintable()


def test_opened_for_reading_it_takes_no_lock(path: Path, open_matter: Maker) -> None:
    with open_matter(path, read_only=True) as reader:
        assert "opened for reading only" in reader.read_only_reason
        assert list(path.parent.iterdir()) == [path]
        with open_matter(path) as writer:
            assert not writer.read_only


# -- where one may not write -------------------------------------------------------------------------------------------


@contextmanager
def as_somebody() -> Iterator[None]:
    """Be an ordinary user for a while: root may write everywhere."""
    root = os.name != "nt" and os.geteuid() == 0
    if root:
        os.seteuid(65_534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def shared(path: Path) -> Iterator[Path]:
    """Give the same matter in a folder that others may look into."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        shutil.copyfile(path, Path(folder) / path.name)
        yield Path(folder) / path.name
        Path(folder).chmod(0o755)


@POSIX
def test_in_a_folder_one_may_not_write_to_it_is_read(shared: Path, open_matter: Maker, full_matter: Matter) -> None:
    shared.chmod(0o666)
    shared.parent.chmod(0o555)
    with as_somebody(), open_matter(shared) as opened:
        assert opened.read_only_reason.startswith(f"You may not write in the folder {shared.parent}.")
        assert opened.matter() == full_matter


@POSIX
def test_a_file_of_somebody_else_is_read(shared: Path, open_matter: Maker, full_matter: Matter) -> None:
    shared.parent.chmod(0o777)
    shared.chmod(0o444)
    with as_somebody(), open_matter(shared) as opened:
        assert opened.read_only_reason.startswith("The file is marked read-only, or you may not write in it.")
        assert opened.matter() == full_matter


@POSIX
def test_a_file_one_may_not_read_is_refused(shared: Path, open_matter: Maker) -> None:
    shared.chmod(0o600)
    with as_somebody(), pytest.raises(MatterFileError, match="You do not have permission"):
        open_matter(shared)


def test_a_file_marked_read_only_is_read_and_says_so(path: Path, open_matter: Maker, full_matter: Matter) -> None:
    path.chmod(0o444)
    with open_matter(path) as opened:
        assert opened.read_only_reason.startswith("The file is marked read-only")
        assert opened.matter() == full_matter
        opened.save_copy(path.with_name("copy.rra"))
    with open_matter(path.with_name("copy.rra")) as copy:
        assert not copy.read_only


# -- changed underneath ------------------------------------------------------------------------------------------------


def moved(path: Path) -> None:
    path.rename(path.with_name("moved.rra"))


def replaced(path: Path) -> None:
    shutil.copyfile(path, path.with_name("other.rra"))
    path.with_name("other.rra").replace(path)


def marked_read_only(path: Path) -> None:
    path.chmod(stat.S_IRUSR)


def changed_by_sqlite(path: Path) -> None:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("UPDATE holder SET name = 'Somebody else' WHERE id = 'H1'")
    database.close()


def linked(path: Path) -> None:
    path.with_name("second.rra").hardlink_to(path)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (moved, "it was moved, renamed or removed"),
        (Path.unlink, "it was moved, renamed or removed"),
        (replaced, "Another file has taken the place"),
        (marked_read_only, "marked read-only"),
        (changed_by_sqlite, "changed by another program"),
        (linked, "one file under several names"),
    ],
)
def test_what_happens_to_a_file_underneath_is_noticed_before_the_next_write(
    path: Path, open_matter: Maker, full_matter: Matter, change: Callable[[Path], object], sentence: str
) -> None:
    with open_matter(path) as opened:
        opened.write(renaming(full_matter, "Elder"))
        change(path)
        after = path.read_bytes() if path.exists() else b""
        for _ in range(2):
            with pytest.raises(MatterFileError, match=sentence) as refused:
                opened.write(renaming(opened.matter(), "Older"))
            assert "othing was written" in str(refused.value)
        assert (path.read_bytes() if path.exists() else b"") == after
        assert opened.matter().holders[0].name == "Elder"
        path.parent.chmod(0o755)
        opened.save_copy(path.with_name("rescued.rra"))
    with open_matter(path.with_name("rescued.rra")) as rescued:
        assert rescued.matter().holders[0].name == "Elder"


def test_a_folder_moved_underneath_is_noticed(path: Path, open_matter: Maker, full_matter: Matter) -> None:
    with open_matter(path) as opened:
        path.parent.rename(path.parent.with_name("elsewhere"))
        with pytest.raises(MatterFileError, match="it was moved, renamed or removed"):
            opened.write(renaming(full_matter, "Elder"))
    with open_matter(path.parent.with_name("elsewhere") / path.name) as again:
        assert again.matter() == full_matter


def test_an_edit_waits_for_a_reader_and_says_so_when_it_stays(
    path: Path, open_matter: Maker, full_matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_SECONDS", 0.1)
    with open_matter(path) as opened, reading(path):
        with pytest.raises(MatterFileError, match="did not let go of it in time"):
            opened.write(renaming(full_matter, "Elder"))
        assert opened.matter() == full_matter
    with open_matter(path) as opened:
        opened.write(renaming(full_matter, "Elder"))
        assert opened.check() == ()


READER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN")
database.execute("SELECT * FROM holder").fetchall()
print("reading", flush=True)
sys.stdin.read()
"""


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Have another program read the file and not let go of it."""
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"reading\n"
        yield
