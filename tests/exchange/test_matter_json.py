"""The whole matter as JSON: equal when read back, and refused by name and place when anything is out of order."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from rra_desktop.domain.matter import ActingFor, Matter
from rra_desktop.domain.register import Role
from rra_desktop.domain.registrations import EventType
from rra_desktop.errors import ImportRefusedError
from rra_desktop.exchange import matter_shapes
from rra_desktop.exchange.matter_json import matter_from_json, matter_to_json
from rra_desktop.exchange.shapes import Shape
from rra_desktop.store.forms import load_form
from tests.exchange.any_matter import any_matter
from tests.exchange.documents import Document, document
from tests.matters import worked_cutback


def read(stated: Document) -> Matter:
    """Read a document that a test put together."""
    return matter_from_json(json.dumps(stated), load_form)


def refusal(text: str) -> str:
    """Return the sentence with which a document is refused."""
    with pytest.raises(ImportRefusedError) as refused:
        matter_from_json(text, load_form)
    return str(refused.value)


@pytest.mark.parametrize("places", [1, 41, 100])
def test_a_decimal_that_fits_a_file_is_read_again(places: int) -> None:
    priced = dataclasses.replace(worked_cutback().offerings[0], price=Decimal(1).scaleb(-places))
    matter = dataclasses.replace(worked_cutback(), offerings=(priced,))
    assert matter_from_json(matter_to_json(matter), load_form).offerings == (priced,)


# Hypothesis warns where an example is too long to be shown; a whole matter may be.
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@given(any_matter())
def test_what_is_written_reads_back_as_an_equal_matter(matter: Matter) -> None:
    assert matter_from_json(matter_to_json(matter), load_form) == matter


@pytest.mark.parametrize("shape", [each for each in vars(matter_shapes).values() if isinstance(each, Shape)])
def test_no_field_of_a_record_is_left_out(shape: Shape[Any]) -> None:
    """A record in the JSON has a key for each of its fields but those its place says: its registration, its term."""
    keyed = {member.field_name for member in shape.members}
    fields = {field.name for field in dataclasses.fields(shape.record)}
    said_by_place = {"registration", "offering", "reading", "term", "value"}
    assert fields - keyed <= said_by_place
    assert keyed <= fields


def test_the_described_example_is_read() -> None:
    matter = read(document())
    assert matter.details.acting_for is ActingFor.COMPANY
    assert [holder.role for holder in matter.holders][1] is Role.OTHER_HOLDER
    assert [entry.sequence for entry in matter.ledger] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [event.type for event in matter.events_of("R1")][-1] is EventType.EFFECTIVE
    assert matter.requests[0].quantity == 100_000
    assert (matter.offerings[0].price, matter.offerings[0].discount_percent) == (Decimal("1.25"), Decimal(7))
    assert matter.offering_requests[0].offering == "O1"
    assert matter.expenses[0].amount == Decimal("1234.56")


def test_terms_are_read_as_a_value_an_object_or_a_list() -> None:
    stated = document()
    stated["terms"] = {
        "request_days": 25,
        "majority_fraction": "2/3",
        "warrant_price": [{"value": "0.25", "from": "2004-01-02", "section": "Amendment 1"}, {"value": "0.20"}],
        "fraction_rule": {"value": "ceil", "note": "as the transfer agent does"},
    }
    changes = read(stated).term_changes
    assert [(change.id, change.value) for change in changes] == [
        (1, 25),
        (2, Fraction(2, 3)),
        (3, Decimal("0.25")),
        (4, Decimal("0.20")),
        (5, "ceil"),
    ]
    assert changes[2].section == "Amendment 1"


def test_numbers_are_written_only_where_counting_would_not_give_them() -> None:
    stated = document()
    stated["ledger"] = [dict(stated["ledger"][0], sequence=number) for number in (2, 3, 7)]
    written = json.loads(matter_to_json(read(stated)))
    assert [entry.get("sequence") for entry in written["ledger"]] == [2, None, 7]


def test_entries_stand_in_the_order_of_their_numbers() -> None:
    stated = document()
    stated["ledger"] = [dict(stated["ledger"][0], sequence=number, quantity=number) for number in (3, 1, 2)]
    assert [entry.quantity for entry in read(stated).ledger] == [1, 2, 3]


Spoil = Callable[[Document], object]

REFUSED: dict[str, tuple[Spoil, str]] = {
    "another format": (lambda d: d.update(format="rra-matter/2"), '$.format: "rra-matter/1" is expected'),
    "no format": (lambda d: d.pop("format"), '$: the key "format" is missing'),
    "an unknown form": (lambda d: d.update(form="acme"), "$.form: There is no agreement form"),
    "an unknown section": (lambda d: d.update(holder=[]), '$.holder: "holder" is no key of this object'),
    "an unknown key": (lambda d: d["holders"][1].update(nmae="D"), '$.holders[1].nmae: "nmae" is no key'),
    "a missing key": (lambda d: d["holders"][1].pop("name"), '$.holders[1]: the key "name" is missing'),
    "an empty name": (lambda d: d["holders"][1].update(name=" "), "$.holders[1].name: a name or id is expected"),
    "two holders of one id": (
        lambda d: d["holders"].append({"id": "H1", "name": "Zinnia"}),
        "$.holders[4]: Two holders have the id H1",
    ),
    "an unknown role": (lambda d: d["holders"][0].update(role="lender"), '$.holders[0].role: "lender" is no role'),
    "a person in two groups": (
        lambda d: d["holders"][1].update(name=d["holders"][0]["name"], group="Birch"),
        "$.holders[1]: Alder Growth Fund I, L.P. is in two affiliate groups, Alder and Birch",
    ),
    "an unknown type": (lambda d: d["ledger"][0].update(type="gift"), '$.ledger[0].type: "gift" is no type of'),
    "an unknown holder": (
        lambda d: d["ledger"][3].update(holder="H9"),
        '$.ledger[3].holder: no holder has the id "H9"',
    ),
    "a foreign key": (lambda d: d["ledger"][0].update(new=2), '$.ledger[0].new: a ledger entry of type "issue" has no'),
    "no quantity": (
        lambda d: d["ledger"][0].pop("quantity"),
        "$.ledger[0]: The issue of Mar 30, 2003 needs its quantity",
    ),
    "negative shares": (
        lambda d: d["ledger"][0].update(quantity=-5),
        "$.ledger[0]: The issue of Mar 30, 2003 cannot be",
    ),
    "shares as a float": (
        lambda d: d["ledger"][0].update(quantity=360000.0),
        "$.ledger[0].quantity: a whole number is expected here, not the number 360000.0",
    ),
    "shares as text": (
        lambda d: d["ledger"][0].update(quantity="5"),
        "$.ledger[0].quantity: a whole number is expected",
    ),
    "shares as a flag": (lambda d: d["ledger"][0].update(quantity=True), "$.ledger[0].quantity: a whole number is"),
    "too many shares": (
        lambda d: d["ledger"][0].update(quantity=10**15 + 1),
        "$.ledger[0].quantity: at most 1,000,000,000,000,000 is taken here",
    ),
    "shares without end": (
        lambda d: d["ledger"][0].update(quantity=10**4000),
        "$.ledger[0].quantity: a whole number is expected here, not a number of 4,001 digits",
    ),
    "an impossible day": (
        lambda d: d["ledger"][0].update(date="2003-02-30"),
        '$.ledger[0].date: there is no day "2003',
    ),
    "a day of another style": (lambda d: d["ledger"][0].update(date="3/30/2003"), "$.ledger[0].date: a day is written"),
    "a day out of reach": (
        lambda d: d["ledger"][0].update(date="0203-03-30"),
        "$.ledger[0].date: the day lies outside",
    ),
    "a transfer to oneself": (
        lambda d: d["ledger"][4].update(to="H1"),
        "$.ledger[4]: The transfer of Oct 1, 2003 goes",
    ),
    "more than is held": (
        lambda d: d["ledger"][2].update(quantity=360001),
        "$.ledger[2]: ",
    ),
    "an unknown method": (
        lambda d: d["registrations"][0]["events"][0].update(method="pigeon"),
        '$.registrations[0].events[0].method: "pigeon" is no method of notice',
    ),
    "an unknown addressee": (
        lambda d: d["registrations"][0]["events"][1].update(to="H9"),
        '$.registrations[0].events[1].to: no holder has the id "H9"',
    ),
    "an event without its day": (
        lambda d: d["registrations"][0]["events"][2].pop("date"),
        "$.registrations[0].events[2]: The filing needs its date",
    ),
    "a notice received before it was sent": (
        lambda d: d["registrations"][0]["events"][0].update(received="2003-05-29"),
        "$.registrations[0].events[0]: The Demand Notice cannot have been received on May 29, 2003",
    ),
    "an initiator twice": (
        lambda d: d["registrations"][0].update(initiated_by=["H1", "H1"]),
        '$.registrations[0].initiated_by[1]: "H1" stands here twice',
    ),
    "two requests of one holder": (
        lambda d: d["registrations"][0]["requests"].append(dict(d["registrations"][0]["requests"][0])),
        "$.registrations[0].requests[1]: Cedar Family Trust already has a request in “Demand no. 1”",
    ),
    "an unknown plan": (lambda d: d["offerings"][0].update(plan="mine"), '$.offerings[0].plan: "mine" is no priority'),
    "a price as a number": (lambda d: d["offerings"][0].update(price=1.25), "$.offerings[0].price: text in quotation"),
    "a price with an exponent": (lambda d: d["offerings"][0].update(price="1e3"), "$.offerings[0].price: a decimal"),
    "a discount above the price": (
        lambda d: d["offerings"][0].update(discount_percent="107"),
        "$.offerings[0].discount_percent: at most 100 per cent",
    ),
    "both discounts": (
        lambda d: d["offerings"][0].update(discount_per_share="0.1"),
        "$.offerings[0]: Scenario no. 1 has its discount both in percent and per share",
    ),
    "an unknown registration": (
        lambda d: d["offerings"][0].update(registration="R9"),
        '$.offerings[0].registration: no registration has the id "R9"',
    ),
    "an asker twice": (
        lambda d: d["offerings"][0]["requests"].append({"holder": "H1", "quantity": 1}),
        "$.offerings[0].requests[1]: Two requests in an offering",
    ),
    "thirds of a cent": (lambda d: d["expenses"][0].update(amount="0.333"), "$.expenses[0].amount: an amount of money"),
    "an unknown reading": (
        lambda d: d.update(readings={"moon": {"choice": "full"}}),
        "$.readings.moon: the form has no such reading",
    ),
    "an unknown choice": (
        lambda d: d.update(readings={"cutback_weight": {"choice": "equal"}}),
        '$.readings.cutback_weight.choice: "equal" is no choice of it; known are held, requested',
    ),
    "an unknown term": (lambda d: d.update(terms={"moon": 1}), "$.terms.moon: the form has no such term"),
    "a term of another kind": (
        lambda d: d.update(terms={"request_days": "20"}),
        "$.terms.request_days: a whole number",
    ),
    "a term that is no choice": (
        lambda d: d.update(terms={"fraction_rule": "up"}),
        '$.terms.fraction_rule: "up" is no choice of the term',
    ),
    "a ratio over nothing": (
        lambda d: d.update(terms={"majority_fraction": "1/0"}),
        "$.terms.majority_fraction: a ratio",
    ),
    "an unknown point": (
        lambda d: d.update(points=[{"point": "moon", "state": "open"}]),
        '$.points[0].point: "moon" is no drafting point',
    ),
    "null for nothing": (lambda d: d["holders"][0].update(role=None), "$.holders[0].role: null says nothing here"),
    "a list for an object": (lambda d: d.update(matter=[]), "$.matter: an object is expected here, not a list"),
    "an object for a list": (lambda d: d.update(holders={}), "$.holders: a list is expected here, not an object"),
    "half a character": (lambda d: d["holders"][0].update(name="A\ud800"), "$.holders[0].name: the text holds"),
    "an escape sequence": (lambda d: d["holders"][0].update(name="A\x1b[2J"), "$.holders[0].name: the text holds"),
    "a name without end": (lambda d: d["holders"][0].update(name="A" * 301), "$.holders[0].name: the name has 301"),
    "a lead from elsewhere": (
        lambda d: d.update(groups=[{"name": "Alder", "lead": "H4"}]),
        "$.groups[0]: The lead of Alder is not one of its members",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_out_of_order_is_refused_at_its_place(case: str) -> None:
    spoil, sentence = REFUSED[case]
    spoilt = copy.deepcopy(document())
    spoil(spoilt)
    assert refusal(json.dumps(spoilt)).startswith(sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "line 1, column 1: this is not JSON"),
        ('{"format": ', "line 1, column 12: this is not JSON"),
        ("[]", "$: an object is expected here, not a list"),
        ('{"format": "rra-matter/1", "format": "rra-matter/1"}', "$.format: this key is given twice"),
        ('{"format": NaN, "matter": {}, "form": ""}', '$.format: "rra-matter/1" is expected here, not NaN'),
        ('{"a b": 1}', '$["a b"]: "a b" is no key of this object'),
        ("[" * 100_000, "$: lists and objects are nested too deeply"),
    ],
)
def test_what_is_no_such_document_is_refused(text: str, sentence: str) -> None:
    assert refusal(text).startswith(sentence)


def test_a_refusal_obeys_nothing_in_the_document() -> None:
    text = json.dumps({"\x1b[2J" + "x" * 200: 1})
    assert "\x1b" not in refusal(text)
    assert len(refusal(text)) < 400


def test_a_record_stands_on_one_line_where_it_fits() -> None:
    written = matter_to_json(read(document()))
    assert '    {"id": "H2", "name": "Dogwood Capital", "role": "other_holder"},\n' in written
    records, _, _text_of_the_form = written.partition('"form_text"')
    assert max(map(len, records.splitlines())) <= 118
    assert written.endswith("}\n")
