"""The dates of a Company registration that carries piggy-back rights (§3)."""

from __future__ import annotations

from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import (
    Choices,
    Count,
    CountedDate,
    RowKey,
    counted,
    day_of,
    doubts_of,
    keep_effective_until,
)
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.calculation.dates.served_notices import unserved_notice
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.registrations import Purpose
from rra_desktop.domain.statements import Gravity, Mark, stated

_NO_RIGHT = frozenset({Purpose.STOCK_PLAN, Purpose.RULE_145, Purpose.CONVERTIBLE_DEBT})


def piggyback_dates(facts: RegistrationFacts, choices: Choices) -> tuple[CountedDate, ...]:
    """Return the dates of a piggy-back under the readings chosen, requests apart, before any roll (§3(a), §2)."""
    purpose = facts.registration.purpose
    if purpose in _NO_RIGHT:
        mark = Mark(stated("dates/no_piggyback_right", "3(a)", purpose=purpose))
        key = RowKey(DeadlineId.REGISTRATION_NOTICE_DUE)
        return (CountedDate(key, None, facts.planned_filing, marks=(mark,), void=True),)
    filing = facts.planned_filing if facts.filed.day is None else facts.filed
    return (*notice_of_registration(facts, filing), keep_effective_until(facts, choices))


def piggyback_requests(facts: RegistrationFacts) -> tuple[CountedDate, ...]:
    """Return when Piggy-back Requests are due: each Investor has its own clock, from the giving of its notice (§3(a)).

    Before any Registration Notice there is one row for all; where no right arises, none.
    """
    row, terms, kind = DeadlineId.PIGGYBACK_REQUEST_DEADLINE, facts.terms, facts.registration.kind
    if facts.registration.purpose in _NO_RIGHT:
        return ()
    if not facts.notices:
        return (counted(terms, RowKey(row), unserved_notice(kind), "piggyback_request_days"),)
    return (
        *(
            counted(
                terms,
                RowKey(row, notice.holder.id if notice.holder else None),
                notice.given,
                "piggyback_request_days",
            )
            for notice in facts.notices
        ),
        *(
            counted(terms, RowKey(row, holder.id), unserved_notice(kind, holder), "piggyback_request_days")
            for holder in facts.unnotified
        ),
    )


def notice_of_registration(facts: RegistrationFacts, filing: Anchor | CountedDate) -> tuple[CountedDate, CountedDate]:
    """Return when the Registration Notice is due, and when it is advised, by the filing or its plan (§3(a))."""
    return _notice_due(filing), _notice_advised(facts, filing)


def _notice_due(filing: Anchor | CountedDate) -> CountedDate:
    """Give the notice before the filing: the day before it at the latest."""
    key, day = RowKey(DeadlineId.REGISTRATION_NOTICE_DUE), day_of(filing)
    if day is None:
        return CountedDate(key, None, filing, waits_for=filing.waits_for, doubts=doubts_of(filing))
    projected = isinstance(filing, CountedDate) or filing.later is not None
    return CountedDate(
        key,
        add_days(day, -1),
        filing,
        (Count(-1, "day"),),
        assumed=filing.assumed,
        projected=projected,
        doubts=doubts_of(filing),
    )


def _notice_advised(facts: RegistrationFacts, filing: Anchor | CountedDate) -> CountedDate:
    key = RowKey(DeadlineId.REGISTRATION_NOTICE_ADVISED)
    date = counted(facts.terms, key, filing, "piggyback_request_days", back=True)
    projected = date.projected or (isinstance(filing, CountedDate) and date.day is not None)
    return date._replace(projected=projected).marked(Mark(stated("dates/no_time_set", "3(a)"), Gravity.SILENCE))
