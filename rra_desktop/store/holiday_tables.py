"""Closed days the program ships, read from resources/holidays/*.toml."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib import resources
from types import MappingProxyType

from rra_desktop.domain.holidays import Closing, HolidayTable, HolidayTables


@cache
def load_holidays() -> HolidayTables:
    """Return the closed weekdays of every calendar, read once."""
    return HolidayTables(
        federal=_table(Closing.FEDERAL),
        edgar=_table(Closing.EDGAR),
        nyse=_table(Closing.NYSE),
        nevada=_table(Closing.NEVADA),
    )


def _table(closing: Closing) -> HolidayTable:
    text = (resources.files("resources") / "holidays" / f"{closing.value}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return HolidayTable(
        closing=Closing(data["closing"]),
        known_from=data["known_from"],
        known_to=data["known_to"],
        days=MappingProxyType(dict(_closed_day(line) for line in data["days"].splitlines())),
    )


def _closed_day(line: str) -> tuple[dt.date, str]:
    day, _, name = line.partition(" ")
    return dt.date.fromisoformat(day), name
