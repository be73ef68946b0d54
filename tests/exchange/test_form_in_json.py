"""The form in a matter's JSON, and what only a form's own words allow: refused at its place, never read otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

import pytest

from rra_desktop.domain.registrations import Registration, RegistrationKind
from rra_desktop.errors import ImportRefusedError
from rra_desktop.exchange.matter_json import matter_from_json, matter_to_json
from rra_desktop.store.forms import form_text, load_form
from tests.exchange.documents import Document, document
from tests.forms.declaring import DECLARING_ID, declaring, declaring_text
from tests.matters import investor, matter

Spoil: TypeAlias = Callable[[Document], Any]


def declaring_document() -> Document:
    """Return the described example on the form that declares, which it brings."""
    return {**document(), "form": DECLARING_ID, "form_text": declaring_text().split("\n")}


def refusal(stated: Document) -> str:
    with pytest.raises(ImportRefusedError) as refused:
        matter_from_json(json.dumps(stated), load_form)
    return str(refused.value)


def test_a_document_without_the_text_means_the_shipped_form_and_one_with_it_that_text() -> None:
    assert matter_from_json(json.dumps(document()), load_form).form.text == form_text("bestnet-2003")
    read = matter_from_json(json.dumps(declaring_document()), load_form)
    assert (read.form, read.form.text) == (declaring(), declaring_text())


@pytest.mark.parametrize("end", ["", "# ü \t", "\r\n# a line of another system\r\n"])
def test_the_text_of_a_form_comes_back_letter_by_letter(end: str) -> None:
    text = declaring_text() + end
    kept = replace(matter(holders=[investor("H1")]), form=replace(declaring(), text=text))
    written = matter_to_json(kept)
    assert list(json.loads(written))[-1] == "form_text"
    assert matter_from_json(written, load_form).form.text == text


def add(section: str, record: dict[str, Any]) -> Spoil:
    """Return what adds a record to a section."""
    return lambda stated: stated.setdefault(section, []).append(record)


def of_registration(**facts: Any) -> Spoil:  # noqa: ANN401 - whatever JSON has
    return lambda stated: stated["registrations"][0].update(facts)


def event(**facts: Any) -> Spoil:  # noqa: ANN401 - whatever JSON has
    return lambda stated: stated["registrations"][0]["events"].append(facts)


CLOSING = {"type": "closing", "date": "2003-03-30"}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda stated: stated.update(form_text="text"), "$.form_text: a list is expected here"),
        (lambda stated: stated.update(form_text=[1]), "$.form_text[0]: text in quotation marks is expected"),
        (
            lambda stated: stated.update(form_text=["[[["]),
            "declaring.toml, line 1: this cannot be read as",
        ),
        (lambda stated: stated.update(form_text=["# " + "x" * 199_998] * 2), "a form has at most 200,000."),
        (lambda stated: stated.update(form_text=["a = " + "[" * 90_000]), "stand too deep in each other."),
        (lambda stated: stated.update(form="other"), "must be “other”, as the file is named"),
        (lambda stated: stated.update(form="../x"), "$.form_text: ../x.toml, line "),
        (add("events", {**CLOSING, "type": "opening"}), '$.events[0].type: "opening" is no type of event; known are'),
        (add("events", {**CLOSING, "hour": "17:00"}), 'an event of type "closing" has no key "hour"; it may have'),
        (add("events", {**CLOSING, "days": 3}), 'an event of type "closing" has no key "days"; it may have'),
        (add("events", {**CLOSING, "type": "filed"}), "$.events[0]: The filing belongs to a registration;"),
        (event(**CLOSING), "belongs to the matter itself, to none of its registrations"),
        (
            event(type="standstill_notice", method="fax", sent="2003-07-01", hour="5 pm"),
            ".hour: an hour is written HH:MM",
        ),
        (
            event(type="standstill_notice", method="fax", sent="2003-07-01", hour="24:00"),
            ".hour: an hour is written HH:MM",
        ),
        (event(type="standstill_notice", date="2003-07-01"), 'an event of type "standstill_notice" has no key "date"'),
        (of_registration(right="resale"), "rests on a right “resale” that the agreement form does not give for such"),
        (of_registration(right="long"), '.right: "long" is no right of this form; known are demand, piggyback, short'),
        (
            of_registration(facts={"comments": "yes"}),
            '"comments" is no fact that the form asks for; known are',
        ),
        (of_registration(facts={"reviewed": "maybe"}), "“Was the statement reviewed?”; known are yes, no"),
        (of_registration(facts={"reviewed": True}), ".facts.reviewed: text in quotation marks is expected"),
        (of_registration(facts=[]), ".facts: an object is expected here"),
        (
            lambda stated: stated["holders"][0].update({"class": "x"}),
            '"x" is no class of holders of this form;',
        ),
        (
            lambda stated: stated["holders"][0].update({"class": "founders"}),
            "class “founders” is not one of those.",
        ),
    ],
)
def test_what_the_form_does_not_have_is_refused_at_its_place(spoil: Spoil, said: str) -> None:
    stated = declaring_document()
    matter_from_json(json.dumps(stated), load_form)
    spoil(stated)
    assert said in refusal(stated)


def test_answers_stand_in_the_order_of_their_ids_however_they_are_written() -> None:
    stated = declaring_document()
    stated["registrations"][0]["facts"] = {"reviewed": "no", "letter": "helpful"}
    (first, *_) = matter_from_json(json.dumps(stated), load_form).registrations
    assert first.facts == (("letter", "helpful"), ("reviewed", "no"))
    assert [first.fact(each) for each in ("reviewed", "comments")] == ["no", None]
    assert Registration("R9", RegistrationKind.DEMAND).fact("reviewed") is None
