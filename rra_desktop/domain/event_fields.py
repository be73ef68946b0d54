"""Which fields are asked of which event: those of a built-in one, and what the form asks besides."""

from __future__ import annotations

from collections.abc import Mapping

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.declared_events import EventField
from rra_desktop.domain.registrations import Event, EventId, EventType, Method

_BUILT_IN: Mapping[EventId, tuple[EventField, ...]] = {
    EventType.COMPANY_NOTICE: (EventField.TO,),
    EventType.REGISTRATION_NOTICE: (EventField.TO,),
    EventType.DELAY_ELECTED: (EventField.DAYS, EventField.BECAUSE),
    EventType.WITHDRAWN: (EventField.BY,),
    EventType.OTHER_REGISTRATION_EFFECTIVE: (EventField.FORM, EventField.PERMITS_RESALE),
}


def fields_asked(form: AgreementForm, event: EventId) -> tuple[EventField, ...]:
    """Return what is asked of an event beside its days, its method and a note, the built-in fields first."""
    declared = form.event(event)
    added = () if declared is None else declared.fields
    if declared is not None and declared.notice:
        added = (EventField.TO, *added)
    return tuple(dict.fromkeys((*_BUILT_IN.get(event, ()), *added)))


def hour_decides(form: AgreementForm, method: Method | None) -> bool:
    """Tell whether the hour at which a notice came by a method can decide on which day it counts; of none, by any."""
    if method is None:
        return any(each.until is not None for each in form.notice_methods)
    counts = form.notice_method(method)
    return counts is not None and counts.until is not None


def fields_filled(event: Event) -> tuple[EventField, ...]:
    """Return the fields that a recorded event has something in."""
    return tuple(field for field in EventField if getattr(event, field) not in (None, ""))
