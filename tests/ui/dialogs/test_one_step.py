"""Dialogs record all that was changed in them as one step, and nothing that was typed is dropped on the way."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rra_desktop.domain.agreement import Reading
from ui.dialogs.choose_reading import ChooseReadingDialog
from ui.dialogs.properties import PropertiesDialog
from ui.widgets.room import RoomContext


def test_properties_are_changed_in_one_step(context: RoomContext, qtbot: QtBot) -> None:
    entries = len(context.session.journal())
    before = context.session.matter.details
    dialog = PropertiesDialog(context)
    qtbot.addWidget(dialog)
    dialog.title.setText("Oak")
    dialog.header.setText("Draft")
    dialog.accept()
    assert (context.session.matter.details.title, context.session.matter.details.header) == ("Oak", "Draft")
    assert len(context.session.journal()) == entries + 1
    context.signals.undo()
    assert context.session.matter.details == before


def test_properties_that_are_refused_change_nothing(context: RoomContext, qtbot: QtBot) -> None:
    before = context.session.matter.details
    dialog = PropertiesDialog(context)
    qtbot.addWidget(dialog)
    dialog.title.setText("")
    dialog.header.setText("Draft")
    dialog.accept()
    assert dialog.refusal() != ""
    assert context.session.matter.details == before


def other_choice(context: RoomContext, reading: Reading) -> str:
    in_force = context.session.matter.choice(reading.id)
    return next(each.id for each in reading.choices if each.id != in_force)


def test_an_answer_is_kept_while_another_question_is_looked_at(context: RoomContext, qtbot: QtBot) -> None:
    entries = len(context.session.journal())
    first, second = context.session.matter.form.readings[:2]
    dialog = ChooseReadingDialog(context, first.id)
    qtbot.addWidget(dialog)
    for reading, reason in ((first, "The last sentence is the particular one."), (second, "So the parties did.")):
        dialog.question.choose(reading.id)
        dialog.question.picked.emit(reading.id)
        dialog.choices[other_choice(context, reading)].setChecked(True)
        QTest.keyClicks(dialog.reason, reason)
    dialog.question.choose(first.id)
    dialog.question.picked.emit(first.id)
    wanted = {each.id: other_choice(context, each) for each in (first, second)}
    assert dialog.reason.toPlainText() == "The last sentence is the particular one."
    assert dialog.choices[wanted[first.id]].isChecked()
    dialog.accept()
    assert dialog.refusal() == ""
    assert {each: context.session.matter.choice(each) for each in wanted} == wanted
    assert len(context.session.journal()) == entries + 1


def test_an_answer_without_a_reason_leads_back_to_its_question(context: RoomContext, qtbot: QtBot) -> None:
    first, second = context.session.matter.form.readings[:2]
    dialog = ChooseReadingDialog(context, first.id)
    qtbot.addWidget(dialog)
    wanted = next(each.id for each in first.choices if each.id != first.default)
    dialog.choices[wanted].setChecked(True)
    dialog.question.choose(second.id)
    dialog.question.picked.emit(second.id)
    dialog.accept()
    assert "why" in dialog.refusal()
    assert dialog.question.key() == first.id
    assert dialog.choices[wanted].isChecked()
