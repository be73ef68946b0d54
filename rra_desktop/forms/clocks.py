"""What a form says of the clock of a deadline: what it starts on and what it counts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from rra_desktop.domain.deadline_definitions import FormText
from rra_desktop.domain.rolls import Roll
from rra_desktop.forms.counts import TIME
from rra_desktop.forms.places import Path
from rra_desktop.forms.values import (
    DAY,
    Kind,
    WrongValueError,
    no_such_word,
    one_or_more,
    quoted,
    shown,
)
from rra_desktop.forms.written import several

_READING: Final = re.compile(r"<([^<>]*)>")
_COUNTING: Final = ("cases", "not_before", "not_after")
_A_START: Final = "a start of a clock"
_DAYS_CHOSEN: Final = "delay_elected.days"

# -- the values --------------------------------------------------------------------------------------------------------


def text_of(words: Iterable[StrEnum], what: str) -> Kind:
    """Return the kind of one word of a closed list, or of a text in which the choice of a reading stands for it.

    Whether the form has the reading, and each of its choices is such a word, only the whole form shows.
    """
    known = [str(each) for each in words]

    def read(value: object) -> FormText:
        text = _text(value, what)
        if not text.reading and text.written not in known:
            raise no_such_word(what, value, known)
        return text

    return Kind(f"{what}: {quoted(known)}", read)


def _text(value: object, what: str) -> FormText:
    if not isinstance(value, str) or not value or not value.isprintable():
        raise WrongValueError(f"must be {what}, not {shown(value)}.")
    readings = _READING.findall(value)
    if len(readings) > 1:
        raise WrongValueError(f"asks for {len(readings)} readings in {shown(value)}; at most one can be named.")
    return FormText(value, readings[0] if readings else "")


def _start(value: object) -> FormText:
    """Read a start of a clock: a text, or a day written in place."""
    if isinstance(value, dt.date):
        return FormText(DAY.read(value).isoformat())
    text = _text(value, _A_START)
    if text.written[:1].isdigit():
        raise WrongValueError(f"must be {_A_START}, not {shown(value)}; a day is written without quotation marks.")
    return text


def _at_most(value: object) -> str:
    if value != _DAYS_CHOSEN:
        raise no_such_word("a number recorded of an event", value, (_DAYS_CHOSEN,))
    return _DAYS_CHOSEN


COUNT: Final = one_or_more(TIME, "parts of a count")
ROLL: Final = text_of(Roll, "a roll")


def _rolls(value: object) -> bool | FormText:
    if isinstance(value, bool):
        return value
    text: FormText = ROLL.read(value)
    return False if text.written == Roll.NONE else text


START: Final = one_or_more(Kind(_A_START, _start), "starts of a clock")
AT_MOST: Final = Kind("a number recorded of an event", _at_most)
MET_BY: Final = one_or_more(
    Kind("an event, a day of a notice, or “request”", lambda value: _text(value, "an event").written), "events"
)
ROLLS: Final = Kind("true, false or a roll", _rolls)


# -- what several values together show ---------------------------------------------------------------------------------


def parts_with_counts(deadline: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield a deadline as written, its cases and the other days that limit it, each with its place in it."""
    yield (), deadline
    for key in _COUNTING:
        written = deadline.get(key)
        for place, each in enumerate(several(written)):
            if isinstance(each, dict):
                yield from (((key, place, *path), part) for path, part in parts_with_counts(each))
