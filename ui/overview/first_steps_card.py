"""What to do first in a matter, in order, each step a button; what is done is ticked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from rra_desktop import wording
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.overview import FirstStep, StepTaken
from ui.overview.lines import Line
from ui.overview.section_card import SectionCard
from ui.theme import Theme
from ui.widgets.chips import ChipLook, Shape, Tone

ACTS: Mapping[FirstStep, str] = {
    FirstStep.INVESTORS: "add-investor",
    FirstStep.HOLDINGS: "add-transaction",
    FirstStep.REGISTRATION: "add-registration",
    FirstStep.NOTICE: "record-notice",
    FirstStep.REQUEST: "record-request",
    FirstStep.OFFERING: "add-scenario",
}
"""The row of the table of actions by which each step is taken."""
_NEEDS: Mapping[FirstStep, FirstStep] = {
    FirstStep.HOLDINGS: FirstStep.INVESTORS,
    FirstStep.NOTICE: FirstStep.REGISTRATION,
    FirstStep.REQUEST: FirstStep.REGISTRATION,
}
"""Steps that can be taken only once another is."""
_DONE = ChipLook(Tone.OK)
_NEXT = ChipLook(Tone.ACCENT)
_LATER = ChipLook(Tone.QUIET, Shape.HOLLOW)


class FirstStepsCard(SectionCard):
    """The steps in their order; `act_asked` carries the action that takes the one chosen, `next` is the one to do."""

    act_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "What to do first", "", most=len(FirstStep))
        self.next: QPushButton | None = None
        self._acts: dict[str, str] = {}
        self.asked.connect(lambda line: self.act_asked.emit(self._acts[line.text]))

    def show_steps(self, steps: Iterable[StepTaken], form: AgreementForm, *, editable: bool) -> None:
        """Show the steps; the first that is not done stands out, and one that cannot be taken yet waits."""
        taken = tuple(steps)
        done = {each.step for each in taken if each.done}
        first = next((each.step for each in taken if not each.done), None)
        lines = []
        for number, each in enumerate(taken, start=1):
            name, reason = wording.step_name(each.step), wording.step_reason(each.step, form)
            self._acts[name] = ACTS[each.step]
            chip, look = ("✓ done", _DONE) if each.done else (f"{number}", _NEXT if each.step is first else _LATER)
            lines.append(
                Line(
                    name,
                    chip=chip,
                    look=look,
                    below=reason,
                    strong=each.step is first,
                    in_words=f"{name}. {reason}",
                )
            )
        self.show_lines(lines, f"{len(done)} of {len(taken)} done")
        for each, row in zip(taken, self.buttons(), strict=True):
            self.next = row if each.step is first else self.next
            row.setEnabled(editable and (each.step not in _NEEDS or _NEEDS[each.step] in done))
