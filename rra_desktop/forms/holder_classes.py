"""The table of a form that says which classes of holders the agreement tells apart."""

from __future__ import annotations

import re
from typing import Any, Final

from rra_desktop.domain.bounds import LARGEST_COUNT
from rra_desktop.domain.deadline_definitions import ClockStart
from rra_desktop.domain.holder_classes import HolderClass, Joins
from rra_desktop.domain.register import Role
from rra_desktop.forms.clocks import text_of
from rra_desktop.forms.shapes import Entry, Key, Table
from rra_desktop.forms.values import NAME, SECTION, WORDS, Kind, list_of, no_such_word, one_of, whole_number

_AT_LEAST: Final = re.compile(r"at least ([1-9][0-9]{0,15}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,5})")


def _joins(value: object) -> Joins | int:
    if isinstance(value, str):
        if found := _AT_LEAST.fullmatch(value):
            return int(found[1].replace(",", ""))
        if value in [*Joins]:
            return Joins(value)
    raise no_such_word("what makes a transferee one of the class", value, (*Joins, "at least 100,000"))


def _check(values: dict[str, Any], entry: Entry) -> None:
    numbers = [each for each in values.get("joins", ()) if isinstance(each, int)]
    if len(numbers) > 1:
        entry.fault("joins", "names two numbers of shares; one is enough.")
    if values.get("id") in values.get("except", ()):
        entry.fault("except", "takes the class itself out.")


def _made(**values: Any) -> HolderClass:  # noqa: ANN401 - as the keys have it
    joins = values.pop("joins")
    without = values.pop("except")
    number = next((each for each in joins if isinstance(each, int)), None)
    words = tuple(each for each in joins if isinstance(each, Joins))
    return HolderClass(**values, without=without, joins=words, joins_with=number)


CLASSES: Final = Table(
    "classes",
    "class",
    (
        Key("id", NAME),
        Key("label", WORDS, required=False, default=""),
        Key("section", SECTION, required=False, default=""),
        Key("role", one_of(Role, "what the register calls them"), required=False, default=Role.OTHER_HOLDER),
        Key("except", list_of(NAME, "classes"), required=False, default=()),
        Key("least", whole_number("a whole number of shares", LARGEST_COUNT), required=False, default=0),
        Key("frozen", text_of(ClockStart, "a start of a clock"), required=False),
        Key(
            "joins",
            list_of(Kind("what makes a transferee one of the class", _joins), "what makes a transferee one of them"),
            required=False,
            default=(),
        ),
    ),
    _made,
    _check,
)
