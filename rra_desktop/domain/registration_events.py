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
_OF_DEMANDS = {
    EventType.DEMAND_NOTICE: "1(a)",
    EventType.COMPANY_NOTICE: "1(a)",
    EventType.DELAY_ELECTED: "1(d)",
    EventType.DELAY_OFFERING_PLANNED: "1(d)",
    EventType.DELAY_OFFERING_EFFECTIVE: "1(d)",
    EventType.DELAY_ACTIVITY_COMMENCED: "1(d)",
    EventType.OTHER_REGISTRATION_EFFECTIVE: "1(c)",
}
"""What belongs to demands, and the section that says so; the notices first."""
_OF_COMPANY_REGISTRATIONS = {EventType.REGISTRATION_NOTICE: "3(a)", EventType.PLANNED_FILING: "3(a)"}
"""What belongs to registrations that the Company proposes, and the section that says so."""
_NOTICE_READING = "demand_needs_registration_notice"


def fitting_events(matter: Matter, registration: Registration) -> tuple[EventType, ...]:
    """Return the events that can happen in a registration, notices first.

    The Company Notice, delays and the bar of §1(c) belong to demands, the Registration Notice and the planned filing
    from which it is counted back to Company registrations (§3(a)); where a demand is read as one that the Company
    proposes too, they fit it as well.
    """
    if registration.kind is RegistrationKind.PIGGYBACK:
        fitting = (*_OF_COMPANY_REGISTRATIONS, *_OF_EITHER)
    elif _demands_need_registration_notices(matter):
        fitting = (*_OF_DEMANDS, *_OF_COMPANY_REGISTRATIONS, *_OF_EITHER)
    else:
        fitting = (*_OF_DEMANDS, *_OF_EITHER)
    notices = tuple(kind for kind in fitting if kind.is_notice)
    return (*notices, *(kind for kind in _IN_THEIR_COURSE if kind in fitting))


_IN_THEIR_COURSE = (
    *(kind for kind in _OF_COMPANY_REGISTRATIONS if not kind.is_notice),
    *_OF_EITHER,
    *(kind for kind in _OF_DEMANDS if not kind.is_notice),
)


def event_fits(matter: Matter, registration: Registration, event: EventType) -> bool:
    """Return whether an event of a kind can happen in a registration."""
    return event in fitting_events(matter, registration)


def section_of(event: EventType) -> str:
    """Return the section by which an event belongs to one kind of registration only, empty where it fits either."""
    return {**_OF_DEMANDS, **_OF_COMPANY_REGISTRATIONS}.get(event, "")


def _demands_need_registration_notices(matter: Matter) -> bool:
    asked = any(reading.id == _NOTICE_READING for reading in matter.form.readings)
    return asked and matter.choice(_NOTICE_READING) == "yes"
