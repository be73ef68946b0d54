"""What each holder paid the Company for its securities, from the ledger, as damages are measured by it.

An issue has the price recorded with it; one of Units without any has the agreement's price of a Unit. A transfer takes
its part of the price along: as recorded with it, else in proportion to the securities of the kind. What a holder sells,
converts or exercises leaves the price it paid as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rra_desktop.calculation.register.ratios import common_factor
from rra_desktop.calculation.register.sources import entry_source
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry, Security
from rra_desktop.domain.statements import Statement, stated

_UNIT_PRICE = "unit_price"


@dataclass(slots=True)
class PricePaid:
    """What one holder paid, in exact dollars, with the entries it comes from; `waits_for` names what is not recorded.

    `at_unit_price` says whether the agreement's price of a Unit stands for one that is not recorded.
    """

    amount: Fraction = Fraction(0)
    entries: list[LedgerEntry] = field(default_factory=list)
    at_unit_price: bool = False
    waits_for: Statement | None = None


@dataclass(slots=True)
class _Lot:
    """The securities of a kind that a holder was issued or given, and what was paid for them."""

    quantity: Fraction
    paid: Fraction


class _Walk:
    """One walk through the ledger."""

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._lots: dict[tuple[str, Security], _Lot] = {}
        self._names = {each.id: each.name for each in matter.holders}
        self.found: dict[str, PricePaid] = {}

    def take(self, entry: LedgerEntry) -> None:
        factor = common_factor(entry)
        if factor is not None:
            for (_, security), lot in self._lots.items():
                if security is Security.COMMON:
                    lot.quantity *= factor
        elif entry.holder is None or not entry.quantity:
            return
        elif entry.type is EntryType.ISSUE or (entry.type is EntryType.CORRECTION and entry.quantity > 0):
            self._bought(entry, entry.holder, entry.quantity)
        elif entry.type is EntryType.TRANSFER and entry.to is not None and not entry.public_distribution:
            self._moved(entry, entry.holder, entry.to)
        elif entry.type in (EntryType.CANCEL, EntryType.CORRECTION):
            self._moved(entry, entry.holder, None)

    def _bought(self, entry: LedgerEntry, holder: str, quantity: int) -> None:
        security = entry.security or Security.COMMON
        if security is Security.OTHER_REGISTRABLE:
            return
        own = self._of(holder, entry)
        if entry.price_paid is not None:
            paid = Fraction(entry.price_paid)
        elif security is Security.UNIT:
            paid = quantity * self._matter.ratio(_UNIT_PRICE, entry.date)
            own.at_unit_price = True
        else:
            self._unknown(own, stated("damages/price", entry=entry_source(entry, self._matter.form, self._names).label))
            return
        own.amount += paid
        lot = self._lots.setdefault((holder, security), _Lot(Fraction(0), Fraction(0)))
        lot.quantity += quantity
        lot.paid += paid

    def _moved(self, entry: LedgerEntry, holder: str, to: str | None) -> None:
        security = entry.security or Security.COMMON
        if security is Security.OTHER_REGISTRABLE:
            return
        quantity = Fraction(abs(entry.quantity or 0))
        lot = self._lots.get((holder, security))
        sides = [self._of(holder, entry), *([self._of(to, entry)] if to is not None else [])]
        if entry.price_paid is None and (lot is None or lot.quantity < quantity):
            waits = stated("damages/price_taken_along", entry=entry_source(entry, self._matter.form, self._names).label)
            for side in sides:
                self._unknown(side, waits)
            return
        if entry.price_paid is not None:
            paid = Fraction(entry.price_paid)
        else:
            paid = lot.paid * quantity / lot.quantity if lot else Fraction(0)
        if lot is not None:
            lot.quantity, lot.paid = max(lot.quantity - quantity, Fraction(0)), max(lot.paid - paid, Fraction(0))
        sides[0].amount -= paid
        if to is not None:
            sides[1].amount += paid
            taken = self._lots.setdefault((to, security), _Lot(Fraction(0), Fraction(0)))
            taken.quantity += quantity
            taken.paid += paid

    def _of(self, holder: str, entry: LedgerEntry) -> PricePaid:
        own = self.found.setdefault(holder, PricePaid())
        own.entries.append(entry)
        return own

    @staticmethod
    def _unknown(own: PricePaid, waits_for: Statement) -> None:
        own.waits_for = own.waits_for or waits_for


def prices_paid(matter: Matter, day: dt.date) -> Mapping[str, PricePaid]:
    """Return what each holder had paid by a day for what it was issued or given; one never issued anything has none."""
    walk = _Walk(matter)
    for entry in sorted(matter.ledger, key=lambda each: (each.date, each.sequence)):
        if entry.date <= day:
            walk.take(entry)
    return walk.found
