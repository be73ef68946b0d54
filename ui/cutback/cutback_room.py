"""The Cutback room: scenarios, what if, the sellers, the rounds and the money."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.allocation import CutbackOutcome
from rra_desktop.domain.edits import Change
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.offerings import Offering
from rra_desktop.editing.commands import ChangeOffering, Command
from ui.cutback.inputs_card import InputsCard
from ui.cutback.money_model import MoneyModel
from ui.cutback.offering_card import OfferingCard
from ui.cutback.offering_dialog import OfferingDialog
from ui.cutback.scenario_bar import ScenarioBar
from ui.cutback.sellers_model import SellersModel
from ui.widgets.buttons import button
from ui.widgets.grid import Grid
from ui.widgets.grid_card import GridCard
from ui.widgets.grid_cells import GridRow
from ui.widgets.labels import PlainLabel
from ui.widgets.room import Room, RoomContext

_ROOM_FOR_DISCOUNT = 1180
_FOLLOWED_AT_ONCE = 400
_NOBODY_SELLS = "Nobody sells anything yet."
_WHEN_IT_RESTS = "Worked out when the slider rests."


class CutbackRoom(Room):
    """One offering at a time; a maximum that is only tried is shown everywhere and written nowhere."""

    title = "Cutback"

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._offering_id = ""
        self._check = ""
        self._sum = ""
        self.scenarios = ScenarioBar(context.theme)
        self.inputs = InputsCard(context, self._execute)
        self.model = SellersModel(context.session, context.signals)
        self.grid = Grid(self.model, context.theme, "Sellers")
        self.grid.empty_text = "Nobody holds anything that could be sold. Enter the investors in Holdings first."
        self.offering_card = OfferingCard(context)
        self.money = MoneyModel()
        self.money_grid = Grid(self.money, context.theme, "What the sale brings")
        self.money_grid.empty_text = _NOBODY_SELLS
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.offering_card, 9)
        money_side = QVBoxLayout()
        money_side.addWidget(GridCard(self.money_grid, self.context.theme))
        money_side.addStretch(1)
        below.addLayout(money_side, 11)
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.inputs)
        column.addWidget(GridCard(self.grid, self.context.theme))
        column.addLayout(below, 1)
        self.offering_card.setMinimumHeight(150)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._nothing())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(12)
        whole.addWidget(self.scenarios)
        whole.addLayout(self._stack, 1)

    def _nothing(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(8)
        column.addStretch(2)
        for text, kind in (
            ("No offering yet", "heading"),
            (
                "An offering says how many shares the underwriters will take; each scenario of it is cut back here.",
                "muted",
            ),
        ):
            label = PlainLabel(text, kind, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        self.begin = button("Add a scenario", self._add_scenario, kind="primary")
        column.addSpacing(8)
        self.begin.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _connect(self) -> None:
        self.scenarios.chosen.connect(self.show_scenario)
        self.scenarios.plan_picked.connect(lambda plan: self._change("plan", plan))
        self.scenarios.add.clicked.connect(lambda _checked=False: self._add_scenario())
        self.scenarios.change.clicked.connect(lambda _checked=False: self._change_details())
        self.inputs.trying.connect(self._try)
        self.inputs.abandoned.connect(self._show_recorded)
        self.inputs.figure_asked.connect(self._select_part)
        self.grid.cell_selected.connect(self._select)
        self.grid.summed.connect(self._say_sum)
        self.money_grid.cell_selected.connect(self._select_money)

    # -- what the window asks ----------------------------------------------------------------------------------------

    def refresh(self, change: Change | None) -> None:
        """Show the offering as it is now; a scenario just added is the one to look at."""
        matter = self.context.session.matter
        ids = [offering.id for offering in matter.offerings]
        added = change.entry is not None and change.entry.command == "AddOffering" if change is not None else False
        if ids and (added or self._offering_id not in ids):
            self._offering_id = ids[-1] if added else ids[0]
        editable = not self.context.session.read_only
        self.begin.setEnabled(editable)
        self.scenarios.show_offerings(matter.offerings, self._offering_id, editable=editable)
        self.scenarios.setVisible(bool(ids))
        self._stack.setCurrentIndex(0 if ids else 1)
        if not ids:
            self._offering_id = ""
            self.status_text.emit("")
            self.figure_selected.emit(None)
            return
        self._show_recorded()
        if not self.grid.currentIndex().isValid() and self.model.rows:
            self.grid.select_cell(self.model.rows[0].key, "allocated")
        elif self.money_grid.hasFocus():
            self._select_money(self.money_grid.current_row(), self._column_of(self.money_grid))
        else:
            self._select(self.grid.current_row(), self._column_of(self.grid))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the discount where there is room for it; it is the difference of two columns that always show."""
        super().resizeEvent(event)
        shown = self.width() >= _ROOM_FOR_DISCOUNT
        place = self.money.column_of("discount")
        if self.money_grid.isColumnHidden(place) is shown:
            self.money_grid.show_column(place, shown=shown)

    def first_focus(self) -> None:
        """Put the keyboard into the sellers, or on the way to begin."""
        (self.grid if self._offering_id else self.begin).setFocus()

    def show_scenario(self, offering_id: str) -> None:
        """Show another scenario."""
        self._offering_id = offering_id
        self.refresh(None)

    # -- showing -----------------------------------------------------------------------------------------------------

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the table of actions has for this room."""
        return {"add-scenario": self._add_scenario}

    def _offering(self) -> Offering:
        return self.context.session.matter.offering(self._offering_id)

    def _show_recorded(self) -> None:
        form = self.context.session.matter.form
        outcome = self.context.session.analysis.cutback(self._offering_id).outcome
        plan = next((each for each in form.plans if each.id == outcome.plan), None)
        self.scenarios.show_plan(form.plans, outcome.plan)
        self.inputs.show_offering(self._offering(), plan, outcome.total_requested)
        self.model.show_recorded(outcome)
        self._show(outcome, with_money=True)

    def _try(self, maximum: int) -> None:
        outcome = self.context.session.analysis.cutback(self._offering_id).at_maximum(maximum)
        self.model.show_tried(outcome)
        self._show(outcome, with_money=len(outcome.participants) <= _FOLLOWED_AT_ONCE)

    def _show(self, outcome: CutbackOutcome, *, with_money: bool) -> None:
        """Show an outcome; the money of very many sellers waits until the slider rests."""
        self.inputs.show_outcome(outcome)
        self.money_grid.empty_text = _NOBODY_SELLS if with_money else _WHEN_IT_RESTS
        if with_money:
            holders = {holder.id: holder for holder in self.context.session.matter.holders}
            self.money.show_outcome(outcome, holders)
        else:
            self.money.show_rows([])
        self.offering_card.show_outcome(outcome, self.model, self.money.total if with_money else None)
        self._check = _checked(outcome)
        self._say_status()

    @staticmethod
    def _column_of(grid: Grid) -> str:
        return grid.grid_model.columns[max(0, grid.currentIndex().column())].id

    # -- selection ---------------------------------------------------------------------------------------------------

    def _select(self, row: GridRow[Any] | None, column: str) -> None:
        self._ask_why(None if row is None else self.model.figure_key(row.subject, column))

    def _select_money(self, row: GridRow[Any] | None, column: str) -> None:
        self._ask_why(None if row is None else self.money.figure_key(row.subject, column))

    def _select_part(self, part: str) -> None:
        self._ask_why(FigureKey("cutback", (self._offering_id, ""), part))

    def _ask_why(self, key: FigureKey | None) -> None:
        self.figure_selected.emit(key)

    def _say_sum(self, text: str) -> None:
        self._sum = text
        self._say_status()

    def _say_status(self) -> None:
        self.status_text.emit("   ".join(part for part in (self._check, self._sum) if part))

    # -- changing ----------------------------------------------------------------------------------------------------

    def _execute(self, command: Command) -> str:
        refusals: list[str] = []
        self.context.signals.execute(command, refusals.append)
        return "".join(refusals)

    def _change(self, field: str, value: str) -> None:
        self.context.signals.execute(ChangeOffering(self._offering_id, field, value))

    def _add_scenario(self) -> None:
        like = self._offering() if self._offering_id else Offering("", as_of=self.context.session.as_of)
        OfferingDialog(self.context, like, self, adding=True).open()

    def _change_details(self) -> None:
        OfferingDialog(self.context, self._offering(), self).open()


def _checked(outcome: CutbackOutcome) -> str:
    """Say that the allocations add up to what there was to allocate; a sum that does not would be seen at once."""
    if outcome.pending or not outcome.total_counted:
        return ""
    total = wording.shares(outcome.total_allocated)
    if outcome.total_allocated == outcome.total_counted:
        return f"Total {total} = all requested ✓"
    if outcome.total_allocated == outcome.capacity:
        return f"Total {total} = room for holders ✓"
    return f"Total {total} of {wording.figure_value(outcome.capacity)} room for holders"
