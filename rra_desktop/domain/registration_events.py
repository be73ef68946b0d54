"""Which notices and other events belong to which kind of registration (§1 to §3)."""

from __future__ import annotations

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType, Registration, RegistrationKind

_OF_EITHER = (
    EventType.FILED,
    EventType.EFFECTIVE,
    EventType.WITHDRAWN,
    EventType.SUSPENDED,
    EventType.RESUMED,
    EventType.ALL_SOLD,
    EventType.DISTRIBUTION_COMPLETED,
)
_OF_DEMANDS = (
    EventType.DEMAND_NOTICE,
    EventType.COMPANY_NOTICE,
    EventType.DELAY_ELECTED,
    EventType.DELAY_OFFERING_EFFECTIVE,
    EventType.DELAY_ACTIVITY_COMMENCED,
    EventType.OTHER_REGISTRATION_EFFECTIVE,
)
_OF_COMPANY_REGISTRATIONS = (EventType.REGISTRATION_NOTICE, EventType.PLANNED_FILING)
_NOTICE_READING = "demand_needs_registration_notice"


def fitting_events(matter: Matter, registration: Registration) -> tuple[EventType, ...]:
    """Return the events that can happen in a registration, notices first.

    The Company Notice, delays and the bar of §1(c) belong to demands, the Registration Notice and the planned filing to
    Company registrations (§3(a)); where the reading asks for a Registration Notice of a demand too, that fits as well.
    """
    if registration.kind is RegistrationKind.PIGGYBACK:
        return (*_OF_COMPANY_REGISTRATIONS, *_OF_EITHER)
    notices = (EventType.REGISTRATION_NOTICE,) if _demands_need_registration_notices(matter) else ()
    return (*_OF_DEMANDS[:2], *notices, *_OF_EITHER, *_OF_DEMANDS[2:])


def event_fits(matter: Matter, registration: Registration, event: EventType) -> bool:
    """Return whether an event of a kind can happen in a registration."""
    return event in fitting_events(matter, registration)


def _demands_need_registration_notices(matter: Matter) -> bool:
    asked = any(reading.id == _NOTICE_READING for reading in matter.form.readings)
    return asked and matter.choice(_NOTICE_READING) == "yes"
