"""What a holder owns: Registrable or not, and what it may acquire within 60 days (Item 507, Rule 13d-3(d)(1))."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.register.beneficial_ownership import Ownership
from rra_desktop.calculation.register.positions import positions
from rra_desktop.domain.register import Security
from tests.calculation.position_rows import LATER
from tests.calculation.random_ledgers import Drawn, days, matters
from tests.matters import investor, issue, matter, other_holder, transfer


def test_what_was_bought_in_the_market_is_owned_and_nothing_of_it_is_sold() -> None:
    """§7: 65,000 shares bought in the market beside 25,500 Preferred, worth 51,000 shares."""
    bought = transfer("H1", "H2", 65_000, Security.COMMON, on=LATER, public_distribution=True)
    ledger = [issue("H1", 200_000), issue("H2", 25_500, Security.PREFERRED), bought]
    owns = positions(matter(holders=[investor("H1"), investor("H2")], ledger=ledger), LATER).ownership_of("H2")
    assert (owns, owns.owned) == (Ownership(65_000, 51_000, 0), 116_000)
    assert owns.acquirable_after(51_000) == 0


def test_issued_shares_are_sold_before_others_are_acquired() -> None:
    owns = Ownership(issued=300, acquirable=300, to_sell=300)
    assert [owns.acquirable_after(sold) for sold in (0, 300, 301, 600)] == [300, 300, 299, 0]


def test_warrants_that_have_lapsed_acquire_nothing() -> None:
    """Recital 1(c)."""
    it = matter(
        holders=[investor("H1"), other_holder("H2")],
        ledger=[issue("H1", 100), issue("H2", 7, Security.OTHER_REGISTRABLE)],
    )
    assert positions(it, date(2006, 3, 30)).ownership_of("H1").acquirable == 300
    assert positions(it, date(2006, 3, 31)).ownership_of("H1").acquirable == 200
    assert positions(it, LATER).ownership_of("H2") == Ownership(7, 0, 7)


@given(matters(), days, st.data())
def test_all_registrable_shares_are_owned_and_can_be_sold(drawn: Drawn, as_of: date, data: st.DataObject) -> None:
    """§7: whatever part of them is sold, what is left to acquire is not negative and no more than what is left."""
    seen = positions(drawn.matter, as_of)
    for row in seen.rows:
        owns = seen.ownership_of(row.holder.id)
        assert owns.owned >= row.registrable + row.not_registrable
        sold = data.draw(st.integers(0, row.registrable))
        assert 0 <= owns.acquirable_after(sold) <= owns.owned - sold
