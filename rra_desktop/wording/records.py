"""What the records of a matter are called: holders, registrations, offerings."""

from __future__ import annotations

from rra_desktop.calculation import record_names
from rra_desktop.domain.matter import Matter
from rra_desktop.wording.statements import words_of


def holder_name(matter: Matter, holder_id: str | None) -> str:
    """Return a holder's name; a holder that is not in the register is called so."""
    return next((holder.name for holder in matter.holders if holder.id == holder_id), "a holder not in the register")


def registration_name(matter: Matter, registration_id: str) -> str:
    """Return a registration's title, or its kind with its number among those of its kind."""
    for registration in matter.registrations:
        if registration.id == registration_id:
            return words_of(record_names.registration_title(matter, registration))
    return "a registration that is not there"


def offering_name(matter: Matter, offering_id: str) -> str:
    """Return what an offering or scenario is called, or its number among them all."""
    for offering in matter.offerings:
        if offering.id == offering_id:
            return words_of(record_names.offering_name(matter, offering))
    return "a scenario that is not there"
