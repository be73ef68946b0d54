"""A page of text: what is refused stays with the reason, and nothing of one holder comes to another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.holdings.text_field import TextField

Key = Qt.Key


class Register:
    """Takes what is written of each holder, or refuses it."""

    def __init__(self) -> None:
        self.notes = {"H3": "Birch’s", "H4": ""}
        self.refusal = ""

    def record(self, holder: str, text: str) -> str:
        """Take a text, or say why not."""
        if not self.refusal:
            self.notes[holder] = text
        return self.refusal


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def field(register: Register, qtbot: QtBot) -> TextField:
    made = TextField("Notes", "", register.record)
    qtbot.addWidget(made)
    made.show_text("H4", "")
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def test_what_is_refused_stays_until_it_is_taken(field: TextField, register: Register) -> None:
    register.refusal = "The disk is full; make room and try again."
    QTest.keyClicks(field, "Call first")
    assert field.hand_over() == register.refusal
    assert field.reason == register.refusal
    field.show_text("H4", "")
    assert field.toPlainText() == "Call first"
    register.refusal = ""
    assert field.hand_over() == ""
    assert field.reason == ""
    assert register.notes["H4"] == "Call first"


def test_escape_brings_back_what_is_recorded(field: TextField, register: Register) -> None:
    QTest.keyClicks(field, "Call")
    assert field.hand_over() == ""
    QTest.keyClicks(field, " first")
    QTest.keyClick(field, Key.Key_Escape)
    assert field.toPlainText() == "Call"
    assert field.hand_over() == ""
    assert register.notes["H4"] == "Call"


def test_another_holder_shows_its_own_words(field: TextField, register: Register) -> None:
    QTest.keyClicks(field, "Call first")
    assert field.hand_over() == ""
    field.show_text("H3", register.notes["H3"])
    assert field.toPlainText() == "Birch’s"
    field.show_text("H4", register.notes["H4"])
    assert field.toPlainText() == "Call first"


def test_a_blank_at_the_end_stays_while_one_goes_on_typing(field: TextField, register: Register) -> None:
    QTest.keyClicks(field, "Call ")
    assert field.hand_over() == ""
    field.show_text("H4", register.notes["H4"])
    QTest.keyClicks(field, "first")
    assert field.hand_over() == ""
    assert register.notes["H4"] == "Call first"
