"""The shipped forms: every reading is one counsel is told of, and every drafting point says all it must."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.deadline_definitions import Act, DeadlineDefinition
from rra_desktop.domain.deadlines import DeadlineId, DeadlineKind, DeadlineStatus, Party
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


def test_what_each_deadline_is() -> None:
    """The order is that of every list of deadlines."""
    company, investor = Party.COMPANY, Party.INVESTOR
    latest, advisory = DeadlineKind.LATEST, DeadlineKind.ADVISORY
    overdue, met, lapsed = DeadlineStatus.OVERDUE, DeadlineStatus.MET, DeadlineStatus.LAPSED
    form = load_form("bestnet-2003")
    assert tuple(replace(each, count=(), start=(), pick=None) for each in form.deadlines) == (
        # id, section, act, kind, party, passed, rolls, filing
        DeadlineDefinition(
            DeadlineId.COMPANY_NOTICE_ADVISED, "1(a)", Act.NOTIFY, advisory, company, overdue, rolls=False, filing=False
        ),
        DeadlineDefinition(
            DeadlineId.REQUEST_DEADLINE, "1(a)", Act.ANSWER, latest, investor, lapsed, rolls=True, filing=False
        ),
        DeadlineDefinition(
            DeadlineId.FILING_EARLIEST, "1(a)", Act.FILE, DeadlineKind.EARLIEST, company, met, rolls=False, filing=True
        ),
        DeadlineDefinition(
            DeadlineId.FILING_LATEST, "1(a)", Act.FILE, latest, company, overdue, rolls=True, filing=True
        ),
        DeadlineDefinition(
            DeadlineId.EFFECTIVENESS_DEADLINE, "1(a)", Act.EFFECT, latest, company, overdue, rolls=True, filing=False
        ),
        DeadlineDefinition(DeadlineId.DELAY_TEST, "1(d)", Act.LAPSE, latest, company, lapsed, rolls=True, filing=False),
        DeadlineDefinition(DeadlineId.DELAY_ENDS, "1(d)", Act.WAIT, latest, company, met, rolls=False, filing=False),
        DeadlineDefinition(
            DeadlineId.COOLING_OFF_ENDS, "1(c)", Act.WAIT, DeadlineKind.BAR, company, met, rolls=False, filing=False
        ),
        DeadlineDefinition(
            DeadlineId.KEEP_EFFECTIVE_UNTIL, "2(b), 2(e)", Act.KEEP, latest, company, met, rolls=False, filing=False
        ),
        DeadlineDefinition(
            DeadlineId.REGISTRATION_NOTICE_DUE, "3(a)", Act.NOTIFY, latest, company, overdue, rolls=False, filing=False
        ),
        DeadlineDefinition(
            DeadlineId.REGISTRATION_NOTICE_ADVISED,
            "3(a)",
            Act.NOTIFY,
            advisory,
            company,
            overdue,
            rolls=False,
            filing=False,
        ),
        DeadlineDefinition(
            DeadlineId.PIGGYBACK_REQUEST_DEADLINE,
            "3(a)",
            Act.ANSWER,
            latest,
            investor,
            lapsed,
            rolls=True,
            filing=False,
        ),
        DeadlineDefinition(
            DeadlineId.WARRANT_EXPIRY, "Recital 1(c)", Act.LAPSE, latest, investor, lapsed, rolls=False, filing=False
        ),
    )
    assert [each.id for each in form.deadlines if each.protects_the_company] == [
        "request_deadline",
        "delay_ends",
        "cooling_off_ends",
        "piggyback_request_deadline",
        "warrant_expiry",
    ]


def written(count: DeclaredCount) -> str:
    """Return a part of a count as it stands in a form, a time always in the singular."""
    return f"{'-' if count.back else ''}{count.term}" if count.term else f"{count.amount} {count.unit}"


def test_what_each_clock_starts_on_and_counts() -> None:
    form = load_form("bestnet-2003")
    assert {
        str(each.id): ([start.written for start in each.start], [*map(written, each.count)]) for each in form.deadlines
    } == {
        "company_notice_advised": (["demand_notice.received"], ["filing_latest_days", "-filing_earliest_days"]),
        "request_deadline": (["company_notice.<request_window_from>"], ["request_days"]),
        "filing_earliest": (["company_notice.received"], ["filing_earliest_days"]),
        "filing_latest": (["demand_notice.received"], ["filing_latest_days"]),
        "effectiveness_deadline": (["filed.<effectiveness_from>", "filing_latest"], ["effectiveness_days"]),
        "delay_test": (["demand_notice.<delay_test_from>"], ["delay_test_days"]),
        "delay_ends": (["delay_<delay_from>"], ["delay_days"]),
        "cooling_off_ends": (["other_registration_effective"], ["cooling_off_days"]),
        "keep_effective_until": (["effective"], ["keep_effective_years"]),
        "registration_notice_due": (["filed", "planned_filing", "filing_latest"], ["-1 day"]),
        "registration_notice_advised": (["filed", "planned_filing", "filing_latest"], ["-piggyback_request_days"]),
        "piggyback_request_deadline": (["registration_notice.given"], ["piggyback_request_days"]),
        "warrant_expiry": (["issue"], ["warrant_years"]),
    }
    assert {str(each.id): each.pick and each.pick.written for each in form.deadlines if each.pick} == {
        "filing_earliest": "<filing_floor_receipt>"
    }


def test_the_readings_of_a_start_are_known_by_name() -> None:
    form = load_form("bestnet-2003")
    named = {str(each.id): each.readings_of_start for each in form.deadlines if each.readings_of_start}
    assert named == {
        "request_deadline": {"request_window_from"},
        "effectiveness_deadline": {"effectiveness_from"},
        "delay_test": {"delay_test_from"},
        "delay_ends": {"delay_from"},
    }
