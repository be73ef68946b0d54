"""The session's news as Qt signals, and the one way in which the window executes a command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rra_desktop.domain.edits import Change
from rra_desktop.errors import UserError

if TYPE_CHECKING:
    from datetime import date

    from rra_desktop.editing.commands import Command
    from rra_desktop.session import MatterSession

Refuse = Callable[[str], None]


class SessionSignals(QObject):
    """Carries each Change of one session to the rooms; `refused` carries a sentence that has no place of its own.

    Once it is `closed` nothing reaches the session any more.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, session: MatterSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.closed = False
        self._unsubscribe = session.subscribe(self.changed.emit)

    def execute(self, command: Command, refuse: Refuse | None = None) -> Change | None:
        """Execute a command; when it is refused tell `refuse` why (or everybody, without one) and return None."""
        return self._attempt(lambda: self._session.execute(command), refuse)

    def undo(self) -> Change | None:
        """Take the last change back."""
        return self._attempt(self._session.undo, None)

    def redo(self) -> Change | None:
        """Make the change again that was taken back last."""
        return self._attempt(self._session.redo, None)

    def look_at(self, day: date) -> Change | None:
        """Look at the matter as of another day."""
        return self._attempt(lambda: self._session.look_at(day), None)

    def attempt(self, act: Callable[[], object], refuse: Refuse | None = None) -> bool:
        """Do something that may be refused in a sentence; returns whether it was done."""
        if self.closed:
            return False
        try:
            act()
        except UserError as error:
            (refuse or self.refused.emit)(str(error))
            return False
        return True

    def close(self) -> None:
        """Stop listening, and do nothing any more: the file is about to be closed.

        Whatever was being typed has been handed over by then. What a widget still says while its window goes down
        comes too late to be written.
        """
        self.closed = True
        self._unsubscribe()

    def _attempt(self, act: Callable[[], Change | None], refuse: Refuse | None) -> Change | None:
        if self.closed:
            return None
        try:
            return act()
        except UserError as error:
            (refuse or self.refused.emit)(str(error))
            return None
