"""Where a deadline stands, in few words: its status, the answer of a silent party, the gravity of what is said."""

from __future__ import annotations

from rra_desktop.domain.deadlines import Deadline, DeadlineStatus, RequestState
from rra_desktop.domain.statements import GRAVE, WEIGHTY, Mark
from rra_desktop.wording import writing
from rra_desktop.wording.names import gravity_name, status_name
from rra_desktop.wording.statements import marked, words_of

_LAPSED = {
    RequestState.SILENT: "no request",
    RequestState.NOT_NOTIFIED: "no request",
    RequestState.INCOMPLETE: "request incomplete",
    RequestState.LATE: "request late",
    RequestState.CONTRADICTED: "request contradicted",
}


def standing_name(deadline: Deadline) -> str:
    """Write a deadline's status with what it means for its holder, as “lapsed, no request”, and its gravity."""
    said = [status_name(deadline.status)]
    if lapsed := lapsed_because(deadline):
        said.append(lapsed)
    if is_incomplete(deadline):
        said.append("request incomplete")
    if deadline.gravity is not None:
        said.append(gravity_name(deadline.gravity).lower())
    return ", ".join(said)


def lapsed_because(deadline: Deadline) -> str:
    """Write why a holder's right to be included has lapsed, as “no request”; empty for any other deadline."""
    if deadline.status is not DeadlineStatus.LAPSED or deadline.answer is None:
        return ""
    return _LAPSED.get(deadline.answer, "")


def is_incomplete(deadline: Deadline) -> bool:
    """Tell whether a deadline is met by a request that is good only once it is completed."""
    return deadline.status is DeadlineStatus.MET and deadline.answer is RequestState.INCOMPLETE


def in_brief(deadline: Deadline) -> str:
    """Write the gravest thing said beside a deadline in a few words, as “filed 3 days early”; empty where it has none.

    Only what stands in conflict with the agreement has words so brief.
    """
    for mark in deadline.marks:
        if mark.gravity in GRAVE and mark.kind in _BRIEF:
            facts = dict(mark.statement.facts)
            return _BRIEF[mark.kind].format(days=writing.counted(facts.get("days", 0), "day"))  # type: ignore[arg-type]
    return ""


def said_beside(mark: Mark) -> str:
    """Write a mark as it stands beside what it concerns: from a doubt on with the word of its gravity before it."""
    return marked(mark) if mark.gravity in WEIGHTY else words_of(mark)


_BRIEF = {
    "dates/filed_too_early": "filed {days} early",
    "dates/no_day_left": "no day to file",
    "dates/no_filing_day": "no day to file",
}
