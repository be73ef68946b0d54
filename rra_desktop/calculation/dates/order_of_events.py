"""The order of the events of a registration, and what is recorded against it.

`order_rules` lists what must come before what, what happens once only, what needs what; which events belong to which
kind of registration is `domain.registration_events`. History may be untidy, so nothing here refuses a record. What
contradicts another record is a contradiction of the file, whatever the day looked at: it is marked on every row it
touches, and what is named in `Contradiction.falls` meets no deadline. A Demand Notice never falls, for a demand begins
with it.

Nothing depends on the order in which the records were made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rra_desktop.calculation.dates.contradictions import Contradiction, key_of
from rra_desktop.calculation.dates.notices import is_method_of_notice, notice_days
from rra_desktop.calculation.dates.order_rules import (
    BEFORE,
    NEEDS,
    ONCE,
    Before,
    Once,
    Rows,
    rows_of,
)
from rra_desktop.calculation.record_names import registration_title
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.cited_sections import section_of_registration
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registration_events import event_fits, fitting_events, kind_of, section_of
from rra_desktop.domain.registrations import Event, EventId, EventType, Registration, RegistrationKind, Request
from rra_desktop.domain.statements import Fact, Person, Statement, stated
from rra_desktop.domain.topics import Topic


def order_of_events(matter: Matter, registration: Registration) -> tuple[Contradiction, ...]:
    """Return every contradiction between the events and requests of one registration."""
    history = _history(matter, registration)
    return (
        *_strays(matter, history),
        *(found for rule in BEFORE for found in _out_of_order(matter, rule, history)),
        *(found for rule in ONCE for found in _more_than_once(rule, history)),
        *_effective_and_withdrawn(history),
        *_without_what_it_needs(history),
        *_suspensions(history),
        *_requests(matter, history),
    )


@dataclass(frozen=True, slots=True)
class _History:
    """The dated events of one registration that belong to it by kind, each with its day, in the order of their days."""

    form: AgreementForm
    registration: Registration
    every: Sequence[Event]
    by_type: Mapping[EventId, Sequence[tuple[dt.date, Event]]]
    first_notices: Mapping[str | None, tuple[dt.date, Event]]
    """The first notice of the registration to each holder, and the first to all."""

    def of(self, kind: EventType) -> Sequence[tuple[dt.date, Event]]:
        """Return the events of a kind with their days."""
        return self.by_type.get(kind, ())


def _history(matter: Matter, registration: Registration) -> _History:
    every = sorted(matter.events_of(registration.id), key=lambda event: event.id)
    by_type = by_type_in_order(matter, registration)
    if EventType.DEMAND_NOTICE in by_type:
        # The demand begins with the notice that counts: of several the first by a method that the agreement knows.
        by_type[EventType.DEMAND_NOTICE] = [
            min(
                by_type[EventType.DEMAND_NOTICE],
                key=lambda each: (not is_method_of_notice(matter.form, each[1].method), *_at(each)),
            )
        ]
    first_notices: dict[str | None, tuple[dt.date, Event]] = {}
    is_demand = registration.kind is RegistrationKind.DEMAND
    for each in by_type.get(EventType.COMPANY_NOTICE if is_demand else EventType.REGISTRATION_NOTICE, ()):
        first_notices.setdefault(each[1].to, each)
    return _History(matter.form, registration, every, by_type, first_notices)


def by_type_in_order(matter: Matter, registration: Registration) -> dict[EventId, list[tuple[dt.date, Event]]]:
    """Return the dated events of a registration that fit it, by kind, each with its day, in the order of their days."""
    found: dict[EventId, list[tuple[dt.date, Event]]] = {}
    fitting = fitting_events(matter, registration)
    for event in matter.events_of(registration.id):
        day = _day(matter, event)
        if day is not None and event.type in fitting:
            found.setdefault(event.type, []).append((day, event))
    return {kind: sorted(events, key=_at) for kind, events in found.items()}


def _at(each: tuple[dt.date, Event]) -> tuple[dt.date, int]:
    return each[0], each[1].id


def _day(matter: Matter, event: Event) -> dt.date | None:
    """Return the day an event counts from: a demand from its receipt, another notice from its giving."""
    if not event.is_notice:
        return event.date
    given, received = notice_days(matter, event)
    return received if event.type is EventType.DEMAND_NOTICE else given or received


def misfit(matter: Matter, registration: Registration, event: EventId, day: dt.date | None = None) -> Statement | None:
    """State that events of a kind have no place in a registration, None where they have.

    `day` is the day of the one that is recorded there.
    """
    if event_fits(matter, registration, event):
        return None
    return stated(
        "order/belongs_elsewhere",
        section_of(event, matter.form),
        what=event,
        day=day,
        in_a=registration.kind,
        belongs_to=kind_of(event),
        title=registration_title(matter, registration),
    )


# -- what each table finds ---------------------------------------------------------------------------------------------


def _strays(matter: Matter, history: _History) -> Iterator[Contradiction]:
    registration, fitting = history.registration, frozenset(fitting_events(matter, history.registration))
    for event in history.every:
        day = None if event.type in fitting else _day(matter, event)
        said = None if day is None else misfit(matter, registration, event.type, day)
        if said is not None:
            yield Contradiction(
                said,
                records=(key_of(event),),
                registrations=(registration.id,),
                deadlines=_first_row(matter, registration),
                falls=frozenset({key_of(event)}),
            )


def _first_row(matter: Matter, registration: Registration) -> frozenset[str]:
    """Return the row with which the deadlines of a registration begin: it carries what belongs to no row."""
    right = matter.form.right_of(registration)
    kind = registration.kind.value
    first = matter.form.roles.first(kind if right is None else right.id, kind)
    return frozenset((first,) if first else ())


def _out_of_order(matter: Matter, rule: Before, history: _History) -> Iterator[Contradiction]:
    firsts = history.of(rule.first)
    for day, event in history.of(rule.then):
        if not firsts or firsts[0][0] <= day:
            continue
        first_day, first = firsts[0]
        after = [each for _, each in firsts] if rule.first in rule.falls else [first]
        falls = [each for each in (*after, event) if each.type in rule.falls]
        to = next((each.person for each in matter.holders if each.id == event.to), None)
        yield _found(
            history,
            rule.kind,
            history.form.section(*rule.topics),
            (first, event),
            rule.rows,
            falls=falls,
            holders=frozenset({event.to}) if event.to is not None else None,
            day=day,
            first_day=first_day,
            to=to,
        )


def _more_than_once(rule: Once, history: _History) -> Iterator[Contradiction]:
    events = history.of(rule.type)
    if len(events) > 1:
        yield _found(
            history,
            "order/more_than_once",
            history.form.section(*rule.topics),
            tuple(event for _, event in events),
            rule.rows,
            what=rule.type,
            days=tuple(day for day, _ in events),
        )


def _effective_and_withdrawn(history: _History) -> Iterator[Contradiction]:
    """Find a registration that became effective and was withdrawn: it is withdrawn before that only."""
    effective, withdrawn = history.of(EventType.EFFECTIVE), history.of(EventType.WITHDRAWN)
    if effective and withdrawn:
        yield _found(
            history,
            "order/effective_and_withdrawn",
            history.form.section(Topic.DEMANDS_USED, Topic.WITHDRAWAL),
            tuple(event for _, event in (*effective, *withdrawn)),
            (Rows.EVERY,),
            effective=effective[0][0],
            withdrawn=withdrawn[0][0],
        )


def _without_what_it_needs(history: _History) -> Iterator[Contradiction]:
    for kind, needed, topics, touched in NEEDS:
        if any(event.type is needed for event in history.every):
            continue
        for day, event in history.of(kind):
            section = history.form.section(*topics)
            yield _found(
                history, "order/without_what_it_needs", section, (event,), touched, what=kind, day=day, needs=needed
            )


def _suspensions(history: _History) -> Iterator[Contradiction]:
    """Find offers suspended while they are suspended, and resumed while they are not."""
    marks = sorted((*history.of(EventType.SUSPENDED), *history.of(EventType.RESUMED)), key=_in_turn)
    suspended = False
    for day, event in marks:
        suspends = event.type is EventType.SUSPENDED
        if suspends == suspended:
            kind = "order/suspended_while_suspended" if suspends else "order/resumed_before_suspended"
            yield _found(history, kind, history.form.section(Topic.SUSPENSION), (event,), (Rows.KEPT,), day=day)
        suspended = suspends


def _in_turn(each: tuple[dt.date, Event]) -> tuple[dt.date, bool, int]:
    return each[0], each[1].type is EventType.RESUMED, each[1].id


def _requests(matter: Matter, history: _History) -> Iterator[Contradiction]:
    names = {holder.id: holder.name for holder in matter.holders}
    for request in sorted(matter.requests_of(history.registration.id), key=lambda each: each.id):
        who = Person(request.holder, names.get(request.holder, request.holder))
        if request.received is None:
            yield _of_request(history, "order/request_without_a_day", request, (), holder=who)
            continue
        notice = _notice_to(history, request)
        if notice is not None and request.received < notice[0]:
            yield _of_request(
                history,
                "order/request_before_notice",
                request,
                (notice[1],),
                holder=who,
                day=request.received,
                what=notice[1].type,
                notice_day=notice[0],
            )


def _notice_to(history: _History, request: Request) -> tuple[dt.date, Event] | None:
    """Return the first notice that a request answers: an Initiating Investor's own, another's the one sent to it."""
    registration = history.registration
    demanded = history.of(EventType.DEMAND_NOTICE)
    if request.holder in registration.initiated_by:
        return demanded[0] if demanded else None
    firsts = history.first_notices
    to_it = sorted((firsts[to] for to in (None, request.holder) if to in firsts), key=_at)
    return min((*to_it, *demanded[:1]), key=lambda each: each[0], default=None)


def _of_request(
    history: _History, kind: str, request: Request, notices: tuple[Event, ...], **facts: Fact
) -> Contradiction:
    return Contradiction(
        stated(kind, section_of_registration(history.form, history.registration), **facts),
        records=(key_of(request), *map(key_of, notices)),
        registrations=(history.registration.id,),
        deadlines=rows_of(history.form, Rows.REQUESTS),
        holders=frozenset({request.holder}),
        falls=frozenset({key_of(request)}),
    )


def _found(
    history: _History,
    kind: str,
    section: str,
    events: tuple[Event, ...],
    touched: tuple[Rows | EventType, ...],
    *,
    falls: Sequence[Event] | None = None,
    holders: frozenset[str] | None = None,
    **facts: Fact,
) -> Contradiction:
    """Return a contradiction between events, of which all fall unless some are named."""
    return Contradiction(
        stated(kind, section, **facts),
        records=tuple(map(key_of, events)),
        registrations=(history.registration.id,),
        deadlines=rows_of(history.form, *touched),
        holders=holders,
        falls=frozenset(map(key_of, events if falls is None else falls)),
    )
