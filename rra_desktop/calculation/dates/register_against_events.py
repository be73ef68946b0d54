"""What the register contradicts: sales under no effective statement, Units not offered, requests above the holding.

Nothing falls by these: a position stays what the ledger makes it, and a request counts
for what is held.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from rra_desktop.calculation.dates.contradictions import Contradiction, key_of
from rra_desktop.calculation.dates.order_rules import Rows, rows_of
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.cited_sections import section_of_registration
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry, Security
from rra_desktop.domain.registrations import EventId, EventType
from rra_desktop.domain.statements import Statement, stated
from rra_desktop.domain.topics import Topic

HeldOn: TypeAlias = Callable[[str, dt.date], int]
"""The Registrable Shares of a holder on a day; raises KeyError for a holder the register does not have."""


def register_against_events(matter: Matter, held_on: HeldOn) -> tuple[Contradiction, ...]:
    """Return every contradiction between the register and what is recorded of the registrations and the offer."""
    return (*_sales(matter), *_units_beyond_the_offer(matter), *_asked_above_holding(matter, held_on))


# -- registered sales --------------------------------------------------------------------------------------------------


class _Statement(NamedTuple):
    """A registration with the days that decide whether shares can be sold under it."""

    registration: str
    effective: dt.date | None
    withdrawn: dt.date | None
    all_sold: dt.date | None
    suspensions: Sequence[tuple[dt.date, dt.date | None]]
    form: AgreementForm

    def why_not(self, day: dt.date) -> Statement | None:
        """Say why nothing can be sold under it on a day, None if it can."""
        if self.effective is None or day < self.effective:
            return stated("order/sold_without_statement", _on_sales(self.form), day=day, effective=self.effective)
        for since, until in self.suspensions:
            if since <= day and (until is None or day < until):
                section = self.form.section(Topic.SUSPENSION)
                return stated("order/sold_while_suspended", section, day=day, since=since, until=until)
        for end, kind in ((self.withdrawn, "order/sold_after_withdrawal"), (self.all_sold, "order/sold_after_all")):
            if end is not None and end < day:
                return stated(kind, _on_sales(self.form), day=day, end=end)
        return None


def _on_sales(form: AgreementForm) -> str:
    return form.section(Topic.PROCEDURES, Topic.REGISTRABLE_SHARES)


def _sales(matter: Matter) -> Iterator[Contradiction]:
    sales = [entry for entry in matter.ledger if entry.type is EntryType.REGISTERED_SALE]
    if not sales:
        return
    statements = [_statement(matter, each.id) for each in matter.registrations]
    for entry in sorted(sales, key=lambda each: (each.date, each.sequence)):
        found = _sold_under_none(matter, statements, entry)
        if found is not None:
            yield found


def _statement(matter: Matter, registration_id: str) -> _Statement:
    days: dict[EventId, dt.date] = {}
    marks: list[tuple[dt.date, bool]] = []
    for event in matter.events_of(registration_id):
        if event.date is None:
            continue
        days[event.type] = min(event.date, days.get(event.type, event.date))
        if event.type in (EventType.SUSPENDED, EventType.RESUMED):
            marks.append((event.date, event.type is EventType.RESUMED))
    return _Statement(
        registration_id,
        days.get(EventType.EFFECTIVE),
        days.get(EventType.WITHDRAWN),
        days.get(EventType.ALL_SOLD),
        suspended_spans(marks),
        matter.form,
    )


def suspended_spans(marks: Sequence[tuple[dt.date, bool]]) -> tuple[tuple[dt.date, dt.date | None], ...]:
    """Return from when to when offers were suspended, None while they still are.

    A mark is a day and whether offers were resumed on it; a suspension while one runs, and a resumption while none
    does, change nothing.
    """
    spans: list[tuple[dt.date, dt.date | None]] = []
    since: dt.date | None = None
    for day, resumed in sorted(marks):
        if not resumed:
            since = since or day
        elif since is not None:
            spans.append((since, day))
            since = None
    return (*spans, (since, None)) if since is not None else tuple(spans)


def _sold_under_none(matter: Matter, statements: Sequence[_Statement], entry: LedgerEntry) -> Contradiction | None:
    """Return what a registered sale contradicts, None where some statement allowed it.

    Of several registrations those were meant that had come furthest: a suspended one before one not yet effective.
    """
    reasons = [(each, each.why_not(entry.date)) for each in statements]
    if any(reason is None for _, reason in reasons):
        return None
    effective = [each for each in reasons if each[0].effective is not None and each[0].effective <= entry.date]
    meant = effective or [each for each in reasons if each[0].effective is not None] or reasons
    statement = next((reason for _, reason in meant if reason is not None), None)
    return Contradiction(
        statement or stated("order/sold_without_statement", _on_sales(matter.form), day=entry.date, effective=None),
        records=(key_of(entry),),
        registrations=tuple(each.registration for each, _ in meant),
        deadlines=rows_of(matter.form, Rows.KEPT),
        positions=frozenset({entry.holder} if entry.holder else ()),
        totals=True,
    )


# -- Units and requests ------------------------------------------------------------------------------------------------


def _units_beyond_the_offer(matter: Matter) -> Iterator[Contradiction]:
    """Find that more Units were issued than the Purchase Agreement offered (recitals)."""
    issues = [
        entry
        for entry in matter.ledger
        if entry.type in (EntryType.ISSUE, EntryType.CORRECTION) and entry.security is Security.UNIT
    ]
    issued = 0
    beyond: list[LedgerEntry] = []
    offered = matter.whole("units_offered")
    for entry in sorted(issues, key=lambda each: (each.date, each.sequence)):
        issued += entry.quantity or 0
        if issued > offered:
            beyond.append(entry)
    if beyond:
        yield Contradiction(
            stated(
                "order/units_beyond_the_offer",
                matter.form.section(Topic.UNITS),
                issued=issued,
                offered=offered,
                day=beyond[0].date,
            ),
            records=tuple(map(key_of, beyond)),
            positions=frozenset(entry.holder for entry in beyond if entry.holder),
            totals=True,
        )


def _asked_above_holding(matter: Matter, held_on: HeldOn) -> Iterator[Contradiction]:
    """Find requests for more than their holder had when they came; they count for what it had."""
    people = {holder.id: holder.person for holder in matter.holders}
    registrations = {registration.id: registration for registration in matter.registrations}
    for request in sorted(matter.requests, key=lambda each: each.id):
        known = request.holder in people and request.registration in registrations
        if not known or request.received is None or request.quantity is None:
            continue
        held = held_on(request.holder, request.received)
        if request.quantity > held:
            yield Contradiction(
                stated(
                    "order/asked_above_holding",
                    section_of_registration(matter.form, registrations[request.registration]),
                    holder=people[request.holder],
                    asked=request.quantity,
                    held=held,
                    day=request.received,
                ),
                records=(key_of(request),),
                registrations=(request.registration,),
                deadlines=rows_of(matter.form, Rows.REQUESTS),
                holders=frozenset({request.holder}),
            )
