"""What rights to demand ask of the holders of a register: who has each, what is held for it, and of which whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING

from rra_desktop.calculation.register.register_columns import added
from rra_desktop.calculation.register.shares_asked import ShareAsked, readings_of, share_asked
from rra_desktop.domain.limits import NamedDay
from rra_desktop.domain.register import Role
from rra_desktop.domain.rights import HoldingMeasure, Right, ShareBase

if TYPE_CHECKING:
    from rra_desktop.calculation.register.positions import Positions

BASIS, JOINDER = "registrable_basis", "joinder"
"""The readings that can move a number of the register whatever its rights are."""


class HoldingsForRights:
    """The holdings of a register as the rights to demand measure them, under its readings and on its day."""

    def __init__(self, register: Positions) -> None:
        self._register = register
        self._wholes: dict[str, int] = {}

    def readings(self, right: Right) -> Sequence[str]:
        """Return the readings that can move how much a right asks and who is counted for it."""
        measured = (BASIS,) if self.asked(right).measure is HoldingMeasure.REGISTRABLE else ()
        return (*readings_of(right), *measured, JOINDER)

    def asked(self, right: Right) -> ShareAsked:
        """Return what a right asks under the readings of this register."""
        return share_asked(self._register.matter, right)

    def held(self, right: Right) -> Sequence[int]:
        """Return what every holder has in the measure of a right, in the register's order."""
        return self._register.columns.held(self.asked(right).measure, self._register.basis)

    def whole(self, right: Right) -> int:
        """Return of how many a share is asked for a right, in its measure, or as the Company's Common."""
        if right.id not in self._wholes:
            self._wholes[right.id] = self.whole_without(right, frozenset())
        return self._wholes[right.id]

    def whole_without(self, right: Right, holder_ids: AbstractSet[str]) -> int:
        """Return of how many a share would be asked if some holders were in none of the classes counted."""
        asked = self.asked(right)
        match asked.base:
            case ShareBase.HELD_BY_INVESTORS:
                return sum(self._held_by_class(right, each, holder_ids) for each in right.whole_classes)
            case ShareBase.COMMON:
                return self._register.matter.whole(right.common, self._register.as_of)
            case _:
                return self._register.columns.all_units(asked.measure, offered=asked.base is ShareBase.ALL_OFFERED)

    def _held_by_class(self, right: Right, class_id: str, left_out: AbstractSet[str]) -> int:
        """Return what a class holds in the measure of a right, as of the day on which it is counted."""
        frozen = self._frozen_on(self._register.matter.form.holder_class(class_id).frozen)
        there = self if frozen is None else self._register.on(frozen).rights
        places = there.members(class_id)
        if left_out:
            places = [place for place in places if self._register.matter.holders[place].id not in left_out]
        return added(there.held(right), places)

    def _frozen_on(self, named: NamedDay | None) -> dt.date | None:
        """Return the day on which a class is counted, None for the day of this register or where it has not come."""
        day = None if named is None else self._register.matter.named_day(named)
        return None if day is None or day > self._register.as_of else day

    def members(self, class_id: str) -> Sequence[int]:
        """Return the places in the register of those who are in a class on the day; raises KeyError for no class."""
        return self._members[class_id]

    @cached_property
    def _members(self) -> Mapping[str, Sequence[int]]:
        """Everybody's class: the own one, else the first of the role; transferees that have not joined are in none."""
        form = self._register.matter.form
        first = {each.role: each.id for each in reversed(form.classes)}
        found: dict[str, list[int]] = {each.id: [] for each in form.classes}
        investors = frozenset(self._register.investors)
        for place, holder in enumerate(self._register.matter.holders):
            own = holder.holder_class or first.get(holder.role, "")
            if own in found and (place in investors or holder.role is Role.OTHER_HOLDER):
                found[own].append(place)
        for each in form.classes:
            if each.least:
                shares = self._register.registrable_shares
                found[each.id] = [place for place in found[each.id] if shares[place] >= each.least]
        return found

    def can_ask(self, right: Right) -> Sequence[int]:
        """Return the places in the register of the holders that a right belongs to, in the register's order."""
        if len(right.by) == 1:
            return self.members(right.by[0])
        return sorted({place for each in right.by for place in self.members(each)})
