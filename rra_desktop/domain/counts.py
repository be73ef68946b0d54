"""Time as an agreement counts it: in which unit, by which calendar, by a term or as written in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rra_desktop.domain.holidays import Closing


class TimeUnit(StrEnum):
    """What is counted, as forms write one of it.

    Business days are those of a calendar, the agreement's own unless the clause names another; trading days are those
    of the New York Stock Exchange, filing days those on which EDGAR takes filings.
    """

    DAY = "day"
    BUSINESS_DAY = "business day"
    TRADING_DAY = "trading day"
    FILING_DAY = "filing day"
    MONTH = "month"
    YEAR = "year"


OWN_CALENDARS: Mapping[TimeUnit, Closing] = {TimeUnit.TRADING_DAY: Closing.NYSE, TimeUnit.FILING_DAY: Closing.EDGAR}
"""The calendar of each unit that has one of its own, whatever the agreement says of business days."""

MONTHS_IN: Mapping[TimeUnit, int] = {TimeUnit.MONTH: 1, TimeUnit.YEAR: 12}
"""How many months the units have that end on the same day of a month."""

LONGEST: Mapping[TimeUnit, int] = {
    TimeUnit.DAY: 36_600,
    TimeUnit.BUSINESS_DAY: 25_000,
    TimeUnit.TRADING_DAY: 25_000,
    TimeUnit.FILING_DAY: 25_000,
    TimeUnit.MONTH: 1_200,
    TimeUnit.YEAR: 100,
}
"""The most of each unit that an agreement can count: about a hundred years."""


@dataclass(frozen=True, slots=True)
class DeclaredCount:
    """One part of what a clock counts: by a term of the agreement, taken off if `back`, or a time written in place.

    `term` is empty for a time written in place: `amount` of a unit, counted back if negative. Of a term its own kind
    says which unit it counts. `calendar` is the one that a clause names for its business days, None for the one that
    the unit or the agreement has.
    """

    term: str = ""
    back: bool = False
    amount: int = 0
    unit: TimeUnit = TimeUnit.DAY
    calendar: Closing | None = None
