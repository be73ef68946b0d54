"""Kinds of columns: how each value of a record is written into a cell and read back exactly, and what is refused."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, Generic, TypeAlias, TypeVar, cast

from rra_desktop.domain.agreement import Signature, TermValue
from rra_desktop.domain.bounds import LARGEST_COUNT, LONGEST_AGREEMENT, LONGEST_FORM
from rra_desktop.domain.registrations import EventId, event_id

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)
Cell: TypeAlias = int | str | None

LONGEST_TEXT: Final = 100_000
MOST_NAMES: Final = 100_000
_DECIMAL: Final = re.compile(r"-?\d{1,30}(\.\d{1,100})?\Z", re.ASCII)
_RATIO: Final = re.compile(r"(-?\d{1,40})/(\d{1,40})\Z", re.ASCII)
_WHOLE: Final = re.compile(r"-?\d{1,15}\Z", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_HOUR: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z", re.ASCII)
MOST_ANSWERS: Final = 1_000


class CellError(ValueError):
    """A value does not fit its column; the text says what was found, to follow "is" or "has"."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[Value]):
    """A kind of column: `read` makes values of a whole column of cells, `write` one cell; both raise CellError."""

    read: Callable[[Sequence[Cell]], Sequence[Value]]
    write: Callable[[Value], Cell]


def optional(kind: Kind[Value]) -> Kind[Value | None]:
    """Return the kind of a column that may be empty."""

    def read(cells: Sequence[Cell]) -> Sequence[Value | None]:
        if None not in cells:
            return kind.read(cells)
        filled = iter(kind.read([cell for cell in cells if cell is not None]))
        return [None if cell is None else next(filled) for cell in cells]

    return Kind(read, lambda value: None if value is None else kind.write(value))


def _each(one: Callable[[Cell], Value]) -> Callable[[Sequence[Cell]], Sequence[Value]]:
    """Read a column whose values repeat: each different cell is read once."""

    def read(cells: Sequence[Cell]) -> Sequence[Value]:
        known = {cell: one(cell) for cell in set(cells)}
        return [known[cell] for cell in cells]

    return read


def _text_in(cell: object) -> str:
    if not isinstance(cell, str):
        raise CellError(f"{shown(cell)}, where text belongs")
    return cell


def _fits(text: str, longest: int = LONGEST_TEXT) -> str:
    if len(text) > longest:
        raise CellError(f"a text of {len(text):,} characters, more than the {longest:,} a matter file takes")
    if "\0" in text:
        raise CellError("a text with a character that cannot be stored (NUL)")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise CellError("a text with a character that cannot be stored (half of a pair)") from None
    return text


def _read_texts(cells: Sequence[Cell]) -> Sequence[str]:
    if set(map(type, cells)) == {str}:
        texts = cast("Sequence[str]", cells)
        # What comes out of a file is valid Unicode already: the whole column can be looked at in one go.
        if max(map(len, texts)) <= LONGEST_TEXT and "\0" not in "".join(texts):
            return texts
    return [_fits(_text_in(cell)) for cell in cells]


def _whole_in(cell: object, least: int, most: int) -> int:
    if type(cell) is not int:
        raise CellError(f"{shown(cell)}, where a whole number belongs")
    if not least <= cell <= most:
        raise CellError(f"{cell:,}, outside {least:,} to {most:,}")
    return cell


def whole(least: int = -LARGEST_COUNT, most: int = LARGEST_COUNT) -> Kind[int]:
    """Return the kind of a whole number within bounds, both included."""

    def read(cells: Sequence[Cell]) -> Sequence[int]:
        if set(map(type, cells)) == {int}:
            numbers = cast("Sequence[int]", cells)
            if least <= min(numbers) and max(numbers) <= most:
                return numbers
        return [_whole_in(cell, least, most) for cell in cells]

    return Kind(read, lambda value: _whole_in(value, least, most))


def word_of(words: type[Word]) -> Kind[Word]:
    """Return the kind of a word of the domain, stored as itself."""
    known = {str(word): word for word in words}

    def one(cell: Cell) -> Word:
        word = known.get(_text_in(cell))
        if word is None:
            raise CellError(f"{shown(cell)}, which is none of {', '.join(known)}")
        return word

    def write(value: Word) -> Cell:
        if not isinstance(value, words):
            raise CellError(f"{shown(value)}, which is none of {', '.join(known)}")
        return value.value

    return Kind(_each(one), write)


def _read_flag(cell: Cell) -> bool:
    return _whole_in(cell, 0, 1) == 1


def _write_flag(value: object) -> int:
    if type(value) is not bool:
        raise CellError(f"{shown(value)}, where yes or no belongs")
    return int(value)


def _read_day(cell: Cell) -> dt.date:
    text = _text_in(cell)
    try:
        # Python reads more ways of writing a day than a matter file has.
        return dt.date.fromisoformat(text if _DAY.match(text) else "")
    except ValueError:
        raise CellError(f"{shown(cell)}, which is no day") from None


def _write_day(value: dt.date) -> str:
    if type(value) is not dt.date:
        raise CellError(f"{shown(value)}, where a day belongs")
    return value.isoformat()


def _read_decimal(cell: Cell) -> Decimal:
    text = _text_in(cell)
    if not _DECIMAL.match(text):
        raise CellError(f"{shown(cell)}, which is no exact decimal number")
    return Decimal(text)


def _write_decimal(value: Decimal) -> str:
    if not isinstance(value, Decimal) or not value.is_finite():
        raise CellError(f"{shown(value)}, where an exact decimal number belongs")
    text = f"{value:f}" if value.adjusted() <= LARGEST_COUNT else ""
    if not _DECIMAL.match(text):
        raise CellError(f"{shown(value)}, which has more digits than a matter file takes")
    return text


def _read_cents(cell: Cell) -> Decimal:
    return Decimal(_whole_in(cell, -100 * LARGEST_COUNT, 100 * LARGEST_COUNT)).scaleb(-2)


def _write_cents(value: Decimal) -> int:
    dollars = Fraction(_read_decimal(_write_decimal(value)))
    cents = dollars * 100
    if cents.denominator != 1:
        raise CellError(f"{shown(value)}, where dollars and whole cents belong")
    return _whole_in(cents.numerator, -100 * LARGEST_COUNT, 100 * LARGEST_COUNT)


def _read_names(cell: Cell) -> tuple[str, ...]:
    try:
        names = json.loads(_text_in(cell))
    except (ValueError, RecursionError):
        names = None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names) or len(names) > MOST_NAMES:
        raise CellError(f"{shown(cell)}, where a list of names belongs")
    return tuple(_fits(name) for name in names)


def _write_names(value: tuple[str, ...]) -> str:
    return _fits(json.dumps([_fits(_text_in(name)) for name in value], ensure_ascii=False))


def _read_hour(cell: Cell) -> dt.time:
    text = _text_in(cell)
    if not _HOUR.match(text):
        raise CellError(f"{shown(cell)}, which is no hour")
    return dt.time.fromisoformat(text)


def _write_hour(value: dt.time) -> str:
    if type(value) is not dt.time or value.tzinfo is not None or value.second or value.microsecond:
        raise CellError(f"{shown(value)}, where an hour to the minute belongs")
    return f"{value:%H:%M}"


def _read_answers(cell: Cell) -> tuple[tuple[str, str], ...]:
    """Read answers to the facts of a form as they are written: an object from ids to answers."""
    try:
        written = json.loads(_text_in(cell), object_pairs_hook=_pairs)
    except (ValueError, RecursionError):
        written = None
    if not isinstance(written, _Pairs) or len(written) > MOST_ANSWERS:
        raise CellError(f"{shown(cell)}, where answers to the form's questions belong")
    if not all(isinstance(answer, str) for _fact, answer in written) or len(dict(written)) < len(written):
        raise CellError(f"{shown(cell)}, where answers to the form's questions belong")
    return tuple((_fits(fact), _fits(answer)) for fact, answer in written)


class _Pairs(list[tuple[str, Any]]):
    """The members of a JSON object, in their order."""


def _pairs(members: list[tuple[str, Any]]) -> _Pairs:
    return _Pairs(members)


def _write_answers(value: tuple[tuple[str, str], ...]) -> str:
    return _fits(json.dumps({_fits(_text_in(fact)): _fits(_text_in(answer)) for fact, answer in value}))


def _read_form_text(cell: Cell) -> str:
    return _fits(_text_in(cell), LONGEST_FORM)


def _write_form_text(value: str) -> str:
    if not value:
        raise CellError("nothing, where the text of a form belongs")
    return _read_form_text(value)


def _read_signatures(cell: Cell) -> tuple[Signature, ...]:
    """Read signatures as they are written: a list of parties, each with its day or null."""
    try:
        written = json.loads(_text_in(cell))
    except (ValueError, RecursionError):
        written = None
    if not isinstance(written, list) or len(written) > MOST_NAMES or not all(map(_is_signature, written)):
        raise CellError(f"{shown(cell)}, where a list of signatures belongs")
    return tuple(Signature(_fits(party), None if day is None else _read_day(day)) for party, day in written)


def _is_signature(written: object) -> bool:
    if not isinstance(written, list) or len(written) != 2:  # noqa: PLR2004 - a party and a day
        return False
    party, day = written
    return isinstance(party, str) and party != "" and (day is None or isinstance(day, str))


def _write_signatures(value: tuple[Signature, ...]) -> str:
    written = [[_fits(_text_in(each.party)), None if each.date is None else _write_day(each.date)] for each in value]
    return _fits(json.dumps(written, ensure_ascii=False))


def _read_term_value(cell: Cell) -> TermValue:
    kind, _, text = _text_in(cell).partition(" ")
    ratio = _RATIO.match(text)
    match kind:
        case "whole" if _WHOLE.match(text):
            return int(text)
        case "ratio" if ratio and int(ratio[2]):
            return Fraction(int(ratio[1]), int(ratio[2]))
        case "decimal":
            return _read_decimal(text)
        case "choice":
            return _fits(text)
        case "date":
            return _read_day(text)
    raise CellError(f"{shown(cell)}, which is no value of a term")


def _write_term_value(value: TermValue) -> str:
    match value:
        case bool() | float():
            raise CellError(f"{shown(value)}, which is no value of a term")
        case int():
            return f"whole {_whole_in(value, -LARGEST_COUNT + 1, LARGEST_COUNT - 1)}"
        case Fraction():
            text = f"ratio {value.numerator}/{value.denominator}"
            _read_term_value(text)
            return text
        case Decimal():
            return f"decimal {_write_decimal(value)}"
        case dt.date():
            return f"date {_write_day(value)}"
        case str():
            return f"choice {_fits(value)}"


def shown(value: object, longest: int = 40) -> str:
    """Return a value for a sentence, shortened."""
    if isinstance(value, str):
        text = value if len(value) <= longest else f"{value[:longest]}…"
        return f"“{''.join(letter if letter.isprintable() else '?' for letter in text)}”"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}" if abs(value) <= LARGEST_COUNT else "a number beyond all reason"
    if isinstance(value, Decimal | Fraction):
        return str(value)[:longest]
    return "nothing" if value is None else f"a value of the kind {type(value).__name__}"


def _named(cells: Sequence[Cell]) -> Sequence[str]:
    names = _read_texts(cells)
    if "" in names:
        raise CellError("nothing, where a name belongs")
    return names


TEXT: Final[Kind[str]] = Kind(_read_texts, lambda value: _fits(_text_in(value)))
NAME: Final[Kind[str]] = Kind(_named, lambda value: _named((_fits(_text_in(value)),))[0])
FLAG: Final[Kind[bool]] = Kind(_each(_read_flag), _write_flag)
DAY: Final[Kind[dt.date]] = Kind(_each(_read_day), _write_day)
DECIMAL: Final[Kind[Decimal]] = Kind(_each(_read_decimal), _write_decimal)
CENTS: Final[Kind[Decimal]] = Kind(_each(_read_cents), _write_cents)
NAMES: Final[Kind[tuple[str, ...]]] = Kind(_each(_read_names), _write_names)
SIGNATURES: Final[Kind[tuple[Signature, ...]]] = Kind(_each(_read_signatures), _write_signatures)
HOUR: Final[Kind[dt.time]] = Kind(_each(_read_hour), _write_hour)
ANSWERS: Final[Kind[tuple[tuple[str, str], ...]]] = Kind(_each(_read_answers), _write_answers)
EVENT: Final[Kind[EventId]] = Kind(
    lambda cells: [*map(event_id, _named(cells))], lambda value: str(_named((_fits(_text_in(value)),))[0])
)
PLACE_OF_EVENT: Final[Kind[str]] = Kind(
    lambda cells: ["" if cell is None else _fits(_text_in(cell)) for cell in cells],
    lambda value: _fits(_text_in(value)) or None,
)
"""A registration, or none for what happened in the matter itself."""
FORM_TEXT: Final[Kind[str]] = Kind(lambda cells: [*map(_read_form_text, cells)], _write_form_text)
AGREEMENT_TEXT: Final[Kind[str]] = Kind(
    lambda cells: [_fits(_text_in(cell), LONGEST_AGREEMENT) for cell in cells],
    lambda value: _fits(_text_in(value), LONGEST_AGREEMENT),
)
TERM_VALUE: Final[Kind[TermValue]] = Kind(_each(_read_term_value), _write_term_value)
WHOLE: Final = whole()
COUNT: Final = whole(0)
POSITIVE: Final = whole(1)
AnyKind: TypeAlias = Kind[Any]
