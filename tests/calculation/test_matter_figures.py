"""What is looked up through the figures of a matter is what the register says of the day itself."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.register.positions import positions
from rra_desktop.store.holiday_tables import load_holidays
from tests.calculation.random_ledgers import HOLDERS, Drawn, days, matters


@given(matters(), days, days, st.sampled_from(HOLDERS))
@settings(deadline=None)
def test_what_is_held_on_a_day_is_what_the_register_says_of_it(
    drawn: Drawn, as_of: date, day: date, holder: str
) -> None:
    """§7: also where the day falls together with another on which nothing changed."""
    it = drawn.matter
    assert Analysis(it, as_of, load_holidays()).held_on(holder, day) == positions(it, day).of(holder).registrable
