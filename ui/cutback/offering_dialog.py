"""The facts of an offering that are seldom changed, and what a new scenario begins with."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from rra_desktop import wording
from rra_desktop.domain.offerings import Offering
from rra_desktop.editing.commands import AddOffering, ChangeOffering, Command, RemoveOffering, Together
from rra_desktop.editing.commands.names import offering_name, registration_name
from rra_desktop.errors import UserError
from ui.cutback.requests_received import ReceivedRequest, timely_requests
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.date_field import DateField
from ui.widgets.forms import FormDialog, labelled, side_by_side
from ui.widgets.labels import PlainLabel
from ui.widgets.matter_dates import MatterReader
from ui.widgets.read_field import ReadField
from ui.widgets.room import RoomContext

_FIELDS = ("name", "registration", "as_of", "option_shares", "outstanding_after", "note")


class OfferingDialog(FormDialog):
    """Changes one offering, or with `adding` makes a scenario that begins like it."""

    def __init__(
        self, context: RoomContext, offering: Offering, parent: QWidget | None = None, *, adding: bool = False
    ) -> None:
        title = "New scenario" if adding else "Scenario details"
        super().__init__(context.theme, title, "Add scenario" if adding else "Save", parent)
        self._context = context
        self._offering = offering
        self._adding = adding
        matter = context.session.matter
        registrations = [(each.id, registration_name(matter, each.id)) for each in matter.registrations]
        self.name = QLineEdit("" if adding else offering.name)
        self.registration = ChoiceBox(context.theme, "Registration", [("", "none yet"), *registrations])
        self.registration.choose(offering.registration or "")
        reader = MatterReader(context.session, context.signals)
        self.as_of = DateField(context.theme, "Shares held are counted on", reader, lambda: context.session.as_of)
        self.as_of.set_date(offering.as_of)
        self.option = ReadField("Over-allotment option shares", wording.parse_shares, wording.shares)
        self.option.put(offering.option_shares or None)
        self.outstanding = ReadField("Shares outstanding afterwards", wording.parse_shares, wording.shares)
        self.outstanding.put(offering.outstanding_after)
        self.note = QPlainTextEdit("" if adding else offering.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(64)
        self.add("Name", self.name)
        self.add("Registration", self.registration)
        self._begins = PlainLabel("", "small", wrap=True)
        self.fields.addWidget(self._begins)
        self._begins.setVisible(adding)
        self.registration.picked.connect(lambda _key: self._say_how_it_begins())
        self.add(
            "Shares held are counted on",
            self.as_of,
            "Empty: the cutback waits for it, where holdings are measured on the day of the offering.",
        )
        self.fields.addWidget(
            side_by_side(
                labelled("Over-allotment option shares", self.option),
                labelled("Shares outstanding afterwards", self.outstanding),
            )
        )
        self.add("Note", self.note)
        if adding:
            self._say_how_it_begins()
        else:
            self.fields.addWidget(button("Remove scenario", self._remove, kind="link"), 0, Qt.AlignmentFlag.AlignLeft)

    def _received(self) -> list[ReceivedRequest]:
        return timely_requests(self._context.session, self.registration.key() or None)

    def _like(self) -> str | None:
        """Return the scenario whose requests the new one takes over: none where another registration has its own."""
        other = (self.registration.key() or None) != self._offering.registration
        return None if not self._offering.id or (other and self._received()) else self._offering.id

    def _say_how_it_begins(self) -> None:
        matter, received = self._context.session.matter, self._received()
        names = [f"{matter.holder(each.holder).name} {wording.shares(each.quantity or 0)}" for each in received]
        said = [f"the requests of “{offering_name(matter, like)}”"] if (like := self._like()) else []
        if names:
            said.append(f"what was asked for in the registration: {'; '.join(names)}")
        self._begins.setText(f"Begins with {', and '.join(said)}." if said else "Begins without any request.")

    def _made(self) -> Offering:
        if self.as_of.problem():
            raise UserError(self.as_of.problem())
        return replace(
            self._offering,
            name=self.name.text().strip(),
            registration=self.registration.key() or None,
            as_of=self.as_of.date(),
            option_shares=self.option.value() or 0,
            outstanding_after=self.outstanding.value(),
            note=self.note.toPlainText().strip(),
        )

    def submit(self) -> str:
        """Record what was changed as one step; returns why it cannot be done."""
        try:
            made = self._made()
        except UserError as error:
            return str(error)
        if not made.name:
            self.name.setFocus()
            return "Give the scenario a name; it stands on its button."
        if self._adding:
            requests = tuple(each.number for each in self._received())
            return self._execute(AddOffering(replace(made, id=""), self._like(), requests))
        changed = [field for field in _FIELDS if getattr(made, field) != getattr(self._offering, field)]
        changes = tuple(ChangeOffering(made.id, field, getattr(made, field)) for field in changed)
        if len(changes) == 1:
            return self._execute(changes[0])
        return self._execute(Together(f"Change the details of {made.name}", changes)) if changes else ""

    def _remove(self) -> None:
        refusal = self._execute(RemoveOffering(self._offering.id))
        if refusal:
            self.refuse(refusal)
        else:
            self.done(self.DialogCode.Accepted.value)

    def _execute(self, command: Command) -> str:
        refusals: list[str] = []
        self._context.signals.execute(command, refusals.append)
        return "".join(refusals)
