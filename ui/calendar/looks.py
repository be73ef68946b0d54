"""What a deadline says as a chip: the word for its state before its name."""

from __future__ import annotations

from rra_desktop import wording
from rra_desktop.domain.deadlines import Deadline, DeadlineStatus
from rra_desktop.domain.statements import GRAVE
from ui.calendar.chip_words import Ways, deadline_ways, gravity_ways, written

_WORDS = {
    DeadlineStatus.MET: "Met",
    DeadlineStatus.LATE: "Late",
    DeadlineStatus.LAPSED: "Lapsed",
    DeadlineStatus.MOOT: "Moot",
    DeadlineStatus.WAIVED: "Waived",
    DeadlineStatus.OVERDUE: "Overdue",
    DeadlineStatus.DUE_TODAY: "Today",
}


def chip_texts(deadline: Deadline) -> Ways:
    """Return what a chip says of a deadline: its name, after words for its state and for what is said of it."""
    name = deadline_ways(deadline)
    if deadline.status is DeadlineStatus.MET and deadline.gravity is None:
        return written("✓ {}".format, name)
    words = _state(deadline)
    if deadline.pressing and (brief := wording.in_brief(deadline)):
        return written("{}: {}".format, words, (brief,))
    if lapsed := wording.lapsed_because(deadline):
        return written("{}, {}".format, words, (lapsed,))
    return written(lambda named, state: f"{state}: {named}" if state else named, name, words)


def _state(deadline: Deadline) -> Ways:
    """Return the words before the name: a conflict first where it presses, else the status and then the gravity."""
    gravity = ("",) if deadline.gravity is None else gravity_ways(deadline.gravity)
    if deadline.pressing and deadline.gravity in GRAVE:
        overdue = ", overdue" if deadline.status is DeadlineStatus.OVERDUE else ""
        return written(lambda grave: f"{grave}{overdue}", gravity)
    status: Ways = ("Incomplete" if wording.is_incomplete(deadline) else _WORDS.get(deadline.status, ""),)
    if status == ("",) and (deadline.projected or deadline.assumed):
        status = ("Projected", "Proj.") if deadline.projected else ("Assumed",)
    return written(_status_and_gravity, gravity, status)


def _status_and_gravity(gravity: str, status: str) -> str:
    return f"{status}, {gravity.lower()}" if status and gravity else status or gravity
