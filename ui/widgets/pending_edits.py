"""What is being typed and not recorded yet: handed over before anything happens that would lose it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

MEND_OR_ESCAPE = "Correct it, or press Esc to bring back what is recorded."
"""The way out of a field whose text was refused."""


class PendingEdit:
    """A widget in which something can be typed that is recorded when it is left; every such widget is one of these.

    The window asks all of them to hand over before it closes, turns to another room, or does anything else that what
    is being typed should be part of. Nothing is to be registered: `first_refusal` finds them by their class.
    """

    def hand_over(self) -> str:
        """Record what is being typed; returns why it was refused, nothing when there is nothing left to record."""
        raise NotImplementedError

    def say_refused(self, sentence: str) -> None:
        """Take the keyboard and say a sentence beside what was refused: the reason, and how to go on."""
        raise NotImplementedError

    def undo_typing(self) -> bool:
        """Take back the last of what is typed and not recorded; False when there is no such thing."""
        return False

    def redo_typing(self) -> bool:
        """Type again what was taken back last; False when there is no such thing."""
        return False

    def forget_typing(self) -> None:
        """Keep nothing of what was typed and recorded before to be typed again."""


def pending_edit_of(widget: QWidget | None) -> PendingEdit | None:
    """Return the pending edit that a widget is, or is a part of; None where what is typed is not recorded."""
    while widget is not None:
        if isinstance(widget, PendingEdit):
            return widget
        widget = None if widget.isWindow() else widget.parentWidget()
    return None


def first_refusal(within: QWidget) -> tuple[PendingEdit, str] | None:
    """Let everything that is being typed within a widget be recorded; returns the first that was refused, and why.

    The field with the keyboard comes first: what is typed last is most likely what is still to be mended.
    """
    fields = [each for each in (within, *within.findChildren(QWidget)) if isinstance(each, PendingEdit)]
    focus = pending_edit_of(within.focusWidget())
    fields.sort(key=lambda each: each is not focus)
    for field in fields:
        # Recording one can make others anew.
        if isinstance(field, QWidget) and isValid(field) and (reason := field.hand_over()):
            return field, reason
    return None


def hand_over_all(within: QWidget) -> bool:
    """Let everything that is being typed within a widget be recorded, or say beside the first refused why not."""
    refused = first_refusal(within)
    if refused is None:
        return True
    field, reason = refused
    field.say_refused(reason)
    return False
