"""The short remark at the end of a deadline's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rra_desktop import wording
from rra_desktop.domain.deadlines import Deadline, DeadlineId, RequestState

if TYPE_CHECKING:
    from rra_desktop.calculation.analysis import Analysis

_ANSWERED = (RequestState.TIMELY, RequestState.LATE, RequestState.INCOMPLETE)
_REQUESTS = (DeadlineId.REQUEST_DEADLINE, DeadlineId.PIGGYBACK_REQUEST_DEADLINE)


def note_of(analysis: Analysis, deadline: Deadline) -> str:
    """Return what is to be said: the conflict, what it waits for, when it was met, or what is particular to it."""
    if deadline.conflicts:
        return wording.words_of(deadline.conflicts[0])
    if deadline.waits_for:
        return f"waits for {wording.words_of(deadline.waits_for)}"
    if deadline.met_on is not None:
        return f"on {wording.date_only(deadline.met_on)}"
    return _particular(analysis, deadline)


def _particular(analysis: Analysis, deadline: Deadline) -> str:
    if deadline.id in _REQUESTS and deadline.registration is not None:
        return _answers_in(analysis, deadline.registration)
    if deadline.edgar_day is not None:
        return f"EDGAR: {wording.day_short(deadline.edgar_day)}"
    if deadline.id is DeadlineId.FILING_LATEST:
        return _window(analysis, deadline)
    return "assumed" if deadline.assumed else ""


def _answers_in(analysis: Analysis, registration: str) -> str:
    """Return how many of those who were asked have answered."""
    asked = [each for each in analysis.answers(registration) if each.state is not RequestState.INITIATED]
    came = sum(each.state in _ANSWERED for each in asked)
    return f"{came} of {len(asked)} in" if asked else ""


def _window(analysis: Analysis, latest: Deadline) -> str:
    """Return how many days there are to file."""
    for each in analysis.deadlines:
        opens = each.id is DeadlineId.FILING_EARLIEST and each.registration == latest.registration
        if opens and each.date is not None and latest.date is not None and each.date <= latest.date:
            days = (latest.date - each.date).days + 1
            return f"window of {days} {'day' if days == 1 else 'days'}"
    return ""
