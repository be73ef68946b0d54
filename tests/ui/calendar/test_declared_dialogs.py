"""What a form declares is asked for by the dialogs, in the form's own words; of bestnet-2003 nothing more is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.registrations import DelayBecause, EventType, Method, RegistrationKind
from rra_desktop.domain.statements import Gravity
from rra_desktop.editing.commands import Command
from rra_desktop.errors import UserError
from rra_desktop.session import create_session
from rra_desktop.store.forms import form_in_file
from tests.forms.declaring import declaring, declaring_text
from tests.matters import demand, form, worked_cutback
from tests.ui.conftest import AS_OF
from ui.calendar.calendar_room import CalendarRoom
from ui.calendar.event_dialog import EventDialog
from ui.calendar.registration_choice import OF_THE_MATTER
from ui.calendar.registration_dialog import RegistrationDialog
from ui.dialogs.new_matter import NewMatterDialog
from ui.holdings.add_investor import AddInvestorDialog
from ui.holdings.affiliates_page import AffiliatesPage
from ui.session_signals import SessionSignals
from ui.theme import Theme
from ui.widgets.buttons import ChoiceBox
from ui.widgets.forms import FormDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.room import RoomContext

JULY_1 = dt.date(2003, 7, 1)


@pytest.fixture
def declared(tmp_path: Path, theme: Theme) -> Iterator[RoomContext]:
    """Return what dialogs are made from, on a matter whose form declares more than bestnet-2003."""
    worked = worked_cutback()
    matter = replace(worked, form=declaring(), registrations=(*worked.registrations, demand("R9")))
    session = create_session(tmp_path / "Declared.rra", matter, today=AS_OF)
    signals = SessionSignals(session)
    yield RoomContext(session, signals, theme)
    signals.close()
    session.close()


def shown(dialog: FormDialog, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    dialog.open()
    # What it says after it has closed is looked at too, so it stays until the test is over.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)


def pick(box: ChoiceBox, key: str) -> None:
    """Choose as counsel does."""
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def recorded(dialog: FormDialog) -> None:
    dialog.act.click()
    assert dialog.refusal() == ""


# -- events ------------------------------------------------------------------------------------------------------------


def test_a_declared_notice_is_recorded_with_the_hour_where_that_decides(declared: RoomContext, qtbot: QtBot) -> None:
    dialog = EventDialog(declared, registration="R9")
    shown(dialog, qtbot)
    assert dialog.kind.offered()[-1] == "standstill_notice"
    pick(dialog.kind, "standstill_notice")
    pick(dialog.method, "fax")
    assert not dialog.hour.isVisible()
    pick(dialog.method, "email")
    assert dialog.hour.isVisible()
    dialog.sent.set_date(JULY_1)
    QTest.keyClicks(dialog.hour, "half past five")
    dialog.act.click()
    assert "is no hour of the day; write it as 5:30 p.m. or 17:30." in dialog.refusal()
    dialog.hour.clear()
    QTest.keyClicks(dialog.hour, "5:30 pm")
    recorded(dialog)
    event = declared.session.matter.events[-1]
    assert (event.type, event.registration, event.method) == ("standstill_notice", "R9", Method.EMAIL)
    assert (event.sent, event.hour) == (JULY_1, dt.time(17, 30))
    assert declared.session.undo_label == "Record Standstill notice"


def test_what_happens_in_the_matter_itself_is_asked_by_its_own_question(declared: RoomContext, qtbot: QtBot) -> None:
    dialog = EventDialog(declared, notices=False)
    shown(dialog, qtbot)
    pick(dialog.registration, OF_THE_MATTER)
    assert dialog.kind.offered() == ("closing",)
    asked = [label.text() for label in dialog.findChildren(PlainLabel) if label.buddy() is dialog.date]
    assert asked == ["On which day was the purchase closed?"]
    dialog.date.set_date(JULY_1)
    recorded(dialog)
    event = declared.session.matter.events[-1]
    assert (event.type, event.registration, event.date) == ("closing", "", JULY_1)
    assert [each for each in declared.session.analysis.findings if each.gravity is Gravity.ERROR] == []


def test_a_declared_event_is_asked_its_own_fields_and_comes_back_as_it_was(declared: RoomContext, qtbot: QtBot) -> None:
    holder = declared.session.matter.holders[-1].id
    dialog = EventDialog(declared, notices=False, registration="R9")
    shown(dialog, qtbot)
    pick(dialog.kind, "filed")
    assert not any(field.isVisible() for field in (dialog.concerns, dialog.days, dialog.by, dialog.form, dialog.resale))
    pick(dialog.kind, "standstill")
    assert dialog.days.text() == ""
    dialog.date.set_date(JULY_1)
    pick(dialog.concerns, holder)
    QTest.keyClicks(dialog.days, "30")
    pick(dialog.because, "other_activity")
    pick(dialog.resale, "yes")
    recorded(dialog)
    event = declared.session.matter.events[-1]
    assert (event.to, event.days, event.because, event.by) == (holder, 30, DelayBecause.OTHER_ACTIVITY, None)
    again = EventDialog(declared, event=event)
    shown(again, qtbot)
    recorded(again)
    assert declared.session.matter.events[-1] == event


def test_without_a_registration_only_what_the_matter_itself_has_is_recorded(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    empty = replace(worked_cutback(), form=declaring(), registrations=(), events=(), requests=(), offerings=())
    session = create_session(tmp_path / "New.rra", replace(empty, offering_requests=()), today=AS_OF)
    signals = SessionSignals(session)
    room = CalendarRoom(RoomContext(session, signals, theme))
    qtbot.addWidget(room)
    room.record_event()
    dialog = room.findChild(EventDialog)
    assert isinstance(dialog, EventDialog)
    assert (dialog.registration.offered(), dialog.kind.offered()) == ((OF_THE_MATTER,), ("closing",))
    dialog.close()
    room.record_notice()
    assert isinstance(room.findChild(RegistrationDialog), RegistrationDialog)
    room.close()
    signals.close()
    session.close()


# -- registrations and holders -----------------------------------------------------------------------------------------


def test_a_registration_is_asked_its_right_and_the_questions_of_the_form(declared: RoomContext, qtbot: QtBot) -> None:
    dialog = RegistrationDialog(declared)
    shown(dialog, qtbot)
    assert dialog.kind.offered() == ("demand", "piggyback", "mandatory")
    assert dialog.right.offered() == ("demand", "short")
    assert dialog.facts["letter"].offered() == ("", "nothing", "adverse", "helpful")
    QTest.keyClicks(dialog.title, "Short demand")
    pick(dialog.right, "short")
    pick(dialog.facts["reviewed"], "no")
    recorded(dialog)
    added = declared.session.matter.registrations[-1]
    assert (added.kind, added.right, added.facts) == (RegistrationKind.DEMAND, "short", (("reviewed", "no"),))
    again = RegistrationDialog(declared, added)
    shown(again, qtbot)
    recorded(again)
    assert declared.session.matter.registrations[-1] == added


def test_a_holder_is_put_in_a_class_where_its_role_has_several(declared: RoomContext, qtbot: QtBot) -> None:
    def execute(command: Command) -> str:
        declared.session.execute(command)
        return ""

    page = AffiliatesPage(declared, execute)
    qtbot.addWidget(page)
    page.show_holder(declared.session.matter.holders[0])
    page.show()
    assert not page.holder_class.isVisible()  # the only class of Investors
    dialog = AddInvestorDialog(declared)
    shown(dialog, qtbot)
    assert not dialog.holder_class.isVisible()
    QTest.keyClicks(dialog.name, "Founders Trust")
    pick(dialog.role, "other_holder")
    assert dialog.holder_class.offered() == ("other_holders", "founders")
    pick(dialog.holder_class, "founders")
    recorded(dialog)
    added = declared.session.matter.holders[-1]
    assert added.holder_class == "founders"
    page.show_holder(added)
    assert page.holder_class.isVisible()
    pick(page.holder_class, "other_holders")
    assert declared.session.matter.holders[-1].holder_class == "other_holders"
    pick(page.role, "investor")
    assert declared.session.matter.holders[-1].holder_class == ""


def test_with_bestnet_2003_nothing_more_is_asked(context: RoomContext, qtbot: QtBot) -> None:
    registration, notice = RegistrationDialog(context), EventDialog(context)
    event, holder = EventDialog(context, notices=False), AddInvestorDialog(context)
    for dialog in (registration, notice, event, holder):
        shown(dialog, qtbot)
    assert [registration.kind.itemText(place) for place in range(registration.kind.count())] == [
        "Demand by Investors (§1)",
        "Company registration with piggy-back rights (§3)",
    ]
    assert (registration.right.isVisible(), registration.facts) == (False, {})
    assert OF_THE_MATTER not in (*notice.registration.offered(), *event.registration.offered())
    for method in Method:
        pick(notice.method, method)
        assert not notice.hour.isVisible()
    assert [notice.method.itemText(place) for place in range(6, 8)] == [
        "e-mail (not under §8(a))",
        "courier (not under §8(a))",
    ]
    for kind in event.kind.offered():
        pick(event.kind, kind)
        assert not event.concerns.isVisible()
        assert event.days.isVisible() is (kind == EventType.DELAY_ELECTED)
    for role in ("investor", "other_holder"):
        pick(holder.role, role)
        assert not holder.holder_class.isVisible()


# -- the form of a new matter ------------------------------------------------------------------------------------------


def test_a_new_matter_takes_a_shipped_form_or_one_in_a_file(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "declaring.toml"

    def ask(_parent: QWidget) -> AgreementForm | None:
        return form_in_file(path)

    dialog = NewMatterDialog(theme, [form()], ask)
    shown(dialog, qtbot)
    assert dialog.form() == form()
    file = dialog.agreement.offered()[-1]
    pick(dialog.agreement, file)
    assert "declaring.toml" in dialog.refusal()
    assert dialog.form() == form()
    path.write_text(declaring_text().replace("BestNet Communications Corp.", "Harbor Corp."), encoding="utf-8")
    pick(dialog.agreement, file)
    assert (dialog.refusal(), dialog.form().id, dialog.company.text()) == ("", "declaring", "Harbor Corp.")
    pick(dialog.agreement, dialog.agreement.offered()[0])
    assert (dialog.form(), dialog.company.text()) == (form(), "BestNet Communications Corp.")
    with pytest.raises(UserError, match="is no ordinary file"):
        form_in_file(tmp_path)
