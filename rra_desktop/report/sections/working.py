"""The appendix: how each figure was reached, printed from the same tree the Why panel shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.figures import Figure
from rra_desktop.domain.offerings import Offering
from rra_desktop.report.blocks import (
    Block,
    Column,
    Paragraph,
    Section,
    Subheading,
    Table,
    Tone,
    Working,
    plain,
    row,
)
from rra_desktop.report.sections.deadlines import lines
from rra_desktop.report.sections.offerings import offering_title
from rra_desktop.report.sections.single_investors import single_investors
from rra_desktop.report.sections.steps import Steps

_MOST_FIGURES = 60
_FACTS = (Column("Record", width=110), Column("What was entered", stretches=True))


_Maker: TypeAlias = Callable[[], Figure[Any]]
"""A figure is made only if it is printed."""


def working_section(analysis: Analysis) -> Section:
    """Print the steps of totals, thresholds, deadlines and allocations, then the facts they rest on."""
    steps = Steps(analysis.matter)
    thresholds: list[_Maker] = []
    for each in analysis.thresholds.rights:
        thresholds += [each.figure_majority, each.figure_demands_left]
    blocks: list[Block] = [
        *_part(steps, "Registrable Shares", _positions(analysis)),
        *_part(steps, "Majority and demands", thresholds),
        *_part(steps, "Deadlines", [line.first.explain for line in lines(analysis.deadlines)]),
    ]
    blocks.extend(_part(steps, "Damages", _damages(analysis)))
    for offering in analysis.matter.offerings:
        if not analysis.cutback(offering.id).outcome.pending:
            heading = f"Cutback, offering {offering_title(analysis.matter, offering)}"
            blocks.extend(_part(steps, heading, _allocations(analysis, offering)))
    facts = steps.facts()
    if facts:
        rows = tuple(row(record, said) for record, said in facts)
        blocks += [Subheading("Facts entered"), Table(_FACTS, rows, small=True)]
    return Section("working", "How each figure was reached", tuple(blocks))


def _positions(analysis: Analysis) -> list[_Maker]:
    subjects = [None, *(position.holder.id for position in analysis.positions.rows if position.registrable)]
    return [partial(analysis.positions.figure, subject, "registrable") for subject in subjects]


def _damages(analysis: Analysis) -> list[_Maker]:
    """Return what has accrued to each holder, and under each clause what is owed to all."""
    made: list[_Maker] = []
    for account in analysis.damages:
        made += [partial(each.explain, "accrued") for each in account.holders if each.accrued]
        made += [partial(account.explain, "owed")] if account.holders else []
    return made


def _allocations(analysis: Analysis, offering: Offering) -> list[_Maker]:
    cutback = analysis.cutback(offering.id)
    sellers = single_investors(analysis.matter, cutback.outcome)
    return [
        partial(cutback.figure, "", "capacity"),
        *(partial(cutback.figure, seller.subject, "allocated") for seller in sellers),
    ]


def _part(steps: Steps, heading: str, figures: Sequence[_Maker]) -> Iterator[Block]:
    """Yield the workings under a heading; that a register is too long to print is said."""
    if not figures:
        return
    yield Subheading(heading)
    yield Working(tuple(step for make in figures[:_MOST_FIGURES] for step in steps.of(make())))
    left = len(figures) - _MOST_FIGURES
    if left > 0:
        said = f"The steps of {left:,} more figures of this kind are not printed; the program shows each of them."
        yield Paragraph(plain(said), Tone.SMALL)
