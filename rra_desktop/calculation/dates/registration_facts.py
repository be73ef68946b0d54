"""What is recorded of one registration, put in the order its clocks ask for it.

Everything here is independent of the order in which events were recorded. A fact dated after the day looked at is not
known on it, and one that another contradicts stands for nothing; of two notices to one person the first counts by a
method that the agreement knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TypeVar

from rra_desktop.calculation.dates.addressees import copies, counting_notices
from rra_desktop.calculation.dates.anchors import (
    Anchor,
    EventsByType,
    dated,
    events_by_type,
    in_words_of_form,
)
from rra_desktop.calculation.dates.contradictions import Contradiction, key_of
from rra_desktop.calculation.dates.declared_counts import TermsInForce
from rra_desktop.calculation.dates.delays import Delay, delay_elected
from rra_desktop.calculation.dates.order_of_events import order_of_events
from rra_desktop.calculation.dates.register_against_events import suspended_spans
from rra_desktop.calculation.dates.served_notices import (
    DemandNotice,
    Receipts,
    ServedNotice,
    demand_notice,
    receipts,
    served_notices,
)
from rra_desktop.calculation.record_names import registration_title
from rra_desktop.calculation.register.joinder import investor_since
from rra_desktop.domain.agreement import AgreementForm, Signature
from rra_desktop.domain.declared_events import EventField
from rra_desktop.domain.declared_facts import YES
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.domain.registrations import (
    Event,
    EventId,
    EventType,
    Purpose,
    Registration,
    RegistrationKind,
    Request,
    event_id,
)
from rra_desktop.domain.waivers import Waiver

Recorded = TypeVar("Recorded", Event, Request)
_NO_RESALE_FORM = frozenset({Purpose.STOCK_PLAN, Purpose.RULE_145})


@dataclass(frozen=True, slots=True)
class OtherStatement:
    """Another effective registration statement of the Company; `permits_resale` is None while nobody has said."""

    effective: Anchor
    form: str
    permits_resale: bool | None


def as_if_signed(matter: Matter) -> Matter:
    """Return the matter as if every amendment were signed by all who must, to see what it would change."""
    changes = tuple(
        replace(change, signed_by=(*change.signed_by, *map(Signature, matter.unsigned_by(change))))
        for change in matter.term_changes
    )
    return replace(matter, term_changes=changes)


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    """One registration as recorded, and as it is known on a day.

    Dates are anchors that stand and had come by the day; what lies after it is in their `later`. `contradictions` are
    between the records of the registration, whatever the day. `form` is the agreement.

    `notices` are its Company or Registration Notices in the register's order, one per addressee, the one without
    addressee last; `copies` went to somebody the clause does not address. `registration_notices` are those recorded
    of a demand, where it is read to need them besides. `unnotified` are the Investors to whom no notice is
    recorded, `covered` those whom only the notice without addressee reaches, `covered_ids` their ids; initiating
    Investors are in neither. `receipts` says when the notices were received. `filings` are the filing and its
    amendments. `ended` is the withdrawal that ends the registration. `set_aside` are requests that cannot have come
    as they are recorded; they count for nothing. `waivers` are those in point that were given by the day looked at.
    `delays` are those elected, by the event that begins one, and `others` the statements that may bar this one; an
    agreement that has no delay or bar has none of them. `right` is the right under which it is a registration,
    `rights` that and its kind; `events` all that stand, by what happened, and `events_of_the_matter` those that
    belong to none.
    """

    registration: Registration
    as_of: dt.date
    right: str
    rights: frozenset[str]
    form: AgreementForm
    terms: TermsInForce
    events: EventsByType
    events_of_the_matter: EventsByType
    demand: DemandNotice
    notices: tuple[ServedNotice, ...]
    copies: tuple[ServedNotice, ...]
    registration_notices: tuple[ServedNotice, ...]
    unnotified: tuple[Holder, ...]
    covered: tuple[Holder, ...]
    covered_ids: frozenset[str]
    receipts: Receipts
    investors: tuple[Holder, ...]
    planned_filing: Anchor
    filed: Anchor
    filings: tuple[Anchor, ...]
    effective: Anchor
    delays: Mapping[str, Delay]
    others: tuple[OtherStatement, ...]
    ended: Event | None
    suspensions: tuple[tuple[dt.date, dt.date | None], ...]
    requests: Mapping[str, tuple[Request, ...]]
    set_aside: Mapping[str, tuple[Request, ...]]
    waivers: tuple[Waiver, ...]
    contradictions: tuple[Contradiction, ...]
    _days: dict[EventId, Anchor] = field(default_factory=dict, compare=False, repr=False)

    def day(self, kind: EventId) -> Anchor:
        """Return the first day on which something happened as it is known, in the matter itself too, or the lack."""
        if kind not in self._days:
            events = self.events if kind in self.events else self.events_of_the_matter
            self._days[kind] = in_words_of_form(dated(events, kind, self.as_of), self.form.event(kind))
        return self._days[kind]

    def spans(self, begins: EventId) -> tuple[tuple[dt.date, dt.date | None], ...]:
        """Return from when to when lasted what an event begins, a suspension or one of the form; None while it does."""
        if begins is EventType.SUSPENDED:
            return self.suspensions
        declared = self.form.event(begins)
        return () if declared is None else _spans(self.events, begins, event_id(declared.ends), self.as_of)

    def of_holder(self, holder_id: str) -> RegistrationFacts:
        """Return what is recorded as far as it concerns a holder: no event of the form that is another one's alone."""
        ones_own = {each.id for each in self.form.events if EventField.TO in each.fields and not each.notice}
        recorded = (self.events, self.events_of_the_matter)
        if not any(event.to for events in recorded for own in ones_own for event in events.get(own, ())):
            return self
        theirs, of_the_matter = (_concerning(holder_id, events, ones_own) for events in recorded)
        return replace(self, events=theirs, events_of_the_matter=of_the_matter, _days={})

    def fact(self, key: str) -> object:
        """Return what is recorded under the name of a fact, or of a field of an event, None where nothing is."""
        kind, _, of_event = key.partition(".")
        if not of_event:
            declared = next((each for each in self.form.facts if each.id == key), None)
            answer = None if declared is None else self.registration.fact(key)
            if declared is not None and declared.is_yes_or_no:
                return None if answer is None else answer == YES
            return getattr(self.registration, key) if declared is None else answer
        known = (each for each in self.events.get(event_id(kind), ()) if each.date is None or each.date <= self.as_of)
        return getattr(next(known, None), of_event, None)

    def notices_of(self, kind: EventType) -> tuple[ServedNotice, ...]:
        """Return the notices of a kind that count."""
        return self.notices if kind is self.own_notice else self.registration_notices

    @property
    def own_notice(self) -> EventType:
        """The kind of notice that tells of the registration."""
        return notice_of(self.registration)


def gather(matter: Matter, registration: Registration, as_of: dt.date) -> RegistrationFacts:
    """Return what is recorded of a registration as it is known on a day; Investors are those of that day."""
    contradictions = order_of_events(matter, registration)
    falls = frozenset(key for each in contradictions for key in each.falls)
    recorded, asked = matter.events_of(registration.id), matter.requests_of(registration.id)
    events = events_by_type(_standing(recorded, falls))
    demand = demand_notice(matter, events.get(EventType.DEMAND_NOTICE, ()), as_of)
    is_demand, kind = registration.kind is RegistrationKind.DEMAND, notice_of(registration)
    # A Company Notice out of order meets nothing, but its clocks run, marked.
    sent = [event for event in recorded if event.type is kind]
    out_of_order = frozenset(event.id for event in sent if falls and key_of(event) in falls)
    served = served_notices(matter, sent, out_of_order, as_of)
    since = investor_since(matter)
    investors = tuple(holder for holder in matter.holders if holder.id in since and since[holder.id] <= as_of)
    addressed_by_clause = {holder.id for holder in investors}
    notices = counting_notices(served, registration, addressed_by_clause)
    addressed = {notice.holder.id for notice in notices if notice.holder} | set(registration.initiated_by)
    rest = tuple(holder for holder in investors if holder.id not in addressed)
    to_all = any(notice.holder is None for notice in notices)
    terms, (right, kind_of_right) = TermsInForce(matter), right_of(matter.form, registration)
    others, of_others = _other_statements(matter, registration, terms, demand.received.day, as_of)
    return RegistrationFacts(
        registration=registration,
        as_of=as_of,
        right=right,
        rights=frozenset((right, kind_of_right)),
        form=matter.form,
        terms=terms,
        events=events,
        events_of_the_matter=events_by_type(matter.events_of("")),
        demand=demand,
        notices=notices,
        copies=copies(served, registration, addressed_by_clause),
        registration_notices=tuple(
            notice
            for notice in served_notices(matter, events.get(EventType.REGISTRATION_NOTICE, ()), as_of=as_of)
            if notice.holder is None or notice.holder.id in addressed_by_clause
        )
        if is_demand
        else (),
        unnotified=() if to_all else rest,
        covered=rest if to_all else (),
        covered_ids=frozenset(holder.id for holder in rest) if to_all else frozenset(),
        receipts=receipts(notices),
        investors=investors,
        planned_filing=dated(events, EventType.PLANNED_FILING),
        filed=dated(events, EventType.FILED, as_of),
        filings=_filings(events, as_of),
        effective=dated(events, EventType.EFFECTIVE, as_of),
        delays=_delays(matter, events, as_of),
        others=others,
        ended=next((event for event in events.get(EventType.WITHDRAWN, ()) if _come(event, as_of)), None),
        suspensions=_spans(events, EventType.SUSPENDED, EventType.RESUMED, as_of),
        requests=_requests(_standing(asked, falls)),
        set_aside=_requests(each for each in asked if falls and key_of(each) in falls),
        waivers=tuple(
            waiver
            for waiver in matter.waivers
            if waiver.registration in (None, registration.id) and waiver.date <= as_of
        ),
        contradictions=(*contradictions, *of_others),
    )


def right_of(form: AgreementForm, registration: Registration) -> tuple[str, str]:
    """Return the id of the right under which a registration is one, the kind's name where there is none, and its kind.

    Of a form that gives no rights each kind of registration is one.
    """
    found = form.right_of(registration)
    return found.id if found is not None else registration.kind.value, registration.kind.value


def notice_of(registration: Registration) -> EventType:
    """Return the kind of notice that tells the Investors of a registration."""
    is_demand = registration.kind is RegistrationKind.DEMAND
    return EventType.COMPANY_NOTICE if is_demand else EventType.REGISTRATION_NOTICE


def _delays(matter: Matter, events: EventsByType, as_of: dt.date) -> Mapping[str, Delay]:
    """Return the delays elected, by the event that begins one, as far as the agreement has such delays."""
    kinds = {part.since for each in matter.form.deadlines for own in each.every for part in own.delay}
    kinds |= {matter.form.deadline(own).needs for own in matter.form.roles.delays}
    found = {kind: delay_elected(matter, events, as_of, EventType(kind)) for kind in kinds if kind}
    return {kind: delay for kind, delay in found.items() if delay is not None}


def _standing(records: Sequence[Recorded], falls: AbstractSet[FigureKey]) -> Sequence[Recorded]:
    """Return the records that no contradiction sets aside."""
    return [each for each in records if key_of(each) not in falls] if falls else records


def _come(event: Event, as_of: dt.date) -> bool:
    return event.date is not None and event.date <= as_of


def _filings(events: EventsByType, as_of: dt.date) -> tuple[Anchor, ...]:
    first = dated(events, EventType.FILED)
    return tuple(
        replace(first, day=event.date, record=event) for event in events.get(EventType.FILED, ()) if _come(event, as_of)
    )


def _other_statements(
    matter: Matter,
    registration: Registration,
    terms: TermsInForce,
    demand_received: dt.date | None,
    as_of: dt.date,
) -> tuple[tuple[OtherStatement, ...], tuple[Contradiction, ...]]:
    """List what counsel recorded here, then the matter's other registrations whose bar can reach into this demand.

    Another registration's effective date that something contradicts bars nothing: the contradiction is said here too.
    """
    barring = EventType.OTHER_REGISTRATION_EFFECTIVE.value
    bars = (each for each in matter.form.deadlines if barring in each.starts())
    barred = next((each for each in bars if not set(right_of(matter.form, registration)).isdisjoint(each.of)), None)
    if barred is None:
        return (), ()
    own = events_by_type(matter.events_of(registration.id))
    effective = dated(own, EventType.EFFECTIVE).day
    recorded = [
        OtherStatement(
            Anchor(event.type, event.date, event).seen_on(as_of),
            event.form,
            event.permits_resale,
        )
        for event in own.get(EventType.OTHER_REGISTRATION_EFFECTIVE, ())
        if event.date is not None
    ]
    known = {each.effective.day or each.effective.later for each in recorded}
    said: list[Contradiction] = []
    for other in matter.registrations:
        if other.id == registration.id:
            continue
        theirs = events_by_type(matter.events_of(other.id))
        start = replace(
            dated(theirs, EventType.EFFECTIVE),
            what=EventType.OTHER_REGISTRATION_EFFECTIVE,
            registration=registration_title(matter, other),
        )
        if start.day is None or start.day in known or (effective is not None and start.day > effective):
            continue
        if demand_received and terms.counted_on(start.day, terms.counts_of(barred, start.day)) < demand_received:
            continue
        fallen = _fallen(matter, other, theirs[EventType.EFFECTIVE])
        said.extend(
            replace(each, registrations=(registration.id,), deadlines=matter.form.roles.barred()) for each in fallen
        )
        if not fallen:
            permits = other.purpose not in _NO_RESALE_FORM
            recorded.append(OtherStatement(start.seen_on(as_of), "", permits))
    return tuple(recorded), tuple(said)


def _fallen(matter: Matter, registration: Registration, events: Iterable[Event]) -> list[Contradiction]:
    keys = frozenset(map(key_of, events))
    return [each for each in order_of_events(matter, registration) if each.falls & keys]


def _concerning(holder_id: str, events: EventsByType, ones_own: AbstractSet[str]) -> EventsByType:
    found = {
        kind: [each for each in of_kind if kind not in ones_own or each.to in (None, holder_id)]
        for kind, of_kind in events.items()
    }
    return {kind: of_kind for kind, of_kind in found.items() if of_kind}


def _spans(
    events: EventsByType, begins: EventId, ends: EventId, as_of: dt.date
) -> tuple[tuple[dt.date, dt.date | None], ...]:
    marks = (*events.get(begins, ()), *events.get(ends, ()))
    return suspended_spans(
        [(each.date, each.type == ends) for each in marks if each.date is not None and each.date <= as_of]
    )


def _requests(requests: Iterable[Request]) -> Mapping[str, tuple[Request, ...]]:
    by_holder: dict[str, list[Request]] = {}
    for request in sorted(requests, key=lambda each: (each.received or dt.date.max, each.id)):
        by_holder.setdefault(request.holder, []).append(request)
    return {holder: tuple(found) for holder, found in by_holder.items()}
