"""The Agreement room by keyboard and mouse: sections, terms corrected and amended, readings tried and kept, points."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rra_desktop.domain.agreement import PointState, TermChange
from rra_desktop.domain.figures import FigureKey
from rra_desktop.editing.commands import ChangeTerm, SettlePoint
from rra_desktop.session import MatterSession, open_session
from tests.ui.shown import bring_up_room
from ui.agreement.agreement_room import AgreementRoom
from ui.agreement.change_term_dialog import ChangeTermDialog
from ui.agreement.readings_card import SAY_WHY, ReadingBlock
from ui.agreement.settle_point_dialog import SettlePointDialog
from ui.session_signals import SessionSignals
from ui.theme import Theme
from ui.widgets.room import RoomContext, SeveralFigures

AS_OF = dt.date(2003, 6, 24)


@pytest.fixture
def room(context: RoomContext, qtbot: QtBot) -> Iterator[AgreementRoom]:
    """Show the room by itself, at the section on demands."""
    made = AgreementRoom(context)
    bring_up_room(made, context.signals, qtbot, 900, 800)
    made.show_section("1(a)")
    made.first_focus()
    yield made
    made.close_room()


def press(*keys: Qt.Key, within: QWidget | None = None) -> None:
    """Press keys on whatever has the keyboard, or has it within a dialog."""
    for key in keys:
        focus = QApplication.focusWidget() if within is None else within.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def click(widget: QWidget) -> None:
    """Click the left end of a widget, where its button or box is."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(12, widget.height() // 2))


def block(room: AgreementRoom, reading: str, qtbot: QtBot) -> ReadingBlock:
    """Return a reading once what its choices give is worked out."""
    found = room.readings.blocks[reading]
    qtbot.waitUntil(lambda: room.readings.results.of(reading) is not None)
    return found


# -- sections ----------------------------------------------------------------------------------------------------------


def test_the_sections_stand_in_the_order_of_the_agreement(room: AgreementRoom) -> None:
    listed = room.list.listed()
    places = [listed.index(each) for each in ("Recital 1", "Recital 2", "1(a)", "1(d)", "2(b)", "3(c)", "8(g)")]
    assert places == sorted(places)
    assert listed[-1] == ""
    assert room.list.text_of("") == "Not in the agreement, 8 drafting points open"


def test_arrow_keys_turn_to_another_section(room: AgreementRoom) -> None:
    press(Qt.Key.Key_Down)
    assert room.section == "1(b)"
    assert not any(card.isVisible() for card in (room.terms, room.readings, room.points))
    press(Qt.Key.Key_Down)
    assert room.section == "1(c)"
    assert list(room.terms.lines) == ["demands", "cooling_off_days"]
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert room.section == "1(a)"


def test_the_filters_and_the_search_list_fewer_sections(room: AgreementRoom, session: MatterSession) -> None:
    whole = room.list.listed()
    room.search.setFocus()
    QTest.keyClicks(room.search, "authorized")
    assert room.list.listed() == ("1(a)", "1(c)")
    press(Qt.Key.Key_Escape)
    assert room.list.listed() == whole
    buttons = {each.text(): each for each in room.filters.findChildren(type(room.amend))}
    click(buttons["Changed"])
    assert room.list.listed() == ()
    session.execute(SettlePoint("sellers_counsel", PointState.SETTLED, "Agreed."))
    assert room.list.listed() == ("4",)
    click(buttons["With open points"])
    assert "Recital 1" not in room.list.listed()
    assert "4" in room.list.listed()


def test_a_section_without_anything_says_so(room: AgreementRoom) -> None:
    room.show_section("99(z)")
    assert room.section == "99(z)"
    assert "99(z)" in room.list.listed()
    assert not room.terms.isVisible()
    assert not room.points.isVisible()


def test_a_citation_of_two_sections_leads_to_the_first(room: AgreementRoom) -> None:
    room.show_section("7, 8(g)")
    assert room.section == "7"
    assert "joinder" in room.readings.blocks


def test_why_has_the_dates_that_rest_on_the_section(room: AgreementRoom, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.figure_selected) as said:
        room.show_section("1(d)")
    several = said.args[0]
    key = several.chosen if isinstance(several, SeveralFigures) else several
    assert isinstance(key, FigureKey)
    assert key.part == "delay_test"


# -- terms -------------------------------------------------------------------------------------------------------------


def the_dialog(room: AgreementRoom) -> ChangeTermDialog:
    """Return the dialog that is open."""
    return next(each for each in room.findChildren(ChangeTermDialog) if each.isVisible())


def test_a_correction_holds_on_every_day(room: AgreementRoom, session: MatterSession) -> None:
    line = room.terms.lines["request_days"]
    assert line.value.accessibleName() == "Days for the other Investors to ask to be included: 20 days, as signed"
    line.value.setFocus()
    press(Qt.Key.Key_Space)
    dialog = the_dialog(room)
    assert dialog.focusWidget() is dialog.value
    dialog.value.selectAll()
    QTest.keyClicks(dialog.value, "25 days")
    press(Qt.Key.Key_Return, within=dialog)
    assert session.matter.term("request_days", dt.date(2003, 1, 1)) == 25
    assert line.value.accessibleName().endswith("25 days, corrected")
    session.undo()
    assert line.value.accessibleName().endswith("20 days, as signed")


def test_a_correction_that_says_nothing_new_is_refused(room: AgreementRoom, session: MatterSession) -> None:
    room.terms.lines["request_days"].value.click()
    dialog = the_dialog(room)
    dialog.act.click()
    assert dialog.refusal() == "The term stands so already; enter another value, or close with Cancel."
    dialog.value.selectAll()
    QTest.keyClicks(dialog.value, "soon")
    dialog.act.click()
    assert dialog.refusal() == "“soon” is not a number of days; write it as 20 or 20 days."
    dialog.reject()
    assert not session.matter.term_changes


def test_an_amendment_counts_once_all_have_signed(room: AgreementRoom, session: MatterSession, qtbot: QtBot) -> None:
    room.terms.lines["filing_latest_days"].value.click()
    dialog = the_dialog(room)
    dialog.value.selectAll()
    QTest.keyClicks(dialog.value, "60")
    click(dialog.amendment)
    dialog.act.click()
    assert dialog.refusal() == "Enter the day from which the amendment holds."
    QTest.keyClicks(dialog.day.edit, "Jun 1, 2003")
    dialog.signed_on.edit.setFocus()
    QTest.keyClicks(dialog.signed_on.edit, "May 30, 2003")
    dialog.signatures.setFocus()
    press(Qt.Key.Key_Space, Qt.Key.Key_Down, within=dialog)
    assert dialog.signatures.rows()[:2] == ("The Company · signed May 30, 2003", "Alder Growth Fund I, L.P.")
    assert dialog.missing.text().startswith("Not signed by Alder Growth Fund I, L.P., ")
    qtbot.waitUntil(lambda: dialog.moves.text() == "This would move no date and no number now.")
    dialog.act.click()
    line = room.terms.lines["filing_latest_days"]
    assert line.value.accessibleName().endswith("45 days, as signed")
    (change,) = session.matter.term_changes
    assert change.effective_from == dt.date(2003, 6, 1)
    assert [each.party for each in change.signed_by] == ["company"]
    QTest.keyClick(line.change_buttons[change.id], Qt.Key.Key_Space)
    mending = the_dialog(room)
    assert mending.amendment.isChecked()
    mending.signatures.tick_all()
    assert mending.missing.text() == "Signed by all."
    qtbot.waitUntil(lambda: "Last day to file" in mending.moves.text())
    assert "15 days later" in mending.moves.text()
    mending.act.click()
    assert room.terms.lines["filing_latest_days"].value.accessibleName().endswith("60 days, amended")
    assert session.matter.term("filing_latest_days", dt.date(2003, 5, 1)) == 45


def test_a_change_is_removed_and_comes_back_with_undo(room: AgreementRoom, session: MatterSession) -> None:
    session.execute(ChangeTerm(TermChange(0, "request_days", 30)))
    (number,) = room.terms.lines["request_days"].change_buttons
    button = room.terms.lines["request_days"].change_buttons[number]
    QTest.keyClick(button, Qt.Key.Key_Space)
    the_dialog(room).remove()
    assert not session.matter.term_changes
    session.undo()
    assert session.matter.term("request_days") == 30


def test_a_term_of_every_kind_can_be_corrected(room: AgreementRoom, session: MatterSession) -> None:
    for term, typed, value in (
        ("majority_fraction", "60%", Fraction(3, 5)),
        ("units_offered", "5m", 5_000_000),
        ("warrant_years", "4 years", 4),
    ):
        room.show_section(session.matter.form.term(term).section)
        room.terms.lines[term].value.click()
        dialog = the_dialog(room)
        dialog.value.selectAll()
        QTest.keyClicks(dialog.value, typed)
        dialog.act.click()
        assert session.matter.term(term) == value
    room.change_term()
    dialog = the_dialog(room)
    dialog.term.choose("fraction_rule")
    dialog.term.picked.emit("fraction_rule")
    dialog.choice.choose("ceil")
    dialog.act.click()
    assert session.matter.term("fraction_rule") == "ceil"


# -- readings ----------------------------------------------------------------------------------------------------------


def test_each_choice_shows_what_it_gives_in_this_matter(room: AgreementRoom, qtbot: QtBot) -> None:
    majority = block(room, "majority_of", qtbot)
    assert [label.text() for label in majority.gives.values()] == ["900,001", "930,001", "2,250,001"]
    floor = block(room, "filing_floor_receipt", qtbot)
    assert [label.text() for label in floor.gives.values()] == ["Thu, Jul 10, 2003", "Sun, Jul 6, 2003"]
    assert floor.choices["last"].accessibleDescription().startswith("in force, gives Thu, Jul 10, 2003, ")


def test_another_answer_is_tried_first_and_kept_with_its_reason(
    room: AgreementRoom, session: MatterSession, qtbot: QtBot
) -> None:
    floor = block(room, "filing_floor_receipt", qtbot)
    floor.choices["last"].setFocus()
    press(Qt.Key.Key_Down)
    assert floor.tried
    assert "First day to file" in floor.moves.text()
    assert "Thu, Jul 10, 2003 → Sun, Jul 6, 2003, 4 days earlier" in floor.moves.text()
    assert session.matter.choice("filing_floor_receipt") == "last"
    press(Qt.Key.Key_Return)
    assert floor.refusal() == SAY_WHY
    assert QApplication.focusWidget() is floor.reason
    QTest.keyClicks(floor.reason, "The sentence speaks of one")
    press(Qt.Key.Key_Return)
    assert session.matter.choice("filing_floor_receipt") == "first"
    (chosen,) = session.matter.readings
    assert chosen.reason == "The sentence speaks of one"
    assert floor.keep.isHidden()
    assert floor.reason.text() == "The sentence speaks of one"
    session.undo()
    assert floor.picked == "last"
    assert floor.reason.text() == ""


def test_escape_and_another_section_give_up_what_is_tried(
    room: AgreementRoom, session: MatterSession, qtbot: QtBot
) -> None:
    floor = block(room, "filing_floor_receipt", qtbot)
    click(floor.choices["first"])
    assert floor.keep.isVisible()
    press(Qt.Key.Key_Escape)
    assert floor.picked == "last"
    assert not floor.keep.isVisible()
    click(floor.choices["first"])
    floor.back.setFocus()
    press(Qt.Key.Key_Return)
    assert floor.picked == "last"
    click(floor.choices["first"])
    room.leave()
    assert floor.picked == "last"
    assert not session.matter.readings


def test_a_reason_typed_for_an_answer_not_kept_is_not_lost(room: AgreementRoom, qtbot: QtBot) -> None:
    floor = block(room, "filing_floor_receipt", qtbot)
    click(floor.choices["first"])
    floor.reason.setFocus()
    QTest.keyClicks(floor.reason, "Because")
    press(Qt.Key.Key_Tab)
    assert floor.hand_over() == (
        "This reading is not kept. Press “Keep this reading” to record it, or Esc to give it up."
    )
    click(floor.back)
    assert floor.hand_over() == ""


def test_the_reason_alone_is_recorded_where_it_is_typed(room: AgreementRoom, session: MatterSession) -> None:
    floor = room.readings.blocks["filing_floor_receipt"]
    floor.reason.setFocus()
    QTest.keyClicks(floor.reason, "Every Investor needs its 30 days")
    press(Qt.Key.Key_Return)
    (chosen,) = session.matter.readings
    assert (chosen.choice, chosen.reason) == ("last", "Every Investor needs its 30 days")


def test_a_matter_open_for_reading_is_read(matter_path: Path, theme: Theme, qtbot: QtBot) -> None:
    session = open_session(matter_path, today=AS_OF, read_only=True)
    signals = SessionSignals(session)
    room = AgreementRoom(RoomContext(session, signals, theme))
    bring_up_room(room, signals, qtbot)
    room.show_section("1(a)")
    assert not room.amend.isEnabled()
    assert not room.terms.lines["request_days"].value.isEnabled()
    floor = room.readings.blocks["filing_floor_receipt"]
    assert not floor.choices["first"].isEnabled()
    assert not floor.reason.isEnabled()
    room.close_room()
    signals.close()
    session.close()


# -- drafting points ---------------------------------------------------------------------------------------------------


def test_a_point_is_settled_with_a_note_and_opened_again(room: AgreementRoom, session: MatterSession) -> None:
    room.show_section("4")
    line = room.points.lines["sellers_counsel"]
    assert line.state() == "open"
    line.settle.setFocus()
    press(Qt.Key.Key_Space)
    dialog = room.findChild(SettlePointDialog)
    assert isinstance(dialog, SettlePointDialog)
    dialog.act.click()
    assert dialog.refusal() == "Say how it was settled; the note is printed with the point."
    QTest.keyClicks(dialog.note, "One counsel, at the Company's cost")
    dialog.act.click()
    assert line.state() == "settled"
    assert line.note() == "Noted: One counsel, at the Company's cost"
    (settled,) = session.matter.points
    assert settled.state is PointState.SETTLED
    QTest.qWait(0)
    line.settle.click()
    again = next(each for each in room.findChildren(SettlePointDialog) if each.isVisible())
    again.act.click()
    assert line.state() == "open"
    session.undo()
    session.undo()
    assert not session.matter.points
    assert line.note() == "To do: Budget for it, or agree on one counsel at the Company's cost."


@pytest.mark.parametrize("width", [560, 950, 1400])
def test_list_and_cards_stand_beside_each_other_whole_at_200_per_cent(
    context: RoomContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr(context.theme, "_system_pixels", 26)
    room = AgreementRoom(context)
    bring_up_room(room, context.signals, qtbot, max(width, room.minimumSizeHint().width()), 800)
    left = room.list.mapTo(room, room.list.rect().topRight()).x()
    assert left < room.cards.mapTo(room, QPoint()).x()
    assert room.cards.mapTo(room, room.cards.rect().topRight()).x() < room.width()
    assert room.amend.geometry().right() < room.width()
    room.close_room()
