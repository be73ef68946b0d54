"""The offering as a whole: the bar, what it brings, the rounds in which it was divided, and the notes on it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.allocation import CutbackOutcome
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.domain.sections import cited
from rra_desktop.domain.statements import Gravity
from rra_desktop.domain.topics import Topic
from ui.cutback.money_model import MoneyLine
from ui.cutback.offering_bar import OfferingBar, parts_of
from ui.cutback.rounds import rounds_in_words
from ui.cutback.sellers_model import SellersModel
from ui.widgets.cards import Card
from ui.widgets.chips import Chip, ChipLook, Tone
from ui.widgets.labels import PlainLabel
from ui.widgets.room import RoomContext
from ui.widgets.section_chip import AskSection, SectionChip, section_chips
from ui.widgets.short_names import short_names

_ROUND = ChipLook(Tone.ACCENT)
_MOST_ROUNDS = 12
_CHIP_COLUMN = 64


class OfferingCard(Card):
    """The bar, the money in a sentence, the rounds and the notes; it scrolls inside when there is much to say.

    `section_asked` carries a section whose chip was pressed.
    """

    section_asked = Signal(str)

    def __init__(self, context: RoomContext) -> None:
        super().__init__()
        self._context = context
        self.bar = OfferingBar(context.theme)
        self.money = PlainLabel("", "small", wrap=True)
        self._lines: list[_Statement] = []
        self._stated = 0
        self._named: tuple[Holder, ...] = ()
        self._names: Mapping[str, str] = {}
        self._listed = QWidget()
        self._list = QVBoxLayout(self._listed)
        self._list.setContentsMargins(0, 2, 0, 0)
        self._list.setSpacing(8)
        inside = QWidget()
        inside.setObjectName("scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 11, 14, 12)
        column.setSpacing(8)
        column.addWidget(PlainLabel("The offering", "strong"))
        column.addWidget(self.bar)
        column.addWidget(self.money)
        column.addWidget(self._listed)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName("The offering, its rounds and notes")
        scroll.setWidget(inside)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(1, 1, 1, 1)
        outside.addWidget(scroll)

    def show_outcome(self, outcome: CutbackOutcome, sellers: SellersModel, money: MoneyLine | None) -> None:
        """Show an outcome, recorded or tried; `money` is what all sellers receive, None while that is not known."""
        matter = self._context.session.matter
        self.bar.show_parts(parts_of(outcome, sellers, self._short(matter)))
        self.bar.setVisible(not outcome.pending)
        self.money.setText(_money_sentence(outcome, money, matter.form.section(Topic.EXPENSES)))
        self.money.setVisible(not outcome.pending)
        self._stated = 0
        if outcome.pending:
            missing = "; ".join(map(wording.words_of, outcome.pending))
            self._state("waits", ChipLook(Tone.WARN), f"The cutback waits for {missing}.")
        elif not outcome.rounds:
            self._state("no cut", ChipLook(Tone.OK), _uncut(outcome))
        rounds = list(rounds_in_words(matter, outcome))
        for number, (divided, capped) in enumerate(rounds[:_MOST_ROUNDS], start=1):
            self._state(f"round {number}", _ROUND, divided, capped)
        if len(rounds) > _MOST_ROUNDS:
            self._state("…", _ROUND, f"{len(rounds) - _MOST_ROUNDS} more rounds in the same way.")
        for note in outcome.notes:
            section = note.statement.section
            name = "" if note.gravity is Gravity.NOTE else f"{wording.gravity_name(note.gravity)}: "
            sign = "" if section else "note"
            self._state(sign, ChipLook(Tone.QUIET), "", f"{name}{wording.words_of(note)}", section)
        for unused in self._lines[self._stated :]:
            unused.hide()

    def _short(self, matter: Matter) -> Mapping[str, str]:
        """Return the short names of a matter's holders, worked out once for each register."""
        if self._named is not matter.holders:
            self._named, self._names = matter.holders, short_names(matter.holders)
        return self._names

    def _state(self, sign: str, look: ChipLook, text: str, more: str = "", section: str = "") -> None:
        if self._stated == len(self._lines):
            self._lines.append(_Statement(self._context, self.section_asked.emit))
            self._list.addWidget(self._lines[-1])
        self._lines[self._stated].say(sign, look, text, more, section)
        self._stated += 1


class _Statement(QWidget):
    """A sentence behind a chip, and a second one in small print; used again for another outcome.

    The chip says what the sentence is about, or leads to the sections it rests on.
    """

    def __init__(self, context: RoomContext, ask: AskSection) -> None:
        super().__init__()
        self._theme, self._ask = context.theme, ask
        self._chip = Chip(context.theme, "")
        self._sections: tuple[SectionChip, ...] = ()
        self._text = PlainLabel("", "body", wrap=True)
        self._more = PlainLabel("", "small", wrap=True)
        place = QWidget()
        place.setFixedWidth(_CHIP_COLUMN)
        self._beside = QVBoxLayout(place)
        self._beside.setContentsMargins(0, 1, 0, 0)
        self._beside.setSpacing(2)
        self._beside.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, sign: str, look: ChipLook, text: str, more: str, section: str) -> None:
        """Say something else."""
        self._chip.show_text(sign, look)
        if tuple(each.section for each in self._sections) != cited(section):
            for gone in self._sections:
                gone.hide()
                gone.setParent(None)
                gone.deleteLater()
            self._sections = section_chips(self._theme, section, self._ask)
            for chip in self._sections:
                self._beside.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for label, words in ((self._text, text), (self._more, more)):
            label.setText(words)
            label.setVisible(bool(words))
        self.setVisible(True)


def _uncut(outcome: CutbackOutcome) -> str:
    if not outcome.total_requested:
        return "Nobody has asked to sell yet: type what each asks into Requested."
    return "Every request fits into the room for holders; nobody is cut."


def _money_sentence(outcome: CutbackOutcome, sellers: MoneyLine | None, section: str) -> str:
    """Say what the offering brings in all, and on whom the discount falls."""
    if outcome.pending:
        return ""
    shares = outcome.company.allocated + outcome.total_allocated
    said = f"{wording.shares(shares)} shares"
    if sellers is None:
        return said
    gross = _sum(outcome.company.gross, sellers.gross)
    discount = _sum(outcome.company.discount, sellers.discount)
    if gross is None:
        return f"{said}. Enter a price to see what they bring."
    said += f" · {wording.money(gross)} gross"
    if discount is None or outcome.company.discount is None or sellers.discount is None:
        return f"{said}. Enter the discount to see what is left."
    where = f", {wording.section(section)}" if section else ""
    own, theirs = wording.money(outcome.company.discount), wording.money(sellers.discount)
    return f"{said} · {wording.money(discount)} discount ({own} Company, {theirs} sellers{where})"


def _sum(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else first + second
