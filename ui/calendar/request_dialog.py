"""Recording a holder's request to be included in a registration, and mending or removing one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from rra_desktop import wording
from rra_desktop.domain.registrations import Request
from rra_desktop.editing.commands import AcceptLateRequest, ChangeRequest, Command, RecordRequest, RemoveRequest
from rra_desktop.editing.contradictions import contradictions
from rra_desktop.errors import NotUnderstoodError
from ui.calendar.registration_choice import investors, registration_choices
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.date_field import DateField
from ui.widgets.forms import FormDialog, labelled, side_by_side
from ui.widgets.matter_dates import MatterReader
from ui.widgets.room import RoomContext
from ui.widgets.tick_boxes import TickBox


class RequestDialog(FormDialog):
    """Asks for what a request must state, and lets what was missing follow."""

    def __init__(
        self,
        context: RoomContext,
        registration: str = "",
        request: Request | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context.theme,
            "Request" if request else "Record a request",
            "Save" if request else "Record",
            parent,
            "What is left empty counts as missing from the request.",
        )
        self._context = context
        self._request = request
        matter = context.session.matter
        reader = MatterReader(context.session, context.signals)
        self.registration = ChoiceBox(context.theme, "Registration", registration_choices(matter))
        self.registration.choose(request.registration if request else registration)
        self.holder = ChoiceBox(context.theme, "Holder")
        self._offer_holders()
        self.received = DateField(context.theme, "Received", reader, lambda: context.session.as_of)
        self.quantity = QLineEdit()
        self.quantity.setPlaceholderText("1,250,000 or 1.25m")
        self.distribution = QLineEdit()
        self.distribution.setPlaceholderText("for example underwritten")
        self.owed = TickBox("Information the Company asked for is still owed")
        self.completed = DateField(context.theme, "Completed", reader, lambda: context.session.as_of)
        self.accepted_on = DateField(context.theme, "Accepted", reader, lambda: context.session.as_of)
        self.note = QLineEdit()
        row = self.add("Registration", self.registration)
        row.setVisible(self.registration.count() > 1 and request is None)
        self.add("Holder", self.holder)
        self.holder.setEnabled(request is None)
        self.holder.picked.connect(lambda _key: self.reconsider())
        self.received.date_changed.connect(lambda _day: self.reconsider())
        self.quantity.editingFinished.connect(self.reconsider)
        self.fields.addWidget(
            side_by_side(labelled("Received", self.received), labelled("Shares requested", self.quantity))
        )
        self.add("Method of distribution", self.distribution)
        self.fields.addWidget(self.owed)
        self.add("What was missing came on", self.completed)
        self.add(
            "The Company accepted it on",
            self.accepted_on,
            "Only for a request that came late: without it the Company need not include it.",
        )
        self.add("Note", self.note)
        if request is not None:
            self._fill(request)
            self.fields.addWidget(button("Remove this request", self.remove, kind="link"))

    def _offer_holders(self) -> None:
        """Offer the Investors, nobody chosen before counsel has; a recorded request shows its holder and no other."""
        if self._request is not None:
            names = {each.id: each.name for each in self._context.session.matter.holders}
            self.holder.offer([(self._request.holder, names[self._request.holder])])
            return
        self.holder.offer(
            [("", "Choose an Investor"), *((each.id, each.name) for each in investors(self._context.session))]
        )

    def _fill(self, request: Request) -> None:
        self.received.set_date(request.received)
        self.quantity.setText("" if request.quantity is None else wording.shares(request.quantity))
        self.distribution.setText(request.method_of_distribution)
        self.owed.setChecked(request.information_owed)
        self.completed.set_date(request.completed)
        self.accepted_on.set_date(request.accepted)
        self.note.setText(request.note)

    def _holder(self) -> str:
        return self._request.holder if self._request else self.holder.key()

    def doubt(self) -> str:
        """Return what the request would contradict, as what its holder had that day; empty when it does nothing."""
        try:
            command = self._command()
        except NotUnderstoodError:
            return ""
        if self.received.date() is None:
            return ""
        return " ".join(contradictions(self._context.session.matter, command))

    def submit(self) -> str:
        """Record the request; returns why it is refused."""
        if problem := self.received.problem() or self.completed.problem() or self.accepted_on.problem():
            return problem
        if not self._holder():
            self.holder.setFocus()
            return "Say whose request it is."
        if self.received.date() is None:
            self.received.setFocus()
            return "Say when the request was received."
        try:
            return self._execute(self._command())
        except NotUnderstoodError as error:
            self.quantity.setFocus()
            return str(error)

    def _command(self) -> Command:
        """Return what the dialog is to do; raises NotUnderstoodError for a quantity that is no number of shares."""
        text = self.quantity.text().strip()
        quantity = wording.parse_shares(text) if text else None
        request = replace(
            self._request or Request(0, self.registration.key(), self.holder.key()),
            quantity=quantity,
            received=self.received.date(),
            method_of_distribution=self.distribution.text().strip(),
            information_owed=self.owed.isChecked(),
            completed=self.completed.date(),
            accepted=self.accepted_on.date(),
        )
        if self.note.isModified() or self._request is None:
            request = replace(request, note=self.note.text().strip())
        if self._request is None:
            return RecordRequest(request)
        if request.accepted != self._request.accepted and replace(self._request, accepted=request.accepted) == request:
            return AcceptLateRequest(request.id, request.accepted)
        return ChangeRequest(request)

    def remove(self) -> None:
        """Take the request out."""
        if self._request is not None and not (refusal := self._execute(RemoveRequest(self._request.id))):
            self.done(RequestDialog.DialogCode.Accepted.value)
        elif self._request is not None:
            self.refuse(refusal)

    def _execute(self, command: Command) -> str:
        refusals: list[str] = []
        self._context.signals.execute(command, refusals.append)
        return "".join(refusals)
