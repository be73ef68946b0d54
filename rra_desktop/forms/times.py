"""Times written in a form that no clock counts: how long something may last, and how far back is looked."""

from __future__ import annotations

from typing import Final

from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.limits import NamedDay
from rra_desktop.forms.counts import time_in_place
from rra_desktop.forms.values import DAY, NAME, Kind, WrongValueError, shown


def time_in(value: object) -> DeclaredCount | None:
    """Return a time as it is written, None for what is none; raises WrongValueError for one that is too long."""
    found = time_in_place(value)
    return None if found is None or found.amount < 0 else found


def _time(value: object) -> DeclaredCount:
    found = time_in(value)
    if found is None:
        raise WrongValueError(f"must be a time as “90 days”, “12 months” or “2 years”, not {shown(value)}.")
    return found


def _day(value: object) -> NamedDay:
    if isinstance(value, str):
        return str(NAME.read(value))
    return DAY.read(value)  # type: ignore[no-any-return]


TIME: Final = Kind("a time, as “90 days” or “12 months”", _time)
NAMED_DAY: Final = Kind("a day, as 2003-03-30, the id of an event, or “agreement_date”", _day)
