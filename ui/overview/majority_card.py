"""What each right to demand asks: who holds how much, how much is needed, and who reaches it together."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from rra_desktop import wording
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.statements import WEIGHTY, gravest
from ui.overview.share_bar import Part, ShareBar
from ui.theme import Theme
from ui.widgets.chips import Chip, ChipLook, Tone
from ui.widgets.gravity import gravity_look
from ui.widgets.labels import PlainLabel, tool_tip
from ui.widgets.laid_out_button import LaidOutButton
from ui.widgets.room import RoomContext
from ui.widgets.short_names import in_a_line, short_names, shortened

_PARTS = 5
_SETS = 10
_FEW = 8
"""Where more Investors than these must act together they are counted, and their other sets are not looked for."""
_LONGEST_SET = 60
_LEAST_LETTERS = 8


class _GivingChip(Chip):
    """A chip that gives way, with an ellipsis, where there is no room for all of its text."""

    def __init__(self, theme: Theme, text: str, look: ChipLook) -> None:
        super().__init__(theme, text, look)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), self._theme.pixels() * _LEAST_LETTERS), whole.height())


class MajorityCard(LaidOutButton):
    """The holdings that one right counts, as a bar; `rested` says that it was chosen or the keyboard came to it."""

    rested = Signal(object)

    def __init__(self, context: RoomContext, right_id: str) -> None:
        super().__init__()
        self._context = context
        self._right_id = right_id
        self.key: FigureKey | None = None
        self.clicked.connect(lambda _checked=False: self.rested.emit(self.key))
        theme = context.theme
        self.setProperty("kind", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._title = PlainLabel("", "strong")
        self._needed = PlainLabel("", "muted", wrap=True)
        self._doubt = Chip(theme, "")
        self._reached = _GivingChip(theme, "", ChipLook(Tone.OK))
        self._others = PlainLabel("", "muted")
        self._bar = ShareBar(theme)
        self._lay_out()
        self.let_clicks_through()

    def _lay_out(self) -> None:
        self._said, self._sets = said, sets = QHBoxLayout(), QHBoxLayout()
        for row, parts in ((said, (self._title, self._doubt)), (sets, (self._reached,))):
            row.setSpacing(8)
            for part in parts:
                row.addWidget(part)
        said.insertWidget(1, self._needed, 1)
        sets.addWidget(self._others, 1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(6)
        self._top.addLayout(said, 1)
        self._top.addLayout(sets)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(15, 10, 15, 9)
        self._column.setSpacing(6)
        self._column.addLayout(self._top)
        self._column.addWidget(self._bar)

    def refresh(self) -> None:
        """Show who holds how much on the session's day."""
        session = self._context.session
        threshold = session.analysis.thresholds.of(self._right_id)
        majority, found = threshold.majority, threshold.largest(_PARTS)
        self.key = threshold.key
        short = short_names(session.matter.holders)
        parts = [Part(shortened(short[each.holder.id], 24), each.share) for each in found.largest]
        if found.others:
            parts.append(Part(f"{found.others:,} more", found.of_others))
        needed = None if majority.needed is None or not majority.of else Fraction(majority.needed, majority.of)
        self._bar.show_parts(tuple(parts), needed)
        several = len(session.analysis.thresholds.rights) > 1
        caption = wording.held_caption(majority, several=several)
        self._title.setText(f"{caption[:1].upper()}{caption[1:]}")
        self._needed.setText(wording.needed_of_whole(majority))
        worst = gravest(tuple(mark for mark in majority.marks if mark.gravity in WEIGHTY))
        word = "" if worst is None else wording.gravity_name(worst)
        self._doubt.show_text(word, None if worst is None else gravity_look(worst))
        self._show_sets()
        each = "; ".join(f"{one.holder.name} {wording.percent(one.share)}" for one in found.largest)
        self.setToolTip(tool_tip("\n".join(filter(None, (each, *map(wording.marked, majority.marks))))))
        self.setAccessibleName(". ".join(self.parts()))
        self.setAccessibleDescription(" ".join(filter(None, (each, *map(wording.marked, majority.marks)))))
        self._arrange(self.width())
        self.updateGeometry()

    def _show_sets(self) -> None:
        session = self._context.session
        threshold = session.analysis.thresholds.of(self._right_id)
        sets = threshold.coalitions(1)
        if sets and len(sets[0]) <= _FEW:
            sets = threshold.coalitions(_SETS)
        holders = {holder.id: holder for holder in session.matter.holders}
        first = [holders[each] for each in sets[0]] if sets else []
        names = in_a_line(session.matter.holders, first, between=" + ")
        if len(first) > _FEW:
            names = f"{len(first):,} Investors"
        reach = "reaches" if len(first) == 1 else "together reach" if len(first) > _FEW else "reach"
        self._reached.show_text(f"{shortened(names, _LONGEST_SET)} {reach} it" if first else "", ChipLook(Tone.OK))
        more = len(sets) - 1
        count = f"{more} or more" if len(sets) == _SETS else f"{more}"
        self._others.setVisible(more > 0)
        self._others.setText("" if more < 1 else "so does 1 other set" if more == 1 else f"so do {count} other sets")

    def parts(self) -> tuple[str, ...]:
        """Return what the card says, part by part."""
        said = (self._title.text(), self._needed.text(), self._doubt.text(), self._reached.text(), self._others.text())
        return tuple(part for part in said if part)

    def text(self) -> str:
        """Return what the card says as text."""
        return "\t".join(self.parts())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard came to the card."""
        super().focusInEvent(event)
        self.rested.emit(self.key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sets under the majority where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _fits(self, width: int) -> bool:
        """Tell whether the sets that reach a majority have room beside what it is."""
        labels = (self._title, self._needed, self._others)
        words = sum(label.fontMetrics().horizontalAdvance(label.text()) for label in labels)
        chips = sum(chip.sizeHint().width() for chip in (self._doubt, self._reached) if chip.text())
        margins = self._column.contentsMargins()
        return words + chips + 5 * self._said.spacing() + margins.left() + margins.right() <= width

    def _arrange(self, width: int) -> None:
        directions = QBoxLayout.Direction
        wanted = directions.LeftToRight if self._fits(width) else directions.TopToBottom
        if self._top.direction() is not wanted:
            self._top.setDirection(wanted)


class MajorityCards(QObject):
    """A card for each right to demand, one under another in `column`; `figure_asked` carries the key of one chosen."""

    figure_asked = Signal(object)

    def __init__(self, context: RoomContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._cards: dict[str, MajorityCard] = {}
        self.column = QVBoxLayout()
        self.column.setSpacing(12)

    def refresh(self, *, begun: bool) -> None:
        """Show each right on the session's day once the register is begun; one that is not given any more is gone."""
        rights = self._context.session.analysis.thresholds.rights if begun else ()
        if [*self._cards] != [each.right.id for each in rights]:
            for card in self._cards.values():
                card.hide()
                self.column.removeWidget(card)
                card.deleteLater()
            self._cards = {each.right.id: self._made(each.right.id) for each in rights}
        for card in self._cards.values():
            card.refresh()

    def _made(self, right_id: str) -> MajorityCard:
        card = MajorityCard(self._context, right_id)
        card.rested.connect(self.figure_asked)
        self.column.addWidget(card)
        # Made while the room shows, it would else be shown, and take the keyboard, only later.
        card.show()
        return card

    def shown(self) -> list[MajorityCard]:
        """Return the cards, in the order of the rights."""
        return [*self._cards.values()]
