"""The dates of a demand registration: notices, requests, the filing window, effectiveness (§1, §2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.bars import Bars, bars
from rra_desktop.calculation.dates.counted_dates import (
    Choices,
    Count,
    CountedDate,
    RowKey,
    Shift,
    counted,
    day_of,
    keep_effective_until,
)
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
from rra_desktop.calculation.dates.served_notices import unserved_notice
from rra_desktop.calculation.dates.waivers_given import waiver_given
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
    advised = _advised(facts, latest)
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


def demand_requests(facts: RegistrationFacts, window_from: str) -> tuple[CountedDate, ...]:
    """Return when requests are due, by the choice of `request_window_from`: each Investor has its own clock (§1(a)).

    Before any Company Notice there is one row for all.
    """
    row, terms, kind = DeadlineId.REQUEST_DEADLINE, facts.terms, facts.registration.kind
    if not facts.notices:
        return (counted(terms, RowKey(row), unserved_notice(kind), "request_days"),)
    return (
        *(
            counted(
                terms,
                RowKey(row, notice.holder.id if notice.holder else None),
                notice.received if window_from == "received" else notice.given,
                "request_days",
            )
            for notice in facts.notices
        ),
        *(
            counted(terms, RowKey(row, holder.id), unserved_notice(kind, holder), "request_days")
            for holder in facts.unnotified
        ),
    )


# -- the filing window -------------------------------------------------------------------------------------------------


def _filing_earliest(facts: RegistrationFacts, choices: Choices) -> CountedDate:
    key = RowKey(DeadlineId.FILING_EARLIEST)
    found = facts.receipts
    if found.first is None or found.last is None:
        missing = facts.notices[0].received if facts.notices else unserved_notice(facts.registration.kind)
        return counted(facts.terms, key, missing, "filing_earliest_days")
    first = choices["filing_floor_receipt"] == "first"
    controlling = found.first if first else found.last
    date = counted(facts.terms, key, controlling.received, "filing_earliest_days")
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
    date = counted(facts.terms, RowKey(DeadlineId.FILING_LATEST), facts.demand.received, "filing_latest_days")
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


def _advised(facts: RegistrationFacts, latest: CountedDate) -> CountedDate:
    """Return the last receipt of the Company Notice that leaves a day to file, by the last one as moved (§1(a))."""
    key = RowKey(DeadlineId.COMPANY_NOTICE_ADVISED)
    start = latest.start
    if not latest.shifts and start is facts.demand.received:
        return counted(facts.terms, key, facts.demand.received, "filing_latest_days", "filing_earliest_days")._replace(
            day=_days_before(facts, latest), waits_for=latest.waits_for, marks=latest.marks if not latest.day else ()
        )
    days = _floor_days(facts)
    return CountedDate(
        key,
        _days_before(facts, latest),
        latest,
        (Count(-days, "day", "filing_earliest_days"),),
        assumed=latest.assumed,
        projected=latest.projected,
        waits_for=latest.waits_for,
        doubts=latest.doubts,
    )


def _days_before(facts: RegistrationFacts, latest: CountedDate) -> dt.date | None:
    return None if latest.day is None else add_days(latest.day, -_floor_days(facts))


def _floor_days(facts: RegistrationFacts) -> int:
    return facts.terms.count("filing_earliest_days", day_of(facts.demand.received))


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
    projected = facts.filed.day is None and facts.form.has_deadline(DeadlineId.FILING_LATEST)
    start: Anchor | CountedDate = latest if projected else _filing(facts, choices)
    date = counted(facts.terms, RowKey(DeadlineId.EFFECTIVENESS_DEADLINE), start, "effectiveness_days")
    date = date._replace(projected=(projected or date.projected) and date.day is not None)
    if choices["effect_means"] == "effectiveness":
        return barred.after(date, _HAVE_EFFECTIVE, facts.effective.day)
    return date


def _filing(facts: RegistrationFacts, choices: Choices) -> Anchor:
    """Pick the filing that starts the 120 days: the first, or the last amendment before effectiveness."""
    if choices["effectiveness_from"] == "first_filing":
        return facts.filed
    effective = facts.effective.day
    filings = [each for each in facts.filings if each.day and (effective is None or each.day <= effective)]
    return filings[-1] if filings else facts.filed


def _also_a_registration_the_company_proposes(
    facts: RegistrationFacts, latest: CountedDate, choices: Choices
) -> Iterable[CountedDate]:
    """Yield when Registration Notices are due in a demand, where it is read to need them besides (§3(a))."""
    if choices["demand_needs_registration_notice"] == "no":
        return
    start: Anchor | CountedDate = facts.filed
    if facts.filed.day is None:
        planned = facts.planned_filing.day or not facts.form.has_deadline(DeadlineId.FILING_LATEST)
        start = facts.planned_filing if planned else latest
    yield from notice_of_registration(facts, start)
    for notice in facts.registration_notices:
        holder = notice.holder.id if notice.holder else None
        key = RowKey(DeadlineId.PIGGYBACK_REQUEST_DEADLINE, holder)
        yield counted(facts.terms, key, notice.given, "piggyback_request_days")
