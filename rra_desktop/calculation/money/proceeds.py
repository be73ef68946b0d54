"""Money of an offering: price and discount of a share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.proceeds import Proceeds
from rra_desktop.domain.statements import Statement, stated

_EXACT = Context(prec=200)
_NO_MONEY = Decimal("0.00")


def cents(exact: Fraction) -> Decimal:
    """Round an exact amount in dollars half-even to the cent."""
    return Decimal(round(exact * 100)).scaleb(-2, _EXACT)


def added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Add amounts exactly; None if one of them is not known."""
    total = _NO_MONEY
    for amount in amounts:
        if amount is None:
            return None
        total = _EXACT.add(total, amount)
    return total


@dataclass(frozen=True, slots=True)
class SaleTerms:
    """Price and underwriting discount of one share, exact dollars; `waits_for` names what counsel has not entered."""

    price: Fraction | None
    discount: Fraction | None
    waits_for: Statement | None = None

    def proceeds(self, shares: int) -> Proceeds:
        """Return what shares bring their seller, who bears the discount on them."""
        gross = None if self.price is None else cents(self.price * shares)
        discount = None if self.discount is None else cents(self.discount * shares)
        net = None if gross is None or discount is None else _EXACT.subtract(gross, discount)
        return Proceeds(shares, gross, discount, net)


def sale_terms(offering: Offering) -> SaleTerms:
    """Return the terms on which an offering's shares are sold; a discount nobody entered is unknown, not nothing."""
    if offering.price is None:
        return SaleTerms(None, None, stated("money/price_missing"))
    price = Fraction(offering.price)
    match offering.discount_percent, offering.discount_per_share:
        case None, None:
            return SaleTerms(price, None, stated("money/discount_missing"))
        case Decimal() as percent, None:
            return SaleTerms(price, price * Fraction(percent) / 100)
        case None, Decimal() as per_share:
            return SaleTerms(price, Fraction(per_share))
        case _:
            return SaleTerms(price, None, stated("money/two_discounts"))
