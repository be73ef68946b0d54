"""Another reading may have other holders take part in a cutback: shares and figures follow the holder (§3(c), §7)."""

from __future__ import annotations

from datetime import date

import pytest

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.cutback.offering_cutback import Cutback
from rra_desktop.domain.offerings import Offering, OfferingRequest
from rra_desktop.store.holiday_tables import load_holidays
from tests.calculation.position_rows import LATER
from tests.matters import investor, issue, matter, transfer, transferee

SIGNED = date(2004, 1, 2)
OFFERED = date(2004, 6, 1)


def cutback(joinder: str) -> Cutback:
    """Cut back an offering in which a transferee that signed 93 days late stands before another Investor."""
    ledger = [issue("H1", 200), issue("H3", 100), transfer("H1", "H2", 100, on=LATER)]
    requests = [OfferingRequest("O1", holder, 300) for holder in ("H1", "H2", "H3")]
    it = matter(
        holders=[investor("H1"), transferee("H2", counterpart=SIGNED), investor("H3")],
        ledger=ledger,
        offerings=[Offering("O1", plan="section-3c", maximum=300, company_shares=0, as_of=OFFERED)],
        offering_requests=requests,
        readings={"joinder": joinder},
    )
    return Analysis(it, OFFERED, load_holidays()).cutback("O1")


@pytest.mark.parametrize("joinder", ["whenever_signed", "at_transfer"])
def test_a_holder_that_takes_no_part_under_another_reading_gets_nothing_there(joinder: str) -> None:
    other = {"whenever_signed": "at_transfer", "at_transfer": "whenever_signed"}[joinder]
    here = cutback(joinder)
    got = {each.holder: each.allocated for each in here.outcome.participants}
    there = {each.holder: each.allocated for each in cutback(other).outcome.participants}
    assert ("H2" in got, "H2" in there) == (joinder == "whenever_signed", joinder == "at_transfer")
    gained = sum(max(0, there.get(holder, 0) - got.get(holder, 0)) for holder in ("H1", "H2", "H3"))
    lost = sum(max(0, got.get(holder, 0) - there.get(holder, 0)) for holder in ("H1", "H2", "H3"))
    assert here.shares_moved_by("joinder") == max(gained, lost) == 100
    for holder in got:
        figure = here.figure(holder, "allocated")
        shown = {each.reading: each.value for each in figure.other_readings}
        assert shown["joinder"] == there.get(holder, 0)
