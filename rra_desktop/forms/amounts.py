"""Amounts in a form for which a term can stand: a share, a number, dollars; enough as they are, or to be exceeded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

from rra_desktop.domain.agreement import TermKind
from rra_desktop.domain.rights import Least
from rra_desktop.forms.shapes import Entry
from rra_desktop.forms.values import NAME, SHARE, Kind, WrongValueError, term_value

AT_LEAST: Final = "at_least"
MORE_THAN: Final = "more_than"


def term_named(value: object) -> str | None:
    """Return the id of the term that stands for an amount, None where the amount is written in place."""
    try:
        return str(NAME.read(value))
    except WrongValueError:
        return None


def _or_a_term(name: str, read: Callable[[object], Any]) -> Kind:
    return Kind(f"{name}, or the id of a term", lambda value: term_named(value) or read(value))


SHARE_OR_TERM: Final = _or_a_term("a share of the whole, as “1/2” or “30%”", SHARE.read)
NUMBER_OR_TERM: Final = _or_a_term("a whole number", lambda value: term_value(TermKind.NUMBER, value))
MONEY_OR_TERM: Final = _or_a_term("dollars, as “10,000,000”", lambda value: term_value(TermKind.MONEY, value))


def check_least(values: Mapping[str, Any], entry: Entry, *, needed: bool) -> None:
    """Tell an amount that is said twice, or not at all where one is needed."""
    said = [key for key in (AT_LEAST, MORE_THAN) if values.get(key) is not None]
    if len(said) > 1:
        entry.fault(MORE_THAN, "stands beside “at_least”; only one of them can say what is enough.")
    elif needed and not said and {AT_LEAST, MORE_THAN} <= values.keys():
        entry.fault("", "says neither “at_least” nor “more_than”; one of them says what is enough.")


def least_of(at_least: Any, more_than: Any) -> Least | None:  # noqa: ANN401 - exact numbers or the id of a term
    """Return how much is enough, None where neither is said."""
    amount, exceeded = (more_than, True) if at_least is None else (at_least, False)
    if amount is None:
        return None
    if isinstance(amount, str):
        return Least(term=amount, exceeded=exceeded)
    return Least(Fraction(amount), exceeded=exceeded)
