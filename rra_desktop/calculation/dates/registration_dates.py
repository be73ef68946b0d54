"""All dates of one registration: under the readings chosen, and under every other choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, RowKey, day_of
from rra_desktop.calculation.dates.demand_dates import demand_dates, demand_requests, rests_on_delay
from rra_desktop.calculation.dates.filing_window import filing_window
from rra_desktop.calculation.dates.piggyback_dates import piggyback_dates, piggyback_requests
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts, gather
from rra_desktop.calculation.dates.requests_received import RequestReceived, requests_received
from rra_desktop.calculation.dates.rolls import readings_of_rolls, roll_of, rolled
from rra_desktop.calculation.dates.served_notices import ServedNotice
from rra_desktop.calculation.dates.starts_of_clocks import readings_that_move_a_start
from rra_desktop.calculation.dates.unsigned_amendments import beside_amendments
from rra_desktop.domain.agreement import AgreementForm, Choice, Reading
from rra_desktop.domain.deadlines import DeadlineId, FilingWindow
from rra_desktop.domain.figures import OtherReading
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.domain.registrations import Registration, RegistrationKind

_DATE_READINGS = frozenset(
    {
        "filing_conflict",
        "delay_effect",
        "delay_once",
        "effect_means",
        "cooling_off_trigger",
        "second_demand_bar",
        "keep_effective_end",
        "company_right_waived_by",
        "demand_needs_registration_notice",
    }
)
"""The readings that can move a date, but for those that say on which day a clock starts or how it rolls, which the form
names.

`late_request` says whether a request counts, not by when it is due.
"""

Days: TypeAlias = Mapping[RowKey, dt.date | None]
"""The day of each deadline after the roll."""


class DateRules:
    """The date rules of one registration, to be run under any readings; requests are counted only as often as needed.

    A deadline that the agreement does not have is left out. There may be hundreds of requests, and of all readings only
    those of `moving_requests` move them: those that say how they roll and on which day of a notice their clocks start.
    """

    __slots__ = ("_facts", "_request_days", "_requests", "_rolls", "_windows", "calendars", "moving_requests")

    def __init__(self, facts: RegistrationFacts, calendars: BusinessCalendars) -> None:
        self._facts = facts
        self.calendars = calendars
        self._windows = tuple(sorted(_readings_of_requests(facts)))
        self._rolls = tuple(sorted(readings_of_rolls(facts.form)))
        self.moving_requests = frozenset({*self._windows, *self._rolls})
        self._requests: dict[tuple[str, ...], tuple[CountedDate, ...]] = {}
        self._request_days: dict[tuple[str, ...], Days] = {}

    def own(self, choices: Choices) -> tuple[CountedDate, ...]:
        """Return the dates of the registration but those of requests, before any roll, under some readings (§1, §3)."""
        is_demand = self._facts.registration.kind is RegistrationKind.DEMAND
        return self._had(demand_dates(self._facts, choices) if is_demand else piggyback_dates(self._facts, choices))

    def requests(self, choices: Choices) -> tuple[CountedDate, ...]:
        """Return when requests are due, before any roll, under some readings (§1(a), §3(a))."""
        key = self._chosen(choices)
        if key not in self._requests:
            is_demand = self._facts.registration.kind is RegistrationKind.DEMAND
            requests = demand_requests if is_demand else piggyback_requests
            self._requests[key] = requests(self._facts, choices)
        return self._requests[key]

    def _chosen(self, choices: Choices) -> tuple[str, ...]:
        """Return the choices by which requests are counted."""
        return tuple(choices[reading] for reading in self._windows)

    def _had(self, dates: tuple[CountedDate, ...]) -> tuple[CountedDate, ...]:
        """Return the dates of those deadlines that the agreement has."""
        return tuple(date for date in dates if self._facts.form.has_deadline(date.key.id))

    def every(self, choices: Choices) -> tuple[CountedDate, ...]:
        """Return all dates of the registration, before any roll, under some readings."""
        return (*self.own(choices), *self.requests(choices))

    def own_days(self, choices: Choices) -> Days:
        """Return the days of the registration but those of requests, rolled."""
        return days_of(self._facts.form, self.own(choices), self.calendars, choices)

    def request_days(self, choices: Choices) -> Days:
        """Return the days by which requests are due, rolled."""
        key = (*self._chosen(choices), *(choices[reading] for reading in self._rolls))
        if key not in self._request_days:
            self._request_days[key] = days_of(self._facts.form, self.requests(choices), self.calendars, choices)
        return self._request_days[key]


def _readings_of_requests(facts: RegistrationFacts) -> frozenset[str]:
    """Return the readings that say on which day of a notice its addressee's time to ask starts."""
    is_demand = facts.registration.kind is RegistrationKind.DEMAND
    row = DeadlineId.REQUEST_DEADLINE if is_demand else DeadlineId.PIGGYBACK_REQUEST_DEADLINE
    return facts.form.deadline(row).readings_of_start if facts.form.has_deadline(row) else frozenset()


@dataclass(frozen=True, slots=True)
class RegistrationDates:
    """The dates of one registration with what they were made from, as of a day; `notices` by holder, copies among them.

    `holders` are all of the register, by id; `requests` those received, by the id of their holder. `window` is the
    filing window of a demand, None while one of its limits waits.
    """

    matter: Matter
    facts: RegistrationFacts
    calendars: BusinessCalendars
    as_of: dt.date
    choices: Choices
    dates: Mapping[RowKey, CountedDate]
    days: Days
    notices: Mapping[str | None, ServedNotice]
    holders: Mapping[str, Holder]
    requests: Mapping[str, RequestReceived]
    rules: DateRules
    window: FilingWindow | None

    @property
    def registration(self) -> Registration:
        """The registration whose dates these are."""
        return self.facts.registration


def registration_dates(
    matter: Matter, registration: Registration, as_of: dt.date, calendars: BusinessCalendars
) -> RegistrationDates:
    """Return the dates of a registration under the readings chosen, in the order of the form."""
    facts = gather(matter, registration, as_of)
    choices = {reading.id: matter.choice(reading.id) for reading in matter.form.readings}
    rules = DateRules(facts, calendars)
    place = {each.id: number for number, each in enumerate(matter.form.deadlines)}
    marked = sorted(_marked(matter, facts, rules, choices), key=lambda date: place[date.key.id])
    dates = {date.key: date for date in marked}
    days = days_of(matter.form, dates.values(), calendars, choices)
    notices = {notice.holder.id if notice.holder else None: notice for notice in (*facts.copies, *facts.notices)}
    holders = {holder.id: holder for holder in matter.holders}
    requests = requests_received(facts, choices, as_of)
    window = filing_window(facts, choices, dates, days, calendars)
    return RegistrationDates(
        matter, facts, calendars, as_of, choices, dates, days, notices, holders, requests, rules, window
    )


def _marked(matter: Matter, facts: RegistrationFacts, rules: DateRules, choices: Choices) -> Iterable[CountedDate]:
    """Return the dates, marked where they rest on a delay in doubt or would be others by an unsigned amendment."""
    dates: Iterable[CountedDate] = rules.every(choices)
    if facts.registration.kind is RegistrationKind.DEMAND:
        dates = rests_on_delay(facts, choices, dates)
    return beside_amendments(
        matter, dates, lambda terms: DateRules(replace(facts, terms=terms), rules.calendars).every(choices)
    )


def days_of(form: AgreementForm, dates: Iterable[CountedDate], calendars: BusinessCalendars, choices: Choices) -> Days:
    """Return the days of dates, rolled as the form says where a deadline can roll."""
    rolls = {rule.id: (rule, roll_of(form, rule, choices)) for rule in form.deadlines}
    days: dict[RowKey, dt.date | None] = {}
    for date in dates:
        rule, roll = rolls[date.key.id]
        days[date.key] = date.day if date.day is None else rolled(form, rule, date.day, roll, calendars)
    return days


def other_readings(all_dates: RegistrationDates) -> Mapping[RowKey, tuple[OtherReading[dt.date], ...]]:
    """Return, for each deadline another choice would move, what every such choice gives.

    The rules are run again under each choice, so that making the choice gives precisely what was shown.
    """
    found: dict[RowKey, list[OtherReading[dt.date]]] = {}
    for reading, choice in _other_choices(all_dates):
        for key, day in _days_under(all_dates, reading, choice):
            if day != all_dates.days[key]:
                found.setdefault(key, []).append(OtherReading(reading.id, choice.id, choice.label, day))
    return {key: tuple(readings) for key, readings in found.items()}


def _days_under(
    all_dates: RegistrationDates, reading: Reading, choice: Choice
) -> Iterator[tuple[RowKey, dt.date | None]]:
    """Yield the days of the rows there are under another choice; a row that is not there under it has none."""
    choices = {**all_dates.choices, reading.id: choice.id}
    own = all_dates.rules.own_days(choices)
    requests = all_dates.rules.request_days(all_dates.choices)
    yield from ((key, own.get(key)) for key in all_dates.days if key not in requests)
    if reading.id in all_dates.rules.moving_requests:
        yield from all_dates.rules.request_days(choices).items()


def _can_matter(facts: RegistrationFacts) -> frozenset[str]:
    """Return the readings that can move a date with what is recorded: those of a delay only where there is one."""
    said = {
        frozenset({"delay_effect", "delay_once"}): facts.delay is not None,
        frozenset({"effect_means", "cooling_off_trigger", "second_demand_bar"}): bool(facts.others),
        frozenset({"keep_effective_end"}): day_of(facts.effective) is not None,
        frozenset({"company_right_waived_by"}): bool(facts.waivers),
    }
    idle = (readings for readings, matters in said.items() if not matters)
    return _DATE_READINGS.difference(*idle) | readings_of_rolls(facts.form) | readings_that_move_a_start(facts)


def _other_choices(all_dates: RegistrationDates) -> list[tuple[Reading, Choice]]:
    can_matter = _can_matter(all_dates.facts)
    return [
        (reading, choice)
        for reading in all_dates.matter.form.readings
        if reading.id in can_matter
        for choice in reading.choices
        if choice.id != all_dates.choices[reading.id]
    ]
