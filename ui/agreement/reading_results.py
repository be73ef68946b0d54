"""What each choice of a reading gives in this matter, worked out one choice at a time to keep the window quick."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from rra_desktop.domain.agreement import Reading
from rra_desktop.domain.figures import FigureKey, FigureValue
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.moved_figures import MovedFigure
from rra_desktop.editing.commands import ChooseReading
from rra_desktop.errors import UserError
from ui.widgets.room import RoomContext

_TRIED = "tried"


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """What the choices of a reading give: what each other choice would move, by its id."""

    in_force: str
    moved: Mapping[str, tuple[MovedFigure, ...]]

    @property
    def keys(self) -> tuple[FigureKey, ...]:
        """The dates and numbers that turn on the reading, in their order."""
        return tuple(dict.fromkeys(each.key for moved in self.moved.values() for each in moved))

    def values(self, choice: str) -> tuple[FigureValue | None, ...]:
        """Return what a choice gives for each of them."""
        now = {each.key: each.before for moved in self.moved.values() for each in moved}
        then = {each.key: each.after for each in self.moved.get(choice, ())}
        return tuple(then.get(key, now[key]) for key in self.keys)


class ReadingResults(QObject):
    """Works the results of readings out, the ones asked for last first; `found` carries a reading's id."""

    found = Signal(str)

    def __init__(self, context: RoomContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._of: tuple[Matter, dt.date] | None = None
        self._known: dict[str, ReadingResult] = {}
        self._wanted: list[Reading] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._next)

    def ask(self, readings: Sequence[Reading]) -> None:
        """Work these out, and nothing that was asked for before."""
        self._forget_what_changed()
        self._wanted = [each for each in readings if each.id not in self._known]
        if self._wanted:
            self._soon.start(0)

    def of(self, reading: str) -> ReadingResult | None:
        """Return what the choices of a reading give, None while that is not worked out."""
        self._forget_what_changed()
        return self._known.get(reading)

    def stop(self) -> None:
        """Work nothing more out."""
        self._wanted = []
        self._soon.stop()

    def _forget_what_changed(self) -> None:
        session = self._context.session
        if self._of is None or self._of[0] is not session.matter or self._of[1] != session.as_of:
            self._of = (session.matter, session.as_of)
            self._known = {}

    def _next(self) -> None:
        self._forget_what_changed()
        if not self._wanted or self._context.signals.closed:
            return
        reading = self._wanted.pop(0)
        in_force = self._context.session.matter.choice(reading.id)
        others = [each.id for each in reading.choices if each.id != in_force]
        self._known[reading.id] = ReadingResult(in_force, {each: self._moved(reading.id, each) for each in others})
        self.found.emit(reading.id)
        if self._wanted:
            self._soon.start(0)

    def _moved(self, reading: str, choice: str) -> tuple[MovedFigure, ...]:
        try:
            return self._context.session.would_move(ChooseReading(reading, choice, _TRIED))
        except UserError:
            return ()  # Refused when it is kept, and then with its sentence.
