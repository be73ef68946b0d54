"""What the summary says: the analysis's figures in words counsel can check, section by section."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.agreement import PointSettled, PointState, ReadingChoice, Signature, TermChange
from rra_desktop.domain.offerings import Expense
from rra_desktop.domain.registrations import Method
from rra_desktop.domain.waivers import Waiver
from rra_desktop.errors import UserError
from rra_desktop.exchange.sample import sample_matter
from rra_desktop.report.blocks import (
    Boxes,
    RowKind,
)
from rra_desktop.report.pdf import pdf_bytes
from rra_desktop.report.summary import SECTIONS, sections_of, summary, usual_sections
from rra_desktop.store.forms import load_form
from rra_desktop.store.holiday_tables import load_holidays
from tests.conftest import LONG
from tests.matters import (
    AS_OF,
    company_notice,
    demand_notice,
    investor,
    issue,
    matter,
    worked_cutback,
    worked_demand,
)
from tests.report.reading_summaries import (
    analysis,
    flat,
    lines,
    only,
    paragraphs,
    register_of,
    rows,
    sample,
    section,
    text_of,
    words,
)

TITLES = {
    "deadlines": "Deadlines",
    "holdings": "Holdings on June 24, 2003",
    "cutback": "Cutback of the offerings",
    "money": "Money",
    "sellers": "Selling stockholders",
    "expenses": "Expenses of registration",
    "readings": "Readings, drafting points and terms",
    "working": "How each figure was reached",
}


# -- the whole ---------------------------------------------------------------------------------------------------------


def test_every_section_that_has_something_to_say_is_there_unasked() -> None:
    said = summary(sample())
    assert [each.id for each in said.sections] == [
        "overview",
        "deadlines",
        "holdings",
        "cutback",
        "money",
        "sellers",
        "readings",
        "working",
    ]
    assert usual_sections(analysis(matter(expenses=[Expense(0, AS_OF, "filing_fee", Decimal(1))]))) == (
        "overview",
        "contents",
        "deadlines",
        "holdings",
        "expenses",
        "readings",
        "working",
    )


@pytest.mark.parametrize("section_id", TITLES)
def test_every_section_can_be_on_and_off(section_id: str) -> None:
    assert [each.id for each in summary(sample(), [section_id]).sections] == [section_id]
    text = flat(text_of(summary(sample(), [section_id])))
    assert f"1 {TITLES[section_id]}" in text
    assert all(title not in text for title in {*TITLES.values()} - {TITLES[section_id], "Deadlines", "Money"})


def test_sections_print_in_their_own_order_whatever_order_they_are_asked_in() -> None:
    said = summary(sample(), ["readings", "overview", "deadlines"])
    assert [each.id for each in said.sections] == ["overview", "deadlines", "readings"]


def test_contents_are_on_only_when_asked_for() -> None:
    assert summary(sample()).contents
    assert not summary(sample(), ["deadlines"]).contents
    assert summary(sample(), ["contents", "deadlines"]).contents


def test_a_section_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UserError, match="no section “maps” in the summary; there are overview, contents, deadlines"):
        summary(sample(), ["maps"])


def test_the_choices_name_every_section_once() -> None:
    offered = [choice.id for choice in SECTIONS if choice.id != "damages"]
    assert offered == ["overview", "contents", *TITLES] == [choice.id for choice in sections_of(sample())]


def test_day_and_state_stand_in_the_footer() -> None:
    said = summary(sample(), ["deadlines"], (48, "3f9c0123456789abcdefe1"))
    assert said.footer == "As of June 24, 2003 · state 48 of the matter · 3f9c…e1"
    assert summary(sample(), ["deadlines"]).footer == "As of June 24, 2003"


def test_header_agreement_and_subtitle_are_the_matters() -> None:
    details = replace(worked_demand().details, header="Draft for discussion")
    said = summary(analysis(replace(worked_demand(), details=details)), ["deadlines"])
    assert said.header == "Draft for discussion"
    assert said.agreement == "BestNet Communications Corp. · Registration Rights Agreement of March 30, 2003"
    assert said.subtitle == "Demand no. 1 · for the Company · as of Tuesday, June 24, 2003"


def test_the_same_analysis_gives_the_same_bytes() -> None:
    assert pdf_bytes(summary(sample())) == pdf_bytes(summary(analysis(sample_matter(load_form))))


# -- figures are the analysis's ----------------------------------------------------------------------------------------


def test_the_figures_in_the_pdf_are_the_analysis_s() -> None:
    text = flat(text_of(summary(sample())))
    analysed = sample()
    expected = [
        wording.shares(analysed.positions.totals.registrable),
        wording.shares(analysed.thresholds.of("demand").majority.needed or 0),
    ]
    expected += [wording.shares(row.registrable) for row in analysed.positions.rows]
    expected += [wording.day(each.date) for each in analysed.deadlines if each.date]
    for offering in analysed.matter.offerings:
        cutback = analysed.cutback(offering.id)
        expected += [wording.shares(row.allocated) for row in cutback.outcome.participants if row.participates]
        expected += [wording.money(row.net) for row in cutback.outcome.participants if row.net and row.allocated]
        expected += [wording.shares(row.after) for row in cutback.sellers]
    assert [figure for figure in expected if figure not in text] == []
    assert len(expected) > 40


def test_the_boxes_say_where_we_stand() -> None:
    boxes = section(summary(sample(), ["overview"]), "overview").blocks[0]
    assert isinstance(boxes, Boxes)
    assert [(box.label, box.value, box.remark) for box in boxes.boxes[:3]] == [
        ("Registrable Shares", "10,800,000", "as-converted §7"),
        ("Requested", "6,270,000", "4 of 6 holders"),
        ("Filing window", "Jul 10 – Jul 17", "8 days §1(a), doubt"),
    ]
    assert boxes.boxes[3].label == "Demands left"
    assert boxes.boxes[3].value == f"{sample().thresholds.of('demand').demands_left.left} of 1"


def test_without_a_registration_the_boxes_say_what_a_majority_is() -> None:
    boxes = only(matter(holders=[investor("H1")], ledger=[issue("H1", 100)]), "overview").blocks[0]
    assert isinstance(boxes, Boxes)
    assert [(box.label, box.value) for box in boxes.boxes[1:3]] == [
        ("Units held by Investors", "100"),
        ("Registration", "none"),
    ]
    assert boxes.boxes[1].remark == "majority 51 §1(a)"


# -- holdings ----------------------------------------------------------------------------------------------------------


def test_the_register_shows_groups_totals_and_who_stands_outside() -> None:
    table = only(worked_demand(), "holdings")
    said = [(row.kind, words(row.cells[0]).partition("[")[0], words(row.cells[5])) for row in rows(table)]
    assert said == [
        (RowKind.GROUP, "Alder (one Investor, §3(c))", "3,600,000"),
        (RowKind.MEMBER, "Alder Growth Fund I, L.P.", "2,160,000"),
        (RowKind.MEMBER, "Alder Growth Fund II, L.P.", "1,440,000"),
        (RowKind.LINE, "Birch Street Partners", "3,240,000"),
        (RowKind.LINE, "Cedar Family Trust", "1,800,000"),
        (RowKind.LINE, "Elm & Daughters LLC", "1,440,000"),
        (RowKind.LINE, "Hawthorn, J. (IRA)", "720,000"),
        (RowKind.TOTAL, "Investors · 6 holders, 5 Investors", "10,800,000"),
        (RowKind.OUTSIDE, "Juniper Holdings (not counted) (doubt)", "360,000"),
        (RowKind.LINE, "Dogwood Capital (Other Holder)", "1,400,000"),
    ]


def test_percentages_follow_the_reading_of_a_majority() -> None:
    """§1(a): counted in as-converted shares, a group's percentage is of shares, and all Investors are the whole."""
    of_shares = replace(worked_demand(), readings=matter(readings={"majority_basis": "as_converted_shares"}).readings)
    printed = {line[0]: line[-1] for line in lines(only(of_shares, "holdings"))}
    (group,) = [share for name, share in printed.items() if name.startswith("Alder (one Investor")]
    (total,) = [share for name, share in printed.items() if name.startswith("Investors ·")]
    assert (group, total) == ("33.33%", "100.00%")


def test_the_majority_is_said_with_what_another_reading_needs() -> None:
    said = paragraphs(only(worked_demand(), "holdings"))
    assert "900,001 of 1,800,000 Units, more than half (1(a))" in said
    assert "2,250,001" in said


# -- readings and terms ------------------------------------------------------------------------------------------------


def test_readings_print_choice_reason_and_effect() -> None:
    chosen = replace(worked_cutback(), readings=(ReadingChoice("cutback_weight", "held", "course of dealing"),))
    line = next(line for line in lines(only(chosen, "readings", date(2003, 7, 15))) if line[1].startswith("Pro rata"))
    assert line[0] == "(3(c))"
    assert line[1].startswith("Pro rata to what? shares held, not shares requested.")
    assert line[1].endswith("Reason: Course of dealing.")
    assert line[2].startswith("moves ")
    assert line[2].endswith(" shares")


def test_every_reading_point_and_term_is_there() -> None:
    form = load_form("bestnet-2003")
    said = only(worked_demand(), "readings")
    printed = "\n".join("\n".join(line) for line in lines(said)) + paragraphs(said)
    assert [reading.id for reading in form.readings if reading.question not in printed] == []
    assert [point.id for point in form.drafting_points if point.title not in printed] == []
    assert [term.id for term in form.terms if term.label not in printed] == []


def test_a_settled_point_says_how() -> None:
    settled = replace(worked_demand(), points=(PointSettled("promptly", PointState.SETTLED, "Sent within four days."),))
    line = next(line for line in lines(only(settled, "readings")) if "Promptly" in line[1])
    assert "Sent within four days." in line[1]
    assert line[-1] == "settled"


def test_an_amended_term_shows_what_was_signed() -> None:
    change = TermChange(1, "request_days", 25, date(2003, 6, 1), "8(c)", "First Amendment")
    unsigned = replace(worked_demand(), term_changes=(change,))
    said = lines(only(unsigned, "readings"))
    line = next(line for line in said if line[1].startswith("Days for the other Investors"))
    assert line[2] == "20 days"
    assert "25 days from June 1, 2003 (§8(c), First Amendment): not signed by the Company, Alder Growth" in line[1]
    signed = (Signature("company"), *(Signature(f"H{number}", date(2003, 6, 2)) for number in range(1, 7)))
    amended = replace(unsigned, term_changes=(replace(change, signed_by=signed),))
    line = next(line for line in lines(only(amended, "readings")) if line[1].startswith("Days for the other Investors"))
    assert line[2] == "25 days"
    assert "20 days in the agreement as signed. 25 days since June 2, 2003 (§8(c), First Amendment)." in line[1]


def test_a_window_without_a_filing_day_is_said_in_the_head() -> None:
    """§1(a): received on June 4 and June 19 the two limits meet on Saturday, July 19."""
    events = [
        demand_notice(method=Method.FAX, received=date(2003, 6, 4)),
        company_notice(method=Method.FAX, received=date(2003, 6, 19)),
    ]
    one = replace(worked_demand(), events=tuple(replace(each, id=n) for n, each in enumerate(events, 1)))
    text = flat(text_of(summary(analysis(one), ["overview", "deadlines"])))
    assert "EDGAR: not before Jul 21, not after Jul 18" in text
    assert "open 1 day" not in text


def test_a_waived_first_day_is_no_conflict_in_the_head() -> None:
    """§8(c): every Investor gives up the 30 days that leave no day to file."""
    late = company_notice(method=Method.FAX, received=date(2003, 6, 20))
    one = replace(worked_demand(), events=(worked_demand().events[0], replace(late, id=9)))
    signed = tuple(f"H{number}" for number in range(1, 7))
    waiver = Waiver(1, "filing_earliest", date(2003, 6, 23), signed, "R1")
    text = flat(
        text_of(summary(Analysis(replace(one, waivers=(waiver,)), AS_OF, load_holidays()), ["overview", "deadlines"]))
    )
    assert "the first day is waived" in text
    assert "Conflict" not in text


# -- working -----------------------------------------------------------------------------------------------------------


def test_the_working_goes_down_to_the_records() -> None:
    text = flat(text_of(summary(sample(), ["working"])))
    assert "300,000 Units × 3 = 900,000." in text
    assert "45 days after the Company received the Demand Notice (Mon, Jun 2, 2003)" in text
    assert "Facts entered" in text
    told = "Demand Notice · certified mail, sent Fri, May 30, 2003, received Mon, Jun 2, 2003"
    assert f"event 1 of Demand no. 1 {told}" in text
    assert "ledger entry 4 Issue of 300,000 Units, Cedar Family Trust, Mar 30, 2003" in text


def test_records_that_run_on_are_named_together() -> None:
    assert "ledger entries 1 to 6" in flat(text_of(summary(sample(), ["working"])))


def test_a_register_too_long_for_the_appendix_says_so() -> None:
    said = paragraphs(only(register_of(100), "working"))
    assert "The steps of 41 more figures of this kind are not printed; the program shows each of them." in said


# -- long registers ----------------------------------------------------------------------------------------------------


def test_hundreds_of_holders_fill_pages_under_repeated_headings() -> None:
    """The long form has a thousand of them."""
    count = 1000 if LONG else 400
    said = summary(analysis(register_of(count)), ["holdings", "cutback"])
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf_bytes(said))).pages]
    for heading, first in (("Investor Units Common", "1 Holdings"), ("Seller Held Requested", "2 Cutback")):
        begins = next(number for number, page in enumerate(pages) if first in page)
        on = [number for number, page in enumerate(pages) if heading in page]
        assert on == list(range(begins, begins + len(on)))
        assert len(on) > count // 60
    text = "".join(pages)
    assert all(text.count(f"Holder H{number} ") >= 2 for number in range(1, count + 1))


def test_the_day_looked_at_is_the_day_printed() -> None:
    later = summary(analysis(worked_demand(), dt.date(2003, 9, 1)), ["holdings"])
    assert section(later, "holdings").title == "Holdings on September 1, 2003"
    assert later.footer == "As of September 1, 2003"
