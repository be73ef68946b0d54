"""What if the underwriters say: trying another maximum writes nothing, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rra_desktop.domain.figures import FigureKey
from rra_desktop.editing.commands import AddOffering
from rra_desktop.session import MatterSession
from tests.ui.shown import cutback_room_on
from tests.ui.test_cutback import table, type_into, type_over
from ui.cutback.cutback_room import CutbackRoom
from ui.cutback.what_if import Scale
from ui.theme import Theme
from ui.widgets.labels import PlainLabel

Key = Qt.Key


@pytest.fixture
def room(worked: MatterSession, theme: Theme, qtbot: QtBot) -> Iterator[CutbackRoom]:
    with cutback_room_on(worked, theme, qtbot) as made:
        yield made


def drag(room: CutbackRoom, to: float) -> int:
    """Take the handle with the mouse, move it to a part of the groove, and let go; returns what is tried then."""
    slider = room.inputs.slider
    left = Qt.MouseButton.LeftButton
    reach = slider.width() - 20
    handle = QPoint(10 + round(reach * slider.sliderPosition() / slider.maximum()), slider.height() // 2)
    QTest.mousePress(slider, left, pos=handle)
    for step in range(1, 6):
        QTest.mouseMove(slider, handle + QPoint(round((10 + reach * to - handle.x()) * step / 5), 0))
    QTest.mouseRelease(slider, left, pos=QPoint(10 + round(reach * to), slider.height() // 2))
    assert slider.tried is not None
    return slider.tried


def step_down(room: CutbackRoom) -> int:
    """Go down by keys; returns what is tried then."""
    slider = room.inputs.slider
    slider.setFocus()
    for key in (Key.Key_Left, Key.Key_PageDown, Key.Key_Left):
        QTest.keyClick(slider, key)
    assert slider.tried is not None
    return slider.tried


@dataclass(frozen=True)
class Trying:
    """A way to try a maximum."""

    name: str
    act: Callable[[CutbackRoom], int]


BY_HAND = pytest.mark.parametrize(
    "trying",
    [Trying("mouse", lambda room: drag(room, 0.3)), Trying("keys", step_down)],
    ids=lambda each: each.name,
)


def assert_tried(room: CutbackRoom, tried: int) -> None:
    shown = [label.text() for label in room.inputs.findChildren(PlainLabel)]
    assert f"if the underwriters say {tried:,}" in shown
    assert room.inputs.maximum.text() == f"{tried:,}"
    assert room.inputs.capacity.text_shown() == f"{max(0, tried - 6_000_000):,}"
    assert table(room)["Holders"][2] == f"{max(0, tried - 6_000_000):,}"
    assert room.inputs.record.isVisible()
    assert room.inputs.record.text() == f"Record {tried:,}"


def assert_recorded(room: CutbackRoom, maximum: int = 10_000_000) -> None:
    assert room.inputs.slider.tried is None
    assert room.inputs.maximum.text() == f"{maximum:,}"
    assert table(room)["Holders"][2] == f"{maximum - 6_000_000:,}"
    assert not room.inputs.record.isVisible()
    assert not [each for each in room.inputs.findChildren(PlainLabel) if each.text().startswith("if the underwriters")]


@BY_HAND
def test_what_is_tried_stays_in_view_and_is_not_written(
    room: CutbackRoom, worked: MatterSession, qtbot: QtBot, trying: Trying
) -> None:
    entries = len(worked.journal())
    tried = trying.act(room)
    assert tried < 10_000_000
    qtbot.wait(1_200)
    room.grid.setFocus()
    assert_tried(room, tried)
    assert len(worked.journal()) == entries
    QTest.keyClick(room.grid, Key.Key_Escape)
    assert_recorded(room)
    assert len(worked.journal()) == entries


@BY_HAND
def test_escape_on_the_slider_brings_the_recorded_figures_back(room: CutbackRoom, trying: Trying) -> None:
    trying.act(room)
    QTest.keyClick(room.inputs.slider, Key.Key_Escape)
    assert_recorded(room)


@BY_HAND
@pytest.mark.parametrize("by", ["button", "Enter"])
def test_what_is_tried_is_taken_over_by_an_act_of_its_own(
    room: CutbackRoom, worked: MatterSession, trying: Trying, by: str
) -> None:
    entries = len(worked.journal())
    tried = trying.act(room)
    if by == "button":
        QTest.mouseClick(room.inputs.record, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(room.inputs.slider, Key.Key_Return)
    assert worked.matter.offering("O1").maximum == tried
    assert len(worked.journal()) == entries + 1
    assert "underwriters’ maximum" in (worked.undo_label or "")
    assert_recorded(room, tried)


def test_what_is_tried_goes_with_its_scenario_and_its_room(room: CutbackRoom, worked: MatterSession) -> None:
    room.context.signals.execute(AddOffering(replace(worked.matter.offering("O1"), id="", name="Second"), "O1"))
    room.show_scenario("O1")
    step_down(room)
    room.show_scenario("O2")
    assert_recorded(room)
    room.show_scenario("O1")
    assert_recorded(room)
    step_down(room)
    room.leave()
    assert_recorded(room)
    assert {each.maximum for each in worked.matter.offerings} == {10_000_000}


def test_what_is_tried_goes_on_being_tried_on_what_is_recorded_meanwhile(
    room: CutbackRoom, worked: MatterSession
) -> None:
    """Birch asks for less: the figures that show are those of the tried maximum all the same."""
    tried = step_down(room)
    type_over(room, "H3", "requested", "1,000,000")
    assert_tried(room, tried)
    assert worked.matter.offering("O1").maximum == 10_000_000


def test_a_maximum_that_is_typed_takes_the_place_of_the_one_tried(room: CutbackRoom, worked: MatterSession) -> None:
    step_down(room)
    type_into(room, "maximum", "9m")
    assert worked.matter.offering("O1").maximum == 9_000_000
    assert_recorded(room, 9_000_000)


def test_nothing_is_tried_over_a_maximum_that_was_refused(room: CutbackRoom, worked: MatterSession) -> None:
    type_into(room, "maximum", "ten million")
    QTest.keyClick(room.inputs.slider, Key.Key_Left)
    assert room.inputs.maximum.text() == "ten million"
    assert room.inputs.slider.tried is None
    assert "is not a number of shares" in room.inputs.maximum.reason
    assert worked.matter.offering("O1").maximum == 10_000_000


def test_figures_that_are_only_tried_are_not_explained_as_recorded(room: CutbackRoom, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.figure_selected) as asked:
        step_down(room)
    assert isinstance(asked.args[0], str)
    with qtbot.waitSignal(room.figure_selected) as asked:
        QTest.keyClick(room.inputs.slider, Key.Key_Escape)
    assert isinstance(asked.args[0], FigureKey)


def test_the_wheel_over_the_plan_records_nothing(room: CutbackRoom, worked: MatterSession) -> None:
    entries = len(worked.journal())
    box = room.scenarios.plan
    box.setFocus()
    middle = QPointF(box.rect().center())
    turned = QWheelEvent(
        middle,
        box.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's own signature
    )
    QApplication.sendEvent(box, turned)
    assert len(worked.journal()) == entries


def test_going_through_the_plans_by_key_records_nothing_before_enter(
    room: CutbackRoom, worked: MatterSession, qtbot: QtBot
) -> None:
    entries = len(worked.journal())
    box = room.scenarios.plan
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)
    qtbot.waitUntil(box.view().isVisible)
    QTest.keyClick(box.view(), Key.Key_Down)
    assert len(worked.journal()) == entries
    QTest.keyClick(box.view(), Key.Key_Return)
    assert len(worked.journal()) == entries + 1


def test_the_ends_of_the_slider_are_exact(room: CutbackRoom) -> None:
    slider = room.inputs.slider
    slider.setFocus()
    QTest.keyClick(slider, Key.Key_End)
    assert slider.tried == 11_750_000
    assert room.inputs.cut.text_shown() == "0"
    QTest.keyClick(slider, Key.Key_Home)
    assert slider.tried == 6_000_000
    assert room.inputs.capacity.text_shown() == "0"
    QTest.keyClick(slider, Key.Key_Escape)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (6_000_000, 11_750_000), (0, 10**12), (5, 7), (3, 3)])
def test_a_scale_holds_both_ends_and_is_fine_enough(low: int, high: int) -> None:
    scale = Scale.between(low, high)
    assert scale.maximum_at(0) == low
    assert scale.maximum_at(scale.steps) == scale.high
    assert scale.place_of(low) == 0
    assert 1 <= scale.steps <= 500
