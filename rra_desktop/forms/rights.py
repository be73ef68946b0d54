"""The table of a form that says which rights the agreement gives, to whom, and what uses them up."""

from __future__ import annotations

from typing import Any, Final

from rra_desktop.domain.conditions import ALWAYS
from rra_desktop.domain.registrations import EventId, EventType, RegistrationKind
from rra_desktop.domain.rights import (
    Exclusion,
    GivenAgain,
    HoldingMeasure,
    Least,
    MeasuredOn,
    Right,
    ShareBase,
    SizeMeasure,
    SizeTest,
    UsedBy,
)
from rra_desktop.forms.amounts import (
    AT_LEAST,
    MONEY_OR_TERM,
    MORE_THAN,
    NUMBER_OR_TERM,
    SHARE_OR_TERM,
    check_least,
    least_of,
)
from rra_desktop.forms.clocks import text_of
from rra_desktop.forms.conditions import WHEN
from rra_desktop.forms.shapes import Entry, Key, ListsOfTables, Table, Tables
from rra_desktop.forms.times import TIME
from rra_desktop.forms.values import ANY_VALUE, NAME, SECTION, SHARE, WORDS, Kind, WrongValueError, one_of, one_or_more

# -- how much must be asked for ----------------------------------------------------------------------------------------

_AMOUNTS: Final[dict[SizeMeasure, Kind]] = {
    SizeMeasure.SHARES: NUMBER_OR_TERM,
    SizeMeasure.SHARE_OF_CLASS: SHARE_OR_TERM,
    SizeMeasure.SHARE_OF_OWN: SHARE_OR_TERM,
    SizeMeasure.SHARE_HELD: SHARE_OR_TERM,
    SizeMeasure.SHARE_OF_COMMON: SHARE_OR_TERM,
    SizeMeasure.GROSS: MONEY_OR_TERM,
    SizeMeasure.NET: MONEY_OR_TERM,
}


def _check_test(values: dict[str, Any], entry: Entry) -> None:
    """Read the amount of a test by its measure."""
    check_least(values, entry, needed=True)
    measure = values.get("measure")
    for key in (AT_LEAST, MORE_THAN):
        if measure is not None and values.get(key) is not None:
            try:
                values[key] = _AMOUNTS[measure].read(values[key])
            except WrongValueError as error:
                entry.fault(key, str(error))


def _test(measure: SizeMeasure, at_least: object, more_than: object) -> SizeTest:
    return SizeTest(measure, least_of(at_least, more_than) or Least())


_TESTS: Final = Table(
    "tests of the size",
    "test of the size",
    (
        Key("measure", one_of(SizeMeasure, "a measure of a demand")),
        Key(AT_LEAST, ANY_VALUE, required=False),
        Key(MORE_THAN, ANY_VALUE, required=False),
    ),
    _test,
    _check_test,
)

# -- what uses a right up, what gives another, where there is none -----------------------------------------------------

_ENDINGS: Final = (EventType.EFFECTIVE, EventType.WITHDRAWN)
"""The events that are built in and use a right up."""


def _ending(value: object) -> EventId:
    """Read an event that uses a right up; whether the form declares one that is not built in, only all of it shows."""
    if isinstance(value, str) and value in [*EventType]:
        return EventType(one_of(_ENDINGS, "an event that uses a right up").read(value))
    return str(NAME.read(value))


def _check_used_by(values: dict[str, Any], entry: Entry) -> None:
    for key in ("kept", "sold"):
        if values.get(key) is not None and values.get("event") is EventType.WITHDRAWN:
            entry.fault(key, "goes with the event “effective”: what is withdrawn is neither kept effective nor sold.")


_USED_BY: Final = Table(
    "used_by",
    "event that uses it up",
    (
        Key("event", Kind("“effective”, “withdrawn”, or an event of the form", _ending)),
        Key("when", WHEN, required=False, default=ALWAYS),
        Key("kept", TIME, required=False),
        Key("sold", SHARE, required=False),
    ),
    UsedBy,
    _check_used_by,
)

_AGAIN: Final = Table(
    "again",
    "further right",
    (Key("when", WHEN), Key("section", SECTION, required=False, default="")),
    GivenAgain,
)

_EXCLUDED: Final = Table("excluded", "exclusion", (Key("when", WHEN), Key("why", WORDS)), Exclusion)

# -- the rights --------------------------------------------------------------------------------------------------------

_OF_DEMANDS: Final = (AT_LEAST, MORE_THAN, "measure", "base", "of", "on", "size", "used_by", "again")
"""The keys that only a right to demand can have."""


def _check_right(values: dict[str, Any], entry: Entry) -> None:
    check_least(values, entry, needed=False)
    _told_twice(values, entry)
    kind = values.get("kind")
    if kind is not None and kind is not RegistrationKind.DEMAND:
        for key in _OF_DEMANDS:
            if values.get(key):
                entry.fault(key, f"goes with a right of the kind “demand”, and this one is “{kind}”.")
    if "excluded" in values and "first" in values and bool(values["excluded"]) is not bool(values["first"]):
        missing = "is missing; it is the row that says where something “excluded” holds that there is no right."
        entry.fault("first", missing if values["excluded"] else "goes with “excluded”, which is not there.")


def _told_twice(values: dict[str, Any], entry: Entry) -> None:
    """Tell the entries of inner lists that stand there twice."""
    for key in ("used_by", "again", "excluded", "size"):
        for place, each in enumerate(values.get(key, ())):
            if each in values[key][:place]:
                entry.fault(key, f"says at place {place + 1} what it has said already.", place)


def _right(**said: Any) -> Right:  # noqa: ANN401 - as the keys have it
    least = least_of(said.pop(AT_LEAST), said.pop(MORE_THAN))
    return Right(least=least, **{key: value for key, value in said.items() if value is not None})


RIGHTS: Final = Table(
    "rights",
    "right",
    (
        Key("id", NAME),
        Key("kind", one_of(RegistrationKind, "a kind of right")),
        Key("label", WORDS, required=False, default=""),
        Key("section", SECTION),
        Key("by", one_or_more(NAME, "classes")),
        Key(AT_LEAST, SHARE_OR_TERM, required=False),
        Key(MORE_THAN, SHARE_OR_TERM, required=False),
        Key("measure", text_of(HoldingMeasure, "a measure of a holding"), required=False),
        Key("base", text_of(ShareBase, "the whole of which a share is asked"), required=False),
        Key("of", one_or_more(NAME, "classes"), required=False, default=()),
        Key("common", NAME, required=False, default=""),
        Key("on", text_of(MeasuredOn, "a day of the Demand Notice"), required=False),
        Key("size", ListsOfTables(_TESTS), required=False, default=()),
        Key("opens", NAME, required=False, default=""),
        Key("ends", NAME, required=False, default=""),
        Key("used_by", Tables(_USED_BY), required=False, default=()),
        Key("again", Tables(_AGAIN), required=False, default=()),
        Key("excluded", Tables(_EXCLUDED), required=False, default=()),
        Key("first", NAME, required=False, default=""),
    ),
    _right,
    _check_right,
)
