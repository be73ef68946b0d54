"""How a deadline shows as a chip: its look, and the word for its state before its name."""

from __future__ import annotations

import datetime as dt

from rra_desktop import wording
from rra_desktop.domain.deadlines import Act, Deadline, DeadlineKind, DeadlineStatus, Party
from rra_desktop.domain.statements import GRAVE
from ui.calendar.chip_words import Ways, deadline_ways, gravity_ways, written
from ui.widgets.chips import ChipLook, Shape, Tone
from ui.widgets.gravity import gravity_look

SOON = dt.timedelta(days=7)
_OVER = {
    DeadlineStatus.MET: Tone.OK,
    DeadlineStatus.LATE: Tone.WARN,
    DeadlineStatus.LAPSED: Tone.QUIET,
    DeadlineStatus.MOOT: Tone.QUIET,
    DeadlineStatus.WAIVED: Tone.QUIET,
}
_WORDS = {
    DeadlineStatus.MET: "Met",
    DeadlineStatus.LATE: "Late",
    DeadlineStatus.LAPSED: "Lapsed",
    DeadlineStatus.MOOT: "Moot",
    DeadlineStatus.WAIVED: "Waived",
    DeadlineStatus.OVERDUE: "Overdue",
    DeadlineStatus.DUE_TODAY: "Today",
}


def look_of(deadline: Deadline, as_of: dt.date) -> ChipLook:
    """Return how a deadline is drawn; the shape and its words say what the tone says.

    Solid is what must be dealt with before all else, dashed what is not certain; nothing that is doubtful is green.
    """
    if deadline.pressing:
        solid = ChipLook(Tone.DANGER, Shape.SOLID)
        return gravity_look(deadline.gravity) if deadline.gravity in GRAVE else solid
    doubtful = deadline.gravity is not None
    if deadline.status in _OVER:
        return ChipLook(_calm(_OVER[deadline.status], doubtful), Shape.DASHED if doubtful else Shape.HOLLOW)
    if deadline.status is DeadlineStatus.PENDING:
        return ChipLook(Tone.QUIET, Shape.DASHED)
    if deadline.projected:
        return ChipLook(Tone.ACCENT, Shape.DASHED)
    tone = _calm(_tone(deadline, as_of), doubtful)
    return ChipLook(tone, Shape.DASHED if deadline.assumed or doubtful else Shape.SOFT)


def _calm(tone: Tone, doubtful: bool) -> Tone:  # noqa: FBT001 - one of two
    """Take the green away from what is in doubt."""
    return Tone.WARN if doubtful and tone is Tone.OK else tone


def _tone(deadline: Deadline, as_of: dt.date) -> Tone:
    if deadline.kind is DeadlineKind.EARLIEST:
        return Tone.OK
    tests_the_company = deadline.act is Act.LAPSE and deadline.party is Party.COMPANY
    if deadline.kind in (DeadlineKind.ADVISORY, DeadlineKind.BAR) or tests_the_company:
        return Tone.VIOLET
    near = deadline.date is not None and deadline.date <= as_of + SOON
    return Tone.DANGER if near else Tone.WARN


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
