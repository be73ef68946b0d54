"""How a table of a form is declared as data, and the reading of tables by their declarations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from rra_desktop.forms.faults import Fault
from rra_desktop.forms.places import Path, places
from rra_desktop.forms.values import Kind, WrongValueError, did_you_mean, shown

_WRONG: Final = object()
"""Stands for a value in which a fault was told."""

_MANY_FAULTS: Final = 200
"""After so many faults nobody is asked any more what was meant: a text that is no form would take minutes."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The kind of a key whose value is a list of tables, each of one declaration, at least one if it is `required`."""

    of: Table

    @property
    def name(self) -> str:
        """What a value of the kind is called in a refusal."""
        return f"a list of tables, one for each {self.of.one}"


@dataclass(frozen=True, slots=True)
class ListsOfTables:
    """The kind of a key whose value is a list of lists of tables, as alternatives of which each asks for several."""

    of: Table

    @property
    def name(self) -> str:
        """What a value of the kind is called in a refusal."""
        return f"a list of lists of tables, in each one for each {self.of.one}"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table: its name, the kind of its value, and its value where the key may be left out."""

    name: str
    kind: Kind | Tables | ListsOfTables
    required: bool = True
    default: Any = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A table as it stands in a file, for what is to be said of it; `path` is its place in the data."""

    reading: Reading
    path: Path
    name: str

    def fault(self, key: str, said: str, *within: str | int) -> None:
        """Tell a fault of the table's key, or of the table itself for no key; `within` leads on to a member."""
        path = (*self.path, key, *within) if key else self.path
        self.reading.tell(path, self.name, key, said)


@dataclass(frozen=True, slots=True)
class Table:
    """What a table of the form holds: its name for many and for one, its keys, and what is made of their values.

    `check` tells the faults that only several keys together show, and may put a value in the place of what was written;
    it is given the values of those keys in which there is no fault. `make` is called where there is none at all.
    """

    name: str
    one: str
    keys: tuple[Key, ...]
    make: Callable[..., Any]
    check: Callable[[dict[str, Any], Entry], None] = lambda _values, _entry: None


@dataclass(slots=True)
class Reading:
    """The reading of one file, which is TOML, and the faults found in it so far."""

    file: str
    text: str
    faults: list[Fault] = field(default_factory=list)
    _lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Return the line of a value, or of the nearest table around it that stands in the file."""
        # Looked for with the first fault: most files have none.
        self._lines = self._lines or places(self.text)
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def tell(self, path: Path, entry: str, key: str, said: str) -> None:
        """Add a fault."""
        self.faults.append(Fault(self.file, self.line(path), entry, key, said))

    def table(self, table: Table, data: Mapping[str, Any], path: Path = (), name: str = "") -> Any:  # noqa: ANN401
        """Return what a table makes of its values, None where one of them is wrong or missing, which is told."""
        entry = Entry(self, path, name)
        known = [key.name for key in table.keys]
        for unknown in data.keys() - set(known):
            listed = ", ".join(sorted(known))
            near = did_you_mean(unknown, known) if len(self.faults) < _MANY_FAULTS else ""
            entry.fault(unknown, f"is no key of {table.name}.{near} Its keys: {listed}.")
        before = len(self.faults)
        read = {key.name: self._value(key, data, entry) for key in table.keys}
        values = {name: value for name, value in read.items() if value is not _WRONG}
        table.check(values, entry)
        return table.make(**values) if len(self.faults) == before else None

    def _value(self, key: Key, data: Mapping[str, Any], entry: Entry) -> Any:  # noqa: ANN401 - as the kind has it
        if key.name not in data:
            if key.required:
                self.tell(entry.path, entry.name, key.name, f"is missing; it is {key.kind.name}.")
                return _WRONG
            return key.default
        value = data[key.name]
        if isinstance(key.kind, Tables):
            return self._tables(key.kind, value, key.name, entry)
        if isinstance(key.kind, ListsOfTables):
            return self._lists_of_tables(key.kind, value, key.name, entry)
        try:
            return key.kind.read(value)
        except WrongValueError as error:
            entry.fault(key.name, str(error), *error.within)
            return _WRONG

    def _lists_of_tables(self, kind: ListsOfTables, value: object, key: str, around: Entry) -> Any:  # noqa: ANN401
        if not isinstance(value, list) or not value:
            around.fault(key, f"must be {kind.name}, not {shown(value)}.")
            return _WRONG
        made = [self._tables(Tables(kind.of), each, key, around, (place,)) for place, each in enumerate(value)]
        return _WRONG if _WRONG in made else tuple(made)

    def _tables(self, kind: Tables, value: object, key: str, around: Entry, within: Path = ()) -> Any:  # noqa: ANN401
        if not isinstance(value, list) or not value:
            around.fault(key, f"must be {kind.name}, not {shown(value)}.", *within)
            return _WRONG
        made: list[Any] = []
        for place, data in enumerate(value):
            if not isinstance(data, dict):
                around.fault(key, f"must be {kind.name}, not {shown(data)}.", *within, place)
                made.append(None)
                continue
            own = self._name(kind.of, data, place)
            name = f"{around.name}, {own}" if around.name else own
            made.append(self.table(kind.of, data, (*around.path, key, *within, place), name))
        return _WRONG if None in made else tuple(made)

    @staticmethod
    def _name(table: Table, data: Mapping[str, Any], place: int) -> str:
        """Return how an entry is named: by its id, else by its number, from 1."""
        own = data.get("id")
        if isinstance(own, str) and own and own.isprintable():
            return f"{table.name} “{own}”"
        return f"{table.one} {place + 1}"
