"""The sellers of an offering as a grid: what each asks is typed over, what each gets is worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from rra_desktop import wording
from rra_desktop.domain.allocation import CutbackOutcome
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.statements import WEIGHTY, gravest
from rra_desktop.domain.topics import Topic
from rra_desktop.editing.commands import Command, SetAgreedSplit, SetOfferingRequest
from ui.cutback.agreed_split import AgreedSplit, agreed_splits
from ui.cutback.requests_received import ReceivedRequest, Standing, in_force_in, requests_received
from ui.cutback.seller_lines import (
    ALL_HOLDERS,
    OutcomeFigures,
    Seller,
    SellerBlock,
    SellerFigures,
    SellerKind,
    seller_blocks,
)
from ui.cutback.worked_out import why_not_typed
from ui.session_signals import SessionSignals
from ui.widgets.chips import Tone
from ui.widgets.gravity import signed_word
from ui.widgets.grid_cells import Bar, Cell, Column, GridRow, RowKind, SortValue
from ui.widgets.grid_model import GridModel

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

Row = GridRow[Seller]
_PARTS = {
    "held": "held",
    "received": "requested",
    "requested": "requested",
    "allocated": "allocated",
    "cut": "cut",
    "percent": "cut",
}


class SellersModel(GridModel[Seller]):
    """Who sells in one offering, for the outcome shown: the one recorded, or the one being tried."""

    def __init__(self, session: MatterSession, signals: SessionSignals) -> None:
        self._session = session
        self._signals = signals
        self._offering = ""
        self._figures: OutcomeFigures | None = None
        self._scale = 0
        self._opened: set[str] = set()
        self._agreed: dict[str, int] = {}
        self._splits: dict[str, AgreedSplit] = {}
        self.received: Mapping[str, ReceivedRequest] = {}
        self.blocks: list[SellerBlock] = []
        super().__init__(
            (
                Column("name", "Seller", self._name, _by_name, numeric=False, stretches=True),
                Column("held", "Held", self._held, self._by("held"), sample="1,000,000"),
                Column(
                    "received",
                    "Came in",
                    self._came_in,
                    self._by_received,
                    sample="1,000,000 differs",
                    note="What was asked for in the registration, where it is recorded",
                ),
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
        requested = self._session.matter.requests_in(self._offering)
        self._agreed = {each.holder: each.agreed for each in requested if each.agreed is not None}
        self.received = requests_received(self._session, outcome.offering)
        self.blocks = seller_blocks(outcome, holders, self._agreed)
        requests = (seller.requested for block in self.blocks for seller in (block.head, *block.members))
        self._scale = max(requests, default=0)
        self._show(outcome)

    def show_tried(self, outcome: CutbackOutcome) -> None:
        """Show what the same sellers would get in another outcome."""
        self._show(outcome)

    def _show(self, outcome: CutbackOutcome) -> None:
        self._figures = OutcomeFigures(outcome)
        section = self._session.matter.form.section(Topic.AFFILIATES)
        self._splits = agreed_splits(outcome, self.blocks, self._agreed, section)
        self.arrange()

    def splits_not_in_force(self) -> list[str]:
        """Return what is missing of each split that was typed and does not hold in the outcome shown."""
        return [said for said in dict.fromkeys(split.sentence for split in self._splits.values()) if said]

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
            return SetAgreedSplit(self._offering, holder.id, quantity, self.in_force())
        return SetOfferingRequest(self._offering, holder.id, quantity or None, self.in_force())

    def in_force(self) -> tuple[tuple[str, int], ...]:
        """Return the registration's requests that count here, which the first figure typed must not drop."""
        return tuple(in_force_in(self._session, self._session.matter.offering(self._offering)).items())

    def why_not_typed(self, row: Row, column: str) -> str:
        """Return from what a cell is worked out and where to type instead, or why nothing can be typed at all."""
        if self._session.read_only:
            return self._session.file.read_only_reason
        return why_not_typed(row.subject, column, self._session.matter.form)

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

    def _by_received(self, seller: Seller) -> SortValue:
        return sum(each.quantity or 0 for each in self._received_by(seller))

    def _received_by(self, seller: Seller) -> list[ReceivedRequest]:
        """Return the requests of a seller: its own, those of a group's members, or all."""
        if seller.kind is SellerKind.TOTAL:
            return list(self.received.values())
        if seller.kind is SellerKind.GROUP:
            members = next(block.members for block in self.blocks if block.head == seller)
            return [self.received[each.subject] for each in members if each.subject in self.received]
        return [self.received[seller.subject]] if seller.subject in self.received else []

    def _name(self, row: Row) -> Cell:
        """Return a seller's name with the word of the gravest thing that is said of it."""
        name, marks = row.subject.name, self.figures(row.subject).marks
        sign = signed_word(gravest(tuple(mark for mark in marks if mark.gravity in WEIGHTY)))
        said = "\n".join(map(wording.said_beside, marks))
        strong = row.subject.kind is not SellerKind.MEMBER and not row.greyed
        spoken = f"{name}. {said}" if said else ""
        return Cell(f"{name}  {sign}" if sign else name, strong=strong, note=said, spoken=spoken)

    def _came_in(self, row: Row) -> Cell:
        """Return what was asked for in the registration; what is not in the scenario so says it in a pill."""
        requests = self._received_by(row.subject)
        if row.subject.holder is None:
            counted = [
                each.quantity or 0 for each in requests if each.standing not in (Standing.LATE, Standing.INCOMPLETE)
            ]
            return _count(sum(counted)) if counted else Cell("–", faint=True, spoken="none")
        if not requests:
            return Cell("–", faint=True, spoken="none")
        (request,) = requests
        figure = "no number" if request.quantity is None else wording.shares(request.quantity)
        if request.standing is Standing.TAKEN_IN:
            return Cell(figure, request.quantity)
        tone = Tone.WARN if request.standing in (Standing.MISSING, Standing.DIFFERS) else Tone.QUIET
        said = f"{figure} {request.standing.value}"
        return Cell(
            said, tone=tone, note=f"{row.subject.name} asked for {figure}: {request.standing.value}.", spoken=said
        )

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
        typed = self._agreed.get(row.subject.subject) if row.subject.kind is SellerKind.MEMBER else None
        split = self._splits.get(row.subject.subject)
        if typed is not None and split is not None and not split.in_force:
            return self._not_in_force(typed, split, figures)
        if figures.allocated is None or not figures.requested:
            return Cell("–", faint=True, spoken="nothing" if figures.allocated is not None else "waits")
        may_type = row.subject.may_agree and not self._session.read_only
        # What nobody typed does not stand in the editor: an agreed figure is one that somebody agreed on.
        agreed = "" if typed is None else wording.shares(typed)
        note = "The group’s own split can be typed over; it must add up to what the group gets." if may_type else ""
        by_kind = wording.kinds_in_words(figures.kinds)
        return Cell(
            wording.shares(figures.allocated),
            figures.allocated,
            agreed if may_type else None,
            strong=row.subject.kind is not SellerKind.MEMBER,
            boxed=may_type,
            note="\n".join(each for each in (by_kind, note) if each),
            spoken=f"{wording.shares(figures.allocated)}: {by_kind}" if by_kind else "",
        )

    def _not_in_force(self, typed: int, split: AgreedSplit, figures: SellerFigures) -> Cell:
        """Return the cell of an agreed figure that does not hold: as it was typed, and said to be so."""
        text = wording.shares(typed)
        editable = not self._session.read_only
        until = "" if figures.allocated is None else f"; until then {wording.shares(figures.allocated)}"
        return Cell(
            f"≠ {text}",
            typed,
            text if editable else None,
            boxed=editable,
            note=split.sentence,
            spoken=f"{text} agreed, not in force: {split.missing}{until}",
        )

    def _cut(self, row: Row) -> Cell:
        figures = self.figures(row.subject)
        return _count(figures.cut if figures.requested else None)

    def _percent(self, row: Row) -> Cell:
        share = self.figures(row.subject).cut_share
        return Cell("–", faint=True, spoken="none") if share is None else Cell(wording.percent(share))

    def _bar(self, row: Row) -> Cell:
        figures = self.figures(row.subject)
        split = self._splits.get(row.subject.subject)
        if split is not None and not split.in_force and row.subject.subject in self._agreed:
            return Cell(split.missing, note=split.sentence, spoken=f"not in force, {split.missing}")
        if row.kind is RowKind.TOTAL or not self._scale or figures.allocated is None or not figures.requested:
            return Cell()
        in_full = "in full" if figures.allocated >= figures.requested else ""
        text = in_full if figures.round is None else f"round {figures.round}"
        bar = Bar(Fraction(figures.requested, self._scale), Fraction(figures.allocated, self._scale))
        spoken = f"{wording.shares(figures.allocated)} of {wording.shares(figures.requested)}"
        return Cell(text, bar=bar, spoken=f"{spoken}, {text}" if text else spoken)


def _count(count: int | None) -> Cell:
    return Cell("–", faint=True, spoken="none") if count is None else Cell(wording.shares(count), count)


def _by_name(seller: Seller) -> SortValue:
    return seller.name.casefold()
