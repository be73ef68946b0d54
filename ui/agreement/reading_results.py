"""What each choice of a reading gives in this matter, worked out beside the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rra_desktop.domain.agreement import Reading
from rra_desktop.domain.figures import FigureKey, FigureValue
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.moved_figures import MovedFigure
from rra_desktop.editing.commands import ChooseReading
from rra_desktop.errors import UserError
from ui.background import Background
from ui.widgets.room import RoomContext

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

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
    """Works the results of readings out away from the window, one after another; `found` carries a reading's id."""

    found = Signal(str)

    def __init__(self, context: RoomContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._of: tuple[Matter, dt.date] | None = None
        self._known: dict[str, ReadingResult] = {}
        self._wanted: list[Reading] = []
        self._background: Background[ReadingResult] = Background(self)

    def ask(self, readings: Sequence[Reading]) -> None:
        """Work these out, and nothing that was asked for before."""
        self._forget_what_changed()
        self._wanted = [each for each in readings if each.id not in self._known]
        self._background.cancel()
        self._next()

    def of(self, reading: str) -> ReadingResult | None:
        """Return what the choices of a reading give, None while that is not worked out."""
        self._forget_what_changed()
        return self._known.get(reading)

    def stop(self) -> None:
        """Work nothing more out, and wait until nothing is."""
        self._wanted = []
        self._background.close()

    def _forget_what_changed(self) -> None:
        session = self._context.session
        if self._of is None or self._of[0] is not session.matter or self._of[1] != session.as_of:
            self._of = (session.matter, session.as_of)
            self._known = {}

    def _next(self) -> None:
        if self._wanted and not self._context.signals.closed:
            reading = self._wanted.pop(0)
            in_force = self._context.session.matter.choice(reading.id)
            work = partial(_worked_out, self._context.session, reading, in_force)
            self._background.start(work, partial(self._keep, reading.id, self._of), lambda _refusal: self._next())

    def _keep(self, reading: str, of: tuple[Matter, dt.date] | None, result: ReadingResult) -> None:
        """Keep a result, unless the matter is another by now; then it is asked for again."""
        self._forget_what_changed()
        if of is self._of:
            self._known[reading] = result
            self.found.emit(reading)
        self._next()


def _worked_out(session: MatterSession, reading: Reading, in_force: str, unwanted: Event) -> ReadingResult:
    others = [each.id for each in reading.choices if each.id != in_force]
    return ReadingResult(
        in_force, {each: () if unwanted.is_set() else _moved(session, reading.id, each) for each in others}
    )


def _moved(session: MatterSession, reading: str, choice: str) -> tuple[MovedFigure, ...]:
    try:
        return session.would_move(ChooseReading(reading, choice, _TRIED))
    except UserError:
        return ()  # Refused when it is kept, and then with its sentence.
