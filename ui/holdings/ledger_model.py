"""One holder's ledger as a grid: each entry with what it left the holder with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rra_desktop import wording
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry, Role, Security
from rra_desktop.domain.standing import LedgerLine
from rra_desktop.domain.statements import Mark
from ui.widgets.grid_cells import Cell, Column, GridRow
from ui.widgets.grid_model import GridModel

Row = GridRow[LedgerLine]
_INVESTOR_BALANCES = (
    ("common_after", "Common after"),
    ("preferred_after", "Preferred after"),
    ("warrants_after", "Warrants after"),
)
_OTHER_BALANCES = (("other_after", "Held after"),)


class LedgerModel(GridModel[LedgerLine]):
    """The ledger lines of one holder, in the order in which they apply."""

    def __init__(self, matter: Callable[[], Matter]) -> None:
        self._matter = matter
        self._holder = ""
        self.read_only_reason = ""
        self._marks: Callable[[int], tuple[Mark, ...]] = lambda _entry: ()
        balances = [_balance(part, title) for part, title in (*_INVESTOR_BALANCES, *_OTHER_BALANCES)]
        super().__init__(
            (
                Column("date", "Date", _date, numeric=False, sample="May 28, 2003"),
                Column("entry", "Entry", self._entry, numeric=False, sample="Registered sale"),
                Column("security", "Security", self._security, numeric=False, sample="Other registrable"),
                Column("quantity", "Quantity", self._quantity, sample="1,000,000"),
                *balances,
                Column("note", "Note", self._note, numeric=False, stretches=True),
            )
        )

    def show_ledger(
        self, holder: str, lines: Sequence[LedgerLine], marks: Callable[[int], tuple[Mark, ...]] = lambda _entry: ()
    ) -> None:
        """Show the lines of a holder; `marks` is what contradicts an entry, by its number."""
        self._holder = holder
        self._marks = marks
        self.show_rows([GridRow((holder, str(line.entry.sequence)), line) for line in lines])

    def why_not_typed(self, row: Row, column: str) -> str:
        """Return how a transaction is changed, or why it cannot be."""
        del row
        if self.read_only_reason:
            return self.read_only_reason
        if column in self.balance_columns():
            return "Worked out from this transaction and those before it. Press Enter to change the transaction."
        return "A transaction is changed as a whole: press Enter, or choose Change transaction… in its menu."

    def columns_for(self, role: Role) -> frozenset[str]:
        """Return the balances that say something for a holder of a role under the agreement."""
        form = self._matter().form
        balances = _INVESTOR_BALANCES if role is Role.INVESTOR else _OTHER_BALANCES
        return frozenset(part for part, _title in balances if form.has_part(part.removesuffix("_after")))

    def balance_columns(self) -> tuple[str, ...]:
        """Return the ids of all columns of balances."""
        return tuple(part for part, _title in (*_INVESTOR_BALANCES, *_OTHER_BALANCES))

    def _entry(self, row: Row) -> Cell:
        entry = row.subject.entry
        name = wording.entry_name(entry.type)
        if entry.type is not EntryType.TRANSFER:
            return Cell(name)
        other = entry.holder if entry.to == self._holder else entry.to
        names = {holder.id: holder.name for holder in self._matter().holders}
        direction = "from" if entry.to == self._holder else "to"
        return Cell(f"{name} {direction} {names.get(other or '', other or '')}")

    def _security(self, row: Row) -> Cell:
        entry, form = row.subject.entry, self._matter().form
        security = entry.security or _MOVED.get(entry.type)
        if security is None:
            return Cell()
        called = form.has_security(security)
        return Cell(form.security(security).short if called else wording.security_name(security, form))

    def _quantity(self, row: Row) -> Cell:
        entry = row.subject.entry
        if entry.quantity is None:
            return Cell(_ratio(entry))
        gone = entry.quantity < 0 or (entry.type in _OUTGOING and entry.holder == self._holder)
        count = abs(entry.quantity)
        return Cell(f"−{wording.shares(count)}" if gone else wording.shares(count), -count if gone else count)

    def _note(self, row: Row) -> Cell:
        entry = row.subject.entry
        marks = self._marks(entry.sequence)
        if marks:
            said = " ".join(wording.words_of(mark) for mark in marks)
            return Cell(f"{wording.gravity_name(marks[0].gravity)}: {said}", strong=True, note=said)
        paid = f"paid {wording.money(entry.price_paid)}" if entry.price_paid is not None else ""
        acquired = "acquired in a public distribution" if entry.public_distribution else ""
        return Cell(" · ".join(part for part in (entry.note, paid, acquired) if part), faint=True)


_OUTGOING = (EntryType.TRANSFER, EntryType.REGISTERED_SALE, EntryType.OTHER_SALE, EntryType.CANCEL)
_MOVED = {
    EntryType.CONVERT: Security.PREFERRED,
    EntryType.EXERCISE: Security.WARRANT,
    EntryType.REGISTERED_SALE: Security.COMMON,
    EntryType.OTHER_SALE: Security.COMMON,
}


def _ratio(entry: LedgerEntry) -> str:
    if entry.type is EntryType.SPLIT:
        return f"{entry.new} for {entry.old}"
    return "" if entry.percent is None else f"{entry.percent.normalize():f}%"


def _date(row: Row) -> Cell:
    return Cell(wording.date_only(row.subject.entry.date))


def _balance(part: str, title: str) -> Column[LedgerLine]:
    def cell(row: Row) -> Cell:
        count: int = getattr(row.subject, part)
        return Cell(wording.shares(count), count)

    return Column(part, title, cell, sample="1,000,000")
