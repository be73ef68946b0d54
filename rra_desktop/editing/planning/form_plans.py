"""The plan of another form for a matter: refused while records name what that form lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rra_desktop import wording
from rra_desktop.calculation.consistency import problems
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.edits import RowChange
from rra_desktop.domain.event_fields import fields_asked, fields_filled
from rra_desktop.domain.matter import Matter
from rra_desktop.editing.commands import ChangeForm
from rra_desktop.editing.planning.changes import Changes, changes_of
from rra_desktop.errors import RefusedEditError

_MOST_TOLD: Final = 8


@changes_of.register
def _(command: ChangeForm, matter: Matter) -> Changes:
    form = command.form
    if form.faults:
        raise RefusedEditError(f"That form cannot be read: {form.faults[0]} Mend it first.")
    lost = tuple(dict.fromkeys(what_would_be_lost(matter, form)))
    if lost:
        more = len(lost) - _MOST_TOLD
        told = " ".join((*lost[:_MOST_TOLD], *([f"And {more:,} more."] if more > 0 else [])))
        raise RefusedEditError(
            "The form of the agreement stays as it is: records of this matter name what the other form does not have. "
            f"{told} Take those records out or put them right, then change the form."
        )
    return (RowChange(matter.form, form),)


def what_would_be_lost(matter: Matter, form: AgreementForm) -> Iterator[str]:
    """Yield each thing that a record of a matter names and a form does not have, as a sentence."""
    known = {(each.home, each.key, each.statement) for each in problems(matter)}
    for problem in problems(replace(matter, form=form)):
        if (problem.home, problem.key, problem.statement) not in known:
            yield wording.words_of(problem.statement)
    for event in matter.events:
        asked = fields_asked(form, event.type)
        if form.has_event(event.type) and any(field not in asked for field in fields_filled(event)):
            yield f"{_capital(wording.event_name(event.type, matter.form))} says more than that form asks of it."
    for waiver in matter.waivers:
        if matter.form.has_deadline(waiver.deadline) and not form.has_deadline(waiver.deadline):
            day = wording.date_only(waiver.date)
            what = _deadline(matter, waiver.deadline)
            yield f"The waiver of {day} waives a deadline that form does not have: {what}."


def _deadline(matter: Matter, deadline: str) -> str:
    return next(wording.form_entry_name(each) for each in matter.form.deadlines if each.id == deadline)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
