"""Correcting a term, or amending it from a day on: two different acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from rra_desktop import wording
from rra_desktop.domain.agreement import Signature, Term, TermChange, TermKind, TermValue
from rra_desktop.domain.moved_figures import MovedFigure
from rra_desktop.editing.commands import ChangeTerm, Command, RemoveTermChange, ReplaceTermChange
from rra_desktop.errors import UserError
from ui.agreement.signatures import Signatures
from ui.agreement.what_moves import WhatMoves
from ui.background import Background
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.date_field import DateField
from ui.widgets.forms import FormDialog, labelled, side_by_side
from ui.widgets.labels import PlainLabel
from ui.widgets.matter_dates import MatterReader
from ui.widgets.read_field import ReadField
from ui.widgets.room import RoomContext
from ui.widgets.tick_boxes import PickButton

_PATIENCE = 150
"""Milliseconds of quiet before what would move is worked out."""


class ChangeTermDialog(FormDialog):
    """The value of a term, and whether the agreement always said so or says so from a day on.

    An amendment asks besides for its day and for who has signed; what it would move shows before it is recorded.
    """

    def __init__(
        self,
        context: RoomContext,
        terms: Sequence[Term],
        change: TermChange | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = "Correct or amend a term" if change is None else "Change of a term"
        super().__init__(context.theme, title, "Record", parent)
        self.widen(42)
        self._context = context
        self._change = change
        self._terms = {each.id: each for each in terms}
        self.term = ChoiceBox(context.theme, "Term", [(each.id, each.label) for each in terms])
        self.correction = PickButton("Correction: the agreement always said so")
        self.amendment = PickButton("Amendment: it holds from a day on")
        self.value = ReadField("Value", self._read_value, self._write_value)
        self.choice = ChoiceBox(context.theme, "Value")
        reader = MatterReader(context.session, context.signals)
        self.day = DateField(context.theme, "Holds from", reader, lambda: context.session.as_of)
        self.signed_on = DateField(context.theme, "Signed on", reader, lambda: context.session.as_of)
        self.section = QLineEdit()
        self.note = QLineEdit()
        self.signatures = Signatures(context.theme.pixels(), self._day_of_signature)
        self.missing = PlainLabel("", "small", wrap=True)
        self.moves = WhatMoves()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_moves)
        self._background: Background[tuple[MovedFigure, ...]] = Background(self)
        self.finished.connect(lambda _result: self._stop())
        self._lay_out()
        self._fill()
        self._connect()

    def _lay_out(self) -> None:
        self._term_row = self.add("Term", self.term)
        self.named = PlainLabel("", "strong", wrap=True)
        self.fields.addWidget(self.named)
        self.was = PlainLabel("", "small", wrap=True)
        self.value.setAlignment(self.section.alignment())
        self._value_row = self.add("Value", self.value)
        self._choice_row = self.add("Value", self.choice)
        self.fields.addWidget(self.was)
        self.fields.addWidget(self.correction)
        self.fields.addWidget(self.amendment)
        self.fields.addWidget(
            side_by_side(labelled("Section of the amendment", self.section), labelled("Note", self.note))
        )
        self._day_row = self.add("Holds from", self.day)
        everybody = button("All have signed", self.signatures.tick_all)
        signed_on = labelled(
            "Signed on", self.signed_on, "The day that a tick below records; empty where it is not known."
        )
        self._signed_row = side_by_side(signed_on, labelled("", everybody))
        self.fields.addWidget(self._signed_row)
        self._signatures_row = self.add("Who has signed", self.signatures)
        self.fields.addWidget(self.missing)
        self.fields.addWidget(self.moves)
        self.moves.hide()
        if self._change is not None:
            self.fields.addWidget(button("Remove this change", self.remove, kind="link"))

    def _fill(self) -> None:
        change = self._change
        picks = change is None and len(self._terms) > 1
        self._term_row.setVisible(picks)
        self.named.setVisible(not picks)
        if change is not None:
            self.term.choose(change.term)
            self.section.setText(change.section)
            self.note.setText(change.note)
            self.day.set_date(change.effective_from)
        (self.amendment if change is not None and change.is_amendment else self.correction).setChecked(True)
        self._turn_to_term()

    def _connect(self) -> None:
        self.term.picked.connect(lambda _key: self._turn_to_term())
        self.choice.picked.connect(lambda _key: self._soon.start(_PATIENCE))
        self.value.textChanged.connect(lambda _text: self._soon.start(_PATIENCE))
        self.day.date_changed.connect(lambda _day: self._offer_signatures())
        self.signatures.changed.connect(self._say_who_is_missing)
        for pick in (self.correction, self.amendment):
            pick.toggled.connect(lambda _on: self._show_what_is_asked())

    # -- what is asked -------------------------------------------------------------------------------------------------

    def _term(self) -> Term:
        return self._terms[self.term.key()]

    def _turn_to_term(self) -> None:
        """Ask for the value of another term, beginning with the one it has."""
        session, term = self._context.session, self._term()
        now = session.matter.term(term.id, session.as_of)
        value = self._change.value if self._change is not None else now
        picked = term.kind is TermKind.CHOICE
        self._choice_row.setVisible(picked)
        self._value_row.setVisible(not picked)
        if picked:
            self.choice.offer([(each, each) for each in term.choices])
            self.choice.choose(str(value))
        else:
            self.value.put(value)
        self.named.setText(term.label)
        self.was.setText(
            f"{wording.section(term.section)}  As signed: {wording.term_value(term, term.value)}. "
            f"Now: {wording.term_value(term, now)}."
        )
        self._show_what_is_asked()

    def _show_what_is_asked(self) -> None:
        amends = self.amendment.isChecked()
        for row in (self._day_row, self._signed_row, self._signatures_row, self.missing):
            row.setVisible(amends)
        if amends:
            self._offer_signatures()
        self.refuse("")
        self._soon.start(_PATIENCE)

    def _offer_signatures(self) -> None:
        """List who must sign an amendment of that day; who is ticked and still must sign stays so."""
        signed = self.signatures.signed() if self.signatures.rows() else self._signed_before()
        matter = self._context.session.matter
        needed = matter.unsigned_by(replace(self._blank(), effective_from=self._day(), signed_by=()))
        besides = tuple(each.party for each in signed if each.party not in needed)
        parties = [(each, wording.signatory_name(matter, each)) for each in (*needed, *besides)]
        self.signatures.offer([(each, name[:1].upper() + name[1:]) for each, name in parties], signed)
        self._say_who_is_missing()

    def _say_who_is_missing(self) -> None:
        matter = self._context.session.matter
        change = replace(self._blank(), effective_from=self._day(), signed_by=self.signatures.signed())
        unsigned = matter.unsigned_by(change)
        self.missing.setText(
            f"Not signed by {wording.signatories(matter, unsigned)}: it changes nothing until they have."
            if unsigned
            else "Signed by all."
        )
        self._soon.start(_PATIENCE)

    def _signed_before(self) -> tuple[Signature, ...]:
        return self._change.signed_by if self._change is not None else ()

    def _blank(self) -> TermChange:
        return self._change or TermChange(0, self._term().id, self._term().value)

    def _day(self) -> dt.date:
        return self.day.date() or self._context.session.as_of

    def _day_of_signature(self) -> dt.date | None:
        return self.signed_on.date()

    # -- what is recorded ----------------------------------------------------------------------------------------------

    def _read_value(self, text: str) -> TermValue:
        return wording.parse_term_value(self._term(), text)

    def _write_value(self, value: TermValue) -> str:
        return wording.term_value(self._term(), value)

    def _command(self) -> Command | None:
        """Return what would be recorded, None while there is no value or day; raises UserError for a value not read."""
        value: TermValue | None = self.choice.key() if self._term().kind is TermKind.CHOICE else self.value.value()
        day = self.day.date() if self.amendment.isChecked() else None
        if value is None or (self.amendment.isChecked() and day is None):
            return None
        change = replace(
            self._blank(),
            value=value,
            effective_from=day,
            section=self.section.text().strip().removeprefix("§"),
            note=self.note.text().strip(),
            signed_by=self.signatures.signed() if day is not None else (),
        )
        return ChangeTerm(change) if self._change is None else ReplaceTermChange(change)

    def _show_moves(self) -> None:
        """Show what the change would move, as far as it is entered."""
        try:
            command = self._command()
        except UserError:
            command = None
        if command is None:
            self._tell_moves(None)
            return
        wanted, session = command, self._context.session
        self._background.start(
            lambda _unwanted: session.would_move(wanted), self._tell_moves, lambda _: self._tell_moves(None)
        )

    def _stop(self) -> None:
        """Work nothing more out."""
        self._soon.stop()
        self._background.close()

    def _tell_moves(self, moved: tuple[MovedFigure, ...] | None) -> None:
        """Say what would move, nothing while that is not known."""
        self.moves.setVisible(moved is not None)
        if moved is not None:
            self.moves.show_moves(self._context.session.matter, moved)

    def submit(self) -> str:
        """Record the change; returns why it was refused."""
        if self.amendment.isChecked() and (problem := self.day.problem() or self.signed_on.problem()):
            return problem
        try:
            command = self._command()
        except UserError as error:
            self.value.setFocus()
            return str(error)
        if command is None:
            value_missing = self._term().kind is not TermKind.CHOICE and self.value.value() is None
            (self.value if value_missing else self.day).setFocus()
            return "Enter the value." if value_missing else "Enter the day from which the amendment holds."
        if self._says_nothing_new(command):
            return "The term stands so already; enter another value, or close with Cancel."
        refusals: list[str] = []
        self._context.signals.execute(command, refusals.append)
        return "".join(refusals)

    def _says_nothing_new(self, command: Command) -> bool:
        """Tell whether a new correction says what the agreement says already."""
        session = self._context.session
        return (
            isinstance(command, ChangeTerm)
            and not command.change.is_amendment
            and command.change.value == session.matter.term(command.change.term, session.as_of)
        )

    def remove(self) -> None:
        """Take the change out; undo brings it back."""
        if self._change is None:
            return
        refusals: list[str] = []
        self._context.signals.execute(RemoveTermChange(self._change.id), refusals.append)
        if refusals:
            self.refuse(refusals[0])
        else:
            self.reject()
