"""Who may read what the program writes, under every usual umask, in every usual folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rra_desktop import atomic_files, private_folders
from rra_desktop.domain.edits import Edit, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.errors import MatterFileError
from rra_desktop.store import driver
from rra_desktop.store.journal_writer import JournalWriter
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.restoring import restore
from rra_desktop.store.schema import CURRENT
from tests.store.example import TickingClock
from tests.store.newer_schema import NEXT

Maker = Callable[..., MatterFile]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
UMASKS = (0o022, 0o077, 0o002)


@pytest.fixture(params=UMASKS, ids=lambda umask: f"umask {umask:03o}")
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Run the test under each umask a user may have."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def folder(path: Path, permissions: int) -> Path:
    path.mkdir()
    path.chmod(permissions)
    return path


def rename(file: MatterFile, name: str) -> None:
    holder = file.matter().holders[0]
    file.write(Edit(f"Change of name to {name}", "ChangeHolder", (RowChange(holder, replace(holder, name=name)),)))


def open_to_others(path: Path) -> list[str]:
    """Return what at a path, and below it, anybody but the user may read, write or enter."""
    return [f"{mode(each):04o} {each.name}" for each in (path, *path.rglob("*")) if mode(each) & 0o077]


# -- a new matter ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("permissions", "under_022", "under_002"),
    [(0o700, 0o600, 0o600), (0o711, 0o600, 0o600), (0o750, 0o640, 0o640), (0o755, 0o644, 0o644), (0o775, 0o644, 0o664)],
)
def test_a_new_matter_takes_the_umask_but_nobody_its_folder_is_closed_to(
    *,
    permissions: int,
    under_022: int,
    under_002: int,
    umask: int,
    tmp_path: Path,
    full_matter: Matter,
    make_matter: Maker,
) -> None:
    path = folder(tmp_path / "matters", permissions) / "bestnet.rra"
    make_matter(path, full_matter, backup_folder=tmp_path / "backups").close()
    assert mode(path) == {0o022: under_022, 0o002: under_002, 0o077: 0o600}[umask]


def test_a_new_matter_on_a_disk_without_hard_links_is_no_more_open(
    umask: int, tmp_path: Path, full_matter: Matter, make_matter: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    path = folder(tmp_path / "stick", 0o755) / "bestnet.rra"
    make_matter(path, full_matter, backup_folder=tmp_path / "backups").close()
    assert mode(path) == 0o644 & ~umask


@pytest.mark.usefixtures("umask")
def test_a_file_that_is_not_finished_is_the_users_alone(tmp_path: Path) -> None:
    target = folder(tmp_path / "shared", 0o777) / "bestnet.rra"
    with atomic_files.temporary_file_beside(target) as part:
        assert mode(part) == 0o600
        with driver.connect(part, writing=True).conn as connection:
            connection.execute("PRAGMA journal_mode = PERSIST").fetchall()
            connection.execute("CREATE TABLE holder (name TEXT)")
            connection.commit()
            assert [mode(each) for each in target.parent.iterdir()] == [0o600, 0o600]
    assert list(target.parent.iterdir()) == []


# -- what replaces a file ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o644, 0o664])
def test_what_replaces_a_file_keeps_its_permissions(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker, permissions: int
) -> None:
    """A new password, a copy over a copy, and a backup put back; after an edit too it is as it was."""
    backups = tmp_path / "backups"
    path, copy = folder(tmp_path / "matters", 0o755) / "bestnet.rra", tmp_path / "matters" / "copy.rra"
    make_matter(path, full_matter, backup_folder=backups).close()
    path.chmod(permissions)
    copy.write_text("an older copy")
    copy.chmod(permissions)
    with open_matter(path, backup_folder=backups) as file:
        rename(file, "Elder")
        assert mode(path) == permissions
        assert file.change_password("with your shield") == ()
        assert mode(path) == permissions
        file.save_copy(copy)
        assert mode(copy) == permissions
        assert file.change_password(None) == ()
        (backup,) = file.backups()
    restore(backup.path, path, JournalWriter(TickingClock(), "counsel", "0.1.0"), backup_folder=backups)
    assert mode(path) == permissions


@pytest.mark.usefixtures("umask")
def test_a_file_that_replaces_a_damaged_one_keeps_its_permissions(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    backups = tmp_path / "backups"
    path = folder(tmp_path / "matters", 0o755) / "bestnet.rra"
    make_matter(path, full_matter, backup_folder=backups).close()
    with open_matter(path, backup_folder=backups) as file:
        rename(file, "Elder")
        (backup,) = file.backups()
    path.write_bytes(b"SQLite format 3\0 and no more")
    path.chmod(0o640)
    aside = restore(backup.path, path, JournalWriter(TickingClock(), "counsel", "0.1.0"), backup_folder=backups)
    assert aside is not None
    assert (mode(path), mode(aside)) == (0o640, 0o640)


def test_a_backup_put_where_the_matter_is_gone_is_as_a_new_matter(
    umask: int, tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    backups = tmp_path / "backups"
    path = folder(tmp_path / "matters", 0o755) / "bestnet.rra"
    with make_matter(path, full_matter, backup_folder=backups) as file:
        rename(file, "Elder")
        (backup,) = file.backups()
    path.unlink()
    restore(backup.path, path, JournalWriter(TickingClock(), "counsel", "0.1.0"), backup_folder=backups)
    assert mode(path) == 0o644 & ~umask


@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o644])
def test_a_copy_with_a_new_name_is_no_more_open_than_its_matter(
    permissions: int, umask: int, tmp_path: Path, full_matter: Matter, make_matter: Maker
) -> None:
    path, copy = folder(tmp_path / "matters", 0o755) / "bestnet.rra", tmp_path / "matters" / "copy.rra"
    with make_matter(path, full_matter, backup_folder=tmp_path / "backups") as file:
        path.chmod(permissions)
        file.save_copy(copy)
    assert mode(copy) == permissions & ~umask


@pytest.mark.usefixtures("umask")
def test_the_copy_of_an_older_version_is_as_open_as_the_file(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    path = folder(tmp_path / "matters", 0o755) / "bestnet.rra"
    make_matter(path, full_matter, backup_folder=tmp_path / "backups").close()
    path.chmod(0o640)
    open_matter(path, schema=NEXT, backup_folder=tmp_path / "backups").close()
    assert mode(path.with_name(f"bestnet (version {CURRENT.version}).rra")) == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_what_replaces_a_file_keeps_its_owner_and_group(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bestnet.rra"
    with make_matter(path, full_matter, backup_folder=tmp_path / "backups") as file:
        os.chown(path, 1, 2)
        path.chmod(0o660)
        assert file.change_password("with your shield") == ()
        assert (path.stat().st_uid, path.stat().st_gid, mode(path)) == (1, 2, 0o660)

        def refused(*_: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(os, "chown", refused)
        assert file.change_password("or on it") == ()
        assert (path.stat().st_gid, mode(path)) == (0, 0o600)


# -- folders of the user's alone ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("umask")
def test_backups_lie_where_only_the_user_may_enter(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    backups = tmp_path / "share" / "backups"
    path = folder(tmp_path / "matters", 0o755) / "bestnet.rra"
    with make_matter(path, full_matter, backup_folder=backups) as file:
        rename(file, "Elder")
        file.change_password("with your shield")
    assert len(list(backups.rglob("*"))) == 3  # the matter's folder, its backup, and the note of how the file looks
    assert open_to_others(tmp_path / "share") == []
    with open_matter(path, password="with your shield", backup_folder=backups) as file:  # noqa: S106
        assert file.change_password(None) == ()
    assert open_to_others(tmp_path / "share") == []


def test_the_users_own_folder_of_the_program_is_closed_too(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder the desktop gives for data stays as the user has it; what the program makes in it is closed."""
    monkeypatch.setenv("XDG_DATA_HOME", str(folder(tmp_path / "share", 0o755)))
    with make_matter(tmp_path / "bestnet.rra", full_matter) as file:
        rename(file, "Elder")
    (own,) = (tmp_path / "share").iterdir()
    assert mode(tmp_path / "share") == 0o755
    assert open_to_others(own) == []
    assert len(list(own.rglob("*.rra"))) == 1


@pytest.mark.usefixtures("umask")
def test_folders_and_files_left_open_by_an_earlier_version_are_closed_when_the_matter_is_opened(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    backups, path = tmp_path / "backups", tmp_path / "bestnet.rra"
    with make_matter(path, full_matter, backup_folder=backups) as file:
        rename(file, "Elder")
    for each in (backups, *backups.rglob("*")):
        each.chmod(0o755 if each.is_dir() else 0o644)
    assert len(open_to_others(backups)) == 4
    with open_matter(path, backup_folder=backups, read_only=True) as file:
        assert open_to_others(backups) == []
        assert len(file.backups()) == 1


def test_a_link_in_a_private_folder_does_not_close_what_it_leads_to(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("to all")
    letter.chmod(0o644)
    private = tmp_path / "private"
    private_folders.make_private(private)
    (private / "link").symlink_to(letter)
    private_folders.make_private(private)
    assert (mode(private), mode(letter)) == (0o700, 0o644)


# -- nothing of a matter elsewhere -------------------------------------------------------------------------------------


def test_beside_a_matter_and_its_backups_nothing_of_it_is_kept(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note of how the file looks has four numbers; the lock says who writes, and goes with the writer."""
    home = tmp_path / "home"
    for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    (home / "tmpdir").mkdir(parents=True)
    path = folder(tmp_path / "matters", 0o755) / "bestnet.rra"
    with make_matter(path, full_matter) as file:
        rename(file, "Elder")
        (lock,) = path.parent.glob(".*")
        assert "counsel" in lock.read_text()
        assert not any(holder.name in lock.read_text() for holder in full_matter.holders)
    with open_matter(path, read_only=True), pytest.raises(MatterFileError):
        open_matter(path.with_name("other.rra"))
    assert [each.name for each in path.parent.iterdir()] == ["bestnet.rra"]
    kept = [each for each in home.rglob("*") if each.is_file()]
    (note,) = [each for each in kept if each.suffix != ".rra"]
    assert len(kept) == 2
    assert all(word.isdigit() for word in note.read_text().split())
