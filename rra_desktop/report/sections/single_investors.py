"""The lines of a cutback: each single Investor, a holder or a group that counts as one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rra_desktop.domain.allocation import Allocation, CutbackOutcome
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Role
from rra_desktop.domain.statements import Mark


@dataclass(frozen=True, slots=True)
class SingleInvestor:
    """Who is served as one.

    `subject` is the holder's id or the group's name, `holders` everybody in it, `members` those of a group who asked,
    each with its own marks; `marks` are those of a holder that stands alone.
    """

    subject: str
    bare_name: str
    name: str
    held: int | None
    requested: int
    counted: int
    allocated: int
    quota: Fraction
    round: int | None
    holders: tuple[str, ...]
    members: tuple[Allocation, ...] = ()
    marks: tuple[Mark, ...] = ()


def single_investors(matter: Matter, outcome: CutbackOutcome) -> tuple[SingleInvestor, ...]:
    """Return who asked to sell, in the register's order, each group at the place of its first member."""
    participants = tuple(outcome.participants)
    groups = {group.name: group for group in outcome.groups}
    asking: dict[str, list[Allocation]] = {}
    for each in participants:
        if each.group in groups and (each.participates or each.requested):
            asking.setdefault(each.group or "", []).append(each)
    holders = {holder.id: holder for holder in matter.holders}
    lines: dict[str, SingleInvestor] = {}
    for each in participants:
        group = groups.get(each.group or "")
        if group is not None and group.requested and group.name not in lines:
            lines[group.name] = SingleInvestor(
                group.name,
                group.name,
                f"{group.name} (one Investor)",
                group.held,
                group.requested,
                group.counted,
                group.allocated,
                group.quota,
                group.round,
                tuple(group.members),
                tuple(asking.get(group.name, ())),
            )
        elif group is None and (each.participates or each.requested):
            holder = holders[each.holder]
            name = f"{holder.name} (Other Holder)" if holder.role is Role.OTHER_HOLDER else holder.name
            lines[each.holder] = SingleInvestor(
                each.holder,
                holder.name,
                name,
                each.held,
                each.requested,
                each.counted,
                each.allocated,
                each.quota,
                each.round,
                (each.holder,),
                marks=each.marks,
            )
    return tuple(lines.values())
