"""The drafting points of a section: open or settled, what each affects, and the note with which it was settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rra_desktop.domain.agreement import DraftingPoint, PointSettled, PointState
from ui.agreement.section_card import SectionCard
from ui.widgets.buttons import button
from ui.widgets.chips import Chip, ChipLook, Shape, Tone
from ui.widgets.labels import PlainLabel
from ui.widgets.room import RoomContext

_OPEN = ChipLook(Tone.WARN)
_SETTLED = ChipLook(Tone.OK, Shape.HOLLOW)


class PointsCard(SectionCard):
    """One line for each drafting point; `ask` settles one or opens it again, with a note."""

    def __init__(self, context: RoomContext, ask: Callable[[str], object]) -> None:
        super().__init__("Drafting points")
        self._context = context
        self._ask = ask
        self._points: tuple[str, ...] | None = None
        self.lines: dict[str, PointLine] = {}

    def show_points(self, points: Sequence[DraftingPoint]) -> None:
        """Show where the points stand."""
        shown = tuple(point.id for point in points)
        if shown != self._points:
            self._points = shown
            self.lines = {point.id: PointLine(self._context, point, self._ask) for point in points}
            self.show_lines(list(self.lines.values()))
        words = {each.point: each for each in self._context.session.matter.points}
        for point, line in self.lines.items():
            line.refresh(words.get(point))
        still_open = sum(line.open for line in self.lines.values())
        self.show_count(f"{still_open} open of {len(points)}")


class PointLine(QWidget):
    """One drafting point: what is unsettled, what it affects, and what counsel noted or is advised."""

    def __init__(self, context: RoomContext, point: DraftingPoint, ask: Callable[[str], object]) -> None:
        super().__init__()
        self._context = context
        self._point = point
        self.open = True
        self._state = Chip(context.theme, "open", _OPEN)
        self._note = PlainLabel("", "small", wrap=True)
        self.settle = button("", lambda: ask(point.id), kind="how")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(point.title, "body", wrap=True))
        words.addWidget(PlainLabel(point.affects, "small", wrap=True))
        words.addWidget(self._note)
        side = QVBoxLayout()
        side.setSpacing(2)
        side.addWidget(self._state, 0, Qt.AlignmentFlag.AlignRight)
        side.addWidget(self.settle, 0, Qt.AlignmentFlag.AlignRight)
        side.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addLayout(side)

    def refresh(self, said: PointSettled | None) -> None:
        """Show where the point stands, and the note that counsel made or the advice there is."""
        self.open = said is None or said.state is PointState.OPEN
        self._state.show_text("open" if self.open else "settled", _OPEN if self.open else _SETTLED)
        note = said.note if said is not None else ""
        self._note.setText(f"Noted: {note}" if note else f"To do: {self._point.advice}" if self.open else "")
        self._note.setVisible(bool(self._note.text()))
        self.settle.setText("Settle…" if self.open else "Reopen…")
        self.settle.setAccessibleName(f"{'Settle' if self.open else 'Reopen'}: {self._point.title}")
        self.settle.setVisible(not self._context.session.read_only)

    def state(self) -> str:
        """Return the word that stands beside the point."""
        return self._state.text()

    def note(self) -> str:
        """Return the note or advice that shows, empty while none does."""
        return self._note.text()
