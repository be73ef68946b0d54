"""The scenarios side by side, and the priority plan of the one that shows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from rra_desktop import wording
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.priority_plans import OfferedPlan
from ui.theme import Theme
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.labels import PlainLabel, tool_tip
from ui.widgets.menu_button import MenuButton

_MOST_BUTTONS = 5


def _explained(form: AgreementForm, offered: OfferedPlan) -> str:
    """Return what a plan means, whom it is meant for, and its ranks one by one."""
    about = (offered.plan.meaning, wording.fit_in_words(offered), *wording.ranks_in_words(form, offered.plan.tiers))
    return "\n".join(each for each in about if each)


class ScenarioBar(QWidget):
    """Buttons of the scenarios, of which one is down; the arrow keys move along them.

    `chosen` carries an offering's id, `plan_picked` a plan's; a matter with many scenarios keeps the rest in a menu.
    """

    chosen = Signal(str)
    plan_picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._ids: list[str] = []
        self._group = QButtonGroup(self)
        self._segments = QHBoxLayout()
        self._segments.setSpacing(8)
        # Made once: a button made later would come last when Tab goes round.
        self.buttons = [self._segment(place) for place in range(_MOST_BUTTONS + 1)]
        self.more = MenuButton(theme, "More", "The other scenarios")
        self.add = button("+ Scenario", tip="A scenario that begins like the one that shows")
        self.change = button("Details…", tip="Name, day, registration, option shares; remove the scenario")
        self.plan = ChoiceBox(theme, "Priority plan", records=True)
        self.plan.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.plan.setMinimumContentsLength(16)
        self.plan.picked.connect(self.plan_picked)
        label = PlainLabel("Priority plan", "faint")
        label.setBuddy(self.plan)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(self._segments)
        row.addWidget(self.more)
        row.addWidget(self.add)
        row.addStretch(1)
        row.addWidget(self.change)
        row.addSpacing(4)
        row.addWidget(label)
        row.addWidget(self.plan)
        self.setAccessibleName("Scenarios")

    def show_offerings(self, offerings: Sequence[Offering], chosen: str, *, editable: bool) -> None:
        """Show the scenarios, the chosen one down."""
        shown = list(offerings[:_MOST_BUTTONS])
        rest = [each for each in offerings[_MOST_BUTTONS:] if each.id != chosen]
        shown += [each for each in offerings[_MOST_BUTTONS:] if each.id == chosen]
        self._ids = [each.id for each in shown]
        names = {each.id: each.name or f"Scenario no. {number}" for number, each in enumerate(offerings, start=1)}
        for made, each in zip_longest(self.buttons, shown):
            made.setVisible(each is not None)
            if each is not None:
                made.setText(names[each.id].replace("&", "&&"))
                made.setToolTip(tool_tip(each.note))
                made.setChecked(each.id == chosen)
        self.more.offered.clear()
        for each in rest:
            act = self.more.offered.addAction(names[each.id].replace("&", "&&"))
            act.triggered.connect(lambda _checked=False, key=each.id: self.chosen.emit(key))
        self.more.setVisible(bool(rest))
        self.add.setEnabled(editable)
        self.change.setEnabled(bool(offerings))
        self.plan.setEnabled(editable and bool(offerings))

    def show_plan(self, form: AgreementForm, plans: Sequence[OfferedPlan], chosen: str) -> None:
        """Show which plan holds and how it ranks; without one the box asks for it.

        Those that are meant for the registration stand first; each says whom it is meant for.
        """
        offered = [(each.plan.id, each.plan.name) for each in plans]
        said = {each.plan.id: _explained(form, each) for each in plans}
        if chosen not in said:
            offered.insert(0, ("", "not picked"))
        self.plan.offer(offered)
        for place, key in enumerate(self.plan.offered()):
            if key in said:
                self.plan.setItemData(place, tool_tip(said[key]), Qt.ItemDataRole.ToolTipRole)
        self.plan.choose(chosen)
        self.plan.setToolTip(tool_tip(said.get(chosen, "")))
        self.plan.setAccessibleDescription(said.get(chosen, ""))

    def _segment(self, place: int) -> QPushButton:
        made = button("", lambda: self.chosen.emit(self._ids[place]), kind="segment")
        made.setCheckable(True)
        made.hide()
        self._group.addButton(made)
        self._segments.addWidget(made)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the scenarios."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        here = next((place for place, each in enumerate(self.buttons) if each.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        place = (here + step) % len(self._ids)
        self.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(self._ids[place])
