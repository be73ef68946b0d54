"""What is to be said beside a deadline: conflicts, doubts of notice, suspensions, waivers, closings not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from rra_desktop.calculation.dates.addressees import said_of_copy
from rra_desktop.calculation.dates.counted_dates import CountedDate, RowKey, called
from rra_desktop.calculation.dates.deadline_status import Standing, answered, last_receipt
from rra_desktop.calculation.dates.filing_window import marks_of_advice, marks_of_window
from rra_desktop.calculation.dates.registration_dates import RegistrationDates
from rra_desktop.calculation.dates.requests_received import shortcoming
from rra_desktop.calculation.dates.rolls import calendar_of
from rra_desktop.calculation.dates.situations import Situation
from rra_desktop.domain.cited_sections import article_of_kind
from rra_desktop.domain.deadline_definitions import DeadlineDefinition
from rra_desktop.domain.deadlines import Act, DeadlineKind, DeadlineStatus
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.registrations import RegistrationKind
from rra_desktop.domain.statements import GRAVE, Gravity, Mark, stated
from rra_desktop.domain.topics import Topic


def remarks(all_dates: RegistrationDates, date: CountedDate, standing: Standing) -> tuple[Mark, ...]:
    """Return what is to be said beside a deadline of a registration: conflicts first, then the most particular."""
    rule, roles = all_dates.matter.form.deadline(date.key.id), all_dates.matter.form.roles
    said = [] if rule.act is Act.KEEP else [*_open_points(all_dates, rule)]
    said.extend((*date.marks, *date.doubts))
    if rule.act is Act.ANSWER:
        said.extend(_of_request(all_dates, date, standing))
    if rule.follows:
        said.extend(_of_advice(all_dates, date))
    if rule.kind is DeadlineKind.EARLIEST:
        said.extend(_too_early(all_dates, date, standing))
    said.extend(marks_of_window(all_dates.window, date.key, all_dates.matter.form.amendment_section))
    if date.key.id in roles.advice:
        said.extend(_of_advice_beside(all_dates, roles.advice[date.key.id]))
    if date.key.id in roles.grounds:
        said.extend(_of_delay_test(date, standing, rule))
    if rule.act is Act.KEEP:
        said.extend((*_not_extended(all_dates, rule), *_open_points(all_dates, rule)))
    if date.key.id in roles.first_notices:
        said.extend(
            said_of_copy(notice, all_dates.registration, all_dates.matter.form) for notice in all_dates.facts.copies
        )
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
        section = all_dates.matter.form.deadline(date.key.id).section
        yield Mark(stated("dates/plan_passed", section, planned=planned), Gravity.DOUBT)


def _too_early(all_dates: RegistrationDates, date: CountedDate, standing: Standing) -> Iterator[Mark]:
    first = all_dates.days[date.key]
    if standing.too_early and standing.met_on is not None and first is not None:
        days, section = (first - standing.met_on).days, all_dates.matter.form.deadline(date.key.id).section
        yield Mark(stated("dates/filed_too_early", section, filed=standing.met_on, days=days), Gravity.CONFLICT)


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


def _last_open(all_dates: RegistrationDates, deadline: str) -> dt.date | None:
    """Return the last day in time on which EDGAR takes a filing, None while the last day to file waits."""
    last = all_dates.window.last if all_dates.window else all_dates.days.get(RowKey(deadline))
    return None if last is None else all_dates.calendars.previous_business_day(last, Closing.EDGAR)


def _of_advice(all_dates: RegistrationDates, date: CountedDate) -> Iterator[Mark]:
    """Say whether a receipt leaves a day to file, and what is doubtful of the receipts by which the advice is met."""
    for notice in all_dates.facts.notices:
        yield from notice.received.marks
    yield from _advice(all_dates, date, last_receipt(all_dates.facts))


def _of_advice_beside(all_dates: RegistrationDates, advice: str) -> Iterator[Mark]:
    """Say beside the last day to file from which receipt of the notice on no day is left."""
    advised = all_dates.dates.get(RowKey(advice))
    if advised is None:
        return
    if all_dates.window is None or all_dates.window.floor_waived is None:
        yield from _advice(all_dates, advised, None)


def _advice(all_dates: RegistrationDates, advised: CountedDate, received: dt.date | None) -> tuple[Mark, ...]:
    form = all_dates.matter.form
    last_open = _last_open(all_dates, form.deadline(advised.key.id).follows)
    return marks_of_advice(all_dates.window, advised, form, received, last_open)


def _of_delay_test(date: CountedDate, standing: Standing, rule: DeadlineDefinition) -> Iterator[Mark]:
    if standing.status is DeadlineStatus.LATE and standing.met_on is not None:
        late = stated("dates/planned_too_late", rule.section, planned=standing.met_on, last=date.day)
        yield Mark(late, Gravity.DOUBT)


def _not_extended(all_dates: RegistrationDates, rule: DeadlineDefinition) -> Iterator[Mark]:
    """Say of each suspension that it does not make a time longer, where the form says so."""
    for each in rule.not_extended:
        for since, until in all_dates.facts.suspensions:
            yield Mark(stated("dates/offers_suspended", each.section or rule.section, since=since, until=until))


def _open_points(all_dates: RegistrationDates, rule: DeadlineDefinition) -> Iterator[Mark]:
    """Say what the form says that the agreement leaves open."""
    situation = Situation(all_dates.facts, all_dates.choices)
    for each in rule.says:
        if each.when.holds(situation):
            said = stated("dates/form_says", each.section or rule.section, text=each.text)
            yield Mark(called(said, each.id), Gravity.SILENCE)


def _withdrawn(all_dates: RegistrationDates) -> Iterator[Mark]:
    ended = all_dates.facts.ended
    if ended is None or ended.date is None or ended.date > all_dates.as_of:
        return
    form, kind = all_dates.matter.form, all_dates.registration.kind
    said = stated(
        "dates/withdrawn",
        on=ended.date,
        by=ended.by,
        registration=kind,
        on_demands=article_of_kind(form, RegistrationKind.DEMAND),
        on_use=form.section(Topic.DEMANDS_USED),
        on_expenses=form.section(Topic.WITHDRAWAL, Topic.EXPENSES),
    )
    yield Mark(said)
