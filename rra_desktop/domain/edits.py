"""Edits: what one act of counsel changes, written before it happens and kept after it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from rra_desktop.domain.agreement import AgreementForm, PointSettled, ReadingChoice, TermChange
from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.holidays import HolidayChange
from rra_desktop.domain.matter import Matter, MatterDetails, Record
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, Holder, LedgerEntry
from rra_desktop.domain.registrations import Event, Registration, Request
from rra_desktop.domain.waivers import Waiver


class Area(StrEnum):
    """A part of a matter that can change by itself; rooms ask it to know whether they are stale."""

    DETAILS = "details"
    REGISTER = "register"
    LEDGER = "ledger"
    REGISTRATIONS = "registrations"
    OFFERINGS = "offerings"
    EXPENSES = "expenses"
    READINGS = "readings"
    TEXT = "text"
    TERMS = "terms"
    AS_OF = "as_of"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One record before and after: None before is new, None after is gone; both have the same type and key.

    `position` is the place in the register at which a new holder is put back, None for the end.
    """

    before: Record | None
    after: Record | None
    position: int | None = None

    @property
    def record(self) -> Record:
        """Whichever of the two there is."""
        record = self.after if self.after is not None else self.before
        if record is None:
            raise ValueError("a change has a record before or after it")
        return record

    def reversed(self) -> RowChange:
        """Return the change that takes this one back."""
        return RowChange(self.after, self.before, self.position)


@dataclass(frozen=True, slots=True)
class Edit:
    """A planned edit: its name for people, the command it came from, and the rows it changes."""

    label: str
    command: str
    changes: tuple[RowChange, ...]

    def reversed(self) -> Edit:
        """Return the edit that takes this one back, last change first."""
        return Edit(self.label, self.command, tuple(change.reversed() for change in reversed(self.changes)))


class EntryKind(StrEnum):
    """Why a journal entry was written; `made` is the matter's first."""

    MADE = "made"
    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    REVERT = "revert"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of Activity; `of` is the entry that an undo, redo or revert answers."""

    number: int
    when: datetime
    who: str
    kind: EntryKind
    label: str
    command: str
    changes: tuple[RowChange, ...]
    app_version: str
    of: int | None = None


@dataclass(frozen=True, slots=True)
class EntryName:
    """A line of Activity by its name only: which it is, when it was written, by whom, and what it is called."""

    number: int
    when: datetime
    who: str
    label: str


@dataclass(frozen=True, slots=True)
class Change:
    """What the session tells its listeners: which areas moved, and the entry that did it (None for the as-of date)."""

    areas: frozenset[Area]
    entry: JournalEntry | None = None


HOMES: Mapping[type[Record], tuple[str, Area]] = {
    Holder: ("holders", Area.REGISTER),
    AffiliateGroup: ("groups", Area.REGISTER),
    LedgerEntry: ("ledger", Area.LEDGER),
    Registration: ("registrations", Area.REGISTRATIONS),
    Event: ("events", Area.REGISTRATIONS),
    Request: ("requests", Area.REGISTRATIONS),
    Waiver: ("waivers", Area.REGISTRATIONS),
    Offering: ("offerings", Area.OFFERINGS),
    OfferingRequest: ("offering_requests", Area.OFFERINGS),
    Expense: ("expenses", Area.EXPENSES),
    DamagesPayment: ("damages_paid", Area.EXPENSES),
    ReadingChoice: ("readings", Area.READINGS),
    PointSettled: ("points", Area.READINGS),
    AgreementText: ("texts", Area.TEXT),
    TermChange: ("term_changes", Area.TERMS),
    HolidayChange: ("holiday_changes", Area.TERMS),
    MatterDetails: ("details", Area.DETAILS),
    AgreementForm: ("form", Area.TERMS),
}
"""Where each kind of record stands in a Matter, and the area that moves with it."""


def areas(changes: Iterable[RowChange]) -> frozenset[Area]:
    """Return the areas of a matter that changes move; another form moves all that is read under it."""
    changes = tuple(changes)
    if any(isinstance(change.record, AgreementForm) for change in changes):
        return frozenset(Area) - {Area.AS_OF}
    return frozenset(HOMES[type(change.record)][1] for change in changes)


def applied(matter: Matter, changes: Iterable[RowChange]) -> Matter:
    """Return the matter as it is after the changes; raises KeyError for one whose `before` is not there as it says."""
    moved: dict[str, _Records] = {}
    alone: dict[str, Any] = {}
    for change in changes:
        home = HOMES[type(change.record)][0]
        if isinstance(change.record, MatterDetails | AgreementForm):
            alone[home] = change.after
            continue
        if home not in moved:
            moved[home] = _Records(getattr(matter, home))
        moved[home].take(change)
    homes: dict[str, Any] = {home: records.all() for home, records in moved.items()}
    return replace(matter, **alone, **homes) if alone or homes else matter


class _Records:
    """Records of one kind while changes are made to them, found by their keys.

    A table pasted in changes thousands of them, so none is looked for along the whole list.
    """

    __slots__ = ("_list", "_places")

    def __init__(self, records: Iterable[Record]) -> None:
        self._list: list[Record | None] = list(records)
        self._places: dict[object, int] | None = None

    def take(self, change: RowChange) -> None:
        """Make a change; raises KeyError when its `before` is not there as it says."""
        if change.before is not None:
            self._list[self._place_of(change.before)] = change.after
        elif change.after is not None and change.position is None:
            if self._places is not None:
                self._places[change.after.key] = len(self._list)
            self._list.append(change.after)
        elif change.after is not None and change.position is not None:
            # The position counts the records there are, not those taken out on the way.
            self._list = [each for each in self._list if each is not None]
            self._list.insert(change.position, change.after)
            self._places = None

    def all(self) -> tuple[Record, ...]:
        """Return the records that are left, in their order."""
        return tuple(each for each in self._list if each is not None)

    def _place_of(self, record: Record) -> int:
        if self._places is None:
            self._places = {each.key: place for place, each in enumerate(self._list) if each is not None}
        place = self._places.get(record.key)
        if place is None or self._list[place] != record:
            raise KeyError(record.key)
        return place
