"""What the summary says: the analysis's figures in words counsel can check, section by section."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from pypdf import PdfReader

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.agreement import PointSettled, PointState, ReadingChoice, Signature, TermChange
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.registrations import EventType, Method, WithdrawnBy
from rra_desktop.domain.waivers import Waiver
from rra_desktop.errors import UserError
from rra_desktop.exchange.sample import sample_matter
from rra_desktop.report.blocks import (
    Bar,
    Boxes,
    ClauseMark,
    Footnote,
    Paragraph,
    Row,
    RowKind,
    Section,
    Table,
    Text,
    Tone,
    Words,
)
from rra_desktop.report.pdf import pdf_bytes
from rra_desktop.report.summary import SECTIONS, Summary, summary, usual_sections
from rra_desktop.store.forms import load_form
from rra_desktop.store.holiday_tables import load_holidays
from tests.matters import (
    AS_OF,
    company_notice,
    demand,
    demand_notice,
    event,
    investor,
    issue,
    matter,
    piggyback,
    worked_cutback,
    worked_demand,
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


@cache
def sample() -> Analysis:
    return Analysis(sample_matter(load_form), AS_OF, load_holidays())


def analysis(of: Matter, as_of: date = AS_OF) -> Analysis:
    return Analysis(of, as_of, load_holidays())


def text_of(said: Summary) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf_bytes(said))).pages)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def section(said: Summary, section_id: str) -> Section:
    return next(each for each in said.sections if each.id == section_id)


def words(text: Text | Bar) -> str:
    """Run the words of a cell together, footnotes in square brackets and sections in round ones."""
    if isinstance(text, Bar):
        return ""
    parts: list[str] = []
    for part in text:
        match part:
            case Footnote(inner):
                parts.append(f"[{words(inner)}]")
            case ClauseMark(number):
                parts.append(f"({number})")
            case Words(said):
                parts.append(said)
    return "".join(parts)


def rows(of: Section) -> list[Row]:
    return [row for block in of.blocks if isinstance(block, Table) for row in block.rows]


def lines(of: Section) -> list[list[str]]:
    return [[words(cell) for cell in row.cells] for row in rows(of)]


def paragraphs(of: Section) -> str:
    return "\n".join(words(block.text) for block in of.blocks if isinstance(block, Paragraph))


def only(of: Matter, section_id: str, as_of: date = AS_OF) -> Section:
    return section(summary(analysis(of, as_of), [section_id]), section_id)


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
    assert [choice.id for choice in SECTIONS] == ["overview", "contents", *TITLES]


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
        wording.shares(analysed.thresholds.majority.needed or 0),
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
    assert boxes.boxes[3].value == f"{sample().thresholds.demands_left.left} of 1"


def test_without_a_registration_the_boxes_say_what_a_majority_is() -> None:
    boxes = only(matter(holders=[investor("H1")], ledger=[issue("H1", 100)]), "overview").blocks[0]
    assert isinstance(boxes, Boxes)
    assert [(box.label, box.value) for box in boxes.boxes[1:3]] == [
        ("Units held by Investors", "100"),
        ("Registration", "none"),
    ]
    assert boxes.boxes[1].remark == "majority 51 §1(a)"


# -- deadlines ---------------------------------------------------------------------------------------------------------


def test_the_worked_demand_reads_as_a_calendar() -> None:
    """Holders whose clocks end on one day share a line; what waits stands at the end."""
    table = [
        [date, what.partition("[")[0], who, mark] for date, what, who, mark in lines(only(worked_demand(), "deadlines"))
    ]
    assert table == [
        ["Tue, Jun 17, 2003", "Company Notice received by all (advised), met Jun 10, 2003", "Company", "(1(a))"],
        ["Thu, Jun 26, 2003", "Requests from other Investors due", "Investors", "(1(a))"],
        ["Sun, Jun 29, 2003", "Last day for a Company offering to qualify for a delay", "Company", "(1(d))"],
        ["Thu, Jul 10, 2003", "First day to file", "Company", "(1(a))"],
        ["Thu, Jul 17, 2003", "Last day to file", "Company", "(1(a))"],
        ["Fri, Nov 14, 2003", "Registration effective by, projected", "Company", "(1(a))"],
        ["Thu, Mar 30, 2006", "Warrants issued Mar 30, 2003 expire", "Investors", "(Recital 1(c))"],
        ["waits", "Keep effective until: waits for the effective date", "Company", "(2(b), 2(e))"],
    ]


def test_the_last_day_to_file_stands_out_until_it_is_met() -> None:
    urgent = [row for row in rows(only(worked_demand(), "deadlines")) if row.kind is RowKind.URGENT]
    assert [words(row.cells[0]) for row in urgent] == ["Thu, Jul 17, 2003"]
    filed = replace(
        worked_demand(), events=(*worked_demand().events, replace(event(EventType.FILED, date(2003, 7, 15)), id=9))
    )
    after = only(filed, "deadlines", date(2003, 7, 16))
    assert [row for row in rows(after) if row.kind is RowKind.URGENT and "file" in words(row.cells[1])] == []
    assert any("Last day to file, met Jul 15, 2003" in line[1] for line in lines(after))


def test_the_working_and_the_other_reading_stand_at_the_foot_with_the_reason() -> None:
    reason = "the later words refer to an undefined notice"
    chosen = replace(worked_demand(), readings=(ReadingChoice("request_window_from", "given", reason),))
    note = next(line[1] for line in lines(only(chosen, "deadlines")) if line[0] == "Thu, Jun 26, 2003")
    assert "20 days after the Company Notice to Elm & Daughters LLC was given (Fri, Jun 6, 2003)." in note
    assert f"Reading chosen: given, “{reason}”." in note
    assert "Other reading, received: Sun, Jun 29, 2003 or Mon, Jun 30, 2003." in note


def test_clocks_that_end_on_different_days_name_their_holders() -> None:
    apart = matter(
        holders=[investor(f"H{number}", name) for number, name in enumerate(("Alder", "Birch", "Cedar", "Elm"), 1)],
        ledger=[issue("H1", 400), *(issue(f"H{number}", 100) for number in range(2, 5))],
        registrations=[demand(initiated_by=["H1"])],
        events=[
            demand_notice(sent=date(2003, 5, 30), received=date(2003, 6, 2)),
            company_notice(to="H2", sent=date(2003, 6, 6), received=date(2003, 6, 9)),
            company_notice(to="H3", sent=date(2003, 6, 9), received=date(2003, 6, 10)),
            company_notice(to="H4", sent=date(2003, 6, 9)),
        ],
    )
    said = [line[1].partition("[")[0] for line in lines(only(apart, "deadlines")) if "Requests" in line[1]]
    assert said[0] == "Requests from other Investors due: Birch"
    assert "Cedar" in "".join(said)
    assert "Elm" in "".join(said)


def test_a_date_that_was_assumed_is_called_so() -> None:
    silent = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[issue("H1", 100), issue("H2", 50)],
        registrations=[demand(initiated_by=["H1"])],
        events=[demand_notice(sent=date(2003, 5, 30))],
    )
    last = next(line for line in lines(only(silent, "deadlines")) if line[1].startswith("Last day to file"))
    assert last[1].startswith("Last day to file, assumed")


def conflicting() -> Matter:
    late = tuple(
        replace(each, received=date(2003, 6, 20)) if each.type is EventType.COMPANY_NOTICE and each.to == "H4" else each
        for each in worked_demand().events
    )
    return replace(worked_demand(), events=late)


def test_a_conflict_is_said_once_and_stands_out() -> None:
    said = summary(analysis(conflicting()), ["overview", "deadlines"])
    told = [block for each in said.sections for block in each.blocks if isinstance(block, Paragraph)]
    alerts = [block for block in told if block.tone is Tone.ALERT]
    assert len(alerts) == 1
    assert words(alerts[0].text).startswith("Conflict. No day satisfies §1(a)")
    assert "Sun, Jul 20, 2003" in words(alerts[0].text)
    assert "Thu, Jul 17, 2003" in words(alerts[0].text)
    boxes = said.sections[0].blocks[0]
    assert isinstance(boxes, Boxes)
    assert boxes.boxes[2].value == "no day"


def test_a_conflict_is_said_with_the_deadlines_when_there_is_no_overview() -> None:
    assert paragraphs(only(conflicting(), "deadlines")).startswith("Conflict. No day satisfies §1(a)")


def test_what_is_overdue_is_said_in_words() -> None:
    late = only(worked_demand(), "deadlines", date(2003, 8, 1))
    said = {line[0]: (line[1].partition("[")[0], row.kind) for line, row in zip(lines(late), rows(late), strict=True)}
    assert said["Thu, Jul 17, 2003"] == ("Last day to file, overdue", RowKind.URGENT)


def test_what_has_become_moot_stands_outside() -> None:
    withdrawn = replace(event(EventType.WITHDRAWN, date(2003, 6, 20), by=WithdrawnBy.COMPANY), id=99)
    over = replace(worked_demand(), events=(*worked_demand().events, withdrawn))
    outside = [row for row in rows(only(over, "deadlines", date(2003, 8, 1))) if row.kind is RowKind.OUTSIDE]
    assert [words(row.cells[1]).partition("[")[0] for row in outside] == [
        "Requests from other Investors due, moot",
        "Last day for a Company offering to qualify for a delay, moot",
        "First day to file, moot",
        "Last day to file, moot",
        "Registration effective by, projected, moot",
    ]


def test_several_registrations_have_a_heading_each() -> None:
    text = flat(text_of(summary(sample(), ["deadlines"])))
    assert "Demand no. 1 Date What Who Clause" in text
    assert "Company offering, autumn 2003 Date What Who Clause" in text


def test_no_registration_means_no_deadline() -> None:
    assert "no deadline runs" in paragraphs(only(matter(), "deadlines"))


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


# -- cutback and money -------------------------------------------------------------------------------------------------


def test_the_worked_cutback_reads_as_in_the_example() -> None:
    said = only(worked_cutback(), "cutback", date(2003, 7, 15))
    assert lines(said)[:6] == [
        ["Alder (one Investor)", "3,000,000", "1,800,000", "1,698,529", "5.64%", ""],
        ["Alder Fund I", "1,800,000", "1,800,000", "1,698,529", "5.64%", ""],
        ["Birch", "2,400,000", "2,400,000", "1,358,824", "43.38%", ""],
        ["Cedar", "600,000", "150,000", "150,000", "0.00%", ""],
        ["Dogwood (Other Holder)", "1,400,000", "1,400,000", "792,647", "43.38%", ""],
        ["Holders", "7,400,000", "5,750,000", "4,000,000", "30.43%", ""],
    ]
    assert "Underwriters’ maximum 10,000,000 less the Company’s 6,000,000 leaves 4,000,000" in paragraphs(said)


def test_the_rounds_are_told_in_words() -> None:
    said = paragraphs(only(worked_cutback(), "cutback", date(2003, 7, 15)))
    assert "Round 1 · 4,000,000 over 7,400,000 shares held: Cedar reaches its request." in said
    assert "Round 2 · 3,850,000 over 6,800,000: quotas 1,698,529.41, 1,358,823.53, 792,647.06." in said
    assert "Whole shares · 3,999,999 after rounding down; the one left goes to Birch, the largest remainder." in said


def test_other_readings_stand_below_seller_by_seller() -> None:
    table = lines(only(worked_cutback(), "cutback", date(2003, 7, 15)))[6:]
    assert ["Pro rata to what? shares requested (3(c))", "1,252,174", "1,669,565", "104,348", "973,913"] in table


def test_bars_show_what_was_given_of_what_was_asked() -> None:
    bars = [cell for row in rows(only(worked_cutback(), "cutback")) for cell in row.cells if isinstance(cell, Bar)]
    assert bars[1] == Bar(1_358_824, 2_400_000, 2_400_000)


def test_a_request_above_the_holding_counts_for_the_holding() -> None:
    asked = tuple(
        replace(each, quantity=9_000_000) if each.holder == "H4" else each
        for each in worked_cutback().offering_requests
    )
    said = only(replace(worked_cutback(), offering_requests=asked), "cutback")
    assert max(cell.largest for row in rows(said) for cell in row.cells if isinstance(cell, Bar)) == 2_400_000
    cedar = next(line[0] for line in lines(said) if line[0].startswith("Cedar"))
    assert cedar == (
        "Cedar[Doubt. Cedar asks for 9,000,000 and holds 600,000; the request counts for what it holds. (3(c))]"
    )
    assert "holds 600,000" not in paragraphs(said)
    money = lines(only(replace(worked_cutback(), offering_requests=asked), "money"))
    assert any(line[0] == cedar for line in money)


def test_an_offering_without_a_maximum_waits_for_it() -> None:
    waiting = replace(worked_cutback(), offerings=(replace(worked_cutback().offerings[0], maximum=None),))
    for section_id in ("cutback", "money", "sellers"):
        assert paragraphs(only(waiting, section_id)).startswith("Waits for the underwriters’ maximum")


def test_an_offering_that_takes_all_cuts_nobody() -> None:
    roomy = replace(worked_cutback(), offerings=(replace(worked_cutback().offerings[0], maximum=20_000_000),))
    said = only(roomy, "cutback")
    assert "Every request fits; nobody is cut." in paragraphs(said)
    assert "Round 1" not in paragraphs(said)


@pytest.mark.parametrize("plan", [plan.id for plan in load_form("bestnet-2003").plans])
def test_every_plan_can_be_told(plan: str) -> None:
    planned = replace(worked_cutback(), offerings=(replace(worked_cutback().offerings[0], plan=plan),))
    said = only(planned, "cutback", date(2003, 7, 15))
    assert paragraphs(said).startswith("Underwriters’ maximum 10,000,000")
    assert lines(said)[5][0] == "Holders"
    pdf_bytes(summary(analysis(planned), ["cutback", "working"]))


def test_many_sellers_have_their_readings_in_one_column() -> None:
    many = register_of(40)
    said = only(many, "cutback")
    assert [words(row.cells[0]) for row in rows(said)][40:42] == [
        "Holders",
        "Pro rata to what? shares requested (3(c))",
    ]
    assert len(rows(said)[41].cells) == 2
    assert rows(said)[40].kind is RowKind.TOTAL


@pytest.mark.parametrize("matter", [worked_cutback(), sample_matter(load_form)], ids=["worked example", "sample"])
def test_the_holders_line_is_the_sum_of_those_above_it(matter: Matter) -> None:
    """Who sells nothing is not printed, and not added up either."""
    table = rows(only(matter, "cutback", date(2003, 7, 15)))
    total = next(place for place, row in enumerate(table) if row.kind is RowKind.TOTAL)
    sellers = [row for row in table[:total] if row.kind is RowKind.LINE]
    for column in (1, 2, 3):
        counts = [int(words(row.cells[column]).replace(",", "")) for row in sellers]
        assert wording.shares(sum(counts)) == words(table[total].cells[column])


def test_money_adds_up_as_printed() -> None:
    table = lines(only(worked_cutback(), "money", date(2003, 7, 15)))
    assert table[0] == ["Alder Fund I", "1,698,529", "$2,123,161.25", "$148,621.29", "$1,974,539.96", "$2,123,161.25"]
    holders = next(line for line in table if line[0] == "Holders")
    sellers = table[: table.index(holders)]
    for column in (2, 3, 4):
        assert sum(map(amount, (line[column] for line in sellers))) == amount(holders[column])
    assert next(line for line in table if line[0] == "Offering")[2] == "$12,500,000.00"


@pytest.mark.parametrize(
    ("price", "discount", "differing"),
    [
        ("0.3333", "6.55", "Dogwood is"),
        ("1.005", "7", "Alder Fund I and Dogwood is"),
        ("0.01", "0.1", "Alder Fund I is"),
    ],
)
def test_money_adds_up_at_any_price_and_says_which_lines_are_a_cent_off(
    price: str, discount: str, differing: str
) -> None:
    priced = replace(worked_cutback().offerings[0], price=Decimal(price), discount_percent=Decimal(discount))
    said = only(replace(worked_cutback(), offerings=(priced,)), "money", date(2003, 7, 15))
    table = {line[0]: [amount(cell) for cell in line[2:5]] for line in lines(said)}
    sellers = [amounts for name, amounts in table.items() if name not in ("Holders", "Company", "Offering")]
    for column in range(3):
        assert sum(amounts[column] for amounts in sellers) == table["Holders"][column]
        assert table["Holders"][column] + table["Company"][column] == table["Offering"][column]
    assert f"An amount of {differing} a cent from its own rounding" in paragraphs(said)


@pytest.mark.parametrize(
    ("choice", "missing"),
    [
        ("notice_day", "the day the Company’s notice was given, on which holdings are measured"),
        ("effective_day", "the effective date, on which holdings are measured"),
    ],
)
def test_a_day_of_measuring_that_is_not_recorded_is_waited_for(choice: str, missing: str) -> None:
    read = replace(worked_cutback(), readings=(ReadingChoice("held_on", choice),))
    for section_id in ("cutback", "money"):
        assert f"Waits for {missing}." in paragraphs(only(read, section_id))
    held = {line[0]: line[1:4] for line in lines(only(read, "cutback"))}
    assert held["Birch"] == ["pending", "2,400,000", "waits"]


def amount(written: str) -> Decimal:
    return Decimal(written.replace("$", "").replace(",", ""))


def test_the_option_stands_beside_the_offering() -> None:
    optional = replace(worked_cutback(), offerings=(replace(worked_cutback().offerings[0], option_shares=1_500_000),))
    assert lines(only(optional, "money"))[-1][:3] == [
        "Over-allotment option, beside the offering",
        "1,500,000",
        "$1,875,000.00",
    ]


def test_without_a_price_amounts_wait() -> None:
    free = replace(worked_cutback(), offerings=(replace(worked_cutback().offerings[0], price=None),))
    assert paragraphs(only(free, "money")) == "The offering has no price yet; amounts wait for it."


def test_the_selling_stockholder_table_says_what_is_left() -> None:
    sold = replace(worked_cutback(), offerings=(replace(worked_cutback().offerings[0], outstanding_after=50_000_000),))
    table = lines(only(sold, "sellers", date(2003, 7, 15)))
    assert table[1] == ["Birch", "2,400,000", "1,358,824", "1,041,176", "2.04%"]
    assert table[-1] == ["Selling stockholders", "6,200,000", "4,000,000", "2,200,000", ""]


def test_expenses_say_who_bears_them() -> None:
    spent = matter(
        registrations=[piggyback()],
        expenses=[
            Expense(0, date(2003, 7, 15), "filing_fee", Decimal("1234.56"), "R1"),
            Expense(0, date(2003, 7, 1), "investor_counsel", Decimal(10_000), "R1", "Hawthorn"),
        ],
    )
    table = lines(only(spent, "expenses"))
    assert table[1] == ["Jul 15, 2003", "Filing fee", "the Company", "(4)", "$1,234.56"]
    assert table[0][1].startswith("Investor counsel, Hawthorn[")
    assert table[0][2:] == ["not settled", "not named", "$10,000.00"]
    assert table[2:] == [["", "Sum", "the Company", "", "$1,234.56"], ["", "Sum", "not settled", "", "$10,000.00"]]


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


def test_the_doubt_of_one_investor_stays_in_a_line_for_several_and_names_it() -> None:
    """H4's Company Notice goes by courier; H5 and H6 have theirs by mail: the line of the day names H4 (§8(a))."""
    one = worked_demand()
    events = tuple(replace(each, method=Method.COURIER) if each.to == "H4" else each for each in one.events)
    text = flat(text_of(summary(analysis(replace(one, events=events)), ["deadlines"])))
    assert "The Company Notice to Cedar Family Trust went by courier, which is no method of notice under §8(a)" in text


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
    waiver = Waiver(1, DeadlineId.FILING_EARLIEST, date(2003, 6, 23), signed, "R1")
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


def register_of(count: int) -> Matter:
    """Make a register of so many Investors, all of whom sell in one offering."""
    holders = [f"H{number}" for number in range(1, count + 1)]
    return matter(
        holders=[investor(holder, f"Holder {holder}") for holder in holders],
        ledger=[issue(holder, 100 + number) for number, holder in enumerate(holders)],
        registrations=[piggyback()],
        offerings=[
            Offering(
                "O1",
                "Base case",
                "R1",
                "section-3c",
                1_000 + 300 * count,
                company_shares=1_000,
                as_of=date(2003, 7, 15),
            )
        ],
        offering_requests=[OfferingRequest("O1", holder, 300 + number) for number, holder in enumerate(holders)],
    )


def test_a_thousand_holders_fill_pages_under_repeated_headings() -> None:
    said = summary(analysis(register_of(1000)), ["holdings", "cutback"])
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf_bytes(said))).pages]
    for heading, first in (("Investor Units Common", "1 Holdings"), ("Seller Held Requested", "2 Cutback")):
        begins = next(number for number, page in enumerate(pages) if first in page)
        on = [number for number, page in enumerate(pages) if heading in page]
        assert on == list(range(begins, begins + len(on)))
        assert len(on) > 10
    text = "".join(pages)
    assert all(text.count(f"Holder H{number} ") >= 2 for number in range(1, 1001))


def test_the_day_looked_at_is_the_day_printed() -> None:
    later = summary(analysis(worked_demand(), dt.date(2003, 9, 1)), ["holdings"])
    assert section(later, "holdings").title == "Holdings on September 1, 2003"
    assert later.footer == "As of September 1, 2003"


def test_who_answered_and_who_is_silent_is_said_below_the_dates() -> None:
    said = section(summary(sample(), ["deadlines"]), "deadlines")
    assert "Initiating · Alder Growth Fund I, L.P. 2,160,000, Birch Street Partners 3,240,000" in paragraphs(said)
    assert "In time · Hawthorn, J. (IRA) 720,000." in paragraphs(said)
    assert "No request yet · Alder Growth Fund II, L.P. and Elm & Daughters LLC." in paragraphs(said)
