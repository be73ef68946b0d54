"""Commands on the register: holders, positions typed over, ledger entries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rra_desktop import wording
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import AffiliateGroup, Entity, LedgerEntry, Role, Security
from rra_desktop.editing.commands.names import FieldValue, holder_name


@dataclass(frozen=True, slots=True)
class AddHolder:
    """Enter a holder, and what it was issued on a day: Units for an Investor, other securities for an Other Holder."""

    name: str
    role: Role = Role.INVESTOR
    group: str | None = None
    entity: Entity | None = None
    transferee: bool = False
    counterpart_date: dt.date | None = None
    quantity: int | None = None
    on: dt.date | None = None
    holder_class: str = ""

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return f"Add {self.name.strip() or 'a holder'}"


@dataclass(frozen=True, slots=True)
class NewInvestor:
    """One Investor to enter, with what it holds of each security, in whole securities; without figures the name alone.

    `figures` are set one after the other, so that Units come before the parts they bring along.
    """

    name: str
    figures: tuple[tuple[Security, int], ...] = ()
    group: str | None = None


@dataclass(frozen=True, slots=True)
class AddInvestors:
    """Enter several Investors as one step, as when a table from elsewhere is pasted: what they hold is dated `on`.

    Of a security that nothing before it brought along the figure is an issue, of another a correction by the
    difference.
    """

    investors: tuple[NewInvestor, ...]
    on: dt.date

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        if len(self.investors) == 1:
            return f"Add {wording.one_line(self.investors[0].name) or 'a holder'}"
        return f"Add {len(self.investors):,} Investors"


@dataclass(frozen=True, slots=True)
class ChangeHolder:
    """Change one field of a holder: name, role, group, entity, transferee, counterpart_date, notice_address, notes."""

    holder_id: str
    field: str
    value: FieldValue

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Change {holder_name(matter, self.holder_id)}’s {self.field.replace('_', ' ')}"


@dataclass(frozen=True, slots=True)
class RemoveHolder:
    """Take a holder out of the register, with the ledger entries, notices and requests that are only its own."""

    holder_id: str

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Remove {holder_name(matter, self.holder_id)}"


@dataclass(frozen=True, slots=True)
class SetPosition:
    """Type over a figure of the register: a correction by the difference, dated `on`."""

    holder_id: str
    security: Security
    quantity: int
    on: dt.date

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Change {holder_name(matter, self.holder_id)}’s {wording.security_name(self.security, matter.form)}"


@dataclass(frozen=True, slots=True)
class SetGroupLead:
    """Say which member of an affiliate group the others are the partners or stockholders of."""

    group: AffiliateGroup

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return f"Change the lead of {self.group.name}"


@dataclass(frozen=True, slots=True)
class AddLedgerEntry:
    """Enter a dated fact into the ledger."""

    entry: LedgerEntry

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        what = wording.entry_name(self.entry.type).lower()
        return f"Add {what}" + (f" of {holder_name(matter, self.entry.holder)}" if self.entry.holder else "")


@dataclass(frozen=True, slots=True)
class ChangeLedgerEntry:
    """Replace a ledger entry, found by its sequence number."""

    entry: LedgerEntry

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return f"Change ledger entry {self.entry.sequence}"


@dataclass(frozen=True, slots=True)
class RemoveLedgerEntry:
    """Take an entry out of the ledger."""

    sequence: int

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return f"Remove ledger entry {self.sequence}"
