"""The readings of dates: choosing one gives precisely what was shown, and moves nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.matter import Matter
from tests.calculation.deadline_rows import row, rows, under
from tests.calculation.random_registrations import READINGS, matters
from tests.matters import worked_demand

OF_DATES = {
    "filing_floor_receipt",
    "request_window_from",
    "filing_conflict",
    "delay_effect",
    "delay_from",
    "effect_means",
    "cooling_off_trigger",
    "keep_effective_end",
    "day_roll",
    "delay_test_from",
    "delay_once",
    "effectiveness_from",
    "second_demand_bar",
    "company_right_waived_by",
    "demand_needs_registration_notice",
}
CHOICES = [(reading, choice) for reading, choices in READINGS.items() for choice in choices]


def by_key(deadlines: tuple[Deadline, ...]) -> dict[FigureKey, Deadline]:
    return {each.key: each for each in deadlines}


@given(matters, st.sampled_from(CHOICES))
def test_choosing_a_reading_gives_precisely_what_was_shown(original: Matter, chosen: tuple[str, str]) -> None:
    """What was shown for the choice is the date once it is made; what was not shown keeps its date."""
    reading, choice = chosen
    before, after = by_key(rows(original)), by_key(rows(under(original, {reading: choice})))
    if reading != "demand_needs_registration_notice":
        assert before.keys() == after.keys()
    for key, deadline in before.items():
        if key not in after:
            assert {other.value for other in deadline.other_readings if other.reading == reading} == {None}
            continue
        shown = {(other.reading, other.choice): other.value for other in deadline.other_readings}
        assert after[key].date == shown.get((reading, choice), deadline.date)


@given(matters)
def test_a_reading_shows_another_date_than_the_one_in_force(original: Matter) -> None:
    for deadline in rows(original):
        for other in deadline.other_readings:
            assert other.value != deadline.date
            assert other.choice != original.choice(other.reading)
            assert other.label == original.form.reading(other.reading).label_of(other.choice)
            assert other.reading in OF_DATES


@given(matters, st.sampled_from([each for each in READINGS if each not in OF_DATES and each != "late_request"]))
def test_readings_of_shares_and_thresholds_move_no_deadline(original: Matter, reading: str) -> None:
    for choice in READINGS[reading]:
        assert rows(under(original, {reading: choice})) == rows(original)


@pytest.mark.parametrize(
    ("readings", "deadline", "holder", "day"),
    [
        ({"request_window_from": "received"}, "request_deadline", "H5", date(2003, 6, 30)),
        ({"request_window_from": "received"}, "request_deadline", "H4", date(2003, 6, 29)),
        ({"filing_floor_receipt": "first"}, "filing_earliest", None, date(2003, 7, 9)),
        ({"day_roll": "next_business_day"}, "delay_test", None, date(2003, 6, 30)),
        ({"day_roll": "previous_business_day"}, "delay_test", None, date(2003, 6, 27)),
        ({"day_roll": "nevada"}, "delay_test", None, date(2003, 6, 30)),
        (
            {"request_window_from": "received", "day_roll": "previous_business_day"},
            "request_deadline",
            "H4",
            date(2003, 6, 27),
        ),
    ],
)
def test_readings_of_the_worked_example(readings: dict[str, str], deadline: str, holder: str | None, day: date) -> None:
    assert row(under(worked_demand(), readings), deadline, holder).date == day
