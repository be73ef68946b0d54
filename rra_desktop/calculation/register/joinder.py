"""From which day a holder is an Investor: a transferee once it has executed a counterpart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from rra_desktop.calculation.register.class_joinder import ClassJoinder
from rra_desktop.domain.holder_classes import HolderClass, Joins
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, Holder, LedgerEntry, Role

# Python 3.11 needs 0.3 µs to look up a member of an enumeration; a ledger has an entry for each of 50,000 looks.
_ISSUE, _TRANSFER, _CORRECTION = EntryType.ISSUE, EntryType.TRANSFER, EntryType.CORRECTION


class JoinderReading(StrEnum):
    """Whether a counterpart signed after the transfer makes an Investor: the choices of `joinder`."""

    WHENEVER_SIGNED = "whenever_signed"
    AT_TRANSFER = "at_transfer"


class Joinder(NamedTuple):
    """How a holder stands to the agreement.

    `since` is the first day on which it is an Investor, None for never. `transferred` is the first transfer to it of
    what was not acquired in a public distribution, `signed` the day of its counterpart; both None for a holder that
    signed the agreement itself. `unsigned` marks a holder that counts as recorded, though all it has came by transfer
    and no counterpart is recorded. `falls_short` marks a transferee for whose class what was transferred is not enough,
    `notice_unsaid` one whose class asks for a notice of the transfer, of which no record says whether it was given.
    """

    since: dt.date | None
    transferred: dt.date | None = None
    signed: dt.date | None = None
    unsigned: bool = False
    falls_short: bool = False
    notice_unsaid: bool = False

    @property
    def days_late(self) -> int:
        """By how many days the counterpart came after the first transfer, 0 where it did not."""
        if self.transferred is None or self.signed is None:
            return 0
        return max(0, (self.signed - self.transferred).days)


_READING = "joinder"
_SIGNED_THE_AGREEMENT = Joinder(dt.date.min)
_Days: TypeAlias = Sequence[dt.date]


def joinders(
    matter: Matter, as_of: dt.date = dt.date.max, left_out: AbstractSet[int] = frozenset()
) -> dict[str, Joinder]:
    """Return how each holder in the role of an Investor stands to the agreement, by its id (reading `joinder`).

    A transferee is who is recorded as one, and who up to the day looked at has come to everything by transfer. It has
    signed on the day recorded of the holder or on that of the first transfer marked so, whichever is earlier. Entries
    that are `left_out`, by their numbers, brought nobody anything.
    """
    form = matter.form
    more = ClassJoinder(matter)
    at_transfer = form.asks(_READING) and matter.choice(_READING) == JoinderReading.AT_TRANSFER
    transfers, signed, first_hand = _acquired(matter.ledger, as_of, left_out)
    found = {}
    for holder in matter.holders:
        if holder.role is Role.INVESTOR:
            dates = sorted(transfers.get(holder.id, ()))
            by_transfer = bool(dates) and dates[0] <= as_of and holder.id not in first_hand
            found[holder.id] = _SIGNED_THE_AGREEMENT
            if holder.transferee or by_transfer:
                day = min(filter(None, (holder.counterpart_date, signed.get(holder.id))), default=None)
                joined = _of_transferee(holder, dates, day, at_transfer=at_transfer)
                found[holder.id] = _by_class(joined, holder, form.class_of(holder), more)
    return found


def _by_class(joined: Joinder, holder: Holder, own: HolderClass | None, more: ClassJoinder) -> Joinder:
    """Return how a transferee stands by what its class asks: a counterpart, and perhaps who transferred or how much."""
    if own is None or Joins.COUNTERPART not in own.joins:
        joined = Joinder(joined.transferred or dt.date.min, joined.transferred)
    if own is not None and more.asks_more(own):
        enough = more.enough_since(holder, own)
        since = None if enough is None or joined.since is None else max(enough, joined.since)
        joined = joined._replace(since=since, falls_short=enough is None)
    return joined._replace(notice_unsaid=own is not None and Joins.NOTICE in own.joins)


def _acquired(
    ledger: Iterable[LedgerEntry], as_of: dt.date, left_out: AbstractSet[int]
) -> tuple[Mapping[str | None, _Days], Mapping[str | None, dt.date], AbstractSet[str | None]]:
    """Return the transfers to each holder, when it signed at one, and who has come to something first hand."""
    transfers: dict[str | None, list[dt.date]] = {}
    signed: dict[str | None, dt.date] = {}
    first_hand: set[str | None] = set()
    for entry in ledger:
        kind = entry.type
        if kind is _TRANSFER and entry.counterpart_executed:
            signed[entry.to] = min(entry.date, signed.get(entry.to, entry.date))
        if left_out and entry.sequence in left_out:
            continue
        if kind is _TRANSFER:
            if not entry.public_distribution:
                transfers.setdefault(entry.to, []).append(entry.date)
        elif (kind is _ISSUE or (kind is _CORRECTION and (entry.quantity or 0) > 0)) and entry.date <= as_of:
            first_hand.add(entry.holder)
    return transfers, signed, first_hand


def _of_transferee(holder: Holder, transfers: _Days, signed: dt.date | None, *, at_transfer: bool) -> Joinder:
    first = transfers[0] if transfers else None
    if signed is None:
        return Joinder(None, first) if holder.transferee else Joinder(dt.date.min, first, unsigned=True)
    since: dt.date | None = signed
    if at_transfer and transfers:
        since = next((day for day in transfers if signed <= day), None)
    return Joinder(since, first, signed)


def investor_since(matter: Matter) -> dict[str, dt.date]:
    """Return the day from which each holder is an Investor, by id; whoever never is one is left out."""
    return {holder: each.since for holder, each in joinders(matter).items() if each.since is not None}
