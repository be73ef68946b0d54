"""Shapes: one table per record says which keys its JSON object has; reading and writing both follow it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.exchange.strict_json import Json, Place, shown

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = TypeVar("Value")
Record = TypeVar("Record", bound="DataclassInstance")


class KeyedRecord(Protocol):
    """A record of the domain that rows and edits find under a key."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def key(self) -> str | int:
        """What the record is found under."""


Keyed = TypeVar("Keyed", bound=KeyedRecord)


@dataclass(frozen=True, slots=True)
class Known:
    """What a document may refer to: its form, and the holders, registrations and offerings it has named so far."""

    form: AgreementForm
    holders: frozenset[str] = frozenset()
    registrations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kind(Generic[Value]):
    """How one value is read, with everything it may refer to at hand, and how it is written."""

    read: Callable[[Place, Known], Value]
    write: Callable[[Value], Json]


@dataclass(frozen=True, slots=True)
class Member:
    """One key of an object; `attribute` names the record's field where the key is called otherwise.

    One that is `required` cannot be left out; one that is `always` written may be, and is written all the same.
    """

    key: str
    kind: Kind[Any]
    required: bool = False
    always: bool = False
    attribute: str = ""

    @property
    def field_name(self) -> str:
        """The record's field the key stands for."""
        return self.attribute or self.key


@dataclass(frozen=True, slots=True)
class Shape(Generic[Record]):
    """How one record stands in JSON: a key is left out where the record has its default.

    `allowed` says, of a record whose type decides which keys mean something, what it is and which those are.
    """

    record: type[Record]
    members: tuple[Member, ...]
    allowed: Callable[[Record, Known], tuple[str, Collection[str]]] | None = None
    by_key: Mapping[str, Member] = field(init=False)
    defaults: Mapping[str, object] = field(init=False)

    def __post_init__(self) -> None:
        """Look up what the record holds for a key that is left out."""
        found = {each.name: each.default for each in dataclasses.fields(self.record)}
        defaults = {name: value for name, value in found.items() if value is not dataclasses.MISSING}
        object.__setattr__(self, "defaults", defaults)
        object.__setattr__(self, "by_key", {member.key: member for member in self.members})

    def made_from(self, place: Place, members: Mapping[str, Place], known: Known, **given: object) -> Record:
        """Make the record from an object's members, or those of them that concern it, and what is given beside them.

        Raises ImportRefusedError for a key that is unknown or missing, or a value out of place.
        """
        refuse_unknown_keys(members, self.by_key)
        for member in self.members:
            if member.required and member.key not in members:
                place.refuse(f'the key "{member.key}" is missing')
        values = dict(given)
        for key, found in members.items():
            member = self.by_key[key]
            if not found.is_null or member.required:
                values[member.field_name] = member.kind.read(found, known)
            elif self.defaults.get(member.field_name, "") is not None:
                found.refuse("null says nothing here: leave the key out")
        record = self.record(**values)
        self._refuse_foreign_keys(members, record, known)
        return record

    def write(self, record: Record) -> dict[str, Json]:
        """Return the record's object, without the keys that have their default."""
        value_of = {member.key: getattr(record, member.field_name) for member in self.members}
        return {
            member.key: member.kind.write(value_of[member.key])
            for member in self.members
            if member.required
            or member.always
            or value_of[member.key] != self.defaults.get(member.field_name, dataclasses.MISSING)
        }

    def _refuse_foreign_keys(self, members: Mapping[str, Place], record: Record, known: Known) -> None:
        if self.allowed is None:
            return
        what, keys = self.allowed(record, known)
        for key, place in members.items():
            if key not in keys and not place.is_null:
                place.refuse(f"{what} has no key {shown(key)}; it may have {', '.join(keys)}")


def refuse_unknown_keys(members: Mapping[str, Place], keys: Collection[str]) -> None:
    """Raise ImportRefusedError at the first key that is none of those expected."""
    for key, place in members.items():
        if key not in keys:
            place.refuse(f"{shown(key)} is no key of this object; known are {', '.join(keys)}")
