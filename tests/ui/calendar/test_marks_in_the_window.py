"""What shows in the calendar is what holds: conflicts, days that have not come, silent Investors, lines of several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rra_desktop import wording
from rra_desktop.domain.deadlines import DeadlineStatus
from rra_desktop.domain.register import Role
from rra_desktop.domain.registrations import Event, EventType, Request
from rra_desktop.domain.waivers import Waiver
from rra_desktop.editing.commands import RecordEvent, RecordRequest, RecordWaiver
from tests.ui.shown import window_on
from ui.calendar.calendar_room import CalendarRoom
from ui.calendar.entries import Entry
from ui.calendar.event_dialog import EventDialog
from ui.main_window import MainWindow
from ui.room_stack import ROOMS
from ui.theme import Theme
from ui.why.row_choice import RowChoice
from ui.widgets.chips import Chip, Shape, Tone

Key = Qt.Key
JULY_7, JULY_8, JULY_10 = dt.date(2003, 7, 7), dt.date(2003, 7, 8), dt.date(2003, 7, 10)


@pytest.fixture
def window(matter_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_on(matter_path, theme, qtbot) as made:
        yield made


@pytest.fixture
def room(window: MainWindow) -> CalendarRoom:
    shown = window.show_room("calendar")
    assert isinstance(shown, CalendarRoom)
    shown.first_focus()
    return shown


def badge(window: MainWindow) -> str:
    """Return what a screen reader says of the Calendar in the list of rooms."""
    row = [place.id for place in ROOMS].index("calendar")
    return str(window.room_list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def chips(room: CalendarRoom, day: dt.date) -> tuple[Entry, ...]:
    """Return what stands on a day of the month that shows."""
    room.month.go_to(day)
    shown = room.month.day()
    assert shown is not None
    return shown.entries


def rows(room: CalendarRoom) -> list[list[str]]:
    """Return the list as it stands."""
    model = room.list_model
    return [[model.text(row, column) for column in range(model.columnCount())] for row in range(model.rowCount())]


def row_of(room: CalendarRoom, which: str, holder: str = "") -> int:
    """Return the row of the list in which a deadline of the demand stands."""
    for deadline in room.context.session.analysis.deadlines:
        if (deadline.id, deadline.registration, deadline.holder or "") == (which, "R1", holder):
            row = room.list_model.row_of(deadline.key)
            assert row is not None
            return row
    raise AssertionError(which)


def on_the_panel(window: MainWindow) -> str:
    """Return all words of the Why panel, its chips' too."""
    words = [label.text() for label in window.why.findChildren(QLabel)]
    return " | ".join([*words, *(chip.text() for chip in window.why.findChildren(Chip))])


def record_filing(room: CalendarRoom, day: str) -> None:
    """Type the filing into the dialog as counsel does."""
    room.record_event_button.click()
    dialog = room.findChild(EventDialog)
    assert isinstance(dialog, EventDialog)
    dialog.registration.choose("R1")
    dialog.kind.choose("filed")
    dialog.kind.picked.emit("filed")
    QTest.keyClicks(dialog.date.edit, day)
    QTest.keyClick(dialog.date.edit, Key.Key_Return)
    dialog.act.click()
    assert dialog.refusal() == ""


def test_a_filing_before_the_first_day_is_a_conflict_wherever_conflicts_show(
    window: MainWindow, room: CalendarRoom, qtbot: QtBot
) -> None:
    """Filed July 7, the first day is July 10: red in the month, first in the list, in the badge, until it is waived."""
    record_filing(room, "July 7, 2003")
    window.look_at(JULY_8)
    (chip,) = chips(room, JULY_10)
    assert chip.text == "Conflict: filed 3 days early"
    assert (chip.look.tone, chip.look.shape) == (Tone.DANGER, Shape.SOLID)
    assert "3 days before the first day §1(a) allows" in chip.in_words
    first = rows(room)[0]
    assert first[1:3] == ["conflict", "First day to file"]
    assert first[5].startswith("Conflict: Filed on Mon, Jul 7, 2003, 3 days before")
    assert (room.list_model.look(0).tone, room.list_model.look(0).shape) == (Tone.DANGER, Shape.SOLID)
    assert not room.list_model.over(0)
    assert badge(window).startswith("Calendar, 1 overdue, in conflict")
    QTest.mouseClick(
        room.list.viewport(), Qt.MouseButton.LeftButton, pos=room.list.visualRect(room.list_model.index(0, 2)).center()
    )
    qtbot.waitUntil(lambda: "Conflict: Filed on Mon, Jul 7" in on_the_panel(window))
    assert "| Conflict |" in f"{on_the_panel(window)} |"

    everybody = tuple(each.id for each in window.session.matter.holders if each.role is Role.INVESTOR)
    window.signals.execute(RecordWaiver(Waiver(0, "filing_earliest", JULY_7, everybody, "R1")))
    (chip,) = chips(room, JULY_10)
    assert chip.text.startswith("Waived")
    assert (chip.look.tone, chip.look.shape) != (Tone.DANGER, Shape.SOLID)
    assert rows(room)[0][1] != "conflict"
    assert badge(window) == "Calendar"


def test_days_that_have_not_come_make_no_date_firm(window: MainWindow, room: CalendarRoom) -> None:
    """Filed July 15 and effective September 30, looked at on June 24."""
    for kind, day in ((EventType.FILED, dt.date(2003, 7, 15)), (EventType.EFFECTIVE, dt.date(2003, 9, 30))):
        window.signals.execute(RecordEvent(Event(0, "R1", kind, day)))
    for which in ("effectiveness_deadline", "keep_effective_until"):
        row = row_of(room, which)
        first = room.list_model.group(row).first
        assert first.projected or first.status is DeadlineStatus.PENDING
        assert room.list_model.look(row).shape is Shape.DASHED
        assert rows(room)[row][1] in ("projected", "")
    (filed,) = (each for each in chips(room, dt.date(2003, 7, 15)) if each.records)
    assert filed.look.shape is Shape.DASHED
    assert filed.full == "Filed, which has not come on the as-of day"
    assert "To become effective" not in {
        span.text for span in room.month_model.day_at(room.month_model.index_of(dt.date(2003, 7, 16))).spans
    }


def test_an_investor_that_has_not_asked_is_quiet(window: MainWindow, room: CalendarRoom, qtbot: QtBot) -> None:
    """As of June 30 the 20 days of Alder Growth Fund II and Elm are over: nobody is in default."""
    window.look_at(dt.date(2003, 6, 30))
    assert badge(window) == "Calendar"
    (chip,) = chips(room, dt.date(2003, 6, 26))
    assert chip.text == "Lapsed, no request (2)"
    assert (chip.look.tone, chip.look.shape) == (Tone.QUIET, Shape.HOLLOW)
    row = row_of(room, "request_deadline", "H2")
    assert rows(room)[row][1:4] == ["lapsed, no request", "Requests from other Investors due", "2 Investors"]
    room.list.selectRow(row)
    qtbot.waitUntil(lambda: "lapsed, no request" in on_the_panel(window))
    assert "overdue" not in " ".join(word for each in rows(room) for word in each)


def test_rows_are_put_together_only_of_what_stands_alike(window: MainWindow, room: CalendarRoom) -> None:
    """Alder Growth Fund II and Elm asked on June 20, Elm without a method of distribution."""
    for holder, method in (("H2", "underwritten"), ("H5", "")):
        window.signals.execute(RecordRequest(Request(0, "R1", holder, 100_000, dt.date(2003, 6, 20), method)))
    whole, lacking = (row_of(room, "request_deadline", holder) for holder in ("H2", "H5"))
    assert whole != lacking
    assert rows(room)[whole][1] == "met"
    assert rows(room)[lacking][1] == "incomplete"
    assert rows(room)[lacking][2].endswith("▲ Doubt")
    assert "lacks the method of distribution" in rows(room)[lacking][5]
    assert room.list_model.look(lacking).tone is not Tone.OK
    texts = {each.text: each for each in chips(room, dt.date(2003, 6, 26))}
    assert set(texts) == {"✓ Requests due", "Incomplete, doubt: Requests due"}
    assert texts["Incomplete, doubt: Requests due"].look.tone is not Tone.OK


def test_the_panel_explains_every_investor_of_a_line(window: MainWindow, room: CalendarRoom, qtbot: QtBot) -> None:
    """The line stands for two; a list at the top of the panel leads to each, by keys and by mouse."""
    row = row_of(room, "request_deadline", "H2")
    room.list.selectRow(row)
    qtbot.waitUntil(lambda: "Request from Alder Growth Fund II, L.P. due" in on_the_panel(window))
    assert "2 on this line" in on_the_panel(window)
    room.list.setFocus()
    QTest.keySequence(room.list, window.actions_table.by_id["next-pane"].shortcut())
    choice = window.why.findChild(RowChoice)
    assert choice is not None
    qtbot.waitUntil(choice.hasFocus)
    QTest.keyClick(choice, Key.Key_Down)
    qtbot.waitUntil(lambda: "Request from Elm & Daughters LLC due" in on_the_panel(window))
    choice = window.why.findChild(RowChoice)
    assert choice is not None
    assert choice.hasFocus()
    QTest.mouseClick(
        choice.viewport(), Qt.MouseButton.LeftButton, pos=choice.visualRect(choice.model().index(0, 0)).center()
    )
    qtbot.waitUntil(lambda: "Request from Alder Growth Fund II, L.P. due" in on_the_panel(window))
    window.show_room("holdings")
    qtbot.waitUntil(lambda: window.why.findChild(RowChoice) is None)


def test_a_doubtful_notice_says_so_on_its_chip_and_in_the_panel(
    window: MainWindow, room: CalendarRoom, qtbot: QtBot
) -> None:
    """Hawthorn was told by e-mail."""
    (chip,) = chips(room, dt.date(2003, 6, 7))
    assert chip.text == "Doubt: Company Notice received"
    assert (chip.look.tone, chip.look.shape) == (Tone.WARN, Shape.DASHED)
    qtbot.waitUntil(lambda: "went by e-mail" in on_the_panel(window))
    assert wording.marked(chip.said[0]) in on_the_panel(window)


def test_what_contradicts_itself_comes_first_and_counts(window: MainWindow, room: CalendarRoom) -> None:
    """Effective before filed: each row that rests on it is solid, says so, and is in the badge."""
    for kind, day in ((EventType.FILED, dt.date(2003, 7, 15)), (EventType.EFFECTIVE, dt.date(2003, 7, 1))):
        window.signals.execute(RecordEvent(Event(0, "R1", kind, day)))
    window.look_at(dt.date(2003, 8, 1))
    contradicted = [each[1] for each in rows(room)].count("contradiction")
    assert contradicted >= 3
    assert [each[1] for each in rows(room)[:contradicted]] == ["contradiction"] * contradicted
    assert badge(window).startswith(f"Calendar, {contradicted} ")
    for day in (dt.date(2003, 7, 1), dt.date(2003, 7, 15)):
        solid = [each.text for each in chips(room, day) if each.look.shape is Shape.SOLID]
        assert any(text.startswith("Contradiction: ") for text in solid)
