"""The Calendar on the sample matter: walking it by keys, recording what happened, mending it, filtering."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.registrations import Event, EventType, Method, RegistrationKind
from rra_desktop.editing.commands import RemoveOffering, RemoveRegistration
from ui.calendar.calendar_room import CalendarRoom
from ui.calendar.event_dialog import EventDialog
from ui.calendar.month_view import chip_places
from ui.calendar.registration_dialog import RegistrationDialog
from ui.calendar.request_dialog import RequestDialog
from ui.widgets.room import RoomContext, SeveralFigures

Key = Qt.Key
LATEST = FigureKey("deadline", ("R1", "", ""), "filing_latest")


@pytest.fixture
def room(context: RoomContext, qtbot: QtBot) -> CalendarRoom:
    made = CalendarRoom(context)
    qtbot.addWidget(made)
    context.signals.changed.connect(made.refresh)
    made.resize(930, 760)
    made.show()
    made.refresh(None)
    made.first_focus()
    return made


def selected(room: CalendarRoom) -> list[object]:
    heard: list[object] = []
    room.figure_selected.connect(heard.append)
    return heard


def test_it_opens_on_the_as_of_day_with_the_next_deadline_explained(context: RoomContext, qtbot: QtBot) -> None:
    room = CalendarRoom(context)
    qtbot.addWidget(room)
    heard = selected(room)
    room.refresh(None)
    assert room.month_name.text() == "June 2003"
    day = room.month.day()
    assert day is not None
    assert day.date == dt.date(2003, 6, 24)
    assert isinstance(heard[-1], SeveralFigures)
    assert heard[-1].chosen.part == "request_deadline"
    assert [words.partition(",")[0] for _key, words in heard[-1].choices] == [
        "Alder Growth Fund II",
        "Elm & Daughters LLC",
    ]


def test_arrow_keys_walk_days_and_turn_the_month_at_its_edge(room: CalendarRoom) -> None:
    for key, day in ((Key.Key_Right, 25), (Key.Key_Down, 2), (Key.Key_Up, 25), (Key.Key_Left, 24)):
        QTest.keyClick(room.month, key)
        walked = room.month.day()
        assert walked is not None
        assert walked.date.day == day
    for _ in range(3):
        QTest.keyClick(room.month, Key.Key_Down)
    assert room.month_name.text() == "July 2003"


def test_page_keys_turn_months(room: CalendarRoom) -> None:
    QTest.keyClick(room.month, Key.Key_PageDown)
    assert room.month_name.text() == "July 2003"
    QTest.keyClick(room.month, Key.Key_PageUp)
    QTest.keyClick(room.month, Key.Key_PageUp)
    assert room.month_name.text() == "May 2003"
    room.to_as_of.click()
    assert room.month_name.text() == "June 2003"


def test_turning_from_the_31st_lands_on_the_last_day(room: CalendarRoom) -> None:
    room.month.go_to(dt.date(2003, 7, 31))
    room.turn(1)
    room.turn(1)
    day = room.month.day()
    assert day is not None
    assert day.date == dt.date(2003, 9, 30)
    room.turn(-12)
    assert room.month_name.text() == "September 2002"


def test_a_day_with_a_deadline_explains_it_and_marks_it_in_the_list(room: CalendarRoom) -> None:
    heard = selected(room)
    room.month.go_to(dt.date(2003, 7, 17))
    assert heard[-1] == LATEST
    assert room.list.currentIndex().row() == room.list_model.row_of(LATEST)


def test_the_list_leads_to_the_day(room: CalendarRoom) -> None:
    heard = selected(room)
    row = room.list_model.row_of(LATEST)
    assert row is not None
    room.list.setFocus()
    room.list.selectRow(0)
    while room.list.currentIndex().row() != row:
        QTest.keyClick(room.list, Key.Key_Down)
    day = room.month.day()
    assert day is not None
    assert day.date == dt.date(2003, 7, 17)
    assert room.month_name.text() == "July 2003"
    assert heard[-1] == LATEST
    assert room.list.hasFocus()


def test_a_row_left_for_an_empty_day_is_explained_again_when_it_is_clicked(room: CalendarRoom) -> None:
    heard = selected(room)
    room.list.selectRow(0)
    room.month.go_to(dt.date(2003, 6, 24))
    assert heard[-1:] == [None]
    place = room.list.visualRect(room.list_model.index(0, 2)).center()
    QTest.mouseClick(room.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert isinstance(heard[-1], SeveralFigures)
    assert heard[-1].chosen == room.list_model.group(0).first.key


def test_space_walks_the_entries_of_a_day(room: CalendarRoom) -> None:
    room.month.go_to(dt.date(2003, 6, 2))
    day = room.month.day()
    assert day is not None
    count = len(day.entries)
    assert count > 1
    seen = [room.month.entry()]
    for _ in range(count):
        QTest.keyClick(room.month, Key.Key_Space)
        seen.append(room.month.entry())
    assert seen[0] == seen[-1]
    assert len(set(seen[:-1])) == count


def test_a_click_rests_on_the_chip_under_the_mouse(room: CalendarRoom) -> None:
    room.resize(930, 1_100)  # whatever the fonts, a day has room for two
    QTest.qWait(0)
    index = room.month_model.index_of(dt.date(2003, 6, 2))
    day = room.month_model.day_at(index)
    places = chip_places(room.context.theme, room.month.visualRect(index).toRectF(), day, 0)
    place = places[1]
    assert place is not None
    QTest.mouseClick(room.month.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*map(int, place.center().toTuple())))
    assert room.month.entry() == day.entries[1]


def test_enter_opens_what_was_recorded_and_it_can_be_mended(room: CalendarRoom, qtbot: QtBot) -> None:
    room.month.go_to(dt.date(2003, 6, 2))
    QTest.keyClick(room.month, Key.Key_Return)
    dialog = room.findChild(EventDialog)
    assert isinstance(dialog, EventDialog)
    assert dialog.windowTitle() == "Demand Notice"
    assert dialog.received.date() == dt.date(2003, 6, 2)
    dialog.received.set_date(dt.date(2003, 6, 3))
    dialog.act.click()
    assert dialog.told().startswith(
        "The request of Alder Growth Fund I, L.P. is recorded as received on Jun 2, 2003, before the Company received "
        "the Demand Notice on Jun 3, 2003."
    )
    dialog.act.click()
    assert {each.received for each in events(room, EventType.DEMAND_NOTICE)} == {dt.date(2003, 6, 3)}
    qtbot.waitUntil(lambda: room.list_model.row_of(LATEST) is not None)
    row = room.list_model.row_of(LATEST)
    assert row is not None
    assert room.list_model.text(row, 0) == "Fri Jul 18"


def test_a_record_can_be_removed(room: CalendarRoom) -> None:
    room.month.go_to(dt.date(2003, 6, 2))
    QTest.keyClick(room.month, Key.Key_Return)
    dialog = room.findChild(EventDialog)
    assert isinstance(dialog, EventDialog)
    dialog.remove()
    assert events(room, EventType.DEMAND_NOTICE) == []


def test_several_records_of_one_chip_are_offered_by_name(room: CalendarRoom, qtbot: QtBot) -> None:
    room.month.go_to(dt.date(2003, 6, 2))
    QTest.keyClick(room.month, Key.Key_Space)
    entry = room.month.entry()
    assert entry is not None
    assert len(entry.records) > 1
    QTest.keyClick(room.month, Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [record.name for record in entry.records]
    menu.actions()[1].trigger()
    menu.close()
    dialog = room.findChild(RequestDialog)
    assert isinstance(dialog, RequestDialog)
    of = {each.id: each.holder for each in room.context.session.matter.requests}
    assert dialog.holder.key() == of[entry.records[1].id]
    qtbot.addWidget(menu)


def test_a_notice_is_recorded_for_each_addressee(room: CalendarRoom) -> None:
    before = len(events(room, EventType.COMPANY_NOTICE))
    room.record_notice_button.click()
    dialog = room.findChild(EventDialog)
    assert isinstance(dialog, EventDialog)
    assert dialog.kind.key() == "company_notice"
    dialog.to.everybody.click()
    dialog.act.click()
    assert dialog.refusal() == "Say how the notice travelled: it decides when it counts (§8(a))."
    dialog.method.choose("fax")
    dialog.act.click()
    assert dialog.refusal() == "Say when the notice was sent or received."
    QTest.keyClicks(dialog.sent.edit, "6/30/2003")
    dialog.act.click()
    assert dialog.refusal() == "Tick at least one addressee."
    assert list(dialog.to.each) == ["H2", "H5", "H6"]
    for holder in ("H2", "H5"):
        dialog.to.each[holder].click()
    QTest.keyClicks(dialog.received.edit, "2003-07-01")
    QTest.keyClick(dialog.received.edit, Key.Key_Return)
    assert dialog.told() == (
        "2 Company Notices to Alder Growth Fund II, L.P. are recorded: the first given by a method of §8(a) counts. "
        "2 Company Notices to Elm & Daughters LLC are recorded: the first given by a method of §8(a) counts."
    )
    assert dialog.act.text() == "Record all the same"
    assert len(events(room, EventType.COMPANY_NOTICE)) == before
    QTest.keyClick(dialog.received.edit, Key.Key_Return)
    recorded = events(room, EventType.COMPANY_NOTICE)[before:]
    assert [(each.to, each.method, each.received) for each in recorded] == [
        ("H2", Method.FAX, dt.date(2003, 7, 1)),
        ("H5", Method.FAX, dt.date(2003, 7, 1)),
    ]
    session = room.context.session
    assert session.undo_label == "Record Company Notice to 2 holders"
    session.undo()
    assert len(events(room, EventType.COMPANY_NOTICE)) == before


def test_what_is_no_date_keeps_the_dialog_open(room: CalendarRoom) -> None:
    room.record_event_button.click()
    dialog = room.findChild(EventDialog)
    assert isinstance(dialog, EventDialog)
    QTest.keyClicks(dialog.date.edit, "soon")
    dialog.act.click()
    assert "soon" in dialog.refusal()
    assert dialog.isVisible()


@pytest.mark.parametrize("kind", ["filed", "effective", "withdrawn", "delay_elected", "other_registration_effective"])
def test_every_other_event_asks_for_what_it_needs(room: CalendarRoom, kind: str) -> None:
    room.record_event_button.click()
    dialog = room.findChild(EventDialog)
    assert isinstance(dialog, EventDialog)
    dialog.kind.choose(kind)
    dialog.kind.picked.emit(kind)
    assert dialog.days.isVisible() == (kind == "delay_elected")
    assert dialog.by.isVisible() == (kind == "withdrawn")
    assert dialog.form.isVisible() == (kind == "other_registration_effective")
    assert not dialog.method.isVisible()
    QTest.keyClicks(dialog.date.edit, "2003-07-15")
    if kind in ("withdrawn", "delay_elected"):
        dialog.act.click()
        assert dialog.refusal().startswith("Say ")
        dialog.by.choose("company")
        dialog.because.choose("offering")
    dialog.act.click()
    if kind == "effective":
        assert dialog.told() == "Effectiveness is recorded for Jul 15, 2003, but a filing is not."
        dialog.act.click()
    assert dialog.refusal() == ""
    (recorded,) = events(room, EventType(kind))
    assert recorded.date == dt.date(2003, 7, 15)


def test_an_ambiguous_date_is_settled_once_for_the_matter(room: CalendarRoom, qtbot: QtBot) -> None:
    room.record_event_button.click()
    dialog = room.findChild(EventDialog)
    assert isinstance(dialog, EventDialog)
    QTest.keyClicks(dialog.date.edit, "7/8/2003")
    assert dialog.date.date() is None
    wanted = "Jul 8, 2003"
    qtbot.waitUntil(
        lambda: any(each.text() == wanted and each.isVisible() for each in dialog.findChildren(type(dialog.act)))
    )
    next(each for each in dialog.findChildren(type(dialog.act)) if each.text() == wanted).click()
    assert dialog.date.date() == dt.date(2003, 7, 8)
    assert room.context.session.matter.details.month_first is None
    dialog.act.click()
    assert dialog.refusal() == ""
    assert room.context.session.matter.details.month_first is True


def test_a_dialog_that_is_given_up_has_not_written_how_a_date_was_meant(room: CalendarRoom, qtbot: QtBot) -> None:
    entries = len(room.context.session.journal())
    room.record_event_button.click()
    dialog = room.findChild(EventDialog)
    assert isinstance(dialog, EventDialog)
    QTest.keyClicks(dialog.date.edit, "7/8/2003")
    assert dialog.date.date() is None
    meanings = [each for each in dialog.findChildren(type(dialog.act)) if each.text() == "Jul 8, 2003"]
    meanings[0].click()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    assert len(room.context.session.journal()) == entries


def test_a_request_is_recorded_with_its_amount(room: CalendarRoom) -> None:
    room.record_request()
    dialog = room.findChild(RequestDialog)
    assert isinstance(dialog, RequestDialog)
    dialog.holder.choose("H5")
    QTest.keyClicks(dialog.received.edit, "2003-06-24")
    QTest.keyClicks(dialog.quantity, "a few")
    dialog.act.click()
    assert "a few" in dialog.refusal()
    dialog.quantity.clear()
    QTest.keyClicks(dialog.quantity, "100k")
    dialog.act.click()
    recorded = [each for each in room.context.session.matter.requests if each.holder == "H5"]
    assert [each.quantity for each in recorded] == [100_000]


def test_the_filter_shows_one_registration(room: CalendarRoom) -> None:
    rows = room.list_model.rowCount()
    assert room.chosen.count() == 3
    room.chosen.choose("R2")
    room.chosen.picked.emit("R2")
    shown = [room.list_model.group(row).first.registration for row in range(room.list_model.rowCount())]
    assert set(shown) <= {"R2", None}
    assert len(shown) < rows


def test_the_list_can_have_the_room_to_itself(room: CalendarRoom) -> None:
    room.views.setFocus()
    room.views.chosen.emit("list")
    assert not room.month.isVisible()
    assert room.list.isVisible()


def test_a_matter_without_registrations_says_how_to_begin(room: CalendarRoom) -> None:
    for offering in room.context.session.matter.offerings:
        room.context.signals.execute(RemoveOffering(offering.id))
    for registration in room.context.session.matter.registrations:
        room.context.signals.execute(RemoveRegistration(registration.id))
    assert room.add_button.isVisible()
    assert not room.record_notice_button.isVisible()
    room.record_notice()
    dialog = room.findChild(RegistrationDialog)
    assert isinstance(dialog, RegistrationDialog)
    dialog.initiators["H1"].click()
    dialog.title.setText("Demand no. 2")
    dialog.act.click()
    (made,) = room.context.session.matter.registrations
    assert (made.kind, made.title, made.initiated_by) == (RegistrationKind.DEMAND, "Demand no. 2", ("H1",))
    assert not room.add_button.isVisible()


def test_a_registration_is_changed(room: CalendarRoom) -> None:
    room.chosen.choose("R1")
    room.change_registration()
    dialog = room.findChild(RegistrationDialog)
    assert isinstance(dialog, RegistrationDialog)
    dialog.covers.choose("yes")
    dialog.act.click()
    assert room.context.session.matter.registration("R1").covers_all_requested is True


def test_it_says_what_is_open_and_what_is_next(room: CalendarRoom) -> None:
    said: list[str] = []
    room.status_text.connect(said.append)
    room.refresh(None)
    assert said[-1].endswith("next in 2 days")
    assert "open deadlines" in said[-1]


def events(room: CalendarRoom, kind: EventType) -> list[Event]:
    return [each for each in room.context.session.matter.events if each.type is kind]
