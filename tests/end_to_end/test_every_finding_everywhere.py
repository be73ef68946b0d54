"""Whatever is found in a matter, however odd, is said wherever it belongs: JSON, text, check, PDF, window.

A place that shows words only on demand (a chip, a cell) shows the word of the finding's gravity or a graver one, and
the sentence in its tool tip. Drafting points belong to the section on readings and to the JSON findings alone.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.cli import main
from rra_desktop.cli.check import contradictions
from rra_desktop.cli.cutback import cutback_in_words
from rra_desktop.cli.deadlines import deadlines_in_words
from rra_desktop.cli.holdings import holdings_in_words
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.findings import Finding
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering, OfferingRequest
from rra_desktop.domain.registrations import EventType
from rra_desktop.domain.statements import GRAVE, WEIGHTY, Gravity
from rra_desktop.exchange import answers
from rra_desktop.exchange.matter_json import matter_to_json
from rra_desktop.report.blocks import Bar, Boxes, ClauseMark, Paragraph, Row, Section, Subheading, Table, Text, Working
from rra_desktop.report.pdf import pdf_bytes
from rra_desktop.report.summary import summary
from rra_desktop.store.holiday_tables import load_holidays
from tests.calculation import random_ledgers
from tests.calculation.deadline_rows import with_events
from tests.calculation.random_registrations import HOLDERS, days, matters
from tests.conftest import LONG
from tests.matters import event, investor, issue, matter, transfer, worked_demand
from ui.calendar.deadline_list import DeadlineModel
from ui.calendar.entries import Entry, entries, groups
from ui.calendar.notes import note_of
from ui.cutback.offering_card import OfferingCard
from ui.cutback.sellers_model import SellersModel
from ui.holdings.register_model import RegisterModel
from ui.theme import Theme
from ui.why.why_panel import WhyPanel
from ui.widgets.chips import Tone
from ui.widgets.room import RoomContext

_EXAMPLES = 600 if LONG else 12


@dataclass
class Shown:
    """As much of a session as a room's model and the Why panel look at."""

    analysis: Analysis
    read_only: bool = False
    path: Path = Path("matter.rra")

    @property
    def matter(self) -> Matter:
        """The matter looked at."""
        return self.analysis.matter

    @property
    def as_of(self) -> dt.date:
        """The day looked at."""
        return self.analysis.as_of


class Places:
    """Every place in which something of a matter is said, as text."""

    def __init__(self, it: Matter, as_of: dt.date) -> None:
        self.analysis = Analysis(it, as_of, load_holidays())
        self.shown: Any = Shown(self.analysis)

    @cached_property
    def json_deadlines(self) -> dict[str, Any]:
        """What `rra deadlines --json` answers."""
        return _as_read(answers.deadlines(self.analysis))

    @cached_property
    def json_holdings(self) -> dict[str, Any]:
        """What `rra holdings --json` answers."""
        return _as_read(answers.holdings(self.analysis))

    @cached_property
    def texts(self) -> str:
        """What the commands answer a reader."""
        offerings = [cutback_in_words(self.analysis, each.id) for each in self.analysis.matter.offerings]
        return _flat("\n".join((deadlines_in_words(self.analysis), holdings_in_words(self.analysis), *offerings)))

    @cached_property
    def printed(self) -> str:
        """What the blocks of the summary say, footnotes and all."""
        wanted = ("overview", "deadlines", "holdings", "cutback", "money", "readings")
        made = summary(self.analysis, [each for each in wanted if self.analysis.matter.offerings or each != "money"])
        return _flat(" ".join(said_in(section) for section in made.sections))

    @cached_property
    def list(self) -> DeadlineModel:
        """The list of deadlines in the window."""
        model = DeadlineModel(lambda group: note_of(self.analysis, group))
        model.fill(groups(self.analysis.deadlines), self.analysis.as_of)
        return model

    @cached_property
    def month(self) -> tuple[Entry, ...]:
        """The chips of the month in the window, of all months."""
        analysis = self.analysis
        return entries(analysis.matter, analysis.deadlines, analysis.as_of, said_of=analysis.record_marks)

    def sellers_of(self, offering: str) -> SellersModel:
        """Return the sellers in the Cutback room, every group open."""
        model = SellersModel(self.shown, None)  # type: ignore[arg-type]
        model.show_recorded(self.analysis.cutback(offering).outcome)
        for block in model.blocks:
            row = model.row_at(model.index(model.place_of(("group", block.head.subject)) or 0, 0))
            if block.members and row is not None:
                model.set_opened(row, opened=True)
        return model

    @cached_property
    def register(self) -> RegisterModel:
        """The register in the window."""
        model = RegisterModel(self.shown, None)  # type: ignore[arg-type]
        model.grouped = False
        model.refresh()
        return model


def _as_read(answer: Any) -> dict[str, Any]:  # noqa: ANN401 - any answer
    read: dict[str, Any] = json.loads(json.dumps(answer))
    return read


def _flat(text: str) -> str:
    return " ".join(text.split())


def said_in(section: Section) -> str:
    """Return what a section of the summary says, footnotes and all, a block on each line."""
    return "\n".join(_flat(" ".join(_words(block))) for block in section.blocks)


def _words(block: object) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _of_text(block.text)
        case Table():
            for row in block.rows:
                yield from _of_row(row)
        case Boxes():
            yield from (f"{box.label} {box.value} {box.remark}" for box in block.boxes)
        case Subheading():
            yield block.text
        case Working():
            yield from (f"{step.label} {step.rule} {' '.join(map(_of_text, step.remarks))}" for step in block.steps)


def _of_row(row: Row) -> Iterator[str]:
    for cell in row.cells:
        if not isinstance(cell, Bar):
            yield _of_text(cell)


def _of_text(text: Text) -> str:
    parts = []
    for part in text:
        if isinstance(part, ClauseMark):
            parts.append(f"§{part.section}")
        else:
            parts.append(part.text if isinstance(part.text, str) else f" {_of_text(part.text)} ")
    return "".join(parts)


def says(text: str, finding: Finding) -> bool:
    """Tell whether a text has a finding's sentence, however it begins and ends."""
    sentence = _flat(wording.words_of(finding.statement)).rstrip(".")
    return sentence[1:] in text


# -- the places, each asked whether it says a finding ------------------------------------------------------------------


def in_the_answers(places: Places, finding: Finding) -> None:
    """Demand it of the JSON, among the findings and beside every row that it concerns."""
    text = wording.words_of(finding.statement)
    assert (finding.gravity.value, text) in {
        (each["gravity"], each["text"]) for each in places.json_deadlines["findings"]
    }
    rows = {
        FigureKey(
            "deadline", (each["registration"] or "", each["holder"] or "", each["subject"] or ""), each["id"]
        ): each
        for each in places.json_deadlines["deadlines"]
    }
    holders = {each["id"]: each for each in places.json_holdings["holders"]}
    for key in finding.concerns:
        marked: Any = None
        if key.kind == "deadline":
            marked = rows[key]
        elif key.kind == "position":
            marked = holders[key.subject[0]]
        elif key.kind == "total":
            marked = places.json_holdings["totals"]
        elif key.kind == "cutback":
            marked = answers.cutback(places.analysis, key.subject[0])
        if marked is not None and finding.gravity in WEIGHTY:
            assert text in [mark["text"] for mark in marked["marks"]], key


def in_the_texts(places: Places, finding: Finding) -> None:
    """Demand it of the commands' text, with the word of its gravity, and of `rra check` what cannot be so."""
    assert says(places.texts, finding)
    assert wording.gravity_name(finding.gravity) in places.texts
    cannot_be = finding.gravity in (Gravity.ERROR, Gravity.CONTRADICTION)
    assert any(says(_flat(line), finding) for line in contradictions(places.analysis)) == cannot_be


def in_the_summary(places: Places, finding: Finding) -> None:
    """Demand it of the PDF's blocks, with the word of its gravity."""
    assert says(places.printed, finding)
    assert wording.gravity_name(finding.gravity) in places.printed


def in_the_window(places: Places, finding: Finding) -> None:
    """Demand it of the list, the month and the register, by word and shape; nothing of it looks as if all were well."""
    marked = _flat(wording.marked(finding.mark))
    for key in finding.concerns:
        if key.kind == "deadline":
            row = places.list.row_of(key)
            assert row is not None
            first = places.list.group(row).first
            assert first.gravity is not None
            shown = f"{places.list.text(row, 1)} {places.list.text(row, 2)}".lower()
            assert wording.gravity_name(first.gravity).lower() in shown
            assert marked in map(_flat, places.list.said(row))
            assert places.list.look(row).tone is not Tone.OK
            chips = [each for each in places.month if key in each.figures]
            assert len(chips) == (first.date is not None)
        elif key.kind in ("event", "request"):
            chips = [
                each
                for each in places.month
                if any((record.kind, str(record.id)) == (key.kind, key.subject[0]) for record in each.records)
            ]
        elif key.kind == "position":
            place = places.register.place_of(("holder", key.subject[0]))
            assert place is not None
            cell = places.register.cell(places.register.index(place, places.register.column_of("name")))
            assert "▲" in cell.text
            assert marked in _flat(cell.note)
            continue
        else:
            continue
        for chip in chips:
            assert marked in _flat(chip.in_words)
            assert "✓" not in chip.text
            assert chip.look.tone is not Tone.OK


def in_the_cutback_room(places: Places, card: OfferingCard, finding: Finding) -> None:
    """Demand of the Cutback room what is said of a seller beside its name, and all notes of the offering."""
    marked = _flat(wording.marked(finding.mark))
    for key in finding.concerns:
        if key.kind != "cutback":
            continue
        offering, holder = key.subject
        model = places.sellers_of(offering)
        if not holder:
            card.show_outcome(places.analysis.cutback(offering).outcome, model, None)
            assert marked in _flat(" ".join(label.text() for label in card.findChildren(QLabel)))
        places_of_it = [model.place_of(("holder", holder) if holder else ("total",))]
        group = places.analysis.matter.holder(holder).group if holder else None
        places_of_it += [model.place_of(("group", group))] if group else []
        for place in places_of_it:
            if place is not None:
                cell = model.cell(model.index(place, model.column_of("name")))
                assert "▲" in cell.text
                assert marked in _flat(cell.note)
                assert marked in _flat(cell.spoken)
        assert places_of_it[0] is not None or not model.blocks


def in_the_panel(panel: WhyPanel, findings: list[Finding]) -> None:
    """Demand of the Why panel all that is said of a figure, on its page."""
    said: dict[FigureKey, list[Finding]] = {}
    for finding in findings:
        for key in finding.concerns:
            if key.kind in ("deadline", "position", "total"):
                said.setdefault(key, []).append(finding)
    for key, of_it in said.items():
        panel.follow(key)
        QTest.qWait(1)
        page = panel.widget()
        assert page is not None
        words = _flat(" ".join(label.text() for label in page.findChildren(QLabel)))
        for finding in of_it:
            assert _flat(wording.marked(finding.mark)) in words, key


def looked_through(places: Places, panel: WhyPanel, card: OfferingCard) -> None:
    """Demand every finding of every place it belongs to."""
    analysis = places.analysis
    found = [finding for finding in analysis.findings if finding.point is None]
    for finding in found:
        assert finding.gravity in WEIGHTY
        in_the_answers(places, finding)
        in_the_texts(places, finding)
        in_the_summary(places, finding)
        in_the_window(places, finding)
        in_the_cutback_room(places, card, finding)
    in_the_panel(panel, found)
    for finding in analysis.findings:
        if finding.point is not None:
            assert says(places.printed, finding) or str(finding.statement.fact("title")) in places.printed
            assert not says(places.texts, finding)


# -- the matters -------------------------------------------------------------------------------------------------------

_counts = st.none() | st.integers(0, 4_000)


@st.composite
def odd_matters(draw: st.DrawFn) -> Matter:
    """Draw a matter in which registrations, ledger and offering were recorded without regard to each other."""
    it = draw(matters)
    if draw(st.booleans()):
        drawn = draw(random_ledgers.matters()).matter
        it = replace(it, holders=drawn.holders, ledger=drawn.ledger, term_changes=drawn.term_changes)
    if draw(st.booleans()):
        registration, maximum, company = draw(st.sampled_from(["R1", "R2"])), draw(_counts), draw(_counts)
        plan = draw(st.sampled_from(["", *(plan.id for plan in it.form.plans)]))
        offering = Offering("O1", "Base case", registration, plan, maximum, company, as_of=draw(st.none() | days))
        asked = draw(st.dictionaries(st.sampled_from(HOLDERS), st.integers(0, 3_000), max_size=4))
        requests = tuple(OfferingRequest("O1", holder, quantity) for holder, quantity in asked.items())
        it = replace(it, offerings=(offering,), offering_requests=requests)
    return it


@pytest.fixture(scope="module")
def widgets_of(theme: Theme) -> Iterator[Callable[[Places], tuple[WhyPanel, OfferingCard]]]:
    """Return what makes the Why panel and the card of an offering; they are put away when the next are made."""
    made: list[QWidget] = []

    def make(places: Places) -> tuple[WhyPanel, OfferingCard]:
        for old in made:
            old.deleteLater()
        context = RoomContext(places.shown, None, theme)  # type: ignore[arg-type]
        panel, card = WhyPanel(context), OfferingCard(context)
        made[:] = [panel, card]
        return panel, card

    yield make
    for widget in made:
        widget.deleteLater()


@given(it=odd_matters(), as_of=days)
@settings(max_examples=_EXAMPLES, suppress_health_check=list(HealthCheck))
def test_every_finding_is_said_wherever_it_belongs(
    widgets_of: Callable[[Places], tuple[WhyPanel, OfferingCard]], it: Matter, as_of: dt.date
) -> None:
    places = Places(it, as_of)
    looked_through(places, *widgets_of(places))


def test_what_cannot_be_so_in_the_records_is_said_beside_the_holder_too(
    widgets_of: Callable[[Places], tuple[WhyPanel, OfferingCard]],
) -> None:
    """Two holders of one name, an entry that takes more than is held, and one with a day nobody can mean."""
    ledger = [
        issue("H1", 100),
        transfer("H1", "H2", 900, on=dt.date(2003, 6, 2)),
        replace(issue("H3", 5), date=dt.date(1203, 3, 30)),
    ]
    it = matter(holders=[investor("H1", "Ash"), investor("H2", "Ash"), investor("H3", "Elm")], ledger=ledger)
    places = Places(it, dt.date(2003, 6, 24))
    looked_through(places, *widgets_of(places))
    beside = {
        key.subject[0]
        for each in places.analysis.findings
        for key in each.concerns
        if key.kind == "position" and each.gravity is Gravity.ERROR
    }
    assert beside == {"H1", "H2", "H3"}
    assert places.analysis.entry_marks(2)
    assert places.analysis.entry_marks(3)


def test_it_is_printed_and_kept_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Effective before filed: the PDF's own text, and the commands on a file."""
    it = with_events(
        worked_demand(), event(EventType.FILED, dt.date(2003, 7, 15)), event(EventType.EFFECTIVE, dt.date(2003, 7, 1))
    )
    places = Places(it, dt.date(2003, 8, 1))
    made = summary(places.analysis)
    printed = _flat(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf_bytes(made))).pages))
    grave = [each for each in places.analysis.findings if each.gravity in GRAVE]
    assert grave
    for finding in grave:
        assert says(printed, finding)
        assert wording.gravity_name(finding.gravity) in printed
    source, path = tmp_path / "odd.json", tmp_path / "odd.rra"
    source.write_text(matter_to_json(it), encoding="utf-8")
    assert main(["new", str(path), "--from", str(source)]) == 0
    capsys.readouterr()
    assert main(["check", str(path)]) == 1
    said = _flat(capsys.readouterr().err)
    assert all(says(said, each) for each in grave if each.gravity is Gravity.CONTRADICTION)
    assert main(["deadlines", str(path), "--as-of", "2003-08-01"]) == 0
    said = _flat(capsys.readouterr().out)
    assert all(says(said, each) for each in grave)
