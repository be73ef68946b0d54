"""What other readings would allocate, seller by seller; only readings that move a share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rra_desktop import wording
from rra_desktop.calculation.cutback.cutback_figures import readings_of_shares
from rra_desktop.calculation.cutback.offering_cutback import Cutback
from rra_desktop.domain.agreement import Choice, Reading
from rra_desktop.domain.matter import Matter
from rra_desktop.report.blocks import Align, Block, Column, Row, Table, Text, clause, plain, row, strong
from rra_desktop.report.sections.single_investors import SingleInvestor

_ROOM = 340
_NARROWEST = 66
_LONGEST_NAME = 30


def other_readings_table(matter: Matter, cutback: Cutback, sellers: Sequence[SingleInvestor]) -> Iterator[Block]:
    """Set each other reading beside what it gives; with more sellers than fit, beside the shares it moves."""
    largest = wording.shares(max((seller.requested for seller in sellers), default=0))
    width = max(_NARROWEST, 11 + 5 * len(largest))
    many = len(sellers) * width > _ROOM
    rows = tuple(_rows(matter, cutback, sellers, many=many))
    if not rows:
        return
    names = ["Shares moved"] if many else [_shortened(seller.bare_name) for seller in sellers]
    figures = (Column(name, Align.RIGHT, width=width) for name in names)
    yield Table((Column("If read otherwise", stretches=True), *figures), rows, small=True)


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _rows(matter: Matter, cutback: Cutback, sellers: Sequence[SingleInvestor], *, many: bool) -> Iterator[Row]:
    here = {each.holder: each.allocated for each in cutback.outcome.participants}
    for reading in readings_of_shares(matter.form):
        for choice in reading.choices:
            if choice.id == matter.choice(reading.id):
                continue
            other = cutback.under(reading.id, choice.id).outcome
            if other.pending:  # it waits for a day that the choice in force does not ask for
                continue
            there = {each.holder: each.allocated for each in other.participants}
            if there != here:
                yield row(_label(reading, choice), *([_moved(here, there)] if many else _given(there, sellers)))


def _label(reading: Reading, choice: Choice) -> Text:
    return (*plain(f"{reading.question} "), *strong(f"{choice.label} "), *clause(reading.section))


def _given(there: dict[str, int], sellers: Sequence[SingleInvestor]) -> Iterator[str]:
    for seller in sellers:
        yield wording.shares(sum(there[holder] for holder in seller.holders))


def _moved(here: dict[str, int], there: dict[str, int]) -> str:
    gained = sum(max(0, there[holder] - allocated) for holder, allocated in here.items())
    lost = sum(max(0, allocated - there[holder]) for holder, allocated in here.items())
    return wording.shares(max(gained, lost))
