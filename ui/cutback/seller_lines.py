"""The lines of a cutback: a single Investor, a member of a group, an Other Holder, or the total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rra_desktop.domain.allocation import Allocation, CutbackOutcome, GroupAllocation
from rra_desktop.domain.register import Holder, Role

MEMBER = "member"
GROUP = "group"
SINGLE = "single"
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class SellerLine:
    """One line; `subject` is the holder's id, the group's name, or nothing for all holders.

    `allocated` and `cut` are None while the cutback waits for something. `scale` is the largest request of any line,
    to which bars are drawn. `may_agree` marks a member whose part of its group's allocation can be typed over.
    """

    name: str
    subject: str
    kind: str
    held: int
    requested: int
    allocated: int | None
    cut: int | None
    round: int | None
    scale: int
    cut_back: bool
    holder: Holder | None = None
    over_asked: bool = False
    may_agree: bool = False

    @property
    def cut_share(self) -> Fraction | None:
        """The part of the request that is cut, None where there is none."""
        return Fraction(self.cut, self.requested) if self.cut is not None and self.requested else None


@dataclass(frozen=True, slots=True)
class SellerBlock:
    """A single Investor or other seller with, for a group, its members."""

    head: SellerLine
    members: tuple[SellerLine, ...] = ()


def seller_blocks(outcome: CutbackOutcome, holders: Mapping[str, Holder]) -> list[SellerBlock]:
    """Return the sellers in the register's order, a group where its first member stands (§3(c))."""
    groups = {group.name: group for group in outcome.groups}
    requests = [*(each.requested for each in outcome.participants), *(each.requested for each in groups.values())]
    maker = _Maker(outcome, holders, max(requests, default=0))
    members: dict[str, list[Allocation]] = {}
    order: list[Allocation | str] = []
    for allocation in outcome.participants:
        if allocation.group is None or allocation.group not in groups:
            order.append(allocation)
            continue
        if allocation.group not in members:
            order.append(allocation.group)
        members.setdefault(allocation.group, []).append(allocation)
    return [
        maker.group_block(groups[each], members[each]) if isinstance(each, str) else SellerBlock(maker.single(each))
        for each in order
    ]


def total_line(outcome: CutbackOutcome) -> SellerLine:
    """Return the total over the holders."""
    pending = bool(outcome.pending)
    return SellerLine(
        "Holders",
        "",
        TOTAL,
        outcome.total_held,
        outcome.total_requested,
        None if pending else outcome.total_allocated,
        None if pending else outcome.total_cut,
        None,
        0,
        bool(outcome.rounds),
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    outcome: CutbackOutcome
    holders: Mapping[str, Holder]
    scale: int

    def single(self, allocation: Allocation, *, kind: str = SINGLE, may_agree: bool = False) -> SellerLine:
        holder = self.holders[allocation.holder]
        other = " (Other Holder)" if holder.role is Role.OTHER_HOLDER else ""
        pending = bool(self.outcome.pending)
        return SellerLine(
            holder.name + other,
            holder.id,
            kind,
            allocation.held,
            allocation.requested,
            None if pending else allocation.allocated,
            None if pending else allocation.cut,
            allocation.round,
            self.scale,
            bool(self.outcome.rounds),
            holder,
            allocation.over_asked,
            may_agree,
        )

    def group_block(self, group: GroupAllocation, members: list[Allocation]) -> SellerBlock:
        pending = bool(self.outcome.pending)
        head = SellerLine(
            f"{group.name} (one Investor)",
            group.name,
            GROUP,
            group.held,
            group.requested,
            None if pending else group.allocated,
            None if pending else group.cut,
            group.round,
            self.scale,
            bool(self.outcome.rounds),
        )
        several = sum(1 for each in members if each.requested) > 1
        lines = (self.single(each, kind=MEMBER, may_agree=several and each.requested > 0) for each in members)
        return SellerBlock(head, tuple(lines))
