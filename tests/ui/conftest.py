"""What the window's tests stand on: the look, and the sample matter in a file of its own for each test."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from rra_desktop.session import MatterSession, create_session, open_session, sample_session
from tests.matters import worked_cutback
from ui.preferences import Preferences
from ui.session_signals import SessionSignals
from ui.theme import Theme
from ui.widgets.room import RoomContext

AS_OF = dt.date(2003, 6, 24)


@pytest.fixture(autouse=True, scope="session")
def nothing_left_on_the_clipboard(qapp: QApplication) -> Iterator[None]:
    """Empty the clipboard in the end: without a screen Qt lets go of what lies there only when Python is gone."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the sample matter once; every test gets a copy."""
    path = tmp_path_factory.mktemp("sample") / "Sample matter.rra"
    sample_session(path, today=AS_OF).close()
    return path


@pytest.fixture
def matter_path(sample_file: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample matter."""
    return Path(shutil.copy(sample_file, tmp_path / "BestNet 2003.rra"))


@pytest.fixture
def session(matter_path: Path) -> Iterator[MatterSession]:
    """Open the copy."""
    opened = open_session(matter_path, today=AS_OF)
    yield opened
    opened.close()


@pytest.fixture
def worked(tmp_path: Path) -> Iterator[MatterSession]:
    """Make the cutback worked by hand, in a file of its own."""
    made = create_session(tmp_path / "Worked.rra", worked_cutback(), today=dt.date(2003, 7, 15))
    yield made
    made.close()


@pytest.fixture
def context(session: MatterSession, theme: Theme) -> Iterator[RoomContext]:
    """Return what rooms and dialogs are made from."""
    signals = SessionSignals(session)
    yield RoomContext(session, signals, theme)
    signals.close()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Return settings that nobody else sees."""
    return Preferences(tmp_path / "window.ini")
