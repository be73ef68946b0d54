"""The making of a deadline as a figure: where the clock starts, what is counted, what moved it, what it then is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rra_desktop.calculation import in_words
from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.anchor_figures import anchor_figure
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import Choices, Count, CountedDate, RowKey, Shift
from rra_desktop.calculation.dates.deadline_table import DEADLINE_TABLE
from rra_desktop.domain.deadlines import DeadlineId, DeadlineKind
from rra_desktop.domain.figures import (
    Authority,
    Clause,
    Convention,
    EnteredByCounsel,
    Figure,
    FigureKey,
    OtherReading,
    Statute,
)
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import Mark

_NEVADA = Statute("NRS 10.165, NRS 1.130")
_ROLLS = {
    "next_business_day": "Moved to the next business day",
    "previous_business_day": "Moved to the business day before",
    "nevada": "Moved to the next day that is no Sunday and no Nevada holiday",
}
_START_OF = {
    DeadlineId.FILING_LATEST: "the last day to file",
    DeadlineId.DELAY_ENDS: "the end of the delay",
}
"""How a deadline is called that starts the clock of another."""


@dataclass(frozen=True, slots=True)
class Working:
    """What the making of the deadlines of one registration is explained from; `registration` is None for the matter."""

    matter: Matter
    registration: str | None
    calendars: BusinessCalendars
    choices: Choices
    dates: Mapping[RowKey, CountedDate]

    def rolled(self, date: CountedDate) -> dt.date | None:
        """Return the day of a date after any roll."""
        rolls = date.day is not None and DEADLINE_TABLE[date.key.id].rolls
        return self.calendars.rolled(date.day, self.choices["day_roll"]) if rolls and date.day else date.day


@dataclass(frozen=True, slots=True)
class Beside:
    """What a deadline says beside its date, printed with its making."""

    label: str
    marks: tuple[Mark, ...]
    other_readings: tuple[OtherReading[dt.date], ...]


def deadline_figure(working: Working, date: CountedDate, beside: Beside) -> Figure[dt.date]:
    """Return a deadline with its making: start, counts, shifts, readings that matter, roll, and the filing window."""
    rule = DEADLINE_TABLE[date.key.id]
    inputs = (*_making(working, date), *_readings(working, beside), *_roll(working, date), *_window(working, date))
    return Figure(
        key=_key(working, date.key),
        label=beside.label,
        value=working.rolled(date),
        rule=_rule(working, date),
        authority=Clause(rule.section),
        inputs=inputs,
        other_readings=beside.other_readings,
        marks=beside.marks,
        assumed=date.assumed,
        waits_for=date.waits_for,
    )


def _plain_figure(working: Working, date: CountedDate) -> Figure[dt.date]:
    """Return a date another one was made from, unrolled: clocks run from the day counted."""
    rule = DEADLINE_TABLE[date.key.id]
    return Figure(
        key=_key(working, date.key),
        label=rule.label,
        value=date.day,
        rule=_counting(date),
        authority=Clause(rule.section),
        inputs=tuple(_making(working, date)),
        assumed=date.assumed,
        waits_for=date.waits_for,
    )


def _key(working: Working, key: RowKey) -> FigureKey:
    return FigureKey("deadline", (working.registration or "", key.holder or "", key.subject), key.id.value)


# -- steps -------------------------------------------------------------------------------------------------------------


def _making(working: Working, date: CountedDate) -> Iterator[Figure[Any]]:
    if date.start is not None:
        yield _start(working, date.start, DEADLINE_TABLE[date.key.id].section)
    for count in date.counts:
        yield _count(working, date, count)
    for place, shift in enumerate(date.shifts):
        yield _shift(working, date, shift, place)


def _start(working: Working, start: Anchor | CountedDate, section: str) -> Figure[dt.date]:
    return anchor_figure(start, section) if isinstance(start, Anchor) else _plain_figure(working, start)


def _count(working: Working, date: CountedDate, count: Count) -> Figure[int]:
    sign = "\N{MINUS SIGN}" if count.amount < 0 else "+"
    return Figure(
        key=FigureKey("term", (count.term,)),
        label=f"{sign} {in_words.counted(abs(count.amount), count.unit)}",
        value=abs(count.amount),
        rule=_how_counted(date, count),
        authority=_term_authority(working, date, count),
    )


def _how_counted(date: CountedDate, count: Count) -> str:
    if count.unit == "year":
        return "the same month and day; 29 February falls back to 28 February"
    if count.amount < 0:
        return "calendar days, taken off"
    by_receipt = date.key.id in (DeadlineId.REQUEST_DEADLINE, DeadlineId.PIGGYBACK_REQUEST_DEADLINE)
    if by_receipt:
        return "calendar days; the request must be received by then"
    received = isinstance(date.start, Anchor) and date.start.part == "received"
    return f"calendar days, day of {'receipt' if received else 'the start'} not counted"


def _term_authority(working: Working, date: CountedDate, count: Count) -> Authority:
    if not count.term:
        return Clause(DEADLINE_TABLE[date.key.id].section)
    start = date.start.day if date.start else None
    if count.amount != working.matter.term(count.term, start) and date.key.id is DeadlineId.DELAY_ENDS:
        return EnteredByCounsel("the Company's election of fewer days")
    amended = [each for each in working.matter.term_changes if each.term == count.term and each.section]
    in_force = [each for each in amended if each.effective_from is None or (start and each.effective_from <= start)]
    return Clause(in_force[-1].section if in_force else working.matter.form.term(count.term).section)


def _shift(working: Working, date: CountedDate, shift: Shift, place: int) -> Figure[dt.date]:
    return Figure(
        key=replace(_key(working, date.key), kind="step", part=f"{date.key.id.value}/{place}"),
        label=shift.label,
        value=shift.day,
        rule=f"{in_words.full_date(shift.day)} · {shift.rule}",
        authority=Clause(shift.section),
        inputs=tuple(_start(working, each, shift.section) for each in shift.because),
    )


def _readings(working: Working, beside: Beside) -> Iterator[Figure[str]]:
    """Yield the choice in force of each reading on which the date turns; the roll has a step of its own."""
    for reading_id in dict.fromkeys(other.reading for other in beside.other_readings):
        if reading_id == "day_roll":
            continue
        reading = working.matter.form.reading(reading_id)
        chosen = next(each for each in reading.choices if each.id == working.choices[reading_id])
        reasons = [each.reason for each in working.matter.readings if each.reading == reading_id and each.reason]
        yield Figure(
            key=FigureKey("reading", (reading_id,)),
            label=reading.question,
            value=chosen.label,
            rule=f"{chosen.label} · {reasons[0] if reasons else chosen.meaning}",
            authority=Clause(reading.section),
        )


def _roll(working: Working, date: CountedDate) -> Iterator[Figure[dt.date]]:
    rolled = working.rolled(date)
    if rolled is None or date.day is None or rolled == date.day:
        return
    roll = working.choices["day_roll"]
    yield Figure(
        key=FigureKey("reading", ("day_roll",)),
        label=_ROLLS[roll],
        value=rolled,
        rule=f"{in_words.full_date(date.day)} is {_closing(working, date.day, _roll_closing(roll))}",
        authority=_NEVADA if roll == "nevada" else Convention("a roll counsel has chosen; the agreement has none"),
    )


def _window(working: Working, date: CountedDate) -> Iterator[Figure[dt.date]]:
    """Yield the first day to file beside the last, as the step that says whether the window is open."""
    first = working.dates.get(RowKey(DeadlineId.FILING_EARLIEST))
    last = working.rolled(date)
    if date.key.id is not DeadlineId.FILING_LATEST or first is None or first.day is None or last is None:
        return
    if date.conflict or first.day > last:
        label = "Window empty"
    else:
        label = f"Window open: {in_words.month_day(first.day)} – {in_words.month_day(last)}"
    figure = _plain_figure(working, first)
    yield replace(figure, label=label, rule=f"first day to file: {in_words.full_date(first.day)} · {figure.rule}")


# -- the working in one line -------------------------------------------------------------------------------------------


def _rule(working: Working, date: CountedDate) -> str:
    if date.void:
        return "no clock runs"
    return " · ".join(filter(None, (_counting(date), _as_a_day(working, date))))


def _counting(date: CountedDate) -> str:
    """Write how a date was counted, as: 45 days after the Company received the Demand Notice (Mon, Jun 2, 2003)."""
    if date.day is None or date.start is None or date.start.day is None:
        return ""
    when = date.start.when if isinstance(date.start, Anchor) else _START_OF[date.start.key.id]
    total = sum(count.amount for count in date.counts)
    side = "before" if total < 0 else "after"
    unit = date.counts[0].unit
    amounts = in_words.counted(abs(total), unit)
    if len(date.counts) > 1:
        terms = " \N{MINUS SIGN} ".join(str(abs(count.amount)) for count in date.counts)
        amounts = f"{terms} = {amounts}"
    counted = f"{amounts} {side} {when} ({in_words.full_date(date.start.day)})"
    return " · ".join((counted, *(f"{shift.label}: {shift.rule}" for shift in date.shifts)))


def _as_a_day(working: Working, date: CountedDate) -> str:
    """Say what kind of day the date is, where that can matter: to EDGAR, or to a roll."""
    rule, day = DEADLINE_TABLE[date.key.id], working.rolled(date)
    if day is None or not (rule.filing or rule.rolls):
        return ""
    said = [_at_edgar(working, day, rule.kind)] if rule.filing else [_in_the_week(working, day)]
    if rule.rolls and day == date.day:
        said.append("no roll" if working.choices["day_roll"] == "none" else "no roll needed")
    return " · ".join(said)


def _at_edgar(working: Working, day: dt.date, kind: DeadlineKind) -> str:
    closed = working.calendars.closed_because(day, Closing.EDGAR)
    if not closed:
        return "EDGAR takes filings that day until 5:30 p.m. Eastern"
    if kind is DeadlineKind.EARLIEST:
        open_day = working.calendars.next_business_day(day, Closing.EDGAR)
        return f"EDGAR takes no filings that day ({closed}): the first filing day is {in_words.full_date(open_day)}"
    open_day = working.calendars.previous_business_day(day, Closing.EDGAR)
    until = f"{in_words.full_date(open_day)}, 5:30 p.m. Eastern"
    return f"EDGAR takes no filings that day ({closed}): the last filing day is {until}"


def _in_the_week(working: Working, day: dt.date) -> str:
    closed = working.calendars.closed_because(day, Closing.FEDERAL)
    return f"no business day ({closed})" if closed else "a business day"


def _roll_closing(roll: str) -> Closing:
    return Closing.NEVADA if roll == "nevada" else Closing.FEDERAL


def _closing(working: Working, day: dt.date, closing: Closing) -> str:
    closed = working.calendars.closed_because(day, closing)
    return f"a {closed}" if closed in ("Saturday", "Sunday") else closed
