"""What is to be said beside a deadline: doubts of notice, suspensions, waivers, how far closings are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rra_desktop.calculation import in_words
from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.counted_dates import CountedDate, RowKey
from rra_desktop.calculation.dates.deadline_status import Standing, answered
from rra_desktop.calculation.dates.deadline_table import DEADLINE_TABLE
from rra_desktop.calculation.dates.registration_dates import RegistrationDates
from rra_desktop.domain.deadlines import DeadlineId, DeadlineStatus
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.registrations import RegistrationKind, WithdrawnBy


def remarks(sheet: RegistrationDates, date: CountedDate, standing: Standing) -> tuple[str, ...]:
    """Return what is to be said beside a deadline of a registration, the most particular first."""
    said = list(date.remarks)
    match date.key.id:
        case DeadlineId.REQUEST_DEADLINE | DeadlineId.PIGGYBACK_REQUEST_DEADLINE:
            said.extend(_of_request(sheet, date, standing))
        case DeadlineId.COMPANY_NOTICE_ADVISED:
            said.extend(_of_advice(sheet))
        case DeadlineId.FILING_EARLIEST:
            said.extend(_assumed_receipts(sheet))
        case DeadlineId.FILING_LATEST:
            said.extend((*_window(sheet), *_of_advice(sheet)))
        case DeadlineId.DELAY_TEST:
            said.extend(_of_delay_test(sheet, standing))
        case DeadlineId.KEEP_EFFECTIVE_UNTIL:
            said.extend(_of_keeping_effective(sheet))
    if standing.status is DeadlineStatus.MOOT:
        said.extend(_withdrawn(sheet))
    said.extend(unknown_closings(sheet.days[date.key], date.key, sheet.calendars))
    return tuple(said)


def unknown_closings(day: dt.date | None, key: RowKey, calendars: BusinessCalendars) -> Iterator[str]:
    """Yield a warning when a day that depends on closings lies where they are not known."""
    rule = DEADLINE_TABLE[key.id]
    if day is None or not (rule.rolls or rule.filing):
        return
    closing = Closing.EDGAR if rule.filing else Closing.FEDERAL
    if not calendars.knows(day, closing):
        yield f"Closed days are known to {in_words.date(calendars.known_to(closing))} only: check this one."


def _of_request(sheet: RegistrationDates, date: CountedDate, standing: Standing) -> Iterator[str]:
    facts = sheet.facts
    notice = sheet.notices.get(date.key.holder)
    if notice:
        yield from notice.remarks
        asked, reached = answered(facts, notice, sheet.choices, sheet.as_of)
        if reached:
            yield f"{asked:,} of {reached:,} Investors have asked to be included."
    filed = facts.filed.day
    if standing.status is DeadlineStatus.MOOT and filed and filed <= sheet.as_of:
        yield f"The statement was filed on {in_words.date(filed)} with what had been asked."


def _of_advice(sheet: RegistrationDates) -> Iterator[str]:
    """Say from which receipt of the Company Notice on no day is left to file."""
    advised = sheet.dates[RowKey(DeadlineId.COMPANY_NOTICE_ADVISED)]
    if advised.day:
        latest, earliest = (abs(count.amount) for count in advised.counts)
        yield (
            f"A Company Notice received after {in_words.date(advised.day)} leaves no day to file: {earliest:,} days "
            f"from its receipt run past {latest:,} days from receipt of the Demand Notice."
        )
    yield from sheet.facts.demand.remarks


def _assumed_receipts(sheet: RegistrationDates) -> Iterator[str]:
    names = [notice.holder.name for notice in sheet.facts.notices if notice.holder and notice.received.assumed]
    if names:
        yield f"Receipt by {in_words.names(names)} is assumed on the day of sending: no receipt is recorded."


def _window(sheet: RegistrationDates) -> Iterator[str]:
    """Say how long the filing window is open, when it is."""
    first, last = sheet.days[RowKey(DeadlineId.FILING_EARLIEST)], sheet.days[RowKey(DeadlineId.FILING_LATEST)]
    if first and last and first <= last:
        days = in_words.counted((last - first).days + 1, "day")
        yield f"The filing window is open {days}, {in_words.month_day(first)} – {in_words.month_day(last)}."


def _of_delay_test(sheet: RegistrationDates, standing: Standing) -> Iterator[str]:
    if standing.status is DeadlineStatus.LATE:
        yield "The election came later: the Company's offering must have been under way or planned by this day."
    yield from sheet.facts.demand.remarks


def _of_keeping_effective(sheet: RegistrationDates) -> Iterator[str]:
    for since, until in sheet.facts.suspensions:
        if until is None:
            span = f"since {in_words.date(since)}"
        else:
            span = f"from {in_words.date(since)} to {in_words.date(until)}"
        yield f"Offers suspended {span}: the agreement does not extend this day for it (§2)."
    if sheet.registration.kind is RegistrationKind.PIGGYBACK:
        yield "§2 speaks of registrations that §1 requires; whether it binds in one under §3 is not said."


def _withdrawn(sheet: RegistrationDates) -> Iterator[str]:
    ended = sheet.facts.ended
    if ended is None or ended.date is None or ended.date > sheet.as_of:
        return
    on = in_words.date(ended.date)
    if ended.by is not WithdrawnBy.COMPANY:
        yield f"Withdrawn at the requesting Investors' wish on {on}: nothing further is due."
    elif sheet.registration.kind is RegistrationKind.PIGGYBACK:
        yield f"Withdrawn by the Company on {on}: nothing further is due; the expenses stay with it (§3(b), §4)."
    else:
        yield f"Withdrawn by the Company on {on}: §1 gives it no right to; the demand is not used up (§1(c))."
