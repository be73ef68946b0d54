"""Refusing an event of a kind that has no place in its registration."""

from __future__ import annotations

from rra_desktop import wording
from rra_desktop.calculation.dates.order_of_events import misfit
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registration_events import event_fits
from rra_desktop.domain.registrations import Event, Registration
from rra_desktop.editing.commands.names import registration_name
from rra_desktop.errors import RefusedEditError


def refuse_misfit(matter: Matter, event: Event, before: Event | None = None) -> None:
    """Raise RefusedEditError for an event whose kind has no place in its registration.

    One that stands there already, from a file made elsewhere, can still be mended in its other facts.
    """
    if before is not None and (before.type, before.registration) == (event.type, event.registration):
        return
    for registration in matter.registrations:
        said = misfit(matter, registration, event.type) if registration.id == event.registration else None
        if said is not None:
            raise RefusedEditError(wording.words_of(said))


def refuse_misfits_of_kind(matter: Matter, before: Registration, after: Registration) -> None:
    """Raise RefusedEditError when another kind of registration would leave recorded events without a place."""
    if before.kind is after.kind:
        return
    for event in matter.events_of(before.id):
        if event_fits(matter, before, event.type) and not event_fits(matter, after, event.type):
            raise RefusedEditError(
                f"“{registration_name(matter, before.id)}” cannot become another kind of registration while "
                f"{wording.an_event(event.type)} is recorded in it; remove that record first."
            )
