"""Recording a notice or another event of a registration, and mending or removing one that was recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from rra_desktop import wording
from rra_desktop.domain.register import Holder
from rra_desktop.domain.registrations import (
    DelayBecause,
    Event,
    EventId,
    EventType,
    Method,
    Registration,
    WithdrawnBy,
    event_id,
)
from rra_desktop.editing.commands import ChangeEvent, Command, RecordEvent, RemoveEvent, Together
from rra_desktop.editing.contradictions import contradictions
from rra_desktop.errors import NotUnderstoodError
from ui.calendar.addressees import Addressees
from ui.calendar.registration_choice import (
    kinds_offered,
    likely_kind,
    registration_choices,
    who_can_be_addressed,
)
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.date_field import DateField
from ui.widgets.forms import FormDialog, labelled, side_by_side
from ui.widgets.matter_dates import MatterReader
from ui.widgets.read_field import ReadField
from ui.widgets.room import RoomContext

_NOT_SAID = ("", "Choose…")
_BECAUSE = tuple((each.value, wording.delay_ground_name(each)) for each in DelayBecause)
_RESALE = (("", "not said"), ("yes", "permits resale"), ("no", "does not permit resale"))
_MOST_DAYS = 999
_NO_METHOD = (Method.EMAIL, Method.COURIER)
_EVERYBODY: Mapping[EventId, str] = {
    EventType.COMPANY_NOTICE: "All other Investors alike",
    EventType.REGISTRATION_NOTICE: "All Investors alike",
}


class EventDialog(FormDialog):
    """Asks for what an event of the chosen kind needs, no more; the kinds offered are those of the registration.

    With `notices` it records a notice, without it another event; with `event` that one is changed.
    """

    def __init__(
        self,
        context: RoomContext,
        *,
        notices: bool = True,
        registration: str = "",
        event: Event | None = None,
        parent: QWidget | None = None,
    ) -> None:
        form = context.session.matter.form
        title = "Record a notice" if notices else "Record an event"
        if event is not None:
            title = wording.event_name(event.type, form)
        super().__init__(context.theme, title, "Save" if event else "Record", parent)
        self._context = context
        self._event = event
        self._notices = event.is_notice if event else notices
        self._make_fields()
        self.registration.choose(event.registration if event else registration)
        self._lay_out()
        self._connect()
        if event is None:
            self._offer_kinds()
        else:
            self.kind.offer([(str(event.type), wording.event_name(event.type, form))])
            self._kind_row.hide()
            self._fill(event)
            self._show_what_is_asked()

    def _make_fields(self) -> None:
        context, theme = self._context, self._context.theme
        matter = context.session.matter
        reader = MatterReader(context.session, context.signals)
        self.registration = ChoiceBox(theme, "Registration", registration_choices(matter))
        self.kind = ChoiceBox(theme, "What")
        methods = [(each.value, _method_words(each)) for each in Method]
        self.method = ChoiceBox(theme, "Method", [_NOT_SAID, *methods])
        self.sent = DateField(theme, "Sent", reader, self._near)
        self.received = DateField(theme, "Received", reader, self._near)
        self.date = DateField(theme, "Date", reader, self._near)
        self.to = Addressees()
        self.addressee = ChoiceBox(theme, "To")
        self.days = ReadField("For", _read_days, _write_days)
        self.days.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.days.put(matter.whole("delay_days"))
        self.because = ChoiceBox(theme, "Because of", [_NOT_SAID, *_BECAUSE])
        whose = [(each.value, wording.withdrawer_name(each)) for each in WithdrawnBy]
        self.by = ChoiceBox(theme, "At whose wish", [_NOT_SAID, *whose])
        self.form = QLineEdit()
        self.resale = ChoiceBox(theme, "Does the form permit resale", _RESALE)
        self.note = QLineEdit()

    def _lay_out(self) -> None:
        self._registration_row = self.add("Registration", self.registration)
        self._kind_row = self.add("What", self.kind)
        self._method_row = self.add("Method", self.method, "E-mail and courier are no methods of notice under §8(a).")
        self._dates_row = side_by_side(labelled("Sent", self.sent), labelled("Received", self.received))
        self.fields.addWidget(self._dates_row)
        self._to_row = self.add("To", self.to)
        self._addressee_row = self.add("To", self.addressee)
        self._date_row = self.add("Date", self.date)
        self._delay_row = side_by_side(labelled("For", self.days), labelled("Because of", self.because))
        self.fields.addWidget(self._delay_row)
        self._by_row = self.add("At whose wish", self.by)
        self._form_row = side_by_side(labelled("Form", self.form), labelled("Resale of the Units", self.resale))
        self.fields.addWidget(self._form_row)
        self.add("Note", self.note)
        if self._event is not None:
            self.fields.addWidget(button("Remove this record", self.remove, kind="link"))
        self._registration_row.setVisible(self.registration.count() > 1 and self._event is None)

    def _connect(self) -> None:
        self.registration.picked.connect(lambda _key: self._offer_kinds())
        self.kind.picked.connect(lambda _key: self._show_what_is_asked())
        for field in (self.date, self.sent, self.received):
            field.date_changed.connect(lambda _day: self.reconsider())

    # -- what is offered -------------------------------------------------------------------------------------------

    def _registration(self) -> Registration:
        return self._context.session.matter.registration(self.registration.key())

    def _offer_kinds(self) -> None:
        """Offer what fits the registration, what comes next in it proposed."""
        matter, registration = self._context.session.matter, self._registration()
        kinds = kinds_offered(matter, registration, notices=self._notices)
        self.kind.offer([(str(kind), wording.event_name(kind, matter.form)) for kind in kinds])
        self.kind.choose(str(likely_kind(matter, registration, notices=self._notices)))
        self._kind_row.setVisible(len(kinds) > 1 or self._notices)
        self._show_what_is_asked()

    def _offer_addressees(self, kind: EventId) -> None:
        holders = who_can_be_addressed(self._context.session, self._registration(), kind)
        everybody = _EVERYBODY.get(kind, "All of them alike")
        self.to.offer(holders, f"{everybody}, on one record")
        if self._event is None:
            return
        # What was recorded stays to be seen, also where nobody should have been given that notice.
        known = {each.id: each for each in (*holders, *self._recorded_addressee(self._event))}
        offered = [("", everybody), *((each.id, each.name) for each in known.values())]
        self.addressee.offer(offered)

    def _recorded_addressee(self, event: Event) -> list[Holder]:
        return [each for each in self._context.session.matter.holders if each.id == event.to]

    def _near(self) -> dt.date:
        return self._context.session.as_of

    def _show_what_is_asked(self) -> None:
        kind = event_id(self.kind.key())
        addressed = self._context.session.matter.form.is_notice(kind) and kind is not EventType.DEMAND_NOTICE
        self._offer_addressees(kind)
        self._method_row.setVisible(self._context.session.matter.form.is_notice(kind))
        self._dates_row.setVisible(self._context.session.matter.form.is_notice(kind))
        self._to_row.setVisible(addressed and self._event is None)
        self._addressee_row.setVisible(addressed and self._event is not None)
        self._date_row.setVisible(not self._context.session.matter.form.is_notice(kind))
        self._delay_row.setVisible(kind is EventType.DELAY_ELECTED)
        self._by_row.setVisible(kind is EventType.WITHDRAWN)
        self._form_row.setVisible(kind is EventType.OTHER_REGISTRATION_EFFECTIVE)
        self.refuse("")
        self.reconsider()
        self.adjustSize()

    # -- what is recorded ------------------------------------------------------------------------------------------

    def _fill(self, event: Event) -> None:
        if event.method is not None:
            self.method.choose(event.method.value)
        self.sent.set_date(event.sent)
        self.received.set_date(event.received)
        self.date.set_date(event.date)
        self._offer_addressees(event.type)
        self.addressee.choose(event.to or "")
        if event.days is not None:
            self.days.put(event.days)
        if event.because is not None:
            self.because.choose(event.because.value)
        if event.by is not None:
            self.by.choose(event.by.value)
        self.form.setText(event.form)
        self.resale.choose({True: "yes", False: "no", None: ""}[event.permits_resale])
        self.note.setText(event.note)

    def _read(self) -> Event:
        """Return the event as the fields have it, a new one without addressee; what is not asked stays as it was."""
        kind = event_id(self.kind.key())
        event = self._event or Event(0, self.registration.key(), kind)
        if self.note.isModified() or self._event is None:
            event = replace(event, note=self.note.text().strip())
        if self._context.session.matter.form.is_notice(kind):
            method = Method(self.method.key()) if self.method.key() else None
            event = replace(event, method=method, sent=self.sent.date(), received=self.received.date())
            if self._event is not None and kind is not EventType.DEMAND_NOTICE:
                event = replace(event, to=self.addressee.key() or None)
        else:
            event = replace(event, date=self.date.date())
        if kind is EventType.DELAY_ELECTED:
            because = DelayBecause(self.because.key()) if self.because.key() else None
            event = replace(event, days=self._days(), because=because)
        if kind is EventType.WITHDRAWN:
            event = replace(event, by=WithdrawnBy(self.by.key()) if self.by.key() else None)
        if kind is EventType.OTHER_REGISTRATION_EFFECTIVE:
            permits = {"yes": True, "no": False}.get(self.resale.key())
            event = replace(event, form=self.form.text().strip(), permits_resale=permits)
        return event

    def _days(self) -> int | None:
        """Return the days of a delay; one recorded without any lasts as long as the agreement allows, and stays so."""
        whole = self._context.session.matter.whole("delay_days")
        days = None if self.days.problem() else self.days.value()
        said_nothing = self._event is not None and self._event.days is None
        return None if said_nothing and days == whole else days

    def _missing(self, event: Event) -> str:
        """Return what is missing, empty when nothing is."""
        fields = (self.sent, self.received) if event.is_notice else (self.date,)
        for field in fields:
            if problem := field.problem():
                field.setFocus()
                return problem
        missing, sentence = self._missing_of_notice(event) if event.is_notice else self._missing_of_other(event)
        if missing is not None:
            missing.setFocus()
        return sentence

    def _missing_of_notice(self, event: Event) -> tuple[QWidget | None, str]:
        if event.method is None:
            return self.method, "Say how the notice travelled: it decides when it counts (§8(a))."
        if event.sent is None and event.received is None:
            return self.sent, "Say when the notice was sent or received."
        if not self.to.chosen():
            return self.to.everybody, "Tick at least one addressee."
        return None, ""

    def _missing_of_other(self, event: Event) -> tuple[QWidget | None, str]:
        if event.date is None:
            return self.date, "Say on which day it happened."
        if event.type is EventType.DELAY_ELECTED and (problem := self.days.problem()):
            return self.days, problem
        if event.type is EventType.DELAY_ELECTED and event.because is None:
            return self.because, "Say what the Company relies on: an offering or other activity (§1(d))."
        if event.type is EventType.WITHDRAWN and event.by is None:
            return self.by, "Say at whose wish: it decides whether the demand is used up (§1(c))."
        return None, ""

    def _events(self) -> tuple[Event, ...]:
        """Return what is to be recorded: one event for each addressee."""
        event = self._read()
        if self._event is not None:
            return (event,)
        addressed = event.is_notice and event.type is not EventType.DEMAND_NOTICE
        return tuple(replace(event, to=to) for to in (self.to.chosen() if addressed else (None,)))

    def doubt(self) -> str:
        """Return what the event would contradict, empty while nothing would or nothing was changed."""
        if not self._events():
            return ""
        return " ".join(contradictions(self._context.session.matter, self._command()))

    def _command(self) -> Command:
        """Return what the dialog is to do: change its event, or record one for each addressee, all as one change."""
        events = self._events()
        if self._event is not None:
            return ChangeEvent(events[0])
        records = tuple(RecordEvent(event) for event in events)
        if len(records) == 1:
            return records[0]
        name = (
            f"Record {wording.event_name(events[0].type, self._context.session.matter.form)} to {len(records)} holders"
        )
        return Together(name, records)

    def submit(self) -> str:
        """Record what was asked for; returns why it was refused, or nothing."""
        if refusal := self._missing(self._read()):
            return refusal
        return self._execute(self._command())

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


def _read_days(text: str) -> int:
    """Read a number of days, as 90 or 90 days."""
    days = wording.parse_shares(text.lower().removesuffix("days").removesuffix("day"))
    if not 1 <= days <= _MOST_DAYS:
        raise NotUnderstoodError(f"A delay lasts at least one day and at most {_MOST_DAYS}; type its days.")
    return days


def _write_days(days: int) -> str:
    return f"{days} {'day' if days == 1 else 'days'}"
