"""The agreement's text in the room and in Why: attached, marked, searched, refused, replaced and taken out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.editing.commands import AttachText
from rra_desktop.session import MatterSession
from tests.reading.written_agreements import PARAGRAPHS, as_docx, as_text
from tests.ui.shown import bring_up_room
from ui.agreement.agreement_room import AgreementRoom
from ui.paths import FileKind
from ui.why.why_panel import WhyPanel
from ui.widgets.room import RoomContext

WHOLE = "\n".join(PARAGRAPHS)
TEXT = AgreementText("fair.txt", dt.date(2003, 6, 24), WHOLE)


class Files:
    """Answers which file to open as the test says."""

    def __init__(self) -> None:
        self.chosen: Path | None = None

    def ask(self, _parent: QWidget, _title: str, _folder: Path, kind: FileKind) -> Path | None:
        """Return the file that is chosen."""
        assert kind is FileKind.TEXT
        return self.chosen


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def room(context: RoomContext, files: Files, qtbot: QtBot) -> Iterator[AgreementRoom]:
    """Show the room by itself; no text is attached."""
    made = AgreementRoom(replace(context, ask_file=files.ask))
    bring_up_room(made, context.signals, qtbot, 1100, 800)
    made.show_section("1(a)")
    yield made
    made.close_room()


def attach(room: AgreementRoom, files: Files, path: Path, qtbot: QtBot) -> None:
    """Choose a file, and wait until it is read."""
    files.chosen = path
    room.attaching.ask()
    qtbot.waitUntil(lambda: not room.attaching.reading)


KINDS = {"fair.txt": as_text().encode(), "fair.docx": as_docx(PARAGRAPHS)}


@pytest.mark.parametrize("name", KINDS)
def test_a_file_is_attached_by_key_and_shown_at_the_section(
    room: AgreementRoom, files: Files, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    session = room.context.session
    assert not room.text.isVisible()
    assert room.attach_card.says.text() == "The text is not attached"
    files.chosen = tmp_path / name
    files.chosen.write_bytes(KINDS[name])
    QTest.keyClick(room.attach_card.attach, Qt.Key.Key_Space)
    qtbot.waitUntil(room.text.isVisible)
    (attached,) = session.matter.texts
    assert (attached.name, attached.text) == (name, WHOLE)
    assert not room.attach_card.isVisible()
    assert room.text.heading.text() == "§1(a)  Call for a Table"
    assert room.text.marked() == (PARAGRAPHS[5], "(a) Call for a Table.")
    assert "§1(b), Other Fruit" in {room.list.text_of(each) for each in room.list.listed()}
    session.undo()
    assert not room.text.isVisible()
    session.redo()
    assert room.text.isVisible()


def test_the_text_follows_the_sections_and_its_buttons_step(room: AgreementRoom, session: MatterSession) -> None:
    session.execute(AttachText(TEXT))
    back, forth = (each for each in room.text.findChildren(QPushButton) if "section" in each.accessibleName())
    forth.click()
    assert room.section == "1(b)"
    assert room.text.marked()[0] == PARAGRAPHS[6]
    assert room.list.section() == "1(b)"
    back.click()
    assert room.section == "1(a)"
    room.list.setFocus()
    QTest.keyClick(room.list, Qt.Key.Key_Down)
    assert room.text.page.textCursor().position() == WHOLE.index(PARAGRAPHS[6])


def test_a_section_that_is_not_found_is_said(room: AgreementRoom, session: MatterSession) -> None:
    session.execute(AttachText(TEXT))
    room.show_section("3(c)")
    assert room.text.notice.isVisible()
    assert room.text.notice.text() == (
        "§3(c) is not found in fair.txt: no heading is numbered so, and nothing is guessed."
    )
    assert room.text.marked() == ()
    room.show_section("1(a)")
    assert not room.text.notice.isVisible()


def test_what_is_looked_for_is_found_in_the_clauses_and_marked(room: AgreementRoom, session: MatterSession) -> None:
    session.execute(AttachText(TEXT))
    QTest.keyClicks(room.search, "pigeon")
    assert room.list.listed() == ("3", "3(b)")
    assert room.text.marked()[-2:] == ("pigeon", "pigeon")
    QTest.keyClick(room.search, Qt.Key.Key_Escape)
    assert "pigeon" not in room.text.marked()


def test_signs_that_qt_counts_twice_do_not_move_the_marks(room: AgreementRoom, session: MatterSession) -> None:
    session.execute(AttachText(replace(TEXT, text=f"🍐🍎 {WHOLE}")))
    assert room.text.marked() == (PARAGRAPHS[5], "(a) Call for a Table.")


def test_markup_in_a_text_is_text(room: AgreementRoom, session: MatterSession) -> None:
    clause = "1. Fair. <b>Bold</b> <img src='file:///etc/hostname'> and nothing else of any kind but these words here."
    session.execute(AttachText(replace(TEXT, text=f"{clause}\n2. Costs. None.")))
    assert room.text.page.toPlainText().startswith(clause)


def test_a_file_that_cannot_be_read_is_refused_in_the_room(
    room: AgreementRoom, files: Files, session: MatterSession, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "fair.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    attach(room, files, broken, qtbot)
    assert room.attach_card.refusal.text().startswith("The file begins as a PDF and is not a whole one")
    assert not session.matter.texts
    good = tmp_path / "fair.txt"
    good.write_text(as_text(), encoding="utf-8")
    attach(room, files, good, qtbot)
    assert not room.attach_card.isVisible()
    files.chosen = None
    room.attaching.ask()
    assert room.attaching.reading == ""


def test_the_text_is_taken_out_and_comes_back_with_undo(room: AgreementRoom, session: MatterSession) -> None:
    session.execute(AttachText(TEXT))
    QTest.keyClick(room.text.remove, Qt.Key.Key_Space)
    assert not session.matter.texts
    assert not room.text.isVisible()
    assert session.undo_label == "Remove the agreement’s text"
    session.undo()
    assert session.matter.texts == (TEXT,)
    assert room.text.marked()[0] == PARAGRAPHS[5]


def test_a_long_agreement_is_shown_at_its_last_section(room: AgreementRoom, session: MatterSession) -> None:
    """Five hundred pages: the last section stands at the top of the page, and typing in the search does not wait."""
    clause = "The steward of the fair keeps the tables in order and says who stands where, as custom has it. " * 25
    text = "\n".join(f"{number}. Fair. {clause}" for number in range(1, 100))
    session.execute(AttachText(replace(TEXT, text=text)))
    room.show_section("99")
    top = room.text.page.cursorRect().top()
    assert 0 <= top <= room.text.page.viewport().height()
    assert room.text.marked()[0] == f"99. Fair. {clause}".rstrip()


def test_why_shows_the_clause_itself_and_says_what_is_not_found(
    context: RoomContext, session: MatterSession, qtbot: QtBot
) -> None:
    panel = WhyPanel(context)
    qtbot.addWidget(panel)
    panel.show()
    last_day = next(each for each in session.analysis.deadlines if each.key.part == "filing_latest")
    panel.follow(last_day.key)
    qtbot.wait(1)
    assert not any("in its own words" in label.text() for label in panel.findChildren(QLabel))
    session.execute(AttachText(TEXT))
    panel.refresh()
    qtbot.waitUntil(lambda: PARAGRAPHS[5] in {label.text() for label in panel.findChildren(QLabel)})
    delay = next(each for each in session.analysis.deadlines if each.key.part == "delay_test")
    panel.follow(delay.key)
    missing = "§1(d) is not found in fair.txt: no heading is numbered so, and nothing is guessed."
    qtbot.waitUntil(lambda: missing in {label.text() for label in panel.findChildren(QLabel)})
