"""What a holder owns beneficially: its shares, Registrable or not, and those it may acquire within 60 days."""

from __future__ import annotations

from typing import NamedTuple

from rra_desktop.calculation.register.register_columns import RegisterColumns
from rra_desktop.domain.register import Role


class Ownership(NamedTuple):
    """The shares a holder owns on a day (Regulation S-K, Item 507).

    `issued` are shares in its hands, `acquirable` those it may acquire within 60 days by conversion or exercise (Rule
    13d-3(d)(1)): of the Preferred and of the Warrants that can still be exercised, for neither has to wait. `to_sell`
    is how many of the issued ones are Registrable, and so can be sold without a conversion.
    """

    issued: int
    acquirable: int
    to_sell: int

    @property
    def owned(self) -> int:
        """All of them."""
        return self.issued + self.acquirable

    def acquirable_after(self, sold: int) -> int:
        """Return what can still be acquired when so many have been sold, those already issued first."""
        return self.acquirable - max(0, sold - self.to_sell)


def ownership(columns: RegisterColumns, place: int) -> Ownership:
    """Return what the holder at a place of the register owns; what it acquired in a public distribution included."""
    accounts = columns.accounts
    parts = accounts.of(place)
    other = accounts.other[place] if columns.ledger.matter.holders[place].role is Role.OTHER_HOLDER else 0
    return Ownership(
        issued=sum(accounts.common[part] + accounts.other[part] for part in parts),
        acquirable=sum(columns.on_conversion[part] + columns.on_exercise[part] for part in parts),
        to_sell=accounts.common[place] + other,
    )
