"""Deadlines of a matter by name, for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.due_dates import deadlines
from rra_desktop.domain.agreement import ReadingChoice, TermChange
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.holidays import HolidayChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType, Method, Request, Underwriting
from rra_desktop.domain.waivers import Waiver
from rra_desktop.store.holiday_tables import load_holidays
from tests.matters import AS_OF, company_notice, demand, demand_notice, investor, matter
from tests.saying import deadline_in_words

CALENDARS = BusinessCalendars(load_holidays())


def simple(
    *events: Event,
    investors: Iterable[str] = ("H1", "H2"),
    readings: Mapping[str, str] | None = None,
    requests: Iterable[Request] = (),
    waivers: Iterable[Waiver] = (),
    term_changes: Iterable[TermChange] = (),
    holiday_changes: Iterable[HolidayChange] = (),
) -> Matter:
    """Make a demand R1 of some Investors, underwritten firmly and initiated by H1, with some events."""
    return matter(
        holders=[investor(each) for each in investors],
        registrations=[demand(initiated_by=("H1",), underwriting=Underwriting.FIRM_COMMITMENT)],
        events=events,
        requests=requests,
        readings=readings,
        waivers=waivers,
        term_changes=term_changes,
        holiday_changes=holiday_changes,
    )


def notice_before_demand() -> Matter:
    """Make a demand of June 2 whose Company Notice, of May 20, tells of a demand that was not yet received."""
    return simple(
        demand_notice(method=Method.FAX, received=date(2003, 6, 2)),
        company_notice(to="H2", method=Method.FAX, sent=date(2003, 5, 20), received=date(2003, 5, 20)),
    )


def filing_on(
    latest: date, *, readings: Mapping[str, str] | None = None, holiday_changes: Iterable[HolidayChange] = ()
) -> Matter:
    """Make a demand whose last day to file is, counted, a given one."""
    received = demand_notice(method=Method.FAX, received=latest - timedelta(days=45))
    return simple(received, readings=readings, holiday_changes=holiday_changes)


def with_events(original: Matter, *more: Event) -> Matter:
    """Return the matter with more events recorded."""
    first = max((each.id for each in original.events), default=0) + 1
    numbered = tuple(replace(each, id=number) for number, each in enumerate(more, first))
    return replace(original, events=original.events + numbered)


def when_all_has_come(matter: Matter) -> date:
    """Return the first day from June 24, 2003 on which nothing recorded, plans apart, lies ahead any more."""
    events = [event for event in matter.events if event.type is not EventType.PLANNED_FILING]
    days = [day for event in events for day in (event.date, event.sent, event.received) if day is not None]
    return max([AS_OF, *days])


def rows(matter: Matter, as_of: date | None = None) -> tuple[Deadline, ...]:
    """Return every deadline with the shipped calendars, on a day or when all that is recorded has come."""
    as_of = as_of or when_all_has_come(matter)
    return deadlines(matter, as_of, BusinessCalendars(load_holidays(), matter.holiday_changes))


def row(
    matter: Matter, deadline: str, holder: str | None = None, *, as_of: date | None = None, registration: str = "R1"
) -> Deadline:
    """Return the one deadline of that id, holder and registration."""
    found = [
        each
        for each in rows(matter, as_of)
        if (each.id, each.holder, each.registration) == (deadline, holder, registration)
    ]
    assert len(found) == 1, f"{len(found)} deadlines {deadline} of {holder}"
    return deadline_in_words(found[0])


def due(matter: Matter, deadline: str, holder: str | None = None, *, registration: str = "R1") -> date | None:
    """Return the date of one deadline."""
    return row(matter, deadline, holder, registration=registration).date


def status(matter: Matter, deadline: str, as_of: date, holder: str | None = None) -> str:
    """Return where one deadline stands on a day."""
    return row(matter, deadline, holder, as_of=as_of).status.value


def under(matter: Matter, readings: Mapping[str, str]) -> Matter:
    """Return the matter with other choices made."""
    kept = tuple(each for each in matter.readings if each.reading not in readings)
    return replace(matter, readings=(*kept, *(ReadingChoice(reading, choice) for reading, choice in readings.items())))


def others(deadline: Deadline) -> dict[tuple[str, str], date | None]:
    """Return what other choices would give, by reading and choice."""
    return {(other.reading, other.choice): other.value for other in deadline.other_readings}
