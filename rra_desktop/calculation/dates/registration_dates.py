"""All dates of one registration: under the readings chosen, and under every other choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, RowKey
from rra_desktop.calculation.dates.declared_dates import DeclaredDates
from rra_desktop.calculation.dates.filing_window import filing_window
from rra_desktop.calculation.dates.postponements import MOVES_NOTHING
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts, gather
from rra_desktop.calculation.dates.requests_received import RequestReceived, requests_received
from rra_desktop.calculation.dates.rolls import readings_of_rolls, roll_of, rolled
from rra_desktop.calculation.dates.served_notices import ServedNotice
from rra_desktop.calculation.dates.situations import ChoicesAsked
from rra_desktop.calculation.dates.unsigned_amendments import beside_amendments
from rra_desktop.domain.agreement import AgreementForm, Choice, Reading
from rra_desktop.domain.deadline_definitions import Per
from rra_desktop.domain.deadlines import FilingWindow
from rra_desktop.domain.figures import OtherReading
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.domain.registrations import Registration
from rra_desktop.domain.statements import Gravity, Mark, stated

Days: TypeAlias = Mapping[RowKey, dt.date | None]
"""The day of each deadline after the roll."""
_FOR_ALL = ""
"""Among the deadlines of which each has a row of its own, all those that have one row for all."""


class _Made(NamedTuple):
    """Dates, the choices on which they turned, and their number among those made of the same rows."""

    dates: tuple[CountedDate, ...]
    asked: Mapping[str, str]
    number: int


class DateRules:
    """The date rules of one registration, to be run under any readings, as often as they turn on them.

    Nothing is made again under choices that differ only in readings nobody asked for when it was made. There may be
    hundreds of requests, and few readings move them.
    """

    __slots__ = ("_days", "_facts", "_known", "_parts", "calendars", "rolls")

    def __init__(self, facts: RegistrationFacts, calendars: BusinessCalendars) -> None:
        self._facts = facts
        self.calendars = calendars
        several = [each.id for each in facts.form.deadlines if each.per is not Per.ALL]
        self._parts = (
            _FOR_ALL,
            *(each for each in several if not facts.rights.isdisjoint(facts.form.deadline(each).of)),
        )
        self.rolls = readings_of_rolls(facts.form)
        self._known: dict[str, list[_Made]] = {each: [] for each in self._parts}
        self._days: dict[tuple[object, ...], Days] = {}

    def made(self, choices: Choices) -> Mapping[str, _Made]:
        """Return the dates before any roll under some readings: those for all, and those of each deadline for each."""
        return {part: self._made(part, choices) for part in self._parts}

    def _made(self, part: str, choices: Choices) -> _Made:
        known = self._known[part]
        for made in known:
            if all(choices[reading] == choice for reading, choice in made.asked.items()):
                return made
        asked = ChoicesAsked(choices)
        declared = DeclaredDates(self._facts, asked)
        dates = declared.for_all() if part == _FOR_ALL else declared.for_each(part)
        known.append(_Made(dates, asked.asked, len(known)))
        return known[-1]

    def every(self, choices: Choices) -> tuple[CountedDate, ...]:
        """Return all dates of the registration, before any roll, under some readings."""
        return tuple(date for made in self.made(choices).values() for date in made.dates)

    def days(self, part: str, choices: Choices) -> Days:
        """Return the days of the rows for all, or of one deadline for each, rolled."""
        made = self._made(part, choices)
        key = (part, made.number, *(choices[reading] for reading in sorted(self.rolls)))
        if key not in self._days:
            self._days[key] = days_of(self._facts.form, made.dates, self.calendars, choices)
        return self._days[key]


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
    choices = matter.choices()
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
    dates = rests_on_delay(facts, choices, rules.every(choices))
    return beside_amendments(
        matter, dates, lambda terms: DateRules(replace(facts, terms=terms), rules.calendars).every(choices)
    )


def rests_on_delay(facts: RegistrationFacts, choices: Choices, dates: Iterable[CountedDate]) -> Iterable[CountedDate]:
    """Yield the dates, marked with the day without the delay where they rest on one of no recorded ground."""
    every = DeclaredDates(facts, choices).delays() if facts.delays else ()
    doubtful = {own: found for own, found in every if found.moves and found.in_doubt}
    if not doubtful:
        yield from dates
        return
    found = next(iter(doubtful.values()))
    plain = {date.key: date for date in DeclaredDates(facts, choices, delayed=False).for_all()}
    for date in dates:
        without = plain.get(date.key)
        if date.key.id in doubtful:
            if any(mark.kind in MOVES_NOTHING for mark in date.marks):
                yield date
                continue
            said = stated("dates/delay_in_doubt", found.section, test=found.test)
        elif without is None or without.day == date.day:
            yield date
            continue
        else:
            said = stated("dates/rests_on_delay", found.section, test=found.test, without=without.day)
        yield date.marked(Mark(said, Gravity.DOUBT))


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
    choices, rules = {**all_dates.choices, reading.id: choice.id}, all_dates.rules
    for part, made in rules.made(all_dates.choices).items():
        if reading.id in rules.rolls or reading.id in made.asked:
            days = rules.days(part, choices)
            yield from ((date.key, days.get(date.key)) for date in made.dates)


def _other_choices(all_dates: RegistrationDates) -> list[tuple[Reading, Choice]]:
    made = all_dates.rules.made(all_dates.choices)
    asked = {*all_dates.rules.rolls, *(reading for each in made.values() for reading in each.asked)}
    return [
        (reading, choice)
        for reading in all_dates.matter.form.readings
        if reading.id in asked
        for choice in reading.choices
        if choice.id != all_dates.choices[reading.id]
    ]
