"""All dates of one registration: under the readings chosen, and under every other choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, RowKey
from rra_desktop.calculation.dates.deadline_table import DEADLINE_TABLE
from rra_desktop.calculation.dates.demand_dates import demand_dates, demand_requests
from rra_desktop.calculation.dates.piggyback_dates import piggyback_dates, piggyback_requests
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts, gather
from rra_desktop.calculation.dates.served_notices import ServedNotice
from rra_desktop.domain.agreement import Choice, Reading
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.figures import OtherReading
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Registration, RegistrationKind

_DATE_READINGS = frozenset(
    {
        "filing_floor_receipt",
        "request_window_from",
        "filing_conflict",
        "delay_effect",
        "delay_from",
        "effect_means",
        "cooling_off_trigger",
        "keep_effective_end",
        "day_roll",
    }
)
"""The readings that can move a date; `late_request` says whether a request counts, not by when it is due."""

_ORDER = {deadline: place for place, deadline in enumerate(DeadlineId)}

Days: TypeAlias = Mapping[RowKey, dt.date | None]
"""The day of each deadline after the roll."""


class DateRules:
    """The date rules of one registration, to be run under any readings; when requests are due only once per window.

    There may be hundreds of requests, and of all readings of dates `request_window_from` alone moves them.
    """

    __slots__ = ("_facts", "_requests")

    def __init__(self, facts: RegistrationFacts) -> None:
        self._facts = facts
        self._requests: dict[str, tuple[CountedDate, ...]] = {}

    def under(self, choices: Choices) -> Mapping[RowKey, CountedDate]:
        """Return the dates of the registration before any roll under some readings (§1, §3)."""
        facts, window_from = self._facts, choices["request_window_from"]
        is_demand = facts.registration.kind is RegistrationKind.DEMAND
        if window_from not in self._requests:
            self._requests[window_from] = (
                demand_requests(facts, window_from) if is_demand else piggyback_requests(facts)
            )
        dates = demand_dates(facts, choices) if is_demand else piggyback_dates(facts, choices)
        return {date.key: date for date in (*dates, *self._requests[window_from])}


@dataclass(frozen=True, slots=True)
class RegistrationDates:
    """The dates of one registration with what they were made from, as of a day; `notices` by holder."""

    matter: Matter
    facts: RegistrationFacts
    calendars: BusinessCalendars
    as_of: dt.date
    choices: Choices
    dates: Mapping[RowKey, CountedDate]
    days: Days
    notices: Mapping[str | None, ServedNotice]
    rules: DateRules

    @property
    def registration(self) -> Registration:
        """The registration whose dates these are."""
        return self.facts.registration


def registration_dates(
    matter: Matter, registration: Registration, as_of: dt.date, calendars: BusinessCalendars
) -> RegistrationDates:
    """Return the dates of a registration under the readings chosen, in the order of `DeadlineId`."""
    facts = gather(matter, registration, as_of)
    choices = {reading.id: matter.choice(reading.id) for reading in matter.form.readings}
    rules = DateRules(facts)
    dates = dict(sorted(rules.under(choices).items(), key=lambda item: _ORDER[item[0].id]))
    notices = {notice.holder.id if notice.holder else None: notice for notice in facts.notices}
    return RegistrationDates(
        matter, facts, calendars, as_of, choices, dates, days_of(dates, calendars, choices), notices, rules
    )


def days_of(dates: Mapping[RowKey, CountedDate], calendars: BusinessCalendars, choices: Choices) -> Days:
    """Return the days of dates, rolled as the reading `day_roll` says where a deadline can roll (§8(e))."""
    roll = choices["day_roll"]
    return {
        key: calendars.rolled(date.day, roll) if date.day and DEADLINE_TABLE[key.id].rolls else date.day
        for key, date in dates.items()
    }


def other_readings(sheet: RegistrationDates) -> Mapping[RowKey, tuple[OtherReading[dt.date], ...]]:
    """Return, for each deadline another choice would move, what every such choice gives.

    The rules are run again under each choice, so that making the choice gives precisely what was shown.
    """
    found: dict[RowKey, list[OtherReading[dt.date]]] = {}
    for reading, choice in _other_choices(sheet):
        choices = {**sheet.choices, reading.id: choice.id}
        days = days_of(sheet.rules.under(choices), sheet.calendars, choices)
        if days == sheet.days:
            continue
        for key, day in days.items():
            if day != sheet.days[key]:
                found.setdefault(key, []).append(OtherReading(reading.id, choice.id, choice.label, day))
    return {key: tuple(readings) for key, readings in found.items()}


def _other_choices(sheet: RegistrationDates) -> list[tuple[Reading, Choice]]:
    return [
        (reading, choice)
        for reading in sheet.matter.form.readings
        if reading.id in _DATE_READINGS
        for choice in reading.choices
        if choice.id != sheet.choices[reading.id]
    ]
