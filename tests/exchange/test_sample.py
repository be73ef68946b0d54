"""The sample matter: written as the program writes, and with the figures that the rooms are to show."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from importlib import resources

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.deadlines import RequestState
from rra_desktop.exchange.matter_json import matter_to_json
from rra_desktop.exchange.sample import sample_matter
from rra_desktop.store.forms import load_form
from rra_desktop.store.holiday_tables import load_holidays


def analysis() -> Analysis:
    """Return the sample's figures on the day it opens with."""
    matter = sample_matter(load_form)
    return Analysis(matter, matter.details.opens_as_of or dt.date.max, load_holidays())


def test_it_is_written_as_the_program_writes() -> None:
    text = (resources.files("resources") / "samples" / "bestnet-2003.json").read_text(encoding="utf-8")
    sample = sample_matter(load_form)
    # Its form is the shipped one, whose text it does not need to bring.
    assert matter_to_json(replace(sample, form=replace(sample.form, text=""))) == text


def test_its_register_has_every_kind_of_holder() -> None:
    """Six Investors that count, two of them in one group; a transferee without counterpart; an Other Holder."""
    positions = analysis().positions
    totals = positions.totals
    assert (totals.units, totals.registrable, totals.holders, totals.investors) == (1_800_000, 10_800_000, 6, 5)
    assert not positions.of("H7").counts
    assert positions.other_totals.registrable == 1_400_000


def test_its_demand_was_made_by_a_majority() -> None:
    test = analysis().thresholds.demand_test("R1")
    assert test is not None
    assert (test.reached, test.held, test.share) == (True, 1_200_000, Fraction(2, 3))


def test_its_demand_has_every_kind_of_answer() -> None:
    answers = {answer.holder: answer.state for answer in analysis().answers("R1")}
    assert answers["H6"] is RequestState.TIMELY
    assert answers["H2"] is answers["H5"] is RequestState.SILENT


def test_its_offerings_cut_holders_back() -> None:
    shown = analysis()
    assert [shown.cutback(offering).outcome.total_allocated for offering in ("O1", "O2")] == [4_000_000, 2_000_000]


def test_nothing_in_it_is_an_error() -> None:
    assert [finding for finding in analysis().findings if finding.gravity.value == "error"] == []
