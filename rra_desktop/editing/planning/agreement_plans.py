"""Plans of the commands on how the agreement is read and on the matter itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import NoneType

from rra_desktop.domain.agreement import PointSettled, ReadingChoice
from rra_desktop.domain.edits import RowChange
from rra_desktop.domain.matter import ActingFor, Matter
from rra_desktop.editing.commands import (
    AttachText,
    ChangeDetails,
    ChangeHoliday,
    ChangeTerm,
    ChooseReading,
    RemoveTermChange,
    RemoveText,
    ReplaceTermChange,
    SettlePoint,
)
from rra_desktop.editing.planning.changes import Changes, added, changes_of, found, next_number, removed
from rra_desktop.editing.planning.fields import Kinds, with_field
from rra_desktop.errors import RefusedEditError

_FIELDS: Kinds = {
    "title": (str,),
    "company": (str,),
    "agreement_date": (dt.date,),
    "acting_for": (ActingFor,),
    "header": (str,),
    "opens_as_of": (dt.date, NoneType),
    "month_first": (bool, NoneType),
}


@changes_of.register
def _(command: ChooseReading, matter: Matter) -> Changes:
    reading = next((each for each in matter.form.readings if each.id == command.reading), None)
    if reading is None:
        raise RefusedEditError("The agreement form of this matter asks no such question; choose one of its readings.")
    if all(choice.id != command.choice for choice in reading.choices):
        answers = ", ".join(f"“{choice.label}”" for choice in reading.choices)
        raise RefusedEditError(f"“{reading.question}” has no such answer; choose one of {answers}.")
    before = next((each for each in matter.readings if each.reading == command.reading), None)
    reason = command.reason.strip()
    if before is None and command.choice == reading.default and not reason:
        return ()  # It is read so already, and nothing was said about it.
    return (RowChange(before, ReadingChoice(command.reading, command.choice, reason)),)


@changes_of.register
def _(command: SettlePoint, matter: Matter) -> Changes:
    if all(point.id != command.point for point in matter.form.drafting_points):
        raise RefusedEditError("The agreement form of this matter raises no such point; choose one of its own.")
    before = next((each for each in matter.points if each.point == command.point), None)
    return (RowChange(before, PointSettled(command.point, command.state, command.note.strip())),)


@changes_of.register
def _(command: ChangeTerm, matter: Matter) -> Changes:
    if all(term.id != command.change.term for term in matter.form.terms):
        raise RefusedEditError("The agreement form of this matter has no such term; choose one of its own.")
    number = next_number(change.id for change in matter.term_changes)
    return (added(replace(command.change, id=number)),)


@changes_of.register
def _(command: ReplaceTermChange, matter: Matter) -> Changes:
    return (RowChange(found(matter.term_changes, command.change.id, "change of a term"), command.change),)


@changes_of.register
def _(command: RemoveTermChange, matter: Matter) -> Changes:
    return (removed(found(matter.term_changes, command.change_id, "change of a term"), matter.term_changes),)


@changes_of.register
def _(command: AttachText, matter: Matter) -> Changes:
    if command.text in matter.texts:
        return ()
    if not command.text.name.strip() or not command.text.text.strip():
        raise RefusedEditError("There is no text in that file; choose the file of the agreement.")
    return (*(removed(each, matter.texts) for each in matter.texts), added(command.text))


@changes_of.register
def _(_command: RemoveText, matter: Matter) -> Changes:
    if not matter.texts:
        raise RefusedEditError("No text of the agreement is attached.")
    return tuple(removed(each, matter.texts) for each in matter.texts)


@changes_of.register
def _(command: ChangeHoliday, matter: Matter) -> Changes:
    before = next((each for each in matter.holiday_changes if each.key == command.change.key), None)
    return (RowChange(before, command.change),)


@changes_of.register
def _(command: ChangeDetails, matter: Matter) -> Changes:
    return (
        RowChange(matter.details, with_field(matter.details, _FIELDS, command.field, command.value, "The matter’s")),
    )
