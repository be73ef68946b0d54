"""What each ledger entry did to the holdings of some holders taken together, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rra_desktop.calculation.register.accounts import Accounts
from rra_desktop.calculation.register.replay import Replay
from rra_desktop.domain.register import LedgerEntry
from rra_desktop.domain.standing import LedgerLine


class Holding(NamedTuple):
    """Securities held or moved; Warrants count whether or not they have lapsed."""

    units: int = 0
    common: int = 0
    preferred: int = 0
    warrants: int = 0
    other: int = 0


class Movement(NamedTuple):
    """One entry and what it added to the holdings; `outside` says that something of it left the definition.

    `ended` are Units that ended with it, their holder having nothing left of them; `added` leaves them out.
    """

    entry: LedgerEntry
    added: Holding
    outside: bool
    ended: int = 0


_NOTHING = (*Holding(), 0)


def movements(replay: Replay, entries: Iterable[LedgerEntry], places: Iterable[int]) -> Iterator[Movement]:
    """Yield what moved in or out of some holders' accounts taken together; moves among them cancel out."""
    watched = frozenset(places)
    before: dict[int, tuple[int, ...]] = {}
    outside: dict[int, tuple[int, ...]] = {}
    for entry in replay.steps(entries):
        units = common = preferred = warrants = other = ended = 0
        went_outside = False
        for place in _touched(replay, entry, watched):
            now, then = _holding(replay.accounts, place), before.get(place, _NOTHING)
            before[place] = now
            units += now[0] - then[0]
            common += now[1] - then[1]
            preferred += now[2] - then[2]
            warrants += now[3] - then[3]
            other += now[4] - then[4]
            ended += now[5] - then[5]
            if place in replay.accounts.public:
                free = _account(replay.accounts, replay.accounts.public[place])
                went_outside |= entry.holder is not None and free != outside.get(place, _NOTHING)
                outside[place] = free
        if went_outside or units or common or preferred or warrants or other or ended:
            yield Movement(entry, Holding(units + ended, common, preferred, warrants, other), went_outside, ended)


def lines(replay: Replay, entries: Sequence[LedgerEntry], place: int) -> Iterator[LedgerLine]:
    """Yield a holder's entries with what each left it with, that day; splits only where they changed something."""
    before: tuple[int, ...] = _NOTHING
    for entry in replay.steps(entries):
        if not _touched(replay, entry, frozenset((place,))):
            continue
        after = _holding(replay.accounts, place)
        if entry.holder is not None or after != before:
            units, common, preferred, _, other, _ = after
            yield LedgerLine(entry, common, preferred, _unlapsed(replay, place, entry), units, other)
        before = after


def _touched(replay: Replay, entry: LedgerEntry, watched: frozenset[int]) -> Iterable[int]:
    if entry.holder is None:
        return watched
    places = replay.ledger.places
    both = (places[entry.holder],) if entry.to is None else (places[entry.holder], places[entry.to])
    return [place for place in both if place in watched]


def _holding(accounts: Accounts, place: int) -> tuple[int, ...]:
    """Return what a holder has in both its accounts; of Units only those that give it a say."""
    own = _account(accounts, place)
    if place not in accounts.public:
        return own
    free = _account(accounts, accounts.public[place])
    return (own[0], *(each + other for each, other in zip(own[1:], free[1:], strict=True)))


def _account(accounts: Accounts, account: int) -> tuple[int, ...]:
    lots = accounts.lots.get(account)
    return (
        accounts.units[account],
        accounts.common[account],
        accounts.preferred[account],
        sum(lots.values()) if lots else 0,
        accounts.other[account],
        accounts.ended.get(account, 0),
    )


def _unlapsed(replay: Replay, place: int, entry: LedgerEntry) -> int:
    accounts, expiry = replay.accounts, replay.ledger.expiry
    lots = [lot for part in accounts.of(place) for lot in accounts.lots.get(part, {}).items()]
    return sum(count for issued, count in lots if entry.date <= expiry(issued))
