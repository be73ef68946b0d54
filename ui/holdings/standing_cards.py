"""The four figures over the register: Registrable Shares, Units, who is ticked for a demand, demands left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.standing import DemandsLeft, Majority, MajorityTest, PositionTotals
from rra_desktop.domain.statements import WEIGHTY, Gravity, Mark, gravest
from ui.widgets.cards import FigureCard
from ui.widgets.chips import ChipLook, Tone
from ui.widgets.gravity import gravity_look
from ui.widgets.labels import tool_tip
from ui.widgets.room import RoomContext
from ui.widgets.short_names import in_a_line


class StandingCards(QWidget):
    """The cards; `figure_asked` carries the key of the one that was chosen."""

    figure_asked = Signal(object)

    def __init__(self, context: RoomContext) -> None:
        super().__init__()
        self._context = context
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.registrable = self._card(row, "Registrable Shares", FigureKey("total", (), "registrable"))
        self.units = self._card(row, "Units held by Investors", FigureKey("majority"))
        self.ticked = self._card(row, "Ticked for a demand", FigureKey("majority"))
        self.demands = self._card(row, "Demands left", FigureKey("demands_left"))

    def _card(self, row: QHBoxLayout, caption: str, key: FigureKey) -> FigureCard:
        card = FigureCard(self._context.theme, caption)
        card.clicked.connect(lambda _checked=False: self.figure_asked.emit(key))
        row.addWidget(card, 1)
        return card

    def refresh(self, ticked: frozenset[str]) -> None:
        """Show the figures as of the session's day, for the holders ticked."""
        analysis, matter = self._context.session.analysis, self._context.session.matter
        totals, majority = analysis.positions.totals, analysis.thresholds.majority
        basis = matter.form.reading("registrable_basis")
        self.registrable.show_figure(
            wording.shares(totals.registrable),
            f"{basis.label_of(matter.choice(basis.id))} · reading {wording.section(basis.section)}",
        )
        self._show_majority(totals, majority)
        test = analysis.thresholds.test(tuple(holder.id for holder in matter.holders if holder.id in ticked))
        self._show_ticked(test, majority, ticked)
        self._show_demands(analysis.thresholds.demands_left)

    def _show_majority(self, totals: PositionTotals, majority: Majority) -> None:
        note = "majority: none of nothing"
        if majority.needed is not None:
            note = f"majority: {wording.shares(majority.needed)} {majority.unit}"
        pill, look = _pill(majority.marks)
        self.units.show_figure(wording.shares(totals.units), note, pill, look)
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
            pill = f"{share} · majority{doubt}"
        elif test.shortfall is None:
            pill, look = "no majority of nothing", ChipLook(Tone.WARN)
        else:
            pill, look = f"{share} · {wording.shares(test.shortfall)} {majority.unit} short", ChipLook(Tone.WARN)
        register = self._context.session.matter.holders
        holders = [holder for holder in register if holder.id in ticked]
        note, whole = in_a_line(register, holders), in_a_line(register, holders, whole=True)
        self.ticked.show_figure(wording.shares(test.held), note, pill, look, whole_note=whole)

    def _show_demands(self, left: DemandsLeft) -> None:
        notes = [wording.section("1(c)")]
        if left.in_use:
            notes.append("one under way" if left.in_use == 1 else f"{left.in_use} under way")
        if left.second_demand_open:
            notes.append("further demand open")
        pill, look = _pill(left.marks)
        self.demands.show_figure(f"{left.left} of {left.granted}", " · ".join(notes), pill, look)
        self.demands.setToolTip(tool_tip("\n".join(map(wording.said_beside, left.marks))))
        self.demands.setAccessibleDescription(" ".join(map(wording.said_beside, left.marks)))


def _worst(marks: tuple[Mark, ...]) -> Gravity | None:
    return gravest(tuple(mark for mark in marks if mark.gravity in WEIGHTY))


def _pill(marks: tuple[Mark, ...]) -> tuple[str, ChipLook]:
    """Return the word and look of the gravest thing said of a figure, from a doubt on; no word where there is none."""
    worst = _worst(marks)
    return ("", ChipLook()) if worst is None else (wording.gravity_name(worst), gravity_look(worst))
