"""A run through the ledger: what each entry does to the accounts, and which entries cannot be so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, TypeAlias

from rra_desktop.calculation.register.accounts import Accounts
from rra_desktop.calculation.register.ledger import Ledger
from rra_desktop.calculation.register.ledger_shape import entry_problems
from rra_desktop.calculation.register.ratios import common_factor, dividend_paid
from rra_desktop.calculation.register.refusals import EntryRefusedError, too_little_held
from rra_desktop.domain.register import EntryType, LedgerEntry, Role, Security
from rra_desktop.domain.standing import LedgerProblem
from rra_desktop.domain.statements import stated

# Python 3.11 needs 0.3 µs to look up a member of an enumeration, as long as the rest of an entry takes.
_UNIT, _COMMON, _PREFERRED, _WARRANT, _OTHER = Security
_TRANSFER, _CORRECTION, _REGISTERED_SALE = EntryType.TRANSFER, EntryType.CORRECTION, EntryType.REGISTERED_SALE
_SALES = frozenset((EntryType.REGISTERED_SALE, EntryType.OTHER_SALE))
_INVESTOR = Role.INVESTOR

_Portions: TypeAlias = Sequence[tuple[int, int]]
"""How much comes from which account."""

_NO_LOTS: Sequence[dt.date] = ()


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
        self._terms = ledger.conditions(dt.date.min, ledger.history.steps[0])
        self._columns = {
            Security.COMMON: self.accounts.common,
            Security.PREFERRED: self.accounts.preferred,
            Security.OTHER_REGISTRABLE: self.accounts.other,
        }

    def to(self, day: dt.date) -> Replay:
        """Apply every entry up to and with a day, and return the replay."""
        for _ in self.steps(self.ledger.until(day)):
            pass
        return self

    def steps(self, entries: Iterable[LedgerEntry]) -> Iterator[LedgerEntry]:
        """Apply entries one by one; yield each that could be applied, after it was."""
        deeds, places = self._DEEDS, self.ledger.places
        units, common = self.accounts.units, self.accounts.common
        terms_change = dt.date.min
        for entry in entries:
            if entry.date >= terms_change:
                self._terms = self.ledger.conditions(entry.date, self.ledger.history.before(entry))
                terms_change = self.ledger.next_change(entry.date)
            deed, account, quantity = deeds.get(entry.type), places.get(entry.holder), entry.quantity
            try:
                if deed is None:
                    self._split(entry)
                elif account is None or not quantity or (quantity < 0 and entry.type is not _CORRECTION):
                    self._note(entry, EntryRefusedError())
                    continue
                else:
                    if units[account] and not common[account]:
                        self._end_units_of_nothing(account, entry.date)
                    deed(self, entry, account, quantity)
                    if units[account] and not common[account]:
                        self._end_units_of_nothing(account, entry.date)
            except EntryRefusedError as refused:
                self._note(entry, refused)
            else:
                yield entry

    def _note(self, entry: LedgerEntry, refused: EntryRefusedError) -> None:
        names = {holder.id: holder.name for holder in self.ledger.matter.holders}
        if refused.security is None:
            problems = entry_problems(entry, names.keys(), self.ledger.matter.form)
            said = next(problems, stated("register/unreadable_entry", day=entry.date))
            misshapen = LedgerProblem(entry.sequence, entry.date, entry.holder, None, None, None, said)
            self.misshapen.append(misshapen)
            return
        said = too_little_held(entry, refused, self.ledger.matter.form, names)
        security, held, asked = refused.security, refused.held, refused.asked
        self.problems.append(LedgerProblem(entry.sequence, entry.date, entry.holder, security, held, asked, said))

    # -- what each kind of entry does ----------------------------------------------------------------------------------

    def _split(self, entry: LedgerEntry) -> None:
        factor = common_factor(entry)
        if factor is None:
            raise EntryRefusedError
        history = self.ledger.history
        paid = dividend_paid(entry)
        if paid is not None and history.first_of_its_date(entry) is not None:
            restated = paid * history.restated(entry)
            self.accounts.pay_on_what_was_held_before(restated, history.growth(entry), self._terms.rule)
        else:
            if history.begins_several_dividends(entry):
                self.accounts.remember_before_dividends()
            self.accounts.multiply(factor, self._terms.rule)
        self._terms = self.ledger.conditions(entry.date, self.ledger.history.after(entry))

    def _issue(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        self._add(entry, account, quantity, entry.date)

    def _convert(self, _entry: LedgerEntry, account: int, quantity: int) -> None:
        preferred, common = self.accounts.preferred, self.accounts.common
        if preferred[account] >= quantity:
            preferred[account] -= quantity
            common[account] += self._whole(account, quantity, self._terms.preferred)
            return
        for part, given in self._portions(account, _PREFERRED, preferred, quantity):
            preferred[part] -= given
            common[part] += self._whole(part, given, self._terms.preferred)

    def _exercise(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        accounts = self.accounts
        issued = accounts.only_issue(account, quantity)
        if issued is not None and entry.date <= self.ledger.expiry(issued):
            accounts.lots[account][issued] -= quantity
            accounts.common[account] += self._whole(account, quantity, self._terms.warrant)
            return
        lots = self._unlapsed(account, entry.date)
        for part, given in self._warrant_portions(account, quantity, lots):
            accounts.take_warrants(part, given, lots)
            accounts.common[part] += self._whole(part, given, self._terms.warrant)

    def _transfer(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        target = self.ledger.places.get(entry.to)
        if target is None or target == account:
            raise EntryRefusedError
        if self.accounts.units[target] and not self.accounts.common[target]:
            self._end_units_of_nothing(target, entry.date)
        self._hand_over(entry, account, quantity, target)

    def _sell(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        registered = entry.type is _REGISTERED_SALE
        buyers = self.accounts.sold_registered if registered else self.accounts.sold_otherwise
        self._hand_over(entry, account, quantity, buyers)

    def _cancel(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        self._hand_over(entry, account, quantity, self.accounts.cancelled)

    def _correct(self, entry: LedgerEntry, account: int, quantity: int) -> None:
        """Add or take off a difference; the Warrants in it are of the holder's newest issue, or else of that day."""
        of_units = entry.security is _UNIT
        lots = self.accounts.issue_dates(account) if of_units else self._unlapsed(account, entry.date)
        issued = lots[-1] if lots else entry.date
        if quantity > 0:
            self._add(entry, account, quantity, issued)
        else:
            self._take_off(entry, account, -quantity, lots[::-1])
            if of_units:
                self.units_issued[issued] = self.units_issued.get(issued, 0) + quantity

    # -- how it is done ------------------------------------------------------------------------------------------------

    def _add(self, entry: LedgerEntry, account: int, quantity: int, issued: dt.date) -> None:
        if entry.security is _WARRANT:
            self.accounts.put_warrants(account, issued, quantity)
        elif entry.security is _UNIT:
            accounts, terms = self.accounts, self._terms
            accounts.units[account] += quantity
            accounts.common[account] += self._whole(account, quantity, terms.unit)
            accounts.preferred[account] += quantity * terms.preferred_per_unit
            warrants = quantity * terms.warrants_per_unit
            if warrants:
                accounts.put_warrants(account, issued, warrants)
            self.units_issued[issued] = self.units_issued.get(issued, 0) + quantity
        elif entry.security is None:
            raise EntryRefusedError
        else:
            self._columns[entry.security][account] += quantity

    def _take_off(self, entry: LedgerEntry, account: int, quantity: int, lots: Sequence[dt.date]) -> None:
        """Take back what `_add` would add, to the fraction of a share."""
        common, lost, denominator = quantity, 0, 1
        if entry.security is None:
            raise EntryRefusedError
        if entry.security is _UNIT:
            numerator, denominator = self._terms.unit
            common = self._terms.rule.whole(quantity * numerator, denominator)
            lost = common * denominator - quantity * numerator
        columns, warrants = self._gathered(entry.security, account, quantity, common, lots)
        for column, portions in columns:
            for part, given in portions:
                column[part] -= given
        for part, given in warrants:
            self.accounts.take_warrants(part, given, lots)
        if lost:
            self.accounts.lose(account, lost, denominator)

    def _hand_over(self, entry: LedgerEntry, account: int, quantity: int, target: int) -> None:
        """Move what an entry takes to another account; of Warrants the oldest issue goes first.

        A Unit takes lapsed Warrants along. What was acquired in a public distribution stays so in other hands.
        """
        security, common, lots = entry.security or self._sold_by_default(entry, account), quantity, _NO_LOTS
        if security is _UNIT:
            common, lots = self._common_in_units(account, quantity), self.accounts.issue_dates(account)
        elif security is _WARRANT:
            lots = self._unlapsed(account, entry.date)
        elif not entry.public_distribution and self._columns[security][account] >= quantity:
            # What most entries do, without the detours of the rest.
            column = self._columns[security]
            column[account] -= quantity
            column[target] += quantity
            return
        if security is _UNIT and not entry.public_distribution and self._hand_over_intact(account, quantity, target):
            return
        columns, warrants = self._gathered(security, account, quantity, common, lots)
        outside = target
        if entry.type is _TRANSFER and (entry.public_distribution or account in self.accounts.public):
            outside = self.accounts.public_account(target)
        inside = outside if entry.public_distribution else target
        for column, portions in columns:
            for part, given in portions:
                column[part] -= given
                column[inside if part == account else outside] += given
        for part, given in warrants:
            for issued, moved in self.accounts.take_warrants(part, given, lots):
                self.accounts.put_warrants(inside if part == account else outside, issued, moved)

    def _end_units_of_nothing(self, account: int, day: dt.date) -> None:
        """End the Units of an account without Common if it has neither Preferred nor unlapsed Warrants either.

        What comes to the holder afterwards does not bring them back.
        """
        if not self.accounts.preferred[account] and not any(
            count and day <= self.ledger.expiry(issued) for issued, count in self.accounts.lots.get(account, {}).items()
        ):
            self.accounts.end_units(account)

    def _hand_over_intact(self, account: int, quantity: int, target: int) -> bool:
        """Move Units that have all their parts, Warrants of one issue, and tell whether these do: most Units are so."""
        accounts, terms = self.accounts, self._terms
        numerator, denominator = terms.unit
        common, preferred = quantity * numerator // denominator, quantity * terms.preferred_per_unit
        warrants = quantity * terms.warrants_per_unit
        issued = accounts.only_issue(account, warrants) if warrants else None
        if (
            issued is None
            or account in accounts.public
            or accounts.units[account] < quantity
            or accounts.common[account] < common
            or accounts.preferred[account] < preferred
        ):
            return False
        for column, moved in ((accounts.units, quantity), (accounts.common, common), (accounts.preferred, preferred)):
            column[account] -= moved
            column[target] += moved
        accounts.lots[account][issued] -= warrants
        accounts.put_warrants(target, issued, warrants)
        return True

    # -- of how much ---------------------------------------------------------------------------------------------------

    def _gathered(
        self, security: Security, account: int, quantity: int, common: int, lots: Sequence[dt.date]
    ) -> tuple[Sequence[tuple[list[int], _Portions]], _Portions]:
        """Return what an entry takes from which of a holder's accounts, by column, and the Warrants apart.

        Raises EntryRefusedError when the holder has less of anything, before anything is taken.
        """
        accounts = self.accounts
        if security is _WARRANT:
            return (), self._warrant_portions(account, quantity, lots)
        if security is not _UNIT:
            column = self._columns[security]
            return ((column, self._portions(account, security, column, quantity)),), ()
        preferred, warrants = quantity * self._terms.preferred_per_unit, quantity * self._terms.warrants_per_unit
        return (
            (accounts.units, self._portions(account, security, accounts.units, quantity)),
            (accounts.common, self._portions(account, _COMMON, accounts.common, common)),
            (accounts.preferred, self._portions(account, _PREFERRED, accounts.preferred, preferred)),
        ), self._warrant_portions(account, warrants, lots)

    def _common_in_units(self, account: int, quantity: int) -> int:
        """Return the whole Common that goes with Units, and no more than the fraction rule has left."""
        numerator, denominator = self._terms.unit
        common = quantity * numerator // denominator
        if self.accounts.common[account] < common:
            held = sum(self.accounts.common[part] for part in self.accounts.of(account))
            dropped = self.accounts.dropped()
            if held < common <= held + sum(dropped.get(part, 0) for part in self.accounts.of(account)):
                return held
        return common

    def _whole(self, account: int, quantity: int, ratio: tuple[int, int]) -> int:
        """Return what securities are worth in whole shares of Common, and note the fraction that is not paid out."""
        numerator, denominator = ratio
        exact = quantity * numerator
        if denominator == 1:
            return exact
        whole = self._terms.rule.whole(exact, denominator)
        if whole * denominator != exact:
            self.accounts.lose(account, exact - whole * denominator, denominator)
        return whole

    def _portions(self, account: int, security: Security, column: list[int], asked: int) -> _Portions:
        """Divide what is taken over a holder's accounts: what is Registrable leaves first, what is not last."""
        held = column[account]
        if held >= asked:
            return ((account, asked),)
        public = self.accounts.public.get(account)
        more = 0 if public is None else column[public]
        if public is None or held + more < asked:
            raise EntryRefusedError(security, held + more, asked)
        return (account, held), (public, asked - held)

    def _warrant_portions(self, account: int, asked: int, lots: Sequence[dt.date]) -> _Portions:
        held = self.accounts.warrants(account, lots)
        if held >= asked:
            return ((account, asked),)
        public = self.accounts.public.get(account)
        more = 0 if public is None else self.accounts.warrants(public, lots)
        if public is None or held + more < asked:
            every = self.accounts.issue_dates(account)
            total = sum(self.accounts.warrants(part, every) for part in self.accounts.of(account))
            raise EntryRefusedError(_WARRANT, held + more, asked, total - held - more)
        return (account, held), (public, asked - held)

    def _unlapsed(self, account: int, day: dt.date) -> Sequence[dt.date]:
        """Return the issue dates of a holder's Warrants that can still be exercised, oldest first."""
        lots, expiry = self.accounts.lots.get(account), self.ledger.expiry
        if lots and len(lots) == 1 and account not in self.accounts.public:
            return [issued for issued in lots if day <= expiry(issued)]
        return [issued for issued in self.accounts.issue_dates(account) if day <= expiry(issued)]

    def _sold_by_default(self, entry: LedgerEntry, account: int) -> Security:
        """Return what a sale that names no security is of; raises EntryRefusedError for an entry of another kind."""
        if entry.type not in _SALES:
            raise EntryRefusedError
        return _COMMON if self.ledger.matter.holders[account].role is _INVESTOR else _OTHER

    # Of the class, not bound to a replay: an account book in a cycle of references would wait for the collector.
    _DEEDS: ClassVar[Mapping[EntryType, Callable[[Replay, LedgerEntry, int, int], None]]] = {
        EntryType.ISSUE: _issue,
        EntryType.CONVERT: _convert,
        EntryType.EXERCISE: _exercise,
        EntryType.TRANSFER: _transfer,
        EntryType.REGISTERED_SALE: _sell,
        EntryType.OTHER_SALE: _sell,
        EntryType.CANCEL: _cancel,
        EntryType.CORRECTION: _correct,
    }
