"""What holds of the status of any deadline: days only move it on, and it agrees with its dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.deadlines import DeadlineStatus
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType, WithdrawnBy
from tests.calculation.deadline_rows import rows
from tests.calculation.random_registrations import days, matters
from tests.matters import (
    event,
)

_ORDER = {
    DeadlineStatus.PENDING: 0,
    DeadlineStatus.UPCOMING: 0,
    DeadlineStatus.DUE_TODAY: 1,
    DeadlineStatus.OVERDUE: 2,
    DeadlineStatus.MET: 3,
    DeadlineStatus.LATE: 3,
    DeadlineStatus.LAPSED: 3,
    DeadlineStatus.MOOT: 3,
    DeadlineStatus.WAIVED: 3,
}


@given(matters, st.lists(days, min_size=2, max_size=4))
def test_as_days_go_by_a_deadline_only_moves_on(original: Matter, looked_at: list[date]) -> None:
    """From upcoming to due to overdue to closed, never back."""
    seen: dict[object, int] = {}
    for day in sorted(looked_at):
        for each in rows(original, day):
            if each.status is DeadlineStatus.PENDING and each.date is not None:
                continue  # a plan that came to nothing, or a fact nobody recorded
            assert _ORDER[each.status] >= seen.get(each.key, 0)
            seen[each.key] = _ORDER[each.status]


@given(matters, days)
def test_the_status_agrees_with_the_dates(original: Matter, as_of: date) -> None:
    _refuse_a_status_against_the_dates(original, as_of)
    for day in {each.date for each in rows(original, as_of) if each.date is not None}:
        _refuse_a_status_against_the_dates(original, day)


def _refuse_a_status_against_the_dates(original: Matter, as_of: date) -> None:
    for each in rows(original, as_of):
        match each.status:
            case DeadlineStatus.UPCOMING:
                assert each.date is not None
                assert as_of < each.date
            case DeadlineStatus.DUE_TODAY:
                assert each.date == as_of
            case DeadlineStatus.OVERDUE:
                assert each.date is not None
                assert as_of > each.date
            case DeadlineStatus.MET:
                assert each.date is not None
                assert each.met_on is not None
                assert each.met_on <= as_of
                assert each.id == "filing_earliest" or each.met_on <= each.date
            case DeadlineStatus.LATE:
                assert each.date is not None
                assert each.met_on is not None
                assert each.date < each.met_on <= as_of
            case DeadlineStatus.PENDING:
                # With a day only where the day is counted from a plan, or what would meet it is not recorded.
                assert each.date is None or each.projected or each.waits_for


@given(matters)
def test_once_a_registration_is_withdrawn_nothing_in_it_is_open(original: Matter) -> None:
    """Unless it is recorded as effective, or as withdrawn before, too."""
    endings = (EventType.EFFECTIVE, EventType.WITHDRAWN)
    ended = replace(
        original,
        events=(
            *(each for each in original.events if each.type not in endings),
            *(
                replace(
                    event(EventType.WITHDRAWN, date(2004, 9, 1), registration=each.id, by=WithdrawnBy.INVESTORS),
                    id=900 + n,
                )
                for n, each in enumerate(original.registrations)
            ),
        ),
    )
    assert not [each for each in rows(ended, date(2004, 9, 1)) if each.registration and each.open]
