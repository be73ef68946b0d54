"""Long work off the window's thread: one piece at a time, the newest wish first, results on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

from rra_desktop.errors import UserError

Result = TypeVar("Result")


class Background(QObject, Generic[Result]):
    """Runs work on a thread of its own; a newer piece cancels the one before, whose result is then dropped.

    `busy` says when work begins and ends. Work is handed an Event that is set when nobody wants its result any more.
    """

    busy = Signal(bool)
    _finished = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._number = 0
        self._unwanted = Event()
        self._done: Callable[[Result], None] | None = None
        self._failed: Callable[[str], None] | None = None
        self._finished.connect(self._deliver)

    def start(
        self, work: Callable[[Event], Result], done: Callable[[Result], None], failed: Callable[[str], None]
    ) -> None:
        """Begin a piece of work; `done` gets its result, `failed` the sentence of a UserError."""
        self.cancel()
        self._number += 1
        number, unwanted = self._number, Event()
        self._unwanted, self._done, self._failed = unwanted, done, failed
        self.busy.emit(True)  # noqa: FBT003 - a signal's argument has no name
        self._pool.start(lambda: self._run(number, unwanted, work))

    def cancel(self) -> None:
        """Say that the result of what runs is not wanted any more."""
        self._unwanted.set()
        if self._done is not None:
            self._done = self._failed = None
            self.busy.emit(False)  # noqa: FBT003

    def close(self) -> None:
        """Cancel and wait until the thread has come to rest."""
        self.cancel()
        self._pool.clear()
        self._pool.waitForDone()

    def _run(self, number: int, unwanted: Event, work: Callable[[Event], Result]) -> None:
        if unwanted.is_set():
            return
        try:
            result, error = work(unwanted), None
        except Exception as raised:  # noqa: BLE001 - carried to the window's thread and raised there
            result, error = None, raised
        if not unwanted.is_set():
            self._finished.emit(number, result, error)

    def _deliver(self, number: int, result: Result, error: Exception | None) -> None:
        if number != self._number or self._done is None or self._failed is None:
            return
        done, failed = self._done, self._failed
        self._done = self._failed = None
        self.busy.emit(False)  # noqa: FBT003
        if isinstance(error, UserError):
            failed(str(error))
        elif error is not None:
            raise error
        else:
            done(result)
