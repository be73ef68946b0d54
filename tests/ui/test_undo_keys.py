"""Ctrl+Z wherever the keyboard is: first what is being typed, then the last change of the matter, by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from rra_desktop.editing.commands import ChangeDetails
from rra_desktop.session import open_session
from tests.ui.conftest import AS_OF
from tests.ui.no_desk import NoDesk
from tests.ui.typing_places import BY_NAME, JUNIPER, PLACES, TypingPlace, bring_to_front, cutback, holdings
from ui.actions import ACTIONS
from ui.main_window import MainWindow
from ui.room_stack import ROOMS
from ui.theme import Theme
from ui.widgets.grid import Grid

Key = Qt.Key
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QCheckBox, QSlider, Grid)
UNDO = "Ctrl+Z"
REDO = tuple(next(row for row in ACTIONS if row.id == "redo").keys)


@pytest.fixture
def window(matter_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    desk = NoDesk()
    made = MainWindow(open_session(matter_path, today=AS_OF), theme, desk, desk.ask_path, desk.ask_path)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    bring_to_front(made)
    made.show_room("holdings")
    yield made
    if (field := made.focusWidget()) is not None:
        QTest.keyClick(field, Key.Key_Escape)
    made.close()


def keys(window: MainWindow, sequence: str) -> None:
    """Press keys on whatever has the keyboard."""
    QTest.keySequence(window.focusWidget() or window, QKeySequence(sequence))


def company(window: MainWindow) -> str:
    return window.session.matter.details.company


def recording_fields(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Go through every field of every room and every page, each shown and ready for the keyboard."""
    for place in ROOMS:
        room = window.show_room(place.id)
        pages = ("Transactions", "Notice address", "Affiliates", "Notes") if place.id == "holdings" else ("",)
        for page in pages:
            if page:
                # One that came by transfer has every field of the page.
                holdings(window, JUNIPER).panel.turn_to(page)
            for kind in FIELDS:
                for field in room.findChildren(kind):
                    takes_keys = field.focusPolicy() is not Qt.FocusPolicy.NoFocus
                    if takes_keys and field.isVisible() and field.isEnabled():
                        yield f"{place.id} {page} {type(field).__name__} {field.accessibleName()}", field


def test_the_last_change_is_undone_and_redone_from_every_field(window: MainWindow) -> None:
    was = company(window)
    seen: list[str] = []
    for name, field in recording_fields(window):
        seen.append(name)
        window.signals.execute(ChangeDetails("company", f"Oak {len(seen)}"))
        field.setFocus()
        assert window.focusWidget() is field or field.focusProxy() is window.focusWidget(), name
        entries = len(window.session.journal())
        keys(window, UNDO)
        assert company(window) == was, name
        for redo in REDO:
            keys(window, redo)
            assert company(window) == f"Oak {len(seen)}", (name, redo)
            keys(window, UNDO)
            assert company(window) == was, name
        assert len(window.session.journal()) == entries + 1 + 2 * len(REDO), name
    said = " ".join(seen)
    for wanted in ("maximum", "Price", "Discount", "Notes", "Notice address", "Affiliate group", "Counterpart"):
        assert wanted in said
    for wanted in ("Grid Register", "Grid Sellers", "ChoiceBox Priority plan", "WhatIfSlider", "QCheckBox"):
        assert wanted in said, said


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_what_is_being_typed_is_undone_first(window: MainWindow, place: TypingPlace) -> None:
    """The matter's last change stays until nothing that is typed is left to take back."""
    window.signals.execute(ChangeDetails("company", "Oak"))
    matter = window.session.matter
    place.type(window)
    pressed = 0
    while window.session.matter == matter and pressed < len(place.typed) + 2:
        keys(window, UNDO)
        pressed += 1
    assert pressed > 1
    assert window.session.undo_label is None
    window.hand_over()
    assert company(window) != "Oak"
    assert place.recorded(window.session.matter) != place.wanted
    keys(window, REDO[0])
    assert company(window) == "Oak"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
@pytest.mark.parametrize("name", ["maximum", "company shares", "price", "discount"])
def test_a_figure_just_recorded_is_undone_from_its_field_and_from_the_next(
    window: MainWindow, name: str, key: Qt.Key
) -> None:
    place = BY_NAME[name]
    was = place.recorded(window.session.matter)
    field = place.type(window)
    QTest.keyClick(field, key)
    assert place.recorded(window.session.matter) == place.wanted
    assert (window.focusWidget() is field) is (key is Key.Key_Return)
    keys(window, UNDO)
    assert place.recorded(window.session.matter) == was
    keys(window, REDO[0])
    assert place.recorded(window.session.matter) == place.wanted


def test_what_was_taken_back_while_typing_is_typed_again(window: MainWindow) -> None:
    field = BY_NAME["maximum"].type(window)
    assert isinstance(field, QLineEdit)
    keys(window, UNDO)
    assert field.text() != "9000000"
    keys(window, REDO[0])
    assert field.text() == "9000000"
    QTest.keyClick(field, Key.Key_Return)
    assert window.session.matter.offerings[0].maximum == 9_000_000


def test_a_refused_figure_is_taken_back_before_the_matter(window: MainWindow) -> None:
    window.signals.execute(ChangeDetails("company", "Oak"))
    field = BY_NAME["maximum"].begin(window)
    QTest.keyClicks(field, "a few")
    QTest.keyClick(field, Key.Key_Return)
    keys(window, UNDO)
    assert company(window) == "Oak"
    inputs = cutback(window).inputs
    assert inputs.maximum.reason == ""
    assert inputs.maximum.text() == "10,000,000"


def test_a_trial_is_given_up_before_the_matter_is_touched(window: MainWindow) -> None:
    window.signals.execute(ChangeDetails("company", "Oak"))
    slider = cutback(window).inputs.slider
    slider.setFocus()
    QTest.keyClick(slider, Key.Key_Left)
    record = cutback(window).inputs.record
    assert record.isVisible()
    keys(window, UNDO)
    assert not record.isVisible()
    assert company(window) == "Oak"
    keys(window, UNDO)
    assert company(window) != "Oak"


def test_the_filter_takes_back_its_own_words_first(window: MainWindow) -> None:
    window.signals.execute(ChangeDetails("company", "Oak"))
    room = holdings(window)
    room.filter.setFocus()
    QTest.keyClicks(room.filter, "ced")
    keys(window, UNDO)
    assert room.filter.text() == ""
    assert company(window) == "Oak"
    keys(window, UNDO)
    assert company(window) != "Oak"


def test_with_nothing_to_undo_the_field_keeps_what_it_shows(window: MainWindow) -> None:
    field = BY_NAME["maximum"].begin(window)
    entries = len(window.session.journal())
    keys(window, UNDO)
    keys(window, REDO[0])
    assert isinstance(field, QLineEdit)
    assert field.text() == "10,000,000"
    assert len(window.session.journal()) == entries
    assert window.message_bar.text() == ""
