"""Where everything in a TOML text stands: the line of each table, key and member of a list.

The reader of the standard library tells no lines. This one reads text that the other has found to be TOML, so it only
has to tell keys, values and brackets apart.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands in the data: the names of tables and keys, and the places of members in their lists, from 0."""

_TOKEN: Final = re.compile(
    r"""
      (?P<blank>[ \t]+|\#[^\n]*)
    | (?P<newline>\n)
    | (?P<string>\"{3}(?:\\[\s\S]|[^\\])*?\"{3}(?!\") | '{3}[\s\S]*?'{3}(?!')
        | \"(?:\\.|[^\"\\\n])*\" | '[^'\n]*')
    | (?P<sign>[\[\]{}=,.])
    | (?P<bare>[^\s\[\]{}=,.\"'\#]+)
    """,
    re.VERBOSE,
)
_END: Final = ""
"""What the token after the last one says."""


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


def places(text: str) -> dict[Path, int]:
    """Return the line, from 1, of every table, key and member of a list in a text that is TOML.

    Of a table that is only named in the names of others, it is the line that names it first.
    """
    return _Places(text.replace("\r\n", "\n")).found


class _Places:
    """One walk through a text."""

    def __init__(self, text: str) -> None:
        self.found: dict[Path, int] = {(): 1}
        self._starts = [0, *(each.end() for each in re.finditer("\n", text))]
        self._tokens = _tokens(text)
        self._lists_of_tables: dict[Path, int] = {}
        self._next = next(self._tokens)
        self._document()

    def _document(self) -> None:
        table: Path = ()
        while self._next.text != _END:
            if self._next.kind == "newline":
                self._take()
            elif self._next.text == "[":
                table = self._header()
            else:
                self._key_and_value(table)

    def _header(self) -> Path:
        line = self._line()
        self._take()
        of_list = self._next.text == "["
        if of_list:
            self._take()
        names = self._names()
        for _ in range(1 + of_list):
            self._take()
        path: Path = ()
        for name in names[:-1]:
            path = self._last_of((*path, name))
            self.found.setdefault(path, line)
        path = (*path, names[-1])
        if of_list:
            self._lists_of_tables[path] = self._lists_of_tables.get(path, 0) + 1
            self.found.setdefault(path, line)
        path = self._last_of(path)
        self.found.setdefault(path, line)
        return path

    def _last_of(self, path: Path) -> Path:
        """Return the table that a name in a header means: of a list of tables the last one so far."""
        count = self._lists_of_tables.get(path)
        return path if count is None else (*path, count - 1)

    def _key_and_value(self, table: Path) -> None:
        line = self._line()
        path = table
        for name in self._names():
            path = (*path, name)
            self.found.setdefault(path, line)
        self._take()  # the sign =
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._next.text == "[":
            self._list(path)
        elif self._next.text == "{":
            self._inline_table(path)
        elif self._next.kind == "string":
            self._take()
        else:  # a number, a word or a day, which may have points and a blank inside
            while self._next.text not in (_END, "\n", ",", "]", "}"):
                self._take()

    def _list(self, path: Path) -> None:
        self._take()
        place = 0
        while self._after_newlines().text != "]":
            if self._next.text == ",":
                self._take()
                continue
            self.found[(*path, place)] = self._line()
            self._value((*path, place))
            place += 1
        self._take()

    def _inline_table(self, path: Path) -> None:
        self._take()
        while self._after_newlines().text != "}":
            if self._next.text == ",":
                self._take()
            else:
                self._key_and_value(path)
        self._take()

    def _names(self) -> list[str]:
        """Take the parts of a key, as a."b c".d, up to what stands behind it."""
        names = []
        while self._next.kind in ("string", "bare"):
            token = self._take()
            names.append(_unquoted(token.text) if token.kind == "string" else token.text)
            if self._next.text == ".":
                self._take()
        return names

    def _after_newlines(self) -> _Token:
        while self._next.kind == "newline":
            self._take()
        return self._next

    def _take(self) -> _Token:
        taken, self._next = self._next, next(self._tokens)
        return taken

    def _line(self) -> int:
        return bisect_right(self._starts, self._next.at)


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the tokens but blanks and comments, then the end for ever, so that the walk never runs out."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup is not None and match.lastgroup != "blank":
            yield _Token(match.lastgroup, match[0], match.start())
    while True:
        yield _Token("end", _END, len(text))


def _unquoted(name: str) -> str:
    return next(iter(tomllib.loads(f"{name} = 1")))
