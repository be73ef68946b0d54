"""Every deadline of a matter on a day: of its registrations (§1 to §3) and of its Warrants.

`Deadline.date` is the day counsel goes by, under the readings chosen, the roll among them. While `day_roll` is `none`,
as it is unless counsel chooses otherwise, that is the day counted; where a roll would move it and the business day
before stand beside it in `rolled` and `safe`, and every other choice of roll among the other readings. Once a roll is
chosen, `date` and `rolled` are the rolled day, and the day counted stands among the other readings under `none`. Clocks
that start from another deadline start from the day counted, never from the rolled one.

A fact dated after the day looked at is not known on it: what is counted from it is projected, and no status uses it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from rra_desktop.calculation import in_words
from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.contradictions import SaidOfRows
from rra_desktop.calculation.dates.counted_dates import CountedDate, warrant_expiries
from rra_desktop.calculation.dates.deadline_figures import Beside, Working, deadline_figure
from rra_desktop.calculation.dates.deadline_remarks import remarks
from rra_desktop.calculation.dates.deadline_status import Acts, Standing, done_on, standing
from rra_desktop.calculation.dates.deadline_table import DEADLINE_TABLE, DeadlineRule
from rra_desktop.calculation.dates.holder_answers import answers
from rra_desktop.calculation.dates.marks_of_events import marks_of_events
from rra_desktop.calculation.dates.registration_dates import RegistrationDates, other_readings, registration_dates
from rra_desktop.calculation.dates.waivers_given import waiver_given
from rra_desktop.domain.deadlines import Deadline, DeadlineId, DeadlineKind, DeadlineStatus
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import Gravity, marks_in_words

__all__ = ["answers", "deadlines"]

_REQUEST_FROM = {
    DeadlineId.REQUEST_DEADLINE: "Request from {} due",
    DeadlineId.PIGGYBACK_REQUEST_DEADLINE: "Piggy-back request from {} due",
}


def deadlines(
    matter: Matter, as_of: dt.date, calendars: BusinessCalendars, elsewhere: Sequence[SaidOfRows] = ()
) -> tuple[Deadline, ...]:
    """Return every deadline as it stands on a day: registration by registration, then the matter's own (§1 to §3).

    `elsewhere` is what was found out above the dates and is to be said of some of the rows.
    """
    return (
        *(
            deadline
            for registration in matter.registrations
            for deadline in _of_registration(registration_dates(matter, registration, as_of, calendars), elsewhere)
        ),
        *_of_warrants(matter, as_of, calendars),
    )


def _of_registration(sheet: RegistrationDates, elsewhere: Sequence[SaidOfRows]) -> Iterator[Deadline]:
    others = other_readings(sheet)
    working = Working(sheet.matter, sheet.registration.id, sheet.calendars, sheet.choices, sheet.dates)
    names = {holder.id: holder.name for holder in sheet.matter.holders}
    for key, date in sheet.dates.items():
        rule = DEADLINE_TABLE[key.id]
        waiver = waiver_given(sheet.matter.waivers, key, rule, sheet.facts, sheet.as_of)
        now = standing(rule, date, sheet.days[key], _acts(sheet, date, waiver.on), sheet.as_of)
        said = remarks(sheet, date, now)
        beside = Beside(
            label=_REQUEST_FROM[key.id].format(names[key.holder]) if key.holder else rule.label,
            marks=(
                *marks_of_events(sheet, date, elsewhere),
                *marks_in_words(
                    filter(None, (date.conflict or _filed_too_early(now, sheet.days[key]),)), Gravity.CONFLICT
                ),
                *marks_in_words((*said, waiver.remark) if waiver.remark else said),
            ),
            other_readings=others.get(key, ()),
        )
        yield _deadline(working, date, rule.label, now, beside)


def _of_warrants(matter: Matter, as_of: dt.date, calendars: BusinessCalendars) -> Iterator[Deadline]:
    expiries = warrant_expiries(matter)
    # No reading bears on a Warrant, so none is looked up.
    working = Working(matter, None, calendars, {}, {date.key: date for date in expiries})
    for date in expiries:
        label = f"Warrants issued {in_words.date(dt.date.fromisoformat(date.key.subject))} expire"
        now = standing(DEADLINE_TABLE[date.key.id], date, date.day, Acts(), as_of)
        said = ("Unexercised Warrants count for nothing since.",) if now.status is DeadlineStatus.MOOT else ()
        yield _deadline(working, date, label, now, Beside(label, marks_in_words(said), ()))


def _acts(sheet: RegistrationDates, date: CountedDate, waived: dt.date | None) -> Acts:
    facts = sheet.facts
    return Acts(
        done=done_on(facts, date, sheet.choices, sheet.as_of),
        waived=waived,
        ended=facts.ended.date if facts.ended else None,
        overtaken=facts.filed.day if date.key.id in _REQUEST_FROM else None,
    )


def _filed_too_early(now: Standing, first: dt.date | None) -> str:
    if not now.too_early or now.met_on is None or first is None:
        return ""
    days = in_words.counted((first - now.met_on).days, "day")
    return f"Filed on {in_words.full_date(now.met_on)}, {days} before the first day §1(a) allows."


def _deadline(working: Working, date: CountedDate, label: str, now: Standing, beside: Beside) -> Deadline:
    key, rule = date.key, DEADLINE_TABLE[date.key.id]
    day = working.rolled(date)
    return Deadline(
        id=key.id,
        label=label,
        registration=working.registration,
        holder=key.holder,
        date=day,
        status=now.status,
        kind=rule.kind,
        party=rule.party,
        section=rule.section,
        explain=partial(deadline_figure, working, date, beside),
        subject=key.subject,
        assumed=date.assumed,
        projected=date.projected,
        waits_for=date.waits_for,
        edgar_day=_edgar_day(working.calendars, rule, day),
        rolled=_rolled(working, rule, date.day),
        safe=_safe(working.calendars, rule, date.day),
        met_on=now.met_on,
        other_readings=beside.other_readings,
        marks=beside.marks,
    )


# -- the days beside a date: each None where it does not differ --------------------------------------------------------


def _edgar_day(calendars: BusinessCalendars, rule: DeadlineRule, day: dt.date | None) -> dt.date | None:
    """Return the filing day nearest to a day of filing, on the side where the filing is still in order (§1(a))."""
    if day is None or not rule.filing:
        return None
    if rule.kind is DeadlineKind.EARLIEST:
        nearest = calendars.next_business_day(day, Closing.EDGAR)
    else:
        nearest = calendars.previous_business_day(day, Closing.EDGAR)
    return None if nearest == day else nearest


def _rolled(working: Working, rule: DeadlineRule, counted: dt.date | None) -> dt.date | None:
    """Return where the roll in force moves the day counted; with none in force, where the next business day is."""
    if counted is None or not rule.rolls:
        return None
    roll = working.choices["day_roll"]
    rolled = working.calendars.rolled(counted, "next_business_day" if roll == "none" else roll)
    return None if rolled == counted else rolled


def _safe(calendars: BusinessCalendars, rule: DeadlineRule, counted: dt.date | None) -> dt.date | None:
    """Return the last business day on or before a day by which somebody must act; the end of a period has none."""
    to_act = rule.kind in (DeadlineKind.LATEST, DeadlineKind.ADVISORY) and rule.passed is not DeadlineStatus.MET
    if counted is None or not to_act:
        return None
    safe = calendars.previous_business_day(counted, Closing.FEDERAL)
    return None if safe == counted else safe
