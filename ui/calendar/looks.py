"""How a deadline shows as a chip: its look, and the word for its state before its short name."""

from __future__ import annotations

import datetime as dt

from rra_desktop import wording
from rra_desktop.domain.deadlines import Deadline, DeadlineId, DeadlineKind, DeadlineStatus
from rra_desktop.domain.statements import GRAVE
from ui.widgets.chips import ChipLook, Shape, Tone
from ui.widgets.gravity import gravity_look

SOON = dt.timedelta(days=7)
SHORT_NAMES = {
    DeadlineId.COMPANY_NOTICE_ADVISED: "Advised: notice received",
    DeadlineId.REQUEST_DEADLINE: "Requests due",
    DeadlineId.FILING_EARLIEST: "Earliest filing",
    DeadlineId.FILING_LATEST: "Last day to file",
    DeadlineId.EFFECTIVENESS_DEADLINE: "Effective by",
    DeadlineId.DELAY_TEST: "§1(d) test ends",
    DeadlineId.DELAY_ENDS: "Delay ends",
    DeadlineId.COOLING_OFF_ENDS: "Cooling-off ends",
    DeadlineId.KEEP_EFFECTIVE_UNTIL: "Keep effective until",
    DeadlineId.REGISTRATION_NOTICE_DUE: "Registration Notice due",
    DeadlineId.REGISTRATION_NOTICE_ADVISED: "Advised: Registration Notice",
    DeadlineId.PIGGYBACK_REQUEST_DEADLINE: "Requests due",
    DeadlineId.WARRANT_EXPIRY: "Warrants expire",
}
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
    if deadline.kind in (DeadlineKind.ADVISORY, DeadlineKind.BAR) or deadline.id is DeadlineId.DELAY_TEST:
        return Tone.VIOLET
    near = deadline.date is not None and deadline.date <= as_of + SOON
    return Tone.DANGER if near else Tone.WARN


def short_text(deadline: Deadline) -> str:
    """Return what a chip says of a deadline: its short name, after words for its state and for what is said of it."""
    name = SHORT_NAMES[deadline.id]
    if deadline.status is DeadlineStatus.MET and deadline.gravity is None:
        return f"✓ {name}"
    words = _state(deadline)
    if deadline.pressing and (brief := wording.in_brief(deadline)):
        return f"{words}: {brief}"
    if lapsed := wording.lapsed_because(deadline):
        return f"{words}, {lapsed}"
    return f"{words}: {name}" if words else name


def _state(deadline: Deadline) -> str:
    """Return the words before the name: a conflict first where it presses, else the status and then the gravity."""
    gravity = "" if deadline.gravity is None else wording.gravity_name(deadline.gravity)
    if deadline.pressing and deadline.gravity in GRAVE:
        return f"{gravity}, overdue" if deadline.status is DeadlineStatus.OVERDUE else gravity
    words = "Incomplete" if wording.is_incomplete(deadline) else _WORDS.get(deadline.status, "")
    if not words and (deadline.projected or deadline.assumed):
        words = "Projected" if deadline.projected else "Assumed"
    return f"{words}, {gravity.lower()}" if words and gravity else words or gravity
