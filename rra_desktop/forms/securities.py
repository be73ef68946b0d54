"""What holders have under an agreement: the table of a form, and the terms each security brings with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rra_desktop.domain.agreement import SecurityDefinition
from rra_desktop.domain.register import Security
from rra_desktop.forms.shapes import Key, Table
from rra_desktop.forms.values import WORDS, one_of, quoted

SECURITIES: Final = Table(
    "securities",
    "security",
    (
        Key("id", one_of(Security, "a kind of security")),
        Key("label", WORDS),
        Key("short", WORDS),
    ),
    SecurityDefinition,
)

TERMS_OF: Final[Mapping[Security, tuple[str, ...]]] = {
    Security.UNIT: ("units_offered", "common_per_unit", "preferred_per_unit", "warrants_per_unit"),
    Security.PREFERRED: ("common_per_preferred",),
    Security.WARRANT: ("common_per_warrant", "warrant_price", "warrant_years"),
}
"""The terms by which each security is counted."""


def faults_of_securities(securities: Iterable[str], terms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the securities and terms of a form taken together, each with the table it is told of."""
    has, terms = set(securities), set(terms)
    if has and Security.COMMON not in has:
        yield "securities", f"lacks “{Security.COMMON}”, which is held under every agreement."
    for security, needed in TERMS_OF.items():
        missing = [each for each in needed if each not in terms]
        idle = [each for each in needed if each in terms]
        if security in has and missing:
            yield "terms", f"lacks {quoted(missing)}, by which the security “{security}” is counted."
        elif security not in has and idle:
            yield "terms", f"has {quoted(idle)}, and the form has no security “{security}” to count by it."
