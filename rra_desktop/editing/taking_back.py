"""Taking back: which entries of a journal still stand, and what stands in the way of taking one back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TypeAlias

from rra_desktop.domain.agreement import Signature
from rra_desktop.domain.edits import EntryKind, JournalEntry
from rra_desktop.domain.matter import Record
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.register import Holder
from rra_desktop.domain.registrations import Registration

_Name: TypeAlias = tuple[type[Record], str | int]
_REFERENCES: dict[str, type[Record]] = {
    "holder": Holder,
    "to": Holder,
    "lead": Holder,
    "initiated_by": Holder,
    "signed_by": Holder,
    "registration": Registration,
    "offering": Offering,
}
"""Which fields of a record name another record, and of what kind."""


def taken_back(journal: Sequence[JournalEntry]) -> dict[int, int]:
    """Return which entries do not stand, and which undo or revert took each back.

    Read backwards: the last word on an entry counts, and of an entry that was itself taken back no word counts.
    """
    last_word: dict[int, int | None] = {}
    for entry in reversed(journal):
        if entry.of is None or entry.of in last_word or last_word.get(entry.number) is not None:
            continue
        last_word[entry.of] = None if entry.kind is EntryKind.REDO else entry.number
    return {number: by for number, by in last_word.items() if by is not None}


def in_the_way(journal: Sequence[JournalEntry], entry: JournalEntry) -> JournalEntry | None:
    """Return the newest later edit that stands and changed the same records as an entry, None for none."""
    own = _touched(entry)
    return next((later for later in _standing_since(journal, entry) if own & _touched(later)), None)


def newer_word(journal: Sequence[JournalEntry], entry: JournalEntry) -> JournalEntry | None:
    """Return the newest later entry that answers the same one as an undo, redo or revert does, None for none."""
    later = reversed(journal[entry.number :])
    return None if entry.of is None else next((each for each in later if each.of == entry.of), None)


def remade_since(journal: Sequence[JournalEntry], entry: JournalEntry) -> JournalEntry | None:
    """Return the newest entry since that added or removed what an entry's records speak of, None where it is the same.

    An id that was given to another holder since must not bring that holder the first one's shares. A holder that was
    removed and put back is the same one.
    """
    spoken_of = {name for change in entry.changes for name in _references(change.record)}
    spoken_of -= _touched(entry)
    then, now = _makers(journal[: entry.number], spoken_of), _makers(journal, spoken_of)
    other = {name for name in spoken_of if then.get(name) != now.get(name)}
    return next((later for later in reversed(journal[entry.number :]) if other & _added_or_removed(later)), None)


def _makers(journal: Sequence[JournalEntry], names: set[_Name]) -> dict[_Name, int]:
    """Return for each of some records that are there at the end of a journal which edit made it."""
    makers: dict[_Name, int] = {}
    removed: dict[tuple[int, _Name], int] = {}
    for entry in journal:
        for change in entry.changes:
            name = _name(change.record)
            if name not in names or (change.before is None) == (change.after is None):
                continue
            if change.after is None:
                removed[entry.number, name] = makers.pop(name, 0)
            else:
                root = _root(journal, entry)
                makers[name] = removed.get((root.number, name), root.number)
    return makers


def _root(journal: Sequence[JournalEntry], entry: JournalEntry) -> JournalEntry:
    """Return the edit that an answer to an answer goes back to."""
    while entry.of is not None:
        entry = journal[entry.of - 1]
    return entry


def _standing_since(journal: Sequence[JournalEntry], entry: JournalEntry) -> Iterator[JournalEntry]:
    """Yield the edits after an entry that stand, newest first; what only answers another entry is no edit."""
    gone = taken_back(journal)
    for later in reversed(journal[entry.number :]):
        if later.of is None and later.number not in gone:
            yield later


def _touched(entry: JournalEntry) -> set[_Name]:
    return {_name(change.record) for change in entry.changes}


def _added_or_removed(entry: JournalEntry) -> set[_Name]:
    return {_name(change.record) for change in entry.changes if change.before is None or change.after is None}


def _name(record: Record) -> _Name:
    return type(record), record.key


def _references(record: Record) -> Iterator[_Name]:
    for field in fields(record):
        kind = _REFERENCES.get(field.name)
        if kind is not None:
            named = getattr(record, field.name)
            for each in named if isinstance(named, tuple) else (named,):
                if each is not None:
                    yield kind, each.party if isinstance(each, Signature) else each
