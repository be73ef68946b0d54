"""The dialogs of the Calendar record what is meant: what fits the registration, nothing that nobody chose."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rra_desktop.domain.registration_events import fitting_events
from rra_desktop.domain.registrations import Event, EventType, Method
from rra_desktop.editing.commands import ChangeHolder, RecordEvent
from ui.calendar.calendar_room import CalendarRoom
from ui.calendar.event_dialog import EventDialog
from ui.calendar.registration_dialog import RegistrationDialog
from ui.calendar.request_dialog import RequestDialog
from ui.widgets.forms import FormDialog
from ui.widgets.room import RoomContext

Key = Qt.Key
JULY_1 = dt.date(2003, 7, 1)


def pick(dialog: EventDialog, registration: str) -> None:
    """Choose a registration as counsel does."""
    dialog.registration.setCurrentIndex(dialog.registration.findData(registration))
    dialog.registration.activated.emit(dialog.registration.currentIndex())


def shown(dialog: FormDialog, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    dialog.open()
    # What it says after it has closed is looked at too, so it stays until the test is over.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)


# -- what fits the registration ----------------------------------------------------------------------------------------


def test_the_notices_offered_follow_the_registration(context: RoomContext, qtbot: QtBot) -> None:
    """Case 7: the Company Notice is proposed for the demand; for the Company offering it is not there to be chosen."""
    dialog = EventDialog(context)
    shown(dialog, qtbot)
    assert dialog.kind.offered() == ("demand_notice", "company_notice")
    pick(dialog, "R2")
    assert dialog.kind.offered() == ("registration_notice",)
    assert list(dialog.to.each) == ["H1", "H2", "H3", "H4", "H5", "H6"]
    dialog.method.choose("fax")
    dialog.sent.set_date(JULY_1)
    dialog.received.set_date(dt.date(2003, 7, 2))
    dialog.act.click()
    assert dialog.refusal() == ""
    recorded = context.session.matter.events[-1]
    assert (recorded.registration, recorded.type, recorded.to) == ("R2", EventType.REGISTRATION_NOTICE, None)


@pytest.mark.parametrize("registration", ["R1", "R2"])
def test_the_other_events_offered_are_those_that_fit(context: RoomContext, qtbot: QtBot, registration: str) -> None:
    dialog = EventDialog(context, notices=False, registration=registration)
    shown(dialog, qtbot)
    matter = context.session.matter
    fitting = fitting_events(matter, matter.registration(registration))
    assert {EventType(key) for key in dialog.kind.offered()} == {
        kind for kind in fitting if not matter.form.is_notice(kind)
    }


def test_what_comes_next_is_proposed(context: RoomContext, qtbot: QtBot) -> None:
    for day, proposed in ((None, "filed"), (15, "effective"), (16, "all_sold")):
        if day is not None:
            kind = EventType.FILED if day == 15 else EventType.EFFECTIVE
            context.signals.execute(RecordEvent(Event(0, "R1", kind, dt.date(2003, 7, day))))
        dialog = EventDialog(context, notices=False)
        shown(dialog, qtbot)
        assert dialog.kind.key() == proposed


def test_a_transferee_is_addressed_once_it_has_signed(context: RoomContext, qtbot: QtBot) -> None:
    before = EventDialog(context, registration="R2")
    shown(before, qtbot)
    assert "H7" not in before.to.each
    context.signals.execute(ChangeHolder("H7", "counterpart_date", dt.date(2003, 6, 25)))
    after = EventDialog(context, registration="R2")
    shown(after, qtbot)
    assert "H7" in after.to.each
    assert "H8" not in after.to.each


def test_the_dialogs_begin_with_the_registration_of_what_is_selected(context: RoomContext, qtbot: QtBot) -> None:
    room = CalendarRoom(context)
    qtbot.addWidget(room)
    room.show()
    room.refresh(None)
    for day, kind, registration in ((dt.date(2003, 9, 15), "event", "R2"), (dt.date(2003, 7, 17), "deadline", "R1")):
        room.month.go_to(day)
        room.record_notice()
        dialog = room.findChildren(EventDialog)[-1]
        assert dialog.registration.key() == registration, kind
        dialog.reject()


# -- what was recorded stays what it is --------------------------------------------------------------------------------


def test_saving_a_record_that_was_not_changed_writes_nothing(context: RoomContext, qtbot: QtBot) -> None:
    """Also where what was recorded is not offered any more: a notice to a transferee, a delay without days."""
    for event in (
        Event(0, "R1", EventType.COMPANY_NOTICE, method=Method.FAX, received=JULY_1, to="H7", note=" as sent "),
        Event(0, "R1", EventType.COMPANY_NOTICE, method=Method.FAX, received=JULY_1, to="H8"),
        Event(0, "R1", EventType.FILED, JULY_1),
        Event(0, "R1", EventType.EFFECTIVE, dt.date(2003, 6, 1)),
    ):
        context.signals.execute(RecordEvent(event))
    session = context.session
    entries = len(session.journal())
    dialogs: list[FormDialog] = [EventDialog(context, event=event) for event in session.matter.events]
    dialogs += [RequestDialog(context, request=request) for request in session.matter.requests]
    dialogs += [RegistrationDialog(context, registration) for registration in session.matter.registrations]
    for dialog in dialogs:
        shown(dialog, qtbot)
        dialog.act.click()
        assert dialog.refusal() == ""
        assert dialog.told() == ""
        assert not dialog.isVisible()
    assert len(session.journal()) == entries


def test_a_notice_is_changed_to_one_other_addressee(context: RoomContext, qtbot: QtBot) -> None:
    notice = next(each for each in context.session.matter.events if each.to == "H6")
    dialog = EventDialog(context, event=notice)
    shown(dialog, qtbot)
    assert dialog.addressee.offered() == ("", "H2", "H5", "H6")
    dialog.addressee.choose("")
    dialog.act.click()
    assert next(each for each in context.session.matter.events if each.id == notice.id).to is None


# -- what is contradicted ----------------------------------------------------------------------------------------------


def test_a_contradiction_is_told_before_it_is_recorded_and_can_be_recorded(context: RoomContext, qtbot: QtBot) -> None:
    context.signals.execute(RecordEvent(Event(0, "R1", EventType.FILED, dt.date(2003, 7, 15))))
    dialog = EventDialog(context, notices=False, registration="R1")
    shown(dialog, qtbot)
    assert dialog.kind.key() == "effective"
    QTest.keyClicks(dialog.date.edit, "2003-07-14")
    QTest.keyClick(dialog.date.edit, Key.Key_Return)
    assert dialog.told() == (
        "Recorded as effective on Jul 14, 2003, before it was filed on Jul 15, 2003: a registration statement becomes "
        "effective after it was filed."
    )
    assert dialog.act.text() == "Record all the same"
    assert dialog.isVisible()
    entries = len(context.session.journal())
    dialog.act.click()
    assert len(context.session.journal()) == entries + 1
    assert context.session.matter.events[-1].type is EventType.EFFECTIVE


def test_the_contradiction_goes_when_the_day_is_mended(context: RoomContext, qtbot: QtBot) -> None:
    context.signals.execute(RecordEvent(Event(0, "R1", EventType.FILED, dt.date(2003, 7, 15))))
    dialog = EventDialog(context, notices=False, registration="R1")
    shown(dialog, qtbot)
    dialog.date.edit.setText("2003-07-14")
    dialog.act.click()
    assert dialog.told()
    dialog.date.edit.setText("2003-07-16")
    dialog.date.edit.editingFinished.emit()
    assert dialog.told() == ""
    assert dialog.act.text() == "Record"


def test_a_request_above_the_holding_is_told(context: RoomContext, qtbot: QtBot) -> None:
    dialog = RequestDialog(context, "R2")
    shown(dialog, qtbot)
    dialog.holder.choose("H6")
    dialog.received.set_date(dt.date(2003, 6, 23))
    QTest.keyClicks(dialog.quantity, "9,000,000")
    dialog.act.click()
    assert dialog.told() == (
        "Hawthorn, J. (IRA) asks for 9,000,000 shares and held 720,000 on Jun 23, 2003, when its request came: it "
        "counts for 720,000."
    )
    dialog.act.click()
    assert context.session.matter.requests[-1].quantity == 9_000_000


# -- nothing that nobody chose -----------------------------------------------------------------------------------------


def test_a_request_is_nobodys_until_somebody_is_chosen(context: RoomContext, qtbot: QtBot) -> None:
    dialog = RequestDialog(context, "R2")
    shown(dialog, qtbot)
    dialog.received.set_date(dt.date(2003, 6, 23))
    QTest.keyClick(dialog.received.edit, Key.Key_Return)
    assert dialog.refusal() == "Say whose request it is."
    assert "H7" not in dialog.holder.offered()


def test_an_empty_registration_is_not_added(context: RoomContext, qtbot: QtBot) -> None:
    dialog = RegistrationDialog(context)
    shown(dialog, qtbot)
    QTest.keyClick(dialog.title, Key.Key_Return)
    assert dialog.refusal().startswith("Give the registration a title")
    assert len(context.session.matter.registrations) == 2


def test_a_delay_lasts_as_long_as_is_typed(context: RoomContext, qtbot: QtBot) -> None:
    dialog = EventDialog(context, notices=False, registration="R1")
    shown(dialog, qtbot)
    dialog.kind.choose("delay_elected")
    dialog.kind.picked.emit("delay_elected")
    assert dialog.days.text() == "120 days"
    dialog.date.set_date(dt.date(2003, 6, 23))
    dialog.because.choose("other_activity")
    for typed, refused in (("a while", True), ("0", True), ("90", False)):
        dialog.days.setText(typed)
        dialog.act.click()
        assert bool(dialog.refusal()) is refused
    assert context.session.matter.events[-1].days == 90
