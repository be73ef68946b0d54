"""What a ledger entry of each type must and may say, before any arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.bounds import LARGEST_COUNT, LARGEST_RATIO
from rra_desktop.domain.register import EntryType, LedgerEntry, Security
from rra_desktop.domain.statements import Fact, Statement, stated

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

_OF_ITSELF = {
    EntryType.CONVERT: Security.PREFERRED,
    EntryType.EXERCISE: Security.WARRANT,
    EntryType.REGISTERED_SALE: Security.COMMON,
    EntryType.OTHER_SALE: Security.COMMON,
}
"""What an entry of a type is of where it names no security."""
_FOR_ALL = frozenset({EntryType.SPLIT, EntryType.STOCK_DIVIDEND})


def entry_problems(entry: LedgerEntry, known: AbstractSet[str], form: AgreementForm) -> Iterator[Statement]:
    """Yield what is wrong with an entry in itself; `known` are the ids of the register's holders."""
    if entry.type in _FOR_ALL:
        yield from _problems_of_all(entry)
        return
    if entry.holder is None or entry.holder not in known:
        yield _wrong("register/no_such_holder", entry, named=entry.holder)
    if entry.security is None and entry.type not in _OF_ITSELF:
        yield _wrong("register/no_security", entry)
    elif entry.security is not None and entry.security not in _MOVES[entry.type]:
        yield _wrong("register/wrong_security", entry, security=form.security_name(entry.security))
    elif (moved := entry.security or _OF_ITSELF.get(entry.type)) is not None and not form.has_security(moved):
        yield _wrong("register/security_not_had", entry, security=form.security_name(moved))
    if entry.type is EntryType.TRANSFER:
        if entry.to is None or entry.to not in known:
            yield _wrong("register/no_such_receiver", entry, named=entry.to)
        elif entry.to == entry.holder:
            yield _wrong("register/to_itself", entry)
    elif entry.to is not None:
        yield _wrong("register/idle_receiver", entry)
    yield from _count_problems(entry)


def _wrong(kind: str, entry: LedgerEntry, **facts: Fact) -> Statement:
    return stated(kind, "", deed=entry.type, day=entry.date, **facts)


def _count_problems(entry: LedgerEntry) -> Iterator[Statement]:
    if entry.quantity is None:
        yield _wrong("register/no_quantity", entry)
    elif entry.type is EntryType.CORRECTION:
        if entry.quantity == 0 or abs(entry.quantity) > LARGEST_COUNT:
            yield _wrong("register/correction_of_nothing", entry, quantity=entry.quantity)
    elif not 0 < entry.quantity <= LARGEST_COUNT:
        yield _wrong("register/quantity_out_of_range", entry, quantity=entry.quantity)
    if entry.price_paid is not None and not 0 <= entry.price_paid <= LARGEST_COUNT:
        yield _wrong("register/price_out_of_range", entry, paid=entry.price_paid)


def _problems_of_all(entry: LedgerEntry) -> Iterator[Statement]:
    if entry.type is EntryType.SPLIT:
        for side in (entry.new, entry.old):
            if side is None or not 0 < side <= LARGEST_RATIO:
                yield _wrong("register/split_without_ratio", entry, largest=LARGEST_RATIO)
                return
        if entry.new == entry.old:
            yield _wrong("register/split_of_nothing", entry, new=entry.new, old=entry.old)
    elif entry.percent is None or not 0 < entry.percent <= LARGEST_RATIO:
        yield _wrong("register/dividend_without_percent", entry, largest=LARGEST_RATIO)
    if entry.holder is not None or entry.security is not None or entry.quantity is not None or entry.to is not None:
        yield _wrong("register/names_a_holder", entry)
