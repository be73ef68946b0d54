"""A missed deadline that damages run for leads to them: by the list in the Why panel, never in another agreement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rra_desktop.domain.figures import FigureKey
from rra_desktop.session import MatterSession, create_session
from tests.damages_matters import LATE, unfiled
from tests.matters import worked_demand
from ui.calendar.calendar_room import CalendarRoom
from ui.session_signals import SessionSignals
from ui.summary.summary_room import SummaryRoom
from ui.theme import Theme
from ui.why.row_choice import RowChoice
from ui.why.why_panel import WhyPanel
from ui.widgets.labels import PlainLabel
from ui.widgets.room import RoomContext, SeveralFigures

FILING = FigureKey("deadline", ("R1", "", ""), "filing_latest")


def texts_shown(panel: WhyPanel) -> list[str]:
    """Return what the labels of the panel say."""
    return [label.text() for label in panel.findChildren(PlainLabel)]


@pytest.fixture(params=["with damages", "without"])
def late(request: pytest.FixtureRequest, tmp_path: Path, theme: Theme) -> Iterator[tuple[RoomContext, bool]]:
    """Open the same missed deadline under an agreement with damages, and under one without."""
    with_damages = request.param == "with damages"
    session: MatterSession = create_session(
        tmp_path / "Late.rra", unfiled() if with_damages else worked_demand(), today=LATE
    )
    signals = SessionSignals(session)
    yield RoomContext(session, signals, theme), with_damages
    signals.close()
    session.close()


def test_the_missed_deadline_leads_to_why_the_damages(late: tuple[RoomContext, bool], qtbot: QtBot) -> None:
    context, with_damages = late
    room, panel = CalendarRoom(context), WhyPanel(context)
    qtbot.addWidget(room)
    qtbot.addWidget(panel)
    room.figure_selected.connect(panel.follow)
    heard: list[object] = []
    room.figure_selected.connect(heard.append)
    room.refresh(None)
    # What is overdue stands first, and is what the room begins with.
    assert room.list_model.group(0).first.key == FILING
    explained = heard[-1]
    if not with_damages:
        assert explained == FILING
        return
    assert isinstance(explained, SeveralFigures)
    assert [words for _key, words in explained.choices] == [
        "Last day to file, overdue",
        "Liquidated damages owed, $12,626.21",
    ]
    panel.show()
    qtbot.waitUntil(lambda: panel.findChild(RowChoice) is not None)
    choice = panel.findChild(RowChoice)
    assert choice is not None
    QTest.keyClick(choice, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "$12,626.21" in texts_shown(panel))
    assert any("6 holders’ amounts added up" in said for said in texts_shown(panel))


def test_the_summary_offers_the_section_only_where_damages_are_fixed(
    late: tuple[RoomContext, bool], qtbot: QtBot
) -> None:
    context, with_damages = late
    room = SummaryRoom(context)
    qtbot.addWidget(room)
    assert ("damages" in room.boxes) is with_damages
    assert ("damages" in room.sections()) is with_damages
    room.close_room()
