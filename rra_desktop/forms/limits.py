"""The table of a form that says how often, how long and how close together something may be."""

from __future__ import annotations

from typing import Any, Final

from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.deadline_definitions import ClockStart
from rra_desktop.domain.limits import Beyond, Limit, LimitCase, LimitSpan, MostAllowed
from rra_desktop.forms.amounts import NUMBER_OR_TERM
from rra_desktop.forms.clocks import text_of
from rra_desktop.forms.conditions import WHEN
from rra_desktop.forms.shapes import Entry, Key, Table, Tables
from rra_desktop.forms.times import TIME, time_in
from rra_desktop.forms.values import NAME, SECTION, WORDS, Kind, no_such_word, one_of, one_or_more

_SETS: Final = ("max", "each", "total", "gap")


def _within(value: object) -> LimitSpan | DeclaredCount:
    if (time := time_in(value)) is not None:
        return time
    if isinstance(value, str) and value in [*LimitSpan]:
        return LimitSpan(value)
    raise no_such_word("a time back or a span", value, (*LimitSpan, "12 months"))


_WITHIN: Final = Kind("a time back, as “12 months”, or “life”, “registration” or “calendar year”", _within)


def _most(written: int | str | None) -> MostAllowed | None:
    if written is None:
        return None
    return MostAllowed(term=written) if isinstance(written, str) else MostAllowed(written)


def _case(**said: Any) -> LimitCase:  # noqa: ANN401 - as the keys have it
    return LimitCase(said["when"], said["within"], _most(said["max"]))


def _check_case(values: dict[str, Any], entry: Entry) -> None:
    if values.get("within") is None and values.get("max") is None and {"within", "max"} <= values.keys():
        entry.fault("", "says neither “within” nor “max”, so that it changes nothing.")


_CASES: Final = Table(
    "cases",
    "case",
    (
        Key("when", WHEN),
        Key("within", _WITHIN, required=False),
        Key("max", NUMBER_OR_TERM, required=False),
    ),
    _case,
    _check_case,
)


def _check_limit(values: dict[str, Any], entry: Entry) -> None:
    if values.keys() >= {*_SETS} and all(values[key] is None for key in _SETS):
        entry.fault("", "sets no limit: it says none of “max”, “each”, “total” and “gap”.")


def _limit(**said: Any) -> Limit:  # noqa: ANN401 - as the keys have it
    return Limit(most=_most(said.pop("max")), since=said.pop("from"), until=said.pop("to"), **said)


_START: Final = text_of(ClockStart, "a start of a clock")

LIMITS: Final = Table(
    "limits",
    "limit",
    (
        Key("id", NAME),
        Key("label", WORDS, required=False, default=""),
        Key("section", SECTION),
        Key("counts", one_or_more(NAME, "rights or events")),
        Key("max", NUMBER_OR_TERM, required=False),
        Key("each", TIME, required=False),
        Key("total", TIME, required=False),
        Key("gap", TIME, required=False),
        Key("within", _WITHIN, required=False, default=LimitSpan.LIFE),
        Key("from", _START, required=False),
        Key("to", _START, required=False),
        Key("beyond", one_of(Beyond, "what becomes of one beyond the limit"), required=False, default=Beyond.VOID),
        Key("cases", Tables(_CASES), required=False, default=()),
    ),
    _limit,
    _check_limit,
)
