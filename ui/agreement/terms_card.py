"""The terms of a section: what each is, how it was set, and who has signed an amendment of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.agreement import Term, TermChange
from ui.agreement.section_card import SectionCard
from ui.widgets.buttons import button
from ui.widgets.chips import Chip, ChipLook, Shape, Tone
from ui.widgets.labels import PlainLabel
from ui.widgets.room import RoomContext

AskChange = Callable[[str, TermChange | None], object]
_AS_SIGNED = ChipLook(Tone.QUIET, pill=False)
_CORRECTED = ChipLook(Tone.ACCENT, pill=False)
_AMENDED = ChipLook(Tone.OK, pill=False)
_WAITS = ChipLook(Tone.WARN, Shape.DASHED, pill=False)


class TermsCard(SectionCard):
    """One line for each term, and under it each change of it; `ask` opens the change of a term, or a new one."""

    def __init__(self, context: RoomContext, ask: AskChange) -> None:
        super().__init__("Terms")
        self._context = context
        self._ask = ask
        self._terms: tuple[str, ...] | None = None
        self.lines: dict[str, TermLine] = {}

    def show_terms(self, terms: Sequence[Term]) -> None:
        """Show the terms as they stand on the day looked at."""
        shown = tuple(term.id for term in terms)
        if shown != self._terms:
            self._terms = shown
            self.lines = {term.id: TermLine(self._context, term, self._ask) for term in terms}
            self.show_lines(list(self.lines.values()))
        self.show_count(str(len(terms)) if len(terms) > 1 else "")
        for line in self.lines.values():
            line.refresh()


class TermLine(QWidget):
    """A term: its name, its value on a button that changes it, and how it was set."""

    def __init__(self, context: RoomContext, term: Term, ask: AskChange) -> None:
        super().__init__()
        self._context = context
        self._term = term
        self._ask = ask
        self.value = button("", lambda: ask(term.id, None), tip="Correct or amend this term")
        self._how = Chip(context.theme, "", _AS_SIGNED)
        self._shown: tuple[TermChange, ...] | None = None
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(PlainLabel(term.label, "body", wrap=True))
        words.addWidget(self._how, 0, Qt.AlignmentFlag.AlignLeft)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(words, 1)
        top.addWidget(self.value, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._changes = QVBoxLayout()
        self._changes.setSpacing(1)
        self.change_buttons: dict[int, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(3)
        column.addLayout(top)
        column.addLayout(self._changes)

    def refresh(self) -> None:
        """Show the term as it stands on the day looked at."""
        session = self._context.session
        matter, term = session.matter, self._term
        value = wording.term_value(term, matter.term(term.id, session.as_of))
        change = matter.term_change(term.id, session.as_of)
        how, look = how_it_was_set(change)
        self.value.setText(value.replace("&", "&&"))
        self.value.setAccessibleName(f"{term.label}: {value}, {how}")
        self.value.setEnabled(not session.read_only)
        self._how.show_text(how, look)
        changes = tuple(each for each in matter.term_changes if each.term == term.id)
        while (item := self._changes.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.setParent(None)
                gone.deleteLater()
        self.change_buttons = {}
        for each in changes:
            self._changes.addWidget(self._line_of(each))

    def _line_of(self, change: TermChange) -> QWidget:
        """Return the line of one change: what it says, who has not signed, and the way to mend it."""
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(change_in_words(self._term, change), "small", wrap=True))
        missing = self._missing(change)
        if missing:
            chip = Chip(self._context.theme, "not signed by all", _WAITS)
            words.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
            words.addWidget(PlainLabel(missing, "small", wrap=True))
        row.addLayout(words, 1)
        if not self._context.session.read_only:
            mend = button("Change…", lambda: self._ask(self._term.id, change), kind="how")
            mend.setAccessibleName(f"Change: {change_in_words(self._term, change)}")
            row.addWidget(mend, 0, Qt.AlignmentFlag.AlignTop)
            self.change_buttons[change.id] = mend
        return line

    def _missing(self, change: TermChange) -> str:
        """Say who has not signed an amendment yet, empty when it counts."""
        matter = self._context.session.matter
        unsigned = matter.unsigned_by(change)
        have = "has" if len(unsigned) == 1 else "have"
        return f"It counts once {wording.signatories(matter, unsigned)} {have} signed." if unsigned else ""


def how_it_was_set(change: TermChange | None) -> tuple[str, ChipLook]:
    """Return how a term came to the value it has, and how the chip is drawn that says so."""
    if change is None:
        return "as signed", _AS_SIGNED
    return ("amended", _AMENDED) if change.is_amendment else ("corrected", _CORRECTED)


def change_in_words(term: Term, change: TermChange) -> str:
    """Say what a change of a term does, since when, and under which section or note."""
    value = wording.term_value(term, change.value)
    if change.effective_from is None:
        said = f"Corrected: the agreement always said {value}"
    else:
        said = f"Amended to {value} from {wording.date_only(change.effective_from)}"
    more = [wording.section(change.section), change.note]
    return " · ".join(filter(None, (said, *more)))
