"""From which day a holder is an Investor (§7)."""

from __future__ import annotations

from datetime import date

from rra_desktop.calculation.register.joinder import investor_since
from tests.matters import investor, issue, matter, other_holder, transfer, transferee

EARLY, LATE = date(2003, 10, 1), date(2004, 1, 2)


def test_who_is_an_investor_from_when() -> None:
    """§7: signatories from the beginning, transferees from their counterpart, Other Holders never.

    H2  no counterpart at all
    H3  counterpart recorded for the late day
    H4  a transfer on the late day marked so
    H5  recorded for the late day, marked on the early one
    H6  two transfers marked
    """
    it = matter(
        holders=[
            investor("H1"),
            transferee("H2"),
            transferee("H3", counterpart=LATE),
            transferee("H4"),
            transferee("H5", counterpart=LATE),
            transferee("H6"),
            other_holder("H7"),
        ],
        ledger=[
            issue("H1", 100),
            transfer("H1", "H2", 1, on=EARLY),
            transfer("H1", "H4", 1, on=EARLY),
            transfer("H1", "H4", 1, on=LATE, counterpart_executed=True),
            transfer("H1", "H5", 1, on=EARLY, counterpart_executed=True),
            transfer("H1", "H6", 1, on=LATE, counterpart_executed=True),
            transfer("H1", "H6", 1, on=EARLY, counterpart_executed=True),
            transfer("H1", "H7", 1, on=EARLY, counterpart_executed=True),
        ],
    )
    assert investor_since(it) == {"H1": date.min, "H3": LATE, "H4": LATE, "H5": EARLY, "H6": EARLY}
