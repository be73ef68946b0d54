"""Closed days: the tables the program ships, and what a matter changes in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Closing(StrEnum):
    """Whose closed days: the federal government, EDGAR, the New York exchanges, or Nevada."""

    FEDERAL = "federal"
    EDGAR = "edgar"
    NYSE = "nyse"
    NEVADA = "nevada"


@dataclass(frozen=True, slots=True)
class HolidayTable:
    """The closed weekdays of one calendar with their names, complete from `known_from` to `known_to` inclusive."""

    closing: Closing
    known_from: dt.date
    known_to: dt.date
    days: Mapping[dt.date, str]


@dataclass(frozen=True, slots=True, eq=False)
class HolidayTables:
    """All tables the calculation is handed, read once: each set is equal to itself only."""

    federal: HolidayTable
    edgar: HolidayTable
    nyse: HolidayTable
    nevada: HolidayTable


@dataclass(frozen=True, slots=True)
class HolidayChange:
    """A closing counsel adds (`closed`) or takes out of one calendar, in one matter."""

    closing: Closing
    date: dt.date
    closed: bool
    name: str = ""

    @property
    def key(self) -> str:
        """Calendar and day, under which rows and edits find the change."""
        return f"{self.closing.value}/{self.date.isoformat()}"


def _unknown(closing: Closing) -> HolidayTable:
    return HolidayTable(closing, dt.date.max, dt.date.min, {})


NO_CLOSINGS_KNOWN = HolidayTables(*map(_unknown, Closing))
"""The tables of a matter to which none were handed: whatever is counted by them is said to be unknown."""
