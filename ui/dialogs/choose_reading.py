"""Choosing how doubtful words are read, and saying why."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.agreement import Reading
from rra_desktop.editing.commands import ChooseReading
from ui.widgets.buttons import ChoiceBox
from ui.widgets.forms import FormDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.room import RoomContext
from ui.widgets.tick_boxes import PickButton


class ChooseReadingDialog(FormDialog):
    """One question the words leave open: its answers, the one in force marked, and a reason that is printed."""

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
        self.question.picked.connect(lambda key: self._ask(self._readings[key]))
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
        self._ask(self._readings[self.question.key()], choice)

    def _ask(self, reading: Reading, wanted: str = "") -> None:
        """Show the answers of one question, the wanted one picked."""
        while (item := self._column.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        in_force = self._context.session.matter.choice(reading.id)
        self.choices = {}
        last: QWidget = self.question
        for each in reading.choices:
            marks = [word for word, holds in _marks(reading, each.id, in_force) if holds]
            text = each.label[:1].upper() + each.label[1:] + (f"  ({', '.join(marks)})" if marks else "")
            radio = PickButton(text)
            radio.setAccessibleDescription(each.meaning)
            radio.setChecked(each.id == (wanted or in_force))
            self.choices[each.id] = radio
            self._column.addWidget(radio)
            QWidget.setTabOrder(last, radio)
            last = radio
            meaning = PlainLabel(each.meaning, "small", wrap=True)
            meaning.setContentsMargins(26, 0, 0, 6)
            self._column.addWidget(meaning)
        QWidget.setTabOrder(last, self.reason)
        chosen = {each.reading: each.reason for each in self._context.session.matter.readings}
        self.reason.setPlainText(chosen.get(reading.id, ""))
        self.refuse("")

    def submit(self) -> str:
        """Choose the reading; without a reason it is refused, and so is the one that is in force already."""
        reason = self.reason.toPlainText().strip()
        choice = next((each for each, radio in self.choices.items() if radio.isChecked()), "")
        reading = self._readings[self.question.key()]
        matter = self._context.session.matter
        said = {each.reading: each.reason for each in matter.readings}.get(reading.id, "")
        if choice == matter.choice(reading.id) and reason == said:
            return "It is read so already; pick another answer, or close with Cancel."
        if not reason and choice != reading.default:
            self.reason.setFocus()
            return "Say why the words are read this way; the reason is printed with the choice."
        refusals: list[str] = []
        self._context.signals.execute(ChooseReading(reading.id, choice, reason), refusals.append)
        return "".join(refusals)


def _marks(reading: Reading, choice: str, in_force: str) -> tuple[tuple[str, bool], ...]:
    return (("in force", choice == in_force), ("default", choice == reading.default))
