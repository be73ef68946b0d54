"""Refusing an event of a kind that has no place in its registration (§1, §3)."""

from __future__ import annotations

from rra_desktop import wording
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registration_events import event_fits
from rra_desktop.domain.registrations import Event, EventType, Registration, RegistrationKind
from rra_desktop.editing.commands.names import registration_name
from rra_desktop.errors import RefusedEditError

_CALLED = {
    EventType.DEMAND_NOTICE: ("A Demand Notice", "1(a)"),
    EventType.COMPANY_NOTICE: ("A Company Notice", "1(a)"),
    EventType.DELAY_ELECTED: ("A delay elected by the Company", "1(d)"),
    EventType.DELAY_OFFERING_EFFECTIVE: ("The effective date of the offering that delays", "1(d)"),
    EventType.DELAY_ACTIVITY_COMMENCED: ("The beginning of the activity that delays", "1(d)"),
    EventType.OTHER_REGISTRATION_EFFECTIVE: ("The effective date of another registration of the Company", "1(c)"),
    EventType.REGISTRATION_NOTICE: ("A Registration Notice", "3(a)"),
    EventType.PLANNED_FILING: ("A planned filing", "3(a)"),
}


def refuse_misfit(matter: Matter, event: Event, before: Event | None = None) -> None:
    """Raise RefusedEditError for an event whose kind has no place in its registration.

    One that stands there already, from a file made elsewhere, can still be mended in its other facts.
    """
    if before is not None and (before.type, before.registration) == (event.type, event.registration):
        return
    for registration in matter.registrations:
        if registration.id == event.registration and not event_fits(matter, registration, event.type):
            raise RefusedEditError(misfit_sentence(matter, registration, event.type))


def misfit_sentence(matter: Matter, registration: Registration, event: EventType) -> str:
    """Say why an event of a kind has no place in a registration, and what can be recorded instead."""
    what, section = _CALLED[event]
    name = registration_name(matter, registration.id)
    if registration.kind is RegistrationKind.DEMAND:
        instead = "; record the Company Notice there, or" if event is EventType.REGISTRATION_NOTICE else ";"
        return (
            f"{what} belongs to a Company registration ({wording.section(section)}), and “{name}” is a demand{instead} "
            "choose the Company registration it is about."
        )
    notice = event in (EventType.DEMAND_NOTICE, EventType.COMPANY_NOTICE)
    instead = "; record the Registration Notice there, or" if notice else ";"
    return (
        f"{what} belongs to a demand ({wording.section(section)}), and “{name}” is a Company registration{instead} "
        "choose the demand it is about."
    )


def refuse_misfits_of_kind(matter: Matter, before: Registration, after: Registration) -> None:
    """Raise RefusedEditError when another kind of registration would leave recorded events without a place."""
    if before.kind is after.kind:
        return
    for event in matter.events_of(before.id):
        if event_fits(matter, before, event.type) and not event_fits(matter, after, event.type):
            raise RefusedEditError(
                f"“{registration_name(matter, before.id)}” cannot become another kind of registration while a "
                f"{wording.event_name(event.type)} is recorded in it; remove that record first."
            )
