"""What the records a command touches are called, and what a field can be set to."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TypeAlias

from rra_desktop.domain.matter import Matter

FieldValue: TypeAlias = int | str | bool | Decimal | dt.date | tuple[str, ...] | None


def holder_name(matter: Matter, holder_id: str | None) -> str:
    """Return a holder's name, or its id when the register has none such."""
    return next((holder.name for holder in matter.holders if holder.id == holder_id), holder_id or "")


def registration_name(matter: Matter, registration_id: str) -> str:
    """Return what a registration is called."""
    return next((each.title or each.id for each in matter.registrations if each.id == registration_id), registration_id)


def offering_name(matter: Matter, offering_id: str) -> str:
    """Return what an offering or scenario is called."""
    return next((each.name or each.id for each in matter.offerings if each.id == offering_id), offering_id)
