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
    keep_effective_until,
)
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.calculation.dates.served_notices import unserved_notice
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.registrations import Purpose

_NO_RIGHT = {
    Purpose.STOCK_PLAN: "the registration is solely for participants in a Company stock plan",
    Purpose.RULE_145: "the registration is for a reorganization or other Rule 145 transaction",
    Purpose.CONVERTIBLE_DEBT: "the only Common registered is issuable on conversion of debt that is itself registered",
}


def piggyback_dates(facts: RegistrationFacts, choices: Choices) -> tuple[CountedDate, ...]:
    """Return the dates of a piggy-back under the readings chosen, requests apart, before any roll (§3(a), §2)."""
    excluded = _NO_RIGHT.get(facts.registration.purpose)
    if excluded:
        remark = f"No piggy-back right arises: {excluded} (§3(a))."
        key = RowKey(DeadlineId.REGISTRATION_NOTICE_DUE)
        return (CountedDate(key, None, facts.planned_filing, remarks=(remark,), void=True),)
    filing = facts.planned_filing if facts.filed.day is None else facts.filed
    return (
        _notice_due(filing),
        _notice_advised(facts, filing),
        keep_effective_until(facts, choices),
    )


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


def _notice_due(filing: Anchor) -> CountedDate:
    """Give the notice before the filing: the day before it at the latest."""
    key = RowKey(DeadlineId.REGISTRATION_NOTICE_DUE)
    if filing.day is None:
        return CountedDate(key, None, filing, waits_for=filing.waits_for)
    return CountedDate(key, add_days(filing.day, -1), filing, (Count(-1, "day"),), assumed=filing.assumed)


def _notice_advised(facts: RegistrationFacts, filing: Anchor) -> CountedDate:
    key = RowKey(DeadlineId.REGISTRATION_NOTICE_ADVISED)
    date = counted(facts.terms, key, filing, "piggyback_request_days", back=True)
    return date._replace(remarks=("§3(a) sets no time between the Registration Notice and the filing.",))
