"""Commands on offerings and expenses."""

from __future__ import annotations

from dataclasses import dataclass

from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Expense, Offering
from rra_desktop.editing.commands.names import FieldValue, holder_name, offering_name


@dataclass(frozen=True, slots=True)
class AddOffering:
    """Add an offering or a scenario of one; `like` names an offering whose requests it starts from.

    `requests` are the numbers of requests received in its registration; they stand in place of what `like` has for the
    same holders.
    """

    offering: Offering
    like: str | None = None
    requests: tuple[int, ...] = ()

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return f"Add scenario {self.offering.name}".rstrip()


@dataclass(frozen=True, slots=True)
class ChangeOffering:
    """Change one field of an offering: name, plan, maximum, company_shares, price, discount_percent and the others."""

    offering_id: str
    field: str
    value: FieldValue

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        what = {"maximum": "underwriters’ maximum", "company_shares": "Company’s own shares"}.get(
            self.field, self.field.replace("_", " ")
        )
        return f"Change {what} of {offering_name(matter, self.offering_id)}"


@dataclass(frozen=True, slots=True)
class RemoveOffering:
    """Take an offering out with its requests."""

    offering_id: str

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Remove scenario {offering_name(matter, self.offering_id)}"


@dataclass(frozen=True, slots=True)
class SetOfferingRequest:
    """Set how many shares a holder asks to sell in an offering; None takes its request out.

    `in_force` are the requests of the registration, by holder, that count while nothing is typed: the first figure
    typed records them with it.
    """

    offering_id: str
    holder_id: str
    quantity: int | None
    in_force: tuple[tuple[str, int], ...] = ()

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Change {holder_name(matter, self.holder_id)}’s request in {offering_name(matter, self.offering_id)}"


@dataclass(frozen=True, slots=True)
class SetAgreedSplit:
    """Set what a member gets of its group's allocation by the group's own agreement; None goes back to pro rata.

    `in_force` are the requests that count while nothing is typed, as of `SetOfferingRequest`.
    """

    offering_id: str
    holder_id: str
    quantity: int | None
    in_force: tuple[tuple[str, int], ...] = ()

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return (
            f"Change {holder_name(matter, self.holder_id)}’s agreed split in {offering_name(matter, self.offering_id)}"
        )


@dataclass(frozen=True, slots=True)
class TakeInRequests:
    """Take requests received in the registration of an offering into it, by their numbers, in place of typed ones.

    `in_force` are the requests that count while nothing is typed, as of `SetOfferingRequest`.
    """

    offering_id: str
    requests: tuple[int, ...]
    in_force: tuple[tuple[str, int], ...] = ()

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        into = offering_name(matter, self.offering_id)
        if len(self.requests) == 1:
            whose = [holder_name(matter, each.holder) for each in matter.requests if each.id == self.requests[0]]
            return f"Take in the request of {whose[0] if whose else 'a holder'} into {into}"
        return f"Take in {len(self.requests)} requests into {into}"


@dataclass(frozen=True, slots=True)
class RecordExpense:
    """Record an expense of registration."""

    expense: Expense

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return f"Record expense {self.expense.category.replace('_', ' ')}"


@dataclass(frozen=True, slots=True)
class RecordDamagesPayment:
    """Record damages that the Company paid to a holder."""

    payment: DamagesPayment

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Record damages paid to {holder_name(matter, self.payment.holder)}"


@dataclass(frozen=True, slots=True)
class RemoveDamagesPayment:
    """Take a payment of damages out."""

    payment_id: int

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return "Remove a payment of damages"


@dataclass(frozen=True, slots=True)
class RemoveExpense:
    """Take an expense out."""

    expense_id: int

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return "Remove expense"
