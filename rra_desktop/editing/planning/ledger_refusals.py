"""Why a ledger entry as typed cannot be so, with its day as counsel writes days and with the way out."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from rra_desktop import wording
from rra_desktop.calculation.register.ledger_shape import entry_problems
from rra_desktop.domain.bounds import LARGEST_COUNT
from rra_desktop.domain.register import EntryType, LedgerEntry

_OF_ALL = (EntryType.SPLIT, EntryType.STOCK_DIVIDEND)


def ledger_refusal(entry: LedgerEntry, known: AbstractSet[str]) -> str:
    """Return why an entry contradicts itself or the register, empty when it does not; arithmetic is not looked at.

    `known` are the ids of the register's holders.
    """
    if next(entry_problems(entry, known), None) is None:
        return ""
    what = f"The {wording.entry_name(entry.type).lower()} of {wording.date_only(entry.date)}"
    if entry.type in _OF_ALL:
        return _of_all(what, entry)
    return _of_holders(what, entry, known) or _of_counts(what, entry)


def _of_all(what: str, entry: LedgerEntry) -> str:
    if (entry.holder, entry.security, entry.quantity, entry.to) != (None, None, None, None):
        return f"{what} is of all Common Stock; leave the holder, the security and the quantity out."
    if entry.type is EntryType.STOCK_DIVIDEND:
        return f"{what} needs the shares paid per hundred held, more than 0."
    if entry.new is not None and entry.new == entry.old:
        return f"{what} changes nothing: it gives {entry.new:,} for {entry.old:,}."
    return f"{what} needs its new and its old number of shares, each at least 1 and at most 1,000,000."


def _of_holders(what: str, entry: LedgerEntry, known: AbstractSet[str]) -> str:
    if entry.holder not in known:
        return f"{what} needs a holder of the register; choose one, or enter the holder first."
    if entry.type is EntryType.TRANSFER:
        if entry.to not in known:
            return f"{what} needs a transferee of the register; choose one, or enter the holder first."
        if entry.to == entry.holder:
            return f"{what} goes from a holder to itself; choose another transferee."
    elif entry.to is not None:
        return f"{what} has a receiver, and only a transfer has one; leave it out, or record a transfer."
    return ""


def _of_counts(what: str, entry: LedgerEntry) -> str:
    if entry.price_paid is not None and not 0 <= entry.price_paid <= LARGEST_COUNT:
        return f"{what} cannot be paid with {wording.money(entry.price_paid)}; an exercise price is not negative."
    if entry.quantity is None:
        return f"{what} needs its quantity."
    wrong = not 0 < abs(entry.quantity) <= LARGEST_COUNT
    if wrong or (entry.quantity < 0 and entry.type is not EntryType.CORRECTION):
        least = "by at least 1" if entry.type is EntryType.CORRECTION else "at least 1"
        return f"{what} cannot be of {entry.quantity:,}; an entry moves {least}, and no more than any register counts."
    if entry.security is None:
        return f"{what} needs the security it moves."
    return f"{what} cannot be of {wording.security_name(entry.security)}; choose another security."
