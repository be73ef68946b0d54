"""The register while one command after another changes it, in the parts that their plans look at.

A table pasted in sets thousands of figures. What each of them means depends on one holder and the few it dealt with or
stands in a group with; going through the whole register for every one would take as many times as long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from rra_desktop.domain.edits import RowChange, applied
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import AffiliateGroup, Holder, LedgerEntry
from rra_desktop.editing.commands import ChangeHolder, SetPosition
from rra_desktop.editing.planning.changes import Changes, next_number

OfOneHolder: TypeAlias = SetPosition | ChangeHolder
"""The commands that change one holder, planned by a part of the register alone."""


def those_that_dealt_with(matter: Matter, holder_id: str) -> Matter:
    """Return the matter with nobody but a holder and those its securities went to or came from, through others too.

    What a holder has depends on nobody else.
    """
    return RegisterParts(matter).that_dealt_with(holder_id)


class RegisterParts:
    """The register as changed so far, holders and entries found by whom they are of."""

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._changes: list[RowChange] = []
        self._holders = {holder.id: holder for holder in matter.holders}
        self._places = {holder.id: place for place, holder in enumerate(matter.holders)}
        self._dealt = _circles(matter.ledger)
        self._entries: dict[str, list[LedgerEntry]] = defaultdict(list)
        self._everybodys: list[LedgerEntry] = []
        self._in_group: dict[str, set[str]] = defaultdict(set)
        self._led_by: dict[str, list[AffiliateGroup]] = defaultdict(list)
        self._next = next_number(entry.sequence for entry in matter.ledger)
        for entry in matter.ledger:
            self._enter(entry)
        for holder in matter.holders:
            self._in_group[(holder.group or "").casefold()].add(holder.id)
        for group in matter.groups:
            self._led_by[group.lead or ""].append(group)

    def part_for(self, command: OfOneHolder) -> Matter:
        """Return the part of the matter that the plan of a command looks at."""
        if isinstance(command, SetPosition):
            return self.that_dealt_with(command.holder_id)
        own = self._holders.get(command.holder_id)
        written = command.value if command.field == "group" else None
        groups = (own.group if own else None, written.strip() if isinstance(written, str) else None)
        members = {command.holder_id, *(each for group in groups if group for each in self._in_group[group.casefold()])}
        return replace(
            self._matter,
            holders=self._in_order(members),
            ledger=(),
            groups=tuple(self._led_by[command.holder_id]),
        )

    def that_dealt_with(self, holder_id: str) -> Matter:
        """Return the matter with a holder and those it dealt with, through others too, and their entries alone."""
        circle = self._dealt.get(holder_id, [holder_id])
        entries = [*self._everybodys, *(entry for each in circle for entry in self._entries[each])]
        entries.sort(key=lambda entry: entry.sequence)
        return replace(self._matter, holders=self._in_order(circle), ledger=tuple(entries))

    def _in_order(self, holder_ids: Iterable[str]) -> tuple[Holder, ...]:
        """Return holders as they follow each other in the register; ids of none are passed over."""
        known = (each for each in holder_ids if each in self._places)
        return tuple(self._holders[each] for each in sorted(known, key=self._places.__getitem__))

    def taken(self, changes: Changes) -> Changes:
        """Take in what a command of one holder changes, and return it with the numbers new entries have here."""
        taken = tuple(map(self._taken, changes))
        self._changes += taken
        return taken

    def whole(self) -> Matter:
        """Return the whole matter with everything changed so far."""
        return applied(self._matter, self._changes)

    def _taken(self, change: RowChange) -> RowChange:
        if isinstance(change.after, LedgerEntry):
            entry = replace(change.after, sequence=self._next)
            self._next += 1
            self._enter(entry)
            return replace(change, after=entry)
        if isinstance(change.before, AffiliateGroup) and isinstance(change.after, AffiliateGroup):
            self._led_by[change.before.lead or ""].remove(change.before)
            self._led_by[change.after.lead or ""].append(change.after)
        elif isinstance(change.before, Holder) and isinstance(change.after, Holder):
            self._in_group[(change.before.group or "").casefold()].remove(change.before.id)
            self._holders[change.after.id] = change.after
            self._in_group[(change.after.group or "").casefold()].add(change.after.id)
        return change

    def _enter(self, entry: LedgerEntry) -> None:
        """Put an entry with those of its holder; of a transfer, with the giver's, whose circle the receiver is in."""
        if entry.holder is None:
            self._everybodys.append(entry)
        else:
            self._entries[entry.holder].append(entry)


def _circles(ledger: Iterable[LedgerEntry]) -> dict[str, list[str]]:
    """Return, for each holder that gave or received, all who are joined to it by transfers, itself among them."""
    circles: dict[str, list[str]] = {}
    for entry in ledger:
        if entry.to is None or entry.holder is None:
            continue
        mine, theirs = (circles.setdefault(each, [each]) for each in (entry.holder, entry.to))
        if mine is not theirs:
            larger, smaller = (mine, theirs) if len(mine) >= len(theirs) else (theirs, mine)
            larger += smaller
            circles.update(dict.fromkeys(smaller, larger))
    return circles
