"""Majorities of the Units (§1(a))."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.register.positions import positions
from rra_desktop.calculation.votes.right_threshold import RightThreshold
from rra_desktop.calculation.votes.thresholds import Thresholds
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Security
from rra_desktop.domain.standing import MajorityTest
from rra_desktop.wording import words_of
from tests.matters import (
    AS_OF,
    desk_register,
    investor,
    issue,
    matter,
    other_holder,
    transfer,
    transferee,
    worked_demand,
)
from tests.saying import remarks_of


def thresholds(it: Matter, as_of: date = AS_OF) -> RightThreshold:
    """Look at what a demand needs on a day."""
    return Thresholds(it, lambda day: positions(it, day), as_of).of("demand")


@pytest.mark.parametrize(
    ("units", "needed"), [(4_500_000, 2_250_001), (3_563_593, 1_781_797), (3_055_399, 1_527_700), (1, 1), (2, 2)]
)
def test_a_majority_is_strictly_more_than_half(units: int, needed: int) -> None:
    """§1(a): of 4,500,000 Units 2,250,000 are not enough."""
    majority = thresholds(matter(holders=[investor("H1")], ledger=[issue("H1", units)])).majority
    assert (majority.of, majority.needed, majority.unit) == (units, needed, "Units")


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=6), st.data())
def test_one_side_has_a_majority_only_if_the_other_has_not(held: list[int], data: st.DataObject) -> None:
    ids = [f"H{place}" for place in range(len(held))]
    it = matter(
        holders=[investor(each) for each in ids],
        ledger=[issue(each, units) for each, units in zip(ids, held, strict=True)],
    )
    some = data.draw(st.lists(st.sampled_from(ids), unique=True))
    looked_at = thresholds(it)
    ours, theirs = looked_at.test(some), looked_at.test([each for each in ids if each not in some])
    assert not (ours.reached and theirs.reached)
    assert ours.share + theirs.share == 1
    assert ours.held + theirs.held == looked_at.majority.of
    assert ours.reached == (ours.shortfall == 0) == (ours.held * 2 > looked_at.majority.of)


def test_the_readings_of_a_majority() -> None:
    """Every reading of which Units, and of what a Unit is, on the register of the desk.

                          held by Investors   all issued    all offered
    units held                  1,800,000       1,860,000     4,500,000
    intact Units                1,320,000       1,860,000     4,500,000
    as-converted shares        10,800,000      11,160,000    27,000,000
    """
    whole = {
        (basis, of): thresholds(
            replace(desk_register(), readings=matter(readings={"majority_basis": basis, "majority_of": of}).readings)
        ).majority.of
        for basis in ("units_held", "intact_units", "as_converted_shares")
        for of in ("held_by_investors", "all_issued", "all_offered")
    }
    assert list(whole.values()) == [
        1_800_000,
        1_860_000,
        4_500_000,
        1_320_000,
        1_860_000,
        4_500_000,
        10_800_000,
        11_160_000,
        27_000_000,
    ]


def test_the_other_readings_are_what_choosing_them_would_give() -> None:
    register = desk_register()
    shown = thresholds(register).majority.other_readings
    assert shown
    for other in shown:
        chosen = replace(register, readings=matter(readings={other.reading: other.choice}).readings)
        assert thresholds(chosen).majority.needed == other.value


def test_ticked_investors_against_the_majority() -> None:
    looked_at = thresholds(desk_register())
    assert looked_at.test(["H1", "H3"]) == MajorityTest(
        ("H1", "H3"), 900_000, Fraction(1, 2), 1, reached=False, on=AS_OF
    )
    assert looked_at.test(["H1", "H3", "H6"]).reached
    assert looked_at.test([]).shortfall == 900_001
    assert looked_at.test(["H1", "H1"]).held == 360_000


def test_who_is_no_investor_adds_nothing() -> None:
    """§7, §1(b): a transferee without counterpart has no say, an Other Holder never."""
    looked_at = thresholds(desk_register())
    assert looked_at.test(["H7", "H8"]).held == 0
    assert looked_at.test(["H1", "H7", "H8"]).uncounted == ("H7", "H8")
    joined = matter(
        holders=[investor("H1"), transferee("H2", counterpart=date(2003, 5, 1)), other_holder("H3")],
        ledger=[issue("H1", 100), issue("H3", 50, Security.OTHER_REGISTRABLE)],
    )
    assert thresholds(joined).majority.of == 100
    with pytest.raises(KeyError):
        looked_at.test(["H99"])


def test_the_demand_is_tested_on_the_day_it_was_received() -> None:
    """§1(a): signatories are taken together; what they hold later does not matter."""
    under_way = worked_demand()
    tested = thresholds(under_way).demand_test("R1")
    assert tested is not None
    assert (tested.held, tested.reached) == (1_140_000, True)
    assert (tested.on, tested.assumed) == (date(2003, 6, 2), False)
    grown = replace(under_way, ledger=(*under_way.ledger, issue("H4", 5_000_000, on=date(2003, 6, 20), sequence=99)))
    assert thresholds(grown).demand_test("R1") == tested
    assert thresholds(replace(under_way, events=())).demand_test("R1") is None
    unsigned = replace(under_way, registrations=(replace(under_way.registrations[0], initiated_by=()),))
    assert thresholds(unsigned).demand_test("R1") is None


def test_a_receipt_that_is_assumed_is_said_to_be() -> None:
    """§8(a): certified mail without its receipt counts as received when sent."""
    under_way = worked_demand()
    unproved = replace(under_way, events=(replace(under_way.events[0], received=None), *under_way.events[1:]))
    tested = thresholds(unproved).demand_test("R1")
    assert tested is not None
    assert (tested.on, tested.assumed) == (date(2003, 5, 30), True)


def test_the_majority_may_be_measured_on_the_day_the_notice_was_given() -> None:
    """§1(a), §8(a): sent May 30, received June 2; on May 31 Units were issued to one who did not sign."""
    under_way = worked_demand()
    issued = issue("H6", 1_000_000, on=date(2003, 5, 31), sequence=99)
    it = replace(under_way, ledger=(*under_way.ledger, issued))
    received = thresholds(it).demand_test("R1")
    by_the_day_given = replace(it, readings=matter(readings={"majority_day": "given"}).readings)
    given_day = thresholds(by_the_day_given).demand_test("R1")
    assert received is not None
    assert given_day is not None
    assert (received.on, received.reached) == (date(2003, 6, 2), False)
    assert (given_day.on, given_day.reached, given_day.held) == (date(2003, 5, 30), True, 1_140_000)
    said = remarks_of(thresholds(it).figure_majority())
    assert any("measured on the other day" in each and "the day it was given" in each for each in said)
    assert not any("measured on the other day" in each for each in remarks_of(thresholds(under_way).figure_majority()))


def test_a_doubtful_investor_is_said_of_the_majority_with_what_it_would_be_without() -> None:
    """§7: 380,001 of 760,000 Units."""
    ledger = [issue("H1", 600_000), issue("H2", 400_000), transfer("H1", "H3", 240_000, on=date(2003, 5, 12))]
    it = matter(holders=[investor("H1"), investor("H2"), investor("H3", "Nutmeg")], ledger=ledger)
    majority = thresholds(it).majority
    assert (majority.needed, majority.of) == (500_001, 1_000_000)
    assert [mark.kind for mark in majority.marks] == ["register/unsigned_transferee", "votes/without_unsigned"]
    assert words_of(majority.marks[1]) == "Without Nutmeg a majority would be 380,001 of 760,000 (§1(a), §7)."
    assert set(majority.marks) <= set(thresholds(it).figure_majority().marks)


def test_the_figure_says_what_the_demand_had_on_its_day() -> None:
    """§1(a): the day of receipt decides, not the day looked at."""
    said = "Demand no. 1: those who signed held 1,140,000 on Jun 2, 2003, the day it was received; 900,001 were needed"
    assert any(remark.startswith(said) for remark in remarks_of(thresholds(worked_demand()).figure_majority()))
    assert len(remarks_of(thresholds(worked_demand(), date(2003, 6, 1)).figure_majority())) == 1
    alone = replace(worked_demand(), registrations=(replace(worked_demand().registrations[0], initiated_by=("H1",)),))
    short = remarks_of(thresholds(alone).figure_majority())[-1]
    assert "540,001 short of a majority" in short


def test_the_smallest_coalitions_by_name() -> None:
    assert thresholds(desk_register()).coalitions(limit=2) == (("H1", "H3", "H4"), ("H1", "H2", "H3"))


def test_a_register_without_units_has_no_majority() -> None:
    empty = thresholds(matter())
    assert (empty.majority.of, empty.majority.needed) == (0, None)
    assert [mark.kind for mark in empty.majority.marks] == ["votes/no_majority_of_nothing"]
    assert {(other.choice, other.value) for other in empty.majority.other_readings} == {("all_offered", 2_250_001)}
    assert empty.coalitions() == ()
    assert (empty.test([]).reached, empty.test([]).shortfall) == (False, None)
    figure = empty.figure_majority()
    assert figure.value is None
    assert words_of(figure.rule) == "0 ÷ 2 = 0; of nothing there is no majority"


@pytest.mark.parametrize("of", ["held_by_investors", "all_issued", "all_offered"])
@pytest.mark.parametrize("basis", ["units_held", "intact_units", "as_converted_shares"])
def test_the_figure_ends_in_terms_and_entries(of: str, basis: str) -> None:
    chosen = matter(readings={"majority_of": of, "majority_basis": basis}).readings
    looked_at = thresholds(replace(desk_register(), readings=chosen))
    figure = looked_at.figure_majority()
    assert figure.value == looked_at.majority.needed
    assert f"{looked_at.majority.of:,} ÷ 2" in words_of(figure.rule)
    assert {each.key.kind for each in figure.walk() if not each.inputs} <= {"term", "entry"}
    assert any("Juniper Holdings" in remark for remark in remarks_of(figure))
