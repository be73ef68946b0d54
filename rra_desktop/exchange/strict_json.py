"""JSON read without a guess: every value knows its place, and every refusal names it as `$.ledger[3].holder`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn, TypeAlias

from rra_desktop.errors import ImportRefusedError

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

LONGEST_NUMBER: Final = 18
LINE_WIDTH: Final = 116
_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Unusable:
    """A token JSON allows, or Python's reader lets pass, that no exact record is made of."""

    why: str


@dataclass(frozen=True, slots=True)
class _Object:
    """An object as it stands in the text, a key that is there twice included."""

    pairs: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A value in a JSON document, and where it stands; the path is put together only when somebody asks."""

    value: object
    step: str | int = "$"
    within: Place | None = None

    @property
    def path(self) -> str:
        """The way from the document's root, as `$.ledger[3].holder`."""
        if self.within is None:
            return str(self.step)
        if isinstance(self.step, int):
            return f"{self.within.path}[{self.step}]"
        return self.within.path + (f".{self.step}" if _PLAIN_KEY.match(self.step) else f"[{shown(self.step)}]")

    def refuse(self, why: str) -> NoReturn:
        """Raise ImportRefusedError: the path, then why the value there cannot be taken."""
        raise ImportRefusedError(f"{self.path}: {why}")

    @property
    def is_null(self) -> bool:
        """Whether `null` stands here."""
        return self.value is None

    @property
    def is_list(self) -> bool:
        """Whether a list stands here."""
        return isinstance(self.value, list)

    @property
    def is_object(self) -> bool:
        """Whether an object stands here."""
        return isinstance(self.value, _Object)

    @property
    def is_whole(self) -> bool:
        """Whether a whole number stands here."""
        return isinstance(self.value, int) and not isinstance(self.value, bool)

    def items(self) -> tuple[Place, ...]:
        """Return the places in a list; raises ImportRefusedError for anything else."""
        if not isinstance(self.value, list):
            self.refuse(f"a list is expected here, not {self.described()}")
        return tuple(Place(value, index, self) for index, value in enumerate(self.value))

    def members(self) -> dict[str, Place]:
        """Return the members of an object by key; raises ImportRefusedError for a key given twice, or no object."""
        if not isinstance(self.value, _Object):
            self.refuse(f"an object is expected here, not {self.described()}")
        members: dict[str, Place] = {}
        for key, value in self.value.pairs:
            member = Place(value, key, self)
            if key in members:
                member.refuse("this key is given twice")
            members[key] = member
        return members

    def text(self) -> str:
        """Return the string here; raises ImportRefusedError for anything else, and for characters nobody can type."""
        if not isinstance(self.value, str):
            self.refuse(f"text in quotation marks is expected here, not {self.described()}")
        unprintable = _UNPRINTABLE.search(self.value)
        if unprintable:
            self.refuse(f"the text holds the control character U+{ord(unprintable.group()):04X}")
        return self.value

    def whole(self) -> int:
        """Return the whole number here; raises ImportRefusedError for anything else."""
        if not self.is_whole or not isinstance(self.value, int):
            self.refuse(f"a whole number is expected here, not {self.described()}")
        return self.value

    def flag(self) -> bool:
        """Return the true or false here; raises ImportRefusedError for anything else."""
        if not isinstance(self.value, bool):
            self.refuse(f"true or false is expected here, not {self.described()}")
        return self.value

    def described(self) -> str:
        """Return in words what stands here."""
        match self.value:
            case None | bool():
                return json.dumps(self.value)
            case int():
                return f"the number {self.value}"
            case str():
                return f"the text {shown(self.value)}"
            case list():
                return "a list"
            case _Unusable(why):
                return why
            case _:
                return "an object"


def parse(text: str) -> Place:
    """Read a JSON document; raises ImportRefusedError, with line and column, for text that is not JSON."""
    try:
        value: object = json.loads(
            text,
            object_pairs_hook=lambda pairs: _Object(tuple(pairs)),
            parse_int=_whole,
            parse_float=_fractional,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        raise ImportRefusedError(f"line {error.lineno}, column {error.colno}: this is not JSON: {error.msg}") from None
    except RecursionError:
        raise ImportRefusedError("$: lists and objects are nested too deeply") from None
    return Place(value)


def shown(text: str, longest: int = 60) -> str:
    """Return text in quotation marks, shortened, with nothing in it that a terminal would obey."""
    clean = "".join(character if character.isprintable() else "�" for character in text)
    return f'"{clean}"' if len(clean) <= longest else f'"{clean[:longest]}…"'


def written(value: Json) -> str:
    """Return a JSON document for people too: what fits on a line stands on one, the outermost object apart."""
    return "".join(_laid_out("", value, 0)) + "\n"


def _laid_out(key: str, value: Json, depth: int) -> Iterator[str]:
    line = key + json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or (depth and 2 * depth + len(line) <= LINE_WIDTH):
        yield line
        return
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    yield key + opening
    for number, (part_key, part) in enumerate(_parts(value)):
        yield ("," if number else "") + "\n" + "  " * (depth + 1)
        yield from _laid_out(part_key, part, depth + 1)
    yield "\n" + "  " * depth + closing


def _parts(value: list[Json] | dict[str, Json]) -> Iterator[tuple[str, Json]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield json.dumps(key, ensure_ascii=False) + ": ", part
    else:
        for part in value:
            yield "", part


def _whole(digits: str) -> int | _Unusable:
    if len(digits.lstrip("-")) > LONGEST_NUMBER:
        return _Unusable(f"a number of {len(digits.lstrip('-')):,} digits")
    return int(digits)


def _fractional(digits: str) -> _Unusable:
    return _Unusable(f"the number {digits[:40]}")


def _no_number(name: str) -> _Unusable:
    return _Unusable(f"{name}, which is no number")
