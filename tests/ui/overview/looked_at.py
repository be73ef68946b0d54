"""A matter looked at on a day, as the Overview asks a session for it, without a file underneath."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import cast

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.edits import EntryName
from rra_desktop.domain.matter import Matter
from rra_desktop.session import MatterSession
from rra_desktop.store.holiday_tables import load_holidays

WHEN = dt.datetime(2003, 6, 24, 9, 30, tzinfo=dt.UTC)


class LookedAt:
    """What is known of a matter that nobody changes."""

    read_only = False

    def __init__(self, matter: Matter, as_of: dt.date, *, changes: int = 1) -> None:
        self.matter, self.as_of, self.today = matter, as_of, as_of
        self.analysis = Analysis(matter, as_of, load_holidays())
        self._changes = changes

    def newest_entries(self, most: int) -> tuple[EntryName, ...]:
        """Return names of changes, the newest first."""
        numbers = range(self._changes, max(0, self._changes - most), -1)
        return tuple(EntryName(number, WHEN, "counsel", f"Change {number}") for number in numbers)

    def subscribe(self, _listener: object) -> Callable[[], None]:
        """Promise news, of which there is none."""
        return lambda: None


def looked_at(matter: Matter, as_of: dt.date, *, changes: int = 1) -> MatterSession:
    """Return a matter as rooms take it."""
    return cast("MatterSession", LookedAt(matter, as_of, changes=changes))
