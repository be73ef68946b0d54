"""What holds of the dates of any registration: the laws of counting, and of what is known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rra_desktop.calculation.dates.order_of_events import order_of_events
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import DelayBecause, EventType, Method
from tests.calculation.deadline_rows import due, rows, simple
from tests.calculation.random_registrations import READINGS, matters, shuffled
from tests.matters import (
    company_notice,
    demand_notice,
    event,
)
from tests.saying import remarks_of

days = st.dates(date(2003, 1, 1), date(2030, 1, 1))


@given(days)
def test_twenty_days_end_on_the_weekday_before_the_one_they_began_on(given_on: date) -> None:
    """Given on a Monday, they end on a Sunday."""
    end = due(simple(company_notice(to="H2", method=Method.FAX, received=given_on)), "request_deadline", "H2")
    assert end is not None
    assert (end - given_on).days == 20
    assert end.weekday() == (given_on.weekday() - 1) % 7


@given(matters, st.integers(0, 1_000))
def test_the_order_in_which_things_were_recorded_does_not_matter(original: Matter, seed: int) -> None:
    assert rows(shuffled(original, seed)) == rows(original)


def _days_recorded(original: Matter) -> set[date]:
    """Return every day of something recorded, on which it becomes known."""
    events = (day for each in original.events for day in (each.date, each.sent, each.received))
    asked = (day for each in original.requests for day in (each.received, each.completed))
    return {day for day in (*events, *asked, *(each.date for each in original.waivers)) if day is not None}


def _dates(original: Matter, as_of: date) -> list[object]:
    return [(each.key, each.date, each.projected, each.other_readings) for each in rows(original, as_of)]


@given(matters, st.dates(date(2003, 4, 1), date(2004, 10, 31)), st.integers(0, 400))
@settings(deadline=None)
def test_dates_change_only_on_a_day_on_which_something_recorded_comes(
    original: Matter, as_of: date, waited: int
) -> None:
    """A fact is known from its day on: the passing of days alone moves no date, and projects none."""
    later = min(
        [as_of + timedelta(days=waited), *(day - timedelta(1) for day in _days_recorded(original) if day > as_of)]
    )
    assert _dates(original, later) == _dates(original, as_of)


@given(matters, st.integers(0, 3_000), st.integers(0, 3_000))
@settings(deadline=None)
def test_once_all_that_is_recorded_has_come_dates_do_not_depend_on_the_day_looked_at(
    original: Matter, one: int, other: int
) -> None:
    last = max(_days_recorded(original), default=date(2003, 5, 1))
    assert _dates(original, last + timedelta(one)) == _dates(original, last + timedelta(other))


def _known_on(original: Matter, as_of: date) -> Matter:
    """Return the matter without what is recorded for later; the plan of a filing is known from the first."""
    planned = EventType.PLANNED_FILING
    return replace(
        original,
        events=tuple(
            each
            for each in original.events
            if each.type is planned or not any(day and day > as_of for day in (each.date, each.sent, each.received))
        ),
        requests=tuple(each for each in original.requests if not each.received or each.received <= as_of),
        waivers=tuple(each for each in original.waivers if each.date <= as_of),
    )


@st.composite
def courses(draw: st.DrawFn) -> Matter:
    """Draw a demand as it goes, some of its steps recorded, in their order, some days apart."""
    gap = st.integers(0, 40)
    received = draw(days)
    notices = (
        company_notice(to=holder, method=Method.FAX, received=received + timedelta(draw(gap)))
        for holder in ("H2", "H3")
    )
    steps = [demand_notice(method=Method.FAX, received=received), *notices]
    day = received
    for kind in (
        EventType.DELAY_OFFERING_PLANNED,
        EventType.DELAY_ELECTED,
        EventType.DELAY_OFFERING_EFFECTIVE,
        EventType.OTHER_REGISTRATION_EFFECTIVE,
        EventType.FILED,
        EventType.EFFECTIVE,
        EventType.DISTRIBUTION_COMPLETED,
        EventType.ALL_SOLD,
    ):
        day += timedelta(draw(gap))
        steps.append(event(kind, day, because=DelayBecause.OFFERING, permits_resale=True))
    kept = draw(st.sets(st.integers(1, len(steps) - 1)))
    chosen = {name: draw(st.sampled_from(choices)) for name, choices in READINGS.items()}
    return simple(steps[0], *(steps[each] for each in sorted(kept)), investors=("H1", "H2", "H3"), readings=chosen)


@given(courses(), st.integers(0, 400))
@settings(deadline=None)
def test_what_is_recorded_for_later_moves_no_date_that_is_not_projected(original: Matter, waited: int) -> None:
    """Where nothing contradicts anything; a contradiction is one of the file, whatever the day looked at."""
    assume(not any(order_of_events(original, each) for each in original.registrations))
    as_of = min(day for each in original.events for day in (each.received, each.date) if day) + timedelta(waited)
    known = {each.key: each for each in rows(_known_on(original, as_of), as_of)}
    for each in rows(original, as_of):
        if each.date is not None and not each.projected:
            assert known[each.key].date == each.date, each.key


@given(matters)
def test_a_deadline_has_a_date_or_says_why_not(original: Matter) -> None:
    for each in rows(original):
        if each.date is None:
            assert bool(each.waits_for) == (each.status.value == "pending") or each.status.value == "moot"
            assert each.waits_for or remarks_of(each)
        else:
            # A day can be known before its ground is (§1(d)), or be projected from a plan that has passed (§3(a)).
            assert not each.waits_for or each.projected or each.id == "delay_test"
            assert each.waits_for or each.status.value != "pending"


@given(matters)
def test_keys_are_unique(original: Matter) -> None:
    keys = [each.key for each in rows(original)]
    assert len(keys) == len(set(keys))
