"""How an affiliate group divides among its members what it got as one Investor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rra_desktop.calculation.cutback.apportionment import CappedProportion, ShareRounding
from rra_desktop.domain.statements import Person, Statement, stated


@dataclass(frozen=True, slots=True)
class GroupSplit:
    """A group's split by the places of its members: whole shares and exact quotas.

    `agreed` tells a split the group agreed on from one in proportion. `refused` says why an agreed split that was typed
    does not stand, None where it does.
    """

    quotas: Mapping[int, Fraction]
    shares: Mapping[int, int]
    agreed: bool
    refused: Statement | None = None


@dataclass(frozen=True, slots=True)
class SplitMember:
    """A member that asked or has a part in an agreed split: its place, and what it may get, holds and agreed on."""

    place: int
    person: Person
    cap: int
    held: int
    agreed: int | None


def split_group(
    name: str, allocated: int, members: Sequence[SplitMember], rounding: ShareRounding, section: str = ""
) -> GroupSplit:
    """Split a group's shares among the members that asked, in proportion to their holdings or as they agreed.

    The group is one Investor, so nothing is lost inside it: what a member leaves goes to the others, and every share is
    given out whatever the readings say of single Investors; only lots stay lots. `section` is the agreement's on it.
    """
    refused = why_not_agreed(name, allocated, members, section)
    if refused is None and any(member.agreed is not None for member in members):
        shares = {member.place: member.agreed or 0 for member in members}
        exact = {place: Fraction(share) for place, share in shares.items()}
        return GroupSplit(exact, shares, agreed=True)
    inside = rounding if rounding is ShareRounding.ROUND_LOT_100 else ShareRounding.LARGEST_REMAINDER
    quotas = CappedProportion([member.cap for member in members], [member.held for member in members]).at(allocated)
    whole = quotas.in_whole_shares(inside, every_lot=True)
    return GroupSplit(
        quotas={member.place: quotas.of(number) for number, member in enumerate(members)},
        shares={member.place: whole[number] for number, member in enumerate(members)},
        agreed=False,
        refused=refused,
    )


def why_not_agreed(name: str, allocated: int, members: Sequence[SplitMember], section: str = "") -> Statement | None:
    """Say why a group's agreed split does not stand; None where it does, or where none was typed.

    A member for which nothing was typed gets nothing in an agreed split.
    """
    if all(member.agreed is None for member in members):
        return None
    for member in members:
        if (member.agreed or 0) > member.cap:
            return stated(
                "cutback/split_above_cap",
                section,
                group=name,
                holder=member.person,
                agreed=member.agreed,
                most=member.cap,
            )
    agreed = sum(member.agreed or 0 for member in members)
    if agreed != allocated:
        return stated("cutback/split_does_not_add_up", section, group=name, agreed=agreed, allocated=allocated)
    return None
