"""The making of a deadline as a figure: where the clock starts, what is counted, what moved it, what it then is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.anchor_figures import anchor_figure, anchor_key
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, RowKey, Shift, day_of
from rra_desktop.calculation.dates.declared_counts import Count, counted_on
from rra_desktop.domain.deadline_definitions import DeadlineDefinition
from rra_desktop.domain.deadlines import Act, DateParts, DayCount, DayShift, DeadlineKind, FilingWindow
from rra_desktop.domain.figures import (
    Authority,
    Clause,
    Convention,
    EnteredByCounsel,
    Figure,
    FigureKey,
    OtherReading,
    RecordKind,
    Statute,
)
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import Mark, Person, Said, Statement, stated

_NEVADA = Statute("NRS 10.165, NRS 1.130")
_ROLL_CHOSEN = Convention(stated("conventions/roll_chosen"))


@dataclass(frozen=True, slots=True)
class Working:
    """What the making of the deadlines of one registration is explained from; `registration` is None for the matter."""

    matter: Matter
    registration: str | None
    calendars: BusinessCalendars
    choices: Choices
    dates: Mapping[RowKey, CountedDate]
    window: FilingWindow | None = None

    def definition(self, date: CountedDate) -> DeadlineDefinition:
        """Return what the agreement says a date is."""
        return self.matter.form.deadline(date.key.id)

    def rolled(self, date: CountedDate) -> dt.date | None:
        """Return the day of a date after any roll."""
        rule = self.definition(date)
        if date.day is None or not rule.rolls:
            return date.day
        return self.calendars.rolled(date.day, self.choices["day_roll"], to_file=rule.filing)


@dataclass(frozen=True, slots=True)
class Attached:
    """What is told with a deadline besides its date and its making."""

    label: Said
    marks: tuple[Mark, ...]
    other_readings: tuple[OtherReading[dt.date], ...]


def deadline_label(definition: DeadlineDefinition, key: RowKey, of: Person | None = None) -> Statement:
    """Name a deadline: by its holder where it is one Investor's own, by the day of issue where it is an issue's."""
    issued = dt.date.fromisoformat(key.subject) if key.subject else None
    called = definition.label_each if definition.label_each and (of or issued) else definition.name
    return stated("dates/deadline", label=called, of=of, issued=issued)


def deadline_figure(working: Working, date: CountedDate, attached: Attached) -> Figure[dt.date]:
    """Return a deadline with its making: start, counts, shifts, readings that matter, roll, and the filing window."""
    rule = working.definition(date)
    inputs = (*_making(working, date), *_readings(working, attached), *_roll(working, date), *_window(working, date))
    return Figure(
        key=_key(working, date.key),
        label=attached.label,
        value=working.rolled(date),
        rule=_rule(working, date),
        authority=Clause(rule.section),
        inputs=inputs,
        other_readings=attached.other_readings,
        marks=attached.marks,
        assumed=date.assumed,
        waits_for=date.waits_for,
    )


def parts_of(working: Working, date: CountedDate) -> DateParts:
    """Return what a date was made of, as facts."""
    rule, started = working.definition(date), None if date.start is None else day_of(date.start)
    rolled = working.rolled(date)
    closed = working.calendars.closed_because(rolled, Closing.EDGAR) if rule.filing and rolled else ""
    return DateParts(
        start=None if date.start is None else _start_key(working, date.start),
        started=started,
        counts=tuple(DayCount(*count) for count in date.counts),
        shifts=tuple(_shifts(date)),
        roll=working.choices["day_roll"] if rolled != date.day else "",
        closed=closed,
    )


def _start_key(working: Working, start: Anchor | CountedDate) -> FigureKey:
    return anchor_key(start) if isinstance(start, Anchor) else _key(working, start.key)


def _shifts(date: CountedDate) -> Iterator[DayShift]:
    """Yield what moved a date, each with the days by which it did."""
    before = _day_counted(date)
    for shift in date.shifts:
        yield DayShift(shift.rule, shift.section, shift.day, (shift.day - before).days if before else 0)
        before = shift.day


def _day_counted(date: CountedDate) -> dt.date | None:
    """Return a date before anything moved it."""
    start = None if date.start is None else day_of(date.start)
    return None if start is None else counted_on(start, date.counts)


def _plain_figure(working: Working, date: CountedDate) -> Figure[dt.date]:
    """Return a date another one was made from, unrolled: clocks run from the day counted."""
    rule = working.definition(date)
    return Figure(
        key=_key(working, date.key),
        label=deadline_label(rule, date.key),
        value=date.day,
        rule=steps(_counting(working, date)),
        authority=Clause(rule.section),
        inputs=tuple(_making(working, date)),
        assumed=date.assumed,
        waits_for=date.waits_for,
    )


def _key(working: Working, key: RowKey) -> FigureKey:
    return FigureKey("deadline", (working.registration or "", key.holder or "", key.subject), key.id)


# -- steps -------------------------------------------------------------------------------------------------------------


def _making(working: Working, date: CountedDate) -> Iterator[Figure[Any]]:
    if date.start is not None:
        yield _start(working, date.start, working.definition(date).section)
    for count in date.counts:
        yield _count(working, date, count)
    for place, shift in enumerate(date.shifts):
        yield _shift(working, date, shift, place)


def _start(working: Working, start: Anchor | CountedDate, section: str) -> Figure[dt.date]:
    return anchor_figure(start, section) if isinstance(start, Anchor) else _plain_figure(working, start)


def _count(working: Working, date: CountedDate, count: Count) -> Figure[int]:
    return Figure(
        key=FigureKey("term", (count.term,)),
        label=stated("dates/count", amount=abs(count.amount), unit=count.unit, back=count.amount < 0),
        value=abs(count.amount),
        rule=_how_counted(working, date, count),
        authority=_term_authority(working, date, count),
    )


def _how_counted(working: Working, date: CountedDate, count: Count) -> Statement:
    if count.unit == "year":
        return stated("dates/same_month_and_day")
    if count.amount < 0:
        return stated("dates/days_taken_off")
    if working.definition(date).act is Act.ANSWER:
        return stated("dates/days_by_receipt")
    received = isinstance(date.start, Anchor) and date.start.part == "received"
    return stated("dates/days_counted", from_receipt=received)


def _term_authority(working: Working, date: CountedDate, count: Count) -> Authority:
    if not count.term:
        return Clause(working.definition(date).section)
    start = date.start.day if date.start else None
    if working.definition(date).at_most and count.amount != working.matter.term(count.term, start):
        return EnteredByCounsel(RecordKind.DELAY_DAYS, of=working.registration)
    change = working.matter.term_change(count.term, start)
    return Clause((change.section if change else "") or working.matter.form.term(count.term).section)


def _shift(working: Working, date: CountedDate, shift: Shift, place: int) -> Figure[dt.date]:
    return Figure(
        key=replace(_key(working, date.key), kind="step", part=f"{date.key.id}/{place}"),
        label=shift.label,
        value=shift.day,
        rule=stated("dates/day_because", day=shift.day, rule=shift.rule),
        authority=Clause(shift.section),
        inputs=tuple(_start(working, each, shift.section) for each in shift.because),
    )


def _readings(working: Working, attached: Attached) -> Iterator[Figure[str]]:
    """Yield the choice in force of each reading on which the date turns; the roll has a step of its own."""
    for reading_id in dict.fromkeys(other.reading for other in attached.other_readings):
        if reading_id == "day_roll":
            continue
        reading = working.matter.form.reading(reading_id)
        chosen = next(each for each in reading.choices if each.id == working.choices[reading_id])
        reasons = [each.reason for each in working.matter.readings if each.reading == reading_id and each.reason]
        yield Figure(
            key=FigureKey("reading", (reading_id,)),
            label=reading.question,
            value=chosen.label,
            rule=stated("dates/reading", choice=chosen.label, why=reasons[0] if reasons else chosen.meaning),
            authority=Clause(reading.section),
        )


def _roll(working: Working, date: CountedDate) -> Iterator[Figure[dt.date]]:
    rolled, rule = working.rolled(date), working.definition(date)
    if rolled is None or date.day is None or rolled == date.day:
        return
    roll = working.choices["day_roll"]
    closed = working.calendars.closed_because(date.day, _roll_closing(roll, rule))
    yield Figure(
        key=FigureKey("reading", ("day_roll",)),
        label=stated("dates/rolled", roll=roll, to_file=rule.filing),
        value=rolled,
        rule=stated("dates/day_closed", day=date.day, closed=closed),
        authority=_NEVADA if roll == "nevada" else _ROLL_CHOSEN,
    )


def _window(working: Working, date: CountedDate) -> Iterator[Figure[dt.date]]:
    """Yield the first day to file beside the last, as the step that says whether the window is open."""
    window = working.window
    first = None if window is None else working.dates.get(RowKey(window.first_id))
    if window is None or first is None or first.day is None or date.key.id != window.last_id:
        return
    if window.empty:
        label = stated("dates/window_empty_step")
    elif window.waived:
        label = stated("dates/window_waived_step")
    else:
        label = stated("dates/window_step", first=window.first, last=window.last, contradicted=window.contradicted)
    figure = _plain_figure(working, first)
    yield replace(
        figure,
        label=label,
        rule=steps(
            (
                stated("dates/first_day_to_file", of=working.definition(first).name_after, day=first.day),
                *_counting(working, first),
            )
        ),
    )


def _roll_closing(roll: str, rule: DeadlineDefinition) -> Closing:
    if roll == "nevada":
        return Closing.NEVADA
    return Closing.EDGAR if rule.filing else Closing.FEDERAL


# -- the working in one line -------------------------------------------------------------------------------------------


def steps(said: tuple[Statement, ...]) -> Said:
    """Return the steps of a working as one rule; empty where there is none."""
    return stated("dates/steps", steps=said) if said else ""


def _rule(working: Working, date: CountedDate) -> Said:
    if date.void:
        return stated("dates/no_clock")
    return steps((*_counting(working, date), *_as_a_day(working, date)))


def _counting(working: Working, date: CountedDate) -> tuple[Statement, ...]:
    """Say how a date was counted, as: 45 days after the Company received the Demand Notice (Mon, Jun 2, 2003)."""
    start = None if date.start is None else day_of(date.start)
    if date.day is None or date.start is None or start is None or not date.counts:
        return ()
    if isinstance(date.start, Anchor):
        when = date.start.when
    else:
        when = stated("dates/after_deadline", of=working.matter.form.deadline(date.start.key.id).name_after)
    amounts = tuple(count.amount for count in date.counts)
    counted = stated("dates/counted", amounts=amounts, unit=date.counts[0].unit, when=when, start=start)
    return (counted, *(stated("dates/shift", what=shift.label, rule=shift.rule) for shift in date.shifts))


def _as_a_day(working: Working, date: CountedDate) -> Iterator[Statement]:
    """Say what kind of day the date is, where that can matter: to EDGAR, or to a roll."""
    rule, day = working.definition(date), working.rolled(date)
    if day is None or not (rule.filing or rule.rolls):
        return
    yield _at_edgar(working, day, rule.kind) if rule.filing else _in_the_week(working, day)
    if rule.rolls and day == date.day:
        no_roll, not_needed = stated("dates/no_roll"), stated("dates/no_roll_needed")
        yield no_roll if working.choices["day_roll"] == "none" else not_needed


def _at_edgar(working: Working, day: dt.date, kind: DeadlineKind) -> Statement:
    closed = working.calendars.closed_because(day, Closing.EDGAR)
    if not closed:
        return stated("dates/edgar_open")
    if kind is DeadlineKind.EARLIEST:
        open_day = working.calendars.next_business_day(day, Closing.EDGAR)
        return stated("dates/edgar_closed_before", closed=closed, open_day=open_day)
    open_day = working.calendars.previous_business_day(day, Closing.EDGAR)
    return stated("dates/edgar_closed_after", closed=closed, open_day=open_day)


def _in_the_week(working: Working, day: dt.date) -> Statement:
    closed = working.calendars.closed_because(day, Closing.FEDERAL)
    return stated("dates/no_business_day", closed=closed) if closed else stated("dates/business_day")
