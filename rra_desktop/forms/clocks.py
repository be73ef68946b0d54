"""What a form says of the clock of a deadline: what it starts on and what it counts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from rra_desktop.domain.agreement import COUNTED_UNITS, TermKind
from rra_desktop.domain.deadline_definitions import DeclaredCount, FormText
from rra_desktop.forms.places import Path
from rra_desktop.forms.values import (
    DAY,
    MOST_DAYS,
    MOST_YEARS,
    NAME,
    Kind,
    WrongValueError,
    did_you_mean,
    no_such_word,
    one_or_more,
    quoted,
    shown,
)

_READING: Final = re.compile(r"<([^<>]*)>")
_TIME: Final = re.compile(r"(-?[1-9][0-9]{0,4}) (day|year)s?")
_MOST: Final[Mapping[str, int]] = {"day": MOST_DAYS, "year": MOST_YEARS}
_COUNTING: Final = ("cases", "not_before", "not_after")
_A_START: Final = "a start of a clock"
_DAYS_CHOSEN: Final = "delay_elected.days"
# -- the values --------------------------------------------------------------------------------------------------------


def text_of(words: type[StrEnum], what: str) -> Kind:
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


def _count(value: object) -> DeclaredCount:
    if isinstance(value, str):
        if time := _TIME.fullmatch(value):
            amount, unit = int(time[1]), time[2]
            if abs(amount) > _MOST[unit]:
                raise WrongValueError(f"counts {shown(value)}; at most {_MOST[unit]:,} {unit}s are counted.")
            return DeclaredCount(amount=amount, unit=unit)
        if (term := _term_in(value)) is not None:
            return DeclaredCount(term, back=value.startswith("-"))
    raise WrongValueError(
        "must be the id of a term that counts days or years, with a - in front to take it off, or a time as "
        f"“10 days”, “-1 day” or “2 years”, not {shown(value)}."
    )


def _term_in(value: str) -> str | None:
    """Return the id of the term that a part of a count names, None for what is no id."""
    try:
        NAME.read(term := value.removeprefix("-"))
    except WrongValueError:
        return None
    return term


START: Final = one_or_more(Kind(_A_START, _start), "starts of a clock")
COUNT: Final = one_or_more(Kind("a term that counts days or years, or a time as “10 days”", _count), "parts of a count")
AT_MOST: Final = Kind("a number recorded of an event", _at_most)
MET_BY: Final = one_or_more(
    Kind("an event, a day of a notice, or “request”", lambda value: _text(value, "an event").written), "events"
)


# -- what several values together show ---------------------------------------------------------------------------------


def terms_counted(deadline: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield the ids of the terms by which a deadline as written is counted, each with its place in the count."""
    for place, part in enumerate(_parts(deadline)):
        if isinstance(part, str) and not _TIME.fullmatch(part) and (term := _term_in(part)) is not None:
            yield place, term


def parts_with_counts(deadline: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield a deadline as written, its cases and the other days that limit it, each with its place in it."""
    yield (), deadline
    for key in _COUNTING:
        written = deadline.get(key)
        for place, each in enumerate(written if isinstance(written, list) else ()):
            if isinstance(each, dict):
                yield from (((key, place, *path), part) for path, part in parts_with_counts(each))


def _parts(deadline: Mapping[str, Any]) -> list[object]:
    written = deadline.get("count", ())
    return written if isinstance(written, list) else [written]


def faults_of_count(deadline: Mapping[str, Any], kinds: Mapping[str, object]) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with a count as it is written, by the kinds of the form's terms, each with its place."""
    units = {time[2] for part in _parts(deadline) if isinstance(part, str) and (time := _TIME.fullmatch(part))}
    for place, term in terms_counted(deadline):
        kind = kinds.get(term)
        if term not in kinds:
            yield place, f"counts by “{term}”, and the form has no such term.{did_you_mean(term, kinds)}"
        elif not isinstance(kind, str):
            continue  # its fault is told at the term
        elif kind in COUNTED_UNITS:
            units.add(COUNTED_UNITS[TermKind(kind)])
        elif kind in [*TermKind]:
            yield place, f"counts by “{term}”, a term of the kind “{kind}”; only “days” and “years” can be counted."
    if len(units) > 1:
        yield 0, "counts days and years together; a deadline is counted in one of them."
