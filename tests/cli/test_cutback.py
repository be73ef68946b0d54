"""`rra cutback` beside the allocation: the money of the sale, a loss to be contributed to, requests, and marks.

The worked example sells 6,000,000 shares of the Company and 4,000,000 of holders at $1.25 with a discount of 7%.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Expense
from tests.cli.running import Rra
from tests.matters import matter, registration_notice, request, worked_cutback

Kept = Callable[[Matter], Path]
ALL = ("--offering", "O1", "--json")
LOSS = ("--loss", "100,000", "--seller", "H3")


def with_option(shares: int) -> Matter:
    """Add over-allotment shares to the worked example's offering."""
    made = worked_cutback()
    return replace(made, offerings=(replace(made.offerings[0], option_shares=shares),))


def without_a_day() -> Matter:
    """Take its day from the worked example's offering."""
    made = worked_cutback()
    return replace(made, offerings=(replace(made.offerings[0], as_of=None),))


def test_the_money_of_the_sale_adds_up(rra: Rra, kept: Kept) -> None:
    answer = rra("cutback", kept(worked_cutback()), *ALL).json
    assert answer["proceeds"] == {
        "company": {"shares": 6_000_000, "gross": "7500000.00", "discount": "525000.00", "net": "6975000.00"},
        "sellers": {"shares": 4_000_000, "gross": "5000000.00", "discount": "350000.00", "net": "4650000.00"},
        "total": {"shares": 10_000_000, "gross": "12500000.00", "discount": "875000.00", "net": "11625000.00"},
    }
    for part in ("gross", "discount", "net"):
        lines = sum(Decimal(row[part]) for row in answer["participants"])
        assert lines == Decimal(answer["proceeds"]["sellers"][part])
    assert answer["over_allotment"] is None


def test_over_allotment_shares_stand_apart(rra: Rra, kept: Kept) -> None:
    path = kept(with_option(600_000))
    assert rra("cutback", path, *ALL).json["over_allotment"] == {
        "shares": 600_000,
        "gross": "750000.00",
        "discount": "52500.00",
        "net": "697500.00",
    }
    said = "Over-allotment option, beside the offering: 600,000 shares, gross $750,000.00, discount $52,500.00, net"
    assert said in rra("cutback", path).out


def test_expenses_of_the_registration_are_listed_with_who_bears_them(rra: Rra, kept: Kept) -> None:
    spent = [
        Expense(1, dt.date(2003, 7, 1), "filing_fee", Decimal("1200.00"), "R1"),
        Expense(2, dt.date(2003, 7, 2), "investors_counsel", Decimal("800.50"), "R1"),
    ]
    path = kept(replace(worked_cutback(), expenses=tuple(spent)))
    expenses = rra("cutback", path, *ALL).json["expenses"]
    assert (expenses["company"], expenses["unsettled"]) == ("1200.00", "800.50")
    assert [(each["category"], each["bearer"], each["named"]) for each in expenses["lines"]] == [
        ("filing_fee", "company", True),
        ("investors_counsel", "unsettled", False),
    ]
    assert "$1,200.00, borne by" in rra("cutback", path).out


# -- contribution (§5(d)) ----------------------------------------------------------------------------------------------


def test_without_a_loss_there_is_no_contribution(rra: Rra, kept: Kept) -> None:
    path = kept(worked_cutback())
    assert rra("cutback", path, *ALL).json["contribution"] is None
    assert "Contribution" not in rra("cutback", path).out


def test_the_company_contributes_to_a_sellers_loss(rra: Rra, kept: Kept) -> None:
    path = kept(worked_cutback())
    found = rra("cutback", path, *ALL, *LOSS, "--fault", "75%").json["contribution"]
    assert (found["indemnifying"], found["indemnified"], found["loss"]) == ("the Company", "Birch", "100000.00")
    assert (found["by_benefits"]["amount"], found["by_fault"]["amount"]) == ("81534.77", "75000.00")
    said = rra("cutback", path, *LOSS, "--fault", "75%").out
    assert "Contribution of the Company to a loss of $100,000.00 of Birch §5(d):" in said
    assert "Contribution by relative benefits: $81,534.77" in said
    assert "Contribution by relative fault: $75,000.00" in said
    assert "A court decides" in said


def test_a_seller_contributes_to_the_companys_loss_and_fault_waits(rra: Rra, kept: Kept) -> None:
    found = rra("cutback", kept(worked_cutback()), *ALL, *LOSS, "--by-seller").json["contribution"]
    assert (found["indemnifying"], found["indemnified"]) == ("Birch", "the Company")
    assert found["by_benefits"]["amount"] == "18465.23"
    assert (found["by_fault"]["amount"], found["by_fault"]["waits_for"]) == (
        None,
        "the share of the fault of Birch, as counsel sees it",
    )


def test_a_contribution_waits_with_its_cutback(rra: Rra, kept: Kept) -> None:
    said = rra("cutback", kept(without_a_day()), *LOSS).out
    assert "Waits for the day of the offering" in said
    assert "Contribution by relative benefits: waits for" in said


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        (("--seller", "H3"), "--seller, --fault and --by-seller go with --loss."),
        (("--by-seller",), "--seller, --fault and --by-seller go with --loss."),
        (("--loss", "5"), "A loss is between the Company and a seller: name the seller with --seller."),
        (
            ("--loss", "5", "--seller", "Nobody"),
            "Nobody called “Nobody” sells in this offering; name a seller by its id or group.",
        ),
        (
            ("--loss", "5", "--seller", "company"),
            "Nobody called “company” sells in this offering; name a seller by its id or group.",
        ),
        (("--loss", "5", "--seller", "H3", "--fault", "120%"), "“120%” is more than 100%."),
    ],
)
def test_a_claim_that_cannot_be_is_refused_by_its_sentence(
    options: tuple[str, ...], refusal: str, rra: Rra, kept: Kept
) -> None:
    assert rra("cutback", kept(worked_cutback()), "--offering", "O1", *options).refusal == refusal


def test_a_loss_belongs_to_one_offering(rra: Rra, kept: Kept) -> None:
    made = worked_cutback()
    both = replace(made, offerings=(made.offerings[0], replace(made.offerings[0], id="O2")))
    assert rra("cutback", kept(both), *LOSS).refusal == "A loss belongs to one offering: name it with --offering."


# -- requests and marks ------------------------------------------------------------------------------------------------


def received() -> Matter:
    """Make the worked example with Cedar's request in time and Birch's late, and Cedar's alone typed, as 100,000."""
    made = worked_cutback()
    dated = matter(
        events=[registration_notice(sent=dt.date(2003, 6, 2), received=dt.date(2003, 6, 4))],
        requests=[
            request("H4", 150_000, received=dt.date(2003, 6, 20)),
            request("H3", 900_000, received=dt.date(2003, 7, 1)),
        ],
    )
    typed = replace(made.offering_requests[3], quantity=100_000)
    return replace(made, events=dated.events, requests=dated.requests, offering_requests=(typed,))


def test_what_was_received_stands_beside_what_was_typed(rra: Rra, kept: Kept) -> None:
    answer = rra("cutback", kept(received()), *ALL).json
    (cedar,) = answer["participants"]
    assert (cedar["requested"], cedar["requested_in_registration"]) == (100_000, 150_000)
    assert [mark["kind"] for mark in cedar["marks"]] == ["cutback/request_differs"]
    assert answer["left_out"] == [{"holder": "H3", "requested": 900_000}]
    marks = {mark["kind"]: mark for mark in answer["marks"]}
    assert marks["cutback/request_differs"] == {
        "kind": "cutback/request_differs",
        "gravity": "doubt",
        "section": "3(a)",
        "text": "The offering has Cedar with 100,000; its request in the registration is for 150,000.",
    }
    assert "cutback/request_left_out" in marks


def test_a_pending_cutback_has_no_figures_but_its_requests(rra: Rra, kept: Kept) -> None:
    made = received()
    waiting = replace(made.offerings[0], company_shares=None, as_of=None)
    path = kept(replace(made, offerings=(waiting,), offering_requests=()))
    answer = rra("cutback", path, *ALL).json
    assert answer["pending"] == (
        "the Company’s own shares; enter 0 if it sells none; the day of the offering, on which holdings are measured"
    )
    assert (answer["company_shares"], answer["capacity"], answer["proceeds"]) == (None, None, None)
    assert answer["totals"] == {"requested": 150_000, "counted": None, "allocated": None, "cut": None}
    (cedar,) = answer["participants"]
    unknown = ("held", "quota", "allocated", "cut", "gross", "net")
    assert (cedar["requested"], {cedar[part] for part in unknown}) == (150_000, {None})
    assert "Doubt: A request of Birch" in rra("cutback", path).out
