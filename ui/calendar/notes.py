"""The short remark at the end of a deadline's line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rra_desktop import wording
from rra_desktop.domain.deadlines import Act, Deadline, RequestState
from ui.calendar.entries import DeadlineGroup

if TYPE_CHECKING:
    from rra_desktop.calculation.analysis import Analysis

_IN = (RequestState.TIMELY, RequestState.LATE, RequestState.INCOMPLETE, RequestState.CONTRADICTED)
_NOT_AS_IT_SHOULD = (RequestState.INCOMPLETE, RequestState.LATE, RequestState.CONTRADICTED)


def note_of(analysis: Analysis, group: DeadlineGroup) -> str:
    """Return what is to be said: the gravest mark, what it waits for, when it was met, or what is particular to it."""
    first = group.first
    if first.gravity is not None:
        gravest = next(mark for mark in first.marks if mark.gravity is first.gravity)
        asked = f"{_answers_in(analysis, first)}. " if first.act is Act.ANSWER and first.holder is None else ""
        return f"{asked}{wording.marked(gravest)}"
    if first.waits_for:
        return f"waits for {wording.words_of(first.waits_for)}"
    days = sorted({each.met_on for each in group.deadlines if each.met_on is not None})
    if days:
        through = f" to {wording.date_only(days[-1])}" if len(days) > 1 else ""
        return f"on {wording.date_only(days[0])}{through}"
    return _particular(analysis, first)


def _particular(analysis: Analysis, deadline: Deadline) -> str:
    if deadline.act is Act.ANSWER:
        return _answers_in(analysis, deadline)
    if deadline.edgar_day is not None:
        return f"EDGAR: {wording.day_short(deadline.edgar_day)}"
    if deadline.window is not None and deadline.id == deadline.window.last_id:
        return _window(deadline)
    return "assumed" if deadline.assumed else ""


def _answers_in(analysis: Analysis, deadline: Deadline) -> str:
    """Return how many of those who were asked have answered, and how many of the answers are not as they should be."""
    if deadline.registration is None:
        return ""
    answers = analysis.answers(deadline.registration)
    states: Counter[RequestState] = Counter(each.state for each in answers if each.state is not RequestState.INITIATED)
    came = f"{sum([states[state] for state in _IN])} of {states.total()} in"
    wrong = [f"{states[state]} {wording.answer_name(state)}" for state in _NOT_AS_IT_SHOULD if states[state]]
    return ", ".join([came, *wrong]) if states else ""


def _window(latest: Deadline) -> str:
    """Return how many days there are to file."""
    if latest.window is None or latest.window.waived or latest.window.days < 1:
        return ""
    days = latest.window.days
    return f"window of {days} {'day' if days == 1 else 'days'}"
