"""Settling a drafting point with a note, or opening it again."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rra_desktop.domain.agreement import PointState
from rra_desktop.editing.commands import SettlePoint
from ui.widgets.forms import FormDialog
from ui.widgets.room import RoomContext


class SettlePointDialog(FormDialog):
    """One drafting point, with the note that says how it was settled or why it is open again."""

    def __init__(self, context: RoomContext, point_id: str, parent: QWidget | None = None) -> None:
        matter = context.session.matter
        point = next(each for each in matter.form.drafting_points if each.id == point_id)
        said = next((each for each in matter.points if each.point == point_id), None)
        settled = said is not None and said.state is PointState.SETTLED
        act = "Reopen" if settled else "Settle"
        super().__init__(context.theme, f"{act} a drafting point", act, parent, point.title)
        self._context = context
        self._point = point_id
        self._state = PointState.OPEN if settled else PointState.SETTLED
        self.note = QPlainTextEdit(said.note if said is not None else "")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(4 * context.theme.pixels() + 24)
        self.add("Note", self.note, "Why it is open again." if settled else f"How it was settled. {point.advice}")

    def submit(self) -> str:
        """Settle the point or open it again; to settle one a note is needed."""
        note = self.note.toPlainText().strip()
        if not note and self._state is PointState.SETTLED:
            self.note.setFocus()
            return "Say how it was settled; the note is printed with the point."
        refusals: list[str] = []
        self._context.signals.execute(SettlePoint(self._point, self._state, note), refusals.append)
        return "".join(refusals)
