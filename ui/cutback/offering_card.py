"""The offering as a whole: the bar, what it brings, the rounds in which it was divided, and what is to be said."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.allocation import CutbackOutcome
from ui.cutback.money_model import MoneyLine
from ui.cutback.offering_bar import OfferingBar, parts_of
from ui.cutback.rounds import rounds_in_words
from ui.cutback.seller_lines import SellerBlock
from ui.widgets.cards import Card
from ui.widgets.chips import Chip, ChipLook, Tone
from ui.widgets.labels import PlainLabel
from ui.widgets.room import RoomContext

_ROUND = ChipLook(Tone.ACCENT)
_MOST_ROUNDS = 12


class OfferingCard(Card):
    """Left below: the bar and the rounds; it scrolls inside when there is much to say."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__()
        self._context = context
        self.bar = OfferingBar(context.theme)
        self.money = PlainLabel("", "faint", wrap=True)
        self._listed = QWidget()
        self._list = QVBoxLayout(self._listed)
        self._list.setContentsMargins(0, 4, 0, 0)
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
        scroll.setAccessibleName("The offering, its rounds and its notes")
        scroll.setWidget(inside)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(1, 1, 1, 1)
        outside.addWidget(scroll)

    def show_outcome(self, outcome: CutbackOutcome, blocks: list[SellerBlock], sellers: MoneyLine) -> None:
        """Show an outcome, recorded or tried."""
        self.bar.show_parts(parts_of(outcome, blocks))
        self.bar.setVisible(not outcome.pending)
        self.money.setText(_money_sentence(outcome, sellers))
        while (item := self._list.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        if outcome.pending:
            self._add("waits", ChipLook(Tone.WARN), f"The cutback waits for {outcome.pending}.")
        elif not outcome.rounds:
            self._add("no cut", ChipLook(Tone.OK), _uncut(outcome))
        rounds = list(rounds_in_words(self._context.session.matter, outcome))
        for number, (divided, capped) in enumerate(rounds[:_MOST_ROUNDS], start=1):
            self._add(f"round {number}", _ROUND, divided, capped)
        if len(rounds) > _MOST_ROUNDS:
            self._add("…", _ROUND, f"{len(rounds) - _MOST_ROUNDS} more rounds in the same way.")
        for note in outcome.notes:
            self._add(wording.section(note.section) or "note", ChipLook(Tone.QUIET), note.text)

    def _add(self, sign: str, look: ChipLook, text: str, more: str = "") -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        chip = Chip(self._context.theme, sign, look)
        holder = QWidget()
        holder.setFixedWidth(64)
        beside = QHBoxLayout(holder)
        beside.setContentsMargins(0, 1, 0, 0)
        beside.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(text, "body", wrap=True))
        if more:
            words.addWidget(PlainLabel(more, "small", wrap=True))
        row.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._list.addWidget(line)


def _uncut(outcome: CutbackOutcome) -> str:
    if not outcome.total_requested:
        return "Nobody has asked to sell yet: type what each asks into Requested."
    return "Every request fits into the room for holders; nobody is cut."


def _money_sentence(outcome: CutbackOutcome, sellers: MoneyLine) -> str:
    """Say what the offering brings in all, and on whom the discount falls (§4)."""
    if outcome.pending:
        return ""
    shares = outcome.company.allocated + outcome.total_allocated
    said = f"{wording.shares(shares)} shares"
    gross = _sum(outcome.company.gross, sellers.gross)
    discount = _sum(outcome.company.discount, sellers.discount)
    if gross is None:
        return f"{said}. Enter a price to see what they bring."
    said += f" · {wording.money(gross)} gross"
    if discount is None or outcome.company.discount is None or sellers.discount is None:
        return f"{said}. Enter the discount to see what is left."
    own, theirs = wording.money(outcome.company.discount), wording.money(sellers.discount)
    return f"{said} · {wording.money(discount)} discount ({own} Company, {theirs} sellers, §4)"


def _sum(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else first + second
