"""What a row of deadlines says of the order of events: contradictions it rests on, and days that had not come yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.contradictions import SaidOfRows
from rra_desktop.calculation.dates.counted_dates import CountedDate
from rra_desktop.calculation.dates.holder_answers import late_answer
from rra_desktop.calculation.dates.registration_dates import RegistrationDates
from rra_desktop.calculation.dates.requests_received import shortcoming
from rra_desktop.domain.deadlines import Act
from rra_desktop.domain.statements import Mark, Statement, stated


def marks_of_events(
    all_dates: RegistrationDates, date: CountedDate, elsewhere: Iterable[SaidOfRows] = ()
) -> tuple[Mark, ...]:
    """Return what a row says of the order of events, gravest first; `elsewhere` is what was found out above the dates.

    A date counted from a day that is recorded but had not come on the day looked at says so.
    """
    registration, key = all_dates.registration.id, date.key
    said = [
        each.mark
        for found in (all_dates.facts.contradictions, elsewhere)
        for each in found
        if each.touches(registration, key.id, key.holder)
    ]
    later = dict.fromkeys(_not_come_yet(date))
    of_requests = tuple(_of_requests(all_dates, date))
    if not said and not later:  # as nearly every row of hundreds has it
        return of_requests
    return (
        *dict.fromkeys(said),
        *of_requests,
        *(Mark(stated("order/recorded_for_later", what=what, day=day)) for what, day in later),
    )


def _of_requests(all_dates: RegistrationDates, date: CountedDate) -> Iterator[Mark]:
    """Yield what requests lack that have no row of their own: where a notice went to all, and those that began."""
    is_answer = all_dates.matter.form.deadline(date.key.id).act is Act.ANSWER
    if date.key.id == _last_to_file(all_dates):
        who: Iterable[str] = all_dates.registration.initiated_by
    elif is_answer and date.key.holder is None:
        who = [holder.id for holder in all_dates.facts.covered]
    else:
        who = []
    for holder in who:
        answer = all_dates.requests.get(holder)
        if answer is not None and answer.lacks:
            yield shortcoming(all_dates.matter, answer, all_dates.choices)
    if is_answer:
        for holder in [date.key.holder] if date.key.holder else who:
            yield from late_answer(all_dates, all_dates.holders[holder])


def _last_to_file(all_dates: RegistrationDates) -> str:
    return all_dates.matter.form.roles.last_to_file(all_dates.facts.right, all_dates.registration.kind.value)


def _not_come_yet(date: CountedDate) -> Iterator[tuple[Statement, dt.date]]:
    """Yield what a date was counted from, or moved by, that lies after the day looked at."""
    for each in (date.start, *(because for shift in date.shifts for because in shift.because)):
        if isinstance(each, Anchor):
            if each.later is not None:
                yield each.when, each.later
        elif each is not None:
            yield from _not_come_yet(each)
