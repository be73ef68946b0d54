"""How an affiliate group divides among its members what it got as one Investor (§3(c))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rra_desktop.calculation.cutback.apportionment import CappedProportion, ShareRounding


@dataclass(frozen=True, slots=True)
class GroupSplit:
    """A group's split by the places of its members: whole shares and exact quotas.

    `agreed` tells a split the group agreed on from one in proportion. `refused` says why an agreed split that was typed
    does not stand, and is empty where it does.
    """

    quotas: Mapping[int, Fraction]
    shares: Mapping[int, int]
    agreed: bool
    refused: str = ""


@dataclass(frozen=True, slots=True)
class SplitMember:
    """A member that asked or has a part in an agreed split: its place, and what it may get, holds and agreed on."""

    place: int
    name: str
    cap: int
    held: int
    agreed: int | None


def split_group(name: str, allocated: int, members: Sequence[SplitMember], rounding: ShareRounding) -> GroupSplit:
    """Split a group's shares among the members that asked, in proportion to their holdings or as they agreed (§3(c)).

    The group is one Investor, so nothing is lost inside it: what a member leaves goes to the others, and every share is
    given out whatever the readings say of single Investors; only lots stay lots.
    """
    refused = why_not_agreed(name, allocated, members)
    if not refused and any(member.agreed is not None for member in members):
        shares = {member.place: member.agreed or 0 for member in members}
        exact = {place: Fraction(share) for place, share in shares.items()}
        return GroupSplit(exact, shares, agreed=True)
    inside = rounding if rounding is ShareRounding.ROUND_LOT_100 else ShareRounding.LARGEST_REMAINDER
    quotas = CappedProportion([member.cap for member in members], [member.held for member in members]).at(allocated)
    whole = quotas.in_whole_shares(inside)
    return GroupSplit(
        quotas={member.place: quotas.of(number) for number, member in enumerate(members)},
        shares={member.place: whole[number] for number, member in enumerate(members)},
        agreed=False,
        refused=refused,
    )


def why_not_agreed(name: str, allocated: int, members: Sequence[SplitMember]) -> str:
    """Say why a group's agreed split does not stand; empty where it does, or where none was typed.

    A member for which nothing was typed gets nothing in an agreed split.
    """
    if all(member.agreed is None for member in members):
        return ""
    for member in members:
        if (member.agreed or 0) > member.cap:
            return (
                f"The agreed split of {name} gives {member.name} {member.agreed:,} shares, more than the "
                f"{member.cap:,} it can sell; the group's shares are split by its members' holdings instead."
            )
    agreed = sum(member.agreed or 0 for member in members)
    if agreed != allocated:
        return (
            f"The agreed split of {name} adds up to {agreed:,} and the group got {allocated:,}; until it adds up, the "
            f"group's shares are split by its members' holdings."
        )
    return ""
