"""The section on damages: the limits not kept, what each holder is owed, and nothing of it where there is none."""

from __future__ import annotations

from rra_desktop.report.blocks import RowKind
from rra_desktop.report.summary import sections_of, summary, usual_sections
from tests.damages_matters import LATE, unfiled
from tests.matters import worked_demand
from tests.report.reading_summaries import analysis, flat, lines, only, rows, text_of


def test_each_limit_and_each_holder_has_a_line_and_the_sums_add_up() -> None:
    section = only(unfiled(), "damages", LATE)
    first, *rest = lines(section)
    assert first == ["Jul 17, 2003", "Last day to file, still not done", "Sep 30, 2003", "75"]
    amounts = [[cells[0].partition("[")[0], *cells[1:]] for cells in rest]
    assert amounts[0] == ["Alder Growth Fund I, L.P.", "$2,700.00", "$13.89", "$1,000.00", "$1,713.89"]
    assert amounts[-1] == ["Holders", "$13,500.00", "$126.21", "$1,000.00", "$12,626.21"]
    assert next(row.kind for row in rows(section)) is RowKind.URGENT
    assert "$108,000.00 × (1% for each of 2 periods of 30 days + 1% for 15 of 30 days) = $2,700.00" in rest[0][0]


def test_it_prints_with_its_working_and_its_facts() -> None:
    text = flat(text_of(summary(analysis(unfiled(), LATE), ["damages", "working"])))
    for said in (
        "Liquidated damages · Demand no. 1",
        "$13,500.00",
        "Liquidated damages owed to all holders",
        "Purchase price of Birch Street Partners",
        "75 days after Jul 17, 2003 through Sep 30, 2003, the day looked at",
    ):
        assert said in text


def test_while_every_limit_is_kept_it_is_no_usual_section_and_says_so_when_asked_for() -> None:
    made = unfiled(paid=False)
    assert "damages" not in usual_sections(analysis(made))
    assert "Every limit for which damages are fixed is kept" in text_of(summary(analysis(made), ["damages"]))
    assert "damages" in usual_sections(analysis(made, LATE))


def test_an_agreement_without_damages_has_no_such_section() -> None:
    seen = analysis(worked_demand(), LATE)
    assert "damages" not in [choice.id for choice in sections_of(seen)]
    assert "damages" not in usual_sections(seen)
    assert "amages" not in text_of(summary(seen)).replace("Liquidated damages", "")
