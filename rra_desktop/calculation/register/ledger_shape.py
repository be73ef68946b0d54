"""What a ledger entry of each type must and may say, before any arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from rra_desktop.domain.register import EntryType, LedgerEntry, Security

_LARGEST_COUNT = 10**15
_LARGEST_RATIO = 1_000_000

_MOVES = {
    EntryType.ISSUE: frozenset(Security),
    EntryType.TRANSFER: frozenset(Security),
    EntryType.CANCEL: frozenset(Security),
    EntryType.CORRECTION: frozenset(Security),
    EntryType.CONVERT: frozenset({Security.PREFERRED}),
    EntryType.EXERCISE: frozenset({Security.WARRANT}),
    EntryType.REGISTERED_SALE: frozenset({Security.COMMON, Security.OTHER_REGISTRABLE}),
    EntryType.OTHER_SALE: frozenset({Security.COMMON, Security.OTHER_REGISTRABLE}),
}
"""Which securities an entry of a type can move; a conversion, an exercise and a sale need not name theirs."""

_NOUNS = {
    EntryType.ISSUE: "issue",
    EntryType.CONVERT: "conversion",
    EntryType.EXERCISE: "exercise",
    EntryType.TRANSFER: "transfer",
    EntryType.REGISTERED_SALE: "registered sale",
    EntryType.OTHER_SALE: "sale",
    EntryType.CANCEL: "cancellation",
    EntryType.SPLIT: "split",
    EntryType.STOCK_DIVIDEND: "stock dividend",
    EntryType.CORRECTION: "correction",
}

_SECURITIES = {
    Security.UNIT: "Units",
    Security.COMMON: "Common",
    Security.PREFERRED: "Series A Preferred",
    Security.WARRANT: "Warrants",
    Security.OTHER_REGISTRABLE: "other registrable securities",
}

_OF_ITSELF = frozenset({EntryType.CONVERT, EntryType.EXERCISE, EntryType.REGISTERED_SALE, EntryType.OTHER_SALE})
_FOR_ALL = frozenset({EntryType.SPLIT, EntryType.STOCK_DIVIDEND})


def entry_problems(entry: LedgerEntry, known: AbstractSet[str]) -> Iterator[str]:
    """Yield what is wrong with an entry in itself, as sentences; `known` are the ids of the register's holders."""
    if entry.type in _FOR_ALL:
        yield from _problems_of_all(entry)
        return
    what = f"The {_NOUNS[entry.type]} of {entry.date}"
    if entry.holder is None or entry.holder not in known:
        yield f"{what} names {entry.holder or 'no holder'}, who is not in the register."
    if entry.security is None and entry.type not in _OF_ITSELF:
        yield f"{what} must say which security."
    elif entry.security is not None and entry.security not in _MOVES[entry.type]:
        yield f"{what} cannot be of {_SECURITIES[entry.security]}."
    if entry.type is EntryType.TRANSFER:
        if entry.to is None or entry.to not in known:
            yield f"{what} goes to {entry.to or 'nobody'}, who is not in the register."
        elif entry.to == entry.holder:
            yield f"{what} goes from a holder to itself."
    elif entry.to is not None:
        yield f"{what} has a receiver; only a transfer has one."
    yield from _count_problems(what, entry)


def _count_problems(what: str, entry: LedgerEntry) -> Iterator[str]:
    if entry.quantity is None:
        yield f"{what} must say how many."
    elif entry.type is EntryType.CORRECTION:
        if entry.quantity == 0 or abs(entry.quantity) > _LARGEST_COUNT:
            yield f"{what} must change something, by no more than any register counts."
    elif not 0 < entry.quantity <= _LARGEST_COUNT:
        yield f"{what} cannot be of {entry.quantity:,}; an entry moves at least 1."
    if entry.price_paid is not None and not 0 <= entry.price_paid <= _LARGEST_COUNT:
        yield f"{what} has an exercise price out of range."


def _problems_of_all(entry: LedgerEntry) -> Iterator[str]:
    if entry.type is EntryType.SPLIT:
        for side in (entry.new, entry.old):
            if side is None or not 0 < side <= _LARGEST_RATIO:
                yield f"The split of {entry.date} needs its new and its old number of shares, each at least 1."
                return
        if entry.new == entry.old:
            yield f"The split of {entry.date} changes nothing: {entry.new} for {entry.old}."
    elif entry.percent is None or not 0 < entry.percent <= _LARGEST_RATIO:
        yield f"The stock dividend of {entry.date} needs its per cent, above 0."
    if entry.holder is not None or entry.security is not None or entry.quantity is not None or entry.to is not None:
        yield f"The {_NOUNS[entry.type]} of {entry.date} is of all Common Stock; it names no holder."
