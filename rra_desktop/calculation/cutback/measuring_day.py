"""On which day the shares are held that weigh in a cutback: the choices of the reading `held_on`."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from rra_desktop.calculation.cutback.priority_choice import own_section
from rra_desktop.calculation.dates.anchors import events_by_type
from rra_desktop.calculation.dates.notices import notice_dates
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.registrations import EventType, RegistrationKind
from rra_desktop.domain.statements import Statement, stated


class MeasuringDay(NamedTuple):
    """The day on which holdings are measured, or what is missing to know it."""

    day: dt.date | None
    waits_for: Statement | None = None


def measuring_day(matter: Matter, offering: Offering) -> MeasuringDay:
    """Return the day on which the holdings of an offering are measured, under the reading `held_on`."""
    held_on = matter.choice("held_on")
    if held_on == "offering_day":
        day, missing = offering.as_of, stated("cutback/offering_day_missing", own_section(matter))
    elif held_on == "notice_day":
        day, missing = _notice_given(matter, offering), stated("cutback/notice_day_missing", own_section(matter))
    else:
        day, missing = _effective(matter, offering), stated("cutback/effective_day_missing", own_section(matter))
    return MeasuringDay(day) if day is not None else MeasuringDay(None, missing)


def _notice_given(matter: Matter, offering: Offering) -> dt.date | None:
    """Return the day on which the first notice to the Investors of the offering's registration was given."""
    kinds = {each.id: each.kind for each in matter.registrations}
    kind = kinds.get(offering.registration or "")
    wanted = EventType.COMPANY_NOTICE if kind is RegistrationKind.DEMAND else EventType.REGISTRATION_NOTICE
    events = events_by_type(matter.events_of(offering.registration or ""))
    given = [notice_dates(matter, event).given for event in events.get(wanted, ())]
    return min((day for day in given if day is not None), default=None)


def _effective(matter: Matter, offering: Offering) -> dt.date | None:
    events = events_by_type(matter.events_of(offering.registration or "")).get(EventType.EFFECTIVE, ())
    return min((event.date for event in events if event.date is not None), default=None)
