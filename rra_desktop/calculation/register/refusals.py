"""Why a ledger entry cannot be so: holder, security, day, what was held and what was asked."""

from __future__ import annotations

from collections.abc import Mapping

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.register import LedgerEntry, Security
from rra_desktop.domain.statements import Person, Statement, stated


class EntryRefusedError(Exception):
    """An entry that would drive a position negative; without a security, one whose record contradicts itself."""

    def __init__(self, security: Security | None = None, held: int = 0, asked: int = 0, lapsed: int = 0) -> None:
        super().__init__()
        self.security = security
        self.held = held
        self.asked = asked
        self.lapsed = lapsed


def too_little_held(
    entry: LedgerEntry, refused: EntryRefusedError, form: AgreementForm, names: Mapping[str, str]
) -> Statement:
    """State that a holder had less of a security than an entry takes; `units` are those the entry is of."""
    security = refused.security or Security.UNIT
    of_units = entry.security is Security.UNIT and security is not Security.UNIT
    holder = entry.holder or ""
    return stated(
        "register/too_little_held",
        holder=Person(holder, names.get(holder, holder)),
        deed=entry.type,
        security=form.security_name(security),
        day=entry.date,
        held=refused.held,
        asked=refused.asked,
        lapsed=refused.lapsed,
        units=abs(entry.quantity or 0) if of_units else None,
    )
