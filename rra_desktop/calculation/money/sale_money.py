"""The money of one sale, line by line: the Company, and each seller in the order of the register.

Every column adds up to its exact total, rounded once: the whole sale first, which the Company and all sellers together
divide, then the sellers' part, which they divide. A net amount is the gross less the discount as printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from rra_desktop.calculation.money.proceeds import SaleTerms
from rra_desktop.calculation.money.whole_cents import dollars, in_whole_cents, rounded
from rra_desktop.domain.proceeds import Proceeds


class _Column(NamedTuple):
    """One column of the sale in cents: what each seller's line, the Company's line, and both totals are."""

    lines: list[int]
    company: int
    sellers: int
    total: int
    differing: frozenset[int]
    company_differs: bool


class SaleMoney:
    """What shares sold bring the Company and each seller; amounts are None while price or discount is not entered."""

    def __init__(self, terms: SaleTerms, company: int, sellers: Sequence[int]) -> None:
        """Take the shares the Company and each seller sell."""
        self.terms = terms
        self._company = company
        self._sellers = sellers

    @cached_property
    def _gross(self) -> _Column | None:
        return self._column(self.terms.price)

    @cached_property
    def _discount(self) -> _Column | None:
        return self._column(self.terms.discount)

    def _column(self, of_one: Fraction | None) -> _Column | None:
        if of_one is None:
            return None
        # In lowest terms: at a price of whole cents every line is whole, and nothing is left to share out.
        cents_of_one, over = (100 * of_one).as_integer_ratio()
        lines = [shares * cents_of_one for shares in self._sellers]
        own = self._company * cents_of_one
        total = rounded(own + sum(lines), over)
        # A tie between the two goes to the sellers, so that their total is its own rounding wherever it can be.
        sellers, company = in_whole_cents([sum(lines), own], over, total)
        given = in_whole_cents(lines, over, sellers)
        differing = frozenset(
            place
            for place, (line, cents) in enumerate(zip(lines, given, strict=True))
            if line % over and rounded(line, over) != cents
        )
        return _Column(given, company, sellers, total, differing, rounded(own, over) != company)

    def of_seller(self, place: int) -> Proceeds:
        """Return the money of one seller."""
        gross, discount = self._gross, self._discount
        return _proceeds(self._sellers[place], gross and gross.lines[place], discount and discount.lines[place])

    @property
    def of_company(self) -> Proceeds:
        """The Company's money."""
        gross, discount = self._gross, self._discount
        return _proceeds(self._company, gross and gross.company, discount and discount.company)

    @property
    def of_sellers(self) -> Proceeds:
        """The money of all sellers together."""
        gross, discount = self._gross, self._discount
        return _proceeds(sum(self._sellers), gross and gross.sellers, discount and discount.sellers)

    @property
    def of_all(self) -> Proceeds:
        """The money of the whole sale."""
        gross, discount = self._gross, self._discount
        shares = self._company + sum(self._sellers)
        return _proceeds(shares, gross and gross.total, discount and discount.total)

    def differs(self, place: int | None) -> tuple[str, ...]:
        """Return in which columns a seller's line, or the Company's (None), is not its own amount rounded."""
        columns = (("gross", self._gross), ("discount", self._discount))
        return tuple(
            name
            for name, column in columns
            if column and (column.company_differs if place is None else place in column.differing)
        )

    @cached_property
    def differing(self) -> tuple[int, ...]:
        """The sellers of whom some line is not its own amount rounded, by place."""
        places = frozenset[int]().union(*(column.differing for column in (self._gross, self._discount) if column))
        return tuple(sorted(places))


def _proceeds(shares: int, gross: int | None, discount: int | None) -> Proceeds:
    net = None if gross is None or discount is None else gross - discount
    return Proceeds(shares, *(None if cents is None else dollars(cents) for cents in (gross, discount, net)))
