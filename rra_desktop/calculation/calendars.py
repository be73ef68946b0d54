"""Days, months, years and business days counted, and the rolls of a date that falls on a closed one."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rra_desktop.domain.holidays import Closing, HolidayChange, HolidayTable, HolidayTables
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.rolls import Roll

_FRIDAY, _SATURDAY, _SUNDAY, _WEEK = 4, 5, 6, 7
_WEEKEND = {_SATURDAY: "Saturday", _SUNDAY: "Sunday"}
_DAY = dt.timedelta(days=1)
_MONTHS = 12
_ROLLS_FORWARD: Mapping[str, Closing | None] = {
    Roll.NEXT_BUSINESS_DAY: None,
    Roll.NEXT_TRADING_DAY: Closing.NYSE,
    Roll.NEXT_FILING_DAY: Closing.EDGAR,
}
"""The rolls to a later day, each with the calendar it names, None for the agreement's own."""


def add_days(day: dt.date, count: int) -> dt.date:
    """Return the day so many calendar days after another, that one not counted; negative counts go back.

    A sum beyond the calendar gives the calendar's own first or last day.
    """
    try:
        return day + dt.timedelta(days=count)
    except OverflowError:
        return dt.date.max if count > 0 else dt.date.min


def add_months(day: dt.date, count: int) -> dt.date:
    """Return the same day of the month so many months later, or that month's last day where it has none such.

    A sum beyond the calendar gives the calendar's own first or last day.
    """
    year, month = divmod(day.year * _MONTHS + day.month - 1 + count, _MONTHS)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.max if count > 0 else dt.date.min
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: dt.date, count: int) -> dt.date:
    """Return the same month and day so many years later, 29 February falling back to 28 February.

    A sum beyond the calendar gives the calendar's own first or last day.
    """
    return add_months(day, _MONTHS * count)


def _add_weekdays(day: dt.date, count: int) -> dt.date:
    """Return the day so many weekdays, one or more, after another; raises OverflowError beyond the calendar."""
    place = min(day.weekday(), _FRIDAY)
    weeks, left = divmod(count, _SATURDAY)
    days = _WEEK * weeks + left - (day.weekday() - place)
    return day + dt.timedelta(days=days + (_WEEK - _SATURDAY if place + left >= _SATURDAY else 0))


def _take_off_weekdays(day: dt.date, count: int) -> dt.date:
    """Return the day so many weekdays, one or more, before another; raises OverflowError beyond the calendar."""
    weekend = max(0, day.weekday() - _FRIDAY)
    place = 0 if weekend else day.weekday()
    monday = (_WEEK - _SATURDAY + 1 - weekend) if weekend else 0  # days to the Monday after a weekend
    weeks, left = divmod(count, _SATURDAY)
    days = _WEEK * weeks + left - monday
    return day - dt.timedelta(days=days + (_WEEK - _SATURDAY if place - left < 0 else 0))


class BusinessCalendars:
    """The closed days of every calendar as one matter has them: the shipped tables and what counsel changed."""

    __slots__ = ("_closed", "_in_order", "_tables")

    def __init__(self, tables: HolidayTables, changes: tuple[HolidayChange, ...] = ()) -> None:
        self._tables: dict[Closing, HolidayTable] = {
            table.closing: table for table in (tables.federal, tables.edgar, tables.nyse, tables.nevada)
        }
        self._closed: dict[Closing, Mapping[dt.date, str]] = {
            closing: _changed(table.days, [change for change in changes if change.closing is closing])
            for closing, table in self._tables.items()
        }
        self._in_order: dict[Closing, Sequence[dt.date]] = {}

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

    def add_business_days(self, day: dt.date, count: int, closing: Closing) -> dt.date:
        """Return the day so many open days of a calendar after another, that one not counted; negative ones go back.

        Weekdays are counted, then as many more as were closed. A sum beyond the calendar gives the calendar's own first
        or last day; past the days to which closings are known only weekends are closed.
        """
        left = abs(count)
        try:
            while left:
                to = _add_weekdays(day, left) if count > 0 else _take_off_weekdays(day, left)
                left = len(self._closed_between(day, to, closing))
                day = to
        except OverflowError:
            return dt.date.max if count > 0 else dt.date.min
        return day

    def closings_passed(self, start: dt.date, to: dt.date, closing: Closing) -> tuple[tuple[dt.date, str], ...]:
        """Return the closed weekdays passed in counting from one day to another, with their names, in their order."""
        closed = self._closed[closing]
        return tuple((day, closed[day]) for day in self._closed_between(start, to, closing))

    def _closed_between(self, start: dt.date, to: dt.date, closing: Closing) -> Sequence[dt.date]:
        """Return the closed weekdays between two days in either order, the first of them left out."""
        if closing not in self._in_order:
            self._in_order[closing] = sorted(day for day in self._closed[closing] if day.weekday() < _SATURDAY)
        days = self._in_order[closing]
        if to >= start:
            return days[bisect_right(days, start) : bisect_right(days, to)]
        return days[bisect_left(days, to) : bisect_left(days, start)]

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

    def rolled(
        self, day: dt.date, roll: str, *, to_file: bool = False, business_days: Closing = Closing.FEDERAL
    ) -> dt.date:
        """Return a day as a roll moves it; `business_days` is the calendar of the agreement.

        A day closed by the calendar of the roll (`calendar_of_roll`) moves to an open one, a day to file (`to_file`) to
        one on which EDGAR takes filings besides. Raises KeyError for no such roll.
        """
        if roll == Roll.NONE:
            return day
        if roll == Roll.NEVADA:
            return self.nevada_business_day(day, to_file=to_file)
        closing = calendar_of_roll(roll, to_file=to_file, business_days=business_days)
        if self.is_business_day(day, closing):
            return day
        forward = roll in _ROLLS_FORWARD
        step, end = (_DAY, dt.date.max) if forward else (-_DAY, dt.date.min)
        while day != end and not (
            self.is_business_day(day, closing) and (not to_file or self.is_business_day(day, Closing.EDGAR))
        ):
            day += step
        return day

    def known_from(self, closing: Closing) -> dt.date:
        """Return the first day for which a calendar's closings are known."""
        return self._tables[closing].known_from

    def known_to(self, closing: Closing) -> dt.date:
        """Return the last day for which a calendar's closings are known."""
        return self._tables[closing].known_to

    def knows(self, day: dt.date, closing: Closing) -> bool:
        """Tell whether a calendar's closings are known for a day."""
        table = self._tables[closing]
        return table.known_from <= day <= table.known_to


@lru_cache(maxsize=4)
def _calendars(tables: HolidayTables, changes: tuple[HolidayChange, ...]) -> BusinessCalendars:
    return BusinessCalendars(tables, changes)


def calendars_of(matter: Matter) -> BusinessCalendars:
    """Return the closed days of every calendar as a matter has them."""
    return _calendars(matter.holidays, matter.holiday_changes)


def calendar_of_roll(roll: str, *, to_file: bool, business_days: Closing) -> Closing:
    """Return the calendar by whose closed days a roll moves a day; raises KeyError for no such roll.

    Of an agreement whose business days are the federal ones a day to file goes by EDGAR's calendar, which has those and
    the closings by executive order besides.
    """
    if roll == Roll.NEVADA:
        return Closing.NEVADA
    named = None if roll == Roll.PREVIOUS_BUSINESS_DAY else _ROLLS_FORWARD[roll]
    if named is not None:
        return named
    return Closing.EDGAR if to_file and business_days is Closing.FEDERAL else business_days


def _changed(days: Mapping[dt.date, str], changes: list[HolidayChange]) -> Mapping[dt.date, str]:
    if not changes:
        return days
    closed = dict(days)
    for change in changes:
        closed.pop(change.date, None)
        if change.closed:
            closed[change.date] = change.name or "closed"
    return closed
