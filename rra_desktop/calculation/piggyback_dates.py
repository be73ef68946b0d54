"""The dates of a Company registration that carries piggy-back rights (§3)."""

from __future__ import annotations

from collections.abc import Iterator

from rra_desktop.calculation.bare_dates import BareDate, Choices, Count, RowKey, counted, keep_effective_until
from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.registration_facts import Anchor, RegistrationFacts
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.registrations import Purpose

_NO_NOTICE = "the Registration Notice"

_NO_RIGHT = {
    Purpose.STOCK_PLAN: "the registration is solely for participants in a Company stock plan",
    Purpose.RULE_145: "the registration is for a reorganization or other Rule 145 transaction",
    Purpose.CONVERTIBLE_DEBT: "the only Common registered is issuable on conversion of debt that is itself registered",
}


def piggyback_dates(facts: RegistrationFacts, choices: Choices) -> tuple[BareDate, ...]:
    """Return the dates of a piggy-back under the readings chosen, before any roll (§3(a), §2(b), §2(e))."""
    excluded = _NO_RIGHT.get(facts.registration.purpose)
    if excluded:
        remark = f"No piggy-back right arises: {excluded} (§3(a))."
        return (BareDate(RowKey(DeadlineId.REGISTRATION_NOTICE_DUE), None, remarks=(remark,), void=True),)
    filing = facts.planned_filing if facts.filed.day is None else facts.filed
    return (
        _notice_due(filing),
        _notice_advised(facts, filing),
        *_request_deadlines(facts),
        keep_effective_until(facts, choices),
    )


def _notice_due(filing: Anchor) -> BareDate:
    """Give the notice before the filing: the day before it at the latest."""
    key = RowKey(DeadlineId.REGISTRATION_NOTICE_DUE)
    if filing.day is None:
        return BareDate(key, None, filing, waits_for=filing.waits_for)
    return BareDate(key, add_days(filing.day, -1), filing, (Count(-1, "day"),), assumed=filing.assumed)


def _notice_advised(facts: RegistrationFacts, filing: Anchor) -> BareDate:
    key = RowKey(DeadlineId.REGISTRATION_NOTICE_ADVISED)
    date = counted(facts.terms, key, filing, "piggyback_request_days", back=True)
    return date._replace(remarks=("§3(a) sets no time between the Registration Notice and the filing.",))


def _request_deadlines(facts: RegistrationFacts) -> Iterator[BareDate]:
    """Give each Investor its own clock; before any Registration Notice there is one row for all."""
    row = DeadlineId.PIGGYBACK_REQUEST_DEADLINE
    for notice in facts.notices:
        key = RowKey(row, notice.holder.id if notice.holder else None)
        yield counted(facts.terms, key, notice.given, "piggyback_request_days")
    if not facts.notices:
        yield BareDate(RowKey(row), None, waits_for=_NO_NOTICE)
        return
    for holder in facts.unnotified:
        yield BareDate(RowKey(row, holder.id), None, waits_for=f"{_NO_NOTICE} to {holder.name}")
