"""`rra holdings`, `deadlines` and `cutback`: the shapes scripts rely on, the figures of the worked examples."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from tests.cli.running import Rra
from tests.matters import desk_register, matter, worked_cutback, worked_demand

Kept = Callable[[Matter], Path]
AS_OF = ("--as-of", "2003-06-24")
UTF8_MARK = "\ufeff"
ACCENTS = ("Épicéa Société d’Investissement", "Birkenhöfer & Söhne GmbH", "Ålder Fond AB", "=Cypress Fund")


def test_holdings_are_the_register_and_its_totals(rra: Rra, sample: Path) -> None:
    answer = rra("holdings", sample, *AS_OF, "--json").json
    assert answer["as_of"] == "2003-06-24"
    assert answer["totals"] == {
        "units": 1_800_000,
        "common": 6_240_000,
        "preferred": 1_440_000,
        "warrants": 1_680_000,
        "registrable": 10_800_000,
        "marks": [],
    }
    assert answer["other_totals"]["registrable"] == 1_400_000
    majority = answer["majority"]
    assert (majority["of"], majority["needed"], majority["marks"]) == (1_800_000, 900_001, [])
    assert {"reading": "majority_of", "choice": "all_issued", "needed": 930_001} in majority["other_readings"]
    alder, juniper, dogwood = (by_id(answer["holders"])[each] for each in ("H1", "H7", "H8"))
    shape = "id name role group counts units common preferred warrants registrable percent_of_units"
    assert set(shape.split()) <= set(alder)
    assert (alder["group"], alder["units"], alder["registrable"]) == ("Alder", 360_000, 2_160_000)
    assert (alder["counts"], alder["percent_of_units"]) == (True, "20.00")
    assert (juniper["counts"], juniper["units"], juniper["percent_of_units"]) == (False, 60_000, None)
    assert (dogwood["role"], dogwood["registrable"], dogwood["percent_of_units"]) == ("other_holder", 1_400_000, None)


def test_holdings_follow_the_day(rra: Rra, sample: Path) -> None:
    before = rra("holdings", sample, "--as-of", "2003-03-29", "--json").json
    assert before["totals"]["units"] == 0
    signed = rra("holdings", sample, "--as-of", "2003-03-30", "--json").json
    assert signed["totals"]["common"] == 3 * 1_860_000


def test_holdings_as_csv_have_the_same_figures(rra: Rra, sample: Path) -> None:
    said = rra("holdings", sample, *AS_OF, "--csv")
    rows = list(csv.DictReader(io.StringIO(said.out.removeprefix(UTF8_MARK))))
    answer = rra("holdings", sample, *AS_OF, "--json").json
    assert [row["registrable"] for row in rows] == [str(each["registrable"]) for each in answer["holders"]]
    assert rows[6]["counts"] == "false"


def test_csv_gives_a_spreadsheet_no_formula_to_run(rra: Rra, kept: Kept) -> None:
    hostile = matter(holders=[Holder("H1", "=cmd|' /C calc'!A1")])
    assert "'=cmd|" in rra("holdings", kept(hostile), "--csv").out


def test_csv_says_that_it_is_utf8_so_that_a_spreadsheet_reads_the_accents(
    kept: Kept,
) -> None:
    """The three bytes EF BB BF once, at the very beginning, and no line end but CR LF on any platform."""
    path = kept(matter(holders=[Holder(f"H{number}", name) for number, name in enumerate(ACCENTS, 1)]))
    program = [sys.executable, str(Path(__file__).parents[2] / "main.py"), "holdings", str(path), "--csv"]
    written = subprocess.run(program, check=True, capture_output=True).stdout
    assert written.startswith(b"\xef\xbb\xbfid,")
    assert written.count("\ufeff".encode()) == 1
    assert written.count(b"\n") == written.count(b"\r\n") == 1 + len(ACCENTS)
    names = [row["name"] for row in csv.DictReader(io.StringIO(written.decode("utf-8-sig")))]
    assert names == [*ACCENTS[:3], "'=Cypress Fund"]


def test_json_carries_no_mark(rra: Rra, kept: Kept) -> None:
    path = kept(matter(holders=[Holder("H1", ACCENTS[0])]))
    assert UTF8_MARK not in rra("holdings", path, "--json").out


def test_the_command_says_that_readers_must_skip_the_mark(rra: Rra) -> None:
    assert "utf-8-sig" in " ".join(rra("holdings", "--help").out.split())


def test_holdings_as_text_can_be_read_aloud(rra: Rra, sample: Path) -> None:
    said = rra("holdings", sample, *AS_OF).out
    assert "Holdings as of Tuesday, June 24, 2003" in said
    assert "Majority (§1(a)): 900,001 of 1,800,000 Units" in said
    assert "Juniper Holdings (does not count)" in said
    (total,) = [line for line in said.splitlines() if "Investors that count" in line]
    assert total.split()[-2:] == ["10,800,000", "100.00%"]


def test_deadlines_are_those_of_the_worked_example(rra: Rra, kept: Kept) -> None:
    answer = rra("deadlines", kept(worked_demand()), *AS_OF, "--json").json
    dates = {each["id"]: each["date"] for each in answer["deadlines"]}
    assert dates["company_notice_advised"] == "2003-06-17"
    assert dates["delay_test"] == "2003-06-29"
    assert dates["request_deadline"] == "2003-06-26"
    assert dates["filing_earliest"] == "2003-07-10"
    assert dates["filing_latest"] == "2003-07-17"
    assert dates["effectiveness_deadline"] == "2003-11-14"


def test_a_deadline_says_all_that_scripts_rely_on(rra: Rra, kept: Kept) -> None:
    answer = rra("deadlines", kept(worked_demand()), *AS_OF, "--json").json
    shape = (
        "id registration holder date status kind party section assumed projected waits_for conflict edgar_day "
        "other_readings why"
    )
    for deadline in answer["deadlines"]:
        assert set(shape.split()) <= set(deadline)
        assert deadline["why"]
        assert all({"text", "value", "section"} <= set(step) for step in deadline["why"])
    requests = [each for each in answer["deadlines"] if each["id"] == "request_deadline"]
    assert {each["holder"] for each in requests} == {"H4", "H5", "H6"}
    (elm,) = [each for each in requests if each["holder"] == "H5"]
    assert elm["other_readings"] == [{"reading": "request_window_from", "choice": "received", "date": "2003-06-30"}]
    assert elm["why"][0]["value"] == elm["date"]
    (latest,) = [each for each in answer["deadlines"] if each["id"] == "filing_latest"]
    assert (latest["status"], latest["section"], latest["conflict"], latest["edgar_day"]) == (
        "upcoming",
        "1(a)",
        None,
        None,
    )


def test_deadlines_as_text_carry_their_working(rra: Rra, sample: Path) -> None:
    said = rra("deadlines", sample, *AS_OF).out
    assert "R1 · Demand no. 1" in said
    assert "Thu, Jul 17, 2003" in said
    assert "Other reading, received: Mon, Jun 30, 2003." in said
    assert "§1(a)" in said


def test_the_cutback_is_that_of_the_worked_example(rra: Rra, kept: Kept) -> None:
    answer = rra("cutback", kept(worked_cutback()), "--offering", "O1", "--json").json
    shape = "offering plan maximum company_shares capacity rounds participants totals notes"
    assert set(shape.split()) <= set(answer)
    assert (answer["offering"], answer["plan"], answer["capacity"]) == ("O1", "section-3c", 4_000_000)
    rows = by_id(answer["participants"], "holder")
    allocated = {holder: row["allocated"] for holder, row in rows.items()}
    assert allocated == {"H1": 1_698_529, "H2": 0, "H3": 1_358_824, "H4": 150_000, "H5": 792_647}
    assert answer["totals"] == {"requested": 5_750_000, "counted": 5_750_000, "allocated": 4_000_000, "cut": 1_750_000}
    assert [(each["capacity"], each["weight"], each["capped"]) for each in answer["rounds"]] == [
        (4_000_000, 7_400_000, ["H4"]),
        (3_850_000, 6_800_000, []),
    ]
    birch = rows["H3"]
    assert (birch["quota"], birch["round"]) == ("23100000/17", 2)
    assert (birch["gross"], birch["discount"], birch["net"]) == ("1698530.00", "118897.10", "1579632.90")
    assert birch["indemnity_cap"] == "1698530.00"
    (alder,) = answer["groups"]
    assert (alder["members"], alder["quota"], alder["allocated"]) == (["H1", "H2"], "28875000/17", 1_698_529)


def test_without_an_id_every_offering_is_answered(rra: Rra, sample: Path) -> None:
    answer = rra("cutback", sample, "--json").json
    assert [each["offering"] for each in answer["offerings"]] == ["O1", "O2"]
    assert [each["totals"]["allocated"] for each in answer["offerings"]] == [4_000_000, 2_000_000]


def test_an_offering_that_is_not_there_is_refused(rra: Rra, sample: Path) -> None:
    assert rra("cutback", sample, "--offering", "O9").refusal == "There is no offering “O9”; there are O1, O2."


def test_a_matter_without_offerings_has_nothing_to_cut(rra: Rra, kept: Kept) -> None:
    path = kept(desk_register())
    assert rra("cutback", path).out == "There is no offering in this matter.\n"
    assert rra("cutback", path, "--json").json == {"offerings": []}


def test_the_cutback_as_text_has_groups_rounds_and_notes(rra: Rra, kept: Kept) -> None:
    said = rra("cutback", kept(worked_cutback())).out
    assert "Alder (one Investor)" in said
    assert "1,358,823.53" in said
    assert "Round 1: 4,000,000 over a weight of 7,400,000; Cedar reached what was asked." in said
    assert "$1,698,530.00" in said


def test_an_offering_that_waits_says_for_what(rra: Rra, kept: Kept) -> None:
    waiting = worked_cutback()
    waiting = replace(waiting, offerings=(replace(waiting.offerings[0], maximum=None),))
    path = kept(waiting)
    assert rra("cutback", path, "--offering", "O1", "--json").json["pending"]
    assert "Waits for" in rra("cutback", path).out


@pytest.mark.parametrize("command", ["holdings", "deadlines"])
@pytest.mark.parametrize("day", ["2003-02-30", "6/24/2003", "20030624", "2003-06-24T00:00", "0000-00-00"])
def test_an_impossible_day_is_refused(command: str, day: str, rra: Rra, sample: Path) -> None:
    assert day in rra(command, sample, "--as-of", day).refusal


def test_a_name_cannot_give_the_terminal_orders(rra: Rra, kept: Kept) -> None:
    odd = matter(holders=[Holder("H1", "A\u202eB")])
    assert "\u202e" not in rra("holdings", kept(odd)).out


def by_id(rows: list[dict[str, Any]], key: str = "id") -> dict[str, dict[str, Any]]:
    """Return the rows of an answer by what they are about."""
    return {row[key]: row for row in rows}
