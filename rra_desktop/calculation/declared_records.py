"""What cannot be so in a record by what the form of the agreement declares: its events, facts, rights and classes."""

from __future__ import annotations

from collections.abc import Iterator

from rra_desktop.domain.declared_facts import DeclaredFact
from rra_desktop.domain.matter import Matter
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
    if event.hour is not None and not matter.form.is_notice(event.type):
        yield stated("records/hour_of_no_notice", what=what)


def registration_problems(matter: Matter, registration: Registration, title: Statement) -> Iterator[Statement]:
    """Yield what cannot be so of the answers a registration gives to the form's facts."""
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
