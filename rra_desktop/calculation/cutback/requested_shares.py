"""How many shares each holder asks for in an offering, beside what its registration received.

An offering in which counsel typed requests is a scenario of its own: those count, and what the registration received
otherwise is said beside them. Where none was typed, the registration's own requests count: those in time, and a late
one once the Company has accepted it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rra_desktop.domain.deadlines import HolderAnswer, RequestState
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.register import EntryType, LedgerEntry
from rra_desktop.domain.registrations import Request


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """What a registration received from one holder.

    `shares` are those asked for, in shares of the day on which the offering's holdings are measured: `splits` says by
    how much splits since the request have multiplied the `stated` number, 1 if by none. `in_time` is False for one that
    came after its last day `due`; `complete` for one that lacks nothing it must state.
    """

    holder: str
    stated: int
    shares: int
    splits: Fraction
    received: dt.date | None
    due: dt.date | None
    in_time: bool
    complete: bool
    accepted: dt.date | None

    def takes_part(self, *, curable: bool) -> bool:
        """Say whether the Company must take it: in time and complete, or `curable`, or accepted though late."""
        return self.accepted is not None or (self.in_time and (self.complete or curable))


@dataclass(frozen=True, slots=True)
class AskedShares:
    """What one holder asks for in an offering, and where it differs what its registration received."""

    shares: int
    received: ReceivedRequest | None
    typed: bool = True

    @property
    def differs(self) -> bool:
        """Whether counsel typed another number than was received."""
        return self.typed and self.received is not None and self.received.shares != self.shares


@dataclass(frozen=True, slots=True)
class RequestedShares:
    """What everybody asks for in one offering, in shares by holder's id, and what its registration received.

    `left_out` were received and are not in it; `of_registration` says that nothing was typed and the others count.
    `agreed` are the parts of groups' own splits that were typed.
    """

    shares: Mapping[str, int]
    received: Mapping[str, ReceivedRequest]
    left_out: tuple[ReceivedRequest, ...]
    of_registration: bool
    agreed: Mapping[str, int] = field(default_factory=dict)

    def asked(self, holder_id: str) -> AskedShares | None:
        """Return what a holder asks for beside what was received of it; None for one that asks for nothing."""
        if holder_id not in self.shares:
            return None
        received = self.received.get(holder_id)
        return AskedShares(self.shares[holder_id], received, typed=not self.of_registration)


def requested_shares(matter: Matter, offering: Offering, received: Mapping[str, ReceivedRequest]) -> RequestedShares:
    """Return what is asked for in an offering: what counsel typed, or else what its registration received."""
    typed = matter.requests_in(offering.id)
    if typed:
        asked = {each.holder: each.quantity for each in typed}
        left_out = tuple(each for holder, each in received.items() if holder not in asked)
        agreed = {each.holder: each.agreed for each in typed if each.agreed is not None}
        return RequestedShares(asked, received, left_out, of_registration=False, agreed=agreed)
    curable = matter.choice("late_request") == "curable"
    taken = {holder: each for holder, each in received.items() if each.takes_part(curable=curable)}
    return RequestedShares(
        {holder: each.shares for holder, each in taken.items()},
        received,
        tuple(each for holder, each in received.items() if holder not in taken),
        of_registration=bool(taken),
    )


def received_requests(
    matter: Matter, offering: Offering, answers: Iterable[HolderAnswer], measured_on: dt.date | None
) -> dict[str, ReceivedRequest]:
    """Return what the registration of an offering received, by holder's id; nothing for an offering of none.

    `answers` are those of the registration as of the day looked at: a request that came later is not known yet.
    """
    if offering.registration is None:
        return {}
    requests = {request.holder: request for request in reversed(matter.requests_of(offering.registration))}
    splits = _splits(matter)
    found: dict[str, ReceivedRequest] = {}
    for answer in answers:
        request = requests.get(answer.holder)
        if request is None or request.quantity is None or (answer.answered is None and answer.requested is None):
            continue
        found[answer.holder] = _received(request, request.quantity, answer, splits, measured_on)
    return found


def _received(
    request: Request, stated: int, answer: HolderAnswer, splits: Iterable[LedgerEntry], measured_on: dt.date | None
) -> ReceivedRequest:
    factor = _factor(splits, request.received, measured_on)
    return ReceivedRequest(
        holder=request.holder,
        stated=stated,
        shares=int(stated * factor),
        splits=factor,
        received=request.received,
        due=answer.due,
        in_time=answer.state is not RequestState.LATE,
        complete=answer.state is not RequestState.INCOMPLETE,
        accepted=request.accepted,
    )


def shares_asked(matter: Matter, request: Request, measured_on: dt.date | None) -> int | None:
    """Return a request in shares of the day on which holdings are measured, after the splits since it came."""
    if request.quantity is None:
        return None
    return int(request.quantity * _factor(_splits(matter), request.received, measured_on))


def _splits(matter: Matter) -> list[LedgerEntry]:
    return [entry for entry in matter.ledger if entry.type is EntryType.SPLIT]


def _factor(splits: Iterable[LedgerEntry], since: dt.date | None, until: dt.date | None) -> Fraction:
    """Return by how much splits multiplied a share after a request came, up to the day of the offering."""
    factor = Fraction(1)
    if since is None or until is None:
        return factor
    for entry in splits:
        if since < entry.date <= until and entry.new and entry.old:
            factor *= Fraction(entry.new, entry.old)
    return factor
