"""What each ledger entry did to the holdings of some holders taken together, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rra_desktop.calculation.accounts import Accounts, Bundle
from rra_desktop.calculation.replay import Replay
from rra_desktop.domain.register import LedgerEntry
from rra_desktop.domain.standing import LedgerLine

_NOTHING = Bundle()


@dataclass(frozen=True, slots=True)
class Movement:
    """One entry and what it added to the holdings; `outside` is the Common, as it then was, that left the definition.

    Warrants are counted whether or not they have lapsed since.
    """

    entry: LedgerEntry
    added: Bundle
    outside: bool


def movements(replay: Replay, entries: Iterable[LedgerEntry], places: Iterable[int]) -> Iterator[Movement]:
    """Yield what moved in or out of some holders' accounts taken together; moves among them cancel out."""
    watched = frozenset(places)
    before: dict[int, Bundle] = {}
    outside_before: dict[int, Bundle] = {}
    for entry in replay.steps(entries):
        touched = _touched(replay, entry, watched)
        after = {place: _holding(replay.accounts, place) for place in touched}
        added = _difference(after, before)
        outside = {place: _outside(replay.accounts, place) for place in touched if place in replay.accounts.public}
        went_outside = any(_difference(outside, outside_before))
        before.update(after)
        outside_before.update(outside)
        if any(added) or went_outside:
            yield Movement(entry, added, went_outside and entry.to is not None)


def lines(replay: Replay, entries: Sequence[LedgerEntry], place: int) -> Iterator[LedgerLine]:
    """Yield a holder's entries with what each left it with, that day; splits as far as they changed anything."""
    before = _NOTHING
    for entry in replay.steps(entries):
        own = place in _touched(replay, entry, frozenset((place,)))
        after = _holding(replay.accounts, place) if own else before
        if own and (entry.holder is not None or after != before):
            yield LedgerLine(
                entry=entry,
                common_after=after.common,
                preferred_after=after.preferred,
                warrants_after=_unlapsed(replay, place, entry),
                units_after=after.units,
                other_after=after.other,
            )
        before = after


def _touched(replay: Replay, entry: LedgerEntry, watched: frozenset[int]) -> list[int]:
    if entry.holder is None:
        return list(watched)
    places = (replay.ledger.places.get(entry.holder), replay.ledger.places.get(entry.to))
    return [place for place in places if place is not None and place in watched]


def _holding(accounts: Accounts, place: int) -> Bundle:
    """Return what a holder has in both its accounts; of Units only what gives it a say (§7)."""
    lots = accounts.lots.get(place)
    warrants = sum(lots.values()) if lots else 0
    common, preferred, other = accounts.common[place], accounts.preferred[place], accounts.other[place]
    own = Bundle(accounts.units[place], common, preferred, warrants, other)
    return _plus(own, _outside(accounts, place)._replace(units=0)) if place in accounts.public else own


def _outside(accounts: Accounts, place: int) -> Bundle:
    public = accounts.public[place]
    return accounts.held(public, sorted(accounts.lots.get(public, ())))


def _difference(after: dict[int, Bundle], before: dict[int, Bundle]) -> Bundle:
    total = _NOTHING
    for place, now in after.items():
        then = before.get(place, _NOTHING)
        total = _plus(total, Bundle(*(new - old for new, old in zip(now, then, strict=True))))
    return total


def _plus(one: Bundle, other: Bundle) -> Bundle:
    return Bundle(*(first + second for first, second in zip(one, other, strict=True)))


def _unlapsed(replay: Replay, place: int, entry: LedgerEntry) -> int:
    accounts, expiry = replay.accounts, replay.ledger.expiry
    lots = [lot for part in accounts.of(place) for lot in accounts.lots.get(part, {}).items()]
    return sum(count for issued, count in lots if entry.date <= expiry(issued))
