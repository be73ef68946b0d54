"""The places of the window that the random walk looks at: what they stand on, and what dialogs record."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication

from rra_desktop.domain.agreement import PointSettled, ReadingChoice, TermChange
from rra_desktop.domain.matter import MatterDetails
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.register import Holder, LedgerEntry
from rra_desktop.domain.registrations import Event, Registration, Request
from ui.activity.activity_room import ActivityRoom
from ui.agreement.change_term_dialog import ChangeTermDialog
from ui.agreement.settle_point_dialog import SettlePointDialog
from ui.calendar.event_dialog import EventDialog
from ui.calendar.registration_dialog import RegistrationDialog
from ui.calendar.request_dialog import RequestDialog
from ui.cutback.cutback_room import CutbackRoom
from ui.cutback.offering_dialog import OfferingDialog
from ui.dialogs.choose_reading import ChooseReadingDialog
from ui.dialogs.properties import PropertiesDialog
from ui.holdings.add_investor import AddInvestorDialog
from ui.holdings.holdings_room import HoldingsRoom
from ui.holdings.transaction_dialog import TransactionDialog
from ui.main_window import MainWindow
from ui.widgets.grid import Grid
from ui.widgets.grid_editing import CellEditor
from ui.widgets.paste_dialog import PasteDialog

WHAT_DIALOGS_RECORD: dict[type, frozenset[type]] = {
    AddInvestorDialog: frozenset({Holder}),
    TransactionDialog: frozenset({LedgerEntry}),
    EventDialog: frozenset({Event}),
    RequestDialog: frozenset({Request}),
    RegistrationDialog: frozenset({Registration}),
    OfferingDialog: frozenset({Offering}),
    ChangeTermDialog: frozenset({TermChange}),
    SettlePointDialog: frozenset({PointSettled}),
    ChooseReadingDialog: frozenset({ReadingChoice, PointSettled}),
    PropertiesDialog: frozenset({MatterDetails}),
    PasteDialog: frozenset({Holder}),
}
"""The dialogs that record something, and the kinds of records each is about; the others record nothing."""


def application() -> QApplication:
    """Return the application; raises LookupError while there is none."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    raise LookupError("no application runs")


class Places:
    """The rooms of a window that have been made so far, and what each stands on now."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        holdings, cutback = window.stack.made("holdings"), window.stack.made("cutback")
        activity = window.stack.made("activity")
        self.register = holdings.grid if isinstance(holdings, HoldingsRoom) else None
        self.panel = holdings.panel if isinstance(holdings, HoldingsRoom) else None
        self.ledger = self.panel.grid if self.panel is not None else None
        self.sellers = cutback.grid if isinstance(cutback, CutbackRoom) else None
        self.inputs = cutback.inputs if isinstance(cutback, CutbackRoom) else None
        self.scenarios = cutback.scenarios if isinstance(cutback, CutbackRoom) else None
        self.journal = activity.grid if isinstance(activity, ActivityRoom) else None
        self.journal_card = activity.card if isinstance(activity, ActivityRoom) else None
        self._cutback = cutback if isinstance(cutback, CutbackRoom) else None

    def holder(self) -> str | None:
        """Return whose row of the register is framed."""
        row = self.register.current_row() if self.register is not None else None
        return row.subject.holder.id if row is not None and row.subject.holder is not None else None

    def offering(self) -> str:
        """Return the scenario that shows, empty while none does."""
        if self._cutback is None or not self._cutback.model.rows:
            return ""
        model = self._cutback.model
        return str(model.figure_key(model.rows[-1].subject, "allocated").subject[0])

    def open_cell(self, grid: Grid) -> QModelIndex | None:
        """Return the cell that is being typed over, None while none is."""
        editors = [each for each in grid.findChildren(CellEditor) if each.isVisibleTo(grid)]
        if not editors:
            return None
        model = grid.grid_model
        cells = (model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount()))
        return next((each for each in cells if grid.indexWidget(each) in editors), None)
