"""What an agreement says about the expenses of registration: who pays which, up to how much, how often."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rra_desktop.domain.conditions import ALWAYS, Condition
from rra_desktop.domain.statements import Gravity

ANY_OTHER = "other"
"""How a clause says that it covers every category that no clause names."""


class ExpenseBearer(StrEnum):
    """Who pays: the Company, the seller of each share, those who asked for it; `unsettled` where nothing says so."""

    COMPANY = "company"
    SELLER = "seller"
    INITIATORS = "initiators"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class ExpenseClause:
    """Who pays some categories of expense, of which `other` stands for every one that no clause names.

    `cap` is the most, in dollars or as a term says, that `pays` pays of them all in one registration; `first` how many
    registrations it covers, the earliest recorded. What is beyond falls on `beyond`. None where there is no such limit.
    It holds of a registration for which `when` does; of several that cover a category the first that holds counts.
    `remark` is said beside each expense, as grave as `gravity`; `withdrawn_section` is the section by which the clause
    holds of a withdrawn registration too, which is then said.
    """

    id: str
    section: str
    pays: ExpenseBearer
    covers: tuple[str, ...]
    label: str = ""
    cap: Decimal | str | None = None
    first: int | None = None
    beyond: ExpenseBearer = ExpenseBearer.SELLER
    remark: str = ""
    gravity: Gravity = Gravity.NOTE
    withdrawn_section: str = ""
    when: Condition = ALWAYS

    @property
    def named(self) -> bool:
        """Whether it names what it covers, and who pays it."""
        return ANY_OTHER not in self.covers and self.pays is not ExpenseBearer.UNSETTLED
