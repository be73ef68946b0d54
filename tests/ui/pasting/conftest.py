"""Shows the registers that tables are pasted into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rra_desktop.session import MatterSession, create_session, new_matter
from rra_desktop.store.forms import load_form
from tests.ui.conftest import AS_OF
from tests.ui.pasting.pasted import Opened
from tests.ui.shown import bring_up_room
from ui.holdings.holdings_room import HoldingsRoom
from ui.session_signals import SessionSignals
from ui.theme import Theme
from ui.widgets.room import RoomContext


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot) -> Iterator[Opened]:
    """Return what shows the Holdings room of a session, with the keyboard in its grid."""
    made: list[SessionSignals] = []

    def show(session: MatterSession) -> HoldingsRoom:
        signals = SessionSignals(session)
        made.append(signals)
        room = HoldingsRoom(RoomContext(session, signals, theme))
        bring_up_room(room, signals, qtbot)
        return room

    yield show
    for signals in made:
        signals.close()


@pytest.fixture
def room(opened: Opened, session: MatterSession) -> HoldingsRoom:
    """Return the register of the sample."""
    return opened(session)


@pytest.fixture
def empty(opened: Opened, tmp_path: Path) -> Iterator[HoldingsRoom]:
    """Return the register of a new matter."""
    session = create_session(tmp_path / "new.rra", new_matter(load_form("bestnet-2003"), "New"), today=AS_OF)
    yield opened(session)
    session.close()
