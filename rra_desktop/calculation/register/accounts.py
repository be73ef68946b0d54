"""Securities by account: columns of whole numbers, because a register may have 100,000 holders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm, prod

from rra_desktop.calculation.register.ratios import FractionRule


class Accounts:
    """What every account holds; its number is the holder's place in the register.

    Behind the holders stand three accounts for what has gone: sold under a registration, sold otherwise, cancelled; so
    that nothing leaves the columns and every split reaches everything. What a holder acquired in a public distribution
    stands in an account of its own, `public`, opened when it is first needed. `lots` are Warrants by their issue
    date, for they expire by it. `ended` are the Units of holders that parted with every security of theirs.
    """

    __slots__ = (
        "_factors",
        "_first_dividend",
        "_held_before_dividends",
        "_losses",
        "cancelled",
        "common",
        "ended",
        "lots",
        "other",
        "preferred",
        "public",
        "sold_otherwise",
        "sold_registered",
        "units",
    )

    def __init__(self, holders: int) -> None:
        self.sold_registered, self.sold_otherwise, self.cancelled = range(holders, holders + 3)
        size = holders + 3
        self.units = [0] * size
        self.common = [0] * size
        self.preferred = [0] * size
        self.other = [0] * size
        self.lots: dict[int, dict[dt.date, int]] = {}
        self.public: dict[int, int] = {}
        self.ended: dict[int, int] = {}
        self._losses: list[int] = []
        self._factors: list[Fraction] = []
        self._held_before_dividends: tuple[Sequence[int], Sequence[int]] = ((), ())
        self._first_dividend = 0

    def of(self, account: int) -> tuple[int, ...]:
        """Return a holder's account and, where there is one, its account of what came from a public distribution."""
        public = self.public.get(account)
        return (account,) if public is None else (account, public)

    def public_account(self, account: int) -> int:
        """Return the account of what a holder acquired in a public distribution, opened if need be."""
        if account not in self.public:
            self.public[account] = len(self.units)
            for column in (self.units, self.common, self.preferred, self.other):
                column.append(0)
        return self.public[account]

    # -- Warrants ------------------------------------------------------------------------------------------------------

    def issue_dates(self, account: int) -> list[dt.date]:
        """Return the issue dates of the Warrants a holder has, oldest first."""
        lots = self.lots.get(account, {})
        if account in self.public:
            return sorted({*lots, *self.lots.get(self.public[account], ())})
        return sorted(lots) if len(lots) > 1 else list(lots)

    def warrants(self, account: int, lots: Sequence[dt.date]) -> int:
        """Return how many Warrants of some issue dates an account has."""
        held = self.lots.get(account)
        if not held:
            return 0
        return held.get(lots[0], 0) if len(lots) == 1 else sum(held.get(issued, 0) for issued in lots)

    def only_issue(self, account: int, more_than: int) -> dt.date | None:
        """Return the issue date of an account's Warrants if they are of one issue and more than a number."""
        lots = self.lots.get(account)
        if lots is None or len(lots) != 1:
            return None
        for issued, held in lots.items():
            return issued if held > more_than else None
        return None

    def put_warrants(self, account: int, issued: dt.date, quantity: int) -> None:
        """Add Warrants of one issue date to an account."""
        lots = self.lots.get(account)
        if lots is None:
            self.lots[account] = {issued: quantity}
        else:
            lots[issued] = lots.get(issued, 0) + quantity

    def take_warrants(self, account: int, quantity: int, lots: Sequence[dt.date]) -> list[tuple[dt.date, int]]:
        """Take Warrants out of an account, from one issue date after the other; return how many of each date."""
        held, taken = self.lots.get(account, {}), []
        for issued in lots:
            amount = min(quantity, held.get(issued, 0))
            if amount:
                quantity -= amount
                taken.append((issued, amount))
                if amount == held[issued]:
                    del held[issued]
                else:
                    held[issued] -= amount
        return taken

    # -- splits and fractions ------------------------------------------------------------------------------------------

    def multiply(self, factor: Fraction, rule: FractionRule) -> None:
        """Multiply all Common, and all other registrable shares, by the factor of a split or stock dividend."""
        new, old = factor.numerator, factor.denominator
        self._factors.append(factor)
        for column in (self.common, self.other):
            if old == 1:
                column[:] = [held * new for held in column]
                continue
            for account, held in enumerate(column):
                if held:
                    exact = held * new
                    column[account] = whole = rule.whole(exact, old)
                    if whole * old != exact:
                        self.lose(account, exact - whole * old, old)

    def remember_before_dividends(self) -> None:
        """Remember what every account holds: the first of several stock dividends of one date is next."""
        self._held_before_dividends = list(self.common), list(self.other)
        self._first_dividend = len(self._factors)

    def pay_on_what_was_held_before(self, paid: Fraction, growth: Fraction, rule: FractionRule) -> None:
        """Pay a later stock dividend of a date on what was held before the first; `paid` is shares on each of those.

        `growth` is by what it multiplies the holding of somebody who holds all the while.
        """
        # What earlier splits dropped would have earned this dividend, what was dropped since would not.
        self._factors[self._first_dividend] *= growth
        new, old = paid.numerator, paid.denominator
        for column, before in zip((self.common, self.other), self._held_before_dividends, strict=True):
            for account, held in enumerate(before):
                exact = held * new
                whole = rule.whole(exact, old)
                column[account] += whole
                if whole * old != exact:
                    self.lose(account, exact - whole * old, old)

    def lose(self, account: int, numerator: int, denominator: int) -> None:
        """Note a fraction of a share that the fraction rule took from an account; negative where it gave."""
        self._losses += (account, numerator, denominator, len(self._factors))

    def dropped(self) -> Mapping[int, Fraction]:
        """Return what the fraction rule took from each account, in shares as they are after the last split."""
        since = [prod(self._factors[place:], start=Fraction(1)) for place in range(len(self._factors) + 1)]
        fields = iter(self._losses)
        losses = list(zip(fields, fields, fields, fields, strict=True))
        # In plain ints over one common denominator: a fraction for each of 100,000 accounts, not for each loss.
        worth = {kind: since[kind[1]] / kind[0] for kind in {loss[2:] for loss in losses}}
        common = lcm(*(each.denominator for each in worth.values()))
        parts = {kind: int(each * common) for kind, each in worth.items()}
        sums: dict[int, int] = {}
        for account, numerator, denominator, place in losses:
            sums[account] = sums.get(account, 0) + numerator * parts[denominator, place]
        return {account: Fraction(lost, common) for account, lost in sums.items() if lost}

    # -- Units ---------------------------------------------------------------------------------------------------------

    def end_units(self, account: int) -> None:
        """Take the Units from a holder that has parted with every security of them."""
        self.ended[account] = self.ended.get(account, 0) + self.units[account]
        self.units[account] = 0
