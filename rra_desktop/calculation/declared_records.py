"""What cannot be so in a record by what the form of the agreement declares: its events, facts, rights and classes."""

from __future__ import annotations

from collections.abc import Iterator

from rra_desktop.domain.declared_facts import DeclaredFact
from rra_desktop.domain.event_fields import fields_asked, fields_filled
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.domain.registrations import Event, EventType, Registration
from rra_desktop.domain.statements import Fact, Statement, stated


def recorded(matter: Matter, event: Event) -> Fact:
    """Return how a statement names what is recorded: a built-in event as itself, a declared one by its label."""
    if isinstance(event.type, EventType):
        return event.type
    declared = matter.form.event(event.type)
    return stated("records/declared_event", name=event.type if declared is None else declared.name)


def event_problems(matter: Matter, event: Event) -> Iterator[Statement]:
    """Yield what cannot be so of an event by its kind: that it is declared, and happens where the form says."""
    what = recorded(matter, event)
    declared = matter.form.event(event.type)
    if not matter.form.has_event(event.type):
        yield stated("records/no_such_event", event=str(event.type))
    elif (declared is not None and declared.of_the_matter) is not (event.registration == ""):
        yield stated("records/of_the_matter" if event.registration else "records/of_a_registration", what=what)
    for field in fields_filled(event) if declared is not None and not isinstance(event.type, EventType) else ():
        if field not in fields_asked(matter.form, event.type):
            yield stated("records/field_not_asked", what=what, field=field)
    if event.hour is not None and not matter.form.is_notice(event.type):
        yield stated("records/hour_of_no_notice", what=what)


def holder_problems(matter: Matter, holder: Holder) -> Iterator[Statement]:
    """Yield what cannot be so of the class a holder is in: the form has it, and it is one of the holder's role."""
    if holder.holder_class and matter.form.class_of(holder) is None:
        known = any(each.id == holder.holder_class for each in matter.form.classes)
        said = "records/class_of_other_role" if known else "records/no_such_class"
        yield stated(said, holder=holder.person, group=holder.holder_class, role=holder.role)


def registration_problems(matter: Matter, registration: Registration, title: Statement) -> Iterator[Statement]:
    """Yield what cannot be so of the right that a registration names, and of its answers to the form's facts."""
    if registration.right and not matter.form.faults and matter.form.right_of(registration) is None:
        yield stated("records/no_such_right", title=title, right=registration.right)
    asked = {fact.id: fact for fact in matter.form.facts}
    answered: set[str] = set()
    for own, answer in registration.facts:
        fact: DeclaredFact | None = asked.get(own)
        if fact is None:
            yield stated("records/no_such_fact", title=title, fact=own)
        elif own in answered:
            yield stated("records/fact_answered_twice", title=title, question=fact.question)
        elif answer not in fact.values:
            yield stated("records/no_such_answer", title=title, question=fact.question, answer=answer)
        answered.add(own)
