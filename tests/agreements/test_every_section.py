"""Every section of the agreement does something here, or is shown to set no number and no date.

Most sections have tests of their own; those are found by their citation. Here stand the sections nobody would think of
when testing a calculation, one small test each, and the count that none is missing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.money.proceeds import expense_bearer
from rra_desktop.domain.deadlines import Deadline, DeadlineId, DeadlineStatus, RequestState
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType
from rra_desktop.store.holiday_tables import load_holidays
from tests.matters import AS_OF, desk_register, event, matter, request, transferee, worked_cutback, worked_demand

SECTIONS = (
    *("1(a)", "1(b)", "1(c)", "1(d)"),
    *("2(a)", "2(b)", "2(c)", "2(d)", "2(e)"),
    *("3(a)", "3(b)", "3(c)"),
    "4",
    *("5(a)", "5(b)", "5(c)", "5(d)"),
    "6",
    "7",
    *("8(a)", "8(b)", "8(c)", "8(d)", "8(e)", "8(f)", "8(g)"),
)


def analysis(it: Matter, as_of: dt.date = AS_OF) -> Analysis:
    """Look at a matter on a day."""
    return Analysis(it, as_of, load_holidays())


def deadline(it: Matter, deadline_id: DeadlineId, as_of: dt.date = AS_OF) -> Deadline:
    """Return the one deadline of that id."""
    (found,) = [each for each in analysis(it, as_of).deadlines if each.id is deadline_id]
    return found


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_is_named_by_a_test(section: str) -> None:
    tests = Path(__file__).parents[1]
    cited = re.compile(rf"§{re.escape(section)}(?![0-9(])")
    naming = [
        each.name
        for pattern in ("**/test_*.py", "agreements/*.md")
        for each in tests.glob(pattern)
        if cited.search(each.read_text("utf-8"))
    ]
    assert naming, f"no test speaks of §{section}"


def test_section_2a_a_statement_is_filed_and_then_made_effective() -> None:
    """§2(a): before filing the day of effectiveness is projected; filing meets one deadline and starts the next."""
    under_way = worked_demand()
    assert deadline(under_way, DeadlineId.EFFECTIVENESS_DEADLINE).projected
    filed = replace(under_way, events=(*under_way.events, replace(event(EventType.FILED, dt.date(2003, 7, 15)), id=9)))
    after = dt.date(2003, 7, 16)
    assert deadline(filed, DeadlineId.FILING_LATEST, after).status is DeadlineStatus.MET
    effective_by = deadline(filed, DeadlineId.EFFECTIVENESS_DEADLINE, after)
    assert (effective_by.date, effective_by.projected) == (dt.date(2003, 11, 12), False)


@pytest.mark.parametrize("category", ["printing", "shipping", "blue_sky"])
def test_sections_2c_and_2d_prospectuses_and_state_filings_are_the_companys_expense(category: str) -> None:
    """§2(c), §2(d): copies of the prospectus and qualification in the states; §4 has the Company pay for both."""
    assert expense_bearer(category).named


def test_section_5a_the_companys_indemnity_has_no_cap() -> None:
    """§5(a) sets no limit to what the Company owes; only Selling Investors have one (§5(b)), Other Holders none."""
    cutback = analysis(worked_cutback()).cutback("O1").outcome
    caps = {row.holder: row.indemnity_cap for row in cutback.participants}
    assert caps["H3"] == Decimal("1698530.00")
    assert caps["H5"] is None
    assert not hasattr(cutback.company, "indemnity_cap")


def test_section_5c_sets_no_day_for_notice_of_a_claim() -> None:
    """§5(c): prompt notice of a claim has no number of days, so no date of the program rests on it."""
    for each in analysis(worked_demand()).deadlines:
        assert "5(c)" not in each.section
    assert all("5(c)" not in term.section for term in worked_demand().form.terms)


def test_section_6_information_still_owed_leaves_a_request_incomplete() -> None:
    """§6: what the Company reasonably asks for belongs to a request; until it came the request lacks something."""
    asked = request("H4", 150_000, received=dt.date(2003, 6, 20), information_owed=True)
    owed = replace(worked_demand(), requests=(replace(asked, id=1),))
    answers = {each.holder: each.state for each in analysis(owed).answers("R1")}
    assert answers["H4"] is RequestState.INCOMPLETE
    given = replace(owed, requests=(replace(owed.requests[0], completed=dt.date(2003, 6, 23)),))
    assert {each.holder: each.state for each in analysis(given).answers("R1")}["H4"] is RequestState.TIMELY


def test_section_8b_what_the_agreement_does_not_say_is_marked() -> None:
    """§8(b): nothing counts but the agreement; the one term it lacks is a convention, and said to be one."""
    form = desk_register().form
    outside = [term.id for term in form.terms if not term.section]
    assert outside == ["fraction_rule"]


@pytest.mark.parametrize("reading", [each.id for each in matter().form.readings if each.section == "3(c)"])
def test_section_8d_how_one_clause_is_read_leaves_the_others_alone(reading: str) -> None:
    """§8(d): another reading of §3(c) moves no date of §1 and no count of §7."""
    under_way = worked_demand()
    before = analysis(under_way)
    for choice in under_way.form.reading(reading).choices:
        after = analysis(replace(under_way, readings=matter(readings={reading: choice.id}).readings))
        assert [each.date for each in after.deadlines] == [each.date for each in before.deadlines]
        assert after.positions.totals == before.positions.totals
        assert after.thresholds.majority == before.thresholds.majority


def test_section_8f_each_counterpart_counts_from_its_own_day() -> None:
    """§8(f), §7: counterparts may be executed apart; a transferee joins on the day of its own."""
    register = desk_register()
    joined = replace(
        register,
        holders=tuple(
            transferee("H7", "Juniper Holdings", counterpart=dt.date(2003, 6, 20)) if each.id == "H7" else each
            for each in register.holders
        ),
    )
    assert analysis(joined, dt.date(2003, 6, 19)).thresholds.majority.of == 1_800_000
    assert analysis(joined, dt.date(2003, 6, 20)).thresholds.majority.of == 1_860_000


def test_section_8e_nevada_law_is_a_reading_and_not_a_guess() -> None:
    """§8(e): the agreement is silent on business days; Nevada's rule stands beside the unrolled date until chosen."""
    shown = deadline(worked_demand(), DeadlineId.DELAY_TEST)
    nevada = [other.value for other in shown.other_readings if other.choice == "nevada"]
    assert (shown.date, nevada) == (dt.date(2003, 6, 29), [dt.date(2003, 6, 30)])
