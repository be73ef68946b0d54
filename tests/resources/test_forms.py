"""The shipped forms: every reading is one counsel is told of, and every drafting point says all it must."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.deadlines import Act, DeadlineKind, DeadlineStatus, Party
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


@pytest.mark.parametrize("form_id", form_ids())
def test_every_reading_is_answered_to_by_a_drafting_point(form_id: str) -> None:
    form = load_form(form_id)
    assert {reading.id for reading in form.readings} == {point.reading for point in form.drafting_points} - {None}


@pytest.mark.parametrize("form_id", form_ids())
def test_every_entry_has_a_section_and_what_is_counted_a_label(form_id: str) -> None:
    form = load_form(form_id)
    assert form.id == form_id
    for named in (form.deadlines, form.rights, form.limits, form.damages, form.expenses, form.notice_methods):
        assert all(each.section for each in named)
    assert all(each.label for each in form.deadlines)
    assert all(each.label and each.section for each in form.classes)
    assert all(point.advice == "Not in the agreement." for point in form.drafting_points if point.silence)


_NAMES_OF_SECTIONS = re.compile(r"§(\d+(?:\.\d+)?(?:\([a-z]+\))*)")


@pytest.mark.parametrize("form_id", form_ids())
def test_the_words_of_a_form_cite_its_own_sections(form_id: str) -> None:
    """A section that its words cite is one under which an entry of it stands."""
    form = load_form(form_id)
    entries = (form.terms, form.readings, form.drafting_points, form.plans, form.deadlines, form.limits, form.expenses)
    standing = {section.strip() for table in entries for each in table for section in each.section.split(",")}
    standing |= {section.strip() for _, sections in form.sections for section in sections.split(",")}
    cited = set(_NAMES_OF_SECTIONS.findall(form.text))
    known = {section for each in standing for section in (each, *(each[:end] for end in _cuts(each)))}
    assert cited <= known, sorted(cited - known)


def _cuts(section: str) -> list[int]:
    """Return where a section can be cut so that what it is a part of is left, as 2 of 2(b)."""
    return [place for place, letter in enumerate(section) if letter == "("]


def test_what_each_deadline_is() -> None:
    """The order is that of every list of deadlines."""
    company, investor = Party.COMPANY, Party.INVESTOR
    latest, advisory = DeadlineKind.LATEST, DeadlineKind.ADVISORY
    overdue, met, lapsed = DeadlineStatus.OVERDUE, DeadlineStatus.MET, DeadlineStatus.LAPSED
    form = load_form("bestnet-2003")
    found = tuple(
        (each.id, each.section, each.act, each.kind, each.party, each.passed, each.rolls, each.filing)
        for each in form.deadlines
    )
    assert found == (
        # id, section, act, kind, party, passed, rolls, filing
        ("company_notice_advised", "1(a)", Act.NOTIFY, advisory, company, overdue, False, False),
        ("request_deadline", "1(a)", Act.ANSWER, latest, investor, lapsed, True, False),
        ("filing_earliest", "1(a)", Act.FILE, DeadlineKind.EARLIEST, company, met, False, True),
        ("filing_latest", "1(a)", Act.FILE, latest, company, overdue, True, True),
        ("effectiveness_deadline", "1(a)", Act.EFFECT, latest, company, overdue, True, False),
        ("delay_test", "1(d)", Act.LAPSE, latest, company, lapsed, True, False),
        ("delay_ends", "1(d)", Act.WAIT, latest, company, met, False, False),
        ("cooling_off_ends", "1(c)", Act.WAIT, DeadlineKind.BAR, company, met, False, False),
        ("keep_effective_until", "2(b), 2(e)", Act.KEEP, latest, company, met, False, False),
        ("registration_notice_due", "3(a)", Act.NOTIFY, latest, company, overdue, False, False),
        (
            "registration_notice_advised",
            "3(a)",
            Act.NOTIFY,
            advisory,
            company,
            overdue,
            False,
            False,
        ),
        (
            "piggyback_request_deadline",
            "3(a)",
            Act.ANSWER,
            latest,
            investor,
            lapsed,
            True,
            False,
        ),
        ("warrant_expiry", "Recital 1(c)", Act.LAPSE, latest, investor, lapsed, False, False),
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
        "filing_earliest": "<filing_floor_receipt>",
        "cooling_off_ends": "longest",
    }


def test_the_readings_of_a_start_are_known_by_name() -> None:
    form = load_form("bestnet-2003")
    starts = {each.id: {start.reading for start in each.start if start.reading} for each in form.deadlines}
    named = {own: readings for own, readings in starts.items() if readings}
    assert named == {
        "request_deadline": {"request_window_from"},
        "effectiveness_deadline": {"effectiveness_from"},
        "delay_test": {"delay_test_from"},
        "delay_ends": {"delay_from"},
    }
