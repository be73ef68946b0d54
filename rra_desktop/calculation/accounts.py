"""Securities by account: columns of whole numbers, because a register may have 100,000 holders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from rra_desktop.calculation.ratios import FractionRule


class Bundle(NamedTuple):
    """Securities that move together; a Unit moves as Units and their parts in one bundle."""

    units: int = 0
    common: int = 0
    preferred: int = 0
    warrants: int = 0
    other: int = 0


class Accounts:
    """What every account holds; its number is the holder's place in the register.

    Behind the holders stand three accounts for what has gone: sold under a registration, sold otherwise, cancelled; so
    that nothing leaves the columns and every split reaches everything. What a holder acquired in a public distribution
    (§7) stands in an account of its own, `public`, opened when it is first needed.

    `lots` are Warrants by their issue date, for they expire by it. `dropped` is, per account and in shares of the day,
    the Common that the fraction rule took; negative where it gave.
    """

    __slots__ = (
        "cancelled",
        "common",
        "dropped",
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
        self.dropped: dict[int, Fraction] = {}
        self.public: dict[int, int] = {}

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

    def issue_dates(self, account: int) -> list[dt.date]:
        """Return the issue dates of the Warrants a holder has, oldest first."""
        return sorted({issued for part in self.of(account) for issued in self.lots.get(part, ())})

    def held(self, account: int, issue_dates: Sequence[dt.date]) -> Bundle:
        """Return what one account has; of Warrants only those of some issue dates."""
        lots = self.lots.get(account) if issue_dates else None
        warrants = sum(lots.get(issued, 0) for issued in issue_dates) if lots else 0
        return Bundle(self.units[account], self.common[account], self.preferred[account], warrants, self.other[account])

    def portions(self, account: int, bundle: Bundle, issue_dates: Sequence[dt.date]) -> tuple[tuple[int, Bundle], ...]:
        """Divide a bundle over a holder's accounts: what is Registrable leaves first, what is not last."""
        public = self.public.get(account)
        if public is None:
            return ((account, bundle),)
        own = Bundle(*map(min, bundle, self.held(account, issue_dates)))
        return (account, own), (public, Bundle(*(asked - given for asked, given in zip(bundle, own, strict=True))))

    def put(self, account: int, bundle: Bundle, issued: dt.date) -> None:
        """Add securities to an account, the Warrants among them as issued on a day."""
        units, common, preferred, warrants, other = bundle
        self.units[account] += units
        self.common[account] += common
        self.preferred[account] += preferred
        self.other[account] += other
        if warrants:
            lots = self.lots.setdefault(account, {})
            lots[issued] = lots.get(issued, 0) + warrants

    def take(self, account: int, bundle: Bundle, issue_dates: Sequence[dt.date]) -> list[tuple[dt.date, int]]:
        """Take securities out of an account, Warrants of one issue date after the other; return these by date."""
        units, common, preferred, warrants, other = bundle
        self.units[account] -= units
        self.common[account] -= common
        self.preferred[account] -= preferred
        self.other[account] -= other
        lots, taken = self.lots.get(account, {}), []
        for issued in issue_dates if warrants else ():
            amount = min(warrants, lots.get(issued, 0))
            if amount:
                warrants -= amount
                taken.append((issued, amount))
                lots[issued] -= amount
                if not lots[issued]:
                    del lots[issued]
        return taken

    def move(self, source: int, target: int, bundle: Bundle, issue_dates: Sequence[dt.date]) -> None:
        """Move securities from one account to another; Warrants keep their issue dates."""
        taken = self.take(source, bundle, issue_dates)
        self.put(target, bundle._replace(warrants=0), dt.date.min)
        for issued, warrants in taken:
            self.put(target, Bundle(warrants=warrants), issued)

    def drop(self, account: int, fraction: Fraction) -> None:
        """Note a fraction of a share that the fraction rule took from an account."""
        left = self.dropped.get(account, Fraction(0)) + fraction
        if left:
            self.dropped[account] = left
        else:
            self.dropped.pop(account, None)

    def multiply(self, factor: Fraction, rule: FractionRule) -> None:
        """Multiply all Common, and all other registrable shares, by the factor of a split or stock dividend (§7)."""
        new, old = factor.numerator, factor.denominator
        self.dropped = {account: fraction * factor for account, fraction in self.dropped.items()}
        if old == 1:
            self.common = [held * new for held in self.common]
            self.other = [held * new for held in self.other]
            return
        for column in (self.common, self.other):
            for account, held in enumerate(column):
                if held:
                    column[account] = whole = rule.whole(held * new, old)
                    if whole * old != held * new:
                        self.drop(account, Fraction(held * new, old) - whole)
