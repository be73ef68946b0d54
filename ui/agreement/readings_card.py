"""The readings of a section: the question, what each answer gives in this matter, and the reason that is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.agreement import Reading
from rra_desktop.editing.commands import ChooseReading, Command
from ui.agreement.reading_results import ReadingResult, ReadingResults
from ui.agreement.section_card import SectionCard
from ui.agreement.what_moves import WhatMoves
from ui.widgets.buttons import button
from ui.widgets.labels import PlainLabel, tool_tip
from ui.widgets.pending_edits import PendingEdit
from ui.widgets.read_field import ReadField
from ui.widgets.room import RoomContext

Execute = Callable[[Command], str]
SAY_WHY = "Say why the words are read this way; the reason is printed with the choice."


class ReadingsCard(SectionCard):
    """One block for each reading; `explained` carries the dates and numbers that turn on the one looked at."""

    explained = Signal(object)

    def __init__(self, context: RoomContext, execute: Execute) -> None:
        super().__init__("Readings")
        self._context = context
        self._execute = execute
        self._readings: tuple[Reading, ...] | None = None
        self._looked_at = ""
        self.results = ReadingResults(context, self)
        self.results.found.connect(self._show_result)
        self.blocks: dict[str, ReadingBlock] = {}

    def show_readings(self, readings: Sequence[Reading]) -> None:
        """Show the readings as they are chosen, and work out what each choice gives."""
        shown = tuple(readings)
        if shown != self._readings:
            self._readings = shown
            self._looked_at = ""
            self.blocks = {}
            for each in shown:
                block = ReadingBlock(self._context, each, self._execute)
                block.looked_at.connect(self._explain)
                self.blocks[each.id] = block
            self.show_lines(list(self.blocks.values()))
        self.show_count(str(len(shown)) if len(shown) > 1 else "")
        for block in self.blocks.values():
            block.refresh(self.results.of(block.reading.id))
        self.results.ask(shown)

    def give_up_trying(self) -> None:
        """Go back to what is recorded wherever another answer is only tried."""
        for block in self.blocks.values():
            block.give_up()

    def _show_result(self, reading: str) -> None:
        block, result = self.blocks.get(reading), self.results.of(reading)
        if block is not None and result is not None:
            block.show_result(result)
            if reading == self._looked_at:
                self._explain(reading)

    def _explain(self, reading: str) -> None:
        self._looked_at = reading
        result = self.results.of(reading)
        if result is not None:
            self.explained.emit(result.keys)


class ReadingBlock(QWidget, PendingEdit):
    """One question; another answer is only tried, with all it would move, until it is kept.

    `looked_at` carries the reading's id when the keyboard or mouse comes to it.
    """

    looked_at = Signal(str)

    def __init__(self, context: RoomContext, reading: Reading, execute: Execute) -> None:
        super().__init__()
        self._context = context
        self.reading = reading
        self._execute = execute
        self._result: ReadingResult | None = None
        self._shown_in_force = ""
        self.choices: dict[str, _Answer] = {}
        self.gives: dict[str, PlainLabel] = {}
        self._meaning = PlainLabel("", "small", wrap=True)
        self._nothing = PlainLabel("No date or number of this matter turns on it now.", "small", wrap=True)
        self.moves = WhatMoves()
        self.reason = ReadField(f"Reason: {reading.question}", str.strip, str, self._record_reason)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.reason.setPlaceholderText("Reason, printed with the choice")
        self.keep = button("Keep this reading", self.keep_tried, kind="primary")
        self.back = button("Go back", self.give_up)
        self._refusal = PlainLabel("", "refused", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        answers = QGridLayout()
        answers.setHorizontalSpacing(4)
        answers.setVerticalSpacing(0)
        answers.setColumnStretch(1, 1)
        for row, choice in enumerate(self.reading.choices):
            words = choice.label[:1].upper() + choice.label[1:]
            pick = _Answer(words, self)
            pick.setToolTip(tool_tip(choice.meaning))
            pick.clicked.connect(lambda _checked=False, key=choice.id: self._try(key))
            pick.reached.connect(lambda: self.looked_at.emit(self.reading.id))
            gives = PlainLabel("", "gives")
            gives.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.choices[choice.id], self.gives[choice.id] = pick, gives
            answers.addWidget(pick, row, 0, Qt.AlignmentFlag.AlignTop)
            answers.addWidget(_AnswerWords(words, pick), row, 1)
            answers.addWidget(gives, row, 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.back)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 9)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.reading.question, "body", wrap=True))
        column.addLayout(answers)
        for each in (self._meaning, self._nothing, self.moves, self.reason, self._refusal):
            column.addWidget(each)
        column.addLayout(buttons)
        for hidden in (self._nothing, self.moves, self._refusal, self.keep, self.back):
            hidden.hide()

    # -- what shows --------------------------------------------------------------------------------------------------

    @property
    def in_force(self) -> str:
        """The choice that is recorded, or else the form's own."""
        return self._context.session.matter.choice(self.reading.id)

    @property
    def picked(self) -> str:
        """The choice whose button is down."""
        return next((each for each, pick in self.choices.items() if pick.isChecked()), self.in_force)

    @property
    def tried(self) -> bool:
        """Whether another answer is looked at than the one recorded."""
        return self.picked != self.in_force

    def _reason_kept(self) -> str | None:
        readings = self._context.session.matter.readings
        return next((each.reason for each in readings if each.reading == self.reading.id and each.reason), None)

    def refresh(self, result: ReadingResult | None) -> None:
        """Show what is recorded now; an answer that is tried goes on being tried, on what is recorded now."""
        if self._shown_in_force != self.in_force:
            self._shown_in_force = self.in_force
            self.choices[self.in_force].setChecked(True)
        for each in (*self.choices.values(), self.reason):
            each.setEnabled(not self._context.session.read_only)
        if not self.tried:
            self.reason.show_value(self._reason_kept())
        self._result = result
        self._show()

    def show_result(self, result: ReadingResult) -> None:
        """Show what each answer gives."""
        self._result = result
        self._show()

    def _show(self) -> None:
        in_force, picked = self.in_force, self.picked
        result = self._result
        meaning = {each.id: each.meaning for each in self.reading.choices}
        for key, label in self.gives.items():
            values = result.values(key) if result is not None else ()
            text = wording.in_short(values) if values else ""
            label.setText(text)
            label.set_kind("gives-in-force" if key == in_force else "gives")
            words = ("in force" if key == in_force else "", f"gives {text}" if text else "", meaning[key])
            self.choices[key].setAccessibleDescription(", ".join(filter(None, words)))
        self._meaning.setText(meaning[picked])
        self._nothing.setVisible(result is not None and not result.keys)
        self.moves.setVisible(self.tried)
        if self.tried and result is not None:
            self.moves.show_moves(self._context.session.matter, result.moved.get(picked, ()))
        elif self.tried:
            self.moves.show_waiting()
        self.keep.setVisible(self.tried)
        self.back.setVisible(self.tried)
        if not self.tried:
            self._say("")

    # -- trying and keeping --------------------------------------------------------------------------------------------

    def _try(self, choice: str) -> None:
        """Look at another answer; the reason for the one recorded is not the reason for this one."""
        if choice != self.in_force:
            self.reason.put(None)
        else:
            self.give_up()
        self._show()
        self.looked_at.emit(self.reading.id)

    def keep_tried(self) -> None:
        """Record the answer that is tried, with its reason."""
        choice, reason = self.picked, self.reason.text().strip()
        if not reason and choice != self.reading.default:
            self.reason.setFocus()
            self._say(SAY_WHY)
            return
        self._record(choice, reason)

    def give_up(self) -> None:
        """Go back to what is recorded."""
        focus = QApplication.focusWidget()
        had_keyboard = focus is not None and self.isAncestorOf(focus)
        self.choices[self.in_force].setChecked(True)
        self.reason.put(self._reason_kept())
        self._show()
        if had_keyboard and not self.reason.hasFocus():
            self.choices[self.in_force].setFocus(Qt.FocusReason.OtherFocusReason)

    def _record_reason(self, reason: str | None) -> str:
        """Record the reason for the answer in force; that for an answer only tried waits until it is kept."""
        if self.tried:
            return ""
        return self._execute(ChooseReading(self.reading.id, self.in_force, reason or ""))

    def _record(self, choice: str, reason: str) -> None:
        self._say(self._execute(ChooseReading(self.reading.id, choice, reason)))
        if self.isVisible() and not self._refusal.text():
            self.choices[choice].setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, refusal: str) -> None:
        self._refusal.setText(refusal)
        self._refusal.setVisible(bool(refusal))

    def refusal(self) -> str:
        """Return why the answer was not kept, empty while nothing was refused."""
        return self._refusal.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is tried on Enter, give it up on Escape."""
        if self.tried and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.give_up if self.back.hasFocus() else self.keep_tried)()
        elif self.tried and event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    # -- what is being typed -------------------------------------------------------------------------------------------

    def hand_over(self) -> str:
        """Record nothing; returns what is to be done first where a reason is typed for an answer that is not kept."""
        if not self.tried or not self.reason.text().strip():
            return ""
        return "This reading is not kept. Press “Keep this reading” to record it, or Esc to give it up."

    def say_refused(self, sentence: str) -> None:
        """Take the keyboard and say what is to be done first."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(sentence)


class _Answer(QRadioButton):
    """The button of one answer, whose words stand beside it and wrap; says when the keyboard comes to it."""

    reached = Signal()

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the answer is looked at."""
        super().focusInEvent(event)
        self.reached.emit()


class _AnswerWords(PlainLabel):
    """The words of an answer; a click on them is one on its button."""

    def __init__(self, words: str, answer: _Answer) -> None:
        super().__init__(words, "body", wrap=True)
        self._answer = answer
        self.setContentsMargins(0, 4, 0, 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the answer."""
        if event.button() is Qt.MouseButton.LeftButton and self._answer.isEnabled():
            self._answer.setFocus(Qt.FocusReason.MouseFocusReason)
            self._answer.click()
