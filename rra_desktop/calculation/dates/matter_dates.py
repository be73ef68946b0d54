"""The dates that belong to the whole agreement and to no registration: of each issue of securities, of each holder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from rra_desktop.calculation.dates.anchors import Anchor, dated, events_by_type
from rra_desktop.calculation.dates.counted_dates import CountedDate, RowKey, counted_by
from rra_desktop.calculation.dates.declared_counts import TermsInForce
from rra_desktop.calculation.dates.declared_dates import DeclaredDates
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts, gather
from rra_desktop.calculation.dates.situations import known
from rra_desktop.domain.deadline_definitions import MATTER, DeadlineDefinition, Per
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry
from rra_desktop.domain.registrations import EventType, Registration, RegistrationKind


def matter_dates(matter: Matter, terms: TermsInForce, as_of: dt.date) -> tuple[CountedDate, ...]:
    """Return the dates of the whole agreement as they are known on a day, in the order of the form."""
    own = [each for each in matter.form.deadlines if MATTER in each.of]
    of_issues = [date for each in own if each.per is Per.ISSUE_DATE for date in _of_issues(matter, each, terms)]
    if all(each.per is Per.ISSUE_DATE for each in own):
        return tuple(of_issues)
    choices = {reading.id: matter.choice(reading.id) for reading in matter.form.every_reading}
    declared = DeclaredDates(_facts_of_the_matter(matter, terms, as_of), choices)
    of_holders = [date for each in own if each.per is Per.HOLDER for date in declared.for_each(each.id)]
    place = {each.id: number for number, each in enumerate(own)}
    return tuple(sorted((*of_issues, *declared.for_all(), *of_holders), key=lambda date: place[date.key.id]))


def _of_issues(matter: Matter, own: DeadlineDefinition, terms: TermsInForce) -> Iterator[CountedDate]:
    for day, entry in _issues(matter, own).items():
        key = RowKey(own.id, subject=day.isoformat())
        yield counted_by(own, terms, key, Anchor(EntryType.ISSUE, day, entry))


def _facts_of_the_matter(matter: Matter, terms: TermsInForce, as_of: dt.date) -> RegistrationFacts:
    """Return what is recorded in all registrations together, as of one that is under no right."""
    together = Registration("", RegistrationKind.PIGGYBACK)
    empty = gather(replace(matter, events=(), requests=()), together, as_of)
    events = events_by_type(matter.events)
    return replace(
        empty,
        right=MATTER,
        rights=frozenset((MATTER,)),
        terms=terms,
        events=events,
        filed=dated(events, EventType.FILED, as_of),
        effective=dated(events, EventType.EFFECTIVE, as_of),
    )


def _issues(matter: Matter, own: DeadlineDefinition) -> dict[dt.date, LedgerEntry]:
    """Return the first issue of each day of those for which a form counts."""
    found: dict[dt.date, LedgerEntry] = {}
    for entry in sorted(matter.ledger, key=lambda each: (each.date, each.sequence)):
        in_point = all(known(getattr(entry, where.field)) in where.values for where in own.where)
        if entry.type is EntryType.ISSUE and in_point:
            found.setdefault(entry.date, entry)
    return found
