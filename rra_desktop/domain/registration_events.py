"""Which notices and other events belong to which kind of registration, or to the matter itself."""

from __future__ import annotations

from collections.abc import Iterable

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.cited_sections import TOPIC_OF_EVENT
from rra_desktop.domain.declared_events import EventHome
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventId, EventType, Registration, RegistrationKind

_OF_EITHER = (
    EventType.FILED,
    EventType.EFFECTIVE,
    EventType.WITHDRAWN,
    EventType.SUSPENDED,
    EventType.RESUMED,
    EventType.ALL_SOLD,
    EventType.DISTRIBUTION_COMPLETED,
)
_OF_COMPANY_REGISTRATIONS = (EventType.REGISTRATION_NOTICE, EventType.PLANNED_FILING)
"""What belongs to registrations that the Company proposes."""
_OF_DEMANDS = tuple(kind for kind in TOPIC_OF_EVENT if kind not in _OF_COMPANY_REGISTRATIONS)
"""What belongs to demands; the notices first."""
_NOTICE_READING = "demand_needs_registration_notice"


def fitting_events(matter: Matter, registration: Registration) -> tuple[EventId, ...]:
    """Return the events that can happen in a registration, notices first, those that the form declares behind the rest.

    The Company Notice, delays and bars belong to demands, the Registration Notice and the planned filing
    from which it is counted back to Company registrations; where a demand is read as one that the Company
    proposes too, they fit it as well. What the form declares fits where it says.
    """
    built_in: tuple[EventType, ...] = _OF_EITHER
    if registration.kind is RegistrationKind.PIGGYBACK:
        built_in = (*_OF_COMPANY_REGISTRATIONS, *_OF_EITHER)
    elif registration.kind is RegistrationKind.DEMAND:
        both = _demands_need_registration_notices(matter)
        built_in = (*_OF_DEMANDS, *(_OF_COMPANY_REGISTRATIONS if both else ()), *_OF_EITHER)
    declared = _declared_for(matter, registration)
    added = tuple(kind for kind in EventType if kind in declared and kind not in built_in)
    fitting = (*built_in, *added)
    notices = tuple(kind for kind in fitting if kind.is_notice)
    course = tuple(kind for kind in _IN_THEIR_COURSE if kind in fitting)
    own = tuple(each for each in declared if not isinstance(each, EventType))
    return (*notices, *_those(matter, own, notices=True), *course, *_those(matter, own, notices=False))


def _declared_for(matter: Matter, registration: Registration) -> tuple[EventId, ...]:
    """Return what the form declares to happen in registrations of a kind; of what is built in only what it adds."""
    home = EventHome(registration.kind.value)
    return tuple(
        EventType(each.id) if each.id in _BUILT_IN else each.id
        for each in matter.form.events
        if home in each.of or (not each.of and each.id not in _BUILT_IN)
    )


def _those(matter: Matter, events: Iterable[EventId], *, notices: bool) -> tuple[EventId, ...]:
    return tuple(each for each in events if matter.form.is_notice(each) is notices)


_BUILT_IN = frozenset(map(str, EventType))
_IN_THEIR_COURSE = (
    *(kind for kind in _OF_COMPANY_REGISTRATIONS if not kind.is_notice),
    *_OF_EITHER,
    *(kind for kind in _OF_DEMANDS if not kind.is_notice),
)


def events_of_the_matter(matter: Matter) -> tuple[EventId, ...]:
    """Return the events that happen in the matter itself, in no registration; only a form declares such."""
    return tuple(each.id for each in matter.form.events if each.of_the_matter)


def event_fits(matter: Matter, registration: Registration, event: EventId) -> bool:
    """Return whether an event of a kind can happen in a registration."""
    return event in fitting_events(matter, registration)


def kind_of(event: EventId) -> RegistrationKind | None:
    """Return the one kind of registration to which a built-in event belongs, None for any other event."""
    if event in _OF_DEMANDS:
        return RegistrationKind.DEMAND
    return RegistrationKind.PIGGYBACK if event in _OF_COMPANY_REGISTRATIONS else None


def section_of(event: EventId, form: AgreementForm) -> str:
    """Return the section by which a built-in event belongs to one kind of registration only, empty where none does."""
    topic = TOPIC_OF_EVENT.get(event) if isinstance(event, EventType) else None
    return form.section(topic) if topic else ""


def _demands_need_registration_notices(matter: Matter) -> bool:
    asked = any(reading.id == _NOTICE_READING for reading in matter.form.readings)
    return asked and matter.choice(_NOTICE_READING) == "yes"
