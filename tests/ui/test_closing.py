"""To close is to leave the field: whatever is being typed is on disk, or refused, before the file is closed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from rra_desktop.session import open_session
from tests.ui.conftest import AS_OF
from tests.ui.typing_places import BY_NAME, CEDAR, PLACES, TypingPlace, bring_to_front, cutback, holdings, press
from ui.application import MatterDesk
from ui.dialogs.change_password import ChangePasswordDialog
from ui.dialogs.properties import PropertiesDialog
from ui.dialogs.restore import RestoreDialog
from ui.holdings.holdings_room import HoldingsRoom
from ui.holdings.text_field import PAUSE_MS
from ui.main_window import MainWindow
from ui.paths import FileKind
from ui.preferences import Preferences
from ui.theme import Theme

ROOT = Path(__file__).parents[2]
Key = Qt.Key


class NoPath:
    """Answers nothing when a file is asked for, and counts how often."""

    def __init__(self) -> None:
        self.asked = 0

    def ask(self, _parent: QWidget, _title: str, _suggestion: Path, _kind: FileKind) -> Path | None:
        """Think better of it."""
        self.asked += 1
        return None


@pytest.fixture
def paths() -> NoPath:
    return NoPath()


@pytest.fixture
def desk(theme: Theme, preferences: Preferences, paths: NoPath, tmp_path: Path, qtbot: QtBot) -> Iterator[MatterDesk]:
    del qtbot
    made = MatterDesk(theme, preferences, paths.ask, paths.ask, tmp_path / "Documents")
    yield made
    for window in tuple(made.windows):
        for dialog in window.findChildren(PropertiesDialog):
            dialog.close()
        if (field := window.focusWidget()) is not None:
            QTest.keyClick(field, Key.Key_Escape)
    made.quit()
    assert not made.windows


@pytest.fixture
def window(desk: MatterDesk, matter_path: Path) -> MainWindow:
    opened = desk.open_path(matter_path)
    assert opened is not None
    bring_to_front(opened)
    opened.show_room("holdings")
    return opened


def close_by_its_button(_desk: MatterDesk, window: MainWindow) -> None:
    window.windowHandle().close()


def close_by_quitting(desk: MatterDesk, _window: MainWindow) -> None:
    desk.quit()


def close_with_all_others(_desk: MatterDesk, _window: MainWindow) -> None:
    QApplication.closeAllWindows()


WAYS: dict[str, Callable[[MatterDesk, MainWindow], None]] = {
    "Ctrl+W": lambda _desk, window: press(window, "close"),
    "Ctrl+Q": lambda _desk, window: press(window, "quit"),
    "window button": close_by_its_button,
    "quitting": close_by_quitting,
    "every window at once": close_with_all_others,
}


@pytest.mark.parametrize(
    ("name", "way"),
    [(place.name, "Ctrl+W") for place in PLACES]
    + [(name, way) for name in ("notes", "a figure of the register", "maximum") for way in WAYS if way != "Ctrl+W"],
)
def test_what_is_being_typed_is_on_disk_when_the_window_is_closed(
    desk: MatterDesk, window: MainWindow, qtbot: QtBot, name: str, way: str
) -> None:
    place, path = BY_NAME[name], window.session.path
    before = len(window.session.journal())
    place.type(window)
    assert place.recorded(window.session.matter) != place.wanted
    WAYS[way](desk, window)
    qtbot.waitUntil(lambda: not desk.windows)
    session = open_session(path, today=AS_OF)
    assert place.recorded(session.matter) == place.wanted
    assert len(session.journal()) == before + 1
    session.close()


@pytest.mark.parametrize("name", ["notes", "a figure of the register", "maximum", "a request"])
def test_what_is_being_typed_is_recorded_before_an_act_of_the_menus(window: MainWindow, name: str) -> None:
    place = BY_NAME[name]
    for act in ("new-matter", "open", "save-copy", "password", "properties", "as-of", "export-pdf"):
        bring_to_front(window)
        place.type(window)
        assert place.recorded(window.session.matter) != place.wanted, act
        press(window, act)
        assert place.recorded(window.session.matter) == place.wanted, act
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.hide()
        for dialog in window.findChildren(QDialog):
            dialog.reject()
        window.signals.undo()
        assert place.recorded(window.session.matter) != place.wanted, act


def test_what_is_being_typed_is_recorded_before_another_room_shows(window: MainWindow) -> None:
    for place in PLACES:
        place.type(window)
        assert place.recorded(window.session.matter) != place.wanted, place.name
        press(window, "room-calendar")
        assert window.room().title == "Calendar", place.name
        assert place.recorded(window.session.matter) == place.wanted, place.name
        window.signals.undo()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_what_is_being_typed_is_in_the_backup_that_going_back_leaves(
    desk: MatterDesk, window: MainWindow, qtbot: QtBot, place: TypingPlace
) -> None:
    """Going back to a backup first records; the journal's last entry before it is the one of the words."""
    holdings(window).panel.turn_to("Notes")
    QTest.keyClicks(window.focusWidget(), "first")
    assert window.hand_over()
    place.type(window)
    press(window, "restore")
    assert place.recorded(window.session.matter) == place.wanted
    label = window.session.journal()[-1].label
    dialog = window.findChild(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    dialog.list.setCurrentIndex(dialog.list.model().index(0, 0))
    dialog.act.click()
    qtbot.waitUntil(lambda: bool(desk.windows) and desk.windows[0] is not window)
    backups = desk.windows[0].session.file.backups()
    assert label in {backup.last_entry for backup in backups}


def test_locking_with_a_password_locks_the_words_too(window: MainWindow, desk: MatterDesk, matter_path: Path) -> None:
    BY_NAME["notes"].type(window)
    press(window, "password")
    dialog = window.findChild(ChangePasswordDialog)
    assert isinstance(dialog, ChangePasswordDialog)
    dialog.first.setText("oak")
    dialog.second.setText("oak")
    dialog.act.click()
    desk.quit()
    session = open_session(matter_path, today=AS_OF, password="oak")  # noqa: S106
    assert session.matter.holder(CEDAR).notes == "Call first"
    session.close()


# -- refused -----------------------------------------------------------------------------------------------------------


def reason_of(window: MainWindow) -> str:
    room = window.room()
    found = [room.grid.reason] if hasattr(room, "grid") else []
    if hasattr(room, "inputs"):
        found.append(room.inputs.maximum.reason)
    return "".join(found)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["maximum", "a request", "a figure of the register"])
def test_what_is_refused_keeps_the_window_open_with_the_reason(
    desk: MatterDesk, window: MainWindow, qtbot: QtBot, name: str, way: str
) -> None:
    place = BY_NAME[name]
    before = window.session.matter
    widget = place.begin(window)
    for letter in "a few":
        QTest.keyClicks(window.focusWidget() or widget, letter)
    WAYS[way](desk, window)
    assert desk.windows == [window]
    assert window.isVisible()
    assert window.room() is window.show_room(place.room)
    assert "“a few” is not a number of shares" in reason_of(window)
    assert "press Esc" in reason_of(window)
    assert window.session.matter == before
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    WAYS[way](desk, window)
    qtbot.waitUntil(lambda: not desk.windows)


def test_what_is_refused_keeps_the_other_windows_open_too(
    desk: MatterDesk, window: MainWindow, sample_file: Path, tmp_path: Path
) -> None:
    other_path = tmp_path / "Other.rra"
    other_path.write_bytes(sample_file.read_bytes())
    other = desk.open_path(other_path)
    assert other is not None
    bring_to_front(window)
    QTest.keyClicks(BY_NAME["maximum"].begin(window), "a few")
    bring_to_front(other)
    press(other, "quit")
    assert desk.windows == [window, other]
    bring_to_front(window)


def test_what_is_refused_keeps_its_room(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(BY_NAME["maximum"].begin(window), "a few")
    row = window.room_list.model().index(0, 0)
    place = window.room_list.visualRect(row).center()
    QTest.mouseClick(window.room_list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.room().title == "Cutback"
    assert "is not a number of shares" in reason_of(window)
    qtbot.waitUntil(lambda: window.room_list.selectedIndexes()[0].data() == "Cutback")
    press(window, "room-calendar")
    assert window.room().title == "Cutback"
    QTest.keyClick(window.focusWidget(), Key.Key_Escape)
    press(window, "room-calendar")
    assert window.room().title == "Calendar"


def test_another_scenario_waits_for_what_is_refused(window: MainWindow, qtbot: QtBot) -> None:
    room = cutback(window)
    assert len(room.context.session.matter.offerings) > 1
    QTest.keyClicks(BY_NAME["maximum"].begin(window), "a few")
    QTest.mouseClick(room.scenarios.buttons[1], Qt.MouseButton.LeftButton)
    assert room.inputs.maximum.text() == "a few"
    qtbot.waitUntil(room.scenarios.buttons[0].isChecked)
    QTest.keyClick(room.inputs.maximum, Key.Key_Escape)
    QTest.mouseClick(room.scenarios.buttons[1], Qt.MouseButton.LeftButton)
    assert room.scenarios.buttons[1].isChecked()


def test_a_dialog_that_is_neither_recorded_nor_given_up_keeps_the_window(
    desk: MatterDesk, window: MainWindow, qtbot: QtBot
) -> None:
    press(window, "properties")
    dialog = window.findChild(PropertiesDialog)
    assert isinstance(dialog, PropertiesDialog)
    header = window.session.matter.details.header
    dialog.header.selectAll()
    QTest.keyClicks(dialog.header, "Draft")
    desk.quit()
    assert desk.windows == [window]
    assert dialog.refusal() == "What stands here is not recorded. Press “Save” to record it, or Cancel to give it up."
    assert window.session.matter.details.header == header
    dialog.act.click()
    assert window.session.matter.details.header == "Draft"
    desk.quit()
    qtbot.waitUntil(lambda: not desk.windows)


def test_a_dialog_in_which_nothing_was_typed_goes_with_its_window(
    desk: MatterDesk, window: MainWindow, qtbot: QtBot
) -> None:
    press(window, "properties")
    assert window.findChild(PropertiesDialog) is not None
    desk.quit()
    qtbot.waitUntil(lambda: not desk.windows)


def test_closed_dialogs_are_deleted(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(3):
        bring_to_front(window)
        press(window, "properties")
        dialog = window.findChild(PropertiesDialog)
        assert isinstance(dialog, PropertiesDialog)
        with qtbot.waitSignal(dialog.destroyed):
            QTest.keyClick(dialog, Key.Key_Escape)
    assert not window.findChildren(PropertiesDialog)


# -- the desktop logs out ----------------------------------------------------------------------------------------------


class Desktop:
    """A desktop that logs out and lets counsel be asked, or not."""

    def __init__(self, *, asks: bool) -> None:
        self.asks = asks
        self.said: list[str] = []

    def allowsInteraction(self) -> bool:  # noqa: N802 - Qt's own name
        """Answer as the test says."""
        return self.asks

    def release(self) -> None:
        """Note it."""
        self.said.append("release")

    def cancel(self) -> None:
        """Note it."""
        self.said.append("cancel")


def test_what_is_being_typed_is_recorded_before_the_desktop_logs_out(desk: MatterDesk, window: MainWindow) -> None:
    for place in PLACES:
        place.type(window)
        assert place.recorded(window.session.matter) != place.wanted, place.name
        desktop = Desktop(asks=True)
        desk.session_ends(desktop)
        assert place.recorded(window.session.matter) == place.wanted, place.name
        assert desktop.said == []
        window.signals.undo()


@pytest.mark.parametrize(("asks", "said"), [(True, ["release", "cancel"]), (False, [])])
def test_what_is_refused_stops_the_logging_out_where_that_can_be(
    desk: MatterDesk, window: MainWindow, asks: bool, said: list[str]
) -> None:
    QTest.keyClicks(BY_NAME["maximum"].begin(window), "a few")
    desktop = Desktop(asks=asks)
    desk.session_ends(desktop)
    assert desktop.said == said


# -- notes and addresses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["notes", "notice address"])
def test_a_stretch_of_typing_is_one_step_recorded_at_a_pause(window: MainWindow, qtbot: QtBot, name: str) -> None:
    place = BY_NAME[name]
    session = window.session
    before, was = len(session.journal()), place.recorded(session.matter)
    edit = place.type(window)
    assert len(session.journal()) == before
    qtbot.waitUntil(lambda: place.recorded(session.matter) == place.wanted, timeout=PAUSE_MS + 3_000)
    QTest.keyClicks(edit, " and write ")
    qtbot.waitUntil(lambda: len(session.journal()) == before + 2, timeout=PAUSE_MS + 3_000)
    assert place.recorded(session.matter) == f"{place.wanted} and write"
    QTest.keyClicks(edit, "again")
    assert window.hand_over()
    assert place.recorded(session.matter) == f"{place.wanted} and write again"
    for _ in range(3):
        press(window, "undo")
    assert place.recorded(session.matter) == was


@pytest.mark.parametrize("name", ["notes", "notice address"])
def test_words_belong_to_the_holder_they_were_typed_for(window: MainWindow, name: str) -> None:
    """Another row is clicked while typing: the words are Cedar's, and nothing of them is Birch's."""
    place = BY_NAME[name]
    birch = window.session.matter.holder("H3")
    place.type(window)
    room = window.show_room("holdings")
    assert isinstance(room, HoldingsRoom)
    index = room.model.index(room.model.place_of(("holder", "H3")) or 0, room.model.column_of("units"))
    QTest.mouseClick(room.grid.viewport(), Qt.MouseButton.LeftButton, pos=room.grid.visualRect(index).center())
    assert place.recorded(window.session.matter) == place.wanted
    assert window.session.matter.holder("H3") == birch
    assert window.session.journal()[-1].label.startswith("Change Cedar Family Trust’s ")


# -- nothing crashes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "way"),
    [(name, "close") for name in ("notice address", "maximum", "a figure of the register", "counterpart")]
    + [("notes", way) for way in ("close", "quit", "window button", "every window at once", "log out")],
)
def test_the_program_ends_well_with_the_words_on_disk(matter_path: Path, name: str, way: str) -> None:
    assert_ends_well(matter_path, name, way)


def test_a_kill_loses_no_words_typed_before_the_last_moment(matter_path: Path) -> None:
    assert_ends_well(matter_path, "notes", "kill after a pause")


def assert_ends_well(path: Path, name: str, way: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.closing_player", str(path), name, way],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONFAULTHANDLER": "1"},
    )
    # What the offscreen platform says of every window is no fault.
    said = [line for line in done.stderr.splitlines() if not line.startswith("This plugin does not support")]
    assert (done.returncode, said) == (0, [])
    place = BY_NAME[name]
    session = open_session(path, today=AS_OF)
    assert place.recorded(session.matter) == place.wanted
    session.close()
