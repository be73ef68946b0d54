"""What tests of positions look at: the numbers of a row, and a holder that is alone in the register."""

from __future__ import annotations

from datetime import date

from rra_desktop.calculation.register.positions import positions
from rra_desktop.domain.register import LedgerEntry
from rra_desktop.domain.standing import HolderPosition
from tests.matters import investor, matter

LATER = date(2003, 10, 1)
AFTER = date(2004, 1, 2)


def held(row: HolderPosition) -> tuple[int, int, int, int, int]:
    """Return Units, Common, Preferred, Warrants and Registrable Shares."""
    return row.units, row.common, row.preferred, row.warrants, row.registrable


def one(*ledger: LedgerEntry, on: date = AFTER, **terms: str) -> HolderPosition:
    """Return the position of a holder that is alone in the register."""
    return positions(matter(holders=[investor("H1")], ledger=ledger, terms=terms), on).of("H1")
