"""What the records of a matter are called: holders, registrations, offerings."""

from __future__ import annotations

from rra_desktop.domain.matter import Matter
from rra_desktop.wording.names import registration_kind_name


def holder_name(matter: Matter, holder_id: str | None) -> str:
    """Return a holder's name; a holder that is not in the register is called so."""
    return next((holder.name for holder in matter.holders if holder.id == holder_id), "a holder not in the register")


def registration_name(matter: Matter, registration_id: str) -> str:
    """Return a registration's title, or its kind with its number among those of its kind."""
    for registration in matter.registrations:
        if registration.id == registration_id:
            alike = [each.id for each in matter.registrations if each.kind is registration.kind]
            numbered = f"{registration_kind_name(registration.kind)} no. {alike.index(registration.id) + 1}"
            return registration.title or numbered
    return "a registration that is not there"


def offering_name(matter: Matter, offering_id: str) -> str:
    """Return what an offering or scenario is called, or its number among them all."""
    for number, offering in enumerate(matter.offerings, start=1):
        if offering.id == offering_id:
            return offering.name or f"Scenario no. {number}"
    return "a scenario that is not there"
