"""How the cutback's workings are put into words; never by the machine's locale, so that they read alike everywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMED = 3


def date(day: dt.date) -> str:
    """Write a day without its weekday, as Jul 17, 2003."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def counted(number: int, noun: str) -> str:
    """Write a number of things, as 1 day or 1,200 days; a negative one with a minus sign."""
    sign = "\N{MINUS SIGN}" if number < 0 else ""
    return f"{sign}{abs(number):,} {noun}" + ("" if abs(number) == 1 else "s")


def names(people: Sequence[str]) -> str:
    """Write a list of names, the first three and how many more."""
    shown, more = people[:_NAMED], len(people) - _NAMED
    if more > 0:
        return f"{', '.join(shown)} and {more:,} more"
    if len(shown) > 1:
        return f"{', '.join(shown[:-1])} and {shown[-1]}"
    return "".join(shown)
