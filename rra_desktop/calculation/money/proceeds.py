"""Money of an offering: price and discount of a share, and who bears an expense of registration (§4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.proceeds import (
    BorneExpense,
    ExpenseBearer,
    ExpenseRule,
    Proceeds,
    RegistrationExpenses,
)
from rra_desktop.domain.registrations import EventType
from rra_desktop.domain.statements import Gravity, Mark, Statement, stated

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
        """Return what shares bring their seller, who bears the discount on them (§4, end)."""
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


EXPENSE_CATEGORIES = {
    "registration_fee": ExpenseBearer.COMPANY,
    "filing_fee": ExpenseBearer.COMPANY,
    "listing_fee": ExpenseBearer.COMPANY,
    "printing": ExpenseBearer.COMPANY,
    "shipping": ExpenseBearer.COMPANY,
    "company_counsel": ExpenseBearer.COMPANY,
    "blue_sky": ExpenseBearer.COMPANY,
    "underwriting_discount": ExpenseBearer.SELLER,
    "selling_commission": ExpenseBearer.SELLER,
}
"""The categories §4 names, with who bears each."""

_SELLERS_COUNSEL = frozenset({"investor_counsel", "investors_counsel", "sellers_counsel", "selling_holders_counsel"})


def expense_bearer(category: str) -> ExpenseRule:
    """Say who bears a category of expense, such as "filing_fee" or "blue_sky" (§4)."""
    key = "_".join(category.casefold().replace("-", " ").replace("_", " ").replace("’", "").replace("'", "").split())
    named = EXPENSE_CATEGORIES.get(key) or EXPENSE_CATEGORIES.get(key.removesuffix("s"))
    if named is ExpenseBearer.SELLER:
        return ExpenseRule(category, named, named=True, remark=Mark(stated("money/discount_on_seller", "4")))
    if named is not None:
        return ExpenseRule(category, named, named=True)
    if key in _SELLERS_COUNSEL:
        remark = Mark(stated("money/sellers_counsel_unsettled", "4"), Gravity.SILENCE)
        return ExpenseRule(category, ExpenseBearer.UNSETTLED, named=False, remark=remark)
    unnamed = Mark(stated("money/category_not_named", "4"), Gravity.DOUBT)
    return ExpenseRule(category, ExpenseBearer.COMPANY, named=False, remark=unnamed)


def registration_expenses(matter: Matter, registration_id: str | None) -> RegistrationExpenses:
    """Return the expenses recorded for a registration, or for none, with who bears each (§4)."""
    lines = tuple(
        BorneExpense(expense, expense_bearer(expense.category))
        for expense in matter.expenses
        if expense.registration == registration_id
    )
    by_bearer = {
        bearer: added(line.expense.amount for line in lines if line.rule.bearer is bearer) or _NO_MONEY
        for bearer in ExpenseBearer
    }
    remarks: tuple[Mark, ...] = ()
    if registration_id is not None and any(
        event.type is EventType.WITHDRAWN for event in matter.events_of(registration_id)
    ):
        remarks = (Mark(stated("money/expenses_stay_with_company", "3(b), 4")),)
    return RegistrationExpenses(
        lines,
        by_bearer[ExpenseBearer.COMPANY],
        by_bearer[ExpenseBearer.SELLER],
        by_bearer[ExpenseBearer.UNSETTLED],
        remarks,
    )
