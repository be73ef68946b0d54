"""The matter's own facts: what it is called, for whom it is kept, what stands at the head of a summary."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from rra_desktop import wording
from rra_desktop.domain.matter import ActingFor
from rra_desktop.editing.commands import ChangeDetails, FieldValue, Together
from ui.widgets.buttons import ChoiceBox
from ui.widgets.date_field import DateField
from ui.widgets.forms import FormDialog, side_by_side
from ui.widgets.labels import PlainLabel
from ui.widgets.matter_dates import MatterReader
from ui.widgets.room import RoomContext

ACTING_FOR = tuple((each.value, wording.client_name(each)) for each in ActingFor)


class PropertiesDialog(FormDialog):
    """Shows and changes the matter's details, all of them in one step."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "Properties", "Save", parent)
        self._context = context
        details = context.session.matter.details
        self.title = QLineEdit(details.title)
        self.company = QLineEdit(details.company)
        self.acting_for = ChoiceBox(context.theme, "Acting for", ACTING_FOR)
        self.acting_for.choose(details.acting_for.value)
        self.header = QLineEdit(details.header)
        reader = MatterReader(context.session, context.signals)
        self.opens_as_of = DateField(context.theme, "Opens as of", reader, lambda: context.session.as_of)
        self.opens_as_of.set_date(details.opens_as_of)
        self.add("Matter", self.title)
        self.add("Company", self.company)
        self.add("We act for", self.acting_for)
        self.add("Header of every summary page", self.header)
        self.add("Opens as of", self.opens_as_of, "Empty: the day it is opened.")
        session = context.session
        changes = len(session.journal())
        self.fields.addWidget(
            side_by_side(
                PlainLabel(
                    f"{session.matter.form.title} of {wording.date_only(details.agreement_date)}, "
                    f"{session.matter.form.governing_law} law\n{session.path}\n"
                    f"{changes} {'entry' if changes == 1 else 'entries'} in the journal",
                    "small",
                    wrap=True,
                )
            )
        )
        if session.read_only:
            for editor in (self.title, self.company, self.acting_for, self.header, self.opens_as_of):
                editor.setEnabled(False)
            self.act.hide()

    def submit(self) -> str:
        """Write what moved, all or nothing; returns why it was refused."""
        if problem := self.opens_as_of.problem():
            return problem
        details = self._context.session.matter.details
        wanted: dict[str, FieldValue] = {
            "title": self.title.text().strip(),
            "company": self.company.text().strip(),
            "acting_for": ActingFor(self.acting_for.key()),
            "header": self.header.text().strip(),
            "opens_as_of": self.opens_as_of.date(),
        }
        moved = {field: value for field, value in wanted.items() if value != getattr(details, field)}
        changes = tuple(ChangeDetails(field, value) for field, value in moved.items())
        refusals: list[str] = []
        if changes:
            command = changes[0] if len(changes) == 1 else Together("Change the matter’s properties", changes)
            self._context.signals.execute(command, refusals.append)
        return "".join(refusals)
