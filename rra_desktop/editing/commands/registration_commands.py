"""Commands on registrations: notices and other events, requests, waivers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rra_desktop import wording
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, Registration, Request
from rra_desktop.domain.waivers import Waiver
from rra_desktop.editing.commands.names import holder_name, registration_name


@dataclass(frozen=True, slots=True)
class AddRegistration:
    """Open a demand or a piggy-back registration; an empty id gets the next one."""

    registration: Registration

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return f"Add {wording.registration_kind_name(self.registration.kind).lower()} registration"


@dataclass(frozen=True, slots=True)
class ChangeRegistration:
    """Replace a registration's own facts, found by its id."""

    registration: Registration

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Change registration {self.registration.title or registration_name(matter, self.registration.id)}"


@dataclass(frozen=True, slots=True)
class RemoveRegistration:
    """Take a registration out with its events, requests and waivers; refused while an offering is part of it."""

    registration_id: str

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Remove registration {registration_name(matter, self.registration_id)}"


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """Record a notice or another event of a registration."""

    event: Event

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        to = f" to {holder_name(matter, self.event.to)}" if self.event.to else ""
        return f"Record {wording.event_name(self.event.type, matter.form)}{to}"


@dataclass(frozen=True, slots=True)
class ChangeEvent:
    """Replace an event, found by its number."""

    event: Event

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Change {wording.event_name(self.event.type, matter.form)}"


@dataclass(frozen=True, slots=True)
class RemoveEvent:
    """Take an event out of a registration."""

    event_id: int

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        names = [wording.event_name(event.type, matter.form) for event in matter.events if event.id == self.event_id]
        return f"Remove {names[0] if names else 'event'}"


@dataclass(frozen=True, slots=True)
class RecordRequest:
    """Record a holder's request to be included."""

    request: Request

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Record request of {holder_name(matter, self.request.holder)}"


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """Replace a request, found by its number."""

    request: Request

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Change request of {holder_name(matter, self.request.holder)}"


@dataclass(frozen=True, slots=True)
class AcceptLateRequest:
    """Record that the Company accepted a request that came late, on a day; None takes that back."""

    request_id: int
    accepted: dt.date | None

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        names = [holder_name(matter, request.holder) for request in matter.requests if request.id == self.request_id]
        verb = "Do not accept" if self.accepted is None else "Accept"
        return f"{verb} the late request of {names[0] if names else 'a holder'}"


@dataclass(frozen=True, slots=True)
class RemoveRequest:
    """Take a request out."""

    request_id: int

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        names = [holder_name(matter, request.holder) for request in matter.requests if request.id == self.request_id]
        return f"Remove request of {names[0] if names else 'a holder'}"


@dataclass(frozen=True, slots=True)
class RecordWaiver:
    """Record that a party waived a deadline for its benefit, in writing."""

    waiver: Waiver

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return f"Record waiver of {self.waiver.deadline.replace('_', ' ')}"


@dataclass(frozen=True, slots=True)
class RemoveWaiver:
    """Take a waiver out."""

    waiver_id: int

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return "Remove waiver"
