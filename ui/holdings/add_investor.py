"""Entering a holder: who it is, how it stands in the register, and what it was issued."""

from __future__ import annotations

from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from rra_desktop import wording
from rra_desktop.domain.register import Entity, Role
from rra_desktop.editing.commands import AddHolder
from rra_desktop.errors import UserError
from ui.widgets.buttons import ChoiceBox
from ui.widgets.date_field import DateField
from ui.widgets.forms import FormDialog, labelled, side_by_side
from ui.widgets.labels import PlainLabel
from ui.widgets.matter_dates import MatterReader
from ui.widgets.read_field import ReadField
from ui.widgets.room import RoomContext
from ui.widgets.tick_boxes import TickBox


class AddInvestorDialog(FormDialog):
    """Asks for one holder; a transferee comes to its Units by a transfer, so it is entered without any."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "Add investor", "Add investor", parent)
        self._context = context
        matter = context.session.matter
        reader = MatterReader(context.session, context.signals)
        self.name = QLineEdit()
        self.role = ChoiceBox(context.theme, "Role", [(role.value, wording.role_name(role)) for role in Role])
        self.entity = ChoiceBox(
            context.theme,
            "Kind of person",
            [("", "not said"), *((entity.value, wording.entity_name(entity)) for entity in Entity)],
        )
        self.group = QLineEdit()
        self.group.setPlaceholderText("no affiliates")
        self.group.setCompleter(QCompleter(sorted({each.group for each in matter.holders if each.group}), self))
        self.transferee = TickBox("Came to its Units by a transfer (§7)")
        self.counterpart = DateField(context.theme, "Counterpart executed on", reader, lambda: context.session.as_of)
        self.quantity = ReadField("Quantity", wording.parse_shares, wording.shares)
        self.issued = DateField(context.theme, "Issued on", reader, lambda: context.session.as_of)
        self.issued.set_date(matter.details.agreement_date)
        self.add("Name", self.name)
        self.add_row(("Role", self.role), ("Kind of person", self.entity))
        self.holder_class = ChoiceBox(context.theme, "Class of holders")
        self._class_row = self.add("Class of holders", self.holder_class)
        self._group_row = self.add("Affiliate group", self.group, "Affiliates are one Investor in a cutback (§3(c)).")
        self.fields.addWidget(self.transferee)
        self._counterpart_row = self.add(
            "Counterpart executed on",
            self.counterpart,
            "Empty until it has signed; until then it does not count (§7).",
        )
        self._what = PlainLabel("", "muted")
        self._issue_row = self.add_row((self._what, self.quantity), ("Issued on", self.issued))
        self.role.picked.connect(lambda _key: self._arrange())
        self.transferee.toggled.connect(lambda _on: self._arrange())
        self._arrange()

    def add_row(self, *fields: tuple[str | PlainLabel, QWidget]) -> QWidget:
        """Add labelled fields next to each other."""
        row = side_by_side(*(labelled(label, field) for label, field in fields))
        self.fields.addWidget(row)
        return row

    def submit(self) -> str:
        """Add the holder; returns why it cannot be done."""
        refusals: list[str] = []
        try:
            command = self._command()
        except UserError as error:
            return str(error)
        self._context.signals.execute(command, refusals.append)
        return "".join(refusals)

    def _command(self) -> AddHolder:
        role = Role(self.role.key())
        investor = role is Role.INVESTOR
        transferee = investor and self.transferee.isChecked()
        for field in (self.counterpart if transferee else None, self.issued if not transferee else None):
            if field is not None and field.problem():
                raise UserError(field.problem())
        quantity = None if transferee else self.quantity.value()
        return AddHolder(
            name=self.name.text().strip(),
            role=role,
            group=(self.group.text().strip() or None) if investor else None,
            entity=Entity(self.entity.key()) if self.entity.key() else None,
            transferee=transferee,
            counterpart_date=self.counterpart.date() if transferee else None,
            quantity=quantity or None,
            on=self.issued.date() if quantity else None,
            holder_class=self.holder_class.key() if self._asks_the_class() else "",
        )

    def _asks_the_class(self) -> bool:
        return len(self._context.session.matter.form.classes_of(Role(self.role.key()))) > 1

    def _arrange(self) -> None:
        classes = self._context.session.matter.form.classes_of(Role(self.role.key()))
        self.holder_class.offer([(each.id, each.name) for each in classes])
        self._class_row.setVisible(self._asks_the_class())
        investor = self.role.key() == Role.INVESTOR.value
        transferee = investor and self.transferee.isChecked()
        self._group_row.setVisible(investor)
        self.transferee.setVisible(investor)
        self._counterpart_row.setVisible(transferee)
        self._issue_row.setVisible(not transferee)
        self._what.setText("Units issued" if investor else "Registrable under other agreements")
        self.quantity.setAccessibleName(self._what.text())
