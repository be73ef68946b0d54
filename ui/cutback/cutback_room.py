"""The Cutback room: scenarios, what if, the sellers, the rounds and the money."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.allocation import CutbackOutcome
from rra_desktop.domain.edits import Change
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.offerings import Offering
from rra_desktop.editing.commands import ChangeOffering, Command, TakeInRequests
from ui.cutback.inputs_card import InputsCard
from ui.cutback.money_model import MoneyModel
from ui.cutback.offering_card import OfferingCard
from ui.cutback.offering_dialog import OfferingDialog
from ui.cutback.requests_received import received_sentence
from ui.cutback.scenario_bar import ScenarioBar
from ui.cutback.sellers_model import SellersModel
from ui.cutback.sellers_notices import SellersNotices
from ui.widgets.buttons import button
from ui.widgets.grid import Grid
from ui.widgets.grid_card import GridCard
from ui.widgets.grid_cells import GridRow
from ui.widgets.labels import PlainLabel
from ui.widgets.pending_edits import hand_over_all
from ui.widgets.room import Room, RoomContext

_ROOM_FOR_DISCOUNT = 1180
_FOLLOWED_AT_ONCE = 400
_NOBODY_SELLS = "Nobody sells anything yet."
_WHEN_IT_RESTS = "Worked out when the slider rests."
_ONLY_TRIED = "These figures are only tried. Record the maximum to see how they are reached, or press Esc to go back."


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
        self.notices = SellersNotices(context.theme, self._take_in)
        self.offering_card = OfferingCard(context)
        self.money = MoneyModel(context.session)
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
        column.addWidget(self.notices)
        column.addWidget(GridCard(self.grid, self.context.theme))
        column.addLayout(below, 1)
        self.offering_card.setMinimumHeight(150)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(12)
        whole.addWidget(self.scenarios)
        # A stack shows its first page at once: it must have its place before it gets one.
        self._stack = QStackedLayout()
        whole.addLayout(self._stack, 1)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._nothing())

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
        self.inputs.rested.connect(self._try_to_the_end)
        self.inputs.abandoned.connect(self._show_recorded_again)
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
        # What is tried goes on being tried, on what is recorded now.
        if self.inputs.slider.tried is not None:
            self._try_to_the_end(self.inputs.slider.tried)
        if not self.grid.currentIndex().isValid() and self.model.rows:
            self.grid.select_cell(self.model.rows[0].key, "allocated")
        else:
            self._explain_selected()

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
        """Show another scenario, once what was typed in this one is recorded; what was tried in it goes."""
        if hand_over_all(self):
            self.inputs.give_up_trying()
            self._offering_id = offering_id
        self.refresh(None)

    def leave(self) -> None:
        """Put away what was tried."""
        self.inputs.give_up_trying()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring back what is recorded on Escape, wherever the keyboard is."""
        if event.key() != Qt.Key.Key_Escape or not self.inputs.give_up_trying():
            super().keyPressEvent(event)

    # -- showing -----------------------------------------------------------------------------------------------------

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the table of actions has for this room."""
        return {"add-scenario": self._add_scenario, "take-in-requests": self.take_in_requests}

    def _offering(self) -> Offering:
        return self.context.session.matter.offering(self._offering_id)

    def _show_recorded(self) -> None:
        form = self.context.session.matter.form
        cutback = self.context.session.analysis.cutback(self._offering_id)
        outcome = cutback.outcome
        plan = next((each for each in form.plans if each.id == outcome.plan), None)
        self.scenarios.show_plan(form, cutback.offered_plans, outcome.plan)
        self.inputs.show_offering(self._offering(), plan, outcome.total_requested)
        self.model.show_recorded(outcome)
        self._show_requests()
        self._show(outcome, with_money=True)

    def _show_recorded_again(self) -> None:
        self._show_recorded()
        self._explain_selected()

    def _show_requests(self) -> None:
        """Show what came in in the registration beside what the scenario has, where anything is recorded there."""
        session, received = self.context.session, self.model.received
        place = self.model.column_of("received")
        if self.grid.isColumnHidden(place) is bool(received):
            self.grid.show_column(place, shown=bool(received))
        sentence = received_sentence(session, self._offering(), received)
        self.notices.show_requests(sentence, received, editable=not session.read_only)

    def _try(self, maximum: int) -> None:
        """Show what another maximum would give, as fast as the slider moves."""
        self._show_tried(maximum, at_rest=False)

    def _try_to_the_end(self, maximum: int) -> None:
        """Show all that another maximum would give."""
        self._show_tried(maximum, at_rest=True)

    def _show_tried(self, maximum: int, *, at_rest: bool) -> None:
        outcome = self.context.session.analysis.cutback(self._offering_id).at_maximum(maximum)
        self.model.show_tried(outcome)
        self._show(outcome, with_money=at_rest or len(outcome.participants) <= _FOLLOWED_AT_ONCE)
        self._ask_why(None)

    def _show(self, outcome: CutbackOutcome, *, with_money: bool) -> None:
        """Show an outcome; the money of very many sellers waits until the slider rests."""
        self.inputs.show_outcome(outcome)
        self.notices.show_splits(self.model.splits_not_in_force())
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

    def _explain_selected(self) -> None:
        if self.money_grid.hasFocus():
            self._select_money(self.money_grid.current_row(), self._column_of(self.money_grid))
        else:
            self._select(self.grid.current_row(), self._column_of(self.grid))

    def _ask_why(self, key: FigureKey | None) -> None:
        """Ask for the derivation of a figure; one that is only tried has none."""
        self.figure_selected.emit(key if self.inputs.slider.tried is None else _ONLY_TRIED)

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

    def _take_in(self, requests: tuple[int, ...]) -> None:
        if requests:
            self.context.signals.execute(TakeInRequests(self._offering_id, requests, self.model.in_force()))
            self.grid.setFocus()

    def take_in_requests(self) -> None:
        """Take in the requests received in the registration that are not in the scenario."""
        if self._offering_id:
            self._take_in(self.notices.take_in_missing())

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
