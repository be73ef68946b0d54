"""The Summary: pages set on another thread, sections on and off, export where counsel says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.paths import FileKind
from ui.summary.summary_room import SummaryRoom
from ui.widgets.room import RoomContext


class Target:
    """Answers where the PDF should go."""

    def __init__(self) -> None:
        self.answer: Path | None = None
        self.suggestion = Path()

    def ask(self, _parent: QWidget, _title: str, suggestion: Path, _kind: FileKind) -> Path | None:
        """Return the answer, keeping what was suggested."""
        self.suggestion = suggestion
        return self.answer


@pytest.fixture
def target() -> Target:
    return Target()


@pytest.fixture
def room(context: RoomContext, target: Target, qtbot: QtBot) -> Iterator[SummaryRoom]:
    made = SummaryRoom(replace(context, ask_path=target.ask))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    yield made
    made.close_room()


def test_pages_appear_and_follow_the_sections(room: SummaryRoom, qtbot: QtBot) -> None:
    for section, box in room.boxes.items():
        if section not in ("overview", "deadlines", "holdings") and box.isChecked():
            box.click()
    qtbot.waitUntil(lambda: room.pages.count() > 0, timeout=30_000)
    many = room.pages.count()
    assert room.state.text() in (f"{many} pages", "1 page")
    QTest.keyClick(room.boxes["holdings"], Qt.Key.Key_Space)
    assert "holdings" not in room.sections()
    qtbot.waitUntil(lambda: room.state.text().endswith(("page", "pages")), timeout=30_000)
    assert room.pages.count() <= many


def test_sections_with_nothing_to_say_are_off_until_counsel_chooses(room: SummaryRoom) -> None:
    room.refresh(None)
    assert "expenses" not in room.sections()
    assert "cutback" in room.sections()


def test_without_a_section_there_is_nothing_to_export(room: SummaryRoom) -> None:
    for box in room.boxes.values():
        if box.isChecked():
            box.click()
    assert not room.export_button.isEnabled()


def test_the_pdf_is_written_where_counsel_says(room: SummaryRoom, target: Target, qtbot: QtBot, tmp_path: Path) -> None:
    for section, box in room.boxes.items():
        box.setChecked(section == "deadlines")
    target.answer = tmp_path / "summary.pdf"
    room.export_button.click()
    qtbot.waitUntil(lambda: room.state.text() == "Written to summary.pdf", timeout=30_000)
    assert target.answer.read_bytes().startswith(b"%PDF-")
    assert target.suggestion.name == "BestNet 2003 2003-06-24.pdf"


def test_a_place_that_cannot_be_written_is_refused_in_a_sentence(
    room: SummaryRoom, target: Target, qtbot: QtBot, tmp_path: Path
) -> None:
    for section, box in room.boxes.items():
        box.setChecked(section == "deadlines")
    target.answer = tmp_path / "nowhere" / "summary.pdf"
    with qtbot.waitSignal(room.context.signals.refused, timeout=30_000) as refused:
        room.export_button.click()
    assert "nowhere" in refused.args[0]
    assert not target.answer.parent.exists()


def test_thinking_better_of_it_writes_nothing(room: SummaryRoom, target: Target, tmp_path: Path) -> None:
    target.answer = None
    room.export_button.click()
    assert list(tmp_path.glob("*.pdf")) == []
