"""Registrations by name, and who and what fits the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder, Role
from rra_desktop.domain.registration_events import events_of_the_matter, fitting_events
from rra_desktop.domain.registrations import EventId, EventType, Registration, RegistrationKind
from rra_desktop.editing.commands.names import registration_name

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

_COURSE = {
    RegistrationKind.DEMAND: (EventType.FILED, EventType.EFFECTIVE, EventType.ALL_SOLD),
    RegistrationKind.PIGGYBACK: (
        EventType.PLANNED_FILING,
        EventType.FILED,
        EventType.EFFECTIVE,
        EventType.ALL_SOLD,
    ),
    RegistrationKind.MANDATORY: (EventType.FILED, EventType.EFFECTIVE, EventType.ALL_SOLD),
}


OF_THE_MATTER = "of the matter itself"
"""Stands among the registrations for the matter itself, where the form declares what happens in it."""


def registration_choices(matter: Matter) -> list[tuple[str, str]]:
    """Return the registrations of a matter by id and name."""
    return [(each.id, registration_name(matter, each.id)) for each in matter.registrations]


def places_of_events(matter: Matter, *, notices: bool) -> list[tuple[str, str]]:
    """Return where a notice, or another event, can have happened: in a registration, or in the matter itself."""
    places = registration_choices(matter)
    return [*places, (OF_THE_MATTER, "The matter itself")] if kinds_of_the_matter(matter, notices=notices) else places


def kinds_of_the_matter(matter: Matter, *, notices: bool) -> list[EventId]:
    """Return the notices, or the other events, that the form declares of the matter itself."""
    return [kind for kind in events_of_the_matter(matter) if matter.form.is_notice(kind) is notices]


def kinds_offered(matter: Matter, registration: Registration | None, *, notices: bool) -> list[EventId]:
    """Return the notices, or the other events, that can happen in a registration, in the order they usually do.

    Without a registration they are those of the matter itself.
    """
    if registration is None:
        return kinds_of_the_matter(matter, notices=notices)
    fitting = [kind for kind in fitting_events(matter, registration) if matter.form.is_notice(kind) is notices]
    course = () if notices else _COURSE[registration.kind]
    return [*course, *(kind for kind in fitting if kind not in course)]


def likely_kind(matter: Matter, registration: Registration | None, *, notices: bool) -> EventId:
    """Return what comes next in a registration: of its usual course, the first that is not recorded yet."""
    recorded = {event.type for event in matter.events_of("" if registration is None else registration.id)}
    offered = kinds_offered(matter, registration, notices=notices)
    if notices or registration is None:
        return next((kind for kind in offered if kind not in recorded), offered[-1])
    course = offered[: len(_COURSE[registration.kind])]
    return next((kind for kind in course if kind not in recorded), EventType.WITHDRAWN)


def who_can_be_addressed(session: MatterSession, registration: Registration | None, kind: EventId) -> list[Holder]:
    """Return whom a notice is given to: Investors, and for a Company Notice those that did not initiate.

    A transferee is an Investor once it has executed a counterpart.
    """
    holders = investors(session)
    if kind is EventType.COMPANY_NOTICE and registration is not None:
        return [each for each in holders if each.id not in registration.initiated_by]
    return holders


def investors(session: MatterSession) -> list[Holder]:
    """Return the Investors as of the day looked at, or with a counterpart signed on another day."""
    positions = session.analysis.positions
    return [
        holder
        for holder in session.matter.holders
        if holder.role is Role.INVESTOR and (holder.counterpart_date is not None or positions.of(holder.id).counts)
    ]
