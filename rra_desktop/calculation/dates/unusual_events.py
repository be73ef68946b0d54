"""What is recorded against no rule, yet seldom meant: told to whoever records it, and marked on no row.

History may come in piece by piece, so an event without the one before it is no contradiction; a second filing is an
amendment, a second planned day or notice counts for nothing, and a delay elected after the filing moves nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from rra_desktop.calculation.counted_limits import most_allowed, most_of
from rra_desktop.calculation.dates.order_of_events import by_type_in_order
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventId, EventType, Registration
from rra_desktop.domain.statements import Statement, stated
from rra_desktop.domain.topics import Topic

_Dated: TypeAlias = Mapping[EventId, Sequence[tuple[dt.date, Event]]]

_FOLLOWS = (
    (EventType.COMPANY_NOTICE, EventType.DEMAND_NOTICE, (Topic.DEMAND,)),
    (EventType.EFFECTIVE, EventType.FILED, (Topic.DEMAND, Topic.KEPT_EFFECTIVE)),
    (EventType.ALL_SOLD, EventType.EFFECTIVE, (Topic.KEPT_EFFECTIVE,)),
    (EventType.DISTRIBUTION_COMPLETED, EventType.EFFECTIVE, (Topic.DISTRIBUTION,)),
    (EventType.SUSPENDED, EventType.EFFECTIVE, (Topic.SUSPENSION,)),
)
"""Events that another one comes before, and where the agreement says so."""
_AGAIN = (
    (EventType.FILED, "order/filed_again", Topic.DEMAND),
    (EventType.PLANNED_FILING, "order/planned_again", Topic.PIGGYBACK),
)
"""What may be recorded more than once, but for one meaning only."""


def unusual_events(matter: Matter, registration: Registration) -> tuple[Statement, ...]:
    """Return what of the events of one registration is seldom meant."""
    dated = by_type_in_order(matter, registration)
    return (
        *_without_what_comes_before(matter, dated),
        *_again(matter, dated),
        *_notices_again(matter, dated),
        *_without_effect(matter, dated),
    )


def _without_what_comes_before(matter: Matter, dated: _Dated) -> Iterator[Statement]:
    for kind, needed, topics in _FOLLOWS:
        if needed not in dated:
            for day, _event in dated.get(kind, ())[:1]:
                section = matter.form.section(*topics)
                yield stated("order/without_what_it_needs", section, what=kind, day=day, needs=needed)


def _again(matter: Matter, dated: _Dated) -> Iterator[Statement]:
    for kind, said, topic in _AGAIN:
        days = tuple(day for day, _event in dated.get(kind, ()))
        if len(days) > 1:
            yield stated(said, matter.form.section(topic), days=days)
    elections = dated.get(EventType.DELAY_ELECTED, ())
    for day, _event in elections[1:]:
        for limit in matter.form.limits_on(EventType.DELAY_ELECTED)[:1]:
            most = most_of(matter, limit)
            if most is not None:
                allowed = most_allowed(matter, most, elections[0][0])
                yield stated("dates/elected_again", limit.section, day=day, allowed=allowed)


def _notices_again(matter: Matter, dated: _Dated) -> Iterator[Statement]:
    people = {holder.id: holder.person for holder in matter.holders}
    section = matter.form.section_of_notices
    for kind, events in dated.items():
        addressees = [event.to for _day, event in events if event.is_notice]
        for addressee in dict.fromkeys(addressees):
            if addressees.count(addressee) > 1:
                to = people.get(addressee or "")
                yield stated("dates/several_notices", section, count=addressees.count(addressee), notice=kind, to=to)


def _without_effect(matter: Matter, dated: _Dated) -> Iterator[Statement]:
    """Yield what is elected or planned after the filing."""
    on_delays, on_planning = matter.form.section(Topic.DELAY), matter.form.section(Topic.PIGGYBACK)
    for filed, _filing in dated.get(EventType.FILED, ())[:1]:
        for elected, _event in dated.get(EventType.DELAY_ELECTED, ()):
            if elected > filed:
                days = (elected - filed).days
                yield stated("dates/elected_after_filing", on_delays, elected=elected, days=days, filed=filed)
        for planned, _event in dated.get(EventType.PLANNED_FILING, ()):
            if planned > filed:
                yield stated("order/planned_after_filing", on_planning, planned=planned, filed=filed)
