"""What is recorded of one registration, put in the order the clocks of §1 and §3 ask for it.

Everything here is independent of the order in which events were recorded: where something is recorded twice, the first
day counts, and of two notices to one person the first by a method that §8(a) knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rra_desktop.calculation import in_words
from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.joinder import investor_since
from rra_desktop.calculation.notices import is_method_of_notice, notice_dates
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder, LedgerEntry
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

_NO_RESALE_FORM = frozenset({Purpose.STOCK_PLAN, Purpose.RULE_145})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A recorded day on which a clock can start, or the lack of one, named by `waits_for`.

    `part` says which of the record's days it is: "given", "received" or "date".
    """

    label: str
    day: dt.date | None
    record: Event | LedgerEntry | None = None
    part: str = "date"
    assumed: bool = False
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class ServedNotice:
    """A notice to one holder, or to all without addressee (`holder` None), with its two days."""

    holder: Holder | None
    event: Event
    given: Anchor
    received: Anchor
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherStatement:
    """Another effective registration statement of the Company; `permits_resale` is None while nobody has said (§7)."""

    effective: Anchor
    form: str
    permits_resale: bool | None


@dataclass(frozen=True, slots=True)
class Delay:
    """The Company's election to delay a demand; `spent_on` is the earlier election that used the right up (§1(d))."""

    election: Event
    offering_effective: Anchor
    activity_commenced: Anchor
    spent_on: Event | None


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


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    """One registration as recorded.

    `notices` are its Company or Registration Notices in the register's order, one per addressee, the one without
    addressee last. `unnotified` are the Investors to whom no notice is recorded, `covered` those whom only the notice
    without addressee reaches; initiating Investors are in neither. `ended` is the withdrawal that ends the
    registration, `idle_withdrawal` one that cannot.
    """

    registration: Registration
    terms: TermsInForce
    demand_received: Anchor
    demand_given: Anchor
    demand_remarks: tuple[str, ...]
    notices: tuple[ServedNotice, ...]
    unnotified: tuple[Holder, ...]
    covered: tuple[Holder, ...]
    investors: tuple[Holder, ...]
    planned_filing: Anchor
    filed: Anchor
    effective: Anchor
    all_sold: Anchor
    distributed: Anchor
    delay: Delay | None
    others: tuple[OtherStatement, ...]
    ended: Event | None
    idle_withdrawal: Event | None
    suspensions: tuple[tuple[dt.date, dt.date | None], ...]
    requests: Mapping[str, tuple[Request, ...]]

    @property
    def is_firm_commitment(self) -> bool:
        """Whether the underwriters buy what they sell, for which §2(b) counts differently."""
        return self.registration.underwriting is Underwriting.FIRM_COMMITMENT


def gather(matter: Matter, registration: Registration, as_of: dt.date) -> RegistrationFacts:
    """Return what is recorded of a registration; Investors are those of the day it is looked at."""
    events = _by_type(matter.events_of(registration.id))
    terms = TermsInForce(matter)
    demand = _first_notice(events.get(EventType.DEMAND_NOTICE, ()), received_first=True)
    given, received, demand_remarks = _demand_notice(demand, len(events.get(EventType.DEMAND_NOTICE, ())))
    is_demand = registration.kind is RegistrationKind.DEMAND
    notices = _served(matter, events.get(EventType.COMPANY_NOTICE if is_demand else EventType.REGISTRATION_NOTICE, ()))
    since = investor_since(matter)
    investors = tuple(holder for holder in matter.holders if since.get(holder.id, dt.date.max) <= as_of)
    addressed = {notice.holder.id for notice in notices if notice.holder} | set(registration.initiated_by)
    rest = tuple(holder for holder in investors if holder.id not in addressed)
    to_all = any(notice.holder is None for notice in notices)
    effective = _dated(events, EventType.EFFECTIVE, "Registration statement effective", "the effective date")
    ended, idle = _withdrawal(events.get(EventType.WITHDRAWN, ()), effective.day)
    return RegistrationFacts(
        registration=registration,
        terms=terms,
        demand_given=given,
        demand_received=received,
        demand_remarks=demand_remarks,
        notices=notices,
        unnotified=() if to_all else rest,
        covered=rest if to_all else (),
        investors=investors,
        planned_filing=_dated(events, EventType.PLANNED_FILING, "Planned filing", "the planned filing date"),
        filed=_dated(events, EventType.FILED, "Registration statement filed", "the filing date"),
        effective=effective,
        all_sold=_dated(events, EventType.ALL_SOLD, "All covered shares sold", "the day all is sold"),
        distributed=_dated(
            events, EventType.DISTRIBUTION_COMPLETED, "Underwriters’ distribution completed", "the distribution's end"
        ),
        delay=_delay(matter, events, terms) if is_demand else None,
        others=_other_statements(matter, registration, terms, effective.day, received.day) if is_demand else (),
        ended=ended,
        idle_withdrawal=idle,
        suspensions=_suspensions(events),
        requests=_requests(matter.requests_of(registration.id)),
    )


_Events = Mapping[EventType, Sequence[Event]]


def _by_type(events: Iterable[Event]) -> _Events:
    found: dict[EventType, list[Event]] = {}
    for event in sorted(events, key=lambda each: (each.date or dt.date.max, each.id)):
        found.setdefault(event.type, []).append(event)
    return found


def _dated(events: _Events, kind: EventType, label: str, waits_for: str) -> Anchor:
    for event in events.get(kind, ()):
        if event.date is not None:
            return Anchor(label, event.date, event)
    return Anchor(label, None, waits_for=waits_for)


def _first_notice(notices: Sequence[Event], *, received_first: bool = False) -> Event | None:
    def order(event: Event) -> tuple[bool, dt.date, dt.date, int]:
        dates = notice_dates(event)
        given, received = dates.given or dt.date.max, dates.received or dt.date.max
        days = (received, given) if received_first else (given, received)
        return (not is_method_of_notice(event.method), *days, event.id)

    return min(notices, key=order, default=None)


def _demand_notice(event: Event | None, recorded: int) -> tuple[Anchor, Anchor, tuple[str, ...]]:
    given, received = "Demand Notice given", "Demand Notice received by the Company"
    if event is None:
        waits = "the Demand Notice"
        return Anchor(given, None, part="given", waits_for=waits), Anchor(received, None, waits_for=waits), ()
    dates = notice_dates(event)
    remarks = dates.remarks
    if recorded > 1:
        several = f"{recorded:,} Demand Notices are recorded: the first received by a method of §8(a) counts."
        remarks = (*remarks, several)
    return (
        Anchor(given, dates.given, event, "given", waits_for=dates.waits_for),
        Anchor(received, dates.received, event, "received", assumed=dates.assumed, waits_for=dates.waits_for),
        remarks,
    )


def _served(matter: Matter, events: Sequence[Event]) -> tuple[ServedNotice, ...]:
    by_addressee: dict[str | None, list[Event]] = {}
    for event in events:
        by_addressee.setdefault(event.to, []).append(event)
    addressees = [holder for holder in matter.holders if holder.id in by_addressee]
    served = [_served_on(holder, by_addressee[holder.id]) for holder in addressees]
    if None in by_addressee:
        served.append(_served_on(None, by_addressee[None]))
    return tuple(served)


def _served_on(holder: Holder | None, events: Sequence[Event]) -> ServedNotice:
    event = _first_notice(events) or events[0]
    dates = notice_dates(event)
    what = in_words.notice(event.type)
    to, by = (f" to {holder.name}", f" by {holder.name}") if holder else ("", "")
    waits = f"{dates.waits_for}{by}" if dates.waits_for.endswith("received") else f"{dates.waits_for}{to}"
    remarks = dates.remarks
    if len(events) > 1:
        remarks = (*remarks, f"{len(events):,} {what}s{to} are recorded: the first given by a method of §8(a) counts.")
    return ServedNotice(
        holder,
        event,
        Anchor(f"{what}{to} given", dates.given, event, "given", waits_for=waits),
        Anchor(f"{what} received{by}", dates.received, event, "received", assumed=dates.assumed, waits_for=waits),
        remarks,
    )


def _delay(matter: Matter, events: _Events, terms: TermsInForce) -> Delay | None:
    elections = events.get(EventType.DELAY_ELECTED, ())
    if not elections:
        return None
    election = elections[0]
    places = {registration.id: place for place, registration in enumerate(matter.registrations)}
    earlier = sorted(
        (each for each in matter.events if each.type is EventType.DELAY_ELECTED),
        key=lambda each: (each.date or dt.date.max, places.get(each.registration, len(places)), each.id),
    )
    allowed = terms.count("delays", election.date)
    spent = earlier.index(election) >= allowed
    return Delay(
        election,
        _dated(
            events,
            EventType.DELAY_OFFERING_EFFECTIVE,
            "Company's offering effective",
            "the effective date of the Company's offering, or an outside date agreed for it",
        ),
        _dated(
            events,
            EventType.DELAY_ACTIVITY_COMMENCED,
            "Company's other activity commenced",
            "the day the Company's other activity commenced, or an outside date agreed for it",
        ),
        spent_on=(earlier[allowed - 1] if allowed > 0 else election) if spent else None,
    )


def _other_statements(
    matter: Matter,
    registration: Registration,
    terms: TermsInForce,
    effective: dt.date | None,
    demand_received: dt.date | None,
) -> tuple[OtherStatement, ...]:
    """List what counsel recorded here, then the matter's other registrations whose 180 days reach into this demand."""
    label = "Another registration statement effective"
    recorded = [
        OtherStatement(Anchor(label, event.date, event), event.form, event.permits_resale)
        for event in matter.events_of(registration.id)
        if event.type is EventType.OTHER_REGISTRATION_EFFECTIVE and event.date is not None
    ]
    known = {each.effective.day for each in recorded}
    for other in matter.registrations:
        if other.id == registration.id:
            continue
        own = _by_type(matter.events_of(other.id))
        start = _dated(own, EventType.EFFECTIVE, f"{other.title or other.id} effective", "")
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


def _suspensions(events: _Events) -> tuple[tuple[dt.date, dt.date | None], ...]:
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
