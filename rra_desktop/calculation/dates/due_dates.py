"""Every deadline of a matter on a day: of its registrations and of the whole agreement.

`Deadline.date` is the day counsel goes by, under the readings chosen, the roll among them. While `day_roll` is `none`,
as it is unless counsel chooses otherwise, that is the day counted; where a roll would move it and the business day
before stand beside it in `rolled` and `safe`, and every other choice of roll among the other readings. Once a roll is
chosen, `date` and `rolled` are the rolled day, and the day counted stands among the other readings under `none`. Clocks
that start from another deadline start from the day counted, never from the rolled one.

A fact dated after the day looked at is not known on it: what is counted from it is projected, and no status uses it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.clock_starts import recorded
from rra_desktop.calculation.dates.contradictions import SaidOfRows
from rra_desktop.calculation.dates.counted_dates import CountedDate, RowKey
from rra_desktop.calculation.dates.deadline_figures import Attached, Working, deadline_figure, deadline_label, parts_of
from rra_desktop.calculation.dates.deadline_remarks import in_order, plan_passed, remarks
from rra_desktop.calculation.dates.deadline_status import Acts, Standing, done_on, standing
from rra_desktop.calculation.dates.declared_counts import TermsInForce
from rra_desktop.calculation.dates.declared_dates import DeclaredDates
from rra_desktop.calculation.dates.filing_window import day_that_controls
from rra_desktop.calculation.dates.holder_answers import answers, state_of
from rra_desktop.calculation.dates.marks_of_events import marks_of_events
from rra_desktop.calculation.dates.matter_dates import matter_dates
from rra_desktop.calculation.dates.postponements import Postponement
from rra_desktop.calculation.dates.registration_dates import RegistrationDates, other_readings, registration_dates
from rra_desktop.calculation.dates.rolls import NO_ROLL, calendar_of, rolled
from rra_desktop.calculation.dates.unsigned_amendments import beside_amendments
from rra_desktop.calculation.dates.waivers_given import waiver_given
from rra_desktop.domain.deadline_definitions import DeadlineDefinition, Per
from rra_desktop.domain.deadlines import Act, Deadline, DeadlineKind, DeadlineStatus, RequestState
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import Mark, Said, stated

__all__ = ["answers", "deadlines"]


def deadlines(
    matter: Matter, as_of: dt.date, calendars: BusinessCalendars, elsewhere: Sequence[SaidOfRows] = ()
) -> tuple[Deadline, ...]:
    """Return every deadline as it stands on a day: registration by registration, then the matter's own.

    `elsewhere` is what was found out above the dates and is to be said of some of the rows.
    """
    return (
        *(
            deadline
            for registration in matter.registrations
            for deadline in _of_registration(registration_dates(matter, registration, as_of, calendars), elsewhere)
        ),
        *_of_the_matter(matter, as_of, calendars),
    )


def _of_registration(all_dates: RegistrationDates, elsewhere: Sequence[SaidOfRows]) -> Iterator[Deadline]:
    others = other_readings(all_dates)
    working = Working(
        all_dates.matter,
        all_dates.registration.id,
        all_dates.calendars,
        all_dates.choices,
        all_dates.dates,
        all_dates.window,
    )
    found = _doubtful(all_dates)
    for key, date in all_dates.dates.items():
        rule = all_dates.matter.form.deadline(key.id)
        waiver = waiver_given(all_dates.facts, key, all_dates.choices)
        day = day_that_controls(all_dates.window, key, all_dates.days[key])
        now = standing(rule, date, day, _acts(all_dates, date, waiver.on, found), all_dates.as_of)
        said = remarks(all_dates, date, now)
        holder = all_dates.holders[key.holder] if key.holder else None
        label = deadline_label(rule, key, holder.person if holder else None)
        said = in_order((*marks_of_events(all_dates, date, elsewhere), *said))
        attached = Attached(label, (*said, waiver.mark) if waiver.mark else said, others.get(key, ()))
        shown = date if plan_passed(all_dates, date) is None else date._replace(projected=True)
        yield _deadline(working, shown, now, attached, state_of(all_dates, holder) if holder else None)


def _of_the_matter(matter: Matter, as_of: dt.date, calendars: BusinessCalendars) -> Iterator[Deadline]:
    dates = matter_dates(matter, TermsInForce(matter), as_of)
    if not dates:
        return
    marked = beside_amendments(matter, dates, lambda terms: matter_dates(matter, terms, as_of))
    rows = {date.key: date for date in marked}
    people = {holder.id: holder.person for holder in matter.holders}
    working = Working(matter, None, calendars, matter.choices(), rows)
    for key, date in rows.items():
        rule = matter.form.deadline(key.id)
        now = standing(rule, date, working.rolled(date), Acts(), as_of)
        said = [*date.marks, *date.doubts]
        if now.status is DeadlineStatus.LAPSED and rule.per is Per.ISSUE_DATE:
            said.append(Mark(stated("dates/warrants_lapsed", rule.section)))
        label = deadline_label(rule, key, people.get(key.holder or ""))
        yield _deadline(working, date, now, Attached(label, tuple(said), ()))


def _doubtful(all_dates: RegistrationDates) -> dict[str, Postponement]:
    """Return the delays for which no ground is recorded, by the deadline by which it must be there."""
    form = all_dates.matter.form
    every = DeclaredDates(all_dates.facts, all_dates.choices).delays() if all_dates.facts.delays else ()
    return {form.deadline(own).ground: found for own, found in every if found.moves and found.in_doubt}


def _acts(
    all_dates: RegistrationDates, date: CountedDate, waived: dt.date | None, doubtful: Mapping[str, Postponement]
) -> Acts:
    facts, key = all_dates.facts, date.key
    rule = facts.form.deadline(key.id)
    if rule.follows and all_dates.window is not None and rule.follows == all_dates.window.last_id:
        # Advice how to keep a limit falls with the limit.
        waived = all_dates.window.floor_waived
    question, asked_after = _question(all_dates, date, doubtful)
    return Acts(
        done=done_on(facts, date, all_dates.requests),
        waived=waived,
        ended=facts.ended.date if facts.ended else None,
        overtaken=recorded(facts, rule.overtaken_by).day if rule.overtaken_by else None,
        question=question,
        asked_after=asked_after,
    )


def _question(
    all_dates: RegistrationDates, date: CountedDate, doubtful: Mapping[str, Postponement]
) -> tuple[Said, dt.date | None]:
    """Return what a deadline waits to hear, and the day after which it does: nothing for most."""
    planned = plan_passed(all_dates, date)
    if planned is not None:
        return stated("dates/filing_or_new_plan"), planned
    if date.key.id in doubtful:
        return stated("dates/ground_of_delay", last=date.day), all_dates.days[date.key]
    return "", None


def _deadline(
    working: Working, date: CountedDate, now: Standing, attached: Attached, answer: RequestState | None = None
) -> Deadline:
    key, rule = date.key, working.matter.form.deadline(date.key.id)
    day = working.rolled(date)
    return Deadline(
        id=key.id,
        label=attached.label if key.holder is None else working.label(rule, key),
        registration=working.registration,
        holder=key.holder,
        date=day,
        status=now.status,
        kind=rule.kind,
        party=rule.party,
        act=rule.act,
        section=rule.section,
        explain=partial(deadline_figure, working, date, attached),
        subject=key.subject,
        assumed=date.assumed,
        projected=date.projected,
        waits_for=date.waits_for or now.waits_for,
        edgar_day=_edgar_day(working, rule, key, day),
        rolled=_rolled(working, rule, date.day),
        safe=_safe(working, rule, date.day),
        met_on=now.met_on,
        released_on=now.released_on,
        other_readings=attached.other_readings,
        marks=attached.marks,
        made_of=partial(parts_of, working, date),
        window=working.window if rule.filing else None,
        answer=answer,
        brief=rule.brief or (rule.name,),
        together=rule.label_together or (rule.label if rule.act is Act.ANSWER else ""),
    )


# -- the days beside a date: each None where it does not differ --------------------------------------------------------


def _edgar_day(working: Working, rule: DeadlineDefinition, key: RowKey, day: dt.date | None) -> dt.date | None:
    """Return the filing day nearest to a day of filing, on the side where the filing is still in order."""
    if day is None or not rule.filing:
        return None
    controlling = day_that_controls(working.window, key, day)
    if rule.kind is DeadlineKind.EARLIEST:
        nearest = working.calendars.next_business_day(day, Closing.EDGAR)
    elif controlling is not None and controlling != day:
        nearest = controlling
    else:
        nearest = working.calendars.previous_business_day(day, Closing.EDGAR)
    return None if nearest == day else nearest


def _rolled(working: Working, rule: DeadlineDefinition, counted: dt.date | None) -> dt.date | None:
    """Return where the roll in force moves the day counted; with none in force, where the next business day is."""
    if counted is None or not rule.rolls:
        return None
    roll = working.roll(rule)
    in_force = "next_business_day" if roll == NO_ROLL else roll
    to = rolled(working.matter.form, rule, counted, in_force, working.calendars)
    return None if to == counted else to


def _safe(working: Working, rule: DeadlineDefinition, counted: dt.date | None) -> dt.date | None:
    """Return the last business day on or before a day by which somebody must act; the end of a period has none."""
    to_act = rule.kind in (DeadlineKind.LATEST, DeadlineKind.ADVISORY) and rule.passed is not DeadlineStatus.MET
    if counted is None or not to_act:
        return None
    safe = working.calendars.previous_business_day(counted, calendar_of(working.matter.form, rule))
    return None if safe == counted else safe
