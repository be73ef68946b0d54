"""Which fields are asked of which event: those of a built-in one, and what the form asks besides."""

from __future__ import annotations

from collections.abc import Mapping

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.declared_events import EventField
from rra_desktop.domain.notice_methods import OTHER_METHODS, NoticeMethod
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
    """Tell whether the hour at which a notice came by a method can decide on which day it counts."""
    return any(each.until is not None and _is_of(each, method, form) for each in form.notice_methods)


def _is_of(methods: NoticeMethod, method: Method | None, form: AgreementForm) -> bool:
    """Tell whether a method is one of some, or one of the rest that the form does not name; of none any is."""
    named = {each for entry in form.notice_methods for each in entry.methods}
    return method is None or method in methods.methods or (OTHER_METHODS in methods.methods and method not in named)


def fields_filled(event: Event) -> tuple[EventField, ...]:
    """Return the fields that a recorded event has something in."""
    return tuple(field for field in EventField if getattr(event, field) not in (None, ""))
