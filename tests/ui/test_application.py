"""The program around its windows: start page, opening, the sample, new matters, passwords, apologies, measuring."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rra_desktop.editing.commands import ChangeDetails
from rra_desktop.session import create_session, new_matter, open_session
from rra_desktop.store.forms import load_form
from ui.application import NEEDED_TO_OPEN, Apologies, MatterDesk
from ui.dialogs.about import AboutDialog
from ui.dialogs.apology import ApologyDialog
from ui.dialogs.change_password import ChangePasswordDialog
from ui.dialogs.new_matter import NewMatterDialog
from ui.dialogs.password import PasswordDialog
from ui.dialogs.restore import RestoreDialog
from ui.dialogs.shortcut_sheet import ShortcutSheet
from ui.paths import FileKind
from ui.preferences import Preferences
from ui.start.start_window import StartWindow
from ui.theme import Appearance, Theme

ROOT = Path(__file__).parents[2]


class Paths:
    """Answers when a file is asked for."""

    def __init__(self) -> None:
        self.answer: Path | None = None
        self.suggestion = Path()

    def ask(self, _parent: QWidget, _title: str, suggestion: Path, _kind: FileKind) -> Path | None:
        """Return the answer, keeping what was suggested."""
        self.suggestion = suggestion
        return self.answer


@pytest.fixture
def paths() -> Paths:
    return Paths()


@pytest.fixture
def desk(theme: Theme, preferences: Preferences, paths: Paths, tmp_path: Path, qtbot: QtBot) -> Iterator[MatterDesk]:
    del qtbot
    made = MatterDesk(theme, preferences, paths.ask, paths.ask, tmp_path / "Documents")
    yield made
    made.quit()


@pytest.fixture
def start(desk: MatterDesk) -> StartWindow:
    return desk.show_start()


def test_the_start_page_offers_three_ways_to_begin(start: StartWindow) -> None:
    assert [way.accessibleName() for way in start.ways.values()] == ["New matter", "Open…", "Open the sample matter"]
    assert start.focusWidget() is start.ways["new-matter"]
    assert {label.textFormat() for label in start.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_what_opening_needs_is_there_before_it_is_asked_for(
    desk: MatterDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first paint waits for none of it, and a start page that is closed asks for no more."""
    imported: list[str] = []
    monkeypatch.setattr("ui.application.import_module", imported.append)
    start = desk.show_start()
    assert imported == []
    qtbot.waitUntil(lambda: "ui.holdings.holdings_room" in imported)
    assert imported[0] == "rra_desktop.session"
    imported.clear()
    start.close()
    again = desk.show_start()
    qtbot.waitUntil(lambda: len(imported) == 1)
    again.close()
    qtbot.wait(300)
    assert imported == ["rra_desktop.session"]


@pytest.mark.parametrize("module", NEEDED_TO_OPEN)
def test_every_module_that_opening_needs_exists(module: str) -> None:
    assert find_spec(module) is not None


def test_the_sample_is_made_once_and_opened_again(desk: MatterDesk, start: StartWindow, qtbot: QtBot) -> None:
    QTest.mouseClick(start.ways["open-sample"], Qt.MouseButton.LeftButton)
    assert len(desk.windows) == 1
    assert desk.start_window is None
    window = desk.windows[0]
    assert window.session.path.name == "Sample matter.rra"
    assert window.session.as_of == dt.date(2003, 6, 24)
    desk.open_sample(window)
    assert desk.windows == [window]
    window.close()
    qtbot.waitUntil(lambda: not desk.windows)
    desk.open_sample()
    assert len(desk.windows) == 1


def test_one_file_has_one_window(desk: MatterDesk, matter_path: Path, tmp_path: Path) -> None:
    first = desk.open_path(matter_path)
    link = tmp_path / "link.rra"
    link.symlink_to(matter_path)
    assert desk.open_path(matter_path) is first
    assert desk.open_path(link) is first


def test_an_opened_file_stands_among_the_recent_ones(desk: MatterDesk, matter_path: Path) -> None:
    window = desk.open_path(matter_path)
    assert window is not None
    window.close()
    start = desk.show_start()
    entry = next(each for each in start.findChildren(QPushButton) if each.text() == "BestNet 2003")
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert [each.session.path for each in desk.windows] == [matter_path]


def test_what_is_no_matter_is_refused_in_the_window(desk: MatterDesk, start: StartWindow, paths: Paths) -> None:
    foreign = paths.answer = Path(__file__)
    before = foreign.read_bytes()
    QTest.mouseClick(start.ways["open"], Qt.MouseButton.LeftButton)
    assert "test_application.py" in start.message_bar.text()
    assert desk.windows == []
    assert foreign.read_bytes() == before


def test_thinking_better_of_opening_opens_nothing(desk: MatterDesk, start: StartWindow) -> None:
    QTest.mouseClick(start.ways["open"], Qt.MouseButton.LeftButton)
    assert desk.windows == []
    assert start.message_bar.text() == ""


def test_a_new_matter_needs_a_name_and_a_place(
    desk: MatterDesk, start: StartWindow, paths: Paths, tmp_path: Path
) -> None:
    QTest.mouseClick(start.ways["new-matter"], Qt.MouseButton.LeftButton)
    dialog = start.findChild(NewMatterDialog)
    assert isinstance(dialog, NewMatterDialog)
    dialog.act.click()
    assert "name" in dialog.refusal()
    QTest.keyClicks(dialog.title, "Harbor: Series B/2")
    paths.answer = tmp_path / "harbor.rra"
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    assert paths.suggestion.name == "Harbor- Series B-2.rra"
    (window,) = desk.windows
    assert window.session.matter.details.title == "Harbor: Series B/2"
    assert paths.answer.is_file()


def test_a_new_matter_does_not_overwrite(desk: MatterDesk, start: StartWindow, paths: Paths, matter_path: Path) -> None:
    before = matter_path.read_bytes()
    desk.new_matter(start)
    dialog = start.findChild(NewMatterDialog)
    assert isinstance(dialog, NewMatterDialog)
    dialog.title.setText("Harbor")
    paths.answer = matter_path
    dialog.act.click()
    assert matter_path.name in start.message_bar.text()
    assert matter_path.read_bytes() == before
    assert desk.windows == []


def test_a_locked_matter_asks_for_its_password_until_it_is_right(desk: MatterDesk, tmp_path: Path) -> None:
    path = tmp_path / "locked.rra"
    matter = new_matter(load_form("bestnet-2003"), "Locked")
    create_session(path, matter, today=dt.date(2003, 6, 24), password="oak").close()  # noqa: S106
    tried: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PasswordDialog)
        tried.append(dialog.refusal())
        if len(tried) == 1:
            QTimer.singleShot(0, answer)
        dialog.password.setText("elm" if len(tried) == 1 else "oak")
        dialog.act.click()

    QTimer.singleShot(0, answer)
    window = desk.open_path(path)
    assert window is not None
    assert window.session.matter.details.title == "Locked"
    assert tried[0] == ""
    assert tried[1] != ""


def test_a_matter_opened_elsewhere_opens_for_reading(desk: MatterDesk, matter_path: Path) -> None:
    other = open_session(matter_path, today=dt.date(2003, 6, 24))
    window = desk.open_path(matter_path)
    other.close()
    assert window is not None
    assert window.session.read_only
    assert window.status_line.saved.text() == "Open for reading only"


def test_the_theme_chosen_is_kept(desk: MatterDesk, preferences: Preferences, theme: Theme) -> None:
    desk.choose_appearance(Appearance.DARK)
    assert preferences.appearance is Appearance.DARK
    assert theme.dark
    desk.choose_appearance(Appearance.SYSTEM)
    assert not theme.dark


def test_f1_shows_the_sheet_and_help_what_the_program_is(start: StartWindow, qtbot: QtBot) -> None:
    start.activateWindow()
    qtbot.waitUntil(start.isActiveWindow)
    QTest.keyClick(start, Qt.Key.Key_F1)
    assert start.findChild(ShortcutSheet) is not None
    start.actions_table.by_id["about"].trigger()
    assert start.findChild(AboutDialog) is not None


@pytest.fixture
def apologies(qapp: QApplication) -> Iterator[Apologies]:
    before = sys.excepthook, threading.excepthook
    made = Apologies(qapp)
    yield made
    sys.excepthook, threading.excepthook = before


def test_a_fault_shows_one_apology_and_the_program_goes_on(apologies: Apologies, qtbot: QtBot) -> None:
    shown: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ApologyDialog):
            QTimer.singleShot(5, look)
            return
        apologies.caught(KeyError, KeyError("while it is open"), None)
        shown.append(dialog.report.toPlainText())
        dialog.accept()

    look()
    apologies.caught(ValueError, ValueError("Cedar"), None)
    assert shown == []
    qtbot.waitUntil(lambda: bool(shown))
    apologies.caught(ValueError, ValueError("Cedar again"), None)
    qtbot.wait(30)
    assert len(shown) == 1
    assert "ValueError" in shown[0]
    assert "Cedar" not in shown[0]


def test_the_time_to_the_first_paint_is_printed(matter_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--exit-after-first-paint", str(matter_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert int(done.stdout) > 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there is always a screen elsewhere")
def test_without_a_screen_one_sentence_says_so() -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment,
    )
    assert done.returncode == 1
    assert done.stderr == ("There is no screen here to open a window on; “rra --help” lists what works without one.\n")


def test_a_backup_is_restored_in_the_window(desk: MatterDesk, matter_path: Path, qtbot: QtBot) -> None:
    window = desk.open_path(matter_path)
    assert window is not None
    window.signals.execute(ChangeDetails("company", "Oak & Sons"))
    window.actions_table.by_id["restore"].trigger()
    dialog = window.findChild(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    assert "last change: " in str(dialog.list.model().index(0, 0).data())
    assert not dialog.act.isEnabled()
    dialog.list.setCurrentIndex(dialog.list.model().index(0, 0))
    dialog.act.click()
    qtbot.waitUntil(lambda: bool(desk.windows) and desk.windows[0] is not window)
    assert desk.windows[0].session.matter.details.company == "BestNet Communications Corp."


def test_a_matter_without_backups_says_when_there_will_be_one(desk: MatterDesk, matter_path: Path) -> None:
    window = desk.open_path(matter_path)
    assert window is not None
    window.actions_table.by_id["restore"].trigger()
    dialog = window.findChild(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    assert not dialog.act.isVisible()


def test_a_matter_is_locked_and_unlocked(desk: MatterDesk, matter_path: Path) -> None:
    window = desk.open_path(matter_path)
    assert window is not None
    for passwords, locked in ((("oak", "elm"), False), (("oak", "oak"), True), (("", ""), False)):
        window.actions_table.by_id["password"].trigger()
        dialog = window.findChildren(ChangePasswordDialog)[-1]
        dialog.first.setText(passwords[0])
        dialog.second.setText(passwords[1])
        if not any(passwords):
            dialog.act.click()
            assert dialog.refusal() == "Type a password."
            assert window.session.file.locked
            dialog.unlock.click()
        dialog.act.click()
        assert bool(dialog.refusal()) == (passwords[0] != passwords[1])
        assert window.session.file.locked is locked
        dialog.close()
