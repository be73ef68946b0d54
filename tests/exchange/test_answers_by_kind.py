"""What programs, the command line and the PDF are told of a cutback under Rule 415: every kind of share."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.cli.cutback import cutback_in_words
from rra_desktop.domain.priority_plans import PriorityPlan, Tier, Weight
from rra_desktop.domain.register import Security
from rra_desktop.exchange import answers
from rra_desktop.report.blocks import Table
from rra_desktop.report.sections.cutback import cutback_section
from rra_desktop.store.holiday_tables import load_holidays
from tests.calculation.offering_builder import Person, offering_matter
from tests.matters import issue

KINDS = (Security.COMMON, Security.PREFERRED, Security.WARRANT)
RULE_415 = PriorityPlan(
    "resale",
    "Rule 415",
    "2(e)",
    tuple(Tier(("investors",), Weight.HELD, securities=(kind,)) for kind in KINDS),
    governs=("rule_415",),
)


def analysis_of(plan: PriorityPlan, maximum: int) -> Analysis:
    """Analyse an offering to two Investors of ten and five Units, who ask for all they have."""
    people = [Person("Ash", 0, 60), Person("Beech", 0, 30)]
    made = offering_matter(people, maximum=maximum, plan=plan)
    made = replace(made, ledger=(issue("Ash", 10), issue("Beech", 5, sequence=2)))
    return Analysis(made, dt.date(2003, 7, 15), load_holidays())


@pytest.fixture(scope="module")
def resale() -> Analysis:
    """Let 84 of 90 shares be registered: the 15 Warrant shares are cut to 9."""
    return analysis_of(RULE_415, 84)


def test_programs_are_told_every_kind(resale: Analysis) -> None:
    answer = answers.cutback(resale, "O1")
    rows = answer["participants"]
    assert isinstance(rows, list)
    assert [(row["holder"], row["allocated"]) for row in rows if isinstance(row, dict)] == [("Ash", 56), ("Beech", 28)]
    (ash, _) = rows
    assert isinstance(ash, dict)
    assert isinstance(ash["kinds"], list)
    assert ash["kinds"][2] == {
        "security": "warrant",
        "held": 10,
        "counted": 10,
        "quota": "6",
        "allocated": 6,
        "cut": 4,
        "round": 1,
    }


def test_the_command_line_says_what_may_be_registered_and_what_each_kind_gets(resale: Analysis) -> None:
    said = cutback_in_words(resale, "O1")

    assert "At most 84 shares may be registered; the Company sells 0" in said
    assert "Ash: Common 30 of 30; shares on conversion of Preferred 20 of 20; Warrant shares 6 of 10." in said


def test_the_pdf_has_a_table_by_kind(resale: Analysis) -> None:
    tables = [block for block in cutback_section(resale).blocks if isinstance(block, Table)]
    titles = [[column.heading for column in table.columns] for table in tables]

    assert ["Seller", "Kind of share", "Held", "Requested", "Allocated", "Cut"] in titles


def test_least_shares_are_told_round_by_round() -> None:
    tier = Tier(("investors",), Weight.EQUAL, most_cut_each=Fraction(1, 3))
    analysis = analysis_of(PriorityPlan("own", "Own", "9", (tier,)), 66)

    rounds = answers.cutback(analysis, "O1")["rounds"]
    assert isinstance(rounds, list)
    assert [(each["capped"], each.get("kept")) for each in rounds if isinstance(each, dict)] == [
        ([], ["Ash"]),
        ([], None),
    ]
    assert "Ash got the least share below which none may be cut" in cutback_in_words(analysis, "O1")
