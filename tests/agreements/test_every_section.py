"""Every section of the agreement bears something the program computes, or is shown to set no number and no date.

The worked examples are run, and for each section one figure, deadline, finding or answer must cite it. The sections
that nothing cites have a small test each of what they mean for the rest.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.money.contribution import contribution
from rra_desktop.calculation.money.expenses import expense_rule
from rra_desktop.domain.deadlines import Deadline, DeadlineStatus, RequestState
from rra_desktop.domain.figures import Clause, Figure
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Expense
from rra_desktop.domain.proceeds import ContributionParty
from rra_desktop.domain.registrations import EventType
from rra_desktop.domain.statements import Mark
from rra_desktop.domain.waivers import Waiver
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.wording import words_of
from tests.matters import AS_OF, desk_register, event, form, matter, request, transferee, worked_cutback, worked_demand

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


def deadline(it: Matter, deadline_id: str, as_of: dt.date = AS_OF) -> Deadline:
    """Return the one deadline of that id."""
    (found,) = [each for each in analysis(it, as_of).deadlines if each.id == deadline_id]
    return found


# -- what bears which section ------------------------------------------------------------------------------------------

BORNE_BY = {
    "1(a)": ("deadline", "filing_latest"),
    "1(b)": ("figure", "position registrable"),
    "1(c)": ("figure", "demands_left"),
    "1(d)": ("deadline", "delay_test"),
    "2(b)": ("deadline", "keep_effective_until"),
    "2(e)": ("deadline", "keep_effective_until"),
    "3(a)": ("deadline", "registration_notice_due"),
    "3(b)": ("finding", "holder_undefined"),
    "3(c)": ("figure", "cutback allocated"),
    "4": ("expense", "printing"),
    "5(b)": ("figure", "cutback indemnity_cap"),
    "5(d)": ("figure", "money by_benefits"),
    "6": ("answer", "H4"),
    "7": ("figure", "position common"),
    "8(a)": ("figure", "event received"),
    "8(c)": ("deadline", "filing_latest"),
    "8(e)": ("finding", "business_days"),
    "8(g)": ("finding", "late_joinder"),
}
"""One thing computed for each section that bears it; "kind part" of a figure, the id of anything else."""

SETS_NOTHING = ("2(a)", "2(c)", "2(d)", "5(a)", "5(c)", "8(b)", "8(d)", "8(f)")
"""Sections that set no number, no date and no doubt; what they mean for the rest is shown below, one by one."""

_CITED = re.compile(r"(?<!Recital )\b([1-8](?:\([a-g]\))?)")
_CITED_IN_WORDS = re.compile(r"§([1-8](?:\([a-g]\))?)")


def citations(it: Matter, as_of: dt.date) -> Iterator[tuple[list[str], str, str]]:
    """Yield what each thing an analysis gives for a matter cites, and its kind and name."""
    seen = analysis(it, as_of)
    for figure in (each for top in figures_of(seen) for each in top.walk()):
        yield cited_by(figure), "figure", f"{figure.key.kind} {figure.key.part}".strip()
    for each in seen.deadlines:
        yield [*_CITED.findall(each.section), *cited_beside(each.explain().marks)], "deadline", each.id
    for finding in seen.findings:
        yield _CITED.findall(finding.section), "finding", finding.point or finding.kind
    for answer in (each for registration in it.registrations for each in seen.answers(registration.id)):
        yield cited_beside(answer.marks), "answer", answer.holder
    for expense in it.expenses:
        yield [expense_rule(it, expense.category).section], "expense", expense.category


def cited_beside(marks: Iterable[Mark]) -> list[str]:
    """Return the sections that marks rest on or name."""
    said = " ".join(f"§{mark.statement.section} {words_of(mark)}" for mark in marks)
    return _CITED_IN_WORDS.findall(said)


def cited_by(figure: Figure[Any]) -> list[str]:
    """Return the sections a figure stands on."""
    return _CITED.findall(figure.authority.section) if isinstance(figure.authority, Clause) else []


def figures_of(seen: Analysis) -> Iterator[Figure[Any]]:
    """Yield the figures of every room: the register, the majority, the demands left, the deadlines, the cutbacks."""
    yield seen.thresholds.of("demand").figure_majority()
    yield seen.thresholds.of("demand").figure_demands_left()
    yield from (each.explain() for each in seen.deadlines)
    for holder in seen.matter.holders:
        yield from (
            seen.positions.figure(holder.id, part) for part in ("common", "preferred", "warrants", "registrable")
        )
    for offering in seen.matter.offerings:
        cutback = seen.cutback(offering.id)
        for row in cutback.outcome.participants:
            yield from (cutback.figure(row.holder, part) for part in ("allocated", "net", "indemnity_cap"))


def company_asks_and_is_waited_for() -> Matter:
    """Make the worked demand with a request that owes information (§6) and one Investor's waiver of a day (§8(c))."""
    owing = request("H4", 150_000, received=dt.date(2003, 6, 20), information_owed=True)
    given = Waiver(1, "filing_latest", dt.date(2003, 6, 23), ("H3",), "R1")
    bill = Expense(1, dt.date(2003, 6, 23), "printing", Decimal("12000.00"), "R1")
    return replace(worked_demand(), requests=(replace(owing, id=1),), waivers=(given,), expenses=(bill,))


@cache
def borne() -> dict[str, set[tuple[str, str]]]:
    """Return what bears each section in the worked examples together."""
    examples = (
        (worked_demand(), AS_OF),
        (worked_cutback(), dt.date(2003, 7, 15)),
        (company_asks_and_is_waited_for(), AS_OF),
    )
    company, birch = ContributionParty("The Company", Decimal(700)), ContributionParty("Birch", Decimal(300))
    shared = contribution(company, birch, Decimal(100), form=form()).by_benefits
    found: dict[str, set[tuple[str, str]]] = {}
    for sections, kind, name in (
        *(each for example in examples for each in citations(*example)),
        (cited_by(shared), "figure", f"{shared.key.kind} {shared.key.part}"),
    ):
        for section in sections:
            found.setdefault(section, set()).add((kind, name))
    return found


def test_every_section_is_asked_about_once() -> None:
    assert sorted([*BORNE_BY, *SETS_NOTHING]) == sorted(SECTIONS)


@pytest.mark.parametrize(("section", "bearer"), BORNE_BY.items())
def test_something_computed_bears_the_section(section: str, bearer: tuple[str, str]) -> None:
    assert bearer in borne()[section]


@pytest.mark.parametrize("section", SETS_NOTHING)
def test_nothing_computed_bears_a_section_that_sets_nothing(section: str) -> None:
    assert borne().get(section) is None


# -- sections nobody would think of ------------------------------------------------------------------------------------


def test_section_2a_a_statement_is_filed_and_then_made_effective() -> None:
    """§2(a): before filing the day of effectiveness is projected; filing meets one deadline and starts the next."""
    under_way = worked_demand()
    assert deadline(under_way, "effectiveness_deadline").projected
    filed = replace(under_way, events=(*under_way.events, replace(event(EventType.FILED, dt.date(2003, 7, 15)), id=9)))
    after = dt.date(2003, 7, 16)
    assert deadline(filed, "filing_latest", after).status is DeadlineStatus.MET
    effective_by = deadline(filed, "effectiveness_deadline", after)
    assert (effective_by.date, effective_by.projected) == (dt.date(2003, 11, 12), False)


@pytest.mark.parametrize("category", ["printing", "shipping", "blue_sky"])
def test_sections_2c_and_2d_prospectuses_and_state_filings_are_the_companys_expense(category: str) -> None:
    """§2(c), §2(d): copies of the prospectus and qualification in the states; §4 has the Company pay for both."""
    assert expense_rule(matter(), category).named


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
        assert after.thresholds.of("demand").majority == before.thresholds.of("demand").majority


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
    assert analysis(joined, dt.date(2003, 6, 19)).thresholds.of("demand").majority.of == 1_800_000
    assert analysis(joined, dt.date(2003, 6, 20)).thresholds.of("demand").majority.of == 1_860_000


def test_section_8e_nevada_law_is_a_reading_and_not_a_guess() -> None:
    """§8(e): the agreement is silent on business days; Nevada's rule stands beside the unrolled date until chosen."""
    shown = deadline(worked_demand(), "delay_test")
    nevada = [other.value for other in shown.other_readings if other.choice == "nevada"]
    assert (shown.date, nevada) == (dt.date(2003, 6, 29), [dt.date(2003, 6, 30)])
