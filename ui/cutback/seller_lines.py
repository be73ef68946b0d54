"""The lines of a cutback: a single Investor, a member of a group, an Other Holder, or the total."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from rra_desktop.domain.allocation import Allocation, CutbackOutcome, GroupAllocation, KindAllocation
from rra_desktop.domain.register import Holder, Role
from rra_desktop.domain.statements import Mark


class SellerKind(Enum):
    """Whether a seller stands for itself, is a group taken as one, a member of it, or all holders together."""

    SINGLE = "single"
    GROUP = "group"
    MEMBER = "member"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Seller:
    """Who sells, whatever the underwriters say: `subject` is the holder's id, the group's name, or nothing for all.

    `place` is where its allocation stands among the outcome's participants, or its group among the groups. `may_agree`
    marks a member whose part of its group's allocation can be typed over.
    """

    name: str
    subject: str
    kind: SellerKind
    place: int
    requested: int
    holder: Holder | None = None
    may_agree: bool = False


@dataclass(frozen=True, slots=True)
class SellerBlock:
    """A single Investor or other seller with, for a group, its members."""

    head: Seller
    members: tuple[Seller, ...] = ()


@dataclass(frozen=True, slots=True)
class SellerFigures:
    """What one seller gets, and what is said of it; `allocated` and `cut` are None while the cutback waits."""

    held: int | None
    requested: int
    counted: int
    allocated: int | None
    cut: int | None
    round: int | None
    over_asked: bool = False
    marks: tuple[Mark, ...] = ()
    kinds: tuple[KindAllocation, ...] = ()

    @property
    def cut_share(self) -> Fraction | None:
        """The part of what counts of the request that is cut, None where nothing counts."""
        return Fraction(self.cut, self.counted) if self.cut is not None and self.counted else None


ALL_HOLDERS = Seller("Holders", "", SellerKind.TOTAL, 0, 0)


def seller_blocks(
    outcome: CutbackOutcome, holders: Mapping[str, Holder], agreed: Collection[str] = ()
) -> list[SellerBlock]:
    """Return the sellers in the register's order, a group where its first member stands.

    `agreed` are the holders for which a part of their group's own split is typed.
    """
    groups = {group.name: (place, group) for place, group in enumerate(outcome.groups)}
    members: dict[str, list[tuple[int, Allocation]]] = {}
    order: list[tuple[int, Allocation] | str] = []
    for place, allocation in enumerate(outcome.participants):
        if allocation.group is None or allocation.group not in groups:
            order.append((place, allocation))
            continue
        if allocation.group not in members:
            order.append(allocation.group)
        members.setdefault(allocation.group, []).append((place, allocation))
    return [
        _group_block(*groups[each], members[each], holders, agreed)
        if isinstance(each, str)
        else SellerBlock(_single(*each, holders))
        for each in order
    ]


def _single(
    place: int,
    allocation: Allocation,
    holders: Mapping[str, Holder],
    kind: SellerKind = SellerKind.SINGLE,
    *,
    may_agree: bool = False,
) -> Seller:
    holder = holders[allocation.holder]
    name = f"{holder.name} (Other Holder)" if holder.role is Role.OTHER_HOLDER else holder.name
    return Seller(name, holder.id, kind, place, allocation.requested, holder, may_agree)


def _group_block(
    place: int,
    group: GroupAllocation,
    members: list[tuple[int, Allocation]],
    holders: Mapping[str, Holder],
    agreed: Collection[str],
) -> SellerBlock:
    head = Seller(f"{group.name} (one Investor)", group.name, SellerKind.GROUP, place, group.requested)
    several = sum(1 for _place, each in members if each.requested) > 1
    lines = (
        _single(
            at,
            each,
            holders,
            SellerKind.MEMBER,
            may_agree=(several and each.requested > 0) or each.holder in agreed,
        )
        for at, each in members
    )
    return SellerBlock(head, tuple(lines))


class OutcomeFigures:
    """The figures of each seller in one outcome, worked out when they are looked at.

    While a slider is dragged there is an outcome for every step, and of each only a screenful is seen.
    """

    def __init__(self, outcome: CutbackOutcome) -> None:
        self.outcome = outcome
        self._known: dict[tuple[SellerKind, int], SellerFigures] = {}

    def of(self, seller: Seller) -> SellerFigures:
        """Return the figures of one seller."""
        key = (seller.kind, seller.place)
        if key not in self._known:
            self._known[key] = self._worked_out(seller)
        return self._known[key]

    def _worked_out(self, seller: Seller) -> SellerFigures:
        outcome, waits = self.outcome, bool(self.outcome.pending)
        marks: tuple[Mark, ...] = ()
        kinds: tuple[KindAllocation, ...] = ()
        if seller.kind is SellerKind.TOTAL:
            allocated, cut, counted = outcome.total_allocated, outcome.total_cut, outcome.total_counted
            held, requested, number, over_asked = outcome.total_held, outcome.total_requested, None, False
            marks = outcome.notes
        elif seller.kind is SellerKind.GROUP:
            group = outcome.groups[seller.place]
            allocated, cut, counted = group.allocated, group.cut, group.counted
            held, requested, number, over_asked = group.held, group.requested, group.round, False
            members = (one for one in outcome.participants if one.group == group.name)
            marks = tuple(dict.fromkeys(mark for one in members for mark in one.marks))
        else:
            one = outcome.participants[seller.place]
            allocated, cut, counted = one.allocated, one.cut, one.counted
            held, requested, number, over_asked, marks = one.held, one.requested, one.round, one.over_asked, one.marks
            kinds = one.kinds
        got = None if waits else allocated
        return SellerFigures(held, requested, counted, got, None if waits else cut, number, over_asked, marks, kinds)
