"""The Activity room: every change newest first, field by field, and the way back with the keyboard and the mouse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from rra_desktop.domain.edits import EntryKind
from rra_desktop.domain.register import Security
from rra_desktop.editing.commands import ChangeHolder, RemoveHolder, SetPosition
from rra_desktop.session import MatterSession
from rra_desktop.store.journal_rows import DamagedJournalError
from ui.activity.activity_room import ActivityRoom
from ui.widgets.grid import Grid
from ui.widgets.room import RoomContext

AS_OF = dt.date(2003, 6, 24)


@pytest.fixture
def room(context: RoomContext, qtbot: QtBot) -> Iterator[ActivityRoom]:
    """Show the room after three edits, the last of them undone."""
    session = context.session
    session.execute(ChangeHolder("H4", "notes", "Call\nfirst"))
    session.execute(SetPosition("H4", Security.WARRANT, 250_000, AS_OF))
    session.execute(ChangeHolder("H3", "name", "Birch Street"))
    session.undo()
    made = ActivityRoom(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.refresh(None)
    context.signals.changed.connect(made.refresh)
    yield made
    made.close_room()


def shown(grid: Grid) -> list[list[str]]:
    """Return the words of every cell on the screen, row by row."""
    model = grid.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_every_change_is_there_newest_first(room: ActivityRoom) -> None:
    rows = [[row[0], *row[3:]] for row in shown(room.grid)]
    assert rows == [
        ["5", "Undo: Change Birch Street Partners’s name", "Birch Street → Birch Street Partners"],
        ["4", "Change Birch Street Partners’s name · taken back by no. 5", "Birch Street Partners → Birch Street"],
        ["3", "Change Cedar Family Trust’s Warrants", "Correction of Jun 24, 2003, Cedar Family Trust added"],
        ["2", "Change Cedar Family Trust’s notes", "— → Call first"],
        ["1", "Matter made", "43 records"],
    ]
    assert [row.greyed for row in room.model.rows] == [False, True, False, False, False]


def test_the_selected_change_is_told_field_by_field(room: ActivityRoom) -> None:
    room.grid.select_cell(("3",), "what")
    told = shown(room.card.grid)
    assert told[0] == ["Correction of Jun 24, 2003, Cedar Family Trust", "Date", "—", "Tue, Jun 24, 2003"]
    assert ["", "Quantity", "—", "−50,000"] in told
    spoken = room.card.grid.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Correction of Jun 24, 2003, Cedar Family Trust"


def test_the_keyboard_goes_to_an_old_change_and_takes_it_back(room: ActivityRoom, session: MatterSession) -> None:
    room.first_focus()
    QTest.keyClick(room.grid, Qt.Key.Key_Down)
    QTest.keyClick(room.grid, Qt.Key.Key_Down)
    entry = room.entry()
    assert entry is not None
    assert entry.number == 3
    room.card.take_back_button.setFocus()
    QTest.keyClick(room.card.take_back_button, Qt.Key.Key_Space)
    last = session.journal()[-1]
    assert (last.kind, last.of) == (EntryKind.REVERT, 3)
    assert session.analysis.positions.of("H4").warrants == 300_000
    assert shown(room.grid)[0][3] == "Revert: Change Cedar Family Trust’s Warrants"
    assert shown(room.grid)[3][3].endswith("taken back by no. 6")


def test_what_is_taken_back_stays_selected_and_is_not_taken_back_twice(
    room: ActivityRoom, session: MatterSession
) -> None:
    room.grid.select_cell(("3",), "what")
    before = len(session.journal())
    for _ in range(3):
        QTest.mouseClick(room.card.take_back_button, Qt.MouseButton.LeftButton)
    assert len(session.journal()) == before + 1
    entry = room.entry()
    assert entry is not None
    assert entry.number == 3
    assert not room.card.take_back_button.isEnabled()


def test_what_was_undone_is_not_offered_and_refused_by_its_number(
    room: ActivityRoom, context: RoomContext, qtbot: QtBot
) -> None:
    room.grid.select_cell(("4",), "what")
    assert not room.card.take_back_button.isEnabled()
    with qtbot.waitSignal(context.signals.refused) as refused:
        room.take_back()
    assert refused.args == ["“Change Birch Street Partners’s name” was taken back already, by no. 5."]


def test_what_was_changed_since_is_refused_with_the_change_that_did_it(
    room: ActivityRoom, context: RoomContext, session: MatterSession, qtbot: QtBot
) -> None:
    session.execute(ChangeHolder("H4", "notes", "Write first"))
    room.grid.select_cell(("2",), "what")
    with qtbot.waitSignal(context.signals.refused) as refused:
        QTest.mouseClick(room.card.take_back_button, Qt.MouseButton.LeftButton)
    sentence = (
        "“Change Cedar Family Trust’s notes” cannot be taken back: “Change Cedar Family Trust’s notes”, no. 6, has "
        "changed the same since; take that back first."
    )
    assert refused.args == [sentence]
    assert session.matter.holder("H4").notes == "Write first"


def test_the_making_of_the_matter_is_not_offered(room: ActivityRoom) -> None:
    room.grid.select_cell(("1",), "what")
    assert not room.card.take_back_button.isEnabled()
    menu = QMenu(room)
    room._add_actions(menu, room.model.rows[-1])
    assert [(act.text(), act.isEnabled()) for act in menu.actions()] == [("Take It Back", False)]


def test_the_filter_finds_names_people_and_values(room: ActivityRoom, qtbot: QtBot) -> None:
    for text, numbers in (("warrants", ["3"]), ("CALL", ["2"]), ("birch", ["5", "4"]), ("nothing such", [])):
        room.filter.clear()
        QTest.keyClicks(room.filter, text)
        qtbot.waitUntil(lambda numbers=numbers: [row[0] for row in shown(room.grid)] == numbers)  # type: ignore[misc]
    QTest.keyClick(room.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown(room.grid)) == 5)


def test_a_new_change_from_another_room_is_selected(room: ActivityRoom, session: MatterSession) -> None:
    room.grid.select_cell(("2",), "what")
    session.execute(ChangeHolder("H5", "notes", "New"))
    entry = room.entry()
    assert entry is not None
    assert entry.number == 6
    session.look_at(AS_OF + dt.timedelta(days=1))
    assert room.entry() == entry


def test_coming_back_shows_what_was_changed_meanwhile_or_what_was_selected(
    room: ActivityRoom, context: RoomContext, session: MatterSession
) -> None:
    context.signals.changed.disconnect(room.refresh)
    room.grid.select_cell(("2",), "what")
    room.refresh(None)
    selected = room.entry()
    assert selected is not None
    assert selected.number == 2
    session.execute(ChangeHolder("H5", "notes", "New"))
    room.refresh(None)
    selected = room.entry()
    assert selected is not None
    assert selected.number == 6


def test_a_journal_that_cannot_be_read_is_said_in_the_room(
    room: ActivityRoom, session: MatterSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> NoReturn:
        raise DamagedJournalError("Entry 2 of the journal cannot be read.")

    with monkeypatch.context() as damage:
        damage.setattr(session, "journal", damaged)
        room.refresh(None)
        assert room.grid.empty_text == "Entry 2 of the journal cannot be read."
        assert shown(room.grid) == []
        assert not room.card.take_back_button.isEnabled()
    room.refresh(None)
    assert len(shown(room.grid)) == 5


def test_a_holder_that_was_removed_keeps_its_name_here(room: ActivityRoom, session: MatterSession) -> None:
    session.execute(RemoveHolder("H8"))
    entry = room.entry()
    assert entry is not None
    records = {row[0] for row in shown(room.card.grid)}
    assert "Issue of Mar 30, 2003, Dogwood Capital" in records
    assert not any("H8" in record for record in records)
