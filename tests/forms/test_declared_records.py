"""The events and facts that a form declares: read as they are said, or refused where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.declared_events import DeclaredEvent, EventField, EventHome
from rra_desktop.domain.declared_facts import DeclaredFact
from rra_desktop.domain.registrations import EventType
from rra_desktop.forms.reader import read_form
from tests.forms.test_reader import FILE, SHIPPED, refusals


def with_entries(*entries: str) -> str:
    """Return the shipped form with some entries behind its own."""
    return SHIPPED + "".join(f"\n{entry}\n" for entry in entries)


CLOSING = """[[events]]
id = "closing"
label = "closing of the purchase"
section = "1"
of = "matter"
after = "the closing"
waits_for = "the day of the closing"
ends = "holdback"
question = "On which day was the purchase closed?"
"""
HOLDBACK = """[[events]]
id = "holdback"
notice = true
fields = ["days", "because"]
of = ["demand", "piggyback"]
ends = "closing"
"""


def test_events_are_read_as_they_are_declared() -> None:
    closing, holdback = read_form(with_entries(CLOSING, HOLDBACK), FILE).events
    assert closing == DeclaredEvent(
        "closing",
        "closing of the purchase",
        "1",
        (EventHome.MATTER,),
        after="the closing",
        waits_for="the day of the closing",
        ends="holdback",
        question="On which day was the purchase closed?",
    )
    assert closing.of_the_matter
    assert holdback == DeclaredEvent(
        "holdback",
        of=(EventHome.DEMAND, EventHome.PIGGYBACK),
        notice=True,
        fields=(EventField.DAYS, EventField.BECAUSE),
        ends="closing",
    )
    assert (closing.name, holdback.name) == ("closing of the purchase", "holdback")


def test_a_form_knows_what_travels_and_what_is_built_in() -> None:
    form = read_form(with_entries(CLOSING, HOLDBACK), FILE)
    assert [form.is_notice(each) for each in ("closing", "holdback", EventType.DEMAND_NOTICE, EventType.FILED)] == [
        False,
        True,
        True,
        False,
    ]
    assert [form.has_event(each) for each in ("closing", EventType.FILED, "opening")] == [True, True, False]
    assert read_form(SHIPPED, FILE).events == ()


def test_more_is_said_of_a_built_in_event() -> None:
    said = '[[events]]\nid = "delay_elected"\nof = ["mandatory"]\nafter = "the deferral"\n'
    (declared,) = read_form(with_entries(said), FILE).events
    assert (declared.id, declared.of, declared.after) == ("delay_elected", (EventHome.MANDATORY,), "the deferral")


USED_FACT = '[[facts]]\nid = "closing"\nquestion = "Reviewed?"\n'
FACT = '[[facts]]\nid = "reviewed"\nquestion = "Was it reviewed?"\nsection = "2(b)"\n'


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((FACT,), "facts “reviewed”: “id” is “reviewed”, and nothing in the form uses it."),
        ((HOLDBACK.replace('"closing"', '"filed"'),), "events “holdback”: “id” is “holdback”, and nothing in"),
        (
            (HOLDBACK.replace('"closing"', '"filled"'),),
            "“ends” is “filled”, and there is no such event. Did you mean “filed”?",
        ),
        (('[[events]]\nid = "filed"\n',), "“id” is “filed”, which is built in; an entry for it says something more"),
        (('[[events]]\nid = "filed"\nnotice = true\n',), "“notice” cannot be said of “filed”, which is built in"),
        (('[[events]]\nid = "filed"\nof = "matter"\n',), "“of” cannot be “matter” here: nothing built in happens"),
        ((CLOSING.replace('"matter"', '["matter", "demand"]'), HOLDBACK), "an event of the matter is in no registr"),
        ((CLOSING.replace('"holdback"', '"closing"'),), "“ends” names the event itself"),
        ((CLOSING, HOLDBACK, USED_FACT), "facts “closing”: “id” is “closing”, as a event is called"),
        ((CLOSING, HOLDBACK, FACT.replace("reviewed", "filed", 1)), "is “filed”, as a built-in event is called"),
        ((FACT.replace("reviewed", "purpose", 1),), "is “purpose”, which every registration says already."),
        ((FACT + 'values = ["only"]\n',), "“values” has only “only”; a question has two answers or more."),
        (
            (FACT + 'values = ["unknown", "known"]\n',),
            "has “unknown”, which stands for a fact that nobody has answered",
        ),
        ((FACT.replace('question = "Was it reviewed?"\n', ""),), "“question” is missing"),
        ((CLOSING.replace("fields", "field") + 'field = ["days"]\n', HOLDBACK), "“field” is no key of events. Did you"),
        ((CLOSING + 'fields = ["day"]\n', HOLDBACK), "at place 1 must be a field of an event, not “day”. Did you mean"),
    ],
)
def test_what_cannot_be_so_is_refused_in_a_sentence_with_its_place(entries: tuple[str, ...], said: str) -> None:
    found = refusals(with_entries(*entries))
    assert any(said in each and each.startswith(f"{FILE}, line ") for each in found), found


def test_a_fact_is_yes_or_no_unless_it_has_values_of_its_own() -> None:
    assert DeclaredFact("reviewed", "Reviewed?").is_yes_or_no
    assert not DeclaredFact("review", "Which?", values=("none", "full")).is_yes_or_no


@given(st.sampled_from(EventType))
def test_every_built_in_event_can_be_extended_and_is_told_where_it_ends_nothing(event: EventType) -> None:
    text = with_entries(f'[[events]]\nid = "{event}"\nlabel = "another name"\n')
    assert [each.id for each in read_form(text, FILE).events] == [str(event)]
