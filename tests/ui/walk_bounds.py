"""What a step of the random walk may change: the records that the window names at the moment the step is made."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from rra_desktop.domain.edits import RowChange
from rra_desktop.domain.matter import Matter, MatterDetails
from rra_desktop.domain.offerings import Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, EntryType, Holder, LedgerEntry, Security
from tests.ui.walk_places import WHAT_DIALOGS_RECORD, Places
from ui.activity.journal_model import JournalModel
from ui.cutback.sellers_model import SellersModel
from ui.holdings.ledger_model import LedgerModel
from ui.holdings.register_model import RegisterModel
from ui.holdings.text_field import TextField
from ui.main_window import MainWindow
from ui.widgets.date_field import DateField
from ui.widgets.grid import Grid
from ui.widgets.paste_dialog import PasteDialog
from ui.widgets.read_field import ReadField

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

_SECURITIES = {
    "units": Security.UNIT,
    "common": Security.COMMON,
    "preferred": Security.PREFERRED,
    "warrants": Security.WARRANT,
    "registrable": Security.OTHER_REGISTRABLE,
}


@dataclass(frozen=True)
class Named:
    """What may be changed: records by their keys, and for a dialog the kinds of which it records new or changed ones.

    `figures` are holders and securities whose count may be corrected, `leaving` holders that may go with all that is
    theirs, `pasted` the names a paste shows, `undoing` and `taking_back` acts that restore what was.
    """

    holders: frozenset[str] = frozenset()
    figures: frozenset[tuple[str, Security]] = frozenset()
    leaving: frozenset[str] = frozenset()
    ledger: frozenset[int] = frozenset()
    offerings: frozenset[str] = frozenset()
    requests: frozenset[tuple[str, str]] = frozenset()
    pasted: frozenset[str] = frozenset()
    kinds: frozenset[type] = frozenset()
    taking_back: frozenset[int] = frozenset()
    undoing: bool = False

    def __or__(self, other: Named) -> Named:
        """Return what either names."""
        return Named(
            **{each.name: getattr(self, each.name) | getattr(other, each.name) for each in dataclasses.fields(Named)}
        )

    def permits(self, change: RowChange, matter: Matter) -> bool:
        """Tell whether a change is of a named record; `matter` is as it was before."""
        record = change.record
        if self._goes_with_its_holder(change):
            return True
        if isinstance(record, Holder):
            allowed = self._permits_holder(change, record)
        elif isinstance(record, LedgerEntry):
            allowed = self._permits_entry(change, record, matter)
        elif isinstance(record, AffiliateGroup):
            groups = {each.group for each in matter.holders if each.id in self.holders}
            led = change.before.lead if isinstance(change.before, AffiliateGroup) else None
            allowed = record.name in groups or led in self.holders
        elif isinstance(record, Offering):
            allowed = record.id in self.offerings or (change.before is None and Offering in self.kinds)
        elif isinstance(record, OfferingRequest):
            allowed = self._permits_request(change, record)
        elif isinstance(change.before, MatterDetails) and isinstance(record, MatterDetails):
            # Which of two small numbers is the month is asked once, in any field of dates, and kept with the matter.
            asked = replace(change.before, month_first=record.month_first) == record
            allowed = asked or MatterDetails in self.kinds
        else:
            allowed = type(record) in self.kinds
        return allowed

    def _goes_with_its_holder(self, change: RowChange) -> bool:
        record = change.record
        owners = {getattr(record, name, None) for name in ("holder", "to", "lead")}
        whose = {record.id} if isinstance(record, Holder) else owners
        gone = change.after is None or (isinstance(record, AffiliateGroup) and record.lead is None)
        before = {getattr(change.before, "lead", None)}
        return gone and bool(self.leaving & (whose | before))

    def _permits_holder(self, change: RowChange, record: Holder) -> bool:
        if change.before is None:
            return Holder in self.kinds
        name = change.before.name if isinstance(change.before, Holder) else ""
        return change.after is not None and (record.id in self.holders or name in self.pasted)

    def _permits_entry(self, change: RowChange, record: LedgerEntry, matter: Matter) -> bool:
        if change.before is not None:
            return record.sequence in self.ledger
        known = {each.id: each.name for each in matter.holders}
        if LedgerEntry in self.kinds or record.holder not in known:
            return bool(self.kinds & {LedgerEntry, Holder})
        named = (record.holder, record.security) in self.figures or known[record.holder] in self.pasted
        return record.type is EntryType.CORRECTION and named

    def _permits_request(self, change: RowChange, record: OfferingRequest) -> bool:
        if (record.offering, record.holder) in self.requests:
            return True
        # A new scenario begins with the requests of the one it is like; one that goes takes its requests along.
        began = change.before is None and Offering in self.kinds
        return began or (record.offering in self.offerings and Offering in self.kinds)


# -- what a place of the window names ----------------------------------------------------------------------------------


def by_cell(grid: Grid, index: QModelIndex, places: Places) -> Named:
    """Return what typing over a cell may change; nothing where it cannot be typed over."""
    model, row = grid.grid_model, grid.grid_model.row_at(index)
    if row is None or model.cell(index).edit is None:
        return Named()
    column, holder = model.columns[index.column()].id, row.subject.holder
    if isinstance(model, SellersModel):
        return Named(requests=frozenset({(places.offering(), holder.id)}))
    if not isinstance(model, RegisterModel):
        return Named()
    if column in ("name", "group"):
        return Named(holders=frozenset({holder.id}))
    return Named(figures=frozenset({(holder.id, _SECURITIES[column])}))


def by_selection(grid: Grid, places: Places) -> Named:
    """Return what emptying the selected cells that show may change."""
    named = Named()
    for index in grid.selectedIndexes():
        if not grid.isColumnHidden(index.column()):
            named |= by_cell(grid, index, places)
    return named


def by_menu(grid: Grid, index: QModelIndex, places: Places) -> Named:
    """Return what the menu of a row may change."""
    model, row = grid.grid_model, grid.grid_model.row_at(index)
    if row is None:
        return Named()
    named = by_cell(grid, index, places)
    if isinstance(model, RegisterModel) and row.subject.holder is not None:
        named |= Named(leaving=frozenset({row.subject.holder.id}))
    elif isinstance(model, LedgerModel):
        named |= Named(ledger=frozenset({row.subject.entry.sequence}))
    elif isinstance(model, JournalModel):
        named |= Named(taking_back=frozenset({row.subject.number}))
    return named


def by_widget(widget: QWidget, places: Places) -> Named:
    """Return what a field, a button or a dialog that is used may change."""
    each: QWidget | None = widget
    while each is not None:
        if type(each) in WHAT_DIALOGS_RECORD:
            return _by_dialog(each, places)
        if each is places.window.top_bar:
            return Named(undoing=True)
        if each is places.panel:
            return _by_holder(places)
        if each in (places.inputs, places.scenarios):
            return Named(offerings=frozenset({places.offering()}))
        if each is places.journal_card and places.journal is not None:
            return by_menu(places.journal, places.journal.currentIndex(), places)
        each = each.parentWidget()
    return Named()


def _by_holder(places: Places) -> Named:
    holder = places.holder()
    return Named() if holder is None else Named(holders=frozenset({holder}))


def _by_dialog(dialog: QWidget, places: Places) -> Named:
    named = Named(kinds=WHAT_DIALOGS_RECORD[type(dialog)])
    if Offering in named.kinds:
        named |= Named(offerings=frozenset({places.offering()}))
    if LedgerEntry in named.kinds and places.ledger is not None:
        named |= by_menu(places.ledger, places.ledger.currentIndex(), places)
    if isinstance(dialog, PasteDialog):
        named |= Named(pasted=frozenset(change.name for change in dialog.plan.changes))
        seller = places.sellers
        if seller is not None and seller.isAncestorOf(dialog):
            model, shown = seller.grid_model, {change.name for change in dialog.plan.changes}
            asked = {(places.offering(), row.subject.subject) for row in model.rows if row.subject.name in shown}
            named |= Named(requests=frozenset(asked))
    return named


def pending(window: MainWindow) -> tuple[Named, int]:
    """Return what is being typed and not recorded yet, which any step may hand over, and how many fields that is."""
    places, named, count = Places(window), Named(), 0
    for grid in window.findChildren(Grid):
        editor = places.open_cell(grid)
        if editor is not None:
            named, count = named | by_cell(grid, editor, places), count + 1
    fields: list[ReadField[Any] | TextField | DateField] = [
        *window.findChildren(ReadField),
        *window.findChildren(TextField),
        *window.findChildren(DateField),
    ]
    for field in fields:
        if field.unrecorded:
            named, count = named | by_widget(field, places), count + 1
    return named, count
