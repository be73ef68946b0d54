"""The window of a matter: rooms by key, panes, as-of date, undo by name, refusals, and no label that reads markup."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rra_desktop.domain.figures import FigureKey
from rra_desktop.editing.commands import AddHolder, ChangeDetails, ChangeHolder, RemoveHolder
from rra_desktop.session import open_session
from tests.ui.conftest import AS_OF
from tests.ui.no_desk import NoDesk
from tests.ui.shown import window_on
from ui.actions import ACTIONS
from ui.calendar.calendar_room import CalendarRoom
from ui.dialogs.choose_reading import ChooseReadingDialog
from ui.main_window import MainWindow
from ui.room_stack import ROOMS
from ui.theme import Theme
from ui.widgets.chips import Shape

Key = Qt.Key
MARKUP = "<b>Cedar</b><img src='file:///etc/hostname'>"


@pytest.fixture
def desk() -> NoDesk:
    return NoDesk()


@pytest.fixture
def window(matter_path: Path, theme: Theme, desk: NoDesk, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_on(matter_path, theme, qtbot, desk) as made:
        yield made


def press(window: MainWindow, action: str) -> None:
    """Press the keys of an action on whatever has the keyboard."""
    keys = window.actions_table.by_id[action].shortcut()
    QTest.keySequence(window.focusWidget() or window, keys)


def test_every_row_of_the_table_can_be_done(window: MainWindow) -> None:
    assert set(window.actions_table.by_id) == {row.id for row in ACTIONS}
    for row in ACTIONS:
        if row.room:
            assert row.id in window.show_room(row.room).handlers(), row.id


@pytest.mark.parametrize("number", range(len(ROOMS)))
def test_a_room_is_reached_by_its_number(window: MainWindow, number: int) -> None:
    window.show_room(ROOMS[-1].id if number == 0 else ROOMS[0].id)
    press(window, f"room-{ROOMS[number].id}")
    assert window.room().title == ROOMS[number].title
    assert window.room_list.currentIndex().row() == number
    assert window.room().isAncestorOf(window.focusWidget())


def test_an_old_change_is_taken_back_only_once_it_was_looked_at(window: MainWindow) -> None:
    """From another room the keys lead to Activity and no further; there they take back what is selected."""
    session = window.session
    session.execute(ChangeHolder("H4", "notes", "Call first"))
    before = len(session.journal())
    for room in ("holdings", "calendar"):
        window.show_room(room).first_focus()
        press(window, "take-back")
        assert window.room().title == "Activity"
        assert window.room().isAncestorOf(window.focusWidget())
        assert len(session.journal()) == before
    press(window, "take-back")
    assert session.journal()[-1].of == before
    assert session.matter.holder("H4").notes == ""


def test_a_room_is_reached_by_the_arrow_keys_of_the_list(window: MainWindow) -> None:
    window.room_list.setFocus()
    QTest.keyClick(window.room_list, Key.Key_Down)
    assert window.room().title == "Calendar"


def test_f6_walks_the_panes_and_comes_back(window: MainWindow) -> None:
    window.show_room("calendar").first_focus()
    seen: list[QWidget] = []
    for _ in range(4):
        press(window, "next-pane")
        focus = window.focusWidget()
        assert focus is not None
        seen.append(focus)
    assert seen[0] is window.why
    assert seen[1] is window.as_of_button
    assert seen[2] is window.room_list
    assert window.room().isAncestorOf(seen[3])
    press(window, "previous-pane")
    assert window.focusWidget() is window.room_list


def test_the_top_bar_says_what_matter_this_is(window: MainWindow) -> None:
    company, agreement = window.top_bar.labels()
    assert company.text() == "BestNet Communications Corp."
    assert agreement.text() == "Registration Rights Agreement · March 30, 2003 · for the Company"
    assert window.status_line.saved.text() == "All changes saved"
    assert window.status_line.file.text() == "BestNet 2003.rra"


def test_an_edit_is_undone_and_redone_by_name(window: MainWindow) -> None:
    undo, redo = window.actions_table.by_id["undo"], window.actions_table.by_id["redo"]
    assert not undo.isEnabled()
    window.signals.execute(ChangeDetails("company", "Oak & Sons"))
    assert window.top_bar.labels()[0].text() == "Oak & Sons"
    assert undo.text() == f"Undo “{window.session.undo_label}”".replace("&", "&&")
    press(window, "undo")
    assert window.top_bar.labels()[0].text() == "BestNet Communications Corp."
    assert not undo.isEnabled()
    press(window, "redo")
    assert window.top_bar.labels()[0].text() == "Oak & Sons"
    assert not redo.isEnabled()


def test_a_refusal_without_a_place_stands_in_the_bar_until_the_next_edit(window: MainWindow) -> None:
    window.signals.execute(RemoveHolder("H999"))
    assert window.message_bar.text() == "The holder is not in this matter any more; look at the matter as it is now."
    window.signals.execute(ChangeDetails("company", "Oak"))
    assert window.message_bar.text() == ""


def test_a_refusal_with_a_place_does_not(window: MainWindow) -> None:
    refusals: list[str] = []
    window.signals.execute(RemoveHolder("H999"), refusals.append)
    assert len(refusals) == 1
    assert window.message_bar.text() == ""


def test_the_as_of_date_is_typed_into_the_button(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "as-of")
    field = next(each for each in window.as_of_button.findChildren(QLineEdit) if each.accessibleName() == "As-of date")
    qtbot.waitUntil(field.isVisible)
    field.selectAll()
    QTest.keyClicks(field, "2003-07-20")
    QTest.keyClick(field, Key.Key_Return)
    assert window.session.as_of == dt.date(2003, 7, 20)
    assert window.as_of_button.accessibleName() == "As of Sunday, July 20, 2003"
    assert not field.isVisible()


def test_a_room_that_was_hidden_is_brought_up_to_date_when_it_shows(window: MainWindow) -> None:
    calendar = window.show_room("calendar")
    assert isinstance(calendar, CalendarRoom)
    assert calendar.list_model.look(0).shape is Shape.SOFT
    window.show_room("holdings")
    window.signals.look_at(dt.date(2003, 8, 1))
    window.show_room("calendar")
    assert calendar.list_model.look(0).shape is Shape.SOLID


def test_the_badge_counts_what_is_near(window: MainWindow) -> None:
    row = [place.id for place in ROOMS].index("calendar")
    said = str(window.room_list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("Calendar, 2 ")
    assert said.endswith("due within 7 days")


def test_the_why_panel_follows_the_selection_of_the_room(window: MainWindow, qtbot: QtBot) -> None:
    calendar = window.show_room("calendar")
    assert isinstance(calendar, CalendarRoom)
    row = calendar.list_model.row_of(FigureKey("deadline", ("R1", "", ""), "filing_latest"))
    assert row is not None
    calendar.list.selectRow(row)
    qtbot.waitUntil(lambda: "Thu, Jul 17, 2003" in words(window.why))
    assert "§1(a)" in {child.accessibleName() for child in window.why.findChildren(QWidget)}
    assert window.why.isVisible()
    window.show_room("summary")
    assert not window.why.isVisible()


def test_changing_a_reading_from_the_panel_asks_for_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    calendar = window.show_room("calendar")
    calendar.first_focus()
    qtbot.waitUntil(lambda: "Thu, Jun 26, 2003" in words(window.why))
    change = next(each for each in buttons(window.why) if each.text() == "Change reading")
    QTest.mouseClick(change, Qt.MouseButton.LeftButton)
    dialog = window.findChild(ChooseReadingDialog)
    assert isinstance(dialog, ChooseReadingDialog)
    assert dialog.question.key() == "request_window_from"
    dialog.act.click()
    assert "why" in dialog.refusal()
    QTest.keyClicks(dialog.reason, "The last sentence is the particular one.")
    dialog.act.click()
    assert window.session.matter.choice("request_window_from") == "received"
    qtbot.waitUntil(lambda: "was Thu, Jun 26, 2003" in chips(window.why))


def test_a_copy_is_saved_where_counsel_says(window: MainWindow, desk: NoDesk, tmp_path: Path) -> None:
    desk.target = tmp_path / "copy.rra"
    press(window, "save-copy")
    copy = open_session(desk.target, today=AS_OF)
    assert copy.matter == window.session.matter
    copy.close()
    window.signals.execute(ChangeDetails("company", "Oak & Sons"))
    press(window, "save-copy")
    again = open_session(desk.target, today=AS_OF)
    assert again.matter.details.company == "Oak & Sons"
    again.close()


def test_recent_files_are_offered_and_forgotten(window: MainWindow, desk: NoDesk, tmp_path: Path) -> None:
    desk.files = (tmp_path / "Oak & Sons.rra",)
    menu = window._recent_menu
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    assert desk.asked == ["Oak & Sons.rra"]
    menu.actions()[-1].trigger()
    assert not desk.files


def test_a_matter_open_for_reading_offers_no_edit(matter_path: Path, theme: Theme, desk: NoDesk, qtbot: QtBot) -> None:
    session = open_session(matter_path, today=AS_OF, read_only=True)
    window = MainWindow(session, theme, desk)
    qtbot.addWidget(window)
    assert window.status_line.saved.text() == "Open for reading only"
    edits = {row.id for row in ACTIONS if row.changes}
    assert {"undo", "record-notice"} <= edits
    assert {each for each in edits if window.actions_table.by_id[each].isEnabled()} == set()
    window.close()


def test_a_second_window_says_who_has_the_file(
    window: MainWindow, matter_path: Path, theme: Theme, desk: NoDesk, qtbot: QtBot
) -> None:
    """The first window keeps the file; the second reads, says who has it, and the sentence can be put away."""
    second = MainWindow(open_session(matter_path, today=AS_OF), theme, desk)
    qtbot.addWidget(second)
    second.show()
    assert not window.session.read_only
    assert second.message_bar.text() == second.session.file.read_only_reason
    assert getpass.getuser() in second.message_bar.text()
    put_away = second.message_bar.findChild(QAbstractButton)
    assert put_away is not None
    put_away.click()
    assert second.message_bar.text() == ""
    second.close()


def test_nothing_that_shows_data_reads_markup(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    holder = session.matter.holders[0].id
    window.signals.execute(ChangeHolder(holder, "name", MARKUP))
    window.signals.execute(ChangeDetails("company", MARKUP))
    window.signals.execute(AddHolder(MARKUP + "2", quantity=1000, on=dt.date(2003, 3, 30)))
    for place in ROOMS:
        room = window.show_room(place.id)
        room.first_focus()
        qtbot.wait(20)
        walk(window)
    for action in ("properties", "readings", "record-notice", "record-request", "add-registration", "add-investor"):
        window.actions_table.by_id[action].trigger()
        walk(window)


def walk(window: QWidget) -> None:
    """Fail on a label that is not plain text, and on a tool tip that would draw what it should say."""
    for label in window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
    for widget in window.findChildren(QWidget):
        assert "<b>" not in widget.toolTip(), widget


def test_every_control_has_a_name_and_room_for_a_finger(window: MainWindow, qtbot: QtBot) -> None:
    for place in ROOMS:
        window.show_room(place.id)
        qtbot.wait(10)
        for kind in (QAbstractButton, QLineEdit, QComboBox):
            for control in window.findChildren(kind):
                if not control.isVisible() or control.focusPolicy() is Qt.FocusPolicy.NoFocus:
                    continue
                spoken = QAccessible.queryAccessibleInterface(control)
                assert spoken.text(QAccessible.Text.Name), (place.id, control)
                assert min(control.width(), control.height()) >= 24, (place.id, control, control.size())


def test_shortcuts_of_the_window_are_not_ambiguous(window: MainWindow) -> None:
    for place in ROOMS:
        window.show_room(place.id)
    from PySide6.QtGui import QShortcut  # noqa: PLC0415 - only here

    taken = {QKeySequence(key).toString() for row in ACTIONS for key in row.keys}
    assert {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)} & taken == set()


def test_closing_the_window_closes_the_file(window: MainWindow, matter_path: Path) -> None:
    window.close()
    again = open_session(matter_path, today=AS_OF)
    assert not again.read_only
    again.close()


def words(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel)}


def chips(widget: QWidget) -> set[str]:
    return {child.accessibleName() for child in widget.findChildren(QWidget)}


def buttons(widget: QWidget) -> list[QAbstractButton]:
    return list(widget.findChildren(QAbstractButton))
