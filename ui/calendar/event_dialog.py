"""Recording a notice or another event of a registration, and mending or removing one that was recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from rra_desktop import wording
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.declared_events import EventField
from rra_desktop.domain.event_fields import fields_asked, hour_decides
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
    OF_THE_MATTER,
    kinds_offered,
    likely_kind,
    places_of_events,
    who_can_be_addressed,
)
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.date_field import DateField
from ui.widgets.forms import FormDialog, labelled, side_by_side
from ui.widgets.labels import PlainLabel
from ui.widgets.matter_dates import MatterReader
from ui.widgets.read_field import ReadField
from ui.widgets.room import RoomContext

_NOT_SAID = ("", "Choose…")
_BECAUSE = tuple((each.value, wording.delay_ground_name(each)) for each in DelayBecause)
_RESALE = (("", "not said"), ("yes", "permits resale"), ("no", "does not permit resale"))
_MOST_DAYS = 999
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
        self._form = form = context.session.matter.form
        title = "Record a notice" if notices else "Record an event"
        if event is not None:
            title = wording.event_name(event.type, form)
        super().__init__(context.theme, title, "Save" if event else "Record", parent)
        self._context = context
        self._event = event
        self._notices = event.is_notice if event else notices
        self._make_fields()
        self.registration.choose((event.registration or OF_THE_MATTER) if event else registration)
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
        self.registration = ChoiceBox(theme, "Registration", places_of_events(matter, notices=self._notices))
        self.kind = ChoiceBox(theme, "What")
        methods = [(each.value, _method_words(self._form, each)) for each in Method]
        self.method = ChoiceBox(theme, "Method", [_NOT_SAID, *methods])
        self.sent = DateField(theme, "Sent", reader, self._near)
        self.received = DateField(theme, "Received", reader, self._near)
        self.hour = ReadField("Hour", wording.parse_hour, wording.hour)
        self.hour.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.hour.setPlaceholderText("as 5:30 p.m.")
        self.date = DateField(theme, "Date", reader, self._near)
        self._question = PlainLabel("Date", "muted")
        self.to = Addressees()
        self.addressee = ChoiceBox(theme, "To")
        everybody = [("", "nobody in particular"), *((each.id, each.name) for each in matter.holders)]
        self.concerns = ChoiceBox(theme, "Whom it concerns", everybody)
        self.days = ReadField("For", _read_days, _write_days)
        self.days.setAlignment(Qt.AlignmentFlag.AlignLeft)
        if (longest := matter.most_days("delay_elected.days")) is not None:
            self.days.put(longest)
        self.because = ChoiceBox(theme, "Because of", [_NOT_SAID, *_BECAUSE])
        whose = [(each.value, wording.withdrawer_name(each)) for each in WithdrawnBy]
        self.by = ChoiceBox(theme, "At whose wish", [_NOT_SAID, *whose])
        self.form = QLineEdit()
        self.resale = ChoiceBox(theme, "Does the form permit resale", _RESALE)
        self.note = QLineEdit()

    def _lay_out(self) -> None:
        self._registration_row = self.add("Registration", self.registration)
        self._kind_row = self.add("What", self.kind)
        self._method_row = self.add("Method", self.method, _no_methods(self._form))
        self._dates_row = side_by_side(labelled("Sent", self.sent), labelled("Received", self.received))
        self.fields.addWidget(self._dates_row)
        self._hour_row = self.add("Hour at which it came in", self.hour, "It decides on which day the notice counts.")
        self._to_row = self.add("To", self.to)
        self._addressee_row = self.add("To", self.addressee)
        self._date_row = labelled(self._question, self.date)
        self.fields.addWidget(self._date_row)
        self._concerns_row = self.add("Whom it concerns", self.concerns)
        self._days_box, self._because_box = labelled("For", self.days), labelled("Because of", self.because)
        self._delay_row = side_by_side(self._days_box, self._because_box)
        self.fields.addWidget(self._delay_row)
        self._by_row = self.add("At whose wish", self.by)
        self._form_box, self._resale_box = labelled("Form", self.form), labelled("Resale of the Units", self.resale)
        self._form_row = side_by_side(self._form_box, self._resale_box)
        self.fields.addWidget(self._form_row)
        self.add("Note", self.note)
        if self._event is not None:
            self.fields.addWidget(button("Remove this record", self.remove, kind="link"))
        self._registration_row.setVisible(self.registration.count() > 1 and self._event is None)

    def _connect(self) -> None:
        self.registration.picked.connect(lambda _key: self._offer_kinds())
        self.kind.picked.connect(lambda _key: self._show_what_is_asked())
        self.method.picked.connect(lambda _key: self._show_hour())
        for field in (self.date, self.sent, self.received):
            field.date_changed.connect(lambda _day: self.reconsider())

    # -- what is offered -------------------------------------------------------------------------------------------

    def _registration(self) -> Registration | None:
        """Return the registration chosen, None for the matter itself."""
        key = self.registration.key()
        return None if key == OF_THE_MATTER else self._context.session.matter.registration(key)

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
        kind = self._kind()
        notice, asked = self._form.is_notice(kind), fields_asked(self._form, kind)
        addressed = notice and EventField.TO in asked
        declared = self._form.event(kind)
        self._offer_addressees(kind)
        self._method_row.setVisible(notice)
        self._dates_row.setVisible(notice)
        self._show_hour()
        self._to_row.setVisible(addressed and self._event is None)
        self._addressee_row.setVisible(addressed and self._event is not None)
        self._question.setText(declared.question if declared is not None and declared.question else "Date")
        self._date_row.setVisible(not notice)
        self._concerns_row.setVisible(EventField.TO in asked and not notice)
        for fields, row in (
            (((EventField.DAYS, self._days_box), (EventField.BECAUSE, self._because_box)), self._delay_row),
            (((EventField.FORM, self._form_box), (EventField.PERMITS_RESALE, self._resale_box)), self._form_row),
        ):
            for field, box in fields:
                box.setVisible(field in asked)
            row.setVisible(any(field in asked for field, _box in fields))
        self._by_row.setVisible(EventField.BY in asked)
        if self._event is None and not self.days.isModified():
            delayed = kind is EventType.DELAY_ELECTED
            self.days.put(self._context.session.matter.whole("delay_days") if delayed else None)
        self.refuse("")
        self.reconsider()
        self.adjustSize()

    def _kind(self) -> EventId:
        return event_id(self.kind.key())

    def _show_hour(self) -> None:
        """Ask for the hour of a notice where the form says that it decides."""
        asked = hour_decides(self._form, Method(self.method.key()) if self.method.key() else None)
        self._hour_row.setVisible(self._form.is_notice(self._kind()) and (asked or bool(self.hour.text())))

    # -- what is recorded ------------------------------------------------------------------------------------------

    def _fill(self, event: Event) -> None:
        if event.method is not None:
            self.method.choose(event.method.value)
        self.sent.set_date(event.sent)
        self.received.set_date(event.received)
        self.date.set_date(event.date)
        self.hour.put(event.hour)
        self.concerns.choose(event.to or "")
        self._offer_addressees(event.type)
        self.addressee.choose(event.to or "")
        days = event.days
        if days is None and event.type is EventType.DELAY_ELECTED:
            days = self._context.session.matter.whole("delay_days")
        if days is not None:
            self.days.put(days)
        if event.because is not None:
            self.because.choose(event.because.value)
        if event.by is not None:
            self.by.choose(event.by.value)
        self.form.setText(event.form)
        self.resale.choose({True: "yes", False: "no", None: ""}[event.permits_resale])
        self.note.setText(event.note)

    def _read(self) -> Event:
        """Return the event as the fields have it, a new one without addressee; what is not asked stays as it was."""
        kind = self._kind()
        place = self.registration.key()
        event = self._event or Event(0, "" if place == OF_THE_MATTER else place, kind)
        asked, notice = fields_asked(self._form, kind), self._form.is_notice(kind)
        if self.note.isModified() or self._event is None:
            event = replace(event, note=self.note.text().strip())
        if notice:
            method = Method(self.method.key()) if self.method.key() else None
            event = replace(event, method=method, sent=self.sent.date(), received=self.received.date())
            if not self.hour.problem():
                event = replace(event, hour=self.hour.value())
            if self._event is not None and EventField.TO in asked:
                event = replace(event, to=self.addressee.key() or None)
        else:
            event = replace(event, date=self.date.date())
            if EventField.TO in asked:
                event = replace(event, to=self.concerns.key() or None)
        return self._with_fields(event, asked)

    def _with_fields(self, event: Event, asked: tuple[EventField, ...]) -> Event:
        """Return the event with those of its other fields that are asked."""
        if EventField.DAYS in asked:
            event = replace(event, days=self._days(event.type))
        if EventField.BECAUSE in asked:
            event = replace(event, because=DelayBecause(self.because.key()) if self.because.key() else None)
        if EventField.BY in asked:
            event = replace(event, by=WithdrawnBy(self.by.key()) if self.by.key() else None)
        if EventField.FORM in asked:
            event = replace(event, form=self.form.text().strip())
        if EventField.PERMITS_RESALE in asked:
            event = replace(event, permits_resale={"yes": True, "no": False}.get(self.resale.key()))
        return event

    def _days(self, kind: EventId) -> int | None:
        """Return the days of a delay; one recorded without any lasts as long as the agreement allows, and stays so."""
        whole = self._context.session.matter.most_days("delay_elected.days")
        days = None if self.days.problem() else self.days.value()
        if kind is not EventType.DELAY_ELECTED:
            return days
        whole = self._context.session.matter.whole("delay_days")
        said_nothing = self._event is not None and self._event.days is None
        return None if said_nothing and days == whole else days

    def _missing(self, event: Event) -> str:
        """Return what is missing, empty when nothing is."""
        notice = self._form.is_notice(event.type)
        fields = (self.sent, self.received, self.hour) if notice else (self.date,)
        for field in fields:
            if problem := field.problem():
                field.setFocus()
                return problem
        missing, sentence = self._missing_of_notice(event) if notice else self._missing_of_other(event)
        if missing is not None:
            missing.setFocus()
        return sentence

    def _missing_of_notice(self, event: Event) -> tuple[QWidget | None, str]:
        if event.method is None:
            return self.method, f"Say how the notice travelled: it decides when it counts{_under(self._form)}."
        if event.sent is None and event.received is None:
            return self.sent, "Say when the notice was sent or received."
        if not self.to.chosen():
            return self.to.everybody, "Tick at least one addressee."
        return None, ""

    def _missing_of_other(self, event: Event) -> tuple[QWidget | None, str]:
        if event.date is None:
            return self.date, "Say on which day it happened."
        if EventField.DAYS in fields_asked(self._form, event.type) and (problem := self.days.problem()):
            return self.days, problem
        if event.type is EventType.DELAY_ELECTED and event.because is None:
            said = "Say what the Company relies on: an offering or other activity[delay]."
            return self.because, wording.cited(said, self._form)
        if event.type is EventType.WITHDRAWN and event.by is None:
            said = "Say at whose wish: it decides whether the demand is used up[demands_used]."
            return self.by, wording.cited(said, self._form)
        return None, ""

    def _events(self) -> tuple[Event, ...]:
        """Return what is to be recorded: one event for each addressee."""
        event = self._read()
        if self._event is not None:
            return (event,)
        addressed = self._form.is_notice(event.type) and EventField.TO in fields_asked(self._form, event.type)
        return tuple(replace(event, to=to) for to in self.to.chosen()) if addressed else (event,)

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
        name = f"Record {wording.event_name(events[0].type, self._form)} to {len(records)} holders"
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


def _method_words(form: AgreementForm, method: Method) -> str:
    words, section = wording.method_name(method), form.section_of_notices
    if form.notice_method(method) is not None:
        return words
    return f"{words} (not under {wording.section(section)})" if section else f"{words} (not in the agreement)"


def _no_methods(form: AgreementForm) -> str:
    """Return which methods are none by the agreement; empty where each is one."""
    none = [wording.method_name(method) for method in Method if form.notice_method(method) is None]
    if not none or len(none) == len(Method):
        return ""
    said = ", ".join(none[:-1]) + (" and " if len(none) > 1 else "") + none[-1]
    no_methods = "are no methods" if len(none) > 1 else "is no method"
    where = f"under {wording.section(form.section_of_notices)}" if form.section_of_notices else "of the agreement"
    return f"{said[:1].upper()}{said[1:]} {no_methods} of notice {where}."


def _under(form: AgreementForm) -> str:
    return f" ({wording.section(form.section_of_notices)})" if form.section_of_notices else ""


def _read_days(text: str) -> int:
    """Read a number of days, as 90 or 90 days."""
    days = wording.parse_shares(text.lower().removesuffix("days").removesuffix("day"))
    if not 1 <= days <= _MOST_DAYS:
        raise NotUnderstoodError(f"A delay lasts at least one day and at most {_MOST_DAYS}; type its days.")
    return days


def _write_days(days: int) -> str:
    return f"{days} {'day' if days == 1 else 'days'}"
