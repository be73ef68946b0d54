"""Who could take part in an offering, and with how many shares: columns in the order of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from rra_desktop.domain.figures import Figure
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.domain.standing import HolderPosition


class RegisterAsOf(Protocol):
    """What a cutback asks of the register as of a day."""

    @property
    def as_of(self) -> dt.date:
        """The day."""

    @property
    def rows(self) -> Sequence[HolderPosition]:
        """Every holder's position, in the register's order."""

    def figure(self, holder_id: str | None, part: str) -> Figure[int]:
        """Return a position with its derivation."""


@dataclass(frozen=True, slots=True)
class OutsideRequest:
    """A request that takes no part, in shares, and why its holder does not."""

    name: str
    asked: int
    why_not: str


@dataclass(frozen=True)
class OfferingClaims:
    """What each holder that could take part holds, asks for, and counts for at most, in shares (§3(c)).

    `caps` are the requests, each capped at the holding. `outside` are requests of those who have no part: transferees
    without counterpart (§7) and names that are not in the register.
    """

    holders: Sequence[Holder]
    held: Sequence[int]
    asked: Sequence[int]
    caps: Sequence[int]
    outside: tuple[OutsideRequest, ...]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each holder in the columns, by its id."""
        return {holder.id: place for place, holder in enumerate(self.holders)}


def offering_claims(matter: Matter, offering_id: str, register: RegisterAsOf) -> OfferingClaims:
    """Gather the claims on one offering from the register and the requests (§3(c), steps before any division)."""
    requests = {each.holder: each.quantity for each in matter.requests_in(offering_id)}
    holders, held, outside = [], [], []
    for row in register.rows:
        if row.counts:
            holders.append(row.holder)
            held.append(row.registrable)
        elif asked_outside := requests.pop(row.holder.id, 0):
            outside.append(OutsideRequest(row.holder.name, asked_outside, row.why_not))
    asked = [requests.pop(holder.id, 0) for holder in holders]
    outside += [OutsideRequest(holder, quantity, "It is not in the register.") for holder, quantity in requests.items()]
    return OfferingClaims(holders, held, asked, list(map(min, asked, held)), tuple(outside))
