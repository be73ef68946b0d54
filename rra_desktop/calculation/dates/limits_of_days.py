"""Days before or after which a deadline does not lie, and days by which it is longer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import (
    CountedDate,
    Shift,
    counted_from,
    day_of,
    words_of_form,
)
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.domain.deadline_definitions import (
    DeadlineDefinition,
    DeclaredExtension,
    DeclaredLimit,
    FormText,
    Picked,
)
from rra_desktop.domain.registrations import event_id
from rra_desktop.domain.statements import Statement, stated


def not_before(
    date: CountedDate, limit: DeclaredLimit, start: Anchor | CountedDate, facts: RegistrationFacts, section: str
) -> CountedDate:
    """Return a day that does not lie before another: later, or waiting for that where the form says so."""
    other = _day_of_limit(limit, start, facts)
    if other is None:
        if not limit.waits:
            return date
        return date._replace(day=None, waits_for=date.waits_for or start.waits_for)
    if date.day is None:
        return _alone(date, limit, start, facts)
    if date.day >= other:
        return date
    rule = words_of_form(limit.why)
    return date.shifted(Shift(stated("dates/not_before"), other, rule, limit.section or section, (start,)))


def not_after(
    date: CountedDate,
    ends: Sequence[tuple[DeclaredLimit, Anchor | CountedDate, str]],
    end_with: Picked,
    facts: RegistrationFacts,
    declared: int,
) -> CountedDate:
    """Return a day that does not lie after others: the first of them ends it, or the last once all have come.

    Of several on one day the one named first does. `declared` is how many there are, with those not known.
    """
    known = [(day, each) for each in ends if (day := _day_of_limit(each[0], each[1], facts)) is not None]
    if not known or (end_with is Picked.LAST and len(known) < declared):
        return date
    choose = max if end_with is Picked.LAST else min
    end, (limit, start, section) = choose(known, key=lambda each: each[0])
    if date.day is None:
        return _alone(date, limit, start, facts)
    if end >= date.day:
        return date
    label: Statement = start.label if isinstance(start, Anchor) and not limit.count else stated("dates/not_after")
    return date.shifted(Shift(label, end, words_of_form(limit.why), limit.section or section, (start,)))


def _day_of_limit(limit: DeclaredLimit, start: Anchor | CountedDate, facts: RegistrationFacts) -> dt.date | None:
    """Return the day of a limit once its start is known on the day looked at; a day to come ends nothing yet."""
    since = start.day
    return None if since is None else facts.terms.counted_on(since, facts.terms.parts_of(limit.count, since))


def _alone(
    date: CountedDate, limit: DeclaredLimit, start: Anchor | CountedDate, facts: RegistrationFacts
) -> CountedDate:
    """Return a row that has no start of its own by a limit that holds even then."""
    if not limit.alone:
        return date
    counted = counted_from(limit.count, facts.terms, date.key, start)
    return counted._replace(marks=date.marks)


def extended(
    date: CountedDate,
    own: DeadlineDefinition,
    extension: DeclaredExtension,
    facts: RegistrationFacts,
    start_of: Callable[[Sequence[FormText]], Anchor | CountedDate | None],
) -> CountedDate:
    """Return a row longer by the days of spans that lie before its end, or by those from one day to another."""
    if date.day is None:
        return date
    days = _days_of_spans(date, facts, extension.days_of) if extension.days_of else _days_between(extension, start_of)
    if days == 0:
        return date
    moved = -days if extension.less else days
    rule = stated("dates/extended", what=extension.days_of, days=days, less=extension.less)
    label = stated("dates/days_less" if extension.less else "dates/days_more", days=days)
    return date.shifted(Shift(label, add_days(date.day, moved), rule, extension.section or own.section))


def _days_of_spans(date: CountedDate, facts: RegistrationFacts, begun_by: str) -> int:
    """Return the days of the spans that began before a day; each makes it later, and may bring in the next."""
    since = None if date.start is None else day_of(date.start)
    last = date.day or dt.date.max
    days = 0
    for begins, ends in facts.spans(event_id(begun_by)):
        if ends is None or begins > add_days(last, days) or (since is not None and ends < since):
            continue
        days += (ends - max(begins, since or begins)).days
    return days


def _days_between(
    extension: DeclaredExtension, start_of: Callable[[Sequence[FormText]], Anchor | CountedDate | None]
) -> int:
    since, until = start_of(extension.from_), start_of(extension.to)
    if since is None or until is None or since.day is None or until.day is None:
        return 0
    return max(0, (until.day - since.day).days)
