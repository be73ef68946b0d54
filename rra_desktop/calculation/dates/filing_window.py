"""The days between the two limits of filing, and whether EDGAR takes a filing on any of them (§1(a))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rra_desktop.calculation.calendars import BusinessCalendars, add_days
from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, RowKey
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.calculation.dates.waivers_given import waiver_given
from rra_desktop.domain.deadlines import DeadlineId, FilingWindow
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.statements import Gravity, Mark, stated

_FIRST, _LAST = RowKey(DeadlineId.FILING_EARLIEST), RowKey(DeadlineId.FILING_LATEST)


def filing_window(
    facts: RegistrationFacts,
    choices: Choices,
    dates: Mapping[RowKey, CountedDate],
    days: Mapping[RowKey, dt.date | None],
    calendars: BusinessCalendars,
) -> FilingWindow | None:
    """Return the filing window of a demand, None while one of its limits waits or the registration is none (§1(a))."""
    first, last = days.get(_FIRST), days.get(_LAST)
    if first is None or last is None:
        return None
    yields = any(shift.label.kind == "dates/first_day_controls" for shift in dates[_LAST].shifts)
    if yields:
        last = _before_it_yielded(facts, dates[_LAST])
    first_open = calendars.next_business_day(first, Closing.EDGAR)
    last_open = calendars.previous_business_day(last, Closing.EDGAR)
    return FilingWindow(
        first,
        last,
        first_open,
        last_open,
        calendars.business_days(first_open, last_open, Closing.EDGAR),
        waiver_given(facts, _FIRST, choices).on,
        waiver_given(facts, _LAST, choices).on,
        first_controls=choices["filing_conflict"] == "earliest_controls",
        contradicted=_contradicted(facts),
    )


def _contradicted(facts: RegistrationFacts) -> bool:
    registration = facts.registration.id
    return any(said.touches(registration, row.id, None) for said in facts.contradictions for row in (_FIRST, _LAST))


def _before_it_yielded(facts: RegistrationFacts, last: CountedDate) -> dt.date:
    """Return the last day to file as it was before the first one took its place."""
    if len(last.shifts) > 1:
        return last.shifts[-2].day
    start = None if last.start is None else last.start.day
    return facts.terms.counted_on(start, last.counts) if start else dt.date.min


def day_that_controls(window: FilingWindow | None, key: RowKey, day: dt.date | None) -> dt.date | None:
    """Return the day by which a filing is in order: in an empty window that the first day controls, its open one."""
    if key == _LAST and window is not None and window.empty and window.first_controls:
        return window.first_open
    return day


def marks_of_window(window: FilingWindow | None, key: RowKey) -> tuple[Mark, ...]:
    """Return what the two rows of filing say of the window: that it is empty, how long it is open, what is waived.

    Where records contradict each other the days are said as recorded, not as a window in which all is well.
    """
    if window is None or key not in (_FIRST, _LAST):
        return ()
    if window.empty:
        return (conflict_of(window),)
    if window.floor_waived is not None:
        return (Mark(stated("dates/floor_waived", "8(c)", on=window.floor_waived, last=window.last)),)
    if key == _FIRST or window.ceiling_waived is not None or window.first_open > window.last_open:
        return ()
    first, last = window.first, window.last
    said = stated(
        "dates/window_open",
        "1(a)",
        days=window.days,
        first=first,
        last=last,
        filing_days=window.filing_days,
        contradicted=window.contradicted,
    )
    return (Mark(said),)


def conflict_of(window: FilingWindow) -> Mark:
    """Return the conflict of a window in which there is no day to file."""
    if window.first > window.last:
        said = stated(
            "dates/no_day_left", "1(a)", first=window.first, last=window.last, first_controls=window.first_controls
        )
    else:
        said = stated(
            "dates/no_filing_day",
            "1(a)",
            first=window.first,
            last=window.last,
            first_open=window.first_open,
            last_open=window.last_open,
            first_controls=window.first_controls,
        )
    return Mark(said, Gravity.CONFLICT)


def marks_of_advice(
    window: FilingWindow | None, advised: CountedDate, received: dt.date | None, last_open: dt.date | None
) -> tuple[Mark, ...]:
    """Return what the advised day of the Company Notice says of the window (§1(a)).

    `received` is the last receipt, `last_open` the last day on which EDGAR takes a filing in time: a receipt can lie in
    time by the days and leave no day to file by EDGAR's.
    """
    if window is not None and window.floor_waived is not None:
        return (Mark(stated("dates/floor_waived", "8(c)", on=window.floor_waived, last=window.last)),)
    if advised.day is None:
        return ()
    floor = -sum(count.amount for count in advised.counts if count.amount < 0)
    advice = stated("dates/receipt_advised", "1(a)", last=advised.day, days=floor)
    useful = None if last_open is None else add_days(last_open, -floor)
    if useful is None or useful >= advised.day:
        return (Mark(advice),)
    if received is not None and useful < received <= advised.day:
        missed = stated("dates/receipt_leaves_no_filing_day", "1(a)", received=received, useful=useful, days=floor)
        return (Mark(missed, Gravity.CONFLICT),)
    return (Mark(stated("dates/useful_until", "1(a)", useful=useful, days=floor)),)
