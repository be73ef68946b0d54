"""Whatever lies where a matter should: it is answered with a sentence, at once, and left as it is."""

from __future__ import annotations

import os
import socket
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rra_desktop.domain.edits import Edit, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.errors import MatterFileError, RefusedEditError, UserError, WrongPasswordError
from rra_desktop.store import driver, examination, limits
from rra_desktop.store.checking import problems_in
from rra_desktop.store.limits import LARGEST_FILE
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.recognition import NewerFileError, NotAMatterError
from rra_desktop.store.schema import CURRENT
from rra_desktop.store.writer_lock import lock_beside

Maker = Callable[..., MatterFile]
Change = Callable[[Path], object]
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@pytest.fixture
def path(tmp_path: Path, full_matter: Matter, make_matter: Maker) -> Path:
    """Give the path of a sound matter, closed."""
    folder = tmp_path / "from the other side"
    folder.mkdir()
    make_matter(folder / "bestnet.rra", full_matter).close()
    return folder / "bestnet.rra"


def refusal(path: Path, open_matter: Maker) -> str:
    """Return the sentence that answers an attempt to open what is at a path; nothing there may change."""
    folder = path.parent
    names = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
    before = path.read_bytes() if path.is_file() and path.stat().st_size < LARGEST_FILE else b""
    began = time.process_time()
    with pytest.raises(UserError) as refused:
        open_matter(path)
    assert time.process_time() - began < 2
    if before:
        assert path.read_bytes() == before
    assert (sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []) == names
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return sentence


# -- what is no ordinary file ------------------------------------------------------------------------------------------


def pipe_at(path: Path) -> None:
    os.mkfifo(path)


def socket_at(path: Path) -> None:
    server = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's whole path may have a hundred characters only
    try:
        server.bind(path.name)
    finally:
        os.chdir(here)
        server.close()


@pytest.mark.parametrize(
    ("put", "sentence"),
    [
        (lambda _: None, "There is no file “"),
        (Path.mkdir, "is a folder, not a matter"),
        pytest.param(pipe_at, "is a pipe, not a matter", marks=POSIX),
        pytest.param(socket_at, "is a socket, not a matter", marks=POSIX),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "is a device, not a matter", marks=POSIX),
        (lambda path: path.symlink_to("nowhere"), "is a link to a file that is not there"),
        (lambda path: path.symlink_to(path.name), "leads to no file"),
        (Path.touch, "is empty"),
        (lambda path: path.write_text("Dear Sir"), "is not a matter"),
        (lambda path: path.write_bytes(b"RRA1"), "is incomplete"),
        (lambda path: path.write_bytes(b"SQLite format 3\0"), "of another program"),
        (lambda path: path.write_bytes(b"%PDF-1.7" + bytes(5_000)), "is not a matter"),
        (lambda path: path.write_bytes(bytes(100_000)), "is not a matter"),
    ],
)
def test_what_is_no_matter_is_refused_by_what_it_is(
    tmp_path: Path, open_matter: Maker, put: Change, sentence: str
) -> None:
    path = tmp_path / "letter.rra"
    put(path)
    assert sentence in refusal(path, open_matter)


def test_a_file_larger_than_any_matter_is_not_even_opened(tmp_path: Path, open_matter: Maker) -> None:
    path = tmp_path / "huge.rra"
    with path.open("wb") as file:
        file.truncate(2**40)
    assert "1,099,511,627,776 bytes" in refusal(path, open_matter)


@pytest.mark.parametrize("name", ["nul\0.rra", "x" * 300 + ".rra", "file.rra/inside.rra"])
def test_a_name_that_can_be_no_file_is_refused(tmp_path: Path, open_matter: Maker, name: str) -> None:
    (tmp_path / "file.rra").touch()
    with pytest.raises(MatterFileError, match=r"\.$"):
        open_matter(tmp_path / name)


def test_a_link_to_a_matter_opens_the_matter(path: Path, open_matter: Maker, full_matter: Matter) -> None:
    link = path.with_name("link.rra")
    link.symlink_to(path)
    with open_matter(link) as opened:
        assert opened.path == path
        assert opened.matter() == full_matter


def test_one_file_under_two_names_is_only_read(path: Path, open_matter: Maker) -> None:
    path.with_name("other.rra").hardlink_to(path)
    with open_matter(path) as opened:
        assert "one file under several names" in opened.read_only_reason


def test_a_second_name_left_by_a_killed_program_is_taken_away(path: Path, open_matter: Maker) -> None:
    part = path.with_name(f".{path.name}.0123456789abcdef.part")
    part.hardlink_to(path)
    with open_matter(path) as opened:
        assert not opened.read_only
    assert list(path.parent.iterdir()) == [path]


# -- what says it is something else ------------------------------------------------------------------------------------


def statement(*statements: str) -> Change:
    """Return a change made by another program that is called sqlite3."""

    def run(path: Path) -> None:
        database = sqlite3.connect(path, isolation_level=None)
        for each in statements:
            database.execute(each).fetchall()
        database.close()

    return run


def schema_text(old: str, new: str, name: str) -> Change:
    """Return a change of one object's text in the schema, behind SQLite's back."""

    def run(path: Path) -> None:
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("PRAGMA writable_schema = ON")
        changed = database.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ? AND instr(sql, ?)", (old, new, name, old)
        )
        assert changed.rowcount == 1
        database.close()

    return run


def header(offset: int, written: bytes) -> Change:
    """Return a change of bytes in the file's header."""

    def run(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(offset)
            file.write(written)

    return run


@pytest.mark.parametrize(
    ("change", "kind", "sentence"),
    [
        (header(68, b"GPKG"), NotAMatterError, "of another program and not a matter"),
        (header(60, b"\0\0\0\0"), NotAMatterError, "file version 0"),
        (
            header(60, bytes([0, 0, 0, CURRENT.version + 1])),
            NewerFileError,
            f"file version {CURRENT.version + 1}, and this program reads up to {CURRENT.version}. Update the program",
        ),
        (header(60, b"\xff\xff\xff\xff"), NewerFileError, "later version"),
        (statement("PRAGMA journal_mode = WAL"), MatterFileError, "no longer one file"),
        (header(56, b"\0\0\0\2"), MatterFileError, "another encoding"),
        (lambda path: os.truncate(path, 40_960), MatterFileError, "is incomplete: only 40,960 bytes"),
        (lambda path: os.truncate(path, 40_961), MatterFileError, "is incomplete"),
        (lambda path: os.truncate(path, 50), MatterFileError, "of another program"),
    ],
)
def test_a_header_that_is_not_that_of_a_matter_is_refused_before_sqlite_sees_it(
    path: Path, open_matter: Maker, change: Change, kind: type[UserError], sentence: str
) -> None:
    change(path)
    assert sentence in refusal(path, open_matter)
    with pytest.raises(kind):
        open_matter(path)


# -- what brings something with it -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            statement("CREATE TRIGGER spy AFTER UPDATE ON holder BEGIN DELETE FROM waiver; END"),
            "it has the trigger “spy”, which no matter has",
        ),
        (statement("CREATE VIEW sqliteview AS SELECT 1"), "the view “sqliteview”"),
        (statement("CREATE VIRTUAL TABLE words USING fts5(word)"), "the table “words”"),
        (statement("CREATE TABLE more (cell TEXT) STRICT"), "the table “more”"),
        (statement("CREATE INDEX more ON holder (name)"), "the index “more”"),
        (statement("ALTER TABLE holder ADD COLUMN x TEXT GENERATED ALWAYS AS (name) VIRTUAL"), "the table “holder”"),
        (statement("ALTER TABLE holder ADD COLUMN more TEXT"), "the table “holder”"),
        (statement("ANALYZE"), "the table “sqlite_stat1”"),
        (statement("DROP INDEX ledger_entry_of_holder"), "it lacks the index “ledger_entry_of_holder”"),
        (statement("DROP TRIGGER journal_is_not_rewritten"), "it lacks the trigger “journal_is_not_rewritten”"),
        (statement("DROP TABLE waiver"), "it lacks the table “waiver”"),
        (schema_text("id <> ''", "1 = 1", "holder"), "the table “holder”"),
        (schema_text("RAISE(ABORT, 'the", "RAISE(IGNORE) -- ", "journal_is_not_shortened"), ""),
        (schema_text("STRICT", "", "holder"), "the table “holder”"),
        (schema_text("CREATE", "create", "holder"), "the table “holder”"),
        (schema_text("CREATE TABLE", "CREATE TABEL", "holder"), "is damaged"),
        (
            statement(
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = CAST(sql || ' -- ' || x'ff0a' AS TEXT) WHERE name = 'holder'",
            ),
            "it holds text that is none",
        ),
    ],
)
def test_a_schema_that_is_not_exactly_that_of_a_matter_is_refused(
    path: Path, open_matter: Maker, change: Change, sentence: str
) -> None:
    change(path)
    assert sentence in refusal(path, open_matter)


# -- what holds something no matter holds ------------------------------------------------------------------------------


def unchecked(*statements: str) -> Change:
    """Return a change that goes round the types, checks and triggers of the tables, as raw bytes in a file would."""

    def run(path: Path) -> None:
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("PRAGMA writable_schema = ON")
        database.execute("UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE type = 'table'")
        triggers = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        database.close()
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("PRAGMA ignore_check_constraints = ON")
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        for each in statements:
            database.execute(each).fetchall()
        for _, sql in triggers:
            database.execute(sql)
        database.execute("PRAGMA writable_schema = ON")
        database.execute(
            "UPDATE sqlite_schema SET sql = sql || ' STRICT' WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
        database.close()

    return run


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (unchecked("UPDATE holder SET name = x'41'"), "non-TEXT value in holder.name"),
        (unchecked("UPDATE ledger_entry SET quantity = 1.5 WHERE sequence = 1"), "non-INTEGER value"),
        (unchecked("UPDATE holder SET transferee = 7"), "CHECK constraint failed in holder"),
        (unchecked("UPDATE ledger_entry SET quantity = 9e15 WHERE sequence = 1"), ""),
        (statement("UPDATE ledger_entry SET quantity = 9000000000000001 WHERE sequence = 1"), "outside"),
        (
            statement("UPDATE holder SET role = 'king' WHERE id = 'H1'"),
            "“role” of holder “Dogwood Capital” holds “king”",
        ),
        (statement("UPDATE ledger_entry SET date = '2003-02-30' WHERE sequence = 4"), "“date” of ledger entry “4”"),
        (statement("UPDATE offering SET price = '1e400'"), "“price” of offering “Ten million” holds “1e400”"),
        (statement("UPDATE offering SET price = 'NaN'"), "is no exact decimal number"),
        (statement("UPDATE term_change SET value = 'ratio 1/0' WHERE id = 1"), "is no value of a term"),
        (statement("UPDATE registration SET initiated_by = '[[[['"), "where a list of names belongs"),
        (statement("UPDATE holder SET notes = char(0) WHERE id = 'H1'"), "cannot be stored (NUL)"),
        (statement("UPDATE holder SET notes = CAST(x'ff' AS TEXT) WHERE id = 'H1'"), "it holds text that is none"),
        (statement("UPDATE holder SET notes = printf('%.*c', 200000, 'x')"), "a text of 200,000 characters"),
        (statement("UPDATE holder SET name = CAST(x'ed a0 80' AS TEXT)".replace(" a0 80", "a080")), "is damaged"),
        (statement("PRAGMA foreign_keys = OFF", "DELETE FROM holder WHERE id = 'H2'"), "that is not there"),
        (statement("DELETE FROM matter"), "its table matter has 0 rows instead of one"),
        (statement("DELETE FROM agreement"), "its table agreement has 0 rows instead of one"),
        (statement("UPDATE agreement SET text = text || '# more'"), "has a text of its form that is not as it was"),
        (statement("UPDATE agreement SET text = printf('%.*c', 200001, '#')"), "a text of 200,001 characters"),
        (statement("UPDATE holder SET place = 9223372036854775807 WHERE id = 'H1'"), "beyond all reason"),
        (unchecked("DELETE FROM journal"), "its journal has gaps"),
        (unchecked("UPDATE journal SET number = 5"), "its journal has gaps"),
        (unchecked("DELETE FROM journal", "INSERT INTO journal SELECT 1,2,3,4,5,6,NULL,8,9,10"), "Entry 1"),
    ],
)
def test_rows_that_can_be_no_records_are_refused_by_table_and_row(
    path: Path, open_matter: Maker, change: Change, sentence: str
) -> None:
    change(path)
    assert sentence in refusal(path, open_matter)


def test_the_check_names_every_row_and_not_just_the_first(path: Path) -> None:
    statement("UPDATE holder SET role = 'king'", "UPDATE event SET days = -1 WHERE id = 1")(path)
    before = path.read_bytes()
    problems = problems_in(path)
    assert path.read_bytes() == before
    assert [problem.split(" holds ")[0] for problem in problems] == [
        "The column “role” of holder “Alder Growth Fund I, L.P.”",
        "The column “role” of holder “Dogwood Capital”",
        "The column “role” of holder “Juniper Holdings”",
        "The column “days” of event “1”",
    ]


def test_the_check_answers_for_whatever_it_is_given(path: Path, make_matter: Maker, full_matter: Matter) -> None:
    assert problems_in(path) == ()
    assert problems_in(path.parent) == (f"“{path.parent}” is a folder, not a matter.",)
    statement("CREATE VIEW more AS SELECT 1", "CREATE TABLE spy (cell)")(path)
    assert problems_in(path) == (
        "The file is damaged: it has the table “spy”, which no matter has in this form.",
        "The file is damaged: it has the view “more”, which no matter has in this form.",
    )
    path.with_name(f"{path.name}-journal").write_bytes(_JOURNAL.ljust(600, b"x"))
    assert "open it once" in problems_in(path)[0]
    locked = path.with_name("locked.rra")
    make_matter(locked, full_matter, password="with your shield").close()  # noqa: S106
    assert problems_in(locked, password="with your shield") == ()  # noqa: S106
    with pytest.raises(WrongPasswordError):
        problems_in(locked)


# -- what lies beside it -----------------------------------------------------------------------------------------------

_JOURNAL = bytes.fromhex("d9d505f920a163d7")


def super_journal(name: bytes) -> bytes:
    """Return a journal that has SQLite look for another file, and remove it, when it is taken back."""
    records = b"\0\0\0\0"
    page = _JOURNAL + records + bytes(4) + (1).to_bytes(4, "big") + (512).to_bytes(4, "big") + (4096).to_bytes(4, "big")
    checksum = sum(name).to_bytes(4, "big")
    return page.ljust(512, b"\0") + (1).to_bytes(4, "big") + name + len(name).to_bytes(4, "big") + checksum + _JOURNAL


def test_a_journal_that_would_remove_another_file_is_never_played_back(path: Path, open_matter: Maker) -> None:
    treasure = path.with_name("treasure.txt")
    treasure.write_text("the only copy")
    path.with_name("bestnet.rra-journal").write_bytes(super_journal(os.fsencode(treasure)))
    assert "would have it remove other files" in refusal(path, open_matter)
    assert treasure.read_text() == "the only copy"


def test_a_log_of_another_program_is_never_read(path: Path, open_matter: Maker) -> None:
    path.with_name("bestnet.rra-wal").write_bytes(b"")
    assert "bestnet.rra-wal" in refusal(path, open_matter)


@POSIX
@pytest.mark.parametrize("put", [Path.mkdir, pipe_at, lambda path: path.symlink_to("/dev/zero")])
def test_a_journal_that_is_no_file_is_refused(path: Path, open_matter: Maker, put: Change) -> None:
    put(path.with_name("bestnet.rra-journal"))
    assert "is not an ordinary file" in refusal(path, open_matter)


@pytest.mark.parametrize("content", [b"", b"x", bytes(512), _JOURNAL, b"rubbish" * 200])
def test_a_journal_in_which_nothing_began_does_no_harm(
    path: Path, open_matter: Maker, full_matter: Matter, content: bytes
) -> None:
    path.with_name("bestnet.rra-journal").write_bytes(content)
    with open_matter(path) as opened:
        assert opened.matter() == full_matter


def test_a_journal_is_first_played_back_in_a_copy(path: Path, open_matter: Maker) -> None:
    """The journal of a write that turns the matter into something else is never carried into the file itself."""
    before = path.read_bytes()
    statement("CREATE TABLE spy (cell TEXT)")(path)
    spied = path.read_bytes()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA cache_size = 1")
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE holder SET notes = printf('%.*c', 50000, 'x')")
    database.execute("DROP TABLE spy")
    hot = path.with_name("bestnet.rra-journal").read_bytes()
    torn = path.read_bytes()
    database.rollback()
    database.close()
    assert hot.startswith(_JOURNAL)
    assert torn != spied
    path.write_bytes(torn)
    path.with_name("bestnet.rra-journal").write_bytes(hot)
    assert "“spy”" in refusal(path, open_matter)
    assert path.with_name("bestnet.rra-journal").read_bytes() == hot
    path.with_name("bestnet.rra-journal").unlink()
    path.write_bytes(before)
    open_matter(path).close()


@POSIX
@pytest.mark.parametrize("put", [Path.mkdir, pipe_at, lambda path: path.symlink_to(path.with_name("treasure.txt"))])
def test_what_stands_in_the_place_of_the_lock_is_left_alone(path: Path, open_matter: Maker, put: Change) -> None:
    treasure = path.with_name("treasure.txt")
    treasure.write_text("the only copy")
    put(lock_beside(path))
    with open_matter(path) as opened:
        assert "lock" in opened.read_only_reason
    assert treasure.read_text() == "the only copy"
    assert os.path.lexists(lock_beside(path))


def test_a_file_that_takes_longer_than_any_matter_is_given_up(
    path: Path, open_matter: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examination, "_SECONDS", -1e9)
    monkeypatch.setattr(examination, "_STEPS_BETWEEN_LOOKS", 10)
    assert "it takes longer to read than any matter does" in refusal(path, open_matter)


def test_a_file_with_more_records_than_any_matter_is_refused_and_never_made(
    path: Path, open_matter: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_matter(path) as opened:
        matter = opened.matter()
        monkeypatch.setattr(limits, "MOST_RECORDS", 2_000)
        new = tuple(RowChange(None, Holder(f"N{number}", "New")) for number in range(2_000))
        with pytest.raises(RefusedEditError, match="more than the program opens"):
            opened.write(Edit("Import", "Import", new))
        assert opened.matter() == matter
        monkeypatch.setattr(limits, "LARGEST_FILE", 4_096)
        with pytest.raises(RefusedEditError, match="more than the program opens"):
            opened.write(Edit("Import", "Import", new[:1]))
        monkeypatch.setattr(limits, "MOST_RECORDS", 5)
    assert "records, and no matter more than 5" in refusal(path, open_matter)


def test_nothing_a_file_brings_can_be_run_even_once_it_is_open(path: Path) -> None:
    database = driver.connect(path, writing=False)
    settings = {
        name: driver.rows(database, f"PRAGMA {name}")
        for name in ("trusted_schema", "cell_size_check", "mmap_size", "foreign_keys", "synchronous", "temp_store")
    }
    database.close()
    assert settings == {
        "trusted_schema": [(0,)],
        "cell_size_check": [(1,)],
        "mmap_size": [(0,)],
        "foreign_keys": [(1,)],
        "synchronous": [(3,)],
        "temp_store": [(2,)],
    }
