"""The Why panel: steps, what they rest on, what waits, what is assumed, and the other reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rra_desktop.domain.figures import Clause, EnteredByCounsel, Figure, FigureKey, OtherReading, RecordKind
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import Mark, stated
from tests.matters import matter
from ui.theme import Theme
from ui.why.why_panel import WhyPanel
from ui.widgets.room import RoomContext

KEY = FigureKey("deadline", ("R1", "", ""), "filing_latest")
JUNE_2 = dt.date(2003, 6, 2)
ENTERED = Figure(
    FigureKey("event"), "Certified mail", JUNE_2, "sent May 30", EnteredByCounsel(RecordKind.EVENT, 1, "R1")
)
RECEIVED = Figure(FigureKey("event"), "Demand Notice received", JUNE_2, "Mon, Jun 2, 2003", Clause("8(a)"), (ENTERED,))
LATEST = Figure(
    KEY,
    "Last day to file",
    dt.date(2003, 7, 17),
    "45 days after Jun 2",
    Clause("1(a)"),
    inputs=(RECEIVED, Figure(FigureKey("term"), "+ 45 days", 45, "calendar days", Clause("1(a)"))),
    other_readings=(OtherReading("filing_conflict", "earliest_controls", "the 30 days control", dt.date(2003, 7, 20)),),
    marks=(Mark(stated("conventions/nothing_entered")),),
)


@dataclass
class Figures:
    """An analysis with one figure in it."""

    shown: Figure[Any] | None = LATEST

    def figure(self, key: FigureKey) -> Figure[Any] | None:
        """Return it when it is asked for."""
        return self.shown if key == KEY else None

    def deadline(self, _key: FigureKey) -> None:
        """Return none: the figure is not a deadline of this matter."""


@dataclass
class Session:
    """As much of a session as the panel looks at."""

    matter: Matter = field(default_factory=matter)
    analysis: Figures = field(default_factory=Figures)
    read_only: bool = False
    path: Path = Path("BestNet.rra")


@pytest.fixture
def session() -> Session:
    return Session()


@pytest.fixture
def panel(session: Session, theme: Theme, qtbot: QtBot) -> Iterator[WhyPanel]:
    made = WhyPanel(RoomContext(session, None, theme))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(312, 800)
    made.show()
    yield made
    made.close()


def words(panel: WhyPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel)]


def spoken(panel: WhyPanel) -> set[str]:
    return {child.accessibleName() for child in panel.findChildren(QWidget)}


def press(panel: WhyPanel, text: str) -> None:
    button = next(each for each in panel.findChildren(QPushButton) if each.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_selected_says_what_to_do(panel: WhyPanel) -> None:
    assert words(panel) == ["Why", "Select a figure or a date to see how it was reached."]


def test_a_date_shows_its_steps_its_result_and_its_section(panel: WhyPanel, qtbot: QtBot) -> None:
    panel.follow(KEY)
    qtbot.waitUntil(lambda: "Why this date" in words(panel))
    said = words(panel)
    assert said[1:3] == ["Thu, Jul 17, 2003", "Last day to file"]
    assert [said.index(each) for each in ("Demand Notice received", "+ 45 days", "45 days after Jun 2")] == sorted(
        said.index(each) for each in ("Demand Notice received", "+ 45 days", "45 days after Jun 2")
    )
    assert "What is not entered is 0." in said
    assert {"§1(a)", "§8(a)"} <= spoken(panel)


def test_a_step_opens_to_the_facts_below_it_and_closes(panel: WhyPanel, qtbot: QtBot) -> None:
    panel.follow(KEY)
    qtbot.waitUntil(lambda: "Demand Notice received" in words(panel))
    assert "Certified mail" not in words(panel)
    press(panel, "How")
    assert "Certified mail" in words(panel)
    press(panel, "Hide")
    assert "Certified mail" not in words(panel)


def test_the_other_reading_says_what_it_would_give_and_can_be_chosen(panel: WhyPanel, qtbot: QtBot) -> None:
    panel.follow(KEY)
    qtbot.waitUntil(lambda: "Other reading · the 30 days control" in words(panel))
    assert any(each.startswith("Sun, Jul 20, 2003 — ") for each in words(panel))
    with qtbot.waitSignal(panel.reading_asked) as asked:
        press(panel, "Change reading")
    assert asked.args == ["filing_conflict", "earliest_controls"]


def test_a_matter_open_for_reading_cannot_change_the_reading(session: Session, panel: WhyPanel, qtbot: QtBot) -> None:
    session.read_only = True
    panel.follow(KEY)
    qtbot.waitUntil(lambda: "Last day to file" in words(panel))
    assert not [each for each in panel.findChildren(QPushButton) if each.text() == "Change reading"]


def test_a_figure_that_waits_says_for_what(session: Session, panel: WhyPanel, qtbot: QtBot) -> None:
    session.analysis.shown = replace(LATEST, value=None, waits_for="the receipt of the Demand Notice")
    panel.follow(KEY)
    qtbot.waitUntil(lambda: "Waits for the receipt of the Demand Notice" in words(panel))
    assert words(panel)[:2] == ["Waiting", "pending"]


def test_an_assumed_date_is_marked(session: Session, panel: WhyPanel, qtbot: QtBot) -> None:
    session.analysis.shown = replace(LATEST, assumed=True)
    panel.follow(KEY)
    qtbot.waitUntil(lambda: "assumed" in spoken(panel))


def test_a_figure_that_moved_says_what_it_was(session: Session, panel: WhyPanel, qtbot: QtBot) -> None:
    panel.follow(KEY)
    qtbot.waitUntil(lambda: "Thu, Jul 17, 2003" in words(panel))
    session.analysis.shown = replace(LATEST, value=dt.date(2003, 7, 18))
    panel.refresh()
    qtbot.waitUntil(lambda: "was Thu, Jul 17, 2003" in spoken(panel))


def test_a_figure_that_is_gone_leaves_the_panel_empty(session: Session, panel: WhyPanel, qtbot: QtBot) -> None:
    panel.follow(KEY)
    qtbot.waitUntil(lambda: "Last day to file" in words(panel))
    session.analysis.shown = None
    panel.refresh()
    qtbot.waitUntil(lambda: words(panel)[0] == "Why")
