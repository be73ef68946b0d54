"""The making of a deadline as a figure: where the clock starts, what is counted, what moved it, what it then is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.anchor_figures import anchor_figure, anchor_key
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, RowKey, Shift, day_of
from rra_desktop.calculation.dates.declared_counts import day_counts, parts_counted, reached
from rra_desktop.calculation.dates.rolls import (
    NO_ROLL,
    closing_of,
    readings_of_rolls,
    roll_of,
    rolled,
    text_of_roll,
)
from rra_desktop.domain.counts import MONTHS_IN, TimeUnit
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
from rra_desktop.domain.rolls import Roll
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
    _rolls: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _labels: dict[tuple[str, str], Statement] = field(default_factory=dict, init=False, repr=False, compare=False)

    def definition(self, date: CountedDate) -> DeadlineDefinition:
        """Return what the agreement says a date is."""
        return self.matter.form.deadline(date.key.id)

    def rolled(self, date: CountedDate) -> dt.date | None:
        """Return the day of a date after any roll."""
        rule = self.definition(date)
        return (
            date.day if date.day is None else rolled(self.matter.form, rule, date.day, self.roll(rule), self.calendars)
        )

    def label(self, rule: DeadlineDefinition, key: RowKey) -> Statement:
        """Return what the rows of a deadline are called, whoever they are of."""
        own = (key.id, key.subject)
        if own not in self._labels:
            self._labels[own] = deadline_label(rule, key)
        return self._labels[own]

    def roll(self, rule: DeadlineDefinition) -> str:
        """Return the word of the roll that moves a deadline."""
        # There may be hundreds of rows of one deadline.
        if rule.id not in self._rolls:
            self._rolls[rule.id] = roll_of(self.matter.form, rule, self.choices)
        return self._rolls[rule.id]


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
    moved_to = working.rolled(date)
    closed = working.calendars.closed_because(moved_to, Closing.EDGAR) if rule.filing and moved_to else ""
    return DateParts(
        start=None if date.start is None else _start_key(working, date.start),
        started=started,
        counts=day_counts(started, date.counts, working.calendars),
        shifts=tuple(_shifts(working, date)),
        roll=working.roll(rule) if moved_to != date.day else "",
        closed=closed,
    )


def _start_key(working: Working, start: Anchor | CountedDate) -> FigureKey:
    return anchor_key(start) if isinstance(start, Anchor) else _key(working, start.key)


def _shifts(working: Working, date: CountedDate) -> Iterator[DayShift]:
    """Yield what moved a date, each with the days by which it did."""
    before = _day_counted(working, date)
    for shift in date.shifts:
        yield DayShift(shift.rule, shift.section, shift.day, (shift.day - before).days if before else 0)
        before = shift.day


def _day_counted(working: Working, date: CountedDate) -> dt.date | None:
    """Return a date before anything moved it."""
    start = None if date.start is None else day_of(date.start)
    return None if start is None else reached(start, date.counts, working.calendars).day


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
    for count in _day_counts(working, date):
        yield _count(working, date, count)
    for place, shift in enumerate(date.shifts):
        yield _shift(working, date, shift, place)


def _start(working: Working, start: Anchor | CountedDate, section: str) -> Figure[dt.date]:
    return anchor_figure(working.matter, start, section) if isinstance(start, Anchor) else _plain_figure(working, start)


def _day_counts(working: Working, date: CountedDate) -> tuple[DayCount, ...]:
    return day_counts(None if date.start is None else day_of(date.start), date.counts, working.calendars)


def _count(working: Working, date: CountedDate, count: DayCount) -> Figure[int]:
    return Figure(
        key=FigureKey("term", (count.term,)),
        label=stated("dates/count", amount=abs(count.amount), unit=count.unit, back=count.amount < 0),
        value=abs(count.amount),
        rule=_how_counted(working, date, count),
        authority=_term_authority(working, date, count),
    )


def _how_counted(working: Working, date: CountedDate, count: DayCount) -> Statement:
    if count.unit in MONTHS_IN:
        return stated("dates/same_month_and_day" if count.unit is TimeUnit.YEAR else "dates/same_day_of_month")
    received = isinstance(date.start, Anchor) and date.start.part == "received"
    by_receipt = working.definition(date).act is Act.ANSWER
    if count.calendar is not None:
        return stated(
            "dates/open_days_counted",
            unit=count.unit,
            calendar=count.calendar,
            back=count.amount < 0,
            by_receipt=by_receipt,
            from_receipt=received,
            not_counted=count.not_counted,
        )
    if count.amount < 0:
        return stated("dates/days_taken_off")
    if by_receipt:
        return stated("dates/days_by_receipt")
    return stated("dates/days_counted", from_receipt=received)


def _term_authority(working: Working, date: CountedDate, count: DayCount) -> Authority:
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
    rolls = readings_of_rolls(working.matter.form)
    for reading_id in dict.fromkeys(other.reading for other in attached.other_readings):
        if reading_id in rolls:
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
    moved_to, rule = working.rolled(date), working.definition(date)
    if moved_to is None or date.day is None or moved_to == date.day:
        return
    form, roll = working.matter.form, working.roll(rule)
    text = text_of_roll(form, rule)
    chosen = text is not None and text.reading
    authority: Authority = _ROLL_CHOSEN if chosen else Clause(rule.section)
    yield Figure(
        key=FigureKey("reading", (chosen,)) if chosen else replace(_key(working, date.key), kind="step", part="roll"),
        label=stated("dates/rolled", roll=roll, to_file=rule.filing),
        value=moved_to,
        rule=stated(
            "dates/day_closed",
            day=date.day,
            closed=working.calendars.closed_because(date.day, closing_of(form, rule, roll)),
        ),
        authority=_NEVADA if roll == Roll.NEVADA else authority,
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
    counted = _in_one_unit(date, when, start) or stated(
        "dates/counted_in_parts",
        parts=parts_counted(_day_counts(working, date)),
        back=all(count.amount < 0 for count in date.counts),
        when=when,
        start=start,
    )
    return (counted, *(stated("dates/shift", what=shift.label, rule=shift.rule) for shift in date.shifts))


def _in_one_unit(date: CountedDate, when: Statement, start: dt.date) -> Statement | None:
    """Say how many calendar days, or how many months or years, were counted; None for any other count."""
    units = {count.unit for count in date.counts}
    if len(units) > 1 or any(count.calendar for count in date.counts):
        return None
    amounts = tuple(count.amount for count in date.counts)
    return stated("dates/counted", amounts=amounts, unit=units.pop(), when=when, start=start)


def _as_a_day(working: Working, date: CountedDate) -> Iterator[Statement]:
    """Say what kind of day the date is, where that can matter: to EDGAR, or to a roll."""
    rule, day = working.definition(date), working.rolled(date)
    if day is None or not (rule.filing or rule.rolls):
        return
    yield _at_edgar(working, day, rule.kind) if rule.filing else _in_the_week(working, day)
    if rule.rolls and day == date.day:
        no_roll, not_needed = stated("dates/no_roll"), stated("dates/no_roll_needed")
        yield no_roll if working.roll(rule) == NO_ROLL else not_needed


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
    closed = working.calendars.closed_because(day, working.matter.form.business_days)
    return stated("dates/no_business_day", closed=closed) if closed else stated("dates/business_day")
