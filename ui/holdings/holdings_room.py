"""The Holdings room: cards, the register, and the ledger of the holder that is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout

from rra_desktop import wording
from rra_desktop.domain.edits import Change
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.register import Holder, LedgerEntry
from rra_desktop.editing.commands import RemoveHolder
from ui.holdings.add_investor import AddInvestorDialog
from ui.holdings.holder_panel import HolderPanel
from ui.holdings.register_lines import Line
from ui.holdings.register_model import RegisterModel
from ui.holdings.standing_cards import StandingCards
from ui.holdings.transaction_dialog import TransactionDialog
from ui.widgets.buttons import button
from ui.widgets.grid import Grid
from ui.widgets.grid_card import GridCard
from ui.widgets.grid_cells import GridRow
from ui.widgets.labels import tool_tip
from ui.widgets.menu_button import MenuButton
from ui.widgets.room import Room, RoomContext
from ui.widgets.search_field import SearchField
from ui.widgets.short_names import in_a_line, shortened

_NOBODY = "Nobody is in the register yet. Add the investors of the agreement."

_MENU_SIGNS = 96
_WHOLE = "The totals below are of the whole register."


class HoldingsRoom(Room):
    """The register as of the session's day, edited in place."""

    title = "Holdings"

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.model = RegisterModel(context.session, context.signals)
        self.grid = Grid(self.model, context.theme, "Register of holders")
        self.grid.shows_ticks = True
        self.grid.empty_text = _NOBODY
        self.grid.add_actions = self._add_actions
        self.cards = StandingCards(context)
        self.panel = HolderPanel(context)
        self._make_toolbar()
        self._lay_out()
        self._connect()
        self._show_group_column()
        self._first = True

    def _make_toolbar(self) -> None:
        theme = self.context.theme
        self.filter = SearchField(theme, "Filter investors")
        self.grouping = QPushButton("Group by affiliates ✓")
        self.grouping.setCheckable(True)
        self.grouping.setChecked(True)
        self.grouping.setAutoDefault(False)
        self.grouping.setFixedWidth(self.grouping.sizeHint().width() + 8)
        self.filter.setMinimumHeight(self.grouping.sizeHint().height())
        self.columns = MenuButton(theme, "Columns", "Which columns show")
        rights = self.context.session.analysis.thresholds.rights
        where = wording.in_brackets(", ".join(each.right.section for each in rights if each.right.section))
        self.coalitions = MenuButton(
            theme, "Majorities", f"The smallest sets of Investors that reach a majority{where}"
        )
        self.add_transaction = button("Add transaction…", self._add_transaction)
        self.add_investor = button("Add investor", self._add_investor, kind="primary")

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.filter, 1)
        bar.addWidget(self.grouping)
        bar.addWidget(self.columns)
        bar.addWidget(self.coalitions)
        bar.addStretch(1)
        bar.addWidget(self.add_transaction)
        bar.addWidget(self.add_investor)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addWidget(self.cards)
        column.addLayout(bar)
        column.addWidget(GridCard(self.grid, self.context.theme))
        column.addWidget(self.panel, 1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self.grid.setFocus)
        self.grouping.toggled.connect(self._group)
        self.columns.offered.aboutToShow.connect(lambda: self.grid.fill_column_menu(self.columns.offered))
        self.coalitions.offered.aboutToShow.connect(self._fill_coalitions)
        self.grid.cell_selected.connect(self._select)
        self.grid.summed.connect(self._say_sum)
        self.panel.summed.connect(self._say_ledger_sum)
        self.panel.entry_asked.connect(self._change_transaction)
        self.model.ticks_changed.connect(self._refresh_cards)
        self.cards.figure_asked.connect(self.figure_selected)

    # -- what the window asks ----------------------------------------------------------------------------------------

    def refresh(self, change: Change | None) -> None:
        """Show the register as it is now."""
        del change
        editable = not self.context.session.read_only
        self.add_investor.setEnabled(editable)
        self.add_transaction.setEnabled(editable and bool(self.context.session.matter.holders))
        if self._first:
            self._first = False
            self.model.ticked = self._initiators()
        self.grid.leave_out(self.model.absent_columns())
        self.model.refresh()
        self._refresh_cards()
        self._show_what_demands_need()
        if not self.grid.currentIndex().isValid() and self.model.rows:
            first = next((row for row in self.model.rows if row.subject.holder is not None), self.model.rows[0])
            self.grid.select_cell(first.key, "registrable")
        row = self.grid.current_row()
        self.panel.show_line(row.subject if row is not None else None)
        self._select(row, self.model.columns[self.grid.currentIndex().column()].id)

    def first_focus(self) -> None:
        """Put the keyboard into the register."""
        self.grid.setFocus()

    def go_to(self, key: FigureKey) -> bool:
        """Select the cell of a figure, the transaction of an entry, or the card of a majority or of the demands."""
        card = self.cards.card_of(key)
        if card is not None:
            card.setFocus()
            self.figure_selected.emit(key)
            return True
        self.filter.clear()
        if key.kind in ("entry", "ledger"):
            return self._go_to_entry(int(key.subject[0]))
        self.grid.setFocus()
        column = key.part if any(each.id == key.part for each in self.model.columns) else "registrable"
        if key.kind in ("group", "groups"):
            return self.grid.select_cell(("group", key.subject[0]), column)
        if key.subject and not self.model.show_holder(key.subject[0]):
            return False
        return self.grid.select_cell(("holder", key.subject[0]) if key.subject else ("total",), column)

    def _go_to_entry(self, sequence: int) -> bool:
        """Select a transaction in the ledger of its holder; one of all holders in that of the first."""
        entries = {each.sequence: each for each in self.context.session.matter.ledger}
        holders = self.context.session.matter.holders
        holder = entries[sequence].holder if sequence in entries else None
        holder = holder or (holders[0].id if holders else "")
        if not self.model.show_holder(holder):
            return False
        self.grid.setFocus()
        self.grid.select_cell(("holder", holder), "registrable")
        self.panel.show_entry(sequence)
        return True

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the table of actions has for this room."""
        return {
            "add-investor": self._add_investor,
            "add-transaction": self._add_transaction,
            "filter-investors": self.filter.setFocus,
        }

    def theme_changed(self) -> None:
        """Draw again in the palette that holds now."""
        self._refresh_cards()
        super().theme_changed()

    # -- parts -------------------------------------------------------------------------------------------------------

    def _initiators(self) -> frozenset[str]:
        """Return who initiated the latest demand: the set counsel will want to see measured first."""
        demands = [each.initiated_by for each in self.context.session.matter.registrations if each.initiated_by]
        return frozenset(demands[-1] if demands else ())

    def _show_what_demands_need(self) -> None:
        """Show what is asked for a demand where the agreement gives a right to one."""
        can_demand = bool(self.context.session.analysis.thresholds.rights)
        self.coalitions.setVisible(can_demand)
        in_units = "percent" not in self.model.absent_columns()
        self.grid.show_column(self.model.column_of("percent"), shown=can_demand and in_units)

    def _refresh_cards(self) -> None:
        self.cards.refresh(self.model.ticked)

    def _select(self, row: GridRow[Line] | None, column: str) -> None:
        self.panel.show_line(row.subject if row is not None else None)
        self.figure_selected.emit(row.subject.figure_key(column) if row is not None else None)

    def _say_sum(self, text: str) -> None:
        self.status_text.emit(text)

    def _say_ledger_sum(self, text: str) -> None:
        if self.panel.grid.hasFocus():
            self.status_text.emit(text)

    def _filter(self, text: str) -> None:
        wanted = text.strip()
        self.grid.empty_text = f"No holder’s name or group has “{wanted}” in it. {_WHOLE}" if wanted else _NOBODY
        self.model.show_matching(text)

    def _group(self, grouped: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.grouping.setText("Group by affiliates ✓" if grouped else "Group by affiliates")
        self.model.set_grouped(grouped=grouped)
        self._show_group_column()

    def _show_group_column(self) -> None:
        """Show the column of groups where the rows do not say it already."""
        self.grid.show_column(self.model.column_of("group"), shown=not self.model.grouped)

    def _fill_coalitions(self) -> None:
        menu = self.coalitions.offered
        menu.clear()
        menu.setToolTipsVisible(True)
        matter = self.context.session.matter
        thresholds = self.context.session.analysis.thresholds.rights
        holders = {holder.id: holder for holder in matter.holders}
        for threshold in thresholds:
            if len(thresholds) > 1:
                menu.addSection(threshold.right.name.replace("&", "&&"))
            self._offer_sets(menu, threshold.coalitions(), holders)
        menu.addSeparator()
        clear = menu.addAction("Tick nobody", partial(self.model.tick_only, ()))
        clear.setEnabled(bool(self.model.ticked))

    def _offer_sets(self, menu: QMenu, sets: Sequence[Sequence[str]], holders: Mapping[str, Holder]) -> None:
        matter = self.context.session.matter
        for ids in sets:
            chosen = [holders[each] for each in ids]
            names = shortened(in_a_line(matter.holders, chosen, between=" + ", most=8), _MENU_SIGNS)
            act = menu.addAction(names.replace("&", "&&"), partial(self.model.tick_only, ids))
            whole = in_a_line(matter.holders, chosen, between=" + ", most=8, whole=True)
            act.setToolTip(tool_tip(whole) if whole != names else "")
        if not sets:
            menu.addAction("No set of Investors reaches a majority.").setEnabled(False)

    def _add_actions(self, menu: QMenu, row: GridRow[Any]) -> None:
        line: Line = row.subject
        if line.holder is None or self.context.session.read_only:
            return
        menu.addAction("Add transaction…", self._add_transaction)
        if not line.counts:
            menu.addAction("Record counterpart…", self._record_counterpart)
        menu.addAction(f"Remove {shortened(line.name).replace('&', '&&')}", partial(self._remove, line.holder.id))

    def _remove(self, holder_id: str) -> None:
        why_not = self.model.execute(RemoveHolder(holder_id))
        self.grid.say_why_not(why_not, self.grid.currentIndex())

    def _record_counterpart(self) -> None:
        self.panel.turn_to("Affiliates")
        self.panel.affiliates.counterpart.setFocus()

    def _add_investor(self) -> None:
        dialog = AddInvestorDialog(self.context, self)
        dialog.accepted.connect(self._select_last)
        dialog.open()

    def _select_last(self) -> None:
        """Go to the holder just entered."""
        holder = self.context.session.matter.holders[-1]
        self.filter.clear()
        self.grid.select_cell(("holder", holder.id), "registrable")
        self.grid.setFocus()

    def _add_transaction(self) -> None:
        row = self.grid.current_row()
        holder = row.subject.holder if row is not None else None
        TransactionDialog(self.context, self, holder=holder.id if holder else "").open()

    def _change_transaction(self, entry: LedgerEntry) -> None:
        TransactionDialog(self.context, self, entry=entry).open()
