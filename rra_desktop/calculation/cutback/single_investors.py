"""Single Investors: which holders are deemed one, and which groups the words of the agreement do not reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Entity, Holder, Role
from rra_desktop.domain.statements import Statement, stated

_INVESTOR = Role.INVESTOR
_WITHIN_THE_WORDS = (Entity.PARTNERSHIP, Entity.CORPORATION)


def group_leads(matter: Matter) -> dict[str, Holder]:
    """Return for each affiliate group the member whose partners, stockholders and family the others are.

    It is the one recorded, or else the first in the register. Other Holders are not grouped, whatever their row says.
    """
    recorded = {group.name: group.lead for group in matter.groups if group.lead is not None}
    leads: dict[str, Holder] = {}
    for holder in [each for each in matter.holders if each.group is not None]:
        name = holder.group
        if name is not None and holder.role is _INVESTOR:
            if name not in leads:
                leads[name] = holder
            if recorded and recorded.get(name) == holder.id:
                leads[name] = holder
    return leads


def outside_the_words(lead: Holder) -> bool:
    """Tell whether a group's lead is neither partnership nor corporation, so that the words do not reach the group."""
    return lead.entity is not None and lead.entity not in _WITHIN_THE_WORDS


def aggregated_groups(matter: Matter, leads: Mapping[str, Holder]) -> frozenset[str]:
    """Return the names of the groups that count as one under the reading `affiliate_entities`."""
    if matter.choice("affiliate_entities") == "any_entity":
        return frozenset(leads)
    return frozenset(name for name, lead in leads.items() if not outside_the_words(lead))


@dataclass(frozen=True, slots=True)
class PersonInTwoGroups:
    """One name that stands in more than one affiliate group; `section` is the agreement's on such groups."""

    name: str
    groups: tuple[str, ...]
    holders: tuple[str, ...]
    section: str = ""

    @property
    def statement(self) -> Statement:
        """What is wrong, why, and what to do."""
        return stated("cutback/person_in_two_groups", self.section, name=self.name, groups=self.groups)


def persons_in_two_groups(holders: Iterable[Holder], section: str = "") -> tuple[PersonInTwoGroups, ...]:
    """Return every Investor whose name stands in two affiliate groups, spelling of case and spaces apart."""
    grouped = [holder for holder in holders if holder.group is not None and holder.role is _INVESTOR]
    names = [" ".join(holder.name.casefold().split()) for holder in grouped]
    if len(set(names)) == len(names):
        return ()
    by_name: dict[str, list[Holder]] = {}
    for name, holder in zip(names, grouped, strict=True):
        by_name.setdefault(name, []).append(holder)
    found = []
    for people in by_name.values():
        groups = tuple(dict.fromkeys(holder.group for holder in people if holder.group is not None))
        if len(groups) > 1:
            found.append(PersonInTwoGroups(people[0].name, groups, tuple(holder.id for holder in people), section))
    return tuple(found)
