"""What a form says of the clock of a deadline: what it starts on and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from rra_desktop.domain.agreement import COUNTED_UNITS, TermKind
from rra_desktop.domain.deadline_definitions import ClockStart, DeclaredCount, FormText, NoticePicked
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.forms.read_by_name import READING_CHOICES
from rra_desktop.forms.shapes import Entry
from rra_desktop.forms.values import (
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
_OF_ONE_REGISTRATION: Final = frozenset(
    {
        ClockStart.DEMAND_NOTICE_GIVEN,
        ClockStart.DEMAND_NOTICE_RECEIVED,
        ClockStart.PLANNED_FILING,
        ClockStart.FILED,
        ClockStart.FIRST_FILING,
        ClockStart.LAST_AMENDMENT,
        ClockStart.EFFECTIVE,
        ClockStart.DELAY_OFFERING_EFFECTIVE,
        ClockStart.DELAY_ACTIVITY_COMMENCED,
    }
)
"""The days of which a registration has one each, so that any row for all can start on them."""

_STARTS: Final[Mapping[DeadlineId, frozenset[ClockStart]]] = {
    DeadlineId.REQUEST_DEADLINE: frozenset({ClockStart.COMPANY_NOTICE_GIVEN, ClockStart.COMPANY_NOTICE_RECEIVED}),
    DeadlineId.PIGGYBACK_REQUEST_DEADLINE: frozenset(
        {ClockStart.REGISTRATION_NOTICE_GIVEN, ClockStart.REGISTRATION_NOTICE_RECEIVED}
    ),
    DeadlineId.FILING_EARLIEST: frozenset({ClockStart.COMPANY_NOTICE_RECEIVED}),
    DeadlineId.COOLING_OFF_ENDS: frozenset({ClockStart.OTHER_REGISTRATION_EFFECTIVE}),
    DeadlineId.WARRANT_EXPIRY: frozenset({ClockStart.ISSUE}),
    DeadlineId.EFFECTIVENESS_DEADLINE: _OF_ONE_REGISTRATION | {ClockStart.FILING_LATEST},
    DeadlineId.REGISTRATION_NOTICE_DUE: _OF_ONE_REGISTRATION | {ClockStart.FILING_LATEST},
    DeadlineId.REGISTRATION_NOTICE_ADVISED: _OF_ONE_REGISTRATION | {ClockStart.FILING_LATEST},
}
"""What the clocks of some rows can start on: those with a row for each notice, issue or other registration, and those
counted after the last day to file. All others start on a day of the registration."""

_PICKING: Final = frozenset({DeadlineId.FILING_EARLIEST})
"""The rows for all that start on one of the notices to several."""


# -- the values --------------------------------------------------------------------------------------------------------


def text_of(words: Iterable[StrEnum], what: str) -> Kind:
    """Return the kind of one word of a closed list, for a part of which the choice of a reading can stand."""
    known = [str(each) for each in words]

    def read(value: object) -> FormText:
        readings = _READING.findall(value) if isinstance(value, str) else []
        if isinstance(value, str) and readings:
            return _with_reading(value, readings)
        if not isinstance(value, str) or value not in known:
            raise no_such_word(what, value, known)
        return FormText(value)

    def _with_reading(value: str, readings: list[str]) -> FormText:
        if len(readings) > 1:
            raise WrongValueError(f"asks for {len(readings)} readings in {shown(value)}; at most one can be named.")
        reading = readings[0]
        if reading not in READING_CHOICES:
            near = did_you_mean(reading, READING_CHOICES)
            raise WrongValueError(f"asks for the reading {shown(reading)} in {shown(value)}; there is none such.{near}")
        text = FormText(value, reading)
        for choice in READING_CHOICES[reading]:
            if text.with_choice(choice) not in known:
                raise WrongValueError(
                    f"must be {what}, not {shown(value)}: under the choice “{choice}” of that reading it is "
                    f"“{text.with_choice(choice)}”. Known are {quoted(known)}."
                )
        return text

    return Kind(what, read)


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


START: Final = one_or_more(text_of(ClockStart, "a start of a clock"), "starts of a clock")
COUNT: Final = one_or_more(Kind("a term that counts days or years, or a time as “10 days”", _count), "parts of a count")
PICK: Final = text_of(NoticePicked, "which of several notices counts")


def can_start(deadline: DeadlineId) -> frozenset[ClockStart]:
    """Return what the clock of a deadline can start on."""
    return _STARTS.get(deadline, _OF_ONE_REGISTRATION)


# -- what several values together show ---------------------------------------------------------------------------------


def check_start(values: Mapping[str, Any], entry: Entry) -> None:
    """Tell the starts on which the clock of a deadline cannot run, and a choice of notices where it is none or missing.

    `values` are those of the keys of a deadline in which there is no fault.
    """
    own = values.get("id")
    if own is None:
        return
    can = can_start(own)
    listed = quoted(each for each in ClockStart if each in can)
    for place, start in enumerate(values.get("start", ())):
        for word in _every_word(start):
            if word not in can:
                entry.fault("start", f"cannot be “{word}” for this deadline. It can be {listed}.", place)
    if "pick" in values and (own in _PICKING) is not (values["pick"] is not None):
        picked = "is missing; it is “first”, “last” or a reading that says which of the notices counts."
        entry.fault(
            "pick", picked if own in _PICKING else "goes with a day that is one of several notices', as no other."
        )


def _every_word(text: FormText) -> Iterable[str]:
    return map(text.with_choice, READING_CHOICES[text.reading]) if text.reading else (text.written,)


def terms_counted(deadline: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield the ids of the terms by which a deadline as written is counted, each with its place in the count."""
    for place, part in enumerate(_parts(deadline)):
        if isinstance(part, str) and not _TIME.fullmatch(part) and (term := _term_in(part)) is not None:
            yield place, term


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
