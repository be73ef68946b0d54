"""The section on the cutback: who gets how many, in what rounds, and what another reading would give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.allocation import Allocation, CutbackOutcome
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.statements import Mark
from rra_desktop.report.blocks import (
    Align,
    Bar,
    Block,
    Column,
    Paragraph,
    Row,
    RowKind,
    Section,
    Table,
    Text,
    Tone,
    clause,
    plain,
    row,
    strong,
)
from rra_desktop.report.phrases import noted, notes, waits_for
from rra_desktop.report.sections.money import NOTES_ON_MONEY
from rra_desktop.report.sections.offerings import each_offering, offering_title
from rra_desktop.report.sections.other_readings import other_readings_table
from rra_desktop.report.sections.rounds import rounds_text
from rra_desktop.report.sections.single_investors import SingleInvestor, single_investors

_RIGHT = Align.RIGHT
_WAITS = "waits"
_COLUMNS = (
    Column("Seller", stretches=True),
    Column("Held", _RIGHT),
    Column("Requested", _RIGHT),
    Column("Allocated", _RIGHT),
    Column("Cut", _RIGHT),
    Column("Allocated of requested", bars=True),
)

_KIND_COLUMNS = (
    Column("Seller", stretches=True),
    Column("Kind of share", stretches=True),
    Column("Held", _RIGHT),
    Column("Requested", _RIGHT),
    Column("Allocated", _RIGHT),
    Column("Cut", _RIGHT),
)


def cutback_section(analysis: Analysis) -> Section:
    """Show the allocation of each offering with its bars, and tell its rounds."""
    matter = analysis.matter
    title = "Cutback of the offering"
    if len(matter.offerings) == 1 and matter.offerings[0].name:
        title = f"Cutback of the offering, {offering_title(matter, matter.offerings[0])}"
    elif len(matter.offerings) > 1:
        title = "Cutback of the offerings"
    return Section("cutback", title, each_offering(analysis, _offering))


def _offering(analysis: Analysis, offering: Offering) -> Iterator[Block]:
    cutback = analysis.cutback(offering.id)
    outcome = cutback.outcome
    if outcome.pending:
        yield Paragraph(waits_for(outcome.pending))
    sellers = single_investors(analysis.matter, outcome)
    if not outcome.pending:
        yield Paragraph(_opening(outcome), Tone.LEAD)
    if sellers:
        yield Table(_COLUMNS, tuple(_rows(analysis.matter, outcome, sellers)))
    if outcome.of_rule_415 and not outcome.pending:
        yield Table(_KIND_COLUMNS, tuple(_kind_rows(analysis.matter, outcome)))
    if outcome.rounds:
        yield Paragraph(rounds_text(analysis.matter, outcome, sellers), Tone.SMALL)
        yield from other_readings_table(analysis.matter, cutback, sellers)
    beside = tuple(_not_in_the_table(outcome, sellers))
    if beside:
        yield Paragraph(notes(beside), Tone.SMALL)


def _not_in_the_table(outcome: CutbackOutcome, sellers: Sequence[SingleInvestor]) -> Iterator[Mark]:
    """Yield the notes that stand neither in a footnote of a row nor in the section on money."""
    rows: list[SingleInvestor | Allocation] = [*sellers, *(each for seller in sellers for each in seller.members)]
    printed = {mark for each in rows for mark in each.marks}
    elsewhere = (*NOTES_ON_MONEY, "cutback/more_above_holding")
    yield from (note for note in outcome.notes if note not in printed and note.kind not in elsewhere)


def _company_goes_first(outcome: CutbackOutcome) -> bool:
    """Tell whether the holders have what the Company leaves of the maximum, or nothing else is known."""
    maximum, company, room = outcome.maximum, outcome.company.requested, outcome.capacity
    return None in (maximum, company, room) or room == max(0, (maximum or 0) - (company or 0))


def _opening(outcome: CutbackOutcome) -> Text:
    maximum, company = wording.figure_value(outcome.maximum), wording.figure_value(outcome.company.requested)
    asked = wording.shares(outcome.total_requested)
    most = "The most that may be registered," if outcome.of_rule_415 else "Underwriters’ maximum"
    maximum = f"{maximum}," if outcome.of_rule_415 else maximum
    room = wording.figure_value(outcome.capacity)
    said = f"{most} {maximum} less the Company’s {company} leaves {room} for holders, who asked for {asked}."
    if not _company_goes_first(outcome):
        sells = wording.shares(outcome.company.allocated)
        left = f"{most} {maximum} leaves {room} for holders, who asked for {asked}"
        said = f"{left}; the Company sells {sells} of {company}."
    if outcome.total_cut == 0:
        said += " Every request fits; nobody is cut."
    if outcome.section:
        return (*plain(said + " "), *clause(outcome.section))
    return plain(f"{said} Priority plan: {outcome.plan_name}.")


def _rows(matter: Matter, outcome: CutbackOutcome, sellers: Sequence[SingleInvestor]) -> Iterator[Row]:
    largest = max(seller.counted for seller in sellers)
    names = {holder.id: holder.name for holder in matter.holders}
    known = not outcome.pending
    for seller in sellers:
        yield _row(seller.name, seller, largest, RowKind.LINE, known=known)
        for member in seller.members:
            yield _row(names[member.holder], member, largest, RowKind.MEMBER, known=known)
    yield row(
        "Holders",
        wording.figure_value(None if outcome.total_held is None else sum(seller.held or 0 for seller in sellers)),
        wording.shares(outcome.total_requested),
        wording.shares(outcome.total_allocated) if known else _WAITS,
        _cut(outcome.total_counted, outcome.total_allocated) if known else _WAITS,
        "",
        kind=RowKind.TOTAL,
    )


def _kind_rows(matter: Matter, outcome: CutbackOutcome) -> Iterator[Row]:
    """Yield what each seller gets of each kind of share."""
    names = {holder.id: holder.name for holder in matter.holders}
    for each in outcome.participants:
        for kind in each.kinds if each.participates else ():
            yield row(
                names[each.holder],
                wording.kind_of_share_name(kind.security),
                wording.figure_value(kind.held),
                wording.shares(kind.counted),
                wording.shares(kind.allocated),
                _cut(kind.counted, kind.allocated),
            )


def _row(name: str, of: SingleInvestor | Allocation, largest: int, kind: RowKind, *, known: bool) -> Row:
    allocated = wording.shares(of.allocated) if known else _WAITS
    return row(
        noted(name, of.marks),
        wording.figure_value(of.held),
        wording.shares(of.requested),
        plain(allocated) if kind is RowKind.MEMBER else strong(allocated),
        _cut(of.counted, of.allocated) if known else _WAITS,
        Bar(of.allocated, of.counted, largest) if known and kind is not RowKind.MEMBER else "",
        kind=kind,
    )


def _cut(counted: int, allocated: int) -> str:
    return wording.percent(Fraction(counted - allocated, counted)) if counted else "–"
