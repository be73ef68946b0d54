"""Undo and redo in whatever field has the keyboard: first what is being typed there, then the matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.widgets.pending_edits import pending_edit_of

_KEY_EVENTS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class UndoKeys(QObject):
    """Watches the field of a window that has the keyboard, and takes its undo and redo keys.

    A line or a page of text keeps Ctrl+Z for itself, as Qt has it, and then does nothing once its words are recorded.
    `undo_matter` and `redo_matter` take back and do again the last change of the matter.
    """

    def __init__(self, window: QWidget, undo_matter: Callable[[], object], redo_matter: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._undo_matter, self._redo_matter = undo_matter, redo_matter
        self._undo_keys: Sequence[QKeySequence] = ()
        self._redo_keys: Sequence[QKeySequence] = ()
        self._watched: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def listen_for(self, undo: QAction, redo: QAction) -> None:
        """Take the keys of two actions before the field does."""
        self._undo_keys, self._redo_keys = undo.shortcuts(), redo.shortcuts()

    def undo(self) -> None:
        """Take back what is being typed, or else the last change of the matter."""
        field = pending_edit_of(self._window.focusWidget())
        if field is None or not field.undo_typing():
            self._undo_matter()
            if field is not None:
                field.forget_typing()

    def redo(self) -> None:
        """Type again what was taken back, or else do the change of the matter again that was taken back last."""
        field = pending_edit_of(self._window.focusWidget())
        if field is None or not field.redo_typing():
            self._redo_matter()

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if now is not None and now.window() is self._window and pending_edit_of(now) is not None:
            self._watched = now
            now.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep undo and redo from the field's own keys, and do them."""
        if event.type() not in _KEY_EVENTS:
            return False
        pressed = cast("QKeyEvent", event)
        undo, redo = _is_one_of(pressed, self._undo_keys), _is_one_of(pressed, self._redo_keys)
        if not (undo or redo):
            return False
        # To accept the first event is to say that the key is not a shortcut: the second one follows then.
        pressed.accept()
        if event.type() == QEvent.Type.KeyPress:
            (self.undo if undo else self.redo)()
        return True


def _is_one_of(event: QKeyEvent, keys: Sequence[QKeySequence]) -> bool:
    pressed = QKeySequence(event.keyCombination())
    return any(pressed == each for each in keys)
