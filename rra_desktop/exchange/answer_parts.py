"""The parts of every answer to a program: the steps of a figure, what is said of it, days and money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rra_desktop.domain.figures import Authority, Clause, Figure, FigureValue, Statute
from rra_desktop.domain.statements import Mark
from rra_desktop.exchange.strict_json import Json
from rra_desktop.wording import words_of


def why(figure: Figure[Any], depth: int = 0) -> Iterator[Json]:
    """Yield how a figure was reached: the figure, then what it was made from, each one step deeper."""
    yield {
        "text": ": ".join(filter(None, map(words_of, (figure.label, figure.rule)))),
        "value": exact(figure.value),
        "section": _section(figure.authority),
        "depth": depth,
    }
    for made_from in figure.inputs:
        yield from why(made_from, depth + 1)


def exact(value: FigureValue | None) -> Json:
    """Return a value without loss: whole numbers as numbers, days as ISO 8601, ratios and decimals as text."""
    match value:
        case dt.date():
            return value.isoformat()
        case Fraction():
            return value.numerator if value.denominator == 1 else str(value)
        case Decimal():
            return format(value, "f")
        case _:
            return value


def written_mark(mark: Mark) -> Json:
    """Return what is said beside a figure or record."""
    return {
        "kind": mark.kind,
        "gravity": mark.gravity.value,
        "section": mark.statement.section or None,
        "text": words_of(mark),
    }


def _section(authority: Authority) -> str | None:
    match authority:
        case Clause(number):
            return number or None
        case Statute(citation):
            return citation
        case _:
            return None


def written_day(day: dt.date | None) -> str | None:
    """Return a day in ISO 8601, None where there is none."""
    return None if day is None else day.isoformat()


def written_money(amount: Decimal | None) -> str | None:
    """Return dollars and cents, None where they are not known."""
    return None if amount is None else format(amount, ".2f")
