"""What a form says of the clock of a deadline: what it starts on and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from rra_desktop.domain.deadline_definitions import ClockStart, FormText, NoticePicked
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.rolls import Roll
from rra_desktop.forms.counts import TIME
from rra_desktop.forms.read_by_name import READING_CHOICES
from rra_desktop.forms.shapes import Entry
from rra_desktop.forms.values import (
    Kind,
    WrongValueError,
    did_you_mean,
    no_such_word,
    one_or_more,
    quoted,
    shown,
)

_READING: Final = re.compile(r"<([^<>]*)>")
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


START: Final = one_or_more(text_of(ClockStart, "a start of a clock"), "starts of a clock")
COUNT: Final = one_or_more(TIME, "parts of a count")
PICK: Final = text_of(NoticePicked, "which of several notices counts")
ROLL: Final = text_of(Roll, "a roll")


def _rolls(value: object) -> bool | FormText:
    if isinstance(value, bool):
        return value
    text: FormText = ROLL.read(value)
    return False if text.written == Roll.NONE else text


ROLLS: Final = Kind("true, false or a roll", _rolls)


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
