"""The sellers of an offering as a grid: what each asks is typed over, what each gets is worked out."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from rra_desktop import wording
from rra_desktop.domain.allocation import CutbackOutcome
from rra_desktop.domain.figures import FigureKey
from rra_desktop.editing.commands import Command, SetAgreedSplit, SetOfferingRequest
from ui.cutback.seller_lines import GROUP, MEMBER, TOTAL, SellerBlock, SellerLine, seller_blocks, total_line
from ui.session_signals import SessionSignals
from ui.widgets.grid_cells import Bar, Cell, Column, GridRow, RowKind, SortValue
from ui.widgets.grid_model import GridModel

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

Row = GridRow[SellerLine]
_PARTS = {"held": "held", "requested": "requested", "allocated": "allocated", "cut": "cut", "percent": "cut"}


class SellersModel(GridModel[SellerLine]):
    """Who sells in one offering, for the outcome shown: the one recorded, or the one being tried."""

    def __init__(self, session: MatterSession, signals: SessionSignals) -> None:
        self._session = session
        self._signals = signals
        self._offering = ""
        self.blocks: list[SellerBlock] = []
        self._total: SellerLine | None = None
        self._opened: set[str] = set()
        super().__init__(
            (
                Column("name", "Seller", _name, _by_name, numeric=False, stretches=True),
                Column("held", "Held", _held, _by_held, sample="1,000,000"),
                Column("requested", "Requested", self._requested, _by_requested, sample="1,000,000 "),
                Column("allocated", "Allocated", self._allocated, _by_allocated, sample="1,000,000"),
                Column("cut", "Cut", _cut, _by_cut, sample="1,000,000"),
                Column("percent", "Cut %", _percent, _by_percent, sample="100.00%"),
                Column("bar", "Allocated of requested", _bar, None, numeric=False, stretches=True),
            )
        )

    def show_outcome(self, outcome: CutbackOutcome | None) -> None:
        """Show an outcome, None where there is no offering."""
        holders = {holder.id: holder for holder in self._session.matter.holders}
        self._offering = outcome.offering.id if outcome is not None else ""
        self.blocks = seller_blocks(outcome, holders) if outcome is not None else []
        self._total = total_line(outcome) if outcome is not None and self.blocks else None
        self.arrange()

    def figure_key(self, line: SellerLine, column: str) -> FigureKey:
        """Return where a figure of the grid is explained."""
        return FigureKey("cutback", (self._offering, line.subject), _PARTS.get(column, "allocated"))

    def arrange(self) -> None:
        """Show the sellers sorted, each group's members below it where it is open."""
        blocks = list(self.blocks)
        by = None if self.sorted_by is None else self.columns[self.column_of(self.sorted_by[0])].order
        if by is not None and self.sorted_by is not None:
            key: Callable[[SellerLine], Any] = by
            blocks.sort(key=lambda block: key(block.head), reverse=self.sorted_by[1] is Qt.SortOrder.DescendingOrder)
        rows = [row for block in blocks for row in self._rows_of(block)]
        if self._total is not None:
            rows.append(GridRow(("total",), self._total, RowKind.TOTAL))
        self.show_rows(rows, 0 if self._total is None else 1)

    def _rows_of(self, block: SellerBlock) -> list[Row]:
        head = block.head
        if head.kind != GROUP:
            return [GridRow(("holder", head.subject), head, greyed=not head.requested)]
        opened = head.subject in self._opened
        row = GridRow(("group", head.subject), head, opened=opened, greyed=not head.requested)
        members = [
            GridRow(("holder", each.subject), each, depth=1, greyed=not each.requested) for each in block.members
        ]
        return [row, *members] if opened else [row]

    def set_opened(self, row: Row, *, opened: bool) -> None:
        """Show or hide a group's members."""
        self._opened = self._opened | {row.subject.subject} if opened else self._opened - {row.subject.subject}
        self.arrange()

    # -- typing ------------------------------------------------------------------------------------------------------

    def command_for(self, row: Row, column: str, text: str) -> Command | None:
        """Return the command for a request, or for a member's part of its group's own split; empty takes it out."""
        line = row.subject
        if line.holder is None:
            return None
        quantity = wording.parse_shares(text) if text.strip() else None
        if column == "allocated":
            return SetAgreedSplit(self._offering, line.holder.id, quantity)
        return SetOfferingRequest(self._offering, line.holder.id, quantity or None)

    def execute(self, command: Command) -> str:
        """Execute a command; returns why it was refused, or nothing."""
        refusals: list[str] = []
        self._signals.execute(command, refusals.append)
        return "".join(refusals)

    # -- cells -------------------------------------------------------------------------------------------------------

    def _requested(self, row: Row) -> Cell:
        line = row.subject
        if line.holder is None:
            return _count(line.requested)
        text = wording.shares(line.requested) if line.requested else ""
        note = f"{line.name} holds {wording.shares(line.held)}; the request counts for that." if line.over_asked else ""
        return Cell(
            text or "–",
            line.requested or None,
            None if self._session.read_only else text,
            boxed=not self._session.read_only,
            note=note,
            spoken=text or "asks for nothing",
        )

    def _allocated(self, row: Row) -> Cell:
        line = row.subject
        if line.allocated is None or not line.requested:
            return Cell("–", faint=True, spoken="nothing" if line.allocated is not None else "waits")
        text = wording.shares(line.allocated)
        may_type = line.may_agree and not self._session.read_only
        return Cell(
            text,
            line.allocated,
            text if may_type else None,
            strong=line.kind != MEMBER,
            boxed=may_type,
            note="The group’s own split can be typed over; it must add up to what the group gets." if may_type else "",
        )


def _count(count: int | None) -> Cell:
    return Cell("–", faint=True, spoken="none") if count is None else Cell(wording.shares(count), count)


def _name(row: Row) -> Cell:
    return Cell(row.subject.name, strong=row.subject.kind != MEMBER and not row.greyed)


def _cut(row: Row) -> Cell:
    return _count(row.subject.cut if row.subject.requested else None)


def _percent(row: Row) -> Cell:
    share = row.subject.cut_share
    return Cell("–", faint=True, spoken="none") if share is None else Cell(wording.percent(share))


def _bar(row: Row) -> Cell:
    line = row.subject
    if line.kind == TOTAL or not line.scale or line.allocated is None or not line.requested:
        return Cell()
    in_full = "in full" if line.allocated >= line.requested else ""
    text = in_full if line.round is None else f"round {line.round}"
    whole, filled = Fraction(line.requested, line.scale), Fraction(line.allocated, line.scale)
    spoken = f"{wording.shares(line.allocated)} of {wording.shares(line.requested)}"
    return Cell(text, bar=Bar(whole, filled), spoken=f"{spoken}, {text}" if text else spoken)


def _by_name(line: SellerLine) -> SortValue:
    return line.name.casefold()


def _held(row: Row) -> Cell:
    return _count(row.subject.held)


def _by_held(line: SellerLine) -> SortValue:
    return line.held


def _by_requested(line: SellerLine) -> SortValue:
    return line.requested


def _by_allocated(line: SellerLine) -> SortValue:
    return line.allocated or 0


def _by_cut(line: SellerLine) -> SortValue:
    return line.cut or 0


def _by_percent(line: SellerLine) -> SortValue:
    return line.cut_share or 0
