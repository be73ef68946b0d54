"""Suspensions beyond what the form allows: by number, by length, together, and too close, with the days by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.dates.limited_spans import span_marks
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType, Registration, RegistrationKind
from rra_desktop.domain.statements import Gravity
from rra_desktop.wording import words_of
from tests.made_up_forms import made_up_form, under
from tests.matters import event, matter

RESALE = '\n[[rights]]\nid = "resale"\nkind = "mandatory"\nsection = "2(a)"\nby = "investors"\n'
LIMIT = '\n[[limits]]\nid = "blackouts"\nsection = "2(d)"\ncounts = "suspended"\nbeyond = "breach"\n{}\n'
AS_OF = date(2004, 12, 31)


def suspended(limit: str, *spans: tuple[date, date | None]) -> Matter:
    """Make a resale registration suspended from day to day, under a limit."""
    events = []
    for first, last in spans:
        events.append(event(EventType.SUSPENDED, first))
        events += [event(EventType.RESUMED, last)] if last else []
    it = matter(registrations=[Registration("R1", RegistrationKind.MANDATORY)], events=events)
    return under(made_up_form(RESALE + LIMIT.format(limit)), it)


@pytest.mark.parametrize(
    ("limit", "spans", "kinds"),
    [
        ('max = 1\nwithin = "12 months"', [(date(2003, 1, 1), date(2003, 1, 5)), (date(2004, 1, 5), None)], []),
        (
            'max = 1\nwithin = "12 months"',
            [(date(2003, 1, 1), date(2003, 1, 6)), (date(2004, 1, 5), None)],
            ["span_too_often"],
        ),
        ('each = "30 days"', [(date(2004, 3, 1), date(2004, 3, 31))], []),
        ('each = "30 days"', [(date(2004, 3, 1), date(2004, 4, 1))], ["span_too_long"]),
        ('each = "30 days"', [(date(2004, 12, 1), None)], []),
        ('each = "29 days"', [(date(2004, 12, 1), None)], ["span_too_long"]),
        ('total = "45 days"', [(date(2004, 3, 1), date(2004, 3, 31)), (date(2004, 5, 1), date(2004, 5, 16))], []),
        (
            'total = "45 days"',
            [(date(2004, 3, 1), date(2004, 3, 31)), (date(2004, 5, 1), date(2004, 5, 17))],
            ["spans_too_long_together"],
        ),
        (
            'total = "45 days"\nwithin = "calendar year"',
            [(date(2003, 12, 2), date(2004, 1, 1)), (date(2004, 5, 1), date(2004, 6, 15))],
            [],
        ),
        ('gap = "1 month"', [(date(2004, 3, 1), date(2004, 3, 31)), (date(2004, 4, 30), date(2004, 5, 1))], []),
        (
            'gap = "1 month"',
            [(date(2004, 3, 1), date(2004, 3, 31)), (date(2004, 4, 29), date(2004, 5, 1))],
            ["span_too_soon"],
        ),
    ],
)
def test_a_suspension_beyond_a_limit_is_said(
    limit: str, spans: list[tuple[date, date | None]], kinds: list[str]
) -> None:
    found = span_marks(suspended(limit, *spans), AS_OF)
    assert [each.mark.kind for each in found] == [f"dates/{kind}" for kind in kinds]
    assert all(each.mark.gravity is Gravity.CONFLICT and "§2(d)" in words_of(each.mark) for each in found)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.integers(0, 200))
def test_the_days_together_are_added_up(lengths: list[int], allowed: int) -> None:
    """Every suspension by which the sum goes beyond the days allowed is said, and no other."""
    spans, day, so_far, over = [], date(2000, 1, 1), 0, 0
    for length in lengths:
        spans.append((day, day + timedelta(days=length)))
        day += timedelta(days=length + 7)
        so_far += length
        over += so_far > allowed + 1
    it = suspended(f'total = "{allowed + 1} days"', *spans)
    assert len(span_marks(it, AS_OF)) == over


def test_it_touches_the_rows_of_its_registration_alone() -> None:
    it = suspended('each = "30 days"', (date(2004, 3, 1), date(2004, 4, 2)))
    marks = span_marks(it, AS_OF)
    assert (
        words_of(marks[0].mark)
        == "“blackouts”: that of Mar 1, 2004 lasted 2 days too long: the agreement is broken (§2(d))."
    )
    assert marks[0].touches("R1", "any", None)
    assert not marks[0].touches("R2", "any", None)
