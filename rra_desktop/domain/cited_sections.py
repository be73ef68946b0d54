"""The sections that are cited for a registration, and for its kind, from the rights and topics of the form."""

from __future__ import annotations

from collections.abc import Mapping

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.registrations import EventType, Registration, RegistrationKind
from rra_desktop.domain.topics import Topic

_TOPIC_OF_KIND: Mapping[RegistrationKind, Topic] = {
    RegistrationKind.DEMAND: Topic.DEMAND,
    RegistrationKind.PIGGYBACK: Topic.PIGGYBACK,
}

TOPIC_OF_EVENT: Mapping[EventType, Topic] = {
    EventType.DEMAND_NOTICE: Topic.DEMAND,
    EventType.COMPANY_NOTICE: Topic.DEMAND,
    EventType.DELAY_ELECTED: Topic.DELAY,
    EventType.DELAY_OFFERING_PLANNED: Topic.DELAY,
    EventType.DELAY_OFFERING_EFFECTIVE: Topic.DELAY,
    EventType.DELAY_ACTIVITY_COMMENCED: Topic.DELAY,
    EventType.OTHER_REGISTRATION_EFFECTIVE: Topic.OTHER_REGISTRATIONS,
    EventType.REGISTRATION_NOTICE: Topic.PIGGYBACK,
    EventType.PLANNED_FILING: Topic.PIGGYBACK,
}
"""Where an agreement speaks of the events that belong to one kind of registration."""


def section_of_registration(form: AgreementForm, registration: Registration) -> str:
    """Return the section of the right that a registration rests on, empty where the form names none."""
    right = form.right_of(registration)
    return (right.section if right else "") or section_of_kind(form, registration.kind)


def section_of_kind(form: AgreementForm, kind: RegistrationKind) -> str:
    """Return the section of the first right to a registration of a kind, empty where the form names none."""
    named = next((right.section for right in form.rights_of_kind(kind) if right.section), "")
    topic = _TOPIC_OF_KIND.get(kind)
    return named or (form.section(topic) if topic else "")


def article_of_kind(form: AgreementForm, kind: RegistrationKind) -> str:
    """Return the number under which all stands that is said of a kind: of section 1(a) it is 1, of 5.1(a) it is 5.1."""
    return section_of_kind(form, kind).partition("(")[0]
