"""What is recorded of one registration, put in the order the clocks of §1 and §3 ask for it.

Everything here is independent of the order in which events were recorded: where something is recorded twice, the first
day counts, and of two notices to one person the first by a method that §8(a) knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.dates.addressees import copies, counting_notices
from rra_desktop.calculation.dates.anchors import Anchor, EventsByType, dated, events_by_type
from rra_desktop.calculation.dates.delays import Delay, DelayGround, delay_elected, delay_ground
from rra_desktop.calculation.dates.served_notices import DemandNotice, ServedNotice, demand_notice, served_notices
from rra_desktop.calculation.register.joinder import investor_since
from rra_desktop.domain.agreement import Signature
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.domain.registrations import (
    Event,
    EventType,
    Purpose,
    Registration,
    RegistrationKind,
    Request,
    Underwriting,
    WithdrawnBy,
)
from rra_desktop.domain.waivers import Waiver

_NO_RESALE_FORM = frozenset({Purpose.STOCK_PLAN, Purpose.RULE_145})


@dataclass(frozen=True, slots=True)
class OtherStatement:
    """Another effective registration statement of the Company; `permits_resale` is None while nobody has said (§7)."""

    effective: Anchor
    form: str
    permits_resale: bool | None


class TermsInForce:
    """The counts of an agreement on the day a clock starts; looked up once each."""

    __slots__ = ("_amended", "_known", "_matter")

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._amended = frozenset(change.term for change in matter.term_changes)
        self._known: dict[tuple[str, dt.date | None], int] = {}

    def count(self, term_id: str, on: dt.date | None) -> int:
        """Return a term that counts days, years or things as it stands on a day."""
        key = (term_id, on if term_id in self._amended else None)
        if key not in self._known:
            self._known[key] = self._matter.whole(*key)
        return self._known[key]


def as_if_signed(matter: Matter) -> Matter:
    """Return the matter as if every amendment were signed by all who must, to see what it would change (§8(c))."""
    changes = tuple(
        replace(change, signed_by=(*change.signed_by, *map(Signature, matter.unsigned_by(change))))
        for change in matter.term_changes
    )
    return replace(matter, term_changes=changes)


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    """One registration as recorded.

    `notices` are its Company or Registration Notices in the register's order, one per addressee, the one without
    addressee last; `copies` went to somebody the clause does not address. `registration_notices` are those recorded of
    a demand, where it is read to need them besides. `unnotified` are the Investors to whom no notice is recorded,
    `covered` those whom only the notice without addressee reaches; initiating Investors are in neither. `filings`
    are the filing and its amendments. `ended` is the withdrawal that ends the registration, `idle_withdrawal` one
    that cannot. `waivers` are those in point that were given by the day looked at. Only a demand asks for `delay`,
    its `ground` and `others`.
    """

    registration: Registration
    terms: TermsInForce
    demand: DemandNotice
    notices: tuple[ServedNotice, ...]
    copies: tuple[ServedNotice, ...]
    registration_notices: tuple[ServedNotice, ...]
    unnotified: tuple[Holder, ...]
    covered: tuple[Holder, ...]
    investors: tuple[Holder, ...]
    planned_filing: Anchor
    filed: Anchor
    filings: tuple[Anchor, ...]
    effective: Anchor
    all_sold: Anchor
    distributed: Anchor
    delay: Delay | None
    ground: DelayGround
    others: tuple[OtherStatement, ...]
    ended: Event | None
    idle_withdrawal: Event | None
    suspensions: tuple[tuple[dt.date, dt.date | None], ...]
    requests: Mapping[str, tuple[Request, ...]]
    waivers: tuple[Waiver, ...]

    @property
    def is_firm_commitment(self) -> bool:
        """Whether the underwriters buy what they sell, for which §2(b) counts differently."""
        return self.registration.underwriting is Underwriting.FIRM_COMMITMENT


def gather(matter: Matter, registration: Registration, as_of: dt.date) -> RegistrationFacts:
    """Return what is recorded of a registration; Investors are those of the day it is looked at."""
    events = events_by_type(matter.events_of(registration.id))
    terms = TermsInForce(matter)
    demand = demand_notice(events.get(EventType.DEMAND_NOTICE, ()))
    is_demand = registration.kind is RegistrationKind.DEMAND
    served = served_notices(
        matter, events.get(EventType.COMPANY_NOTICE if is_demand else EventType.REGISTRATION_NOTICE, ())
    )
    since = investor_since(matter)
    investors = tuple(holder for holder in matter.holders if holder.id in since and since[holder.id] <= as_of)
    addressed_by_clause = {holder.id for holder in investors}
    notices = counting_notices(served, registration, addressed_by_clause)
    addressed = {notice.holder.id for notice in notices if notice.holder} | set(registration.initiated_by)
    rest = tuple(holder for holder in investors if holder.id not in addressed)
    to_all = any(notice.holder is None for notice in notices)
    effective = dated(events, EventType.EFFECTIVE)
    ended, idle = _withdrawal(events.get(EventType.WITHDRAWN, ()), effective.day)
    return RegistrationFacts(
        registration=registration,
        terms=terms,
        demand=demand,
        notices=notices,
        copies=copies(served, registration, addressed_by_clause),
        registration_notices=tuple(
            notice
            for notice in served_notices(matter, events.get(EventType.REGISTRATION_NOTICE, ()))
            if notice.holder is None or notice.holder.id in addressed_by_clause
        )
        if is_demand
        else (),
        unnotified=() if to_all else rest,
        covered=rest if to_all else (),
        investors=investors,
        planned_filing=dated(events, EventType.PLANNED_FILING),
        filed=dated(events, EventType.FILED),
        filings=_filings(events),
        effective=effective,
        all_sold=dated(events, EventType.ALL_SOLD),
        distributed=dated(events, EventType.DISTRIBUTION_COMPLETED),
        delay=delay_elected(matter, events),
        ground=delay_ground(events),
        others=_other_statements(matter, registration, terms, effective.day, demand.received.day),
        ended=ended,
        idle_withdrawal=idle,
        suspensions=_suspensions(events),
        requests=_requests(matter.requests_of(registration.id)),
        waivers=tuple(
            waiver
            for waiver in matter.waivers
            if waiver.registration in (None, registration.id) and waiver.date <= as_of
        ),
    )


def _filings(events: EventsByType) -> tuple[Anchor, ...]:
    first = dated(events, EventType.FILED)
    return tuple(
        replace(first, day=event.date, record=event)
        for event in events.get(EventType.FILED, ())
        if event.date is not None
    )


def _other_statements(
    matter: Matter,
    registration: Registration,
    terms: TermsInForce,
    effective: dt.date | None,
    demand_received: dt.date | None,
) -> tuple[OtherStatement, ...]:
    """List what counsel recorded here, then the matter's other registrations whose 180 days reach into this demand."""
    when = "the effective date of another registration statement"
    recorded = [
        OtherStatement(
            Anchor("Another registration statement effective", when, event.date, event),
            event.form,
            event.permits_resale,
        )
        for event in events_by_type(matter.events_of(registration.id)).get(EventType.OTHER_REGISTRATION_EFFECTIVE, ())
        if event.date is not None
    ]
    known = {each.effective.day for each in recorded}
    for other in matter.registrations:
        if other.id == registration.id:
            continue
        own = events_by_type(matter.events_of(other.id))
        start = replace(dated(own, EventType.EFFECTIVE), label=f"{other.title or other.id} effective", when=when)
        if start.day is None or start.day in known or (effective is not None and start.day > effective):
            continue
        if demand_received and add_days(start.day, terms.count("cooling_off_days", start.day)) < demand_received:
            continue
        recorded.append(OtherStatement(start, "", other.purpose not in _NO_RESALE_FORM))
    return tuple(recorded)


def _withdrawal(events: Sequence[Event], effective: dt.date | None) -> tuple[Event | None, Event | None]:
    """Return the withdrawal that ends the registration, and one that cannot: the Company's once effective (§3(b))."""
    for event in events:
        if event.date is None:
            continue
        by_investors = event.by in (WithdrawnBy.INVESTORS, WithdrawnBy.INVESTORS_MATERIAL_INFORMATION)
        if by_investors or effective is None or event.date <= effective:
            return event, None
    return None, next((event for event in events if event.date is not None), None)


def _suspensions(events: EventsByType) -> tuple[tuple[dt.date, dt.date | None], ...]:
    marks = [*events.get(EventType.SUSPENDED, ()), *events.get(EventType.RESUMED, ())]
    spans: list[tuple[dt.date, dt.date | None]] = []
    since: dt.date | None = None
    for event in sorted(marks, key=lambda each: (each.date or dt.date.max, each.id)):
        if event.date is None:
            continue
        if event.type is EventType.SUSPENDED:
            since = since or event.date
        elif since is not None:
            spans.append((since, event.date))
            since = None
    if since is not None:
        spans.append((since, None))
    return tuple(spans)


def _requests(requests: Iterable[Request]) -> Mapping[str, tuple[Request, ...]]:
    by_holder: dict[str, list[Request]] = {}
    for request in sorted(requests, key=lambda each: (each.received or dt.date.max, each.id)):
        by_holder.setdefault(request.holder, []).append(request)
    return {holder: tuple(found) for holder, found in by_holder.items()}
