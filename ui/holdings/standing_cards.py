"""The figures over the register: Registrable Shares, and for each right to demand who can act and what is left."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.rights import UNIT_MEASURES
from rra_desktop.domain.standing import DemandsLeft, Majority, MajorityTest, PositionTotals
from rra_desktop.domain.statements import WEIGHTY, Gravity, Mark, gravest
from ui.widgets.cards import FigureCard
from ui.widgets.chips import ChipLook, Tone
from ui.widgets.gravity import gravity_look
from ui.widgets.labels import tool_tip
from ui.widgets.room import RoomContext
from ui.widgets.short_names import in_a_line

_GAP = 12


class StandingCards(QWidget):
    """The cards; `figure_asked` carries the key of the one that was chosen.

    Each right to demand has its own three, those of the first beside the Registrable Shares; where nobody can demand
    there are none.
    """

    figure_asked = Signal(object)

    def __init__(self, context: RoomContext) -> None:
        super().__init__()
        self._context = context
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(_GAP)
        self._first = _row_of_cards()
        self._rows.addLayout(self._first)
        self.registrable = FigureCard(context.theme, "Registrable Shares")
        total = FigureKey("total", (), "registrable")
        self.registrable.clicked.connect(lambda _checked=False: self.figure_asked.emit(total))
        self._first.addWidget(self.registrable, 1)
        self.of_rights: dict[str, RightCards] = {}

    def refresh(self, ticked: frozenset[str]) -> None:
        """Show the figures as of the session's day, for the holders ticked."""
        analysis, matter = self._context.session.analysis, self._context.session.matter
        basis = matter.form.reading("registrable_basis")
        self.registrable.show_figure(
            wording.shares(analysis.positions.totals.registrable),
            f"{basis.label_of(matter.choice(basis.id))} · reading {wording.section(basis.section)}",
        )
        thresholds = analysis.thresholds.rights
        if [*self.of_rights] != [each.right.id for each in thresholds]:
            self._make_cards()
        for each in thresholds:
            self.of_rights[each.right.id].refresh(ticked)

    def card_of(self, key: FigureKey) -> FigureCard | None:
        """Return the card of what a right asks, or of the demands left under it; None for any other figure."""
        for each in self._context.session.analysis.thresholds.rights:
            cards = self.of_rights.get(each.right.id)
            if cards is not None and key in (each.key, each.demands_key):
                return cards.units if key == each.key else cards.demands
        return None

    def _make_cards(self) -> None:
        """Make the cards of each right to demand anew."""
        for cards in self.of_rights.values():
            cards.remove()
        while self._rows.count() > 1:
            emptied = self._rows.takeAt(1)
            row = None if emptied is None else emptied.layout()
            if row is not None:
                row.deleteLater()
        self.of_rights = {}
        for place, each in enumerate(self._context.session.analysis.thresholds.rights):
            row = self._first
            if place:
                row = _row_of_cards()
                self._rows.addLayout(row)
            cards = RightCards(self._context, each.right.id, row)
            cards.figure_asked.connect(self.figure_asked)
            self.of_rights[each.right.id] = cards


class RightCards(QObject):
    """The three cards of one right to demand: what is held and needed, who is ticked, how many demands are left.

    They stand in a row of the cards around.
    """

    figure_asked = Signal(object)

    def __init__(self, context: RoomContext, right_id: str, row: QHBoxLayout) -> None:
        super().__init__()
        self._context = context
        self._right_id = right_id
        threshold = context.session.analysis.thresholds.of(right_id)
        self._several = len(context.session.analysis.thresholds.rights) > 1
        of_which = f" · {threshold.right.name}" if self._several else ""
        held = wording.held_caption(threshold.majority, several=self._several)
        self.units = self._card(row, f"Units held by Investors{of_which}" if self._in_units else held, threshold.key)
        self.ticked = self._card(row, f"Ticked for a demand{of_which}", threshold.key)
        self.demands = self._card(row, f"Demands left{of_which}", threshold.demands_key)

    @property
    def _in_units(self) -> bool:
        return self._context.session.analysis.thresholds.of(self._right_id).majority.basis in UNIT_MEASURES

    def _card(self, row: QHBoxLayout, caption: str, key: FigureKey) -> FigureCard:
        card = FigureCard(self._context.theme, caption)
        card.clicked.connect(lambda _checked=False: self.figure_asked.emit(key))
        row.addWidget(card, 1)
        # Made while the room shows, it would else be shown, and take the keyboard, only later.
        card.show()
        return card

    def remove(self) -> None:
        """Take the cards away."""
        for card in (self.units, self.ticked, self.demands):
            card.hide()
            card.deleteLater()
        self.deleteLater()

    def refresh(self, ticked: frozenset[str]) -> None:
        """Show the figures as of the session's day, for the holders ticked."""
        analysis, matter = self._context.session.analysis, self._context.session.matter
        threshold = analysis.thresholds.of(self._right_id)
        self._show_majority(analysis.positions.totals, threshold.majority)
        test = threshold.test(tuple(holder.id for holder in matter.holders if holder.id in ticked))
        self._show_ticked(test, threshold.majority, ticked)
        self._show_demands(threshold.demands_left, threshold.section_of_demands)

    def _show_majority(self, totals: PositionTotals, majority: Majority) -> None:
        pill, look = _pill(majority.marks)
        held = totals.units if majority.basis in UNIT_MEASURES else majority.of
        self.units.show_figure(wording.shares(held), wording.what_is_needed(majority), pill, look)
        self.units.setToolTip(tool_tip("\n".join(map(wording.marked, majority.marks))))
        self.units.setAccessibleDescription(" ".join(map(wording.marked, majority.marks)))

    def _show_ticked(self, test: MajorityTest, majority: Majority, ticked: frozenset[str]) -> None:
        if not test.holders:
            self.ticked.show_figure("0", "Tick Investors below to see whether they can act together.")
            return
        share = wording.percent(test.share)
        if test.reached:
            worst = _worst(majority.marks)
            doubt = "" if worst is None else f", {wording.gravity_name(worst).lower()}"
            look = ChipLook(Tone.OK) if worst is None else gravity_look(worst)
            # What they hold does not say whether they ask for as much as the right wants.
            enough = "" if majority.size is not None else " · majority" if majority.of_half else " · enough"
            pill = f"{share}{enough}{doubt}"
        elif test.shortfall is None:
            pill, look = f"no {wording.share_name(majority)} of nothing", ChipLook(Tone.WARN)
        else:
            pill, look = f"{share} · {wording.shares(test.shortfall)} {majority.unit} short", ChipLook(Tone.WARN)
        register = self._context.session.matter.holders
        holders = [holder for holder in register if holder.id in ticked]
        note, whole = in_a_line(register, holders), in_a_line(register, holders, whole=True)
        self.ticked.show_figure(wording.shares(test.held), note, pill, look, whole_note=whole)

    def _show_demands(self, left: DemandsLeft, section: str) -> None:
        notes = [wording.section(section)]
        if left.in_use:
            notes.append("one under way" if left.in_use == 1 else f"{left.in_use} under way")
        if left.second_demand_open:
            notes.append("further demand open")
        pill, look = _pill(left.marks)
        self.demands.show_figure(wording.demands_left(left), " · ".join(notes), pill, look)
        self.demands.setToolTip(tool_tip("\n".join(map(wording.said_beside, left.marks))))
        self.demands.setAccessibleDescription(" ".join(map(wording.said_beside, left.marks)))


def _row_of_cards() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_GAP)
    return row


def _worst(marks: tuple[Mark, ...]) -> Gravity | None:
    return gravest(tuple(mark for mark in marks if mark.gravity in WEIGHTY))


def _pill(marks: tuple[Mark, ...]) -> tuple[str, ChipLook]:
    """Return the word and look of the gravest thing said of a figure, from a doubt on; no word where there is none."""
    worst = _worst(marks)
    return ("", ChipLook()) if worst is None else (wording.gravity_name(worst), gravity_look(worst))
