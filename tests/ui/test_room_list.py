"""The list of rooms at every size of text: names stand whole, and a badge never covers one."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontMetrics
from pytestqt.qtbot import QtBot

from ui.room_list import RoomList
from ui.room_stack import ROOMS
from ui.theme import Theme

TITLES = [(place.title, place.id) for place in ROOMS]


@pytest.fixture(params=(13, 20, 26, 39), ids="{}px".format)
def grown(request: pytest.FixtureRequest, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Theme:
    """Return the look with text of a height in pixels: 100, 150, 200 and 300 %."""
    monkeypatch.setattr(theme, "_system_pixels", request.param)
    return theme


def test_a_badge_stands_beside_the_longest_name(grown: Theme, qtbot: QtBot) -> None:
    rooms = RoomList(grown, TITLES)
    qtbot.addWidget(rooms)
    for row in range(len(TITLES)):
        rooms.set_badge(row, 12, "12 things are due")
    rooms.choose(0)
    rooms.resize(rooms.width(), (len(TITLES) + 1) * rooms.sizeHintForRow(0))
    picture = rooms.grab().toImage()
    ratio = picture.devicePixelRatio()
    danger, metrics = QColor(grown.colours.danger), QFontMetrics(grown.font())
    for row, (title, _id) in enumerate(TITLES):
        card = rooms.visualRect(rooms.model().index(row, 0)).translated(rooms.viewport().pos())
        name_ends = card.left() + round(38 * rooms.grown) + metrics.horizontalAdvance(title)
        across = range(round(card.left() * ratio), round(card.right() * ratio))
        middle = round(card.center().y() * ratio)
        badge = [x for x in across if picture.pixelColor(x, middle) == danger]
        assert badge, f"{title} shows no badge"
        assert min(badge) / ratio > name_ends, f"the badge covers {title}"
        assert card.height() >= metrics.height()


def test_icons_alone_take_less_place_than_names(grown: Theme, qtbot: QtBot) -> None:
    rooms = RoomList(grown, TITLES)
    qtbot.addWidget(rooms)
    wide = rooms.width()
    rooms.set_narrow(narrow=True)
    assert rooms.width() == rooms.thin < wide
    rooms.set_narrow(narrow=False)
    assert rooms.width() == wide
