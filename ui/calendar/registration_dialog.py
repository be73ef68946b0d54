"""A demand or a piggy-back registration: opening one, and changing its own facts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.cited_sections import article_of_kind
from rra_desktop.domain.declared_facts import DeclaredFact
from rra_desktop.domain.registrations import Purpose, Registration, RegistrationKind, Underwriting
from rra_desktop.domain.rights import Right
from rra_desktop.domain.topics import Topic
from rra_desktop.editing.commands import AddRegistration, ChangeRegistration
from ui.calendar.registration_choice import investors
from ui.widgets.buttons import ChoiceBox
from ui.widgets.forms import FormDialog
from ui.widgets.room import RoomContext
from ui.widgets.tick_boxes import TickBox

_COVERS_ALL = "Covers every share requested in time[demands_used]"
_COVERS = (("", "not said"), ("yes", "yes"), ("no", "no"))
_KINDS = {
    RegistrationKind.DEMAND: "Demand by Investors",
    RegistrationKind.PIGGYBACK: "Company registration with piggy-back rights",
    RegistrationKind.MANDATORY: "Registration that the agreement itself orders",
}
_NOT_SAID = ("", "not said")


class RegistrationDialog(FormDialog):
    """Asks for the kind of a registration, how it is sold, who began it, and whatever else the form asks of it."""

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
        self._form = context.session.matter.form
        self.kind = ChoiceBox(context.theme, "Kind", _kinds_of(self._form))
        self.right = ChoiceBox(context.theme, "Under the right")
        self.facts = {fact.id: ChoiceBox(context.theme, fact.question, _answers(fact)) for fact in self._form.facts}
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
        self.second = TickBox(
            _with_section("Further demand for want of authorized stock", self._form.section(Topic.DEMAND), ", end")
        )
        self.covers = ChoiceBox(context.theme, wording.cited(_COVERS_ALL, self._form), _COVERS)
        self._lay_out()
        self.kind.picked.connect(self._show_what_is_asked)
        if registration is not None:
            self._fill(registration)
        self._show_what_is_asked(self.kind.key())
        if registration is not None and registration.right:
            self.right.choose(registration.right)

    def _lay_out(self) -> None:
        self.add("Kind", self.kind).setVisible(self._registration is None)
        self._right_row = self.add("Under the right", self.right)
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
        covers = self.add(wording.cited(_COVERS_ALL, self._form), self.covers)
        covers.setVisible(self._registration is not None)
        for fact in self._form.facts:
            self.add(_asked(fact), self.facts[fact.id])

    def _show_what_is_asked(self, key: str) -> None:
        kind = RegistrationKind(key)
        demand = kind is RegistrationKind.DEMAND
        rights = self._form.rights_of_kind(kind)
        self.right.offer([(right.id, _right_words(right)) for right in rights])
        self._right_row.setVisible(len(rights) > 1)
        self.title.setPlaceholderText("for example Demand no. 2" if demand else "for example Company offering, 2004")
        self._initiators_row.setVisible(demand and bool(self.initiators))
        self.second.setVisible(demand)
        self._purpose_row.setVisible(kind is RegistrationKind.PIGGYBACK)
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
        for fact, box in self.facts.items():
            box.choose(registration.fact(fact) or "")

    def _right(self, kind: RegistrationKind) -> str:
        """Return the right that is recorded: none where the form has but one of the kind and none was recorded."""
        recorded = self._registration.right if self._registration else ""
        rights = self._form.rights_of_kind(kind)
        if len(rights) <= 1 or (not recorded and self.right.key() == rights[0].id):
            return recorded
        return self.right.key()

    def submit(self) -> str:
        """Add the registration, or replace its facts; returns why it is refused."""
        kind = RegistrationKind(self.kind.key())
        registration = replace(
            self._registration or Registration("", kind),
            title=self.title.text().strip(),
            underwriting=Underwriting(self.underwriting.key()),
            covers_all_requested={"yes": True, "no": False}.get(self.covers.key()),
            facts=tuple(sorted((fact, box.key()) for fact, box in self.facts.items() if box.key())),
            right=self._right(kind),
        )
        if kind is RegistrationKind.DEMAND:
            signed = tuple(holder for holder, box in self.initiators.items() if box.isChecked())
            if set(signed) == set(registration.initiated_by):
                signed = registration.initiated_by  # In the order in which they were recorded.
            registration = replace(registration, initiated_by=signed, second_demand=self.second.isChecked())
        elif kind is RegistrationKind.PIGGYBACK:
            registration = replace(registration, purpose=Purpose(self.purpose.key()))
        if not registration.title and (self._registration is None or self._registration.title):
            self.title.setFocus()
        command = ChangeRegistration(registration) if self._registration else AddRegistration(registration)
        refusals: list[str] = []
        self._context.signals.execute(command, refusals.append)
        return "".join(refusals)


def _kinds_of(form: AgreementForm) -> list[tuple[str, str]]:
    """Return the kinds of registration to which the form gives a right, each with the section of its first right."""
    kinds = [kind for kind in _KINDS if form.rights_of_kind(kind)]
    return [(kind.value, _with_section(_KINDS[kind], article_of_kind(form, kind))) for kind in kinds or _KINDS]


def _right_words(right: Right) -> str:
    name = right.name
    return _with_section(name[:1].upper() + name[1:], right.section)


def _asked(fact: DeclaredFact) -> str:
    return _with_section(fact.question, fact.section)


def _answers(fact: DeclaredFact) -> list[tuple[str, str]]:
    return [_NOT_SAID, *((value, value.replace("_", " ").replace("-", " ")) for value in fact.values)]


def _with_section(said: str, section: str, place: str = "") -> str:
    """Write a section in brackets behind what it bears out, with the place in it."""
    return f"{said} ({wording.section(section)}{place})" if section else said
