"""To whom a notice counts: a copy to somebody the clause does not address starts no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rra_desktop.calculation.dates.served_notices import ServedNotice
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.register import Role
from rra_desktop.domain.registrations import Registration, RegistrationKind
from rra_desktop.domain.statements import Gravity, Mark, stated
from rra_desktop.domain.topics import Topic


def counting_notices(
    notices: Iterable[ServedNotice], registration: Registration, investors: Collection[str]
) -> tuple[ServedNotice, ...]:
    """Return the notices that start a clock: to an Investor, of a demand to one other than those that initiated it."""
    return tuple(notice for notice in notices if not _is_copy(notice, registration, investors))


def copies(
    notices: Iterable[ServedNotice], registration: Registration, investors: Collection[str]
) -> tuple[ServedNotice, ...]:
    """Return the notices that only tell somebody of the registration; they move no date."""
    return tuple(notice for notice in notices if _is_copy(notice, registration, investors))


def said_of_copy(notice: ServedNotice, registration: Registration, form: AgreementForm) -> Mark:
    """Return the remark that stands for a copy: to whom it went, and why it starts no clock."""
    holder = notice.holder
    if holder is None:
        raise ValueError(notice)
    if holder.role is Role.OTHER_HOLDER:
        kind = "dates/copy_to_other_holder"
    elif holder.id in registration.initiated_by:
        kind = "dates/copy_to_initiating_investor"
    else:
        kind = "dates/copy_to_transferee"
    on_notices = Topic.DEMAND if registration.kind is RegistrationKind.DEMAND else Topic.PIGGYBACK
    section = form.section(*((on_notices, Topic.OTHER_HOLDERS) if on_notices is Topic.DEMAND else (on_notices,)))
    day = notice.received.day or notice.given.day
    person = holder.person
    return Mark(stated(kind, section, notice=notice.event.type, to=person, day=day), Gravity.NOTE)


def _is_copy(notice: ServedNotice, registration: Registration, investors: Collection[str]) -> bool:
    if notice.holder is None:
        return False
    initiated = registration.kind is RegistrationKind.DEMAND and notice.holder.id in registration.initiated_by
    return initiated or notice.holder.id not in investors
