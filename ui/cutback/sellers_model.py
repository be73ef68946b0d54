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
from ui.cutback.seller_lines import (
    ALL_HOLDERS,
    OutcomeFigures,
    Seller,
    SellerBlock,
    SellerFigures,
    SellerKind,
    seller_blocks,
)
from ui.session_signals import SessionSignals
from ui.widgets.grid_cells import Bar, Cell, Column, GridRow, RowKind, SortValue
from ui.widgets.grid_model import GridModel

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

Row = GridRow[Seller]
_PARTS = {"held": "held", "requested": "requested", "allocated": "allocated", "cut": "cut", "percent": "cut"}


class SellersModel(GridModel[Seller]):
    """Who sells in one offering, for the outcome shown: the one recorded, or the one being tried."""

    def __init__(self, session: MatterSession, signals: SessionSignals) -> None:
        self._session = session
        self._signals = signals
        self._offering = ""
        self._figures: OutcomeFigures | None = None
        self._scale = 0
        self._opened: set[str] = set()
        self.blocks: list[SellerBlock] = []
        super().__init__(
            (
                Column("name", "Seller", _name, _by_name, numeric=False, stretches=True),
                Column("held", "Held", self._held, self._by("held"), sample="1,000,000"),
                Column("requested", "Requested", self._requested, self._by("requested"), sample="1,000,000 "),
                Column("allocated", "Allocated", self._allocated, self._by("allocated"), sample="1,000,000"),
                Column("cut", "Cut", self._cut, self._by("cut"), sample="1,000,000"),
                Column("percent", "Cut %", self._percent, self._by("cut_share"), sample="100.00%"),
                Column("bar", "Allocated of requested", self._bar, None, numeric=False, stretches=True),
            )
        )

    # -- what is shown ---------------------------------------------------------------------------------------------

    def show_recorded(self, outcome: CutbackOutcome) -> None:
        """Show the outcome of an offering as recorded, and who sells in it."""
        holders = {holder.id: holder for holder in self._session.matter.holders}
        self._offering = outcome.offering.id
        self.blocks = seller_blocks(outcome, holders)
        requests = (seller.requested for block in self.blocks for seller in (block.head, *block.members))
        self._scale = max(requests, default=0)
        self._figures = OutcomeFigures(outcome)
        self.arrange()

    def show_tried(self, outcome: CutbackOutcome) -> None:
        """Show what the same sellers would get in another outcome."""
        self._figures = OutcomeFigures(outcome)
        self.arrange()

    def figures(self, seller: Seller) -> SellerFigures:
        """Return what a seller gets in the outcome shown."""
        if self._figures is None:
            raise LookupError("there is no outcome yet")
        return self._figures.of(seller)

    def figure_key(self, seller: Seller, column: str) -> FigureKey:
        """Return where a figure of the grid is explained."""
        return FigureKey("cutback", (self._offering, seller.subject), _PARTS.get(column, "allocated"))

    def arrange(self) -> None:
        """Show the sellers sorted, each group's members below it where it is open."""
        blocks = list(self.blocks)
        by = None if self.sorted_by is None else self.columns[self.column_of(self.sorted_by[0])].order
        if by is not None and self.sorted_by is not None:
            key: Callable[[Seller], Any] = by
            blocks.sort(key=lambda block: key(block.head), reverse=self.sorted_by[1] is Qt.SortOrder.DescendingOrder)
        rows = [row for block in blocks for row in self._rows_of(block)]
        if blocks:
            rows.append(GridRow(("total",), ALL_HOLDERS, RowKind.TOTAL))
        self.show_rows(rows, 1 if blocks else 0)

    def _rows_of(self, block: SellerBlock) -> list[Row]:
        head = block.head
        if head.kind is not SellerKind.GROUP:
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
        holder = row.subject.holder
        if holder is None:
            return None
        quantity = wording.parse_shares(text) if text.strip() else None
        if column == "allocated":
            return SetAgreedSplit(self._offering, holder.id, quantity, self._in_force())
        return SetOfferingRequest(self._offering, holder.id, quantity or None, self._in_force())

    def _in_force(self) -> tuple[tuple[str, int], ...]:
        """Return the registration's requests that count here, which the first figure typed must not drop."""
        requests = self._session.analysis.cutback(self._offering).requests
        return tuple(requests.shares.items()) if requests.of_registration else ()

    def execute(self, command: Command) -> str:
        """Execute a command; returns why it was refused, or nothing."""
        refusals: list[str] = []
        self._signals.execute(command, refusals.append)
        return "".join(refusals)

    # -- cells -------------------------------------------------------------------------------------------------------

    def _by(self, part: str) -> Callable[[Seller], SortValue]:
        def order(seller: Seller) -> SortValue:
            value: SortValue | None = getattr(self.figures(seller), part)
            return -1 if value is None else value

        return order

    def _held(self, row: Row) -> Cell:
        return _count(self.figures(row.subject).held)

    def _requested(self, row: Row) -> Cell:
        figures = self.figures(row.subject)
        if row.subject.holder is None:
            return _count(figures.requested)
        text = wording.shares(figures.requested) if figures.requested else ""
        held = wording.figure_value(figures.held)
        return Cell(
            text or "–",
            figures.requested or None,
            None if self._session.read_only else text,
            boxed=not self._session.read_only,
            note=f"{row.subject.name} holds {held}; the request counts for that." if figures.over_asked else "",
            spoken=text or "asks for nothing",
        )

    def _allocated(self, row: Row) -> Cell:
        figures = self.figures(row.subject)
        if figures.allocated is None or not figures.requested:
            return Cell("–", faint=True, spoken="nothing" if figures.allocated is not None else "waits")
        text = wording.shares(figures.allocated)
        may_type = row.subject.may_agree and not self._session.read_only
        return Cell(
            text,
            figures.allocated,
            text if may_type else None,
            strong=row.subject.kind is not SellerKind.MEMBER,
            boxed=may_type,
            note="The group’s own split can be typed over; it must add up to what the group gets." if may_type else "",
        )

    def _cut(self, row: Row) -> Cell:
        figures = self.figures(row.subject)
        return _count(figures.cut if figures.requested else None)

    def _percent(self, row: Row) -> Cell:
        share = self.figures(row.subject).cut_share
        return Cell("–", faint=True, spoken="none") if share is None else Cell(wording.percent(share))

    def _bar(self, row: Row) -> Cell:
        figures = self.figures(row.subject)
        if row.kind is RowKind.TOTAL or not self._scale or figures.allocated is None or not figures.requested:
            return Cell()
        in_full = "in full" if figures.allocated >= figures.requested else ""
        text = in_full if figures.round is None else f"round {figures.round}"
        bar = Bar(Fraction(figures.requested, self._scale), Fraction(figures.allocated, self._scale))
        spoken = f"{wording.shares(figures.allocated)} of {wording.shares(figures.requested)}"
        return Cell(text, bar=bar, spoken=f"{spoken}, {text}" if text else spoken)


def _count(count: int | None) -> Cell:
    return Cell("–", faint=True, spoken="none") if count is None else Cell(wording.shares(count), count)


def _name(row: Row) -> Cell:
    return Cell(row.subject.name, strong=row.subject.kind is not SellerKind.MEMBER and not row.greyed)


def _by_name(seller: Seller) -> SortValue:
    return seller.name.casefold()
