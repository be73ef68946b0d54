"""How a deadline is drawn wherever it shows as a chip."""

from __future__ import annotations

import datetime as dt

from rra_desktop.domain.deadlines import Act, Deadline, DeadlineKind, DeadlineStatus, Party
from rra_desktop.domain.statements import GRAVE
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
