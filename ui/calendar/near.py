"""How many deadlines are near: the number that stands beside the calendar in the list of rooms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rra_desktop.domain.deadlines import Deadline
from ui.widgets.deadline_look import SOON

WHAT_IS_NEAR = f"overdue, in conflict, contradicted or due within {SOON.days} days"


def count_near(deadlines: Iterable[Deadline], as_of: dt.date) -> int:
    """Count what is overdue, in conflict, contradicted or due within a week; one kind on one day counts once.

    A right that has lapsed is nobody's default and is not counted.
    """
    horizon = as_of + SOON
    near = {
        (deadline.registration, deadline.id, deadline.date)
        for deadline in deadlines
        if deadline.pressing or (deadline.open and deadline.date is not None and deadline.date <= horizon)
    }
    return len(near)
