"""What a form says under `when`: what must be so, by readings, facts of a registration and fields of a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from rra_desktop.domain.conditions import UNKNOWN, Condition, ConditionPair
from rra_desktop.domain.registrations import DelayBecause, Purpose, Underwriting, WithdrawnBy
from rra_desktop.forms.values import Kind, WrongValueError, did_you_mean, list_of, quoted, shown

Values: TypeAlias = tuple[str | bool, ...]
"""What something that a condition asks for can be; empty where that is any word."""

_KEY: Final = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*(?:\.[a-z][a-z0-9_]*)?", re.ASCII)
_LONGEST: Final = 200

FACTS: Final[Mapping[str, Values]] = {
    "purpose": tuple(Purpose),
    "underwriting": tuple(Underwriting),
    "covers_all_requested": (True, False),
}
"""What is asked of every registration, whatever the form."""

FIELDS: Final[Mapping[str, Values]] = {
    "by": tuple(WithdrawnBy),
    "because": tuple(DelayBecause),
    "permits_resale": (True, False),
    "form": (),
}
"""The fields of events that a condition can ask for."""


def _word(value: object) -> str | bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value and value.isprintable() and len(value) <= _LONGEST:
        return value
    raise WrongValueError(f"must be a word, true or false, not {shown(value)}.")


_WORDS: Final = list_of(Kind("a word, true or false", _word), "words")


def _when(value: object) -> Condition:
    if not isinstance(value, dict) or not value:
        raise WrongValueError(f"must say what must be so, as {{ purpose = “stock_plan” }}, not {shown(value)}.")
    return Condition(tuple(_pair(key, wanted) for key, wanted in value.items()))


def _pair(key: str, wanted: object) -> ConditionPair:
    if not _KEY.fullmatch(key):
        raise WrongValueError(f"asks for {shown(key)}, which is no id and no field of an event.")
    try:
        values = _WORDS.read(wanted) if isinstance(wanted, list) else (_word(wanted),)
    except WrongValueError as error:
        raise WrongValueError(f"asks for “{key}”, which {error}") from None
    return ConditionPair(key, values)


WHEN: Final = Kind("what must be so, as { purpose = “stock_plan” }", _when)


def faults_of_condition(written: object, known: Mapping[str, Values]) -> Iterator[str]:
    """Yield what is wrong with a condition by what can be asked for where it stands.

    `written` is as it stands in the text; what is no condition has its fault already.
    """
    for key, wanted in written.items() if isinstance(written, dict) else ():
        if key not in known:
            yield f"asks for “{key}”, which is none of {quoted(sorted(known))}.{did_you_mean(key, known)}"
            continue
        for value in wanted if isinstance(wanted, list) else (wanted,):
            yield from _value_fault(key, value, known[key])


def _value_fault(key: str, value: object, can_be: Values) -> Iterator[str]:
    if not can_be or value == UNKNOWN or not isinstance(value, (str, bool)) or _among(value, can_be):
        return
    near = did_you_mean(value, _texts(can_be)) if isinstance(value, str) else ""
    yield f"asks whether “{key}” is {shown(value)}, which it never is.{near} It can be {quoted(_texts(can_be))}."


def _among(value: object, can_be: Values) -> bool:
    return any(value is each if isinstance(each, bool) else value == each for each in can_be)


def _texts(values: Iterable[str | bool]) -> tuple[str, ...]:
    return tuple(str(each).lower() if isinstance(each, bool) else str(each) for each in values)


def conditions_in(entry: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Yield every `when` in an entry as it is written, with its place in it."""
    for key, value in entry.items():
        if key == "when":
            yield (key,), value
        elif isinstance(value, list):
            for place, inner in enumerate(value):
                if isinstance(inner, dict):
                    for path, found in conditions_in(inner):
                        yield (key, place, *path), found
