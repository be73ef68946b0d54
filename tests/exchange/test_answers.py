"""Answers for programs: any matter has them, they are JSON without loss, and every deadline says why."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.figures import FigureValue
from rra_desktop.domain.matter import Matter
from rra_desktop.exchange import answers
from rra_desktop.exchange.answer_parts import exact
from rra_desktop.exchange.strict_json import Json, parse, written
from rra_desktop.store.holiday_tables import load_holidays
from tests.exchange.any_matter import any_matter


@given(any_matter(), st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)))
def test_any_matter_is_answered_exactly_and_with_reasons(matter: Matter, day: dt.date) -> None:
    analysis = Analysis(matter, day, load_holidays())
    cutbacks: list[Json] = [answers.cutback(analysis, offering.id) for offering in matter.offerings]
    answered: Json = [answers.holdings(analysis), answers.deadlines(analysis), cutbacks]
    parse(written(answered))
    read_back = json.loads(written(answered))
    assert read_back == answered
    for deadline in read_back[1]["deadlines"]:
        assert deadline["why"][0]["value"] == deadline["date"]
        assert deadline["status"] != "pending" or deadline["waits_for"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1_250_000, 1_250_000),
        (Fraction(23_100_000, 17), "23100000/17"),
        (Fraction(4, 2), 2),
        (Decimal("0.10"), "0.10"),
        (Decimal("1E+3"), "1000"),
        (dt.date(2003, 6, 24), "2003-06-24"),
        (None, None),
    ],
)
def test_a_value_is_said_without_loss(value: FigureValue | None, said: Json) -> None:
    assert exact(value) == said
