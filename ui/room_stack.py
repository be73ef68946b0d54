"""The rooms of a window, one upon another: made when they are first shown, brought up to date when they show again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from rra_desktop.domain.edits import Change
from ui.widgets.room import Room, RoomContext


@dataclass(frozen=True, slots=True)
class RoomPlace:
    """A room the window can show, and where its class is; it is imported when it is first shown."""

    id: str
    title: str
    module: str
    class_name: str

    def make(self, context: RoomContext) -> Room:
        """Make the room."""
        made: Room = getattr(import_module(self.module), self.class_name)(context)
        return made


ROOMS = (
    RoomPlace("overview", "Overview", "ui.overview.overview_room", "OverviewRoom"),
    RoomPlace("holdings", "Holdings", "ui.holdings.holdings_room", "HoldingsRoom"),
    RoomPlace("calendar", "Calendar", "ui.calendar.calendar_room", "CalendarRoom"),
    RoomPlace("cutback", "Cutback", "ui.cutback.cutback_room", "CutbackRoom"),
    RoomPlace("agreement", "Agreement", "ui.agreement.agreement_room", "AgreementRoom"),
    RoomPlace("summary", "Summary", "ui.summary.summary_room", "SummaryRoom"),
    RoomPlace("activity", "Activity", "ui.activity.activity_room", "ActivityRoom"),
)


class RoomStack(QStackedWidget):
    """The rooms made so far, one of which shows; each scrolls where the window is too small for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rooms: dict[str, Room] = {}
        self._frames: dict[str, QScrollArea] = {}
        self._stale: set[str] = set()

    def __iter__(self) -> Iterator[Room]:
        return iter(self._rooms.values())

    @property
    def shown(self) -> str:
        """The id of the room that shows, empty while there is none."""
        return next((key for key, frame in self._frames.items() if frame is self.currentWidget()), "")

    def made(self, room_id: str) -> Room | None:
        """Return a room that was made already."""
        return self._rooms.get(room_id)

    def make(self, place: RoomPlace, context: RoomContext) -> Room:
        """Make a room, which waits to be brought up to date."""
        room = self._rooms[place.id] = place.make(context)
        frame = self._frames[place.id] = QScrollArea()
        frame.setWidgetResizable(True)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setWidget(room)
        self._stale.add(place.id)
        self.addWidget(frame)
        return room

    def is_up_to_date(self, room_id: str) -> bool:
        """Tell whether a room shows and has heard of every change."""
        return room_id == self.shown and room_id not in self._stale

    def turn_to(self, room_id: str) -> None:
        """Show a room that was made; the one that showed puts away what was only tried."""
        if self.shown not in ("", room_id):
            self._rooms[self.shown].leave()
        self.setCurrentWidget(self._frames[room_id])

    def bring_up_to_date(self, room_id: str) -> None:
        """Let a room that shows hear of all that changed meanwhile."""
        self._rooms[room_id].refresh(None)
        self._stale.discard(room_id)

    def hear(self, change: Change) -> None:
        """Tell the room that shows of a change; the others hear of it when they show again."""
        for room_id, room in self._rooms.items():
            if room_id == self.shown:
                room.refresh(change)
            else:
                self._stale.add(room_id)
