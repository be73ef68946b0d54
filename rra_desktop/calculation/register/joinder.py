"""From which day a holder is an Investor: a transferee once it has executed a counterpart (§7)."""

from __future__ import annotations

import datetime as dt

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, Role


def investor_since(matter: Matter) -> dict[str, dt.date]:
    """Return the day from which each holder is an Investor, by id; whoever never is one is left out (§7).

    Those that signed the agreement are from the beginning, a transferee from the day of its counterpart: the day
    recorded of the holder or that of the first transfer to it marked so, whichever is earlier.
    """
    since = {
        holder.id: holder.counterpart_date if holder.transferee else dt.date.min
        for holder in matter.holders
        if holder.role is Role.INVESTOR
    }
    for entry in matter.ledger:
        if entry.counterpart_executed and entry.type is EntryType.TRANSFER and entry.to in since:
            joined = since[entry.to]
            since[entry.to] = entry.date if joined is None else min(joined, entry.date)
    return {holder: joined for holder, joined in since.items() if joined is not None}
