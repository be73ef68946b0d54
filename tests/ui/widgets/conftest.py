"""The grid that the tests of widgets type into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.fruit_grid import FruitModel, in_a_window, watched
from ui.theme import Theme
from ui.widgets.grid import Grid


@pytest.fixture
def model(qapp: QApplication) -> Iterator[FruitModel]:
    """Make the register of fruit."""
    del qapp
    with watched() as made:
        yield made


@pytest.fixture
def grid(model: FruitModel, theme: Theme, qtbot: QtBot) -> Iterator[Grid]:
    """Show the register of fruit."""
    with in_a_window(model, theme, qtbot) as made:
        yield made
