"""Registrations by name, for the boxes to choose one from."""

from __future__ import annotations

from rra_desktop import wording
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Registration


def registration_choices(matter: Matter) -> list[tuple[str, str]]:
    """Return the registrations of a matter by id and name."""
    return [(each.id, registration_name(matter, each)) for each in matter.registrations]


def registration_name(matter: Matter, registration: Registration) -> str:
    """Return a registration's title, or its kind with its number among those of its kind."""
    if registration.title:
        return registration.title
    alike = [each.id for each in matter.registrations if each.kind is registration.kind]
    return f"{wording.registration_kind_name(registration.kind)} no. {alike.index(registration.id) + 1}"
