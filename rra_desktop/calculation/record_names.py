"""What registrations and offerings are called where they are spoken of: by their names, never by their ids."""

from __future__ import annotations

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.registrations import Registration
from rra_desktop.domain.statements import Statement, stated


def registration_title(matter: Matter, registration: Registration) -> Statement:
    """State what a registration is called: its title, or without one its number among those of its kind."""
    alike = [each.id for each in matter.registrations if each.kind is registration.kind]
    number = alike.index(registration.id) + 1
    return stated("records/registration_title", title=registration.title, of_kind=registration.kind, number=number)


def offering_name(matter: Matter, offering: Offering) -> Statement:
    """State what an offering is called: its name, or without one its number among them all."""
    number = [each.id for each in matter.offerings].index(offering.id) + 1
    return stated("records/offering_name", name=offering.name, number=number)
