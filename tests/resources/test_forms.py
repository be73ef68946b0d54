"""The shipped forms: every reading is one counsel is told of, and every drafting point says all it must."""

from __future__ import annotations

from collections import Counter

import pytest

from rra_desktop.store.forms import form_ids, load_form


@pytest.mark.parametrize("form_id", form_ids())
def test_every_drafting_point_says_where_what_and_what_to_do(form_id: str) -> None:
    form = load_form(form_id)
    readings = {reading.id for reading in form.readings}
    assert max(Counter(point.id for point in form.drafting_points).values()) == 1
    for point in form.drafting_points:
        assert point.title
        assert point.affects.endswith(".")
        assert point.advice.endswith(".")
        assert bool(point.section) is not point.silence
        assert point.reading is None or point.reading in readings


def test_every_reading_of_dates_and_shares_is_answered_to_by_a_drafting_point() -> None:
    form = load_form("bestnet-2003")
    assert {reading.id for reading in form.readings} == {point.reading for point in form.drafting_points} - {None}
