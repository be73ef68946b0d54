"""Amendments of the agreement: who must sign one, who has not, and from which day it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rra_desktop.domain.agreement import COMPANY, TermChange
from rra_desktop.domain.register import EntryType, Holder, LedgerEntry, Role


def counts_from(change: TermChange) -> dt.date:
    """Return the day from which a change counts once all have signed: the later of its own and the last signature."""
    if change.effective_from is None:
        return dt.date.min
    return max((change.effective_from, *(each.date for each in change.signed_by if each.date is not None)))


def unsigned_by(change: TermChange, holders: Iterable[Holder], ledger: Iterable[LedgerEntry]) -> tuple[str, ...]:
    """Return who has not signed an amendment: "company" first, then Investors by id in the register's order.

    Each Investor of the day it would count from must sign; of a correction nobody must.
    """
    if not change.is_amendment:
        return ()
    day = counts_from(change)
    signed = {each.party for each in change.signed_by}
    joined = {
        entry.to
        for entry in ledger
        if entry.counterpart_executed and entry.type is EntryType.TRANSFER and entry.date <= day
    }
    needed = [COMPANY]
    for holder in holders:
        by_counterpart = holder.counterpart_date is not None and holder.counterpart_date <= day
        if holder.role is Role.INVESTOR and (not holder.transferee or by_counterpart or holder.id in joined):
            needed.append(holder.id)
    return tuple(party for party in needed if party not in signed)
