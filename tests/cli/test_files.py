"""Every command on what is no sound matter file: one sentence, status 1, and nothing changed."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from rra_desktop.cli import COMMANDS
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType
from tests.calculation.deadline_rows import with_events
from tests.cli.running import Rra
from tests.matters import desk_register, event, worked_demand

ROOT = Path(__file__).resolve().parent.parent.parent
ON_A_FILE = [command for command in COMMANDS if command not in ("new", "form")]


def beside(command: str, folder: Path) -> list[str]:
    """Return what a command needs besides the file."""
    return {"report": ["--pdf", str(folder / "out.pdf")], "export": [str(folder / "out.json")]}.get(command, [])


@pytest.mark.parametrize("command", ON_A_FILE)
@pytest.mark.parametrize("content", [None, b"", b"a letter, not a matter", b"SQLite format 3\0" + b"\0" * 84])
def test_what_is_no_matter_is_refused(command: str, content: bytes | None, rra: Rra, tmp_path: Path) -> None:
    path = tmp_path / "a.rra"
    if content is not None:
        path.write_bytes(content)
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    assert path.name in rra(command, path, *beside(command, tmp_path)).refusal
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_a_database_of_another_program_is_refused(rra: Rra, tmp_path: Path) -> None:
    path = tmp_path / "a.rra"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
        other.commit()
    before = path.read_bytes()
    assert rra("holdings", path).refusal
    assert path.read_bytes() == before


def test_a_newer_matter_is_refused_with_the_version_it_needs(rra: Rra, sample: Path) -> None:
    with closing(sqlite3.connect(sample)) as file:
        file.execute("PRAGMA user_version = 99")
    before = sample.read_bytes()
    assert "99" in rra("holdings", sample).refusal
    assert sample.read_bytes() == before


def test_a_sound_matter_is_said_to_be_sound(rra: Rra, sample: Path) -> None:
    said = rra("check", sample)
    assert (said.status, said.err) == (0, "")
    assert "is sound" in said.out


def test_check_names_every_problem_it_finds(rra: Rra, kept: Callable[[Matter], Path]) -> None:
    """Two entries changed behind the program's back, so that both move more than there is."""
    path = kept(desk_register())
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE ledger_entry SET quantity = 999999999 WHERE type = 'convert'")
        file.commit()
    said = rra("check", path)
    assert (said.status, said.out) == (1, "")
    assert len(said.err.splitlines()) >= 2
    assert "999,999,999" in said.err


def test_check_lists_what_contradicts_itself_one_line_each(rra: Rra, kept: Callable[[Matter], Path]) -> None:
    """The matter is taken in as it is; counsel is told with the title of the registration."""
    untidy = with_events(
        worked_demand(),
        event(EventType.FILED, date(2003, 5, 1)),
        event(EventType.RESUMED, date(2003, 8, 1)),
    )
    said = rra("check", kept(untidy))
    assert (said.status, said.out) == (1, "")
    assert said.err.splitlines() == [
        (
            "Demand no. 1: Recorded as filed on May 1, 2003, before the Company received the Demand Notice on "
            "Jun 2, 2003: this demand’s statement is filed after it."
        ),
        "Demand no. 1: Offers are recorded as resumed on Aug 1, 2003, when they were not suspended.",
    ]


def test_a_demand_without_a_majority_contradicts_nothing(rra: Rra, kept: Callable[[Matter], Path]) -> None:
    assert rra("check", kept(replace(worked_demand(), ledger=()))).status == 0


def test_a_locked_matter_opens_with_its_password_alone(rra: Rra, tmp_path: Path) -> None:
    path = tmp_path / "locked.rra"
    assert rra("new", path, "--sample", "--password-fd", fd_with("sesame\n")).status == 0
    assert b"Alder" not in path.read_bytes()
    opened = rra("holdings", path, "--as-of", "2003-06-24", "--json", "--password-fd", fd_with("sesame")).json
    assert opened["totals"]["units"] == 1_800_000
    assert rra("holdings", path, "--password-fd", fd_with("guess")).refusal
    assert rra("holdings", path).refusal.startswith("“locked.rra” is locked with a password")


def test_a_password_that_cannot_be_read_is_refused(rra: Rra, sample: Path) -> None:
    assert "file descriptor 9999" in rra("holdings", sample, "--password-fd", 9999).refusal
    assert "not UTF-8" in rra("holdings", sample, "--password-fd", fd_with("\udce9")).refusal
    assert "too long" in rra("holdings", sample, "--password-fd", fd_with("x" * 5_000)).refusal


def fd_with(text: str) -> int:
    """Return a file descriptor from which a text can be read."""
    reading, writing = os.pipe()
    os.write(writing, text.encode(errors="surrogateescape"))
    os.close(writing)
    return reading


def test_the_summary_is_written_and_says_what_the_register_says(rra: Rra, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    assert rra("report", sample, "--pdf", out, "--as-of", "2003-06-24").status == 0
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert "10,800,000" in text
    assert "June 24, 2003" in text


def test_an_unknown_section_is_refused_and_nothing_written(rra: Rra, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    assert "no section “weather”" in rra("report", sample, "--pdf", out, "--sections", "holdings,weather").refusal
    assert not out.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["holdings"],
        ["holdings", "a.rra", "--jsno"],
        ["cutback", "a", "b"],
        ["read", "a.txt"],
        ["holdings", "a", "--json", "--csv"],
    ],
)
def test_wrong_usage_is_told_from_refused_input(arguments: list[str], rra: Rra) -> None:
    said = rra(*arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Usage: ")


def test_a_reader_that_goes_away_hears_no_complaint(sample: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "deadlines", str(sample), "--as-of", "2003-06-24", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
    assert said == b""


def test_output_is_utf_8_wherever_it_goes(sample: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "holdings", str(sample), "--as-of", "2003-06-24"]
    latin = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    ran = subprocess.run(command, env=latin, capture_output=True, check=True)
    assert "§1(a)" in ran.stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002], ids="{:03o}".format)
def test_exports_follow_the_umask_and_keep_the_permissions_of_what_they_replace(
    umask: int, rra: Rra, sample: Path, tmp_path: Path
) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    before = os.umask(umask)
    try:
        for permissions in (0o666 & ~umask, 0o640):
            assert rra("export", sample, exports / "out.json").status == 0
            assert rra("report", sample, "--pdf", exports / "out.pdf").status == 0
            assert [stat.S_IMODE(each.stat().st_mode) for each in exports.iterdir()] == [permissions, permissions]
            for each in exports.iterdir():
                each.chmod(0o640)
    finally:
        os.umask(before)
