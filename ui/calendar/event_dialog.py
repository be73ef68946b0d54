"""Recording a notice or another event of a registration, and mending or removing one that was recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.register import Role
from rra_desktop.domain.registrations import DelayBecause, Event, EventType, Method, RegistrationKind, WithdrawnBy
from rra_desktop.editing.commands import ChangeEvent, Command, RecordEvent, RemoveEvent, Together
from ui.calendar.registration_choice import registration_choices
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.date_field import DateField
from ui.widgets.forms import FormDialog, labelled, side_by_side
from ui.widgets.matter_dates import MatterReader
from ui.widgets.room import RoomContext

NOTICES = tuple(kind for kind in EventType if kind.is_notice)
OTHER_EVENTS = tuple(kind for kind in EventType if not kind.is_notice)
_BECAUSE = ((DelayBecause.OFFERING.value, "a Company offering"), (DelayBecause.OTHER_ACTIVITY.value, "other activity"))
_RESALE = (("", "not said"), ("yes", "permits resale"), ("no", "does not permit resale"))
_NO_METHOD = (Method.EMAIL, Method.COURIER)


class Addressees(QWidget):
    """Who a notice went to: everybody on one record, or each on a record of its own."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__()
        self.everybody = QCheckBox("All Investors alike, on one record")
        self.everybody.setChecked(True)
        self.each: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.everybody)
        for holder in context.session.matter.holders:
            if holder.role is Role.INVESTOR:
                box = QCheckBox(holder.name.replace("&", "&&"))
                box.setContentsMargins(20, 0, 0, 0)
                box.hide()
                self.each[holder.id] = box
                column.addWidget(box)
        self.everybody.toggled.connect(self._show_each)

    def chosen(self) -> tuple[str | None, ...]:
        """Return the holders ticked, or None alone for everybody."""
        if self.everybody.isChecked():
            return (None,)
        return tuple(holder for holder, box in self.each.items() if box.isChecked())

    def choose(self, holder: str | None) -> None:
        """Tick the addressee of a notice that was recorded."""
        self.everybody.setChecked(holder is None)
        if holder in self.each:
            self.each[holder].setChecked(True)

    def _show_each(self, everybody: bool) -> None:  # noqa: FBT001 - a signal's argument
        for box in self.each.values():
            box.setVisible(not everybody)


class EventDialog(FormDialog):
    """Asks for what an event of the chosen kind needs, no more."""

    def __init__(
        self,
        context: RoomContext,
        kinds: Sequence[EventType],
        registration: str = "",
        event: Event | None = None,
        parent: QWidget | None = None,
    ) -> None:
        notice = kinds[0].is_notice
        title = f"{wording.event_name(event.type)}" if event else ("Record a notice" if notice else "Record an event")
        super().__init__(context.theme, title, "Save" if event else "Record", parent)
        self._context = context
        self._event = event
        reader = MatterReader(context.session, context.signals)
        near = self._near
        self.registration = ChoiceBox(context.theme, "Registration", registration_choices(context.session.matter))
        self.registration.choose(event.registration if event else registration)
        self.kind = ChoiceBox(context.theme, "What", [(kind.value, wording.event_name(kind)) for kind in kinds])
        self.method = ChoiceBox(context.theme, "Method", [(each.value, _method_words(each)) for each in Method])
        self.sent = DateField(context.theme, "Sent", reader, near)
        self.received = DateField(context.theme, "Received", reader, near)
        self.date = DateField(context.theme, "Date", reader, near)
        self.to = Addressees(context)
        self.days = QSpinBox()
        self.days.setRange(1, 999)
        self.days.setValue(context.session.matter.whole("delay_days"))
        self.days.setSuffix(" days")
        self.because = ChoiceBox(context.theme, "Because of", _BECAUSE)
        self.by = ChoiceBox(
            context.theme, "At whose wish", [(each.value, wording.withdrawer_name(each)) for each in WithdrawnBy]
        )
        self.form = QLineEdit()
        self.resale = ChoiceBox(context.theme, "Does the form permit resale", _RESALE)
        self.note = QLineEdit()
        self._lay_out()
        self.kind.picked.connect(self._show_what_is_asked)
        self.method.choose(Method.CERTIFIED_MAIL.value)
        self.kind.choose(self._likely().value)
        if event is not None:
            self._fill(event)
        self._show_what_is_asked(self.kind.key())

    def _lay_out(self) -> None:
        self._registration_row = self.add("Registration", self.registration)
        self._kind_row = self.add("What", self.kind)
        self._method_row = self.add("Method", self.method, "E-mail and courier are no methods of notice under §8(a).")
        self._dates_row = side_by_side(labelled("Sent", self.sent), labelled("Received", self.received))
        self.fields.addWidget(self._dates_row)
        self._to_row = self.add("To", self.to)
        self._date_row = self.add("Date", self.date)
        self._delay_row = side_by_side(labelled("For", self.days), labelled("Because of", self.because))
        self.fields.addWidget(self._delay_row)
        self._by_row = self.add("At whose wish", self.by)
        self._form_row = side_by_side(labelled("Form", self.form), labelled("Resale of the Units", self.resale))
        self.fields.addWidget(self._form_row)
        self.add("Note", self.note)
        if self._event is not None:
            remove = button("Remove this record", self.remove, kind="link")
            self.fields.addWidget(remove)
        self._registration_row.setVisible(self.registration.count() > 1 and self._event is None)
        self._kind_row.setVisible(self.kind.count() > 1 and self._event is None)

    def _likely(self) -> EventType:
        """Return the notice that comes next in the registration that is chosen."""
        matter = self._context.session.matter
        chosen = [each for each in matter.registrations if each.id == self.registration.key()]
        if chosen and chosen[0].kind is RegistrationKind.PIGGYBACK:
            return EventType.REGISTRATION_NOTICE
        kinds = {each.type for each in matter.events_of(self.registration.key())}
        return EventType.COMPANY_NOTICE if EventType.DEMAND_NOTICE in kinds else EventType.DEMAND_NOTICE

    def _near(self) -> dt.date:
        return self._context.session.as_of

    def _show_what_is_asked(self, key: str) -> None:
        kind = EventType(key)
        self._method_row.setVisible(kind.is_notice)
        self._dates_row.setVisible(kind.is_notice)
        self._to_row.setVisible(kind.is_notice and kind is not EventType.DEMAND_NOTICE)
        self._date_row.setVisible(not kind.is_notice)
        self._delay_row.setVisible(kind is EventType.DELAY_ELECTED)
        self._by_row.setVisible(kind is EventType.WITHDRAWN)
        self._form_row.setVisible(kind is EventType.OTHER_REGISTRATION_EFFECTIVE)
        self.refuse("")
        self.adjustSize()

    def _fill(self, event: Event) -> None:
        self.kind.choose(event.type.value)
        if event.method is not None:
            self.method.choose(event.method.value)
        self.sent.set_date(event.sent)
        self.received.set_date(event.received)
        self.date.set_date(event.date)
        self.to.choose(event.to)
        if event.days is not None:
            self.days.setValue(event.days)
        if event.because is not None:
            self.because.choose(event.because.value)
        if event.by is not None:
            self.by.choose(event.by.value)
        self.form.setText(event.form)
        self.resale.choose({True: "yes", False: "no", None: ""}[event.permits_resale])
        self.note.setText(event.note)

    def _read(self) -> Event:
        """Return the event as the fields have it, without addressee."""
        kind = EventType(self.kind.key())
        event = Event(
            id=self._event.id if self._event else 0,
            registration=self.registration.key(),
            type=kind,
            note=self.note.text().strip(),
        )
        if kind.is_notice:
            method = Method(self.method.key())
            event = replace(event, method=method, sent=self.sent.date(), received=self.received.date())
        else:
            event = replace(event, date=self.date.date())
        if kind is EventType.DELAY_ELECTED:
            event = replace(event, days=self.days.value(), because=DelayBecause(self.because.key()))
        if kind is EventType.WITHDRAWN:
            event = replace(event, by=WithdrawnBy(self.by.key()))
        if kind is EventType.OTHER_REGISTRATION_EFFECTIVE:
            permits = {"yes": True, "no": False}.get(self.resale.key())
            event = replace(event, form=self.form.text().strip(), permits_resale=permits)
        return event

    def _missing(self, event: Event) -> str:
        """Return what is missing, empty when nothing is."""
        fields = (self.sent, self.received) if event.type.is_notice else (self.date,)
        for field in fields:
            if problem := field.problem():
                field.setFocus()
                return problem
        if event.type.is_notice and event.sent is None and event.received is None:
            self.sent.setFocus()
            return "Say when the notice was sent or received."
        if not event.type.is_notice and event.date is None:
            self.date.setFocus()
            return "Say on which day it happened."
        return "" if self.to.chosen() else "Tick at least one addressee."

    def submit(self) -> str:
        """Record one event for each addressee, all as one change; returns why it was refused, or nothing."""
        event = self._read()
        if refusal := self._missing(event):
            return refusal
        addressees = self.to.chosen() if event.type.is_notice else (None,)
        if event.type is EventType.DEMAND_NOTICE:
            addressees = (None,)
        if self._event is not None:
            return self._execute(ChangeEvent(replace(event, to=addressees[0])))
        records = tuple(RecordEvent(replace(event, to=addressee)) for addressee in addressees)
        if len(records) == 1:
            return self._execute(records[0])
        name = f"Record {wording.event_name(event.type)} to {len(records)} holders"
        return self._execute(Together(name, records))

    def remove(self) -> None:
        """Take the record out."""
        if self._event is not None:
            refusal = self._execute(RemoveEvent(self._event.id))
            if refusal:
                self.refuse(refusal)
            else:
                self.done(EventDialog.DialogCode.Accepted.value)

    def _execute(self, command: Command) -> str:
        refusals: list[str] = []
        self._context.signals.execute(command, refusals.append)
        return "".join(refusals)


def _method_words(method: Method) -> str:
    words = wording.method_name(method)
    return f"{words} (not under §8(a))" if method in _NO_METHOD else words
