"""The dates of a demand registration: notices, requests, the filing window, effectiveness (§1, §2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rra_desktop.calculation.dates.bars import Bars, bars
from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, RowKey, Shift, counted_by, day_of
from rra_desktop.calculation.dates.keeping_effective import keep_effective_until
from rra_desktop.calculation.dates.piggyback_dates import notice_of_registration
from rra_desktop.calculation.dates.postponements import (
    MOVES_NOTHING,
    Postponement,
    after_delay,
    after_restart,
    delay_test,
    postponement,
)
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.calculation.dates.served_notices import unserved_notice, unserved_notices
from rra_desktop.calculation.dates.starts_of_clocks import counted_for, counted_for_each
from rra_desktop.calculation.dates.waivers_given import waiver_given
from rra_desktop.domain.deadline_definitions import NoticePicked
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.statements import Gravity, Mark, stated

_FILE = stated("dates/need_not_be_filed_before")
_HAVE_EFFECTIVE = stated("dates/need_not_be_effective_before")


def demand_dates(facts: RegistrationFacts, choices: Choices, *, delayed: bool = True) -> tuple[CountedDate, ...]:
    """Return the dates of a demand under the readings chosen, requests apart, before any roll (§1, §2(b), §2(e)).

    With `delayed` False they are what they would be without the Company's delay.
    """
    found, barred = postponement(facts, choices), bars(facts, choices)
    moving = found if delayed and found is not None and found.moves else None
    latest, without_effect = _filing_latest(facts, barred, moving, choices)
    earliest = _filing_earliest(facts, choices)
    if moving is not None and without_effect is None:
        earliest = after_restart(earliest, moving, choices)
    advised = _advised(facts, latest, choices)
    latest = _first_day_controls(facts, earliest, latest, choices)
    delay = [found.row.marked(without_effect) if without_effect else found.row] if found else []
    return (
        *([advised] if facts.form.has_deadline(DeadlineId.FILING_LATEST) else []),
        earliest,
        latest,
        _effectiveness(facts, latest, barred, choices),
        delay_test(facts, choices),
        *delay,
        *([barred.row] if barred.row else []),
        keep_effective_until(facts, choices),
        *_also_a_registration_the_company_proposes(facts, latest, choices),
    )


def rests_on_delay(facts: RegistrationFacts, choices: Choices, dates: Iterable[CountedDate]) -> Iterable[CountedDate]:
    """Yield the dates, marked with the day without the delay where they rest on one of no recorded ground (§1(d))."""
    found = postponement(facts, choices)
    if found is None or not found.moves or not found.in_doubt:
        yield from dates
        return
    plain = {date.key: date for date in demand_dates(facts, choices, delayed=False)}
    for date in dates:
        without = plain.get(date.key)
        if date.key.id is DeadlineId.DELAY_ENDS:
            if any(mark.kind in MOVES_NOTHING for mark in date.marks):
                yield date
                continue
            said = stated("dates/delay_in_doubt", "1(d)", test=found.test)
        elif without is None or without.day == date.day:
            yield date
            continue
        else:
            said = stated("dates/rests_on_delay", "1(d)", test=found.test, without=without.day)
        yield date.marked(Mark(said, Gravity.DOUBT))


def demand_requests(facts: RegistrationFacts, choices: Choices) -> tuple[CountedDate, ...]:
    """Return when requests are due under the readings chosen: each Investor has its own clock (§1(a)).

    Before any Company Notice there is one row for all.
    """
    lacks = unserved_notices(facts.registration.kind, facts.notices, facts.unnotified)
    return counted_for_each(facts, DeadlineId.REQUEST_DEADLINE, choices, facts.notices, lacks)


# -- the filing window -------------------------------------------------------------------------------------------------


def _filing_earliest(facts: RegistrationFacts, choices: Choices) -> CountedDate:
    key = RowKey(DeadlineId.FILING_EARLIEST)
    if not facts.form.has_deadline(key.id):
        return CountedDate(key, None, void=True)
    definition, found = facts.form.deadline(key.id), facts.receipts
    if found.first is None or found.last is None:
        missing = facts.notices[0].received if facts.notices else unserved_notice(facts.registration.kind)
        return counted_by(definition, facts.terms, key, missing)
    first = definition.pick is not None and definition.pick.under(choices) == NoticePicked.FIRST
    controlling = found.first if first else found.last
    date = counted_by(definition, facts.terms, key, controlling.received)
    if first:
        return date
    # The last receipt is only as sure as every receipt; the first is sure when no assumed one could precede it.
    return date._replace(assumed=found.assumed, doubts=found.doubts).marked(*_receipts_missing(facts))


def _receipts_missing(facts: RegistrationFacts) -> tuple[Mark, ...]:
    missing = [*facts.receipts.without, *facts.unnotified]
    if not missing:
        return ()
    people = tuple(holder.person for holder in missing)
    return (Mark(stated("dates/receipts_missing", "1(a)", by=people), Gravity.DOUBT),)


def _filing_latest(
    facts: RegistrationFacts, barred: Bars, moving: Postponement | None, choices: Choices
) -> tuple[CountedDate, Mark | None]:
    """Return the last day to file, moved by what began before it had passed, and why a delay moves nothing."""
    date = counted_for(facts, DeadlineId.FILING_LATEST, choices)
    applies = choices["effect_means"] == "filing"
    if moving is None:
        return barred.after(date, _FILE, facts.filed.day) if applies else date, None
    if not applies:
        return after_delay(date, moving, facts, choices)
    elected = moving.elected or dt.date.max
    before = barred._replace(running=tuple(bar for bar in barred.running if bar.begins < elected), open=())
    after = barred._replace(running=tuple(bar for bar in barred.running if bar.begins >= elected))
    date, without_effect = after_delay(before.after(date, _FILE, facts.filed.day), moving, facts, choices)
    return after.after(date, _FILE, facts.filed.day), without_effect


def _advised(facts: RegistrationFacts, latest: CountedDate, choices: Choices) -> CountedDate:
    """Return the last receipt of the Company Notice that leaves a day to file, by the last one as moved (§1(a)).

    The row counts as the last day to file does and takes off what the form says; once that day is moved, or counts
    otherwise, what is taken off is counted back from it.
    """
    date = counted_for(facts, DeadlineId.COMPANY_NOTICE_ADVISED, choices)
    if date.start is None:
        return date
    same = latest.start is date.start and not latest.shifts
    if same and latest.day is None:
        return date._replace(day=None, waits_for=latest.waits_for, marks=latest.marks)
    if same and date.counts[: len(latest.counts)] == latest.counts:
        return date
    definition = facts.form.deadline(date.key.id)
    taken_off = tuple(each for each in facts.terms.counts_of(definition, day_of(date.start)) if each.amount < 0)
    return CountedDate(
        date.key,
        None if latest.day is None else facts.terms.counted_on(latest.day, taken_off),
        latest,
        taken_off,
        assumed=latest.assumed,
        projected=latest.projected,
        waits_for=latest.waits_for,
        doubts=latest.doubts,
    )


def _first_day_controls(
    facts: RegistrationFacts, earliest: CountedDate, latest: CountedDate, choices: Choices
) -> CountedDate:
    """Let the last day to file yield where no day satisfies both limits and the reading says so (§1(a))."""
    has_floor = facts.form.has_deadline(DeadlineId.FILING_EARLIEST)
    if not has_floor or earliest.day is None or latest.day is None or earliest.day <= latest.day:
        return latest
    if choices["filing_conflict"] == "latest_controls" or floor_waived(facts, choices) is not None:
        return latest
    rule = stated("dates/outside_date_gives_way")
    return latest.shifted(Shift(stated("dates/first_day_controls"), earliest.day, rule, "1(a)", (earliest,)))


def floor_waived(facts: RegistrationFacts, choices: Choices) -> dt.date | None:
    """Return the day from which the Investors have given up the 30 days, None while they have not (§1(a), §8(c))."""
    return waiver_given(facts, RowKey(DeadlineId.FILING_EARLIEST), choices).on


# -- effectiveness -----------------------------------------------------------------------------------------------------


def _effectiveness(facts: RegistrationFacts, latest: CountedDate, barred: Bars, choices: Choices) -> CountedDate:
    """Count from the filing, or before it from the last day to file, as a projection."""
    date = counted_for(facts, DeadlineId.EFFECTIVENESS_DEADLINE, choices, latest)
    if choices["effect_means"] == "effectiveness":
        return barred.after(date, _HAVE_EFFECTIVE, facts.effective.day)
    return date


def _also_a_registration_the_company_proposes(
    facts: RegistrationFacts, latest: CountedDate, choices: Choices
) -> Iterable[CountedDate]:
    """Yield when Registration Notices are due in a demand, where it is read to need them besides (§3(a))."""
    if choices["demand_needs_registration_notice"] == "no":
        return
    yield from notice_of_registration(facts, choices, latest)
    yield from counted_for_each(facts, DeadlineId.PIGGYBACK_REQUEST_DEADLINE, choices, facts.registration_notices)
