"""Commands on how the agreement is read and on the matter itself."""

from __future__ import annotations

from dataclasses import dataclass

from rra_desktop import wording
from rra_desktop.domain.agreement import AgreementForm, PointState, TermChange
from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.domain.holidays import HolidayChange
from rra_desktop.domain.matter import Matter
from rra_desktop.editing.commands.names import FieldValue


@dataclass(frozen=True, slots=True)
class ChooseReading:
    """Choose how doubtful words are read, and say why."""

    reading: str
    choice: str
    reason: str = ""

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        labels = {
            (reading.id, choice.id): f"{wording.section(reading.section)} as “{choice.label}”"
            for reading in matter.form.readings
            for choice in reading.choices
        }
        return f"Read {labels.get((self.reading, self.choice), self.reading)}"


@dataclass(frozen=True, slots=True)
class SettlePoint:
    """Mark a drafting point settled or open again, with a note."""

    point: str
    state: PointState
    note: str = ""

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        titles = {point.id: point.title for point in matter.form.drafting_points}
        verb = "Settle" if self.state is PointState.SETTLED else "Reopen"
        return f"{verb} {titles.get(self.point, self.point)}"


@dataclass(frozen=True, slots=True)
class ChangeTerm:
    """Record another value for a term, from a day on."""

    change: TermChange

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Change term: {_term_label(matter, self.change.term)}"


@dataclass(frozen=True, slots=True)
class ReplaceTermChange:
    """Replace a change of a term, found by its number: a signature that has come in, a day put right."""

    change: TermChange

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"Change amendment: {_term_label(matter, self.change.term)}"


@dataclass(frozen=True, slots=True)
class RemoveTermChange:
    """Take a change of a term out."""

    change_id: int

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        terms = [change.term for change in matter.term_changes if change.id == self.change_id]
        return f"Remove change of term: {_term_label(matter, terms[0])}" if terms else "Remove change of term"


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """Put another form of the agreement in the place of the matter's, as from the beginning.

    What an amendment changes from a day on is a change of a term, not another form.
    """

    form: AgreementForm

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return "Change the form of the agreement"


@dataclass(frozen=True, slots=True)
class AttachText:
    """Attach the agreement's own text, in the place of one attached before."""

    text: AgreementText

    def label(self, matter: Matter) -> str:
        """Name the command for people."""
        return f"{'Replace' if matter.texts else 'Attach'} the agreement’s text"


@dataclass(frozen=True, slots=True)
class RemoveText:
    """Take the agreement's text out of the matter."""

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return "Remove the agreement’s text"


@dataclass(frozen=True, slots=True)
class ChangeHoliday:
    """Add a closing to a calendar of this matter, or take one out."""

    change: HolidayChange

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        verb = "closed" if self.change.closed else "open"
        return f"Mark {wording.date_only(self.change.date)} {verb}"


@dataclass(frozen=True, slots=True)
class ChangeDetails:
    """Change one field of the matter itself: title, company, acting_for, header, opens_as_of, month_first."""

    field: str
    value: FieldValue

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return f"Change the matter’s {self.field.replace('_', ' ')}"


def _term_label(matter: Matter, term_id: str) -> str:
    """Return what a term is called, its id where the form has none such."""
    return {term.id: term.label for term in matter.form.terms}.get(term_id, term_id)
