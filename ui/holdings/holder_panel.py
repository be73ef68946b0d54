"""Below the register: the selected holder's transactions, notice address, affiliates and notes."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rra_desktop import wording
from rra_desktop.domain.register import Holder, LedgerEntry
from rra_desktop.domain.standing import LedgerLine
from rra_desktop.editing.commands import ChangeHolder, Command, RemoveLedgerEntry
from ui.holdings.affiliates_page import AffiliatesPage
from ui.holdings.ledger_model import LedgerModel
from ui.holdings.register_lines import Line
from ui.holdings.text_field import TextField
from ui.widgets.buttons import button
from ui.widgets.cards import Card
from ui.widgets.grid import Grid
from ui.widgets.grid_cells import GridRow
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.pending_edits import hand_over_all
from ui.widgets.room import RoomContext

_TABS = ("Transactions", "Notice address", "Affiliates", "Notes")


class HolderPanel(Card):
    """One holder; `entry_asked` carries a ledger entry that counsel wants to change."""

    entry_asked = Signal(object)
    summed = Signal(str)

    def __init__(self, context: RoomContext) -> None:
        super().__init__()
        self._context = context
        self._holder: Holder | None = None
        self._name = ElidedLabel("", "strong")
        self._what = PlainLabel("", "faint")
        self._tabs = QButtonGroup(self)
        self.ledger = LedgerModel(lambda: context.session.matter)
        self.grid = Grid(self.ledger, context.theme, "Transactions")
        self.grid.activates = True
        self.grid.empty_text = "No transactions up to this day."
        self.grid.row_activated.connect(lambda row: self._ask(row.subject.entry))
        self.grid.add_actions = self._add_actions
        self.grid.summed.connect(self.summed)
        self.address = TextField(
            "Notice address",
            wording.cited("Where notices to this holder go[notices]. Saved as you type.", context.session.matter.form),
            partial(self._record, "notice_address"),
        )
        self.notes = TextField(
            "Notes",
            "Whatever counsel wants to remember of this holder. Saved as you type.",
            partial(self._record, "notes"),
        )
        self.affiliates = AffiliatesPage(context, self._execute)
        self._pages = QStackedWidget()
        for page in (self.grid, self.address, _scrolling(self.affiliates), self.notes):
            self._pages.addWidget(page)
        self._empty = PlainLabel("Select a holder to see its transactions.", "faint", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._empty)
        self._tab_row = QWidget()
        self._lay_out()
        self.show_line(None)

    def _lay_out(self) -> None:
        tabs = QHBoxLayout(self._tab_row)
        tabs.setContentsMargins(0, 0, 0, 0)
        tabs.setSpacing(2)
        for place, title in enumerate(_TABS):
            tab = button(title, partial(self._turn_to, place), kind="tab")
            tab.setCheckable(True)
            tab.setChecked(place == 0)
            self._tabs.addButton(tab, place)
            tabs.addWidget(tab)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._name)
        top.addWidget(self._what, 1)
        top.addWidget(self._tab_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        self.setMinimumHeight(150)

    def show_line(self, line: Line | None) -> None:
        """Show the holder of a line; for a group or a total there is only its name.

        What is being typed is recorded of the holder it was typed for; if that is refused the panel stays with it.
        """
        holder = line.holder if line is not None else None
        moved_on = self._holder is not None and (holder is None or holder.id != self._holder.id)
        if moved_on and not self._may_leave(self):
            return
        self._holder = holder
        self._tab_row.setVisible(holder is not None)
        self._name.setText("" if line is None else line.name)
        if holder is None:
            members = ", ".join(each.name for each in line.members) if line is not None else ""
            self._what.setText("")
            self._empty.setText(members or "Select a holder to see its transactions.")
            self._pages.setCurrentWidget(self._empty)
            return
        self._what.setText(_TABS[self._tabs.checkedId()].lower())
        self._pages.setCurrentIndex(self._tabs.checkedId())
        analysis = self._context.session.analysis
        self.ledger.show_ledger(holder.id, analysis.positions.ledger_of(holder.id), analysis.entry_marks)
        wanted = self.ledger.columns_for(holder.role)
        for part in self.ledger.balance_columns():
            place = self.ledger.column_of(part)
            if self.grid.isColumnHidden(place) is (part in wanted):
                self.grid.show_column(place, shown=part in wanted)
        self.grid.fit_columns()
        read_only = self._context.session.read_only
        self.ledger.read_only_reason = self._context.session.file.read_only_reason if read_only else ""
        for field, text in ((self.address, holder.notice_address), (self.notes, holder.notes)):
            field.setReadOnly(read_only)
            field.show_text(holder.id, text)
        self.affiliates.show_holder(holder)

    def turn_to(self, title: str) -> None:
        """Turn to a page and put the keyboard there."""
        place = _TABS.index(title)
        self._tabs.button(place).setChecked(True)
        self._turn_to(place)
        (self.grid, self.address, self.affiliates.group, self.notes)[place].setFocus()

    def show_entry(self, sequence: int) -> bool:
        """Turn to the ledger and select a transaction; False where it has not come on the day looked at."""
        if self._holder is None:
            return False
        self.turn_to(_TABS[0])
        return self.grid.select_cell((self._holder.id, str(sequence)), "date")

    def _turn_to(self, place: int) -> None:
        if self._holder is None:
            return
        shown = self._pages.currentWidget()
        if shown is not None and place != self._pages.currentIndex() and not self._may_leave(shown):
            self._tabs.button(self._pages.currentIndex()).setChecked(True)
            return
        self._pages.setCurrentIndex(place)
        self._what.setText(_TABS[place].lower())

    def _may_leave(self, place: QWidget) -> bool:
        """Tell whether all that is being typed in a place is recorded, unless its holder is gone."""
        known = self._holder is not None and any(
            each.id == self._holder.id for each in self._context.session.matter.holders
        )
        return not known or hand_over_all(place)

    def _record(self, field: str, holder: str, text: str) -> str:
        return self._execute(ChangeHolder(holder, field, text))

    def _execute(self, command: Command) -> str:
        refusals: list[str] = []
        self._context.signals.execute(command, refusals.append)
        return "".join(refusals)

    def _ask(self, entry: LedgerEntry) -> None:
        if not self._context.session.read_only:
            self.entry_asked.emit(entry)

    def _add_actions(self, menu: QMenu, row: GridRow[Any]) -> None:
        line = row.subject
        if isinstance(line, LedgerLine) and not self._context.session.read_only:
            menu.addAction("Change transaction…", partial(self._ask, line.entry))
            menu.addAction("Remove transaction", partial(self._remove, line.entry))

    def _remove(self, entry: LedgerEntry) -> None:
        self.grid.say_why_not(self._execute(RemoveLedgerEntry(entry.sequence)), self.grid.currentIndex())


def _scrolling(page: QWidget) -> QScrollArea:
    """Return a page in an area that scrolls, so that turning to it never moves what stands around it."""
    page.setObjectName("scrolled")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
