"""A day of counsel's in the real window: what the window shows, the command line and the PDF say too, to the share."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rra_desktop import wording
from rra_desktop.cli import main
from rra_desktop.domain.registrations import Event, EventType
from rra_desktop.editing.commands import RecordEvent
from rra_desktop.session import sample_session
from tests.ui.shown import window_on
from ui.calendar.calendar_room import CalendarRoom
from ui.cutback.cutback_room import CutbackRoom
from ui.holdings.holdings_room import HoldingsRoom
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.widgets.grid import Grid

AS_OF = dt.date(2003, 6, 24)
Answer = Callable[..., dict[str, Any]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make the sample matter in a file of its own."""
    made = tmp_path / "BestNet 2003.rra"
    sample_session(made, today=AS_OF).close()
    return made


@pytest.fixture
def window(path: Path, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    """Open the window on it as counsel does."""
    with window_on(path, theme, qtbot) as opened:
        yield opened


@pytest.fixture
def answer(path: Path, capsys: pytest.CaptureFixture[str]) -> Answer:
    """Return the JSON answer of a command on the file."""

    def ask(*words: str) -> dict[str, Any]:
        command, *options = words
        status = main([command, str(path), *options, "--json"])
        said = capsys.readouterr()
        assert (status, said.err) == (0, "")
        read: dict[str, Any] = json.loads(said.out)
        return read

    return ask


def shown(model: QAbstractItemModel) -> list[list[str]]:
    """Return every row of a table as it stands on the screen, without the white space around its words."""
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data() or "").strip() for column in columns] for row in range(model.rowCount())
    ]


def type_over(grid: Grid, name: str, title: str, text: str) -> None:
    """Go to a cell by the holder's name and the column's title, type over it and press Enter."""
    model = grid.model()
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    row = next(place for place, words in enumerate(shown(model)) if words[0].startswith(name))
    grid.setFocus()
    grid.setCurrentIndex(model.index(row, titles.index(title)))
    QTest.keyClicks(grid, text[0])
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


def work_through_the_day(window: MainWindow) -> dict[str, list[list[str]]]:
    """Type over a holding, take it back and do it again, record the filing, change the offering."""
    holdings = window.show_room("holdings")
    assert isinstance(holdings, HoldingsRoom)
    type_over(holdings.grid, "Cedar Family Trust", "Warrants", "250k")
    keys = window.actions_table.by_id
    QTest.keySequence(holdings.grid, keys["undo"].shortcut())
    assert window.session.analysis.positions.of("H4").warrants == 300_000
    QTest.keySequence(holdings.grid, keys["redo"].shortcut())
    window.signals.execute(RecordEvent(Event(0, "R1", EventType.FILED, dt.date(2003, 7, 15))))
    cutback = window.show_room("cutback")
    assert isinstance(cutback, CutbackRoom)
    cutback.inputs.maximum.setFocus()
    cutback.inputs.maximum.selectAll()
    QTest.keyClicks(cutback.inputs.maximum, "9.5m")
    QTest.keyClick(cutback.inputs.maximum, Qt.Key.Key_Return)
    type_over(cutback.grid, "Birch Street Partners", "Requested", "2,000,000")
    calendar = window.show_room("calendar")
    assert isinstance(calendar, CalendarRoom)
    return {
        "register": shown(holdings.grid.model()),
        "sellers": shown(cutback.grid.model()),
        "money": shown(cutback.money_grid.model()),
    }


def test_the_window_the_command_line_and_the_pdf_say_the_same(
    window: MainWindow, path: Path, answer: Answer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = work_through_the_day(window)
    deadlines = {
        (each.registration, each.holder, each.id, each.date.isoformat() if each.date else None)
        for each in window.session.analysis.deadlines
    }
    window.close()
    pdf = tmp_path / "summary.pdf"
    assert main(["report", str(path), "--pdf", str(pdf), "--as-of", AS_OF.isoformat()]) == 0
    capsys.readouterr()
    printed = " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())

    holdings = answer("holdings", "--as-of", AS_OF.isoformat())
    rows = {words[0]: words for words in seen["register"]}
    for holder in holdings["holders"]:
        if holder["role"] == "investor":
            (words,) = [row for name, row in rows.items() if name.startswith(holder["name"])]
            for part in ("units", "common", "preferred", "warrants", "registrable"):
                figure = wording.shares(holder[part])
                assert figure in words, (holder["name"], part)
                assert figure in printed, (holder["name"], part)
    assert holdings["totals"]["warrants"] == 1_630_000
    assert any("10,750,000" in words for words in seen["register"])
    assert "10,750,000" in printed

    listed = answer("deadlines", "--as-of", AS_OF.isoformat())["deadlines"]
    assert {(each["registration"], each["holder"], each["id"], each["date"]) for each in listed} == deadlines
    for each in listed:
        if each["date"] is not None:
            assert wording.day(dt.date.fromisoformat(each["date"])) in printed, each["id"]

    cut = answer("cutback", "--offering", "O1")
    assert (cut["maximum"], cut["capacity"]) == (9_500_000, 3_500_000)
    sellers = {words[0]: words for words in seen["sellers"]}
    money = {words[0]: words for words in seen["money"]}
    names = {holder["id"]: holder["name"] for holder in holdings["holders"]}
    for row in cut["participants"]:
        if row["group"] is None and row["requested"]:
            name = names[row["holder"]]
            (words,) = [line for shown_name, line in sellers.items() if shown_name.startswith(name)]
            assert wording.shares(row["allocated"]) in words, name
            assert wording.shares(row["allocated"]) in printed, name
            (sale,) = [line for shown_name, line in money.items() if shown_name.startswith(name)]
            assert any(row["net"] in text.replace(",", "") for text in sale), name
    assert sum(row["allocated"] for row in cut["participants"]) == 3_500_000


def test_the_trail_of_the_day_tells_every_step(window: MainWindow) -> None:
    work_through_the_day(window)
    assert [entry.label for entry in window.session.journal()][1:] == [
        "Change Cedar Family Trust’s Warrants",
        "Undo: Change Cedar Family Trust’s Warrants",
        "Redo: Change Cedar Family Trust’s Warrants",
        "Record Filed",
        "Change underwriters’ maximum of Base case",
        "Change Birch Street Partners’s request in Base case",
    ]
