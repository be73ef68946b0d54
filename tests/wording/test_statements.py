"""The words of statements: every kind has some, and they use only the facts it has."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import rra_desktop.calculation
from rra_desktop.domain.register import Role
from rra_desktop.domain.registrations import EventType, RegistrationKind, WithdrawnBy
from rra_desktop.domain.statements import Fact, Person, stated
from rra_desktop.wording import words_of
from rra_desktop.wording.statements.demands import DEMANDS
from rra_desktop.wording.statements.findings import FINDINGS
from rra_desktop.wording.statements.order import ORDER
from rra_desktop.wording.statements.records import RECORDS

_SOURCES = Path(rra_desktop.calculation.__path__[0])
_STATED = re.compile(r'"((?:order|demands|findings|records)/\w+)"')
_DAY = date(2003, 6, 2)
_ASH = Person("H1", "Ash")

FACTS: dict[str, Fact] = {
    "day": _DAY,
    "first_day": _DAY,
    "days": (_DAY, _DAY),
    "effective": _DAY,
    "withdrawn": _DAY,
    "notice_day": _DAY,
    "since": _DAY,
    "until": _DAY,
    "end": _DAY,
    "planned": _DAY,
    "filed": _DAY,
    "sent": _DAY,
    "received": _DAY,
    "completed": _DAY,
    "due": _DAY,
    "counterpart": _DAY,
    "to": _ASH,
    "holder": _ASH,
    "signed": (_ASH,),
    "what": EventType.COMPANY_NOTICE,
    "needs": EventType.DELAY_ELECTED,
    "of_kind": RegistrationKind.DEMAND,
    "in_a": RegistrationKind.DEMAND,
    "by": (),
    "title": "Demand no. 1",
    "affects": "Something.",
    "advice": "Do it.",
}
"""A value of each fact; the kinds of one group agree on what a name means, but for those told apart below."""

_NUMBERS = ("issued", "offered", "asked", "held", "of", "needed", "granted", "used", "registrable", "count", "value")
_YES_OR_NO = ("assumed", "contradicted", "left_out", "covers_unsaid", "never_filed", "silence")


def facts_of(kind: str) -> dict[str, Fact]:
    """Return facts for a kind."""
    facts = {**FACTS, **dict.fromkeys(_NUMBERS, 2), **dict.fromkeys(_YES_OR_NO, True), "unit": "Units"}
    group = kind.partition("/")[0]
    if kind == "demands/ended":
        facts |= {"by": WithdrawnBy.COMPANY}
    elif group == "demands":
        facts |= {"by": ("Demand no. 1",)}
    if kind in ("order/more_than_once", "order/without_what_it_needs"):
        facts |= {"what": EventType.DELAY_OFFERING_EFFECTIVE}
    if group == "records":
        facts |= {"what": "the filing", "id": "R9", "name": "Ash", "groups": ("A", "B"), "group": "A"}
        facts |= dict.fromkeys(("plan", "reading", "choice", "point", "term", "first", "last"), "X")
        facts |= {"number": 3}
    return facts | {"offering": "O1", "role": Role.INVESTOR}


NAMES = ("records/registration_title", "records/offering_name")
"""Statements that are no sentences: what a record is called."""

ALL = {**ORDER, **DEMANDS, **FINDINGS, **RECORDS}


@pytest.mark.parametrize("kind", ALL)
def test_every_kind_has_words_that_use_only_facts_it_can_have(kind: str) -> None:
    said = words_of(stated(kind, "1(a)", **facts_of(kind)))
    assert said.endswith(".") or kind in NAMES
    assert said[0].isupper() or said[0].isdigit() or said.startswith("“")
    assert not re.search(r"[{}]|None|\d{4}-\d{2}-\d{2}", said)


def test_every_kind_that_the_calculation_states_has_words_and_no_words_are_left_over() -> None:
    made = {kind for file in _SOURCES.rglob("*.py") for kind in _STATED.findall(file.read_text(encoding="utf-8"))}
    assert made == set(ALL)
