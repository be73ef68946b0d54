"""Day counts, years, business days, and the rolls of a date that falls on a closed one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rra_desktop.domain.holidays import Closing, HolidayChange, HolidayTable, HolidayTables

_SATURDAY, _SUNDAY, _WEEK = 5, 6, 7
_WEEKEND = {_SATURDAY: "Saturday", _SUNDAY: "Sunday"}
_DAY = dt.timedelta(days=1)
_FEBRUARY_28 = 28


def add_days(day: dt.date, count: int) -> dt.date:
    """Return the day so many calendar days after another, that one not counted; negative counts go back (§1, §3).

    A sum beyond the calendar gives the calendar's own first or last day.
    """
    try:
        return day + dt.timedelta(days=count)
    except OverflowError:
        return dt.date.max if count > 0 else dt.date.min


def add_years(day: dt.date, count: int) -> dt.date:
    """Return the same month and day so many years later, 29 February falling back to 28 February (§2(b), §2(e)).

    A sum beyond the calendar gives the calendar's own first or last day.
    """
    year = day.year + count
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.max if count > 0 else dt.date.min
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=_FEBRUARY_28)


class BusinessCalendars:
    """The closed days of every calendar as one matter has them: the shipped tables and what counsel changed."""

    __slots__ = ("_closed", "_tables")

    def __init__(self, tables: HolidayTables, changes: tuple[HolidayChange, ...] = ()) -> None:
        self._tables: dict[Closing, HolidayTable] = {
            table.closing: table for table in (tables.federal, tables.edgar, tables.nyse, tables.nevada)
        }
        self._closed: dict[Closing, Mapping[dt.date, str]] = {
            closing: _changed(table.days, [change for change in changes if change.closing is closing])
            for closing, table in self._tables.items()
        }

    def closed_because(self, day: dt.date, closing: Closing) -> str:
        """Return why a calendar is closed on a day: the weekend day or the holiday's name; empty when it is open."""
        return _WEEKEND.get(day.weekday()) or self._closed[closing].get(day, "")

    def is_business_day(self, day: dt.date, closing: Closing) -> bool:
        """Tell whether a calendar is open on a day."""
        return day.weekday() < _SATURDAY and day not in self._closed[closing]

    def next_business_day(self, day: dt.date, closing: Closing) -> dt.date:
        """Return the first open day on or after a day."""
        while not self.is_business_day(day, closing) and day < dt.date.max:
            day += _DAY
        return day

    def previous_business_day(self, day: dt.date, closing: Closing) -> dt.date:
        """Return the last open day on or before a day."""
        while not self.is_business_day(day, closing) and day > dt.date.min:
            day -= _DAY
        return day

    def business_days(self, first: dt.date, last: dt.date, closing: Closing) -> int:
        """Return how many days from one through another a calendar is open on; 0 where the last is before the first."""
        if last < first:
            return 0
        weeks, rest = divmod((last - first).days + 1, _WEEK)
        weekdays = weeks * _SATURDAY + sum((first.weekday() + n) % _WEEK < _SATURDAY for n in range(rest))
        closed = sum(first <= day <= last and day.weekday() < _SATURDAY for day in self._closed[closing])
        return weekdays - closed

    def nevada_business_day(self, day: dt.date, *, to_file: bool = False) -> dt.date:
        """Return the day to which Nevada law moves a performance: a Sunday or Nevada holiday, to the next business day.

        A Saturday does not move by itself, but is no business day to land on. A day to file lands where EDGAR takes
        filings too. NRS 10.165 with NRS 1.130.
        """
        if day.weekday() != _SUNDAY and day not in self._closed[Closing.NEVADA]:
            return day
        while day < dt.date.max and not (
            self.is_business_day(day, Closing.NEVADA) and (not to_file or self.is_business_day(day, Closing.EDGAR))
        ):
            day += _DAY
        return day

    def rolled(self, day: dt.date, day_roll: str, *, to_file: bool = False) -> dt.date:
        """Return a day as a choice of the reading `day_roll` moves it (§8(e)).

        A day to file (`to_file`) moves to one on which EDGAR takes filings, any other to a federal business day. Raises
        KeyError for no such choice.
        """
        closing = Closing.EDGAR if to_file else Closing.FEDERAL
        match day_roll:
            case "none":
                return day
            case "next_business_day":
                return self.next_business_day(day, closing)
            case "previous_business_day":
                return self.previous_business_day(day, closing)
            case "nevada":
                return self.nevada_business_day(day, to_file=to_file)
        raise KeyError(day_roll)

    def known_to(self, closing: Closing) -> dt.date:
        """Return the last day for which a calendar's closings are known."""
        return self._tables[closing].known_to

    def knows(self, day: dt.date, closing: Closing) -> bool:
        """Tell whether a calendar's closings are known for a day."""
        table = self._tables[closing]
        return table.known_from <= day <= table.known_to


def _changed(days: Mapping[dt.date, str], changes: list[HolidayChange]) -> Mapping[dt.date, str]:
    if not changes:
        return days
    closed = dict(days)
    for change in changes:
        closed.pop(change.date, None)
        if change.closed:
            closed[change.date] = change.name or "closed"
    return closed
