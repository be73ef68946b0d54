"""From a figure or record to its place: each room selects it, and the window leads there from the Overview."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from rra_desktop.domain.agreement import TermChange
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.registrations import Event, EventType
from rra_desktop.editing.commands import ChangeHolder, ChangeTerm, RecordEvent
from rra_desktop.session import create_session, new_matter
from rra_desktop.store.forms import load_form
from tests.ui.conftest import AS_OF
from tests.ui.shown import cutback_room_on, window_on
from ui.activity.activity_room import ActivityRoom
from ui.agreement.agreement_room import AgreementRoom
from ui.calendar.calendar_room import CalendarRoom
from ui.holdings.holdings_room import HoldingsRoom
from ui.main_window import MainWindow
from ui.overview.line_button import LineButton
from ui.overview.overview_room import OverviewRoom
from ui.overview.section_card import SectionCard
from ui.room_stack import ROOMS
from ui.theme import Theme
from ui.widgets.room import Room, RoomContext


def shown(room: Room, qtbot: QtBot) -> None:
    qtbot.addWidget(room)
    room.resize(1000, 900)
    with qtbot.waitExposed(room):
        room.show()
    room.refresh(None)


# -- each room by itself -----------------------------------------------------------------------------------------------


def test_holdings_selects_a_holder_in_a_closed_group_its_group_the_total_and_a_card(
    context: RoomContext, qtbot: QtBot
) -> None:
    room = HoldingsRoom(context)
    shown(room, qtbot)
    group = next(row for row in room.model.rows if row.key[0] == "group")
    room.model.set_opened(group, opened=False)
    room.filter.setText("nobody")
    (member, *_rest) = group.subject.members
    assert room.go_to(FigureKey("position", (member.id,), "warrants"))
    assert room.grid.current_row() is not None
    assert room.model.rows[room.grid.currentIndex().row()].key == ("holder", member.id)
    assert room.model.columns[room.grid.currentIndex().column()].id == "warrants"
    assert room.grid.hasFocus()
    assert room.go_to(FigureKey("group", (group.subject.group,), "units"))
    assert room.model.rows[room.grid.currentIndex().row()].key == group.key
    assert room.go_to(FigureKey("total", (), "registrable"))
    assert room.model.rows[room.grid.currentIndex().row()].key == ("total",)
    assert room.go_to(FigureKey("demands_left"))
    assert room.cards.of_rights["demand"].demands.hasFocus()
    assert not room.go_to(FigureKey("position", ("H99",), "units"))


def test_holdings_selects_a_transaction_in_its_holders_ledger(context: RoomContext, qtbot: QtBot) -> None:
    room = HoldingsRoom(context)
    shown(room, qtbot)
    entry = next(each for each in context.session.matter.ledger if each.to is not None)
    assert room.go_to(FigureKey("entry", (str(entry.sequence),)))
    row = room.panel.grid.current_row()
    assert row is not None
    assert row.subject.entry == entry
    assert room.panel.grid.hasFocus()


def test_the_calendar_selects_a_deadline_that_was_filtered_out_and_a_recorded_day(
    context: RoomContext, qtbot: QtBot
) -> None:
    room = CalendarRoom(context)
    shown(room, qtbot)
    heard: list[object] = []
    room.figure_selected.connect(heard.append)
    of_other = next(each for each in context.session.analysis.deadlines if each.registration == "R2" and each.date)
    room.chosen.choose("R1")
    room.refresh(None)
    assert room.list_model.row_of(of_other.key) is None
    assert room.go_to(of_other.key)
    assert room.list.currentIndex().row() == room.list_model.row_of(of_other.key)
    assert heard[-1] == of_other.key
    event = next(each for each in context.session.matter.events if each.received is not None and each.to is not None)
    assert room.go_to(FigureKey("event", (str(event.id),)))
    entry = room.month.entry()
    assert entry is not None
    assert (("event", event.id)) in {(each.kind, each.id) for each in entry.records}
    answer = next(each for each in context.session.analysis.deadlines if each.holder is not None)
    assert room.go_to(FigureKey("answer", (str(answer.registration), str(answer.holder))))
    assert heard[-1] == answer.key or answer.key in {key for key, _words in heard[-1].choices}  # type: ignore[attr-defined]
    assert not room.go_to(FigureKey("deadline", ("R9", "", ""), "none"))


def test_the_cutback_shows_the_scenario_and_the_seller(context: RoomContext, theme: Theme, qtbot: QtBot) -> None:
    with cutback_room_on(context.session, theme, qtbot) as room:
        last = context.session.matter.offerings[-1].id
        holder = next(each.id for each in context.session.matter.holders if each.group)
        assert room.go_to(FigureKey("cutback", (last, holder), "requested"))
        assert room.model.rows[room.grid.currentIndex().row()].key == ("holder", holder)
        assert room.model.columns[room.grid.currentIndex().column()].id == "requested"
        assert room.go_to(FigureKey("offerings", (last,)))
        assert not room.go_to(FigureKey("cutback", ("O9", ""), "notes"))


def test_activity_selects_a_change_that_was_filtered_out(context: RoomContext, qtbot: QtBot) -> None:
    context.session.execute(ChangeHolder("H4", "notes", "Call first"))
    room = ActivityRoom(context)
    shown(room, qtbot)
    room.filter.setText("Call first")
    assert room.go_to(FigureKey("change", ("1",)))
    entry = room.entry()
    assert entry is not None
    assert entry.number == 1
    assert room.filter.text() == ""


def test_the_agreement_shows_the_section_of_a_point_and_of_a_change_of_a_term(
    context: RoomContext, qtbot: QtBot
) -> None:
    room = AgreementRoom(context)
    shown(room, qtbot)
    form = context.session.matter.form
    for point in form.drafting_points:
        assert room.go_to(FigureKey("points", (point.id,)))
        assert point.id in room.points.lines
        assert room.list.hasFocus()
    term = form.terms[-1]
    context.session.execute(ChangeTerm(TermChange(0, term.id, term.value)))
    change = context.session.matter.term_changes[-1]
    assert room.go_to(FigureKey("term_changes", (str(change.id),)))
    assert term.id in room.terms.lines
    assert not room.go_to(FigureKey("points", ("nothing",)))


# -- the window --------------------------------------------------------------------------------------------------------


@pytest.fixture
def window(matter_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    """Show the sample matter in the room it opens in."""
    with window_on(matter_path, theme, qtbot, room="overview") as made:
        yield made


def overview(window: MainWindow) -> OverviewRoom:
    room = window.show_room("overview")
    assert isinstance(room, OverviewRoom)
    return room


def choose(section: SectionCard, words: str) -> None:
    """Press Space on the line that has some words."""
    row = next(each for each in section.buttons() if words in each.accessibleName())
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)


def test_a_matter_opens_in_the_overview(matter_path: Path, theme: Theme, qtbot: QtBot) -> None:
    with window_on(matter_path, theme, qtbot, room=ROOMS[0].id) as made:
        assert made.room().title == "Overview"
        assert [each.id for each in ROOMS if made.stack.made(each.id)] == ["overview"]


def test_lines_lead_to_their_rooms_and_select_what_they_speak_of(window: MainWindow) -> None:
    first = overview(window).dates.lines[0]
    choose(overview(window).dates, first.text)
    calendar = window.room()
    assert isinstance(calendar, CalendarRoom)
    assert first.place is not None
    assert calendar.list.currentIndex().row() == calendar.list_model.row_of(first.place)
    choose(overview(window).awaited, "Juniper")
    holdings = window.room()
    assert isinstance(holdings, HoldingsRoom)
    row = holdings.grid.current_row()
    assert row is not None
    assert row.subject.name.startswith("Juniper")
    choose(overview(window).changes, "Matter made")
    activity = window.room()
    assert isinstance(activity, ActivityRoom)
    entry = activity.entry()
    assert entry is not None
    assert entry.number == 1
    choose(overview(window).dates, "more in Calendar")
    assert window.room().title == "Calendar"
    point = overview(window).points.lines[0]
    choose(overview(window).points, point.text)
    agreement = window.room()
    assert isinstance(agreement, AgreementRoom)
    assert agreement.section == point.chip.removeprefix("§").partition(",")[0]


def test_it_hears_of_a_change_once_and_only_while_it_shows(window: MainWindow, qtbot: QtBot) -> None:
    room = overview(window)
    before = room.changes.lines
    window.show_room("holdings")
    window.signals.execute(ChangeHolder("H4", "notes", "Call first"))
    assert room.changes.lines == before
    overview(window)
    assert room.changes.lines[0].text == window.session.journal()[-1].label
    too_early = AS_OF - dt.timedelta(days=1)
    window.signals.execute(RecordEvent(Event(0, "R1", EventType.FILED, too_early)))
    assert room.alarms.isVisible()
    badge = window.room_list.model().index(0, 0)
    cannot_wait = window.session.analysis.overview.cannot_wait
    qtbot.waitUntil(lambda: badge.data(Qt.ItemDataRole.AccessibleTextRole).startswith(f"Overview, {cannot_wait} "))
    window.signals.undo()
    assert not room.alarms.isVisible()
    qtbot.waitUntil(lambda: badge.data(Qt.ItemDataRole.AccessibleTextRole) == "Overview")


def test_a_step_of_an_empty_matter_opens_what_takes_it(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    path = tmp_path / "Empty.rra"
    create_session(path, new_matter(load_form("bestnet-2003"), "Empty"), today=AS_OF).close()
    with window_on(path, theme, qtbot, room="overview") as made:
        steps = overview(made).steps
        row = steps.buttons()[0]
        assert isinstance(row, LineButton)
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        assert made.room().title == "Holdings"
        (dialog,) = (each for each in made.findChildren(QDialog) if each.isVisible())
        assert dialog.windowTitle() == "Add investor"
        dialog.close()
