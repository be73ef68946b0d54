"""Where a figure or record stands in the window: the room that shows it.

A key of the kind "room" names the room itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rra_desktop.domain.figures import FigureKey

_ROOMS: Mapping[str, str] = {
    **dict.fromkeys(("position", "total", "group", "holders", "groups"), "holdings"),
    **dict.fromkeys(("entry", "ledger", "majority", "demands_left"), "holdings"),
    **dict.fromkeys(("deadline", "event", "request", "answer", "requests"), "calendar"),
    **dict.fromkeys(("registrations", "registration", "events"), "calendar"),
    **dict.fromkeys(("cutback", "offerings", "offering_requests"), "cutback"),
    **dict.fromkeys(("points", "term_changes"), "agreement"),
    "change": "activity",
}
"""By the kind of a key: of a figure, or of a record, which is also called by its place in a matter."""
ASKED_ABOUT = "reading"
"""The kind of key that opens the dialog of readings."""
DETAILS = "details"
"""The kind of key that opens the matter's own facts."""


def room_of(key: FigureKey) -> str:
    """Return the id of the room that shows a figure or record, empty where none does."""
    return key.subject[0] if key.kind == "room" and key.subject else _ROOMS.get(key.kind, "")


def placed(keys: Iterable[FigureKey]) -> FigureKey | None:
    """Return the first of some keys that the window can go to, None where it can go to none of them."""
    return next((key for key in keys if room_of(key) or key.kind in (ASKED_ABOUT, DETAILS)), None)
