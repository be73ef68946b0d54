"""The kinds of value a key of a form can take, each with its bounds and with what is said of a value that is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from rra_desktop.domain.agreement import COUNTED_UNITS, TermKind, TermValue
from rra_desktop.domain.bounds import FIRST_DAY, LARGEST_COUNT, LAST_DAY
from rra_desktop.domain.counts import LONGEST, TimeUnit

_LONGEST_TEXT: Final = 2_000
_LONGEST_SHOWN: Final = 40
_MOST_MEMBERS: Final = 1_000
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*", re.ASCII)
_RATIO: Final = re.compile(r"(\d{1,16})(?:/(\d{1,16}))?", re.ASCII)
_PER_CENT: Final = re.compile(r"(\d{1,16}(?:\.\d{1,20})?)%", re.ASCII)
_MONEY: Final = re.compile(r"(?:\d{1,16}|\d{1,3}(?:,\d{3}){1,5})(?:\.\d{1,20})?", re.ASCII)


class WrongValueError(Exception):
    """A value is none of its kind; the text says why, as the end of a sentence about its key.

    `within` is the place of the wrong member where the value is a list.
    """

    def __init__(self, said: str, within: tuple[int, ...] = ()) -> None:
        super().__init__(said)
        self.within = within


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: what it is called in a refusal, and how one is read; `read` raises WrongValueError."""

    name: str
    read: Callable[[object], Any]


def shown(value: object) -> str:
    """Return what was found in a file as it is quoted in a refusal."""
    match value:
        case bool():
            said = "true" if value else "false"
        case int():
            said = f"the whole number {_short(str(value))}"
        case float():
            said = f"the inexact number {value}"
        case str():
            said = f"“{_short(value)}”" if value else "an empty text"
        case list() | dict():
            said = "a list" if isinstance(value, list) else "a table"
        case _:
            said = f"the day or time {value}"
    return said


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return the question whether one of the known words was meant, with a blank before it; empty if none is near."""
    near = get_close_matches(written, sorted(known), 1)
    return f" Did you mean “{near[0]}”?" if near else ""


def quoted(words: Iterable[str]) -> str:
    """Return words in quotation marks, one after another."""
    return ", ".join(f"“{each}”" for each in words)


def no_such_word(what: str, value: object, known: Iterable[str]) -> WrongValueError:
    """Return the refusal of a value that is no word of a closed list; `what` names the words."""
    known = tuple(known)
    near = did_you_mean(value, known) if isinstance(value, str) else ""
    return WrongValueError(f"must be {what}, not {shown(value)}.{near} Known are {quoted(known)}.")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _expected(what: str, value: object) -> WrongValueError:
    inexact = isinstance(value, float) and "number" in what
    return WrongValueError(f"must be {what}, not {shown(value)}{', which the machine rounds' if inexact else ''}.")


# -- text --------------------------------------------------------------------------------------------------------------


def _line(value: object) -> str:
    """Return text on one line, which may be empty."""
    what = "text on one line, without blanks around it"
    if not isinstance(value, str) or value != value.strip() or not value.isprintable():
        raise _expected(what, value)
    if len(value) > _LONGEST_TEXT:
        raise WrongValueError(f"has {len(value):,} characters; at most {_LONGEST_TEXT:,} are taken.")
    return value


def _words(value: object) -> str:
    if value == "":
        raise _expected("a text that says something", value)
    return _line(value)


def _name(value: object) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value) or len(value) > _LONGEST_TEXT:
        raise _expected("an id of small letters and digits, with _ or - between its words", value)
    return value


WORDS: Final = Kind("text", _words)
SECTION: Final = Kind("a section as the agreement numbers it, or an empty text", _line)
NAME: Final = Kind("an id", _name)


def one_of(words: type[StrEnum] | tuple[StrEnum, ...], what: str) -> Kind:
    """Return the kind of one word of a closed list; `what` names it in a refusal."""
    known = {str(each): each for each in words}

    def read(value: object) -> Any:  # noqa: ANN401 - a word of the list given
        if not isinstance(value, str) or value not in known:
            raise no_such_word(what, value, known)
        return known[value]

    return Kind(f"{what}: {quoted(known)}", read)


def list_of(kind: Kind, what: str) -> Kind:
    """Return the kind of a list, not empty, without repetition, whose members are of one kind."""

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or not value:
            raise _expected(f"a list of {what}, at least one", value)
        if len(value) > _MOST_MEMBERS:
            raise WrongValueError(f"has {len(value):,} members; at most {_MOST_MEMBERS:,} are taken.")
        found: list[Any] = []
        for place, each in enumerate(value):
            try:
                member = kind.read(each)
            except WrongValueError as error:
                raise WrongValueError(f"at place {place + 1} {error}", (place, *error.within)) from None
            if member in found:
                raise WrongValueError(f"has {shown(each)} twice.", (place,))
            found.append(member)
        return tuple(found)

    return Kind(f"a list of {what}", read)


def one_or_more(kind: Kind, what: str) -> Kind:
    """Return the kind of a value of one kind, or of a list of them as `list_of` takes it; it is read as a tuple."""
    several = list_of(kind, what)

    def read(value: object) -> tuple[Any, ...]:
        return several.read(value) if isinstance(value, list) else (kind.read(value),)

    return Kind(f"{kind.name}, or a list of {what}", read)


# -- numbers, days, yes or no ------------------------------------------------------------------------------------------


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _expected("true or false", value)
    return value


def _day(value: object) -> dt.date:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise _expected("a day, written without quotation marks as 2003-03-30", value)
    if not FIRST_DAY <= value <= LAST_DAY:
        raise WrongValueError(f"lies outside the years {FIRST_DAY.year} to {LAST_DAY.year}.")
    return value


def _whole(value: object, what: str, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _expected(what, value)
    if not 0 <= value <= most:
        raise WrongValueError(f"must be {what} from 0 to {most:,}, not {_short(str(value))}.")
    return value


def whole_number(what: str, most: int) -> Kind:
    """Return the kind of a whole number from 0 to the most there can be."""
    return Kind(what, lambda value: _whole(value, what, most))


def _ratio(value: object) -> Fraction:
    what = "an exact number in quotation marks, as “1/2”, “2” or “30%”"
    if not isinstance(value, str):
        raise _expected(what, value)
    if parts := _RATIO.fullmatch(value):
        if int(parts[2] or 1) == 0:
            raise WrongValueError(f"divides by nothing in {shown(value)}.")
        return _bounded(Fraction(int(parts[1]), int(parts[2] or 1)))
    if parts := _PER_CENT.fullmatch(value):
        return _bounded(Fraction(parts[1]) / 100)
    raise _expected(what, value)


def _bounded(value: Fraction) -> Fraction:
    if value > LARGEST_COUNT:
        raise WrongValueError(f"must be at most {LARGEST_COUNT:,}.")
    return value


def _share(value: object) -> Fraction:
    ratio = _ratio(value)
    if ratio > 1:
        raise WrongValueError(f"is a share of the whole, at most “100%”, not {shown(value)}.")
    return ratio


def _money(value: object) -> Decimal:
    if not isinstance(value, str) or not _MONEY.fullmatch(value):
        raise _expected("an exact number of dollars in quotation marks, as “10,000.50”", value)
    amount = Decimal(value.replace(",", ""))
    if amount > LARGEST_COUNT:
        raise WrongValueError(f"must be at most {LARGEST_COUNT:,} dollars.")
    return amount


YES_OR_NO: Final = Kind("true or false", _yes_or_no)
DAY: Final = Kind("a day, as 2003-03-30", _day)
SHARE: Final = Kind("a share of the whole, as “3/10” or “30%”", _share)
ANY_VALUE: Final = Kind("what the kind of the term asks for", lambda value: value)
"""The value of a term, which is read once its kind is known."""


def _counting(unit: TimeUnit) -> Callable[[object], int]:
    return lambda value: _whole(value, f"a whole number of {unit}s", LONGEST[unit])


_TERM_VALUES: Final[dict[TermKind, Callable[[object], TermValue]]] = {
    TermKind.NUMBER: lambda value: _whole(value, "a whole number", LARGEST_COUNT),
    **{kind: _counting(unit) for kind, unit in COUNTED_UNITS.items()},
    TermKind.DATE: _day,
    TermKind.RATIO: _ratio,
    TermKind.MONEY: _money,
    TermKind.CHOICE: _words,
}


def term_value(kind: TermKind, written: object) -> TermValue:
    """Return a term's value from how it is written: whole numbers as numbers, ratios and money as exact text.

    Raises WrongValueError for what is no value of the kind.
    """
    return _TERM_VALUES[kind](written)
