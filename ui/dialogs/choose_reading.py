"""Choosing how doubtful words are read, and saying why."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.agreement import Reading
from rra_desktop.editing.commands import ChooseReading, Together
from ui.widgets.buttons import ChoiceBox
from ui.widgets.forms import FormDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.room import RoomContext
from ui.widgets.tick_boxes import PickButton


class ChooseReadingDialog(FormDialog):
    """One question the words leave open: its answers, the one in force marked, and a reason that is printed.

    What is answered to one question is kept while another is looked at; all answers are recorded in one step.
    """

    def __init__(
        self, context: RoomContext, reading_id: str = "", choice: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context.theme,
            "Change a reading",
            "Change reading",
            parent,
            "The choice and the reason are printed in every summary.",
        )
        self.widen(46)
        self._context = context
        self._readings = {reading.id: reading for reading in context.session.matter.form.readings}
        self.question = ChoiceBox(
            context.theme,
            "Question",
            [(each.id, f"{wording.section(each.section)}  {each.question}") for each in self._readings.values()],
        )
        self.question.choose(reading_id)
        self.question.picked.connect(self._turn_to)
        self.add("Question", self.question)
        self._answers = QWidget()
        self._column = QVBoxLayout(self._answers)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.fields.addWidget(self._answers)
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(4 * context.theme.pixels() + 24)
        self.add("Reason", self.reason)
        self.choices: dict[str, PickButton] = {}
        self._answered: dict[str, tuple[str, str]] = {}
        self._asked = self._readings[self.question.key()]
        self._ask(self._asked, choice)

    def _turn_to(self, key: str) -> None:
        """Keep what is answered to one question, and ask another."""
        self._answered[self._asked.id] = self._answer()
        self._ask(self._readings[key])

    def _answer(self) -> tuple[str, str]:
        """Return the answer that is picked and the reason that is typed."""
        choice = next((each for each, radio in self.choices.items() if radio.isChecked()), "")
        return choice, self.reason.toPlainText().strip()

    def _in_force(self, reading: Reading) -> tuple[str, str]:
        matter = self._context.session.matter
        reason = next((each.reason for each in matter.readings if each.reading == reading.id), "")
        return matter.choice(reading.id), reason

    def _ask(self, reading: Reading, wanted: str = "") -> None:
        """Show the answers of one question, the wanted one picked."""
        while (item := self._column.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                # As long as it has its place, an answer of the other question counts among the answers of this one.
                gone.hide()
                gone.setParent(None)
                gone.deleteLater()
        self._asked = reading
        in_force = self._context.session.matter.choice(reading.id)
        choice, reason = self._answered.get(reading.id, self._in_force(reading))
        self.choices = {}
        last: QWidget = self.question
        for each in reading.choices:
            marks = [word for word, holds in _marks(reading, each.id, in_force) if holds]
            text = each.label[:1].upper() + each.label[1:] + (f"  ({', '.join(marks)})" if marks else "")
            radio = PickButton(text)
            radio.setAccessibleDescription(each.meaning)
            radio.setChecked(each.id == (wanted or choice))
            self.choices[each.id] = radio
            self._column.addWidget(radio)
            QWidget.setTabOrder(last, radio)
            last = radio
            meaning = PlainLabel(each.meaning, "small", wrap=True)
            meaning.setContentsMargins(26, 0, 0, 6)
            self._column.addWidget(meaning)
        QWidget.setTabOrder(last, self.reason)
        self.reason.setPlainText(reason)
        self.refuse("")

    def submit(self) -> str:
        """Choose the readings that were answered; without a reason one is refused."""
        self._answered[self._asked.id] = self._answer()
        chosen: list[ChooseReading] = []
        for key, (choice, reason) in self._answered.items():
            reading = self._readings[key]
            if (choice, reason) == self._in_force(reading):
                continue
            if not reason and choice != reading.default:
                if reading is not self._asked:
                    self.question.choose(key)
                    self._ask(reading)
                self.reason.setFocus()
                return "Say why the words are read this way; the reason is printed with the choice."
            chosen.append(ChooseReading(key, choice, reason))
        if not chosen:
            return "It is read so already; pick another answer, or close with Cancel."
        refusals: list[str] = []
        command = chosen[0] if len(chosen) == 1 else Together("Change readings", tuple(chosen))
        self._context.signals.execute(command, refusals.append)
        return "".join(refusals)


def _marks(reading: Reading, choice: str, in_force: str) -> tuple[tuple[str, bool], ...]:
    return (("in force", choice == in_force), ("default", choice == reading.default))
