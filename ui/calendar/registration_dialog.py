"""A demand or a piggy-back registration: opening one, and changing its own facts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.registrations import Purpose, Registration, RegistrationKind, Underwriting
from rra_desktop.editing.commands import AddRegistration, ChangeRegistration
from ui.calendar.registration_choice import investors
from ui.widgets.buttons import ChoiceBox
from ui.widgets.forms import FormDialog
from ui.widgets.room import RoomContext
from ui.widgets.tick_boxes import TickBox

_COVERS = (("", "not said"), ("yes", "yes"), ("no", "no"))
_KINDS = (
    (RegistrationKind.DEMAND.value, "Demand by Investors (§1)"),
    (RegistrationKind.PIGGYBACK.value, "Company registration with piggy-back rights (§3)"),
)


class RegistrationDialog(FormDialog):
    """Asks for the kind of a registration, how it is sold, and who began it."""

    def __init__(
        self, context: RoomContext, registration: Registration | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context.theme,
            "Registration" if registration else "New registration",
            "Save" if registration else "Add registration",
            parent,
        )
        self._context = context
        self._registration = registration
        self.kind = ChoiceBox(context.theme, "Kind", _KINDS)
        self.title = QLineEdit()
        self.underwriting = ChoiceBox(
            context.theme, "Underwriting", [(each.value, wording.underwriting_name(each)) for each in Underwriting]
        )
        self.purpose = ChoiceBox(
            context.theme, "Purpose", [(each.value, wording.purpose_name(each)) for each in Purpose]
        )
        # Who is on record as a signatory stays to be seen, also one that could not have been.
        signed = registration.initiated_by if registration else ()
        able = {each.id for each in investors(context.session)} | set(signed)
        self.initiators = {
            holder.id: TickBox(holder.name) for holder in context.session.matter.holders if holder.id in able
        }
        self.second = TickBox("Further demand for want of authorized stock (§1(a), end)")
        self.covers = ChoiceBox(context.theme, "Covers every share requested in time (§1(c))", _COVERS)
        self._lay_out()
        self.kind.picked.connect(self._show_what_is_asked)
        if registration is not None:
            self._fill(registration)
        self._show_what_is_asked(self.kind.key())

    def _lay_out(self) -> None:
        self.add("Kind", self.kind).setVisible(self._registration is None)
        self.add("Title", self.title)
        self.add("How it is sold", self.underwriting)
        self._purpose_row = self.add("Purpose", self.purpose)
        boxes = QWidget()
        column = QVBoxLayout(boxes)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for box in self.initiators.values():
            column.addWidget(box)
        self._initiators_row = self.add("Who signed the Demand Notice", boxes)
        self.fields.addWidget(self.second)
        covers = self.add("Covers every share requested in time (§1(c))", self.covers)
        covers.setVisible(self._registration is not None)

    def _show_what_is_asked(self, key: str) -> None:
        demand = key == RegistrationKind.DEMAND.value
        self.title.setPlaceholderText("for example Demand no. 2" if demand else "for example Company offering, 2004")
        self._initiators_row.setVisible(demand and bool(self.initiators))
        self.second.setVisible(demand)
        self._purpose_row.setVisible(not demand)
        self.adjustSize()

    def _fill(self, registration: Registration) -> None:
        self.kind.choose(registration.kind.value)
        self.title.setText(registration.title)
        self.underwriting.choose(registration.underwriting.value)
        self.purpose.choose(registration.purpose.value)
        for holder in registration.initiated_by:
            if holder in self.initiators:
                self.initiators[holder].setChecked(True)
        self.second.setChecked(registration.second_demand)
        self.covers.choose({True: "yes", False: "no", None: ""}[registration.covers_all_requested])

    def submit(self) -> str:
        """Add the registration, or replace its facts; returns why it is refused."""
        kind = RegistrationKind(self.kind.key())
        registration = replace(
            self._registration or Registration("", kind),
            title=self.title.text().strip(),
            underwriting=Underwriting(self.underwriting.key()),
            covers_all_requested={"yes": True, "no": False}.get(self.covers.key()),
        )
        if kind is RegistrationKind.DEMAND:
            signed = tuple(holder for holder, box in self.initiators.items() if box.isChecked())
            if set(signed) == set(registration.initiated_by):
                signed = registration.initiated_by  # In the order in which they were recorded.
            registration = replace(registration, initiated_by=signed, second_demand=self.second.isChecked())
        else:
            registration = replace(registration, purpose=Purpose(self.purpose.key()))
        if not registration.title and (self._registration is None or self._registration.title):
            self.title.setFocus()
        command = ChangeRegistration(registration) if self._registration else AddRegistration(registration)
        refusals: list[str] = []
        self._context.signals.execute(command, refusals.append)
        return "".join(refusals)
