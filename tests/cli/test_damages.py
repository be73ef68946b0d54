"""`rra damages`: what each holder is owed, to a reader and to a program, and that JSON and file keep every payment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.matter import Matter
from rra_desktop.exchange.damages_answer import damages
from rra_desktop.exchange.strict_json import parse, written
from rra_desktop.store.holiday_tables import load_holidays
from tests.cli.running import Rra
from tests.damages_matters import LATE, unfiled
from tests.matters import AS_OF, worked_demand

Kept: TypeAlias = Callable[[Matter], Path]
_FLAGS = ("--as-of", LATE.isoformat())


def test_every_amount_is_answered_with_its_working(rra: Rra, kept: Kept) -> None:
    found = rra("damages", kept(unfiled()), *_FLAGS, "--json").json
    (account,) = found["damages"]
    assert (account["id"], account["section"], account["registration"]) == ("late", "2(d)", "R1")
    assert [(each["deadline"], each["date"], each["days"], each["end"]) for each in account["defaults"]] == [
        ("filing_latest", "2003-07-17", 75, "running")
    ]
    first = account["holders"][0]
    amounts = {key: first[key] for key in ("accrued", "due", "interest", "paid", "owed")}
    assert amounts == {
        "accrued": "2700.00",
        "due": "2160.00",
        "interest": "13.89",
        "paid": "1000.00",
        "owed": "1713.89",
    }
    assert account["totals"]["accrued"] == "13500.00"
    why = {step["text"].split(":")[0]: step for step in first["why"]}
    assert why["Purchase price of Alder Growth Fund I, L.P."]["value"] == "108000.00"
    assert why["Days of default that count, Last day to file"]["value"] == 75
    assert why["Demand Notice received by the Company"]["value"] == "2003-06-02"
    assert {step["section"] for step in first["why"]} >= {"2(d)", "1(a)"}


def test_a_reader_is_told_the_sums_and_what_they_are_made_of(rra: Rra, kept: Kept) -> None:
    said = rra("damages", kept(unfiled()), *_FLAGS).out
    assert "Liquidated damages · Demand no. 1 · §2(d)" in said
    assert "Holders                     $13,500.00  $10,800.00   $126.21  $1,000.00  $12,626.21" in said
    on_one_line = " ".join(said.split())
    assert "$108,000.00 × (1% for each of 2 periods of 30 days + 1% for 15 of 30 days) = $2,700.00" in on_one_line
    assert "75 days after Jul 17, 2003 through Sep 30, 2003, the day looked at" in said


def test_of_limits_that_are_kept_so_far_that_is_said(rra: Rra, kept: Kept) -> None:
    path = kept(unfiled(paid=False))
    assert rra("damages", path, "--as-of", "2003-07-17", "--json").json["damages"] == []
    said = rra("damages", path, "--as-of", "2003-07-17").out
    assert "Every limit for which damages are fixed is kept, or still to come." in said


def test_an_agreement_without_damages_has_none(rra: Rra, kept: Kept) -> None:
    path = kept(worked_demand())
    assert rra("damages", path, *_FLAGS, "--json").json == {"as_of": "2003-09-30", "damages": []}
    assert "The agreement fixes no damages for a limit that is not kept." in rra("damages", path, *_FLAGS).out


def test_payments_and_prices_come_back_from_file_and_json(rra: Rra, kept: Kept, tmp_path: Path) -> None:
    path, out = kept(unfiled()), tmp_path / "out.json"
    assert rra("export", path, out).status == 0
    exported = parse(out.read_text(encoding="utf-8")).members()
    (payment,) = exported["damages_paid"].items()
    assert {key: each.value for key, each in payment.members().items()} == {
        "date": "2003-09-01",
        "clause": "late",
        "holder": "H1",
        "amount": "1000.00",
        "registration": "R1",
        "note": "wire",
    }


def test_a_payment_for_damages_that_there_are_not_is_refused_at_its_place(rra: Rra, tmp_path: Path) -> None:
    from rra_desktop.exchange.matter_json import matter_to_json  # noqa: PLC0415 - for this one refusal

    source = tmp_path / "odd.json"
    text = matter_to_json(unfiled()).replace('"clause": "late"', '"clause": "lat"')
    source.write_text(text, encoding="utf-8")
    said = rra("new", tmp_path / "odd.rra", "--from", source)
    assert said.status == 1
    assert "damages_paid" in said.err
    assert "late" in said.err


def test_the_answer_is_the_same_whoever_asks() -> None:
    it = unfiled()
    one, other = (damages(Analysis(it, LATE, load_holidays())) for _ in range(2))
    assert written(one) == written(other)
    assert damages(Analysis(replace(it, damages_paid=()), AS_OF, load_holidays()))["damages"] == []
