"""The numbers beside the rooms in their list: how much waits in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.calendar.near import WHAT_IS_NEAR, count_near
from ui.room_list import RoomList
from ui.room_stack import ROOMS

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

_QUIET_MS = 250
_CANNOT_WAIT = "overdue, in conflict, contradicted or impossible"


class RoomBadges(QObject):
    """Counts what is near in the Calendar at once, and what cannot wait once counsel rests.

    For the latter every record is looked at, which in a register of thousands is not done after each key.
    """

    def __init__(self, session: MatterSession, room_list: RoomList) -> None:
        super().__init__(room_list)
        self._session = session
        self._room_list = room_list
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_QUIET_MS)
        self._soon.timeout.connect(self._count_what_cannot_wait)

    def refresh(self) -> None:
        """Count again after a change."""
        near = count_near(self._session.analysis.deadlines, self._session.as_of)
        self._show("calendar", near, WHAT_IS_NEAR)
        self._soon.start()

    def stop(self) -> None:
        """Count nothing any more; the matter is about to be closed."""
        self._soon.stop()

    def _count_what_cannot_wait(self) -> None:
        self._show("overview", self._session.analysis.overview.cannot_wait, _CANNOT_WAIT)

    def _show(self, room_id: str, count: int, meaning: str) -> None:
        self._room_list.set_badge([place.id for place in ROOMS].index(room_id), count, f"{count:,} {meaning}")
