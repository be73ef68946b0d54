"""Attaching the agreement's text: the file is asked for, read away from the window, and recorded."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.editing.commands import AttachText, RemoveText
from rra_desktop.reading.agreement_file import read_agreement
from ui.background import Background
from ui.paths import FileKind
from ui.widgets.room import RoomContext


class Attaching(QObject):
    """Reads one file at a time; `changed` says that reading began or ended.

    `reading` is the name of the file being read, and `refused` why the last one was not taken, both empty for none.
    """

    changed = Signal()

    def __init__(self, context: RoomContext, room: QWidget) -> None:
        super().__init__(room)
        self._context = context
        self._room = room
        self._background: Background[str] = Background(self)
        self.reading = ""
        self.refused = ""

    def ask(self) -> None:
        """Ask for the file of the agreement, and attach what is in it."""
        if self._context.session.read_only:
            return
        folder = self._context.session.path.parent
        path = self._context.ask_file(self._room, "Attach the agreement’s text", folder, FileKind.TEXT)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file; what is in it is attached when it is read."""
        self.reading, self.refused = path.name, ""
        self.changed.emit()

        def work(unwanted: Event) -> str:
            return read_agreement(path, unwanted.is_set)

        self._background.start(work, lambda text: self._attach(path.name, text), self._refuse)

    def remove(self) -> None:
        """Take the text out of the matter; undo brings it back."""
        self._context.signals.execute(RemoveText())

    def close(self) -> None:
        """Wait until nothing is read any more."""
        self._background.close()

    def _attach(self, name: str, text: str) -> None:
        self.reading = ""
        attached = AgreementText(name, self._context.session.today, text)
        if self._context.signals.execute(AttachText(attached), self._refuse) is not None:
            self.changed.emit()

    def _refuse(self, sentence: str) -> None:
        self.reading, self.refused = "", sentence
        self.changed.emit()
