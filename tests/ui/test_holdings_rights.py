"""The Holdings room under agreements that give two rights to demand, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.figures import FigureKey
from rra_desktop.session import create_session
from tests.made_up_forms import TWO_DEMANDS, made_up_form, under
from tests.matters import investor, issue, matter
from tests.ui.shown import bring_up_room
from ui.holdings.holdings_room import HoldingsRoom
from ui.session_signals import SessionSignals
from ui.theme import Theme
from ui.widgets.cards import FigureCard
from ui.widgets.room import RoomContext


def context_of(form: AgreementForm, theme: Theme, path: Path) -> RoomContext:
    """Open a matter of three Investors under a form."""
    units = {"H1": 300, "H2": 200, "H3": 500}
    it = matter(holders=[investor(each) for each in units], ledger=[issue(each, n) for each, n in units.items()])
    session = create_session(path, under(form, it), today=dt.date(2004, 1, 2))
    return RoomContext(session, SessionSignals(session), theme)


@pytest.fixture
def room(request: pytest.FixtureRequest, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[HoldingsRoom]:
    """Show the room under a form with the rights of the test."""
    context = context_of(made_up_form(request.param), theme, tmp_path / "Made up.rra")
    made = HoldingsRoom(context)
    bring_up_room(made, context.signals, qtbot)
    yield made
    context.session.close()


def cards(room: HoldingsRoom) -> list[str]:
    """Return what the cards that show are called."""
    shown = [card for card in room.cards.findChildren(FigureCard) if card.isVisibleTo(room)]
    return [card.accessibleName().split(",")[0] for card in shown]


@pytest.mark.parametrize("room", [TWO_DEMANDS], indirect=True)
def test_each_of_two_rights_shows_its_own_threshold(room: HoldingsRoom) -> None:
    of_each = ("{} · {}", "Ticked for a demand · {1}", "Demands left · {1}")
    held = "Registrable Shares held by Investors"
    expected = [words.format(held, name) for name in ("Long form", "Short form") for words in of_each]
    assert cards(room) == ["Registrable Shares", *expected]
    long, short = room.cards.of_rights["long"], room.cards.of_rights["short"]
    assert "6,000, share needed: 1,800 Registrable Shares" in long.units.accessibleName()
    assert "6,000, share needed: 1,200 Registrable Shares" in short.units.accessibleName()
    room.model.tick_only(["H2"])
    assert "20.00% · 600 Registrable Shares short" in long.ticked.accessibleName()
    assert "20.00% · enough" in short.ticked.accessibleName()
    asked: list[FigureKey] = []
    room.cards.figure_asked.connect(asked.append)
    short.units.click()
    short.demands.click()
    assert asked == [FigureKey("majority", ("short",)), FigureKey("demands_left", (), "short")]


@pytest.mark.parametrize("room", [TWO_DEMANDS], indirect=True)
def test_the_sets_that_reach_each_right_stand_under_its_name(room: HoldingsRoom) -> None:
    room.coalitions.offered.aboutToShow.emit()
    said = [act.text() for act in room.coalitions.offered.actions() if act.text()]
    long, short = said.index("Long form"), said.index("Short form")
    assert said[long + 1 : short] == ["H3", "H1"]
    assert said[short + 1 : short + 4] == ["H3", "H1", "H2"]


@pytest.mark.parametrize("room", [""], indirect=True)
def test_without_a_right_to_demand_nothing_of_demands_shows(room: HoldingsRoom) -> None:
    assert cards(room) == ["Registrable Shares"]
    assert room.cards.of_rights == {}
    assert not room.coalitions.isVisibleTo(room)
    assert {row.tick for row in room.model.rows} == {None}
    assert room.grid.isColumnHidden(room.model.column_of("percent"))


@pytest.mark.parametrize("room", [TWO_DEMANDS, ""], indirect=True)
def test_why_a_row_has_no_box_follows_what_the_agreement_asks(room: HoldingsRoom) -> None:
    said = room.model.why_not_ticked(room.model.rows[-1])
    asked = "a demand takes a share of their Registrable Shares (§2.1)."
    assert said.endswith(asked if room.cards.of_rights else "there is nothing to tick for.")
