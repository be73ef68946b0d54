"""A disk that fills up: at every kind of write the matter, and all that lay there before, stay as they were.

Each act is tried with ever more room, from none until it succeeds. The disk is a small one in memory where the tests
may mount it; everywhere, the system's limit on the size of a file stands in for it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from rra_desktop.domain.edits import Edit, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.errors import MatterFileError
from rra_desktop.store.disk_errors import disk_of
from rra_desktop.store.matter_file import MatterFile
from tests.store.acts import ACTS, Scene
from tests.store.example import TickingClock

if sys.platform != "win32":
    import resource

Maker = Callable[..., MatterFile]
Room = Callable[[int], object]
pytestmark = pytest.mark.timeout(3_600 if os.environ.get("RRA_LONG") == "1" else 300)
STEP = 8_192 if os.environ.get("RRA_LONG") == "1" else 65_536
MOST = 3_000_000


@dataclass(frozen=True)
class Disk:
    """A folder on a disk that can be filled up to a number of bytes, and emptied again."""

    folder: Path
    says: str
    fill: Callable[[int], object]
    empty: Callable[[], object]


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m,mode=755", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    filler = folder / "filler"

    def fill(room: int) -> None:
        filler.unlink(missing_ok=True)
        with filler.open("wb") as file:
            free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
            os.posix_fallocate(file.fileno(), 0, max(free - room, 1))

    try:
        yield Disk(folder, f"The disk {folder} is full", fill, lambda: filler.unlink(missing_ok=True))
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def small_files(folder: Path) -> Iterator[Disk]:
    """Let no file grow beyond a size: what a quota does, where no disk can be mounted."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(room: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))

    def empty() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    try:
        yield Disk(folder, "", fill, empty)
    finally:
        empty()


@pytest.fixture(params=[small_disk, small_files])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """Give a disk that can be filled up."""
    if sys.platform == "win32":
        pytest.skip("Windows has neither")
    folder = tmp_path / "disk"
    folder.mkdir()
    with request.param(folder) as given:
        yield given


def refusal(act: Callable[[Scene], None], at: Scene) -> str:
    try:
        act(at)
    except MatterFileError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "act",
    ACTS,
    ids=lambda act: act.__name__,
)
def test_whatever_is_written_when_the_disk_fills_up_nothing_is_lost(
    disk: Disk, tmp_path: Path, full_matter: Matter, act: Callable[[Scene], None]
) -> None:
    at = Scene.prepared(disk.folder / "bestnet.rra", full_matter, tmp_path / "backups")
    before = at.file.matter()
    entries = at.file.journal()
    there = {each.name: each.read_bytes() for each in disk.folder.iterdir() if not each.name.endswith(".lock")}
    refusals = 0
    for room in range(0, MOST, STEP):
        disk.fill(room)
        sentence = refusal(act, at)
        disk.empty()
        if not sentence:
            break
        refusals += 1
        assert disk.says in sentence
        assert at.file.matter() == before
        assert at.file.journal() == entries
        left = {each.name: each.read_bytes() for each in disk.folder.iterdir() if not each.name.endswith(".lock")}
        assert left == there
    else:
        pytest.fail("it never succeeded")
    assert refusals
    if act is not Scene.migrate:
        assert at.file.check() == ()
        at.file.close()
        assert not list(disk.folder.glob(".*"))


@pytest.mark.parametrize("disk", [small_disk], indirect=True)
def test_a_disk_full_of_backups_hinders_no_edit(
    disk: Disk, tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    path = tmp_path / "elsewhere" / "bestnet.rra"
    path.parent.mkdir()
    with make_matter(path, full_matter, backup_folder=disk.folder / "backups") as file:
        holder = full_matter.holders[0]
        disk.fill(0)
        file.write(Edit("Name", "ChangeHolder", (RowChange(holder, replace(holder, name="Elder")),)))
        assert disk_of(disk.folder) in file.backup_problem
        assert file.backup_problem.startswith("The matter is saved, but no backup could be taken: The disk ")
        disk.empty()
        holder = file.matter().holders[0]
        file.write(Edit("Name", "ChangeHolder", (RowChange(holder, replace(holder, name="Older")),)))
        assert file.backup_problem == ""
        assert len(file.backups()) == 1


@pytest.mark.parametrize("disk", [small_disk], indirect=True)
def test_on_a_full_disk_a_matter_can_be_read(disk: Disk, full_matter: Matter, make_matter: Maker) -> None:
    path = disk.folder / "bestnet.rra"
    make_matter(path, full_matter).close()
    (disk.folder / "small").write_bytes(b"x")
    disk.fill(0)
    with MatterFile.open(path, clock=TickingClock(), actor="", app_version="0") as opened:
        assert opened.matter() == full_matter


def test_from_a_read_only_stick_a_matter_is_read_and_says_so(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    if sys.platform == "win32":
        pytest.skip("nothing can be mounted here")
    stick = tmp_path / "stick"
    stick.mkdir()
    with small_disk(stick) as disk:
        make_matter(stick / "bestnet.rra", full_matter).close()
        subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
        with open_matter(disk.folder / "bestnet.rra") as opened:
            assert opened.read_only_reason == (
                f"The disk {stick} is read-only. “bestnet.rra” can be read here, but not changed."
            )
            assert opened.matter() == full_matter
            opened.save_copy(tmp_path / "copy.rra")
            with pytest.raises(MatterFileError, match=f"The disk {stick} is read-only"):
                opened.save_copy(stick / "copy.rra")
