"""Refusing a record that cannot be so, in counsel's words: what it names is not there, or its days cannot be.

The checks of a whole matter find the same faults, in files from elsewhere too; here they are met by one who is typing,
who knows names and days and not the numbers under which records are kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

from rra_desktop import wording
from rra_desktop.domain.edits import RowChange
from rra_desktop.domain.matter import Matter, Record
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import Holder, LedgerEntry
from rra_desktop.domain.registrations import Event, Registration, Request
from rra_desktop.domain.waivers import Waiver
from rra_desktop.editing.commands.names import holder_name, offering_name, registration_name
from rra_desktop.editing.planning.ledger_refusals import ledger_refusal
from rra_desktop.errors import RefusedEditError

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_COMPANY = "company"
_HOLDERS = ("holder", "to", "initiated_by", "signed_by")


@dataclass(frozen=True, slots=True)
class _Known:
    """The ids that records can name, gathered once for all changes of an edit."""

    holders: frozenset[str]
    registrations: frozenset[str]
    offerings: frozenset[str]


def refuse_records(after: Matter, changes: Iterable[RowChange]) -> None:
    """Raise RefusedEditError for the first record changed that cannot be so in the matter as it would be afterwards."""
    known = _Known(
        frozenset(each.id for each in after.holders),
        frozenset(each.id for each in after.registrations),
        frozenset(each.id for each in after.offerings),
    )
    for change in changes:
        for sentence in _sentences(after, known, change):
            raise RefusedEditError(sentence)


def with_names(matter: Matter) -> Matter:
    """Return the matter with a name for every registration and offering, so that sentences on it speak of names."""
    if all(each.title for each in matter.registrations) and all(each.name for each in matter.offerings):
        return matter
    return replace(
        matter,
        registrations=tuple(replace(each, title=registration_name(matter, each.id)) for each in matter.registrations),
        offerings=tuple(replace(each, name=offering_name(matter, each.id)) for each in matter.offerings),
    )


def _sentences(after: Matter, known: _Known, change: RowChange) -> Iterator[str]:
    record, before = change.after, change.before
    if record is None:
        return
    what = _what(record)
    if before is None and _is_there_twice(after, record):
        yield f"{what} is in the matter already; change it instead of adding it again."
    yield from _days_out_of_reach(record, before)
    yield from _missing(known, record, what)
    if isinstance(record, Event):
        yield from _received_before_sent(record)
    elif isinstance(record, Request):
        yield from _asked_twice(after, record)
    elif isinstance(record, LedgerEntry) and (sentence := ledger_refusal(record, known.holders)):
        yield sentence


def _what(record: Record) -> str:
    if isinstance(record, Event):
        return f"The {wording.event_name(record.type)}" if record.type.is_notice else "The event"
    nouns: dict[type[Record], str] = {
        Holder: "This holder",
        Registration: "This registration",
        Request: "The request",
        Offering: "This scenario",
        OfferingRequest: "The request",
        Expense: "The expense",
        Waiver: "The waiver",
    }
    return nouns.get(type(record), "This record")


def _is_there_twice(after: Matter, record: Record) -> bool:
    """Whether a record was added under the key of another; only those that may bring their own key can be."""
    if isinstance(record, Registration):
        return sum(each.id == record.id for each in after.registrations) > 1
    return isinstance(record, Offering) and sum(each.id == record.id for each in after.offerings) > 1


def _days_out_of_reach(record: Record, before: Record | None) -> Iterator[str]:
    for field in fields(record):
        day = getattr(record, field.name)
        if (
            isinstance(day, dt.date)
            and not _FIRST_YEAR <= day.year <= _LAST_YEAR
            and day != getattr(before, field.name, None)
        ):
            yield (
                f"{wording.date_only(day)} is out of reach: days here lie between the years {_FIRST_YEAR} and "
                f"{_LAST_YEAR}; look at the year again."
            )


def _missing(known: _Known, record: Record, what: str) -> Iterator[str]:
    """Say which record another one names is not there; of a ledger entry that is said with the rest of it."""
    if isinstance(record, LedgerEntry):
        return
    for name in _HOLDERS:
        named = getattr(record, name, None)
        for holder in named if isinstance(named, tuple) else (named,):
            company = isinstance(record, Waiver) and holder == _COMPANY
            if holder is not None and not company and holder not in known.holders:
                yield f"{what} names a holder that is not in the register; choose one that is, or enter it first."
    registration = getattr(record, "registration", None)
    if registration is not None and registration not in known.registrations:
        yield f"{what} is to belong to a registration that is not in the matter any more; choose another."
    offering = getattr(record, "offering", None)
    if offering is not None and offering not in known.offerings:
        yield f"{what} is to belong to a scenario that is not in the matter any more; choose another."


def _received_before_sent(event: Event) -> Iterator[str]:
    if event.sent is not None and event.received is not None and event.received < event.sent:
        yield (
            f"The {wording.event_name(event.type)} cannot have been received on {wording.date_only(event.received)}, "
            f"before it was sent on {wording.date_only(event.sent)}; one of the two days is wrong."
        )


def _asked_twice(after: Matter, request: Request) -> Iterator[str]:
    if sum(each.holder == request.holder for each in after.requests_of(request.registration)) > 1:
        where = registration_name(after, request.registration)
        yield f"{holder_name(after, request.holder)} already has a request in “{where}”; change that one."
