"""Times written in a form that no clock counts: how long something may last, and how far back is looked."""

from __future__ import annotations

import re
from typing import Final

from rra_desktop.domain.counts import LONGEST, DeclaredCount, TimeUnit
from rra_desktop.forms.values import Kind, WrongValueError, shown

_TIME: Final = re.compile(r"([1-9][0-9]{0,4}) (day|month|year)s?")


def time_in(value: object) -> DeclaredCount | None:
    """Return a time as it is written, None for what is none; raises WrongValueError for one that is too long."""
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    amount, unit = int(found[1]), TimeUnit(found[2])
    if amount > LONGEST[unit]:
        raise WrongValueError(f"counts {shown(value)}; at most {LONGEST[unit]:,} {unit}s are counted.")
    return DeclaredCount(amount=amount, unit=unit)


def _time(value: object) -> DeclaredCount:
    found = time_in(value)
    if found is None:
        raise WrongValueError(f"must be a time as “90 days”, “12 months” or “2 years”, not {shown(value)}.")
    return found


TIME: Final = Kind("a time, as “90 days” or “12 months”", _time)
