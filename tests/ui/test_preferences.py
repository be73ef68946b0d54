"""What the machine remembers: recent files in order, the theme, and nothing that is gone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from ui.preferences import Preferences
from ui.theme import Appearance


def test_recent_files_come_newest_first_and_once(preferences: Preferences, tmp_path: Path) -> None:
    one, two = tmp_path / "one.rra", tmp_path / "two & co.rra"
    for path in (one, two):
        path.touch()
    for path in (one, two, one):
        preferences.remember(path)
    assert preferences.recent() == (one, two)
    two.unlink()
    assert preferences.recent() == (one,)
    preferences.forget_recent()
    assert preferences.recent() == ()


def test_only_the_last_ten_are_kept(preferences: Preferences, tmp_path: Path) -> None:
    for number in range(12):
        path = tmp_path / f"{number}.rra"
        path.touch()
        preferences.remember(path)
    assert [path.stem for path in preferences.recent()] == [str(number) for number in range(11, 1, -1)]


def test_settings_outlive_the_program(tmp_path: Path) -> None:
    ini = tmp_path / "window.ini"
    path = tmp_path / "one.rra"
    path.touch()
    first = Preferences(ini)
    first.appearance = Appearance.DARK
    first.remember(path)
    del first
    again = Preferences(ini)
    assert again.appearance is Appearance.DARK
    assert again.recent() == (path,)


def test_nonsense_in_the_settings_is_overlooked(tmp_path: Path) -> None:
    ini = tmp_path / "window.ini"
    ini.write_text("[General]\nappearance=purple\nrecent=@Invalid()\ngeometry=5\n", encoding="utf-8")
    preferences = Preferences(ini)
    assert preferences.appearance is Appearance.SYSTEM
    assert preferences.recent() == ()
    assert preferences.geometry.isEmpty()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002], ids="{:03o}".format)
@pytest.mark.parametrize("made_by_an_earlier_version", [False, True])
def test_settings_are_the_users_alone(
    umask: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, made_by_an_earlier_version: bool
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation))
    if made_by_an_earlier_version:
        folder.mkdir(parents=True)
        folder.chmod(0o755)
        (folder / "window.ini").write_text("[General]\nappearance=dark\n", encoding="utf-8")
        (folder / "window.ini").chmod(0o644)
    before = os.umask(umask)
    try:
        settings = Preferences()
        settings.remember(tmp_path / "one.rra")
        del settings
    finally:
        os.umask(before)
    (ini,) = folder.iterdir()
    assert "one.rra" in ini.read_text(encoding="utf-8")
    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, ini)] == [0o700, 0o600]
    assert made_by_an_earlier_version == (Preferences().appearance is Appearance.DARK)
