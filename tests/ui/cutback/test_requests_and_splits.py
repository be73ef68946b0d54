"""The sellers of the sample's Base case show what was asked in the registration and what a group agreed on.

Requested in the Base case: Alder Fund I 1,800,000, Birch 2,400,000, Cedar 150,000, Dogwood 1,400,000.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from rra_desktop.domain.registrations import Event, EventType, Method, Request
from rra_desktop.editing.commands import ChangeOffering, RecordEvent, RecordRequest, SetAgreedSplit, SetOfferingRequest
from tests.ui.shown import bring_up_room
from ui.cutback.cutback_room import CutbackRoom
from ui.cutback.offering_dialog import OfferingDialog
from ui.widgets.grid_cells import Cell
from ui.widgets.grid_editing import CellEditor
from ui.widgets.room import RoomContext

Key = Qt.Key
JUNE_20, JUNE_23 = dt.date(2003, 6, 20), dt.date(2003, 6, 23)


@pytest.fixture
def room(context: RoomContext, qtbot: QtBot) -> Iterator[CutbackRoom]:
    made = CutbackRoom(context)
    tester = QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    bring_up_room(made, context.signals, qtbot, width=1180)
    yield made
    tester.deleteLater()


@pytest.fixture
def asked(context: RoomContext) -> None:
    """Record the Registration Notice of June 20 by fax, and Hawthorn's request of June 23."""
    notice = Event(0, "R2", EventType.REGISTRATION_NOTICE, method=Method.FAX, sent=JUNE_20, received=JUNE_20)
    context.signals.execute(RecordEvent(notice))
    context.signals.execute(RecordRequest(hawthorn(500_000)))


def hawthorn(quantity: int | None, received: dt.date = JUNE_23) -> Request:
    return Request(0, "R2", "H6", quantity, received, "underwritten")


def cell(room: CutbackRoom, holder: str, column: str) -> Cell:
    row = next(each for each in room.model.rows if each.subject.subject == holder)
    return room.model.columns[room.model.column_of(column)].cell(row)


def total(room: CutbackRoom, column: str) -> str:
    return room.model.columns[room.model.column_of(column)].cell(room.model.rows[-1]).text


def came_in_shows(room: CutbackRoom) -> bool:
    return not room.grid.isColumnHidden(room.model.column_of("received"))


# -- requests received -------------------------------------------------------------------------------------------------


def test_without_requests_in_the_registration_nothing_is_said(room: CutbackRoom) -> None:
    assert not room.notices.isVisible()
    assert not came_in_shows(room)


@pytest.mark.usefixtures("asked")
def test_a_request_that_came_in_shows_and_one_act_takes_it_in(room: CutbackRoom, context: RoomContext) -> None:
    """Case 8: Requested goes from 5,750,000 to 6,250,000, and undo has a name."""
    assert room.notices.requests.text() == (
        "Hawthorn, J. (IRA) asked for 500,000 in “Company offering, autumn 2003”; that is not in this scenario."
    )
    assert came_in_shows(room)
    assert cell(room, "H6", "received").text == "500,000 not in it"
    assert total(room, "requested") == "5,750,000"
    QTest.mouseClick(room.notices.take_in, Qt.MouseButton.LeftButton)
    assert total(room, "requested") == "6,250,000"
    assert cell(room, "H6", "received").text == "500,000"
    assert not room.notices.isVisible()
    assert context.session.undo_label == "Take in the request of Hawthorn, J. (IRA) into Base case"
    context.signals.undo()
    assert total(room, "requested") == "5,750,000"
    assert room.notices.take_in.isVisible()


@pytest.mark.usefixtures("asked")
def test_the_menu_takes_it_in_too(room: CutbackRoom) -> None:
    room.handlers()["take-in-requests"]()
    assert total(room, "requested") == "6,250,000"


@pytest.mark.usefixtures("asked")
def test_a_typed_figure_that_differs_stays_marked_until_counsel_replaces_it(
    room: CutbackRoom, context: RoomContext
) -> None:
    context.signals.execute(SetOfferingRequest("O1", "H6", 400_000))
    shown = cell(room, "H6", "received")
    assert (shown.text, shown.tone is not None) == ("500,000 differs", True)
    assert room.notices.requests.text() == (
        "Hawthorn, J. (IRA) asked for 500,000 in “Company offering, autumn 2003”; here 400,000 is typed."
    )
    room.handlers()["take-in-requests"]()
    assert cell(room, "H6", "requested").text == "400,000"
    QTest.mouseClick(room.notices.replace_typed, Qt.MouseButton.LeftButton)
    assert cell(room, "H6", "requested").text == "500,000"


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (hawthorn(500_000, dt.date(2003, 7, 20)), "500,000 late"),
        (hawthorn(None), "no number incomplete"),
    ],
)
def test_a_request_that_does_not_count_is_shown_and_not_taken_in(
    room: CutbackRoom, context: RoomContext, request_: Request, said: str
) -> None:
    notice = Event(0, "R2", EventType.REGISTRATION_NOTICE, method=Method.FAX, sent=JUNE_20, received=JUNE_20)
    context.signals.execute(RecordEvent(notice))
    context.signals.execute(RecordRequest(request_))
    context.signals.look_at(dt.date(2003, 7, 21))
    assert cell(room, "H6", "received").text == said
    assert not room.notices.take_in.isVisible()
    entries = len(context.session.journal())
    room.handlers()["take-in-requests"]()
    assert len(context.session.journal()) == entries


@pytest.mark.usefixtures("asked")
def test_a_new_scenario_begins_with_the_requests_received(room: CutbackRoom, context: RoomContext) -> None:
    room.scenarios.add.click()
    dialog = room.findChild(OfferingDialog)
    assert dialog is not None
    dialog.name.setText("Max 9m")
    dialog.accept()
    made = context.session.matter.offerings[-1]
    quantities = {each.holder: each.quantity for each in context.session.matter.requests_in(made.id)}
    assert quantities == {"H1": 1_800_000, "H3": 2_400_000, "H4": 150_000, "H8": 1_400_000, "H6": 500_000}
    assert total(room, "requested") == "6,250,000"


# -- agreed splits -----------------------------------------------------------------------------------------------------


@pytest.fixture
def two_funds(room: CutbackRoom, context: RoomContext) -> CutbackRoom:
    """Let Alder Growth Fund II ask for 600,000 too, and open the group."""
    context.signals.execute(SetOfferingRequest("O1", "H2", 600_000))
    room.model.set_opened(room.model.rows[0], opened=True)
    return room


def editor_of(room: CutbackRoom) -> CellEditor:
    return next(each for each in room.grid.findChildren(CellEditor) if each.isVisible())


def type_over(room: CutbackRoom, holder: str, typed: str) -> None:
    room.grid.select_cell(("holder", holder), "allocated")
    QTest.keyClicks(room.grid, typed[0])
    QTest.keyClicks(editor_of(room), typed[1:])
    QTest.keyClick(editor_of(room), Key.Key_Return)


def test_an_agreed_figure_shows_as_typed_and_what_is_missing_stands_beside_it(two_funds: CutbackRoom) -> None:
    """Case 9: 1,000,000 of 1,682,039; until the split adds up the group is split by holdings."""
    room = two_funds
    assert (cell(room, "H1", "allocated").text, cell(room, "H2", "allocated").text) == ("1,082,039", "600,000")
    type_over(room, "H1", "1000000")
    shown = cell(room, "H1", "allocated")
    assert (shown.text, shown.edit) == ("≠ 1,000,000", "1,000,000")
    assert cell(room, "H1", "bar").text == "682,039 to go"
    assert room.notices.splits.text() == (
        "The split Alder agreed on is not in force: it adds up to 1,000,000 of 1,682,039, 682,039 to go. Until then "
        "the group is split by its members’ holdings (§3(c)): Alder Growth Fund I, L.P. 1,082,039, "
        "Alder Growth Fund II, L.P. 600,000."
    )
    assert "not in force: 682,039 to go" in shown.spoken
    assert cell(room, "H2", "allocated").text == "600,000"


def test_the_mark_goes_when_the_split_adds_up(two_funds: CutbackRoom) -> None:
    room = two_funds
    type_over(room, "H1", "1,100,000")
    type_over(room, "H2", "582,039")
    assert (cell(room, "H1", "allocated").text, cell(room, "H2", "allocated").text) == ("1,100,000", "582,039")
    assert not room.notices.isVisible()
    assert cell(room, "H1", "bar").text == "round 2"


def test_with_another_maximum_the_typed_figure_stays(two_funds: CutbackRoom, context: RoomContext) -> None:
    room = two_funds
    type_over(room, "H1", "1,100,000")
    type_over(room, "H2", "582,039")
    context.signals.execute(ChangeOffering("O1", "maximum", 9_000_000))
    shown = cell(room, "H1", "allocated")
    assert (shown.text, shown.edit) == ("≠ 1,100,000", "1,100,000")
    assert "not in force" in cell(room, "H1", "bar").spoken
    room.grid.select_cell(("holder", "H1"), "allocated")
    QTest.keyClick(room.grid, Key.Key_F2)
    assert editor_of(room).text() == "1,100,000"


def test_a_maximum_that_is_only_tried_marks_the_split_too(two_funds: CutbackRoom) -> None:
    room = two_funds
    type_over(room, "H1", "1,100,000")
    type_over(room, "H2", "582,039")
    room.inputs.trying.emit(9_000_000)
    assert room.notices.splits.isVisible()
    room.inputs.abandoned.emit()
    assert not room.notices.isVisible()


def test_an_editor_never_opens_with_a_figure_that_nobody_typed(two_funds: CutbackRoom, context: RoomContext) -> None:
    room = two_funds
    entries = len(context.session.journal())
    room.grid.select_cell(("holder", "H1"), "allocated")
    QTest.keyClick(room.grid, Key.Key_F2)
    assert editor_of(room).text() == ""
    QTest.keyClick(editor_of(room), Key.Key_Return)
    assert len(context.session.journal()) == entries


def test_a_split_that_gives_a_member_more_than_it_can_sell_says_so(
    two_funds: CutbackRoom, context: RoomContext
) -> None:
    context.signals.execute(SetAgreedSplit("O1", "H1", 982_039))
    context.signals.execute(SetAgreedSplit("O1", "H2", 700_000))
    assert two_funds.notices.splits.text() == (
        "The split Alder agreed on is not in force: it gives Alder Growth Fund II, L.P. 700,000, more than the 600,000 "
        "it can sell. Until then the group is split by its members’ holdings (§3(c)): Alder Growth Fund I, L.P. "
        "1,082,039, Alder Growth Fund II, L.P. 600,000."
    )


def test_a_typed_part_stays_in_sight_when_the_other_member_asks_for_nothing_any_more(
    two_funds: CutbackRoom, context: RoomContext
) -> None:
    context.signals.execute(SetAgreedSplit("O1", "H1", 1_000_000))
    context.signals.execute(SetOfferingRequest("O1", "H2", None))
    shown = cell(two_funds, "H1", "allocated")
    assert (shown.text, shown.edit) == ("≠ 1,000,000", "1,000,000")
    context.signals.execute(ChangeOffering("O1", "maximum", None))
    assert cell(two_funds, "H1", "allocated").text == "≠ 1,000,000"
    assert "not known yet" in two_funds.notices.splits.text()
