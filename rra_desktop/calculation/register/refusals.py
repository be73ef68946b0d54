"""Why a ledger entry cannot be so, in words: holder, security, day, what was held and what was asked."""

from __future__ import annotations

from collections.abc import Mapping

from rra_desktop.calculation import in_words
from rra_desktop.domain.register import EntryType, LedgerEntry, Security

SECURITIES = {
    Security.UNIT: "Units",
    Security.COMMON: "Common",
    Security.PREFERRED: "Series A Preferred",
    Security.WARRANT: "Warrants",
    Security.OTHER_REGISTRABLE: "other registrable securities",
}
"""What the securities are called, in the plural."""

_DEEDS = {
    EntryType.CONVERT: "converted",
    EntryType.EXERCISE: "exercised",
    EntryType.TRANSFER: "transferred",
    EntryType.REGISTERED_SALE: "sold",
    EntryType.OTHER_SALE: "sold",
    EntryType.CANCEL: "cancelled",
    EntryType.CORRECTION: "taken off by a correction",
}


class EntryRefusedError(Exception):
    """An entry that would drive a position negative; without a security, one whose record contradicts itself."""

    def __init__(self, security: Security | None = None, held: int = 0, asked: int = 0, lapsed: int = 0) -> None:
        super().__init__()
        self.security = security
        self.held = held
        self.asked = asked
        self.lapsed = lapsed


def sentence(entry: LedgerEntry, refused: EntryRefusedError, names: Mapping[str, str]) -> str:
    """Say that a holder had less of a security than an entry takes; raises KeyError for an issue or a split."""
    security = refused.security or Security.UNIT
    name = names.get(entry.holder or "", entry.holder or "")
    lapsed = f" ({refused.lapsed:,} more had lapsed)" if refused.lapsed else ""
    held = f"{name} held {refused.held:,} {SECURITIES[security]} on {in_words.date(entry.date)}{lapsed}"
    asked = f"{refused.asked:,}"
    if entry.security is Security.UNIT and security is not Security.UNIT:
        asked = f"{abs(entry.quantity or 0):,} Units, which take {refused.asked:,} of them,"
    return f"{held}; {asked} cannot be {_DEEDS[entry.type]}."
