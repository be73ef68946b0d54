"""The Cutback room of an offering whose registration received requests, and of one that waits for its inputs.

The worked example with nothing typed: Birch asked for 2,400,000 and Cedar for 150,000 in the registration, in time;
Alder Fund I for 1,800,000, late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rra_desktop.domain.matter import Matter
from rra_desktop.session import MatterSession, create_session
from tests.matters import matter, registration_notice, request, worked_cutback
from tests.ui.shown import cutback_room_on
from tests.ui.test_cutback import said, table, type_into, type_over
from ui.calendar.request_dialog import RequestDialog
from ui.cutback.cutback_room import CutbackRoom
from ui.cutback.offering_dialog import OfferingDialog
from ui.theme import Theme
from ui.widgets.labels import PlainLabel
from ui.widgets.paste_dialog import PasteDialog


def received_only() -> Matter:
    made = worked_cutback()
    notice = registration_notice(sent=dt.date(2003, 6, 2), received=dt.date(2003, 6, 4))
    asked = [
        request("H1", 1_800_000, received=dt.date(2003, 7, 1)),
        request("H3", 2_400_000, received=dt.date(2003, 6, 10)),
        request("H4", 150_000, received=dt.date(2003, 6, 20)),
    ]
    dated = matter(events=[notice], requests=asked)
    return replace(made, events=dated.events, requests=dated.requests, offering_requests=())


@pytest.fixture
def session(tmp_path: Path) -> Iterator[MatterSession]:
    with closing(create_session(tmp_path / "Received.rra", received_only(), today=dt.date(2003, 7, 15))) as made:
        yield made


@pytest.fixture
def room(session: MatterSession, theme: Theme, qtbot: QtBot) -> Iterator[CutbackRoom]:
    with cutback_room_on(session, theme, qtbot) as made:
        yield made


def requested(room: CutbackRoom) -> dict[str, str]:
    return {name: cells[1] for name, cells in table(room).items()}


def test_requests_received_in_time_count_without_being_typed(room: CutbackRoom) -> None:
    assert requested(room) == {
        "Alder (one Investor)": "0",
        "Birch": "2,400,000",
        "Cedar": "150,000",
        "Dogwood (Other Holder)": "–",
        "Holders": "2,550,000",
    }
    assert any(line.startswith("Doubt: ") and "it came late" in line for line in said(room))


def test_the_first_figure_typed_drops_no_request(room: CutbackRoom, session: MatterSession) -> None:
    type_over(room, "H5", "requested", "1,400,000")
    assert {each.holder: each.quantity for each in session.matter.requests_in("O1")} == {
        "H3": 2_400_000,
        "H4": 150_000,
        "H5": 1_400_000,
    }
    assert requested(room)["Holders"] == "3,950,000"
    session.undo()
    assert session.matter.requests_in("O1") == ()
    assert requested(room)["Holders"] == "2,550,000"


def test_a_request_received_is_taken_out_by_deleting_it(room: CutbackRoom) -> None:
    room.grid.select_cell(("holder", "H4"), "requested")
    QTest.keyClick(room.grid, Qt.Key.Key_Delete)
    assert requested(room)["Cedar"] == "–"
    assert requested(room)["Birch"] == "2,400,000"
    assert any("Cedar with 0; its request in the registration is for 150,000" in line for line in said(room))


def test_a_pasted_block_drops_no_request(room: CutbackRoom, session: MatterSession) -> None:
    room.grid.select_cell(("holder", "H4"), "requested")
    QApplication.clipboard().setText("100,000\n900,000")
    QTest.keyClick(room.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (shown,) = room.grid.findChildren(PasteDialog)
    shown.act.click()
    typed = {each.holder: each.quantity for each in session.matter.requests_in("O1")}
    assert typed == {"H3": 2_400_000, "H4": 100_000, "H5": 900_000}


def test_a_late_request_is_accepted_in_its_dialog(room: CutbackRoom, session: MatterSession, qtbot: QtBot) -> None:
    late = session.matter.requests[0]
    dialog = RequestDialog(room.context, request=late)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.accepted_on.edit, "2003-07-02")
    dialog.act.click()
    assert session.matter.requests[0] == replace(late, accepted=dt.date(2003, 7, 2))
    assert session.journal()[-1].label == "Accept the late request of Alder Fund I"
    assert requested(room)["Alder (one Investor)"] == "1,800,000"
    assert any("the Company accepted it on Jul 2, 2003" in line for line in said(room))


def test_changing_a_request_keeps_its_acceptance(room: CutbackRoom, session: MatterSession, qtbot: QtBot) -> None:
    accepted = replace(session.matter.requests[0], accepted=dt.date(2003, 7, 2))
    dialog = RequestDialog(room.context, request=accepted)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.note, "by letter")
    dialog.act.click()
    assert session.matter.requests[0] == replace(accepted, note="by letter")


def test_an_emptied_field_of_the_company_waits(room: CutbackRoom, session: MatterSession) -> None:
    type_into(room, "company", "")
    room.inputs.company.clear()
    room.inputs.company.setModified(True)
    room.inputs.company.settle()
    assert session.matter.offering("O1").company_shares is None
    assert "The cutback waits for the Company’s own shares; enter 0 if it sells none." in said(room)
    assert (room.inputs.company.text(), room.inputs.company.placeholderText()) == ("", "needed")
    assert table(room)["Birch"] == ("2,400,000", "2,400,000", "–", "–", "–", "")
    assert room.inputs.capacity.text_shown() == "–"
    assert not room.inputs.slider.isEnabled()
    type_into(room, "company", "0")
    assert session.matter.offering("O1").company_shares == 0
    assert table(room)["Birch"][2] == "2,400,000"


def test_a_scenario_without_its_day_waits_for_it(room: CutbackRoom, session: MatterSession, qtbot: QtBot) -> None:
    dialog = OfferingDialog(room.context, session.matter.offering("O1"))
    qtbot.addWidget(dialog)
    hints = [label.text() for label in dialog.findChildren(PlainLabel)]
    assert "Empty: the cutback waits for it, where holdings are measured on the day of the offering." in hints
    QTest.keyClicks(dialog.name, "Base case")
    dialog.as_of.set_date(None)
    dialog.act.click()
    assert session.matter.offering("O1").as_of is None
    assert "The cutback waits for the day of the offering, on which holdings are measured." in said(room)
    assert table(room)["Birch"] == ("–", "2,400,000", "–", "–", "–", "")
