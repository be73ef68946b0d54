"""What the sale brings each seller: gross, discount, net, and the most it can owe under the indemnity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rra_desktop import wording
from rra_desktop.domain.allocation import Allocation, CutbackOutcome
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.register import Holder
from rra_desktop.domain.topics import Topic
from rra_desktop.session import MatterSession
from ui.cutback.worked_out import why_money_is_not_typed
from ui.widgets.grid_cells import Cell, Column, GridRow, RowKind
from ui.widgets.grid_model import GridModel

PARTS = ("gross", "discount", "net", "indemnity_cap")


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One seller's money, or the total; an amount is None where it is not known or does not apply."""

    name: str
    subject: str
    gross: Decimal | None
    discount: Decimal | None
    net: Decimal | None
    indemnity_cap: Decimal | None


Row = GridRow[MoneyLine]


class MoneyModel(GridModel[MoneyLine]):
    """The money of every holder that sells, in the register's order."""

    def __init__(self, session: MatterSession) -> None:
        self._session = session
        self._offering = ""
        self.total = total_of([])
        super().__init__(
            (
                Column("name", "Selling holder", _name, numeric=False, stretches=True),
                Column("gross", "Gross", lambda row: _money(row.subject.gross), sample="$1,000,000.00"),
                Column("discount", "Discount", lambda row: _money(row.subject.discount), sample="$100,000.00"),
                Column("net", "Net", lambda row: _money(row.subject.net), sample="$1,000,000.00"),
                Column("indemnity_cap", self._title_of_cap(), self._cap, sample="$1,000,000.00"),
            )
        )

    def show_outcome(self, outcome: CutbackOutcome, names: Mapping[str, Holder]) -> None:
        """Show the money of an outcome, the total last."""
        self._offering = outcome.offering.id
        selling = [each for each in outcome.participants if each.allocated]
        lines = [_line(each, names) for each in selling]
        rows = [GridRow((line.subject,), line) for line in lines]
        self.total = total_of(lines)
        if rows:
            rows.append(GridRow(("total",), self.total, RowKind.TOTAL))
        self.show_rows(rows, 1 if rows else 0)

    def why_not_typed(self, row: Row, column: str) -> str:
        """Return from what an amount is worked out."""
        del row
        return why_money_is_not_typed(column, self._session.matter.form)

    def _on_indemnity(self) -> str:
        return wording.section(self._session.matter.form.section(Topic.INDEMNITY))

    def _title_of_cap(self) -> str:
        return f"Cap {self._on_indemnity()}".strip()

    def _cap(self, row: Row) -> Cell:
        if row.kind is RowKind.TOTAL:
            return Cell()
        if row.subject.indemnity_cap is None:
            under = f"Only Selling Investors indemnify under {self._on_indemnity() or 'the agreement'}."
            return Cell("–", faint=True, note="" if row.subject.gross is None else under, spoken="none")
        return Cell(wording.money(row.subject.indemnity_cap))

    def figure_key(self, line: MoneyLine, column: str) -> FigureKey | None:
        """Return where an amount is explained, None for what is only a sum of the lines above."""
        part = column if column in PARTS else "gross"
        if not line.subject and part == "indemnity_cap":
            return None
        return FigureKey("cutback", (self._offering, line.subject), part)


def total_of(lines: Sequence[MoneyLine]) -> MoneyLine:
    """Return the sum of the lines as printed; an amount that one line lacks is not known."""
    gross, discount, net = (_added([getattr(line, part) for line in lines]) for part in PARTS[:3])
    return MoneyLine("Sellers", "", gross, discount, net, None)


def _added(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal("0.00")) if len(known) == len(amounts) else None


def _line(each: Allocation, names: Mapping[str, Holder]) -> MoneyLine:
    name = names[each.holder].name
    return MoneyLine(name, each.holder, each.gross, each.discount, each.net, each.indemnity_cap)


def _name(row: Row) -> Cell:
    return Cell(row.subject.name)


def _money(amount: Decimal | None) -> Cell:
    return Cell("–", faint=True, spoken="not known") if amount is None else Cell(wording.money(amount))
