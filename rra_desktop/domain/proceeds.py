"""Money of an offering: proceeds, who bears an expense, and contribution to a loss."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rra_desktop.domain.expenses import ExpenseBearer
from rra_desktop.domain.figures import Figure
from rra_desktop.domain.offerings import Expense
from rra_desktop.domain.statements import Mark, Statement


@dataclass(frozen=True, slots=True)
class Proceeds:
    """What shares bring, in dollars and cents; each amount is None while the price or the discount is not entered."""

    shares: int
    gross: Decimal | None
    discount: Decimal | None
    net: Decimal | None


@dataclass(frozen=True, slots=True)
class OfferingProceeds:
    """The money of one offering: the Company, all sellers, both together, and the over-allotment option apart.

    Each total is the exact total rounded once; the lines under it are rounded so that they add up to it.
    """

    company: Proceeds
    sellers: Proceeds
    total: Proceeds
    option: Proceeds | None


@dataclass(frozen=True, slots=True)
class ExpenseRule:
    """Who bears a category of expense.

    `named` says whether the agreement names the category, `remark` what it leaves open, `section` where it says so.
    """

    category: str
    bearer: ExpenseBearer
    named: bool
    remark: Mark | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class ExpensePart:
    """What one bears of an expense, in dollars; `within` says whether it is within the cap and count of its clause."""

    bearer: ExpenseBearer
    amount: Decimal
    within: bool = True


@dataclass(frozen=True, slots=True)
class BorneExpense:
    """One expense with the rule that says who bears it, and what of it falls on whom; the parts add up to it."""

    expense: Expense
    rule: ExpenseRule
    parts: tuple[ExpensePart, ...]

    @property
    def divided(self) -> bool:
        """Whether more than one bears it."""
        return len(self.parts) > 1


@dataclass(frozen=True, slots=True)
class RegistrationExpenses:
    """The expenses of one registration, in dollars and cents by who bears them."""

    lines: tuple[BorneExpense, ...]
    company: Decimal
    sellers: Decimal
    unsettled: Decimal
    remarks: tuple[Mark, ...] = ()
    initiators: Decimal = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class LossClaim:
    """A loss between the Company and one selling holder or group, as counsel enters it.

    `loss` is in dollars. The Company is the Indemnifying Party, or with `by_seller` the seller is; `fault` is the
    Indemnifying Party's share of the fault, 0 to 1, None while counsel has not said.
    """

    seller: str
    loss: Decimal
    fault: Fraction | None = None
    by_seller: bool = False


@dataclass(frozen=True, slots=True)
class ContributionParty:
    """One side of a contribution; `net_proceeds` are dollars after discounts and expenses, None while unknown."""

    name: str
    net_proceeds: Decimal | None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an Indemnifying Party would contribute to a loss, in dollars; a court decides.

    `by_benefits` follows the net proceeds; `by_fault` the Indemnifying Party's share of the fault, 0 to 1, as counsel
    entered it.
    """

    indemnifying: ContributionParty
    indemnified: ContributionParty
    loss: Decimal
    fault: Fraction | None
    by_benefits: Figure[Decimal]
    by_fault: Figure[Decimal]
    remarks: tuple[Statement, ...] = ()
