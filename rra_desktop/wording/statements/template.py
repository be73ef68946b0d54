"""Templates of statements: a sentence with the names of its facts in braces.

`{name}` writes a fact in the way of its kind: 1,250,000; $1.25; Thu, Jul 17, 2003; names as “Ash, Beech and Cypress”. A
word after a colon asks for another way: `{day:date}` Jul 17, 2003; `{day:month_day}` Jul 17; `{count:of day}` 3 days;
`{section}` §1(a), or “the agreement” where none is named; `{cited}` “ (§1(a))”, or nothing, with no blank before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from string import Formatter
from typing import Any, TypeAlias

from rra_desktop.domain.register import EntryType
from rra_desktop.domain.registrations import Method
from rra_desktop.domain.statements import Person, Statement
from rra_desktop.wording import names, sums, writing

Words: TypeAlias = str | Callable[[Mapping[str, Any]], str]
"""A template with the facts' names in braces, or a function of the facts where the words turn on them."""

_WAYS: Mapping[str, Callable[[Any], str]] = {
    "date": writing.date_only,
    "month_day": writing.month_day,
    "percent": writing.percent,
    "price": writing.price,
    "plain": str,
    "section": writing.section,
    "ratio": sums.ratio,
    "mixed": sums.mixed,
    "deed": names.entry_deed,
    "heading": names.entry_name,
}


class _Template(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - any fact
        if format_spec.startswith("of "):
            return writing.counted(value, format_spec.removeprefix("of "))
        return _WAYS[format_spec](value) if format_spec else written(value)


_TEMPLATE = _Template()


def filled_in(template: str, facts: Mapping[str, Any]) -> str:
    """Return a template with its facts; raises KeyError for a fact or a way of writing that is not there."""
    section = str(facts.get("section", ""))
    shown = {**facts, "section": writing.section(section) or "the agreement", "cited": writing.in_brackets(section)}
    return _TEMPLATE.vformat(template, (), shown)


def written(fact: Any) -> str:  # noqa: ANN401 - any fact
    """Write one fact in the way of its kind."""
    for kind, way in _BY_KIND:
        if isinstance(fact, kind):
            return way(fact)
    return str(fact)


def _statement(said: Statement) -> str:
    from rra_desktop.wording.statements import words_of  # noqa: PLC0415 - statements hold statements

    return words_of(said)


_BY_KIND: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (Person, lambda person: str(person.name)),
    (Method, names.method_name),
    (EntryType, names.entry_noun),
    (tuple, lambda facts: writing.names([written(each) for each in facts])),
    ((bool, int, Fraction, Decimal, dt.date), writing.figure_value),
    (Statement, _statement),
)
