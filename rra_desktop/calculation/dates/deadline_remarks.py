"""What is to be said beside a deadline: conflicts, doubts of notice, suspensions, waivers, closings not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from rra_desktop.calculation.dates.addressees import said_of_copy
from rra_desktop.calculation.dates.counted_dates import CountedDate, RowKey
from rra_desktop.calculation.dates.deadline_status import Standing, answered, last_receipt
from rra_desktop.calculation.dates.filing_window import marks_of_advice, marks_of_window
from rra_desktop.calculation.dates.registration_dates import RegistrationDates
from rra_desktop.calculation.dates.requests_received import shortcoming
from rra_desktop.calculation.dates.rolls import calendar_of
from rra_desktop.domain.deadline_definitions import Act, DeadlineDefinition
from rra_desktop.domain.deadlines import DeadlineId, DeadlineStatus
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.registrations import RegistrationKind
from rra_desktop.domain.statements import GRAVE, Gravity, Mark, stated

_FIRST_ROWS = (DeadlineId.COMPANY_NOTICE_ADVISED, DeadlineId.REGISTRATION_NOTICE_DUE)
"""The rows that list notices which move no date."""


def remarks(all_dates: RegistrationDates, date: CountedDate, standing: Standing) -> tuple[Mark, ...]:
    """Return what is to be said beside a deadline of a registration: conflicts first, then the most particular."""
    said, rule = [*date.marks, *date.doubts], all_dates.matter.form.deadline(date.key.id)
    if rule.act is Act.ANSWER:
        said.extend(_of_request(all_dates, date, standing))
    match date.key.id:
        case DeadlineId.COMPANY_NOTICE_ADVISED:
            said.extend(_of_advice(all_dates, date))
        case DeadlineId.FILING_EARLIEST:
            said.extend((*_too_early(all_dates, date, standing), *marks_of_window(all_dates.window, date.key)))
        case DeadlineId.FILING_LATEST:
            said.extend((*marks_of_window(all_dates.window, date.key), *_of_advice_beside(all_dates)))
        case DeadlineId.DELAY_TEST:
            said.extend(_of_delay_test(date, standing))
        case DeadlineId.KEEP_EFFECTIVE_UNTIL:
            said.extend(_of_keeping_effective(all_dates))
    if date.key.id in _FIRST_ROWS:
        said.extend(said_of_copy(notice, all_dates.registration) for notice in all_dates.facts.copies)
    said.extend(_plan_passed(all_dates, date))
    if standing.status is DeadlineStatus.MOOT:
        said.extend(_withdrawn(all_dates))
    said.extend(_unknown_closings(all_dates, date, rule))
    return in_order(said)


def in_order(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return marks without repetition, the grave ones first, all else in the order it was said."""
    if len(marks) < 2:  # noqa: PLR2004 - one mark is in order by itself
        return tuple(marks)
    return tuple(sorted(dict.fromkeys(marks), key=lambda mark: mark.gravity not in GRAVE))


def _unknown_closings(all_dates: RegistrationDates, date: CountedDate, rule: DeadlineDefinition) -> Iterator[Mark]:
    """Yield a warning when a day that depends on closings lies where they are not known."""
    day, calendars = all_dates.days[date.key], all_dates.calendars
    if day is None or not (rule.rolls or rule.filing):
        return
    closing = calendar_of(all_dates.matter.form, rule)
    if not calendars.knows(day, closing):
        yield Mark(stated("dates/closings_unknown", known_to=calendars.known_to(closing)), Gravity.DOUBT)


def plan_passed(all_dates: RegistrationDates, date: CountedDate) -> dt.date | None:
    """Return the planned day of filing a date was counted from, if it has passed without a filing."""
    start, planned = date.start, all_dates.facts.planned_filing
    passed = start is planned and planned.day is not None and planned.day < all_dates.as_of
    return planned.day if passed else None


def _plan_passed(all_dates: RegistrationDates, date: CountedDate) -> Iterator[Mark]:
    planned = plan_passed(all_dates, date)
    if planned is not None:
        yield Mark(stated("dates/plan_passed", "3(a)", planned=planned), Gravity.DOUBT)


def _too_early(all_dates: RegistrationDates, date: CountedDate, standing: Standing) -> Iterator[Mark]:
    first = all_dates.days[date.key]
    if standing.too_early and standing.met_on is not None and first is not None:
        days = (first - standing.met_on).days
        yield Mark(stated("dates/filed_too_early", "1(a)", filed=standing.met_on, days=days), Gravity.CONFLICT)


def _of_request(all_dates: RegistrationDates, date: CountedDate, standing: Standing) -> Iterator[Mark]:
    facts, holder = all_dates.facts, date.key.holder
    notice = all_dates.notices.get(holder)
    if notice:
        yield from notice.marks
        asked, reached = answered(facts, notice, all_dates.requests)
        if reached:
            yield Mark(stated("dates/have_asked", asked=asked, reached=reached))
    answer = all_dates.requests.get(holder) if holder else None
    if answer and answer.lacks:
        yield shortcoming(all_dates.matter, answer, all_dates.choices)
    filed = facts.filed.day
    if standing.status is DeadlineStatus.MOOT and filed and filed <= all_dates.as_of:
        yield Mark(stated("dates/filed_with_what_was_asked", on=filed))


def _last_open(all_dates: RegistrationDates) -> dt.date | None:
    """Return the last day in time on which EDGAR takes a filing, None while the last day to file waits."""
    last = all_dates.window.last if all_dates.window else all_dates.days.get(RowKey(DeadlineId.FILING_LATEST))
    return None if last is None else all_dates.calendars.previous_business_day(last, Closing.EDGAR)


def _of_advice(all_dates: RegistrationDates, date: CountedDate) -> Iterator[Mark]:
    """Say whether a receipt leaves a day to file, and what is doubtful of the receipts by which the advice is met."""
    for notice in all_dates.facts.notices:
        yield from notice.received.marks
    yield from marks_of_advice(all_dates.window, date, last_receipt(all_dates.facts), _last_open(all_dates))


def _of_advice_beside(all_dates: RegistrationDates) -> Iterator[Mark]:
    """Say beside the last day to file from which receipt of the Company Notice on no day is left."""
    advised = all_dates.dates.get(RowKey(DeadlineId.COMPANY_NOTICE_ADVISED))
    if advised is None:
        return
    if all_dates.window is None or all_dates.window.floor_waived is None:
        yield from marks_of_advice(all_dates.window, advised, None, _last_open(all_dates))


def _of_delay_test(date: CountedDate, standing: Standing) -> Iterator[Mark]:
    if standing.status is DeadlineStatus.LATE and standing.met_on is not None:
        late = stated("dates/planned_too_late", "1(d)", planned=standing.met_on, last=date.day)
        yield Mark(late, Gravity.DOUBT)


def _of_keeping_effective(all_dates: RegistrationDates) -> Iterator[Mark]:
    for since, until in all_dates.facts.suspensions:
        yield Mark(stated("dates/offers_suspended", "2", since=since, until=until))
    if all_dates.registration.kind is RegistrationKind.PIGGYBACK:
        yield Mark(stated("dates/section_2_of_a_piggyback", "2"), Gravity.SILENCE)


def _withdrawn(all_dates: RegistrationDates) -> Iterator[Mark]:
    ended = all_dates.facts.ended
    if ended is None or ended.date is None or ended.date > all_dates.as_of:
        return
    kind = all_dates.registration.kind
    yield Mark(stated("dates/withdrawn", on=ended.date, by=ended.by, registration=kind))
