"""Single Investors: which holders §3(c) deems one, and which groups its words do not reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Entity, Holder, Role
from rra_desktop.errors import PersonInTwoGroupsError

_WITHIN_THE_WORDS = (Entity.PARTNERSHIP, Entity.CORPORATION)


@dataclass(frozen=True, slots=True)
class LedGroup:
    """An affiliate group of Investors and the one whose partners, stockholders and family the others are."""

    name: str
    lead: Holder

    @property
    def outside_the_words(self) -> bool:
        """Whether the lead is neither partnership nor corporation, so that §3(c) as written does not reach it."""
        return self.lead.entity is not None and self.lead.entity not in _WITHIN_THE_WORDS


def led_groups(matter: Matter) -> dict[str, LedGroup]:
    """Return the affiliate groups by name, each with its lead: the one recorded, or else its first in the register.

    Other Holders are not grouped (§3(c)), whatever stands in their row.
    """
    recorded = {group.name: group.lead for group in matter.groups}
    groups: dict[str, LedGroup] = {}
    for holder in matter.holders:
        if holder.group is None or holder.role is not Role.INVESTOR:
            continue
        if holder.group not in groups or recorded.get(holder.group) == holder.id:
            groups[holder.group] = LedGroup(holder.group, holder)
    return groups


def aggregated_groups(matter: Matter) -> dict[str, LedGroup]:
    """Return the groups that count as one under the reading `affiliate_entities` (§3(c)), by name."""
    groups = led_groups(matter)
    if matter.choice("affiliate_entities") == "any_entity":
        return groups
    return {name: group for name, group in groups.items() if not group.outside_the_words}


@dataclass(frozen=True, slots=True)
class PersonInTwoGroups:
    """One name that stands in more than one affiliate group."""

    name: str
    groups: tuple[str, ...]
    holders: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What is wrong, why, and what to do."""
        return (
            f"{self.name} is in two affiliate groups, {' and '.join(self.groups)}; a person is part of one single "
            f"Investor only (§3(c)). Take it out of one of them, or tell the two persons apart by name."
        )


def persons_in_two_groups(holders: Iterable[Holder]) -> tuple[PersonInTwoGroups, ...]:
    """Return every Investor whose name stands in two affiliate groups, spelling of case and spaces apart (§3(c))."""
    rows: dict[str, list[Holder]] = {}
    for holder in holders:
        if holder.group is not None and holder.role is Role.INVESTOR:
            rows.setdefault(" ".join(holder.name.casefold().split()), []).append(holder)
    found = []
    for same in rows.values():
        groups = tuple(dict.fromkeys(holder.group for holder in same if holder.group is not None))
        if len(groups) > 1:
            found.append(PersonInTwoGroups(same[0].name, groups, tuple(holder.id for holder in same)))
    return tuple(found)


def refuse_person_in_two_groups(holders: Iterable[Holder]) -> None:
    """Raise PersonInTwoGroupsError, with both names, if an Investor stands in two affiliate groups (§3(c))."""
    for person in persons_in_two_groups(holders):
        raise PersonInTwoGroupsError(person.sentence)
