"""The sections on the cutback, the money, the selling stockholders and the expenses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rra_desktop import wording
from rra_desktop.domain.agreement import ReadingChoice
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Expense
from rra_desktop.exchange.sample import sample_matter
from rra_desktop.report.blocks import (
    Bar,
    RowKind,
)
from rra_desktop.report.pdf import pdf_bytes
from rra_desktop.report.summary import summary
from rra_desktop.store.forms import load_form
from tests.matters import (
    matter,
    piggyback,
    worked_cutback,
)
from tests.report.reading_summaries import (
    analysis,
    lines,
    only,
    paragraphs,
    register_of,
    rows,
    words,
)


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
