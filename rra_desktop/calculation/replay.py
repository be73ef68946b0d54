"""A run through the ledger: what each entry does to the accounts, and which entries cannot be so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from rra_desktop.calculation.accounts import Accounts, Bundle
from rra_desktop.calculation.ledger import Ledger
from rra_desktop.calculation.ledger_shape import entry_problems
from rra_desktop.calculation.ratios import common_factor
from rra_desktop.calculation.refusals import EntryRefusedError, sentence
from rra_desktop.domain.register import EntryType, LedgerEntry, Role, Security
from rra_desktop.domain.standing import LedgerProblem

_ORDER = (Security.UNIT, Security.COMMON, Security.PREFERRED, Security.WARRANT, Security.OTHER_REGISTRABLE)
"""The securities in the order of a bundle."""


class Replay:
    """The accounts as they stand after the entries applied so far.

    An entry that cannot be so is left out and kept among `problems`, one whose record contradicts itself among
    `misshapen`. `units_issued` are all Units ever issued, by date.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.accounts = Accounts(len(ledger.matter.holders))
        self.problems: list[LedgerProblem] = []
        self.misshapen: list[LedgerProblem] = []
        self.units_issued: dict[dt.date, int] = {}
        self._deeds: dict[EntryType, Callable[[LedgerEntry, int, int], None]] = {
            EntryType.ISSUE: self._issue,
            EntryType.CONVERT: self._convert,
            EntryType.EXERCISE: self._exercise,
            EntryType.TRANSFER: self._transfer,
            EntryType.REGISTERED_SALE: self._sell,
            EntryType.OTHER_SALE: self._sell,
            EntryType.CANCEL: self._cancel,
            EntryType.CORRECTION: self._correct,
        }

    def to(self, day: dt.date) -> Replay:
        """Apply every entry up to and with a day, and return the replay."""
        for _ in self.steps(self.ledger.until(day)):
            pass
        return self

    def steps(self, entries: Iterable[LedgerEntry]) -> Iterator[LedgerEntry]:
        """Apply entries one by one; yield each that could be applied, after it was."""
        for entry in entries:
            try:
                self._apply(entry)
            except EntryRefusedError as refused:
                self._note(entry, refused)
            else:
                yield entry

    def _apply(self, entry: LedgerEntry) -> None:
        deed = self._deeds.get(entry.type)
        if deed is None:
            factor = common_factor(entry)
            if factor is None:
                raise EntryRefusedError
            self.accounts.multiply(factor, self.ledger.fraction_rule(entry.date))
            return
        account, quantity = self.ledger.places.get(entry.holder), entry.quantity
        if account is None or not quantity or (quantity < 0 and entry.type is not EntryType.CORRECTION):
            raise EntryRefusedError
        deed(entry, account, quantity)

    def _note(self, entry: LedgerEntry, refused: EntryRefusedError) -> None:
        names = {holder.id: holder.name for holder in self.ledger.matter.holders}
        if refused.security is None:
            said = next(entry_problems(entry, names.keys()), f"The ledger entry of {entry.date} cannot be read.")
            misshapen = LedgerProblem(entry.sequence, entry.date, entry.holder, None, None, None, said)
            self.misshapen.append(misshapen)
            return
        said = sentence(entry, refused, names)
        security, held, asked = refused.security, refused.held, refused.asked
        self.problems.append(LedgerProblem(entry.sequence, entry.date, entry.holder, security, held, asked, said))

    # -- what each kind of entry does ----------------------------------------------------------------------------------

    def _issue(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        self._add(entry, account, quantity, entry.date)

    def _convert(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        bundle = Bundle(preferred=quantity)
        self._require(account, bundle, ())
        ratio = self.ledger.history.before(entry).common_per_preferred
        for part, given in self.accounts.portions(account, bundle, ()):
            self.accounts.preferred[part] -= given.preferred
            self.accounts.common[part] += self._whole(entry, part, given.preferred, ratio)

    def _exercise(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        bundle, lots = Bundle(warrants=quantity), self._unlapsed(account, entry.date)
        self._require(account, bundle, lots)
        ratio = self.ledger.history.before(entry).common_per_warrant
        for part, given in self.accounts.portions(account, bundle, lots):
            self.accounts.take(part, given, lots)
            self.accounts.common[part] += self._whole(entry, part, given.warrants, ratio)

    def _transfer(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        target = self.ledger.places.get(entry.to)
        if target is None or target == account:
            raise EntryRefusedError
        bundle, lots = self._drawn(entry, account, quantity)
        for part, given in self.accounts.portions(account, bundle, lots):
            outside = entry.public_distribution or part != account
            self.accounts.move(part, self.accounts.public_account(target) if outside else target, given, lots)

    def _sell(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        registered = entry.type is EntryType.REGISTERED_SALE
        buyers = self.accounts.sold_registered if registered else self.accounts.sold_otherwise
        self._take_away(entry, account, quantity, buyers)

    def _cancel(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        self._take_away(entry, account, quantity, self.accounts.cancelled)

    def _take_away(self, entry: LedgerEntry, account: int, quantity: int, destination: int) -> None:
        bundle, lots = self._drawn(entry, account, quantity)
        for part, given in self.accounts.portions(account, bundle, lots):
            self.accounts.move(part, destination, given, lots)

    def _correct(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        """Add or take off a difference; the Warrants in it are of the holder's newest issue, or else of that day."""
        of_units = entry.security is Security.UNIT
        lots = self.accounts.issue_dates(account) if of_units else self._unlapsed(account, entry.date)
        issued = lots[-1] if lots else entry.date
        if quantity > 0:
            self._add(entry, account, quantity, issued)
        else:
            self._take_off(entry, account, -quantity, lots[::-1])
            if of_units:
                self.units_issued[issued] = self.units_issued.get(issued, 0) + quantity

    # -- how much that is ----------------------------------------------------------------------------------------------

    def _add(self, entry: LedgerEntry, account: int, quantity: int, issued: dt.date) -> None:
        if entry.security is not Security.UNIT:
            self.accounts.put(account, _alone(entry.security, quantity), issued)
            return
        common = self._whole(entry, account, quantity, self.ledger.history.before(entry).common_per_unit)
        self.accounts.put(account, self._units(entry, quantity, common), issued)
        self.units_issued[issued] = self.units_issued.get(issued, 0) + quantity

    def _take_off(self, entry: LedgerEntry, account: int, quantity: int, lots: Sequence[dt.date]) -> None:
        """Take back what `_add` would add, to the fraction of a share."""
        lost = Fraction(0)
        if entry.security is Security.UNIT:
            ratio = self.ledger.history.before(entry).common_per_unit
            common = self.ledger.fraction_rule(entry.date).times(quantity, ratio)
            bundle, lost = self._units(entry, quantity, common), quantity * ratio - common
        else:
            bundle = _alone(entry.security, quantity)
        self._require(account, bundle, lots)
        for part, given in self.accounts.portions(account, bundle, lots):
            self.accounts.take(part, given, lots)
        if lost:
            self.accounts.drop(account, -lost)

    def _drawn(self, entry: LedgerEntry, account: int, quantity: int) -> tuple[Bundle, Sequence[dt.date]]:
        """Return what an entry takes out of an account, and from which issue dates of Warrants: the oldest first.

        A Unit takes lapsed Warrants along. Of its Common whole shares go, and no more than the fraction rule has left.
        """
        security = entry.security or self._sold_by_default(account, entry)
        if security is Security.WARRANT:
            bundle, lots = Bundle(warrants=quantity), self._unlapsed(account, entry.date)
        elif security is Security.UNIT:
            ratio = self.ledger.history.before(entry).common_per_unit
            common, lots = quantity * ratio.numerator // ratio.denominator, self.accounts.issue_dates(account)
            held = sum(self.accounts.common[part] for part in self.accounts.of(account))
            if held < common <= held + self.accounts.dropped.get(account, 0):
                common = held
            bundle = self._units(entry, quantity, common)
        else:
            bundle, lots = _alone(security, quantity), []
        self._require(account, bundle, lots)
        return bundle, lots

    def _sold_by_default(self, account: int, entry: LedgerEntry) -> Security | None:
        if entry.type not in (EntryType.REGISTERED_SALE, EntryType.OTHER_SALE):
            return None
        investor = self.ledger.matter.holders[account].role is Role.INVESTOR
        return Security.COMMON if investor else Security.OTHER_REGISTRABLE

    def _units(self, entry: LedgerEntry, quantity: int, common: int) -> Bundle:
        preferred = quantity * self.ledger.preferred_per_unit.on(entry.date)
        warrants = quantity * self.ledger.warrants_per_unit.on(entry.date)
        return Bundle(quantity, common, preferred, warrants)

    def _whole(self, entry: LedgerEntry, account: int, quantity: int, ratio: Fraction) -> int:
        """Return what securities are worth in whole shares of Common, and note the fraction that is not paid out."""
        if ratio.denominator == 1:
            return quantity * ratio.numerator
        whole = self.ledger.fraction_rule(entry.date).times(quantity, ratio)
        self.accounts.drop(account, quantity * ratio - whole)
        return whole

    def _unlapsed(self, account: int, day: dt.date) -> list[dt.date]:
        """Return the issue dates of an account's Warrants that can still be exercised, oldest first."""
        return [issued for issued in self.accounts.issue_dates(account) if day <= self.ledger.expiry(issued)]

    def _require(self, account: int, bundle: Bundle, lots: Sequence[dt.date]) -> None:
        """Raise EntryRefusedError when a holder has less of anything than a bundle takes."""
        parts = self.accounts.of(account)
        held = self.accounts.held(account, lots)
        if len(parts) > 1:
            held = Bundle(*map(sum, zip(held, self.accounts.held(parts[1], lots), strict=True)))
        for security, have, asked in zip(_ORDER, held, bundle, strict=True):
            if have < asked:
                every = sum(sum(self.accounts.lots.get(part, {}).values()) for part in parts)
                raise EntryRefusedError(security, have, asked, every - have if security is Security.WARRANT else 0)


def _alone(security: Security | None, quantity: int) -> Bundle:
    """Return a part of Units, or another security, by itself; raises EntryRefusedError where none is named."""
    if security is Security.COMMON:
        return Bundle(common=quantity)
    if security is Security.PREFERRED:
        return Bundle(preferred=quantity)
    if security is Security.WARRANT:
        return Bundle(warrants=quantity)
    if security is Security.OTHER_REGISTRABLE:
        return Bundle(other=quantity)
    raise EntryRefusedError
